/* What the files that build a report share.
 *
 * For report/build*.c only. */
#ifndef CLAUSELINT_REPORT_BUILDER_H
#define CLAUSELINT_REPORT_BUILDER_H

#include "base/out.h"
#include "report/build.h"
#include "report/texts.h"

enum { CAPTURE_MAX = 150 }; /* bytes of a capture that are shown */

/* A rule as the report shows it, made when it is first reported. */
struct rule_texts {
	struct shown_rule shown;
	bool filled; /* something in it has {placeholders} */
};

/* Who is hurt, as long as it is the same party. */
struct harmed {
	uint32_t party;
	const struct str *names; /* NULL: nobody was asked for yet */
	uint32_t n;
};

/* The path that was made last; the next one mostly begins with the same clauses. */
struct path {
	struct str text;
	struct {
		uint32_t clause;
		struct span at; /* in text; empty for a clause without words */
	} steps[STEPS_SHOWN];
	uint32_t n;
};

struct builder {
	struct report *report;
	struct arena *arena; /* of the report */
	const struct build_input *in;
	struct str texts[TEXT_COUNT];  /* made when first used */
	struct rule_texts **rules;     /* by index in the pack; NULL: not reported yet */
	struct shown_clause **clauses; /* by index in the outline; NULL: not asked for yet */
	struct path path;
	struct str parties[PARTIES_MAX]; /* their names in the script of the contract */
	struct harmed harmed[HARMS_KINDS];

	/* Where texts are put together before they are copied at their length. */
	struct text line, phrase;

	/* Findings and blanks come in order, so what the last one needed is mostly needed again. */
	struct span sentence_src;
	struct str sentence;
	uint32_t display_line, display; /* the line that was last asked about, how wide it is … */
	size_t display_at;              /* … up to this byte of the source */
	const char *words_of; /* an identity's */
	struct str words;
};

void builder_open(struct builder *builder, struct arena *arena, struct report *report,
		  const struct build_input *in);
/* Gives back what only the builder needed. */
void builder_close(struct builder *builder);

/* What text holds, copied; text is empty then. */
struct str builder_take(struct builder *builder, struct text *text);
struct str builder_text(struct builder *builder, enum text_id id);
/* The pack's words in the report's language. */
struct str builder_words(struct builder *builder, const struct words *words);
/* The outline has numbers in Simplified; people look for them in the contract's script. */
struct str builder_number(struct builder *builder, const struct clause *clause);
const struct shown_clause *builder_clause(struct builder *builder, uint32_t clause);
/* The source text of a span of norm text, or of the source, at most limit bytes of it (then with an
 * ellipsis). */
struct str builder_quote(struct builder *builder, struct span norm, size_t limit);
struct str builder_quote_source(struct builder *builder, struct span src, size_t limit);
/* The same of norm text without what normalising dropped (pinyin, invisible characters, spaces): for words that are
 * named in a sentence of ours, not quoted. */
struct str builder_phrase(struct builder *builder, struct span norm, size_t limit);
/* Words as judge/words.h folds them, for people: a blank as a line, in the contract's script. */
struct str builder_folded(struct builder *builder, struct str words);
struct place builder_place(const struct builder *builder, uint32_t norm);

/* What a finding says besides its place (detect/detail.h): the contract's words in its script, ours in
 * the report's language. */
struct str builder_detail(struct builder *builder, struct str detail);

/* What a blank lacks, in words. */
enum text_id need_text(enum blank_need need);

void build_findings(struct builder *builder);
/* The place of a finding and the words there, which its captures are then shown in. */
void build_quote(struct builder *builder, const struct finding *finding, struct shown_finding *shown);
void build_captures(struct builder *builder, const struct finding *finding,
		    struct shown_finding *shown);
/* findings are in order of their places. */
void build_line_hashes(struct builder *builder, struct shown_finding *findings, uint32_t n);
void build_facts(struct builder *builder);
void build_outline(struct builder *builder);
void build_settled(struct builder *builder);

/* The largest offset up to at that is between two code points, and the smallest from at on. */
size_t cut_before(struct str s, size_t at);
size_t cut_after(struct str s, size_t at);

#endif
