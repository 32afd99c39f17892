/* Which clauses were moved, and which have another number. */
#include "judge/differ.h"

/* --- moved ----------------------------------------------------------------------------------- */

/* The best order ending at each old clause or before, as a Fenwick tree of maxima. */
struct order {
	uint32_t size;
	uint32_t *best;	  /* by node: an index in the steps + 1; 0: none */
	uint32_t *before; /* by step */
	uint64_t *total;  /* by step */
};

static uint32_t best_until(const struct order *order, uint32_t old)
{
	uint32_t best = 0;

	for (uint32_t i = old; i > 0; i -= i & -i)
		if (order->best[i] &&
		    (!best || order->total[order->best[i] - 1] > order->total[best - 1]))
			best = order->best[i];
	return best;
}

static void note_step(struct order *order, uint32_t old, uint32_t step)
{
	for (uint32_t i = old + 1; i <= order->size; i += i & -i)
		if (!order->best[i] || order->total[order->best[i] - 1] < order->total[step])
			order->best[i] = step + 1;
}

/* A clause weighs as much as its words, one that has others below it twice as much as all of
 * theirs: what went from one section to the next was moved, not the heading between them. */
static uint64_t weight_of(const struct draft *draft, uint32_t clause)
{
	uint32_t after = draft_clause(draft, clause)->after;
	uint32_t words = draft->first[after] - draft->first[clause];

	return after > clause + 1 ? 2 * (uint64_t)words : words;
}

/* What stayed is the heaviest set of clauses that are in the same order in both drafts; so of two
 * that changed places the shorter one was moved, and headings stay with what is below. */
static bool *find_stayed(struct differ *d)
{
	uint32_t n = d->changes.n, last = 0;
	struct order order = {.size = draft_clauses(&d->drafts.old)};
	bool *stayed = ARENA_ARRAY(d->arena, bool, n);

	order.best = ARENA_ARRAY(d->arena, uint32_t, order.size + 1);
	order.before = ARENA_ARRAY(d->arena, uint32_t, n);
	order.total = ARENA_ARRAY(d->arena, uint64_t, n);
	for (uint32_t i = 0; i < n; i++) {
		const struct clause_change *change = &d->changes.p[i];
		uint32_t old;
		if (!change->old_count || !change->now_count)
			continue;
		old = change->olds[0];
		order.before[i] = best_until(&order, old);
		order.total[i] = (order.before[i] ? order.total[order.before[i] - 1] : 0) + 1 +
				 weight_of(&d->drafts.old, old);
		note_step(&order, old, i);
		if (!last || order.total[i] > order.total[last - 1])
			last = i + 1;
	}
	for (; last; last = order.before[last - 1])
		stayed[last - 1] = true;
	return stayed;
}

/* Under another clause, though both it and the one it stood under are still there. */
static bool has_other_parent(const struct differ *d, uint32_t old, uint32_t now)
{
	uint32_t was = draft_clause(&d->drafts.old, old)->parent;
	uint32_t is = draft_clause(&d->drafts.now, now)->parent;

	return was && is && d->m.to_now[was] != CLAUSE_NONE && d->m.to_old[is] != CLAUSE_NONE &&
	       d->old_place[was] != d->now_place[is];
}

/* --- renumbered ------------------------------------------------------------------------------ */

/* 第3条 and 第三条 are one number; 6.1.3 is told by all of it. */
static bool has_other_number(const struct differ *d, uint32_t old, uint32_t now)
{
	const struct clause *was = draft_clause(&d->drafts.old, old);
	const struct clause *is = draft_clause(&d->drafts.now, now);

	if (was->style == is->style && was->style != LABEL_DECIMAL)
		return was->ordinal != is->ordinal;
	return !str_equal(clause_number(d->drafts.old.subject->outline, was),
			  clause_number(d->drafts.now.subject->outline, is));
}

/* 第三条 has become 第四条, so 3.1 below it is 4.1: that needs no saying. */
static bool number_follows(const struct differ *d, uint32_t old, uint32_t now)
{
	const struct clause *was = draft_clause(&d->drafts.old, old);
	const struct clause *is = draft_clause(&d->drafts.now, now);

	return is_pair(&d->m, was->parent, is->parent) && was->parent && was->style == is->style &&
	       was->ordinal == is->ordinal;
}

void diff_places(struct differ *d)
{
	const bool *stayed = find_stayed(d);
	uint8_t *moved = ARENA_ARRAY(d->arena, uint8_t, draft_clauses(&d->drafts.now));

	for (uint32_t i = 0; i < d->changes.n; i++) {
		struct clause_change *change = &d->changes.p[i];
		uint32_t old, now, above;
		if (!change->old_count || !change->now_count || !change->nows[0])
			continue;
		old = change->olds[0];
		now = change->nows[0];
		above = draft_clause(&d->drafts.now, now)->parent;
		if (!stayed[i] || has_other_parent(d, old, now)) {
			change->kinds |= CHANGE_MOVED;
			moved[now] = 1;
			if (moved[above] &&
			    is_pair(&d->m, draft_clause(&d->drafts.old, old)->parent, above))
				change->following |= CHANGE_MOVED;
		}
		if (has_other_number(d, old, now)) {
			change->kinds |= CHANGE_RENUMBERED;
			if (number_follows(d, old, now))
				change->following |= CHANGE_RENUMBERED;
		}
	}
}
