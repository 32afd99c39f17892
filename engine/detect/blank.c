#include "detect/run.h"

static bool asks_for(const struct rule *rule, const struct blank *blank)
{
	const struct detect *d = &rule->detect;

	return d->blank.marks >> blank->mark & 1 &&
	       (d->blank.needs == 0 || d->blank.needs >> blank->need & 1) &&
	       (d->blank.formality < 0 || (d->blank.formality != 0) == blank->formality);
}

static void try_blank(struct run *run, const struct rule *rule, const struct blank *blank)
{
	struct span unit = unit_around(run, rule->detect.within, blank->clause, blank->at.begin);
	struct finding *finding;

	if (!phrase_holds(run, rule, unit) || !heading_holds(run, rule, blank->clause) ||
	    guard_hits(run, rule, blank->at.begin))
		return;
	finding = run_report(run, rule, blank->at);
	if (finding)
		finding->detail = source_words(run, blank->field);
}

void blank_findings(struct run *run)
{
	const struct pack *pack = run->pack;
	struct blanks blanks = run->facts->blanks;

	for (uint32_t r = 0; r < pack->rule_count; r++) {
		const struct rule *rule = &pack->rules[r];

		if (!rule->detect.blank.on)
			continue;
		for (uint32_t i = 0; i < blanks.n && !run_has_enough(run, rule); i++)
			if (asks_for(rule, &blanks.p[i]))
				try_blank(run, rule, &blanks.p[i]);
	}
}
