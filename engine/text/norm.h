/* What rules see: Simplified, half-width, without the noise of scraping; and the way back.
 *
 * For every layer above. The form of norm->text (rules, patterns and the layers above rely on it):
 * - Traditional characters are Simplified (ICU's rules, phrases before characters, with our patches);
 *   compatibility ideographs and Kangxi radicals are ordinary characters.
 * - Letters, digits and the signs % _ . / - + = # & @ * ~ are half width. Numbering signs (① ㈠ ⑴ Ⅳ)
 *   are kept: what they count is for the clause layer to read. Superscripts and the like are kept.
 * - Punctuation is Chinese: （ ） ， 、 。 ； ： ？ ！ “ ” ‘ ’ 【 】 《 》. Half-width , : between
 *   digits stay (1,000, 9:00), : stays before //, and a half-width full stop after a Han character at
 *   the end of a line or before another Han character is 。. [ ] 〔 〕 are 【 】; 「 」 and a straight
 *   " are “ ”. Braces, $, <, > and | stay.
 * - Blanks stay visible: ＿ ﹍ ‗ and the like are _, one for one. A gap of three or more columns of
 *   spaces (a tab is four, an ideographic space two) inside a line or at its end, with text before it
 *   on that line, is the one character NORM_GAP (U+2423 ␣), unless it only spreads single characters of a
 *   title (合    同). Narrower space is dropped beside Han characters and Chinese punctuation
 *   and between a number and its sign (5 %, ￥ 100), and is one ASCII space elsewhere.
 * - Lines end in one LF; runs of empty lines are one LF; indentation is dropped. A hard line wrap
 *   inside a sentence is dropped. A line that is only a page number is dropped.
 * - Dropped without trace: pinyin in brackets after a Han character or inside a blank (務(wù)),
 *   zero-width, bidi and soft-hyphen characters, Markdown's ** and the backslash of its escapes.
 *
 * Laws of the map, which the tests check: it is monotone both ways and covers both texts; text that
 * needs no folding is one run; the source bytes of any span normalise to that span's text, unless
 * the span cuts what is folded as a whole: a word, a pair of quotes or stars, a wrapped line. */
#ifndef CLAUSELINT_TEXT_NORM_H
#define CLAUSELINT_TEXT_NORM_H

#include "text/source.h"

#define NORM_GAP      "\xE2\x90\xA3"
#define NORM_GAP_CP   0x2423u

/* From here to the next run, norm bytes and source bytes go together: one for one where both pieces
 * have the same length, as a whole otherwise. The last run is {text.n, source.n}. */
struct norm_run {
	uint32_t norm, src;
};

/* Something a reader of the report should know was folded away; also the input of the rules on
 * hidden text. */
enum fold_kind {
	FOLD_ZERO_WIDTH,
	FOLD_BIDI,
	FOLD_PINYIN,
	FOLD_PAGE_NUMBER,
	FOLD_HARD_WRAP,
	FOLD_KANGXI,
	FOLD_KINDS
};
struct fold {
	enum fold_kind kind;
	struct span src;
};

struct norm {
	struct str text;
	const struct norm_run *runs;
	uint32_t run_count;
	const struct fold *folds; /* in order of place; at most NORM_FOLDS_KEPT of a kind */
	uint32_t fold_count;
	uint32_t fold_totals[FOLD_KINDS];
};
enum { NORM_FOLDS_KEPT = 1000 };

struct norm *normalise(struct arena *arena, const struct source *source);
/* Gives back the bytes of the text: what is left has its length and the way back. */
void norm_drop_text(struct arena *arena, struct norm *norm);

/* The run that holds an offset of norm->text. */
uint32_t norm_run_at(const struct norm *norm, uint32_t at);
/* The source bytes that a span of norm->text came from: the smallest range that covers it, without
 * dropped text at either end. An empty span gives an empty one. */
struct span norm_to_source(const struct norm *norm, struct span at);
/* The first offset of norm->text that came from src or later. */
uint32_t source_to_norm(const struct norm *norm, uint32_t src);

/* text folded as above but for what needs context (hard wraps, page numbers); for patterns and
 * literals that must meet folded text. */
struct str fold_phrase(struct arena *arena, struct str text);

#endif
