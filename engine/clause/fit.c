#include "clause/fit.h"

#include <string.h>
#include "base/utf8.h"

/* How sure a label is by its form alone. */
enum strength { SURE, FAIR, WEAK };

static const enum strength strengths[LABEL_STYLES] = {
	[LABEL_HEADING] = SURE,	  [LABEL_BOOK] = SURE,	  [LABEL_CHAPTER] = SURE,
	[LABEL_SECTION] = SURE,	  [LABEL_ARTICLE] = SURE, [LABEL_ANNEX] = SURE,
	[LABEL_PARAGRAPH] = WEAK, [LABEL_HAN] = FAIR,	  [LABEL_HAN_PAREN] = FAIR,
	[LABEL_ROMAN] = WEAK,	  [LABEL_DECIMAL] = FAIR, [LABEL_DECIMAL_PAREN] = FAIR,
	[LABEL_CIRCLED] = FAIR,	  [LABEL_LETTER] = WEAK,  [LABEL_STEM] = WEAK,
	[LABEL_BULLET] = SURE,
};

enum {
	FIT_STARTS = FIT_FIRST | FIT_RESTART | FIT_INSIDE,
	FIT_ANY = FIT_NEXT | FIT_STARTS | FIT_SKIP | FIT_BACK | FIT_ORPHAN
};

/* Which fits make a label of a candidate: at once, or when the next number follows somewhere. */
static const struct acceptance {
	uint8_t at_once, with_chain;
} acceptances[3][EDGES] = {
	[SURE] = {{FIT_ANY, 0},
		  {FIT_ANY, 0},
		  {FIT_NEXT | FIT_STARTS, 0},
		  {0, 0},
		  {FIT_NEXT, FIT_STARTS}},
	[FAIR] = {{FIT_ANY, 0},
		  {FIT_NEXT | FIT_STARTS | FIT_SKIP, FIT_BACK | FIT_ORPHAN},
		  {FIT_NEXT | FIT_STARTS, FIT_SKIP},
		  {FIT_NEXT | FIT_INSIDE, 0},
		  {FIT_NEXT | FIT_INSIDE, FIT_STARTS}},
	[WEAK] = {{FIT_NEXT, FIT_STARTS | FIT_SKIP},
		  {FIT_NEXT, FIT_STARTS},
		  {0, FIT_STARTS},
		  {0, 0},
		  {0, 0}},
};

static const struct candidate *at_frame(const struct open_clauses *o, uint32_t frame)
{
	return &o->candidates.p[o->frames[frame].candidate];
}

/* Is outer's number the beginning of inner's? A lone number stands for any style: 第四条 and 4.2.
 */
static bool is_prefix(const struct label *outer, const struct label *inner)
{
	if (outer->count == 0 || outer->count >= inner->count)
		return false;
	if (outer->style != LABEL_DECIMAL &&
	    (outer->count != 1 || outer->style == LABEL_HEADING || outer->style == LABEL_BULLET ||
	     outer->style > LABEL_HAN))
		return false;
	return memcmp(outer->ordinals, inner->ordinals, outer->count * sizeof outer->ordinals[0]) ==
	       0;
}

static enum fit fit_after(uint32_t before, uint32_t ordinal)
{
	if (ordinal == before + 1)
		return FIT_NEXT;
	if (ordinal == 1)
		return FIT_RESTART;
	return ordinal > before ? FIT_SKIP : FIT_BACK;
}

static bool same_prefix(const struct label *a, const struct label *b)
{
	return a->count == b->count &&
	       memcmp(a->ordinals, b->ordinals, (a->count - 1u) * sizeof a->ordinals[0]) == 0;
}

/* 4.2, 6.1.3: they say themselves what they are below. */
static struct fitting fit_deep(const struct open_clauses *o, const struct candidate *c)
{
	uint32_t last = label_last(&c->label), parent = 0;

