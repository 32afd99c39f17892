#include "judge/matcher.h"

#include <stdlib.h>

/* --- classes of equal words ------------------------------------------------------------------ */

/* Some words of a clause: all of them, or its heading. */
struct entry {
	uint64_t hash;
	const struct word *words;
	uint32_t n, clause;
	bool now;
};

static uint64_t hash_words(const struct word *words, uint32_t n)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (uint32_t i = 0; i < n; i++)
		hash = (hash ^ words[i].id) * 0x100000001b3u;
	return hash;
}

static int by_words(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->n != y->n)
		return x->n < y->n ? -1 : 1;
	for (uint32_t i = 0; i < x->n && x->words != y->words; i++)
		if (x->words[i].id != y->words[i].id)
			return x->words[i].id < y->words[i].id ? -1 : 1;
	return 0;
}

static int by_words_and_place(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = by_words(a, b);

	if (order)
		return order;
	if (x->now != y->now)
		return x->now ? 1 : -1;
	return x->clause < y->clause ? -1 : x->clause > y->clause;
}

static struct entry *add_entry(struct entry *entry, const struct draft *draft, uint32_t clause,
			       uint32_t n, bool now)
{
	const struct word *words = draft_words(draft, clause);

	if (!n)
		return entry;
	*entry = (struct entry){hash_words(words, n), words, n, clause, now};
	return entry + 1;
}

static uint32_t *new_list(struct arena *arena, uint32_t n, uint32_t value)
{
	uint32_t *list = ARENA_ARRAY(arena, uint32_t, n);

	for (uint32_t i = 0; i < n; i++)
		list[i] = value;
	return list;
}

static void find_classes(struct matcher *m)
{
	const struct draft *old = &m->drafts->old, *now = &m->drafts->now;
	uint32_t olds = draft_clauses(old), nows = draft_clauses(now);
	struct entry *entries = ARENA_ARRAY(m->arena, struct entry, (size_t)olds + nows);
	struct entry *end = entries;
	uint32_t *old_class = new_list(m->arena, olds, 0), *now_class = new_list(m->arena, nows, 0);
	uint32_t class = 0;

	for (uint32_t i = 0; i < olds; i++)
		end = add_entry(end, old, i, draft_count(old, i), false);
	for (uint32_t i = 0; i < nows; i++)
		end = add_entry(end, now, i, draft_count(now, i), true);
	qsort(entries, (size_t)(end - entries), sizeof *entries, by_words_and_place);
	for (struct entry *e = entries; e < end; e++) {
		class += e == entries || by_words(e - 1, e) != 0;
		(e->now ? now_class : old_class)[e->clause] = class;
	}
	arena_drop(m->arena, entries, ((size_t)olds + nows) * sizeof *entries);
	m->old_class = old_class;
	m->now_class = now_class;
	m->classes = class + 1;
}

/* --- equal words ----------------------------------------------------------------------------- */

/* How often a class stands in each draft, and where it stood last. */
struct standing {
	uint32_t olds, nows, old;
};

static struct standing *count_classes(struct matcher *m)
{
	struct standing *list = ARENA_ARRAY(m->arena, struct standing, m->classes);

	for (uint32_t i = 0; i < draft_clauses(&m->drafts->old); i++) {
		list[m->old_class[i]].olds++;
		list[m->old_class[i]].old = i;
	}
	for (uint32_t i = 0; i < draft_clauses(&m->drafts->now); i++)
		list[m->now_class[i]].nows++;
	return list;
}

typedef bool like_fn(struct matcher *m, uint32_t old, uint32_t now);

static bool equal_words(struct matcher *m, uint32_t old, uint32_t now)
{
	return m->old_class[old] == m->now_class[now];
}

/* What stands behind a pair, and before one, is a pair too if it is alike. */
static void spread(struct matcher *m, like_fn *like)
{
	uint32_t olds = draft_clauses(&m->drafts->old), nows = draft_clauses(&m->drafts->now);

	for (uint32_t now = 0; now + 1 < nows; now++) {
		uint32_t old = m->m.to_old[now];
		if (old != CLAUSE_NONE && old + 1 < olds && is_open(m, old + 1, now + 1) &&
		    like(m, old + 1, now + 1))
			pair_up(m, old + 1, now + 1);
	}
	for (uint32_t now = nows - 1; now > 0; now--) {
		uint32_t old = m->m.to_old[now];
		if (old != CLAUSE_NONE && old > 0 && is_open(m, old - 1, now - 1) &&
		    like(m, old - 1, now - 1))
			pair_up(m, old - 1, now - 1);
	}
	if (is_open(m, olds - 1, nows - 1) && like(m, olds - 1, nows - 1))
		pair_up(m, olds - 1, nows - 1);
}

/* What stands once in each is itself; its neighbours say which of several equal ones is which.
 * After Paul Heckel, “A technique for isolating differences between files” (1978). */
static void match_equal(struct matcher *m)
{
	struct standing *standing = count_classes(m);
	uint32_t olds = draft_clauses(&m->drafts->old), nows = draft_clauses(&m->drafts->now);
	uint32_t *next = new_list(m->arena, m->classes, CLAUSE_NONE), *after;

	for (uint32_t now = 1; now < nows; now++) {
		const struct standing *s = &standing[m->now_class[now]];
		if (m->now_class[now] && s->olds == 1 && s->nows == 1)
			pair_up(m, s->old, now);
	}
	pair_up(m, 0, 0);
	spread(m, equal_words);
	/* The rest of the equal ones in order: a list of the open old ones of each class. */
	after = new_list(m->arena, olds, CLAUSE_NONE);
	for (uint32_t old = olds; old-- > 1;)
		if (m->old_class[old] && m->m.to_now[old] == CLAUSE_NONE) {
			after[old] = next[m->old_class[old]];
			next[m->old_class[old]] = old;
		}
	for (uint32_t now = 1; now < nows; now++) {
		uint32_t *head = &next[m->now_class[now]];
		if (m->now_class[now] && m->m.to_old[now] == CLAUSE_NONE && *head != CLAUSE_NONE) {
			uint32_t old = *head;
			*head = after[old];
			pair_up(m, old, now);
		}
	}
}

