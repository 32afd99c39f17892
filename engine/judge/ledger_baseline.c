/* Findings against the baseline: unchanged, context, changed, new, and what is gone. */
#include "judge/settle.h"

#include "judge/words.h"

#include <stdlib.h>

/* How many sentences are compared with each other at most: for a finding, and for a contract. */
enum { COMPARED_EACH = 24, COMPARED_ALL = 40000 };

struct matching {
	struct settle *settle;
	const struct baseline_entry *entries; /* of this contract */
	uint32_t n;
	bool *found;	/* by entry */
	uint32_t *rest; /* those that were not, by rule, clause and place in the file */
	uint32_t rest_count;
	uint32_t budget;
};

/* --- the same words -------------------------------------------------------------------------- */

static uint32_t entry_of(const struct matching *match, struct str fingerprint)
{
	uint32_t low = 0, high = match->n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = str_compare(match->entries[middle].fingerprint, fingerprint);
		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return UINT32_MAX;
}

static void match_same(struct matching *match)
{
	const struct settle_input *in = match->settle->in;

	for (uint32_t i = 0; i < in->findings->n; i++) {
		uint32_t entry = entry_of(match, in->identities[i].fingerprint);
		if (entry == UINT32_MAX)
			continue;
		match->found[entry] = true;
		match->settle->judgements[i].state =
			str_equal(match->entries[entry].context, in->identities[i].context)
				? STATE_UNCHANGED
				: STATE_CONTEXT;
	}
}

/* --- other words ----------------------------------------------------------------------------- */

static int by_clause(const void *a, const void *b, void *context)
{
	const struct baseline_entry *entries = context;
	const struct baseline_entry *x = &entries[*(const uint32_t *)a];
	const struct baseline_entry *y = &entries[*(const uint32_t *)b];
	int order = str_compare(x->rule, y->rule);

	if (!order)
		order = str_compare(x->clause, y->clause);
	return order ? order : (x->line > y->line) - (x->line < y->line);
}

static void list_rest(struct matching *match)
{
	match->rest = ARENA_ARRAY(match->settle->arena, uint32_t, match->n);
	for (uint32_t i = 0; i < match->n; i++)
		if (!match->found[i])
			match->rest[match->rest_count++] = i;
	if (match->rest_count)
		qsort_r(match->rest, match->rest_count, sizeof *match->rest, by_clause,
			(void *)match->entries);
}

/* The first of the rest that is not before rule and clause; an empty clause is before all others.
 */
