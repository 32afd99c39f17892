/* The clauses of both drafts, put together; and the words of those that are not the same. */
#include "judge/differ.h"

#include <stdlib.h>

/* Lists of clauses that belong to another one: the first of each, and the next of the same list. */
struct chains {
	uint32_t *first, *next;
};

static struct chains new_chains(struct arena *arena, uint32_t heads, uint32_t items)
{
	struct chains chains = {ARENA_ARRAY(arena, uint32_t, heads),
				ARENA_ARRAY(arena, uint32_t, items)};

	memset(chains.first, 0xFF, heads * sizeof *chains.first);
	return chains;
}

/* Items come last first, so that each chain is in order. */
static void add_to_chain(struct chains *chains, uint32_t head, uint32_t item)
{
	chains->next[item] = chains->first[head];
	chains->first[head] = item;
}

struct lister {
	struct differ *d;
	struct chains old_parts; /* by new clause */
	struct chains now_parts; /* by old clause */
	struct chains removed;	 /* by new clause: what was removed behind its old one */
};

static void chain_up(struct lister *l)
{
	struct differ *d = l->d;
	const struct matching *m = &d->m;
	uint32_t olds = draft_clauses(&d->drafts.old), nows = draft_clauses(&d->drafts.now);
	uint32_t *before = ARENA_ARRAY(d->arena, uint32_t, olds), kept = 0;

	l->old_parts = new_chains(d->arena, nows, olds);
	l->now_parts = new_chains(d->arena, olds, nows);
	l->removed = new_chains(d->arena, nows, olds);
	for (uint32_t i = 0; i < olds; i++) {
		before[i] = kept;
		if (m->to_now[i] != CLAUSE_NONE)
			kept = i;
	}
	for (uint32_t i = olds; i-- > 0;) {
		uint32_t now = m->to_now[i];
		if (now == CLAUSE_NONE)
			add_to_chain(&l->removed, m->to_now[before[i]], i);
		else if (m->to_old[now] != i)
			add_to_chain(&l->old_parts, now, i);
	}
	for (uint32_t i = nows; i-- > 0;) {
		uint32_t old = m->to_old[i];
		if (old != CLAUSE_NONE && m->to_now[old] != i)
			add_to_chain(&l->now_parts, old, i);
	}
}

