#include "detect/run.h"

/* An empty place at the first heading the rule asks for, or at the start of the contract. */
static struct span report_at(struct run *run, const struct rule *rule)
{
	uint32_t start = run->searched_count ? run->searched[0].begin : 0;

	for (uint32_t i = 1; rule->detect.missing.at_heading && i < run->outline->clause_count;
	     i++) {
		const struct clause *clause = &run->outline->clauses[i];

		if (zone_is_searched(clause->zone) && span_size(clause->title) &&
		    run_matches_any(run, rule, rule->detect.heading, clause->title))
			return (struct span){clause->title.begin, clause->title.begin};
	}
	return (struct span){start, start};
}

void missing_findings(struct run *run)
{
	for (uint32_t i = 0; i < run->pack->rule_count; i++) {
		const struct rule *rule = &run->pack->rules[i];
		struct patterns when = rule->detect.missing.when;
		uint32_t clause;
		struct span at;

		if (!rule->detect.missing.on || run->rules[i].found ||
		    !type_is_among(run, rule->detect.missing.types,
				   rule->detect.missing.type_count))
			continue;
		if (when.n && !watches_present(run, run->plan->when[i], when.n, &clause))
			continue;
		at = report_at(run, rule);
		if (!guard_hits(run, rule, at.begin))
			run_report(run, rule, at);
	}
}
