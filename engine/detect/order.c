#include "detect/run.h"

#include <stdlib.h>
#include "base/sorted.h"

static int by_place(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->at.begin != y->at.begin)
		return x->at.begin < y->at.begin ? -1 : 1;
	if (x->rule != y->rule)
		return str_compare(x->rule->id, y->rule->id);
	return (x->at.end > y->at.end) - (x->at.end < y->at.end);
}

/* The findings of one rule in order of place, with how far those up to each one reach. */
struct lane {
	uint32_t *begins, *reach;
	uint32_t n;
};

static struct lane *lanes_make(struct run *run)
{
	uint32_t rules = run->pack->rule_count, n = run->findings.n;
	struct lane *lanes = ARENA_ARRAY(run->arena, struct lane, rules);
	uint32_t *room = ARENA_ARRAY(run->arena, uint32_t, (size_t)n * 2);

	for (uint32_t i = 0; i < n; i++)
		lanes[run->findings.p[i].rule->index].n++;
	for (uint32_t r = 0; r < rules; r++) {
		lanes[r].begins = room;
		lanes[r].reach = room + lanes[r].n;
		room += (size_t)lanes[r].n * 2;
		lanes[r].n = 0;
	}
	for (uint32_t i = 0; i < n; i++) {
		struct finding *f = &run->findings.p[i];
		struct lane *lane = &lanes[f->rule->index];
		uint32_t before = lane->n ? lane->reach[lane->n - 1] : 0;

		lane->begins[lane->n] = f->at.begin;
		lane->reach[lane->n++] = f->at.end > before ? f->at.end : before;
	}
	return lanes;
}

static bool lane_overlaps(const struct lane *lane, struct span at)
{
	uint32_t low = sorted_below(lane->begins, sizeof *lane->begins, lane->n, at.end);

	return low > 0 && lane->reach[low - 1] > at.begin;
}

static bool yields(const struct plan *plan, uint32_t rule, uint32_t to)
{
	for (uint32_t i = plan->first_superseder[rule]; i < plan->first_superseder[rule + 1]; i++)
		if (plan->superseders[i] == to)
			return true;
	return false;
}

/* Of rules that supersede each other the one that comes first in the pack stays. */
static bool gives_way(const struct run *run, const struct lane *lanes, const struct finding *f)
{
	const struct plan *plan = run->plan;
	uint32_t rule = f->rule->index, end = plan->first_superseder[rule + 1];

	for (uint32_t i = plan->first_superseder[rule]; i < end; i++) {
		uint32_t other = plan->superseders[i];

		if (lane_overlaps(&lanes[other], f->at) &&
		    (other < rule || !yields(plan, other, rule)))
			return true;
	}
	return false;
}

/* One rule finds one place once: what begins inside an earlier finding of the same rule is dropped.
 */
static void drop_doubles(struct run *run)
{
	uint32_t *reach = ARENA_ARRAY(run->arena, uint32_t, run->pack->rule_count);
	uint32_t kept = 0;

	for (uint32_t i = 0; i < run->findings.n; i++) {
		struct finding f = run->findings.p[i];
		uint32_t *end = &reach[f.rule->index];

		if (f.at.begin < *end)
			continue;
		*end = f.at.end;
		run->findings.p[kept++] = f;
	}
	run->findings.n = kept;
}

void order_findings(struct run *run)
{
	uint32_t kept = 0;
	struct lane *lanes;

	if (run->findings.n == 0)
		return;
	qsort(run->findings.p, run->findings.n, sizeof *run->findings.p, by_place);
	drop_doubles(run);
	lanes = lanes_make(run);
	for (uint32_t i = 0; i < run->findings.n; i++)
		if (!gives_way(run, lanes, &run->findings.p[i]))
			run->findings.p[kept++] = run->findings.p[i];
	run->findings.n = kept;
}