	for (uint32_t i = o->depth; i-- > 1;) {
		const struct label *open = &at_frame(o, i)->label;
		if (open->style == LABEL_DECIMAL && same_prefix(open, &c->label))
			return (struct fitting){i - 1, fit_after(label_last(open), last)};
		if (is_prefix(open, &c->label)) {
			bool child = open->count + 1 == c->label.count;
			/* 3.1.1 behind 第三条 and （一） has （一） in the place of 3.1. */
			return (struct fitting){child ? i : o->depth - 1, child && last == 1
										  ? FIT_INSIDE
									  : child ? FIT_SKIP
										  : FIT_ORPHAN};
		}
	}
	/* 2.1 behind 1.4, where no clause 2 stands: the list goes on. */
	for (uint32_t i = o->depth; i-- > 1;) {
		const struct label *open = &at_frame(o, i)->label;
		if (open->style == LABEL_DECIMAL && open->count == c->label.count)
			return (struct fitting){i - 1, last == 1 && open->ordinals[0] + 1 ==
									       c->label.ordinals[0]
							       ? FIT_NEXT
							       : FIT_ORPHAN};
	}
	for (uint32_t i = 1; i < o->depth; i++) {
		const struct label *open = &at_frame(o, i)->label;
		if (open->style < LABEL_DECIMAL ||
		    (open->style == LABEL_DECIMAL && open->count < c->label.count))
			parent = i;
		else
			break;
	}
	return (struct fitting){parent, last == 1 ? FIT_FIRST : FIT_ORPHAN};
}

/* Does a new list of c's kind lie inside open, although its style is usually the higher one? Yes
 * when the list goes on before open's own next number comes. */
static bool nests_upside_down(const struct candidate *open, const struct candidate *c)
{
	return (c->label.style >= LABEL_HAN || c->label.style == LABEL_ARTICLE) &&
	       open->label.style >= LABEL_HAN && open->steady && c->next < open->next;
}

/* (i) and i) stand below （1）, Ⅰ、 above 1. */
static enum label_style rank_of(const struct candidate *c)
{
	return c->label.style == LABEL_ROMAN && c->kind % 16 ? LABEL_LETTER : c->label.style;
}

static struct fitting fit_new(const struct open_clauses *o, const struct candidate *c)
{
	uint32_t last = label_last(&c->label), parent = o->depth - 1;

	/* A bullet at the top is a heading in disguise, and may hold numbers. */
	while (parent > 0 && rank_of(at_frame(o, parent)) > rank_of(c) &&
	       !(parent == 1 && at_frame(o, 1)->label.style == LABEL_BULLET &&
		 c->label.style >= LABEL_HAN_PAREN) &&
	       !nests_upside_down(at_frame(o, parent), c))
		parent--;
	return (struct fitting){parent, last <= 1 ? FIT_FIRST : FIT_ORPHAN};
}

/* The open clause whose sibling c would be: the one it is next to, else the innermost of its kind.
 */
static uint32_t frame_of_kind(const struct open_clauses *o, const struct candidate *c)
{
	uint32_t last = label_last(&c->label), kind = 0, style = 0;

	for (uint32_t i = o->depth; i-- > 1;) {
		const struct candidate *open = at_frame(o, i);
		if (open->kind == c->kind && label_last(&open->label) + 1 == last)
			return i;
		if (!kind && open->kind == c->kind)
			kind = i;
		if (!style && open->label.style == c->label.style &&
		    open->label.count == c->label.count)
			style = i;
	}
	/* Within one list the delimiter may change: 1、 2. 3、. */
	return kind || last <= 1 ? kind : style;
}

static uint32_t frame_of_style(const struct open_clauses *o, enum label_style style)
{
	for (uint32_t i = o->depth; i-- > 1;)
		if (at_frame(o, i)->label.style == style)
			return i;
	return 0;
}

/* 第七条 behind 第六章 is the next of one sequence when the articles before did not lead up to it.
 */
static bool mixed_level(const struct open_clauses *o, const struct candidate *c, uint32_t chapter)
{
	const struct candidate *open = at_frame(o, chapter);

	return c->label.ordinals[0] == open->label.ordinals[0] + 1 &&
	       c->label.ordinals[0] != o->articles + 1 &&
	       frame_of_style(o, LABEL_ARTICLE) < chapter;
}

