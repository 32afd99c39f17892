/* Findings against the baseline: unchanged, context, changed, new, and what is gone. */
#include "judge/settle.h"

#include <stdlib.h>

/* With how many entries a finding is compared at most. */
enum { COMPARED_EACH = 24 };

/* An entry whose very words are gone. */
struct rest {
	uint32_t entry;
	uint32_t free;	/* this one or the next that is not paired yet, as far as is known */
	uint64_t shape; /* of its words */
};

struct matching {
	struct settle *settle;
	const struct baseline_entry *entries; /* of this contract */
	uint32_t n;
	bool *found;	   /* by entry */
	struct rest *rest; /* by rule, clause, shape and place in the file */
	uint32_t rest_count;
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
	const struct rest *p = a, *q = b;
	const struct baseline_entry *entries = context;
	const struct baseline_entry *x = &entries[p->entry], *y = &entries[q->entry];
	int order = str_compare(x->rule, y->rule);

	if (!order)
		order = str_compare(x->clause, y->clause);
	if (!order)
		order = (p->shape > q->shape) - (p->shape < q->shape);
	return order ? order : (x->line > y->line) - (x->line < y->line);
}

static void list_rest(struct matching *match)
{
	match->rest = ARENA_ARRAY(match->settle->arena, struct rest, match->n);
	for (uint32_t i = 0; i < match->n; i++)
		if (!match->found[i])
			match->rest[match->rest_count++] =
				(struct rest){i, 0, words_shape(match->entries[i].text)};
	if (match->rest_count)
		qsort_r(match->rest, match->rest_count, sizeof *match->rest, by_clause,
			(void *)match->entries);
	for (uint32_t i = 0; i < match->rest_count; i++)
		match->rest[i].free = i;
}

/* The first of the rest from i on that is not paired yet. */
static uint32_t next_free(struct matching *match, uint32_t i)
{
	uint32_t free = i;

	while (free < match->rest_count && match->found[match->rest[free].entry])
		free = match->rest[free].free > free ? match->rest[free].free : free + 1;
	while (i < free) {
		uint32_t next = match->rest[i].free > i ? match->rest[i].free : i + 1;
		match->rest[i].free = free;
		i = next;
	}
	return free;
}

/* The first of the rest that is not before rule, clause and shape. An empty clause is before all
 * others. */
