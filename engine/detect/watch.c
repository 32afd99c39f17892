#include "detect/run.h"

/* Bytes: five characters under a heading say something, and so does a heading of more than ten. */
enum { LEAST_CONTENT = 15, HEADING_MAX = 30 };

void watch_note(struct run *run, uint32_t watch, uint32_t offset)
{
	struct watch_state *state = &run->watches[watch];

	if (state->n == WATCH_PLACES)
		state->more = true;
	else
		state->places[state->n++] = offset;
}

/* What stands in a heading counts when something stands under it. */
static bool is_empty_heading(const struct run *run, uint32_t clause, uint32_t offset)
{
	const struct clause *heading = &run->outline->clauses[clause];

	return heading->title.begin <= offset && offset < heading->title.end &&
	       span_size(heading->title) <= HEADING_MAX &&
	       heading->at.end < heading->title.end + LEAST_CONTENT;
}

static bool watch_match(struct run *run, const struct pattern *pattern, struct span unit,
			uint32_t *clause)
{
	struct match match;

	if (!run_match(run, NULL, pattern, unit, unit.begin, &match))
		return false;
	*clause = outline_clause_at(run->outline, match.at.begin);
	return !is_empty_heading(run, *clause, match.at.begin);
}

/* The sentence or heading around an offset; a heading need not be a sentence. */
static struct span place_unit(const struct run *run, uint32_t offset)
{
	uint32_t clause = outline_clause_at(run->outline, offset);
	struct span title = run->outline->clauses[clause].title;

	if (title.begin <= offset && offset < title.end)
		return title;
	return unit_around(run, UNIT_SENTENCE, clause, offset);
}

static bool watch_look(struct run *run, uint32_t watch, uint32_t *clause)
{
	const struct pattern *pattern = run->plan->watches[watch];
	struct watch_state *state = &run->watches[watch];
	struct span rest = {0, (uint32_t)run->norm.n}, last = {NOWHERE, NOWHERE};

	if (pattern->literal_count == 0)
		return watch_match(run, pattern, rest, clause);
	for (uint32_t i = 0; i < state->n; i++) {
		struct span unit = place_unit(run, state->places[i]);

		if (unit.begin == last.begin && unit.end == last.end)
			continue;
		last = unit;
		rest.begin = unit.end;
		if (watch_match(run, pattern, unit, clause))
			return true;
	}
	return state->more && watch_match(run, pattern, rest, clause);
}

bool watch_present(struct run *run, uint32_t watch)
{
	struct watch_state *state = &run->watches[watch];

	if (!state->asked) {
		state->asked = true;
		state->present = watch_look(run, watch, &state->clause);
	}
	return state->present;
}

bool watches_present(struct run *run, uint32_t first, uint32_t n, uint32_t *clause)
{
	for (uint32_t i = first; i < first + n; i++) {
		if (watch_present(run, i)) {
			*clause = run->watches[i].clause;
			return true;
		}
	}
	return false;
}
