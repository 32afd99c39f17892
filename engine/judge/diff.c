#include "judge/differ.h"

/* A word is looked at this often, all comparisons taken together. */
enum { COMPARISONS_PER_WORD = 32, COMPARISONS_LEAST = 1 << 24 };

uint32_t differ_id(const struct differ *d, const struct word *word, bool now)
{
	const struct reference *reference;
	uint32_t target, nows = draft_clauses(&d->drafts.now);

	if (word->id != WORD_REFERENCE)
		return word->id;
	reference = draft_reference(now ? &d->drafts.now : &d->drafts.old, word);
	target = now ? reference->target : d->m.to_now[reference->target];
	return d->drafts.ids + (target != CLAUSE_NONE ? target : nows + reference->target);
}

static void find_places(struct differ *d)
{
	uint32_t olds = draft_clauses(&d->drafts.old), nows = draft_clauses(&d->drafts.now);

	d->old_place = ARENA_ARRAY(d->arena, uint32_t, olds);
	memcpy(d->old_place, d->m.to_now, olds * sizeof *d->old_place);
	d->now_place = ARENA_ARRAY(d->arena, uint32_t, nows);
	for (uint32_t i = 0; i < nows; i++) {
		uint32_t old = d->m.to_old[i];
		d->now_place[i] = old != CLAUSE_NONE ? d->m.to_now[old] : i;
	}
}

const struct diff *drafts_compare(struct arena *arena, const struct diff_draft *old,
				  const struct diff_draft *now)
{
	struct differ d = {.arena = arena, .old = old, .now = now};
	uint64_t words;

	d.diff = ARENA_NEW(arena, struct diff);
	d.drafts = drafts_read(arena, old->subject, now->subject);
	d.m = clauses_match(arena, &d.drafts);
	words = (uint64_t)d.drafts.old.first[draft_clauses(&d.drafts.old)] +
		d.drafts.now.first[draft_clauses(&d.drafts.now)];
	d.comparer.arena = arena;
	d.comparer.budget = COMPARISONS_LEAST + words * COMPARISONS_PER_WORD;
	find_places(&d);
	d.reworded = ARENA_ARRAY(arena, bool, draft_clauses(&d.drafts.now));
	diff_clauses(&d);
	diff_places(&d);
	diff_layout(&d);
	diff_quantities(&d);
	diff_findings(&d);
	d.diff->changes = d.changes.p;
	d.diff->change_count = d.changes.n;
	d.diff->quantities = d.quantities.p;
	d.diff->quantity_count = d.quantities.n;
	d.diff->references = d.references.p;
	d.diff->reference_count = d.references.n;
	d.diff->coarse = d.comparer.coarse;
	return d.diff;
}