static int by_place(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* A clause and what is chained to it, in the order of the draft. */
static const uint32_t *list_chain(struct differ *d, uint32_t main, const struct chains *chains,
				  uint32_t head, uint32_t *count)
{
	VEC(uint32_t) list = {0};

	*VEC_PUSH(d->arena, &list) = main;
	for (uint32_t i = chains->first[head]; i != CLAUSE_NONE; i = chains->next[i])
		*VEC_PUSH(d->arena, &list) = i;
	qsort(list.p, list.n, sizeof *list.p, by_place);
	*count = list.n;
	return list.p;
}

/* --- words ----------------------------------------------------------------------------------- */

/* The words of some clauses. skip: of a single one, without so many. */
static const struct word *join_words(struct differ *d, const struct draft *draft,
				     const uint32_t *clauses, uint32_t count, uint32_t skip,
				     uint32_t *words)
{
	uint32_t n = 0;
	struct word *joined;

	if (count == 1) {
		*words = draft_count(draft, clauses[0]) - skip;
		return draft_words(draft, clauses[0]) + skip;
	}
	for (uint32_t i = 0; i < count; i++)
		n += draft_count(draft, clauses[i]);
	joined = ARENA_ARRAY(d->arena, struct word, n);
	n = 0;
	for (uint32_t i = 0; i < count; i++) {
		memcpy(joined + n, draft_words(draft, clauses[i]),
		       draft_count(draft, clauses[i]) * sizeof *joined);
		n += draft_count(draft, clauses[i]);
	}
	*words = n;
	return joined;
}

static const uint32_t *ids_of(struct differ *d, const struct word *words, uint32_t n, bool now)
{
	uint32_t *ids = ARENA_ARRAY(d->arena, uint32_t, n);

	for (uint32_t i = 0; i < n; i++)
		ids[i] = differ_id(d, &words[i], now);
	return ids;
}

/* A heading that stayed need not be shown again. */
static uint32_t common_heading(struct differ *d, const struct clause_change *change)
{
	const struct draft *old = &d->drafts.old, *now = &d->drafts.now;
	uint32_t n = draft_heading(old, change->olds[0]);

	if (change->old_count > 1 || change->now_count > 1 ||
	    n != draft_heading(now, change->nows[0]))
		return 0;
	for (uint32_t i = 0; i < n; i++)
		if (draft_words(old, change->olds[0])[i].id !=
		    draft_words(now, change->nows[0])[i].id)
			return 0;
	return n;
}

/* A number that stayed means another clause now. */
static void note_reference(struct differ *d, const struct clause_change *change,
			   const struct word *old, const struct word *now)
{
	const struct reference *was = draft_reference(&d->drafts.old, old);
	const struct reference *is = draft_reference(&d->drafts.now, now);
	uint32_t meant;

	if (!was || !is)
		return;
	meant = d->m.to_now[was->target];
	if (is_pair(&d->m, was->target, meant) && meant != is->target)
		*VEC_PUSH(d->arena, &d->references) =
			(struct reference_change){change->nows[0], is->at, meant, is->target};
}

/* Words that were only read in another way: a reference to another clause under the same number, a
 * quantity that a line break cut in two. */
static void keep_same_text(struct differ *d, struct clause_change *change)
{
	struct edit *edits = (struct edit *)change->edits.p;

	for (uint32_t i = 0; i < change->edits.n; i++) {
		struct edit *edit = &edits[i];
		const struct word *old = change->old_words + edit->old.begin;
		const struct word *now = change->now_words + edit->now.begin;
		uint32_t olds = span_size(edit->old), nows = span_size(edit->now);
		if (edit->kept || !olds || !nows)
			continue;
		edit->kept = differ_same_text(d, (struct span){old->begin, old[olds - 1].end},
					      (struct span){now->begin, now[nows - 1].end});
		if (edit->kept && olds == 1 && nows == 1)
			note_reference(d, change, old, now);
	}
}

static void compare_words(struct differ *d, struct clause_change *change)
{
	uint32_t skip = common_heading(d, change), olds, nows;
	const uint32_t *old_ids, *now_ids;

	change->old_words =
		join_words(d, &d->drafts.old, change->olds, change->old_count, skip, &olds);
	change->now_words =
		join_words(d, &d->drafts.now, change->nows, change->now_count, skip, &nows);
	old_ids = ids_of(d, change->old_words, olds, false);
	now_ids = ids_of(d, change->now_words, nows, true);
	change->edits = edits_find(&d->comparer, old_ids, olds, now_ids, nows);
	arena_drop(d->arena, (void *)old_ids, olds * sizeof *old_ids);
	arena_drop(d->arena, (void *)now_ids, nows * sizeof *now_ids);
	keep_same_text(d, change);
	for (uint32_t i = 0; i < change->edits.n; i++)
		if (!change->edits.p[i].kept)
			change->kinds |= CHANGE_REWORDED;
	for (uint32_t i = 0; i < change->now_count && change->kinds & CHANGE_REWORDED; i++)
		d->reworded[change->nows[i]] = true;
}

/* Whether the words are the same one by one, with references taken for what they point at. */
static bool same_words(struct differ *d, const struct clause_change *change)
{
	const struct word *old = draft_words(&d->drafts.old, change->olds[0]);
	const struct word *now = draft_words(&d->drafts.now, change->nows[0]);
	uint32_t n = draft_count(&d->drafts.old, change->olds[0]);

	if (change->old_count > 1 || change->now_count > 1 ||
	    n != draft_count(&d->drafts.now, change->nows[0]))
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (differ_id(d, &old[i], false) != differ_id(d, &now[i], true))
			return false;
	return true;
}

/* --- the list -------------------------------------------------------------------------------- */

static void list_removed(struct lister *l, uint32_t now)
{
	struct differ *d = l->d;

	for (uint32_t i = l->removed.first[now]; i != CLAUSE_NONE; i = l->removed.next[i]) {
		struct clause_change change = {.kinds = CHANGE_REMOVED, .old_count = 1};
		uint32_t *old = ARENA_NEW(d->arena, uint32_t);
		if (!draft_count(&d->drafts.old, i))
			continue;
		*old = i;
		change.olds = old;
		*VEC_PUSH(d->arena, &d->changes) = change;
	}
}

static void list_added(struct lister *l, uint32_t now)
{
	struct differ *d = l->d;
	struct clause_change change = {.kinds = CHANGE_ADDED, .now_count = 1};
	uint32_t *clause = ARENA_NEW(d->arena, uint32_t);

	if (!draft_count(&d->drafts.now, now))
		return;
	*clause = now;
	change.nows = clause;
	*VEC_PUSH(d->arena, &d->changes) = change;
}

static void list_pair(struct lister *l, uint32_t old, uint32_t now)
{
	struct differ *d = l->d;
	struct clause_change change = {0};

	change.olds = list_chain(d, old, &l->old_parts, now, &change.old_count);
	change.nows = list_chain(d, now, &l->now_parts, old, &change.now_count);
	if (change.now_count > 1)
		change.kinds |= CHANGE_SPLIT;
	if (change.old_count > 1)
		change.kinds |= CHANGE_MERGED;
	if (!same_words(d, &change))
		compare_words(d, &change);
	*VEC_PUSH(d->arena, &d->changes) = change;
}

void diff_clauses(struct differ *d)
{
	struct lister l = {.d = d};

	chain_up(&l);
	for (uint32_t now = 0; now < draft_clauses(&d->drafts.now); now++) {
		uint32_t old = d->m.to_old[now];
		if (old == CLAUSE_NONE)
			list_added(&l, now);
		else if (is_pair(&d->m, old, now))
			list_pair(&l, old, now);
		list_removed(&l, now);
	}
}