static struct fitting fit_heading(const struct open_clauses *o, const struct candidate *c)
{
	uint32_t parent = o->depth - 1;

	while (parent > 0 && (at_frame(o, parent)->label.style != LABEL_HEADING ||
			      at_frame(o, parent)->label.ordinals[0] >= c->label.ordinals[0]))
		parent--;
	return (struct fitting){parent, FIT_NEXT};
}

/* Behind a colon number one begins a list inside the clause, even in the style of the clause. */
static bool introduced(const struct open_clauses *o, const struct candidate *c)
{
	size_t at = c->begin;
	uint32_t before = utf8_prev(o->text, &at);

	while (before == '\n' || before == ' ')
		before = utf8_prev(o->text, &at);
	return before == 0xFF1A;
}

static struct fitting fit_list(const struct open_clauses *o, const struct candidate *c)
{
	uint32_t frame = frame_of_kind(o, c), last = label_last(&c->label);

	if (c->label.style == LABEL_ARTICLE) {
		uint32_t annex = frame_of_style(o, LABEL_ANNEX);
		uint32_t chapter = frame_of_style(o, LABEL_CHAPTER);
		if (!frame && annex)
			return (struct fitting){annex, last == 1 ? FIT_FIRST : FIT_ORPHAN};
		if (chapter && mixed_level(o, c, chapter))
			return (struct fitting){chapter - 1, FIT_NEXT};
		if (chapter && !frame)
			return (struct fitting){chapter, last == 1		   ? FIT_FIRST
							 : last == o->articles + 1 ? FIT_NEXT
										   : FIT_ORPHAN};
	}
	if (c->label.style == LABEL_ANNEX)
		return (struct fitting){0, FIT_NEXT};
	if (c->label.style == LABEL_HEADING)
		return fit_heading(o, c);
	if (!frame)
		return fit_new(o, c);
	if (c->label.count == 0)
		return (struct fitting){frame - 1, FIT_NEXT};
	if (last == 1 && c->label.style > LABEL_HAN && introduced(o, c) && o->depth < FRAMES)
		return (struct fitting){o->depth - 1, FIT_FIRST};
	return (struct fitting){frame - 1, fit_after(label_last(&at_frame(o, frame)->label), last)};
}

bool fit_accepts(const struct candidate *c, enum fit fit)
{
	enum strength strength = c->delimited ? strengths[c->label.style] : WEAK;
	const struct acceptance *row = &acceptances[strength][c->edge];

	if (c->spoken_of && !(c->edge <= (c->label.count > 1 ? EDGE_STOP : EDGE_LINE) &&
			      (fit & (FIT_NEXT | FIT_STARTS))))
		return false;
	return (row->at_once & fit) || ((row->with_chain & fit) && c->chain > 1);
}

/* What a letter counts shows from the list it is in: i behind h is a letter, v behind iv is five.
 */
static void settle_letter(const struct open_clauses *o, struct candidate *c)
{
	static const struct {
		enum label_style style, becomes;
		uint32_t ordinal, meant;
	} readings[] = {
		{LABEL_ROMAN, LABEL_LETTER, 1, 9},
		{LABEL_LETTER, LABEL_ROMAN, 22, 5},
		{LABEL_LETTER, LABEL_ROMAN, 24, 10},
	};

	for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++) {
		uint32_t frame = frame_of_style(o, readings[i].becomes);
		if (c->label.style == readings[i].style &&
		    c->label.ordinals[0] == readings[i].ordinal && frame &&
		    at_frame(o, frame)->label.ordinals[0] + 1u == readings[i].meant) {
			c->label.style = readings[i].becomes;
			c->label.ordinals[0] = readings[i].meant;
			c->kind = at_frame(o, frame)->kind;
			return;
		}
	}
}

struct fitting fit_find(const struct open_clauses *o, struct candidate *c)
{
	settle_letter(o, c);
	if (c->label.style == LABEL_DECIMAL && c->label.count > 1)
		return fit_deep(o, c);
	return fit_list(o, c);
}