static uint32_t rest_from(const struct matching *match, struct str rule, struct str clause)
{
	uint32_t low = 0, high = match->rest_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct baseline_entry *entry = &match->entries[match->rest[middle]];
		int order = str_compare(entry->rule, rule);
		if (!order)
			order = str_compare(entry->clause, clause);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* How alike they are when both say one thing of one clause, or are the same words in another one.
 */
static unsigned alike(struct matching *match, const struct baseline_entry *entry,
		      const struct identity *identity)
{
	if (!entry->text.n || !identity->words.n)
		return 0;
	if (!str_equal(entry->clause, identity->heading))
		return str_equal(entry->text, identity->words) ? LIKE : 0;
	if (!match->budget)
		return 0;
	match->budget--;
	return words_likeness(entry->text, identity->words);
}

static void pair(struct matching *match, uint32_t finding, uint32_t entry)
{
	const struct identity *identity = &match->settle->in->identities[finding];
	const struct baseline_entry *was = &match->entries[entry];
	struct judgement *judgement = &match->settle->judgements[finding];

	match->found[entry] = true;
	judgement->state = STATE_CHANGED;
	judgement->was = was->text;
	if (!str_equal(was->clause, identity->heading))
		judgement->was = arena_format(match->settle->arena, "%.*s › %.*s",
					      STR_ARG(was->clause), STR_ARG(was->text));
}

/* Pairs a new finding with the likest entry of its rule that is gone. Those of its clause come
 * first. */
static void match_like(struct matching *match, uint32_t finding, unsigned least)
{
	const struct identity *identity = &match->settle->in->identities[finding];
	struct str rule = match->settle->in->findings->p[finding].rule->id;
	uint32_t from[2] = {rest_from(match, rule, identity->heading),
			    rest_from(match, rule, STR_NONE)};
	uint32_t best = UINT32_MAX;
	unsigned likest = least - 1;

	for (size_t pass = 0; pass < 2 && best == UINT32_MAX; pass++)
		for (uint32_t i = from[pass], n = 0; i < match->rest_count && n < COMPARED_EACH;
		     i++) {
			const struct baseline_entry *entry = &match->entries[match->rest[i]];
			unsigned like;
			if (!str_equal(entry->rule, rule))
				break;
			if (match->found[match->rest[i]])
				continue;
			n++;
			like = alike(match, entry, identity);
			if (like > likest) {
				likest = like;
				best = match->rest[i];
			}
		}
	if (best != UINT32_MAX)
		pair(match, finding, best);
}

static void match_changed(struct matching *match, unsigned least)
{
	const struct settle *settle = match->settle;

	for (uint32_t i = 0; i < settle->in->findings->n && match->budget; i++)
		if (settle->judgements[i].state == STATE_NEW)
			match_like(match, i, least);
}

/* --- what is gone ---------------------------------------------------------------------------- */

static bool is_incomplete(const struct findings *findings, const struct rule *rule)
{
	for (uint32_t i = 0; i < findings->incomplete_count; i++)
		if (findings->incompletes[i].rule == rule)
			return true;
	return false;
}

/* An entry of a rule that was not looked for, or not to the end, may be there still. */
static void note_gone(struct matching *match, uint32_t first)
{
	struct settle *settle = match->settle;
	const struct rule *rule = NULL;
	struct str id = STR_NONE;

	for (uint32_t i = 0; i < match->rest_count; i++) {
		uint32_t entry = match->rest[i];
		if (match->found[entry])
			continue;
		if (!str_equal(match->entries[entry].rule, id)) {
			id = match->entries[entry].rule;
			rule = settle_rule(settle, id);
			if (rule && is_incomplete(settle->in->findings, rule))
				rule = NULL;
		}
		if (rule)
			*VEC_PUSH(settle->arena, &settle->gone) = first + entry;
	}
}

/* --- whose entries --------------------------------------------------------------------------- */

static uint32_t count_found(const struct settle *settle, const struct ledger_file *file)
{
	const struct baseline_entry *entries = &settle->in->ledger->baseline.list.p[file->first];
	uint32_t n = 0;

	for (uint32_t i = 0; i < file->n; i++)
		n += settle_find(settle, entries[i].fingerprint) != UINT32_MAX;
	return n;
}

/* A contract that the baseline does not know, with at least half of what a missing one had, is that
 * one under another name. */
static const struct ledger_file *moved_from(const struct settle *settle)
{
	const struct ledger *ledger = settle->in->ledger;
	const struct ledger_file *best = NULL;
	uint32_t most = 0;

	for (uint32_t i = 0; i < ledger->file_count; i++) {
		uint32_t found;
		if (!ledger->files[i].missing)
			continue;
		found = count_found(settle, &ledger->files[i]);
		if (found > most && found >= ledger->files[i].n - found) {
			most = found;
			best = &ledger->files[i];
		}
	}
	return best;
}

void settle_baseline(struct settle *settle)
{
	const struct ledger *ledger = settle->in->ledger;
	const struct ledger_file *file = ledger_file(ledger, settle->in->path);
	struct matching match = {.settle = settle, .budget = COMPARED_ALL};

	if (!file) {
		file = moved_from(settle);
		settle->moved = file ? file->name : STR_NONE;
	}
	if (!file)
		return;
	match.entries = &ledger->baseline.list.p[file->first];
	match.n = file->n;
	match.found = ARENA_ARRAY(settle->arena, bool, file->n);
	match_same(&match);
	list_rest(&match);
	match_changed(&match, 100);
	match_changed(&match, LIKE);
	note_gone(&match, file->first);
}