/* --- headings and zones ---------------------------------------------------------------------- */

/* A heading that stands once among what is open in each draft. */
static void match_headings(struct matcher *m)
{
	const struct draft *old = &m->drafts->old, *now = &m->drafts->now;
	uint32_t olds = draft_clauses(old), nows = draft_clauses(now);
	struct entry *entries = ARENA_ARRAY(m->arena, struct entry, (size_t)olds + nows);
	struct entry *end = entries;

	for (uint32_t i = 0; i < olds; i++)
		if (m->m.to_now[i] == CLAUSE_NONE)
			end = add_entry(end, old, i, draft_heading(old, i), false);
	for (uint32_t i = 0; i < nows; i++)
		if (m->m.to_old[i] == CLAUSE_NONE)
			end = add_entry(end, now, i, draft_heading(now, i), true);
	qsort(entries, (size_t)(end - entries), sizeof *entries, by_words_and_place);
	for (struct entry *e = entries; e + 1 < end; e++) {
		bool first = e == entries || by_words(e - 1, e) != 0;
		bool last = e + 2 == end || by_words(e + 1, e + 2) != 0;
		if (first && last && !e->now && e[1].now && by_words(e, e + 1) == 0)
			pair_up(m, e->clause, e[1].clause);
	}
	arena_drop(m->arena, entries, ((size_t)olds + nows) * sizeof *entries);
}

static uint32_t open_zone(const struct draft *draft, const uint32_t *to, enum zone zone)
{
	for (uint32_t i = 1; i < draft_clauses(draft); i = draft_clause(draft, i)->after)
		if (draft_clause(draft, i)->zone == zone && to[i] == CLAUSE_NONE)
			return i;
	return CLAUSE_NONE;
}

static void match_zones(struct matcher *m)
{
	static const enum zone zones[] = {ZONE_HEADER, ZONE_SIGNATURE};

	for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
		uint32_t old = open_zone(&m->drafts->old, m->m.to_now, zones[i]);
		uint32_t now = open_zone(&m->drafts->now, m->m.to_old, zones[i]);
		if (old != CLAUSE_NONE && now != CLAUSE_NONE)
			pair_up(m, old, now);
	}
}

/* --- place ----------------------------------------------------------------------------------- */

/* At least half of the longer one is the same at both ends; or both say nothing, as the number
 * above a list does. */
static bool similar_ends(struct matcher *m, uint32_t old, uint32_t now)
{
	const struct word *a = draft_words(&m->drafts->old, old);
	const struct word *b = draft_words(&m->drafts->now, now);
	uint32_t n = draft_count(&m->drafts->old, old), k = draft_count(&m->drafts->now, now);
	uint32_t less = n < k ? n : k, more = n < k ? k : n, begin = 0, end = 0;

	if (draft_clause(&m->drafts->old, old)->zone != draft_clause(&m->drafts->now, now)->zone)
		return false;
	while (begin < less && a[begin].id == b[begin].id)
		begin++;
	while (end < less - begin && a[n - 1 - end].id == b[k - 1 - end].id)
		end++;
	return 2 * (begin + end) >= more;
}

/* The clauses above a pair, when nothing else has been found for either. */
static void match_parents(struct matcher *m)
{
	for (uint32_t now = draft_clauses(&m->drafts->now); now-- > 1;) {
		uint32_t old = m->m.to_old[now], old_above, now_above;
		if (old == CLAUSE_NONE)
			continue;
		old_above = draft_clause(&m->drafts->old, old)->parent;
		now_above = draft_clause(&m->drafts->now, now)->parent;
		if (old_above && now_above && is_open(m, old_above, now_above))
			pair_up(m, old_above, now_above);
	}
}

/* --- parts ----------------------------------------------------------------------------------- */

/* A clause that nothing was found for is a part of the one that holds its words; where nothing was
 * found for that one either, the first part stands for it. */
static void match_parts(uint32_t n, const uint32_t *within, uint32_t *to, uint32_t *back)
{
	for (uint32_t i = 1; i < n; i++) {
		uint32_t whole = within[i];
		if (to[i] != CLAUSE_NONE || whole == CLAUSE_NONE)
			continue;
		/* What went into another clause itself has no parts. */
		if (back[whole] != CLAUSE_NONE && to[back[whole]] != whole)
			continue;
		to[i] = whole;
		if (back[whole] == CLAUSE_NONE)
			back[whole] = i;
	}
}

struct matching clauses_match(struct arena *arena, const struct drafts *drafts)
{
	uint32_t olds = draft_clauses(&drafts->old), nows = draft_clauses(&drafts->now);
	struct matcher m = {.arena = arena, .drafts = drafts};

	m.m.to_now = new_list(arena, olds, CLAUSE_NONE);
	m.m.to_old = new_list(arena, nows, CLAUSE_NONE);
	m.old_within = new_list(arena, olds, CLAUSE_NONE);
	m.now_within = new_list(arena, nows, CLAUSE_NONE);
	find_classes(&m);
	match_equal(&m);
	match_zones(&m);
	match_headings(&m);
	match_similar(&m);
	match_parents(&m);
	spread(&m, similar_ends);
	match_parts(nows, m.now_within, m.m.to_old, m.m.to_now);
	match_parts(olds, m.old_within, m.m.to_now, m.m.to_old);
	return m.m;
}
