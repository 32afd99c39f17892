#include "detect/run.h"

/* Bytes: five characters under a heading say something, and so does a heading of more than ten. */
enum { LEAST_CONTENT = 15, HEADING_MAX = 30 };
/* So many places of a watch's literals are looked at one by one before all the rest in one go. */
enum { WATCH_PLACES = 6 };

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

/* The sentence or heading around an offset in clause; a heading need not be a sentence. */
static struct span place_unit(const struct run *run, uint32_t offset, uint32_t clause)
{
	struct span title = run->outline->clauses[clause].title;

	if (title.begin <= offset && offset < title.end)
		return title;
	return unit_around(run, UNIT_SENTENCE, clause, offset);
}

static bool is_in_sentence(const struct run *run, uint32_t offset)
{
	uint32_t sentence = outline_sentence_at(run->outline, offset);

	return sentence < run->outline->sentence_count &&
	       run->outline->sentences[sentence].at.begin <= offset;
}

/* The next place of a watch's literals in text that is searched, and its clause. */
static bool next_place(struct run *run, struct place_walk *walk, uint32_t *offset, uint32_t *clause)
{
	while (place_walk_next(walk, offset)) {
		*clause = outline_clause_at(run->outline, *offset);
		if (zone_is_searched(run->outline->clauses[*clause].zone) ||
		    is_in_sentence(run, *offset))
			return true;
	}
	return false;
}

static bool watch_look(struct run *run, uint32_t watch, uint32_t *clause)
{
	const struct pattern *pattern = run->plan->watches[watch];
	struct span rest = {0, (uint32_t)run->norm.n}, last = {NOWHERE, NOWHERE};
	struct place_walk walk;
	uint32_t offset;

	if (pattern->literal_count == 0)
		return watch_match(run, pattern, rest, clause);
	place_walk_begin(run->places, run->plan->watch_sets[watch], &walk);
	for (uint32_t i = 0; i < WATCH_PLACES; i++) {
		struct span unit;

		if (!next_place(run, &walk, &offset, clause))
			return false;
		unit = place_unit(run, offset, *clause);
		if (unit.begin == last.begin && unit.end == last.end)
			continue;
		last = unit;
		rest.begin = unit.end;
		if (watch_match(run, pattern, unit, clause))
			return true;
	}
	return next_place(run, &walk, &offset, clause) && watch_match(run, pattern, rest, clause);
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
