#include "clause/tree.h"

#include "base/vec.h"
#include "clause/fit.h"
#include "clause/heading.h"
#include "clause/numbers.h"
#include "clause/title.h"

struct builder {
	struct arena *arena;
	struct open_clauses open;
	VEC(struct clause) clauses;
	VEC(uint32_t) sources;		      /* of each clause: its candidate, or UINT32_MAX */
	uint32_t headings[HEADING_PLAIN + 1]; /* how many there are of each level */
	uint32_t loose; /* the clause without a number that is open: a zone; 0 for none */
	bool numbered;	/* a clause with a number has been opened */
	bool truncated;
};

static void close_to(struct builder *b, uint32_t depth, uint32_t end)
{
	while (b->open.depth > depth) {
		struct clause *clause = &b->clauses.p[b->open.frames[--b->open.depth].clause];
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
	if (only_space(b->open.text, loose->at.begin, end)) {
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
	const struct candidate *c = &b->open.candidates.p[index];
	const struct label *label = &c->label;
	bool heading = label->style == LABEL_HEADING || label->style == LABEL_BULLET;
	bool annex = label->style == LABEL_ANNEX ||
		     (parent && b->clauses.p[b->open.frames[parent].clause].zone == ZONE_ANNEX);

	close_to(b, parent + 1, c->begin);
	close_loose(b, c->begin);
	if (b->open.depth == FRAMES)
		return;
	if (label->style == LABEL_ARTICLE)
		b->open.articles = label->ordinals[0];
	b->numbered = true;
	if (push_clause(b,
			(struct clause){
				.at = {c->begin, c->begin},
				.label = {c->at + (heading ? label->size : 0), c->at + label->size},
				.style = label->style,
				.zone = annex ? ZONE_ANNEX : ZONE_TERMS,
				.depth = (uint8_t)b->open.depth,
				.ordinal = heading ? 0 : label_last(label),
				.parent = b->open.frames[parent].clause,
			},
			index))
		b->open.frames[b->open.depth++] = (struct frame){b->clauses.n - 1, index};
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
		uint64_t list;
		clause->occurrence = 1;
		if (b->sources.p[i] == UINT32_MAX || clause->ordinal == 0)
			continue;
		label = &b->open.candidates.p[b->sources.p[i]].label;
		list = number_list(label, scope_of(clause, label));
		clause->occurrence = ++*numbers_at(&seen, number_key(list, clause->ordinal), 0);
	}
	numbers_drop(&seen);
}

static void set_texts(struct builder *b)
{
	for (uint32_t i = 0; i < b->clauses.n; i++) {
		struct clause *clause = &b->clauses.p[i];
		bool leaf = clause->after == i + 1;
		uint32_t end = leaf ? clause->at.end : b->clauses.p[i + 1].at.begin;
		title_find(b->open.text, clause, end, leaf);
	}
}

/* A level of headings that is used once is the title of the page, and divides nothing. */
static void count_headings(struct builder *b)
{
	for (uint32_t i = 0; i < b->open.candidates.n; i++)
		if (b->open.candidates.p[i].label.style == LABEL_HEADING)
			b->headings[b->open.candidates.p[i].label.ordinals[0]]++;
}

/* Lines that only name annexes, one below the other, are a list; no annex begins there. */
static bool listed(const struct builder *b, uint32_t i, uint32_t j)
{
	const struct candidate *p = b->open.candidates.p;
	size_t line;

	if (j >= b->open.candidates.n || i >= j || p[i].label.style != LABEL_ANNEX ||
	    p[j].label.style != LABEL_ANNEX)
		return false;
	line = str_find(b->open.text, STR("\n"), p[i].at);
	return line + 1 == p[j].begin;
}

/* Is this candidate, whatever fits, none? */
static bool ruled_out(const struct builder *b, uint32_t i)
{
	const struct label *label = &b->open.candidates.p[i].label;

	if (label->style == LABEL_HEADING)
		return b->headings[label->ordinals[0]] < 2;
	return label->style == LABEL_ANNEX && (listed(b, i, i + 1) || listed(b, i - 1, i));
}

static void build(struct builder *b, struct zones zones)
{
	uint32_t zone = 0;

	count_headings(b);
	push_clause(b, (struct clause){.zone = ZONE_TERMS}, UINT32_MAX);
	b->open.depth = 1;
	for (uint32_t i = 0; i < b->open.candidates.n; i++) {
		struct candidate *c = &b->open.candidates.p[i];
		struct fitting fitting;
		while (zone < zones.n && zones.p[zone].at <= c->begin)
			open_zone(b, zones.p[zone++]);
		if (zones.p[zone - 1].zone != ZONE_TERMS || ruled_out(b, i))
			continue;
		if (c->begin == zones.p[zone - 1].at)
			c->edge = EDGE_LINE;
		fitting = fit_find(&b->open, c);
		if (fit_accepts(c, fitting.fit))
			open_candidate(b, i, fitting.parent);
	}
	while (zone < zones.n)
		open_zone(b, zones.p[zone++]);
	close_to(b, 1, (uint32_t)b->open.text.n);
	close_loose(b, (uint32_t)b->open.text.n);
	close_to(b, 0, (uint32_t)b->open.text.n);
	/* A text without any clause is all terms, and the document's own. */
	if (b->clauses.n == 2 && b->clauses.p[1].zone == ZONE_HEADER)
		b->clauses.n = b->clauses.p[0].after = 1;
}

struct clause_list tree_build(struct arena *arena, struct str text, struct candidates candidates,
			      struct zones zones)
{
	struct builder b = {.arena = arena, .open = {.text = text, .candidates = candidates}};

	build(&b, zones);
	count_occurrences(&b);
	set_texts(&b);
	VEC_DROP(arena, &b.sources);
	return (struct clause_list){b.clauses.p, b.clauses.n, b.truncated || candidates.truncated};
}
