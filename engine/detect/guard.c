#include "detect/run.h"

/* Whether the clause or one above it has a heading that the rule asks for. */
static bool under_heading(struct run *run, const struct rule *rule, uint32_t clause)
{
	for (;; clause = run->outline->clauses[clause].parent) {
		struct span title = run->outline->clauses[clause].title;

		/* The title of the contract is no heading of a clause. */
		if (clause == 0)
			return false;
		if (span_size(title) && run_matches_any(run, rule, rule->detect.heading, title))
			return true;
	}
}

bool heading_holds(struct run *run, const struct rule *rule, uint32_t clause)
{
	struct rule_state *state = &run->rules[rule->index];

	if (rule->detect.heading.n == 0)
		return true;
	if (state->headed_clause != clause) {
		state->headed_clause = clause;
		state->headed = under_heading(run, rule, clause);
	}
	return state->headed;
}

bool guard_hits(struct run *run, const struct rule *rule, uint32_t offset)
{
	uint32_t first = run->plan->guards[rule->index];
	uint32_t clause = rule->detect.unless.n ? outline_clause_at(run->outline, offset) : 0;

	for (uint32_t i = 0; i < rule->detect.unless.n; i++) {
		const struct guard *guard = &rule->detect.unless.p[i];
		struct guard_state *state = &run->guards[first + i];
		struct span unit = unit_around(run, guard->within, clause, offset);

		if (!state->asked || state->unit.begin != unit.begin ||
		    state->unit.end != unit.end) {
			state->asked = true;
			state->unit = unit;
			state->hit = run_matches_any(run, rule, guard->any, unit);
		}
		if (state->hit)
			return true;
	}
	return false;
}
