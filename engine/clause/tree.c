#include "clause/tree.h"

#include <string.h>
#include "base/utf8.h"
#include "base/vec.h"
#include "clause/heading.h"
#include "clause/numbers.h"
#include "clause/title.h"

/* How a candidate would continue what stands so far. */
enum fit {
	FIT_NEXT = 1,	 /* the next number of an open list */
	FIT_FIRST = 2,	 /* number one of a new list below */
	FIT_RESTART = 4, /* number one again */
	FIT_SKIP = 8,	 /* a number is missing */
	FIT_BACK = 16,	 /* a number again, or a smaller one */
	FIT_ORPHAN = 32, /* a new list that does not begin with one */
	FIT_INSIDE = 64	 /* 4.1 right below 第四条: number one, and the parent agrees */
};

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

/* An open clause on the way from the document to the current place. */
struct frame {
	uint32_t clause;
	uint32_t candidate;
};

/* How deep clauses may lie in each other; what would lie deeper is text. */
enum { FRAMES = 32 };

struct builder {
	struct arena *arena;
	struct str text;
	struct candidates candidates;
	VEC(struct clause) clauses;
	VEC(uint32_t) sources; /* of each clause: its candidate, or UINT32_MAX */
	struct frame frames[FRAMES];
	uint32_t depth;	   /* frames in use; frames[0] is the document or the zone */
	uint32_t articles; /* the last 第N条 that stood at the top or below a chapter */
	uint32_t headings[HEADING_PLAIN + 1]; /* how many there are of each level */
	uint32_t loose; /* the clause without a number that is open: a zone; 0 for none */
	bool numbered;	/* a clause with a number has been opened */
	bool truncated;
};

static const struct candidate *at_frame(const struct builder *b, uint32_t frame)
{
	return &b->candidates.p[b->frames[frame].candidate];
}

