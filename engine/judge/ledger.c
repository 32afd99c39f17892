#include "base/sorted.h"
#include "judge/settle.h"

#include <stdlib.h>

/* --- the ledger ------------------------------------------------------------------------------ */

static int by_print(const void *a, const void *b, void *context)
{
	const struct ledger_print *x = a, *y = b;
	const struct baseline_entry *entries = context;
	int order = str_compare(entries[x->entry].fingerprint, entries[y->entry].fingerprint);

	return order ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

static void sort_prints_of(struct arena *arena, struct ledger *ledger)
{
	uint32_t n = ledger->baseline.list.n;

	ledger->prints = ARENA_ARRAY(arena, struct ledger_print, n);
	for (uint32_t i = 0; i < ledger->file_count; i++)
		for (uint32_t k = 0; k < ledger->files[i].n; k++) {
			uint32_t entry = ledger->files[i].first + k;
			ledger->prints[entry] = (struct ledger_print){entry, i};
		}
	if (n)
		qsort_r(ledger->prints, n, sizeof *ledger->prints, by_print,
			ledger->baseline.list.p);
}

void ledger_finish(struct arena *arena, struct ledger *ledger)
{
	const struct baseline_entry *p;
	VEC(struct ledger_file) files = {0};

	baseline_sort(&ledger->baseline);
	p = ledger->baseline.list.p;
	for (uint32_t i = 0; i < ledger->baseline.list.n; i++) {
		if (!files.n || !str_equal(files.p[files.n - 1].name, p[i].file))
			*VEC_PUSH(arena, &files) = (struct ledger_file){p[i].file, i, 0, false};
		files.p[files.n - 1].n++;
	}
	ledger->files = files.p;
	ledger->file_count = files.n;
	sort_prints_of(arena, ledger);
}

const struct ledger_file *ledger_file(const struct ledger *ledger, struct str name)
{
	uint32_t low = 0, high = ledger->file_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = str_compare(ledger->files[middle].name, name);
		if (order == 0)
			return &ledger->files[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* --- settling -------------------------------------------------------------------------------- */

struct print {
	struct str fingerprint;
	uint32_t finding;
};

static int by_fingerprint(const void *a, const void *b)
{
	const struct print *x = a, *y = b;

	return str_compare(x->fingerprint, y->fingerprint);
}

static const uint32_t *sort_prints(struct arena *arena, const struct settle_input *in)
{
	uint32_t n = in->findings->n, *order = ARENA_ARRAY(arena, uint32_t, n);
	struct print *prints = ARENA_ARRAY(arena, struct print, n);

	for (uint32_t i = 0; i < n; i++)
		prints[i] = (struct print){in->identities[i].fingerprint, i};
	if (n)
		qsort(prints, n, sizeof *prints, by_fingerprint);
	for (uint32_t i = 0; i < n; i++)
		order[i] = prints[i].finding;
	arena_drop(arena, prints, n * sizeof *prints);
	return order;
}

uint32_t settle_find(const struct settle *settle, struct str fingerprint)
{
	uint32_t low = 0, high = settle->in->findings->n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2, finding = settle->by_print[middle];
		int order = str_compare(settle->in->identities[finding].fingerprint, fingerprint);
		if (order == 0)
			return finding;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return UINT32_MAX;
}

unsigned settle_likeness(struct settle *settle, struct str a, struct str b)
{
	if (!settle->budget)
		return 0;
	settle->budget--;
	return words_likeness(a, b);
}

const struct rule *settle_rule(const struct settle *settle, struct str name)
{
	const struct pack *pack = settle->in->pack;

	for (uint32_t i = 0; i < pack->rule_count; i++)
		if (str_equal(pack->rules[i].id, name) || str_equal(pack->rules[i].name, name))
			return settle->in->off && settle->in->off[i] ? NULL : &pack->rules[i];
	return NULL;
}

/* The place of the clause that begins at or after at, with all below it; empty when there is none.
 */
static struct span clause_behind(const struct outline *outline, uint32_t at)
{
	const struct clause *clauses = outline->clauses;
	uint32_t i = SORTED_FROM(clauses, outline->clause_count, at.begin, at);

	for (i = i ? i : 1; i < outline->clause_count; i++)
		if (span_size(clauses[i].label) || span_size(clauses[i].title))
			return clauses[i].at;
	return (struct span){0, 0};
}

static bool settle_mark(struct settle *settle, const struct inline_mark *mark)
{
	const struct findings *findings = settle->in->findings;
	struct span covered = clause_behind(settle->in->subject->outline, mark->where);
	const struct rule *rule = settle_rule(settle, mark->rule);
	uint32_t i = SORTED_FROM(findings->p, findings->n, at.begin, covered.begin);
	bool used = false;

	for (; rule && i < findings->n && findings->p[i].at.begin < covered.end; i++) {
		if (findings->p[i].rule != rule)
			continue;
		settle->judgements[i].accepted = used = true;
		settle->judgements[i].reason = mark->reason;
		settle->judgements[i].by = STR("inline");
	}
	return used;
}

const struct settlement *ledger_settle(struct arena *arena, const struct settle_input *in)
{
	struct settle settle = {.arena = arena, .in = in, .budget = SETTLE_COMPARED};
	struct settlement *settlement = ARENA_NEW(arena, struct settlement);
	bool *mark_used = ARENA_ARRAY(arena, bool, in->marks.n);

	settle.judgements = ARENA_ARRAY(arena, struct judgement, in->findings->n);
	settle.by_print = sort_prints(arena, in);
	if (in->ledger) {
		settle_baseline(&settle);
		settle_acceptances(&settle);
	}
	for (uint32_t i = 0; i < in->marks.n; i++)
		mark_used[i] = settle_mark(&settle, &in->marks.p[i]);
	*settlement = (struct settlement){
		.judgements = settle.judgements,
		.uses = settle.uses.p,
		.use_count = settle.uses.n,
		.gone = settle.gone.p,
		.gone_count = settle.gone.n,
		.moved = settle.moved,
		.mark_used = mark_used,
	};
	return settlement;
}
