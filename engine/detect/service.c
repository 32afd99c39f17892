#include "detect/run.h"

#include <stdlib.h>

void service_note(struct run *run, uint32_t metric, uint32_t sentence, uint32_t offset)
{
	struct patterns named_by = run->pack->metrics[metric].named_by;
	struct span unit;

	if (sentence == NOWHERE ||
	    run->outline->clauses[run->outline->sentences[sentence].clause].zone == ZONE_SIGNATURE)
		return;
	unit = unit_of_sentence(run, sentence, offset);
	if (run->named_in[metric] == unit.begin)
		return;
	run->named_in[metric] = unit.begin;
	for (uint32_t i = 0; i < named_by.n; i++) {
		struct match match;

		for (uint32_t from = unit.begin;
		     from < unit.end && run_match(run, NULL, &named_by.p[i], unit, from, &match);
		     from = match_next(run, &match))
			*VEC_PUSH(run->arena, &run->namings) =
				(struct naming){match.at, metric, sentence};
	}
}

static int longest_first(const void *a, const void *b)
{
	const struct naming *x = a, *y = b;

	if (x->at.begin != y->at.begin)
		return x->at.begin < y->at.begin ? -1 : 1;
	if (x->at.end != y->at.end)
		return x->at.end > y->at.end ? -1 : 1;
	return (x->metric > y->metric) - (x->metric < y->metric);
}

/* Of names that overlap the longer one counts: 首次响应时间 is not also a 响应时间. */
static void keep_longest(struct run *run)
{
	uint32_t kept = 0;

	if (run->namings.n == 0)
		return;
	qsort(run->namings.p, run->namings.n, sizeof *run->namings.p, longest_first);
	for (uint32_t i = 0; i < run->namings.n; i++) {
		struct naming naming = run->namings.p[i];
		struct naming *last = kept ? &run->namings.p[kept - 1] : NULL;

		if (!last || naming.at.begin >= last->at.end)
			run->namings.p[kept++] = naming;
		else if (span_size(naming.at) > span_size(last->at))
			*last = naming;
	}
	run->namings.n = kept;
}

static bool same_level(const struct service_level *a, const struct service_level *b)
{
	return a->metric == b->metric && a->state == b->state && a->clause == b->clause &&
	       a->value.begin == b->value.begin && a->value.end == b->value.end;
}

/* A metric is missing once, and only when the contract has nothing to say about its value anywhere.
 */
static void keep_first_missing(struct run *run)
{
	bool *known = ARENA_ARRAY(run->arena, bool, run->pack->metric_count);
	uint32_t kept = 0;

	for (uint32_t i = 0; i < run->services.n; i++)
		if (run->services.p[i].state != SERVICE_MISSING)
			known[run->services.p[i].metric - run->pack->metrics] = true;
	for (uint32_t i = 0; i < run->services.n; i++) {
		struct service_level level = run->services.p[i];
		bool *seen = &known[level.metric - run->pack->metrics];

		if (level.state == SERVICE_MISSING) {
			if (*seen)
				continue;
			*seen = true;
		}
		run->services.p[kept++] = level;
	}
	run->services.n = kept;
}

void service_levels(struct run *run)
{
	keep_longest(run);
	for (uint32_t i = 0; i < run->namings.n; i++) {
		struct service_level level = {0};
		uint32_t n = run->services.n;

		if (service_bind(run, i, &level) &&
		    (n == 0 || !same_level(&run->services.p[n - 1], &level)))
			*VEC_PUSH(run->arena, &run->services) = level;
	}
	keep_first_missing(run);
}

/* From the metric to its value, where they stand together. */
static struct span place_of(const struct service_level *level)
{
	enum { TOGETHER = 400 };
	struct span at = level->at, value = level->value;

	if (value.begin == value.end)
		return at;
	if (value.begin < at.begin)
		at.begin = value.begin;
	if (value.end > at.end)
		at.end = value.end;
	return span_size(at) > TOGETHER ? level->at : at;
}

static void try_level(struct run *run, const struct rule *rule, const struct service_level *level)
{
	struct span at = place_of(level);
	struct finding *finding;

	if (!phrase_holds(run, rule,
			  unit_around(run, rule->detect.within, level->clause, at.begin)) ||
	    !heading_holds(run, rule, level->clause) || guard_hits(run, rule, at.begin))
		return;
	finding = run_report(run, rule, at);
	if (finding)
		finding->detail = source_words(run, level->at);
}

void service_findings(struct run *run)
{
	for (uint32_t r = 0; r < run->pack->rule_count; r++) {
		const struct rule *rule = &run->pack->rules[r];

		if (!rule->detect.service.on)
			continue;
		for (uint32_t i = 0; i < run->services.n && !run_has_enough(run, rule); i++)
			if (rule->detect.service.states >> run->services.p[i].state & 1)
				try_level(run, rule, &run->services.p[i]);
	}
}
