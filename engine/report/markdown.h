/* Markdown, built as cmark trees, one piece of the report after the other.
 *
 * For report/markdown*.c only. A piece is a document of a few blocks that is rendered and freed at
 * once, so a report of any length takes the memory of its largest piece. A piece begins with a
 * heading or a paragraph, so two pieces never run together. Whatever text is shown passes through
 * md_text or md_code: controls become visible, nothing can begin Markdown, HTML, or one of the
 * extensions of GitHub and GitLab that cmark does not know how to escape (~~, $…$, tables). */
#ifndef CLAUSELINT_REPORT_MARKDOWN_H
#define CLAUSELINT_REPORT_MARKDOWN_H

#include "report/cmark_heap.h"
#include "report/diff_model.h"
#include "report/format.h"
#include "report/phrases.h"

struct markdown {
	struct rendering *rendering;
	struct arena *arena; /* scratch */
	struct phrases phrases;
	cmark_mem *mem;
	cmark_node *piece; /* what is being built */
	char *clean;	   /* the last text, cleaned and ended by NUL */
	size_t clean_room;
};

void md_open(struct markdown *md, struct rendering *rendering, enum lang lang);
/* Writes what was built since the last call. */
void md_flush(struct markdown *md);
/* The same as a text, in scratch memory. */
struct str md_take(struct markdown *md);

/* A new block under parent; NULL is the piece itself. */
cmark_node *md_block(struct markdown *md, cmark_node *parent, cmark_node_type type);
cmark_node *md_heading(struct markdown *md, int level, struct str text);
cmark_node *md_paragraph(struct markdown *md, cmark_node *parent, struct str text);
cmark_node *md_list(struct markdown *md);
/* A paragraph in a new item of list. */
cmark_node *md_item(struct markdown *md, cmark_node *list, struct str text);

void md_text(struct markdown *md, cmark_node *parent, struct str text);
void md_strong(struct markdown *md, cmark_node *parent, struct str text);
void md_link(struct markdown *md, cmark_node *parent, struct str text, struct str url);
void md_code(struct markdown *md, cmark_node *parent, struct str text);
/* text with its bytes at mark in bold. Bold that begins or ends with punctuation gets a space
 * there, since ** beside a Han character would otherwise not be bold (CommonMark 0.30, 6.2). */
void md_marked(struct markdown *md, cmark_node *parent, struct str text, struct span mark);
/* A piece of a compared text: ~~old~~, which GitHub and GitLab strike out, **new**, or as it is. */
void md_edited(struct markdown *md, cmark_node *parent, struct str text, enum piece_kind kind);
/* Core Markdown has no tables: one is a paragraph with a line for each row, which GitHub and GitLab draw
 * as a table. One with its head, for rows of as many cells. */
cmark_node *md_table(struct markdown *md, const struct str *head, uint32_t n);
void md_row(struct markdown *md, cmark_node *table, const struct str *cells, uint32_t n);

struct str md_say(struct markdown *md, enum text_id id);
/* A paragraph of a label in bold and its text; nothing when there is no text. */
void md_labelled(struct markdown *md, enum text_id label, struct str text);
/* The same as their namesakes in report/phrases.h. */
struct str md_fill(struct markdown *md, struct str pattern, const struct phrase_value *values,
		   uint32_t n);
#define MD_FILL(md, id, ...)                                                                       \
	md_fill((md), md_say((md), (id)), (const struct phrase_value[]){__VA_ARGS__},              \
		sizeof((const struct phrase_value[]){__VA_ARGS__}) / sizeof(struct phrase_value))
/* The pack's words in the language of the document. */
struct str md_words(struct markdown *md, const struct words *words);
struct str md_number(struct markdown *md, uint64_t value);
struct str md_level(struct markdown *md, enum severity severity);
struct str md_join(struct markdown *md, const struct str *texts, uint32_t n);
struct str md_clause(struct markdown *md, const struct report *report, struct str path,
		     bool absent);
struct str md_law(struct markdown *md, const struct shown_law *laws, uint32_t n);

/* Findings of one rule with the same message: one section, several places. */
struct group {
	uint32_t first, last, count; /* indices of findings */
};
struct groups {
	const struct group *p; /* worst first, then by place */
	uint32_t n;
	const uint32_t *next; /* by finding: the next of its group */
};
struct groups group_findings(struct arena *arena, const struct report *report);
bool is_blank_finding(const struct shown_finding *finding);

void markdown_findings(struct markdown *md, const struct report *report,
		       const struct groups *groups, bool structural);
void markdown_blanks(struct markdown *md, const struct report *report, const struct groups *groups);
void markdown_services(struct markdown *md, const struct report *report);
void markdown_checks(struct markdown *md, const struct report *report);
void markdown_accepted(struct markdown *md, const struct report *report);
void markdown_notes(struct markdown *md, const struct report *report);
/* All contracts of the document, the worst first; nothing when there is only one. It stands at the
 * end, so that every report can be written and forgotten at once, whatever their number. */
void markdown_summary(struct markdown *md);

/* A text of a rule, with stand-ins for what only a contract can tell. */
struct str md_rule_words(struct markdown *md, const struct rule *rule, const struct words *words);
/* All its legal bases, those of Taiwan and Hong Kong marked as such. */
struct str md_rule_laws(struct markdown *md, const struct rule *rule);
/* What a rule looks for, as a list. */
void markdown_detect(struct markdown *md, const struct rule *rule);

#endif