static uint32_t last_ordinal(const struct label *label)
{
	return label->count ? label->ordinals[label->count - 1] : 0;
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

/* Where a candidate would go: below frames[parent]. */
struct fitting {
	uint32_t parent;
	enum fit fit;
};

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
static struct fitting fit_deep(const struct builder *b, const struct candidate *c)
{
	uint32_t last = last_ordinal(&c->label), parent = 0;

	for (uint32_t i = b->depth; i-- > 1;) {
		const struct label *open = &at_frame(b, i)->label;
		if (open->style == LABEL_DECIMAL && same_prefix(open, &c->label))
			return (struct fitting){i - 1, fit_after(last_ordinal(open), last)};
		if (is_prefix(open, &c->label)) {
			bool child = open->count + 1 == c->label.count;
			/* 3.1.1 behind 第三条 and （一） has （一） in the place of 3.1. */
			return (struct fitting){child ? i : b->depth - 1, child && last == 1
										  ? FIT_INSIDE
									  : child ? FIT_SKIP
										  : FIT_ORPHAN};
		}
	}
	/* 2.1 behind 1.4, where no clause 2 stands: the list goes on. */
	for (uint32_t i = b->depth; i-- > 1;) {
		const struct label *open = &at_frame(b, i)->label;
		if (open->style == LABEL_DECIMAL && open->count == c->label.count)
			return (struct fitting){i - 1, last == 1 && open->ordinals[0] + 1 ==
									       c->label.ordinals[0]
							       ? FIT_NEXT
							       : FIT_ORPHAN};
	}
	for (uint32_t i = 1; i < b->depth; i++) {
		const struct label *open = &at_frame(b, i)->label;
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

static struct fitting fit_new(const struct builder *b, const struct candidate *c)
{
	uint32_t last = last_ordinal(&c->label), parent = b->depth - 1;

	/* A bullet at the top is a heading in disguise, and may hold numbers. */
	while (parent > 0 && rank_of(at_frame(b, parent)) > rank_of(c) &&
	       !(parent == 1 && at_frame(b, 1)->label.style == LABEL_BULLET &&
		 c->label.style >= LABEL_HAN_PAREN) &&
	       !nests_upside_down(at_frame(b, parent), c))
		parent--;
	return (struct fitting){parent, last <= 1 ? FIT_FIRST : FIT_ORPHAN};
}

/* The open clause whose sibling c would be: the one it is next to, else the innermost of its kind.
 */
static uint32_t frame_of_kind(const struct builder *b, const struct candidate *c)
{
	uint32_t last = last_ordinal(&c->label), kind = 0, style = 0;

	for (uint32_t i = b->depth; i-- > 1;) {
		const struct candidate *open = at_frame(b, i);
		if (open->kind == c->kind && last_ordinal(&open->label) + 1 == last)
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

static uint32_t frame_of_style(const struct builder *b, enum label_style style)
{
	for (uint32_t i = b->depth; i-- > 1;)
		if (at_frame(b, i)->label.style == style)
			return i;
	return 0;
}

/* 第七条 behind 第六章 is the next of one sequence when the articles before did not lead up to it.
 */
static bool mixed_level(const struct builder *b, const struct candidate *c, uint32_t chapter)
{
	const struct candidate *open = at_frame(b, chapter);

	return c->label.ordinals[0] == open->label.ordinals[0] + 1 &&
	       c->label.ordinals[0] != b->articles + 1 &&
	       frame_of_style(b, LABEL_ARTICLE) < chapter;
}

static struct fitting fit_heading(const struct builder *b, const struct candidate *c)
{
	uint32_t parent = b->depth - 1;

	while (parent > 0 && (at_frame(b, parent)->label.style != LABEL_HEADING ||
			      at_frame(b, parent)->label.ordinals[0] >= c->label.ordinals[0]))
		parent--;
	return (struct fitting){parent, FIT_NEXT};
}

/* Behind a colon number one begins a list inside the clause, even in the style of the clause. */
static bool introduced(const struct builder *b, const struct candidate *c)
{
	size_t at = c->begin;
	uint32_t before = utf8_prev(b->text, &at);

	while (before == '\n' || before == ' ')
		before = utf8_prev(b->text, &at);
	return before == 0xFF1A;
}

static struct fitting fit_list(const struct builder *b, const struct candidate *c)
{
	uint32_t frame = frame_of_kind(b, c), last = last_ordinal(&c->label);

	if (c->label.style == LABEL_ARTICLE) {
		uint32_t annex = frame_of_style(b, LABEL_ANNEX);
		uint32_t chapter = frame_of_style(b, LABEL_CHAPTER);
		if (!frame && annex)
			return (struct fitting){annex, last == 1 ? FIT_FIRST : FIT_ORPHAN};
		if (chapter && mixed_level(b, c, chapter))
			return (struct fitting){chapter - 1, FIT_NEXT};
		if (chapter && !frame)
			return (struct fitting){chapter, last == 1		   ? FIT_FIRST
							 : last == b->articles + 1 ? FIT_NEXT
										   : FIT_ORPHAN};
	}
	if (c->label.style == LABEL_ANNEX)
		return (struct fitting){0, FIT_NEXT};
	if (c->label.style == LABEL_HEADING)
		return fit_heading(b, c);
	if (!frame)
		return fit_new(b, c);
	if (c->label.count == 0)
		return (struct fitting){frame - 1, FIT_NEXT};
	if (last == 1 && c->label.style > LABEL_HAN && introduced(b, c) && b->depth < FRAMES)
		return (struct fitting){b->depth - 1, FIT_FIRST};
	return (struct fitting){frame - 1,
				fit_after(last_ordinal(&at_frame(b, frame)->label), last)};
}

static bool accepts(const struct candidate *c, enum fit fit)
{
	enum strength strength = c->delimited ? strengths[c->label.style] : WEAK;
	const struct acceptance *row = &acceptances[strength][c->edge];

	if (c->spoken_of && !(c->edge <= (c->label.count > 1 ? EDGE_STOP : EDGE_LINE) &&
			      (fit & (FIT_NEXT | FIT_STARTS))))
		return false;
	return (row->at_once & fit) || ((row->with_chain & fit) && c->chain > 1);
}

static void close_to(struct builder *b, uint32_t depth, uint32_t end)
{
	while (b->depth > depth) {
		struct clause *clause = &b->clauses.p[b->frames[--b->depth].clause];
		clause->at.end = end;
		clause->after = b->clauses.n;
	}
}

static bool only_space(struct str text, uint32_t begin, uint32_t end)
{
	for (uint32_t i = begin; i < end; i++)
		if (text.p[i] != '\n' && text.p[i] != ' ')
			return false;
	return true;
}

/* Ends the zone that is open; one that turns out empty never was. */
static void close_loose(struct builder *b, uint32_t end)
{
	struct clause *loose;

	if (!b->loose)
		return;
	loose = &b->clauses.p[b->loose];
	loose->at.end = end;
	loose->after = b->loose + 1;
	if (only_space(b->text, loose->at.begin, end)) {
		b->clauses.n--;
		b->sources.n--;
	}
	b->loose = 0;
}

static bool push_clause(struct builder *b, struct clause clause, uint32_t source)
{
	if (b->clauses.n >= OUTLINE_CLAUSES_MAX) {
		b->truncated = true;
		return false;
	}
	*VEC_PUSH(b->arena, &b->sources) = source;
	*VEC_PUSH(b->arena, &b->clauses) = clause;
	return true;
}

static void open_zone(struct builder *b, struct zone_break zone)
{
	enum zone kind = zone.zone == ZONE_TERMS && !b->numbered ? ZONE_HEADER : zone.zone;
	struct span at = {zone.at, zone.at};
	struct clause clause = {.at = at, .label = at, .zone = kind, .depth = 1};

	close_to(b, 1, zone.at);
	close_loose(b, zone.at);
	if (push_clause(b, clause, UINT32_MAX))
		b->loose = b->clauses.n - 1;
}

static void open_candidate(struct builder *b, uint32_t index, uint32_t parent)
{
	const struct candidate *c = &b->candidates.p[index];
	const struct label *label = &c->label;
	bool heading = label->style == LABEL_HEADING || label->style == LABEL_BULLET;
	bool annex = label->style == LABEL_ANNEX ||
		     (parent && b->clauses.p[b->frames[parent].clause].zone == ZONE_ANNEX);

	close_to(b, parent + 1, c->begin);
	close_loose(b, c->begin);
	if (b->depth == FRAMES)
		return;
	if (label->style == LABEL_ARTICLE)
		b->articles = label->ordinals[0];
	b->numbered = true;
	if (push_clause(b,
			(struct clause){
				.at = {c->begin, c->begin},
				.label = {c->at + (heading ? label->size : 0), c->at + label->size},
				.style = label->style,
				.zone = annex ? ZONE_ANNEX : ZONE_TERMS,
				.depth = (uint8_t)b->depth,
				.ordinal = heading ? 0 : last_ordinal(label),
				.parent = b->frames[parent].clause,
			},
			index))
		b->frames[b->depth++] = (struct frame){b->clauses.n - 1, index};
}

/* A number that is complete by itself may stand once in a contract; others once below a parent. */
static uint64_t scope_of(const struct clause *clause, const struct label *label)
{
	bool complete = label->count > 1 || label->style < LABEL_ANNEX;

	return complete ? 0 : clause->parent + 1u;
}

static void count_occurrences(struct builder *b)
{
	struct numbers seen = numbers_new(b->arena);

	for (uint32_t i = 0; i < b->clauses.n; i++) {
		struct clause *clause = &b->clauses.p[i];
		const struct label *label;
		clause->occurrence = 1;
		if (b->sources.p[i] == UINT32_MAX || clause->ordinal == 0)
			continue;
		label = &b->candidates.p[b->sources.p[i]].label;
		clause->occurrence = ++*numbers_at(
			&seen, number_key(label, clause->ordinal, scope_of(clause, label)), 0);
	}
}

static void set_texts(struct builder *b)
{
	for (uint32_t i = 0; i < b->clauses.n; i++) {
		struct clause *clause = &b->clauses.p[i];
		bool leaf = clause->after == i + 1;
		uint32_t end = leaf ? clause->at.end : b->clauses.p[i + 1].at.begin;
		title_find(b->text, clause, end, leaf);
	}
}

/* A level of headings that is used once is the title of the page, and divides nothing. */
static void count_headings(struct builder *b)
{
	for (uint32_t i = 0; i < b->candidates.n; i++)
		if (b->candidates.p[i].label.style == LABEL_HEADING)
			b->headings[b->candidates.p[i].label.ordinals[0]]++;
}

/* Lines that only name annexes, one below the other, are a list; no annex begins there. */
static bool listed(const struct builder *b, uint32_t i, uint32_t j)
{
	const struct candidate *p = b->candidates.p;
	size_t line;

	if (j >= b->candidates.n || i >= j || p[i].label.style != LABEL_ANNEX ||
	    p[j].label.style != LABEL_ANNEX)
		return false;
	line = str_find(b->text, STR("\n"), p[i].at);
	return line + 1 == p[j].begin;
}

/* What a letter counts shows from the list it is in: i behind h is a letter, v behind iv is five.
 */
static void settle_letter(const struct builder *b, struct candidate *c)
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
		uint32_t frame = frame_of_style(b, readings[i].becomes);
		if (c->label.style == readings[i].style &&
		    c->label.ordinals[0] == readings[i].ordinal && frame &&
		    at_frame(b, frame)->label.ordinals[0] + 1 == readings[i].meant) {
			c->label.style = readings[i].becomes;
			c->label.ordinals[0] = readings[i].meant;
			c->kind = at_frame(b, frame)->kind;
			return;
		}
	}
}

static struct fitting fit_of(const struct builder *b, const struct candidate *c)
{
	return c->label.style == LABEL_DECIMAL && c->label.count > 1 ? fit_deep(b, c)
								     : fit_list(b, c);
}

/* Is this candidate, whatever fits, none? */
static bool ruled_out(const struct builder *b, uint32_t i)
{
	const struct label *label = &b->candidates.p[i].label;

	if (label->style == LABEL_HEADING)
		return b->headings[label->ordinals[0]] < 2;
	return label->style == LABEL_ANNEX && (listed(b, i, i + 1) || listed(b, i - 1, i));
}

static void build(struct builder *b, struct zones zones)
{
	uint32_t zone = 0;

	count_headings(b);
	push_clause(b, (struct clause){.zone = ZONE_TERMS}, UINT32_MAX);
	b->depth = 1;
	for (uint32_t i = 0; i < b->candidates.n; i++) {
		struct candidate *c = &b->candidates.p[i];
		struct fitting fitting;
		while (zone < zones.n && zones.p[zone].at <= c->begin)
			open_zone(b, zones.p[zone++]);
		if (zones.p[zone - 1].zone != ZONE_TERMS || ruled_out(b, i))
			continue;
		if (c->begin == zones.p[zone - 1].at)
			c->edge = EDGE_LINE;
		settle_letter(b, c);
		fitting = fit_of(b, c);
		if (accepts(c, fitting.fit))
			open_candidate(b, i, fitting.parent);
	}
	while (zone < zones.n)
		open_zone(b, zones.p[zone++]);
	close_to(b, 1, (uint32_t)b->text.n);
	close_loose(b, (uint32_t)b->text.n);
	close_to(b, 0, (uint32_t)b->text.n);
	/* A text without any clause is all terms, and the document's own. */
	if (b->clauses.n == 2 && b->clauses.p[1].zone == ZONE_HEADER)
		b->clauses.n = b->clauses.p[0].after = 1;
}

struct clause_list tree_build(struct arena *arena, struct str text, struct candidates candidates,
			      struct zones zones)
{
	struct builder b = {.arena = arena, .text = text, .candidates = candidates};

	build(&b, zones);
	count_occurrences(&b);
	set_texts(&b);
	return (struct clause_list){b.clauses.p, b.clauses.n, b.truncated};
}