static uint32_t rest_from(const struct matching *match, struct str rule, struct str clause,
			  uint64_t shape)
{
	uint32_t low = 0, high = match->rest_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct rest *rest = &match->rest[middle];
		int order = str_compare(match->entries[rest->entry].rule, rule);
		if (!order)
			order = str_compare(match->entries[rest->entry].clause, clause);
		if (order < 0 || (order == 0 && rest->shape < shape))
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
	return settle_likeness(match->settle, entry->text, identity->words);
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

/* Pairs a new finding with a gone one of its rule and clause from which only figures tell it apart.
 */
static void match_figures(struct matching *match, uint32_t finding)
{
	const struct identity *identity = &match->settle->in->identities[finding];
	struct str rule = match->settle->in->findings->p[finding].rule->id;
	uint64_t shape = words_shape(identity->words);
	uint32_t i = next_free(match, rest_from(match, rule, identity->heading, shape));
	const struct baseline_entry *entry;

	if (i == match->rest_count || match->rest[i].shape != shape || !identity->words.n)
		return;
	entry = &match->entries[match->rest[i].entry];
	if (str_equal(entry->rule, rule) && str_equal(entry->clause, identity->heading))
		pair(match, finding, match->rest[i].entry);
}

/* The likest of so many gone ones of a rule from index i on; UINT32_MAX when none is alike. */
static uint32_t likest_from(struct matching *match, uint32_t finding, uint32_t i)
{
	const struct identity *identity = &match->settle->in->identities[finding];
	struct str rule = match->settle->in->findings->p[finding].rule->id;
	uint32_t best = UINT32_MAX;
	unsigned likest = LIKE - 1;

	for (uint32_t n = 0; n < COMPARED_EACH; n++, i++) {
		const struct baseline_entry *entry;
		unsigned like;
		i = next_free(match, i);
		if (i == match->rest_count)
			break;
		entry = &match->entries[match->rest[i].entry];
		if (!str_equal(entry->rule, rule))
			break;
		like = alike(match, entry, identity);
		if (like > likest) {
			likest = like;
			best = match->rest[i].entry;
		}
	}
	return best;
}

/* Those of its clause come first. */
static void match_like(struct matching *match, uint32_t finding)
{
	const struct identity *identity = &match->settle->in->identities[finding];
	struct str rule = match->settle->in->findings->p[finding].rule->id;
	uint32_t best = likest_from(match, finding, rest_from(match, rule, identity->heading, 0));

	if (best == UINT32_MAX)
		best = likest_from(match, finding, rest_from(match, rule, STR_NONE, 0));
	if (best != UINT32_MAX)
		pair(match, finding, best);
}

static void match_changed(struct matching *match,
			  void (*try)(struct matching *match, uint32_t finding))
{
	const struct settle *settle = match->settle;

	for (uint32_t i = 0; i < settle->in->findings->n && match->rest_count; i++)
		if (settle->judgements[i].state == STATE_NEW)
			try(match, i);
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
		uint32_t entry = match->rest[i].entry;
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

/* The first of the baseline's findings, by fingerprint, that is not before fingerprint. */
static uint32_t prints_from(const struct ledger *ledger, struct str fingerprint)
{
	const struct baseline_entry *entries = ledger->baseline.list.p;
	uint32_t low = 0, high = ledger->baseline.list.n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct str print = entries[ledger->prints[middle].entry].fingerprint;
		if (str_compare(print, fingerprint) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Adds one to the count of every contract that has a finding with fingerprint. */
static void count_print(const struct ledger *ledger, struct str fingerprint, uint32_t *counts)
{
	const struct baseline_entry *entries = ledger->baseline.list.p;
	uint32_t i = prints_from(ledger, fingerprint);

	for (; i < ledger->baseline.list.n; i++) {
		if (!str_equal(entries[ledger->prints[i].entry].fingerprint, fingerprint))
			return;
		counts[ledger->prints[i].file]++;
	}
}

/* How many of the baseline's findings of each contract are among those of this one. */
static const uint32_t *count_found(const struct settle *settle)
{
	const struct settle_input *in = settle->in;
	uint32_t *counts = ARENA_ARRAY(settle->arena, uint32_t, in->ledger->file_count);
	struct str last = STR_NONE;

	for (uint32_t i = 0; i < in->findings->n; i++) {
		struct str print = in->identities[settle->by_print[i]].fingerprint;
		if (!str_equal(print, last))
			count_print(in->ledger, print, counts);
		last = print;
	}
	return counts;
}

static bool has_missing(const struct ledger *ledger)
{
	for (uint32_t i = 0; i < ledger->file_count; i++)
		if (ledger->files[i].missing)
			return true;
	return false;
}

/* A contract that the baseline does not know, with at least half of what a missing one had, is that
 * one under another name. */
static const struct ledger_file *moved_from(const struct settle *settle)
{
	const struct ledger *ledger = settle->in->ledger;
	const struct ledger_file *best = NULL;
	const uint32_t *found;
	uint32_t most = 0;

	if (!has_missing(ledger))
		return NULL;
	found = count_found(settle);
	for (uint32_t i = 0; i < ledger->file_count; i++) {
		const struct ledger_file *file = &ledger->files[i];
		if (file->missing && found[i] > most && found[i] >= file->n - found[i]) {
			most = found[i];
			best = file;
		}
	}
	return best;
}

void settle_baseline(struct settle *settle)
{
	const struct ledger *ledger = settle->in->ledger;
	const struct ledger_file *file = ledger_file(ledger, settle->in->path);
	struct matching match = {.settle = settle};

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
	match_changed(&match, match_figures);
	match_changed(&match, match_like);
	note_gone(&match, file->first);
}
