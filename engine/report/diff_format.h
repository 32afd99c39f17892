/* The formats that a comparison of two drafts can be written in, one file a format.
 *
 * For the public interface. They may leave by arena_fail. */
#ifndef CLAUSELINT_REPORT_DIFF_FORMAT_H
#define CLAUSELINT_REPORT_DIFF_FORMAT_H

#include "report/diff_model.h"
#include "report/markdown.h"

void diff_markdown(struct rendering *rendering, const struct shown_diff *diff);
void diff_text(struct rendering *rendering, const struct shown_diff *diff);
void diff_json(struct rendering *rendering, const struct shown_diff *diff);

/* What the formats for people say alike. md is also the text format's phrase book. */
enum { DIFF_LISTED = 200 }; /* entries of one section */
struct str diff_verdict(struct markdown *md, const struct shown_diff *diff);
struct str diff_counts(struct markdown *md, const struct shown_diff *diff);
/* 改写；移动；旧稿为 第二条: what a clause went through, but for what only follows. */
struct str diff_history(struct markdown *md, const struct shown_change *change);
/* Whether the words are the same, and only the number or the place is another. */
bool diff_is_place(const struct shown_change *change);
/* A piece of a changed clause, cut to what is next to the changes. */
struct str diff_piece(struct markdown *md, const struct shown_change *change, uint32_t piece);
/* How many new and changed findings are below the level that is listed. */
uint32_t diff_hidden(const struct shown_diff *diff);
struct str diff_heading(struct markdown *md, const struct shown_finding_change *change);

#endif
