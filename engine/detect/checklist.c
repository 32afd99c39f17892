#include "detect/run.h"

/* A title says more about a contract than any word in it. */
enum { HEADING_SCORE = 10, LEAST_SCORE = 4, TITLE_BYTES = 720 };

/* Where a contract says what it is: its title and what stands in front of the first clause. */
static struct span title_area(const struct run *run)
{
	const struct outline *outline = run->outline;
	struct span area = {0, (uint32_t)run->norm.n};

	if (run->searched_count)
		area = run->searched[0];
	for (uint32_t i = 1; i < outline->clause_count; i++) {
		const struct clause *clause = &outline->clauses[i];

		if (clause->at.begin >= area.begin && clause->zone == ZONE_TERMS) {
			area.end = clause->at.begin;
			break;
		}
		if (clause->at.begin > area.begin + TITLE_BYTES)
			break;
	}
	if (span_size(area) > TITLE_BYTES)
		area.end = area.begin + TITLE_BYTES;
	while (splits_character(run->norm, area.end))
		area.end++;
	return area;
}

static uint32_t score(struct run *run, uint32_t index, struct span area)
{
	const struct checklist *list = &run->pack->checklists[index];
	uint32_t first = run->plan->checklists[index].words, sum = 0;

	if (run_matches_any(run, NULL, list->heading, area))
		sum += HEADING_SCORE;
	for (uint32_t i = 0; i < list->words.n; i++)
		sum += watch_present(run, first + i);
	return sum;
}

void checklist_choose(struct run *run, struct str type)
{
	uint32_t best = LEAST_SCORE - 1;
	struct span area;

	run->type = type;
	if (type.n == 0 && run->pack->checklist_count)
		area = title_area(run);
	for (uint32_t i = 0; i < run->pack->checklist_count; i++) {
		const struct checklist *list = &run->pack->checklists[i];
		uint32_t points;

		if (type.n) {
			if (str_equal(list->type, type))
				run->checklist = list;
			continue;
		}
		points = score(run, i, area);
		if (points > best) {
			best = points;
			run->checklist = list;
			run->type = list->type;
		}
	}
}

const struct check_result *checklist_results(struct run *run, uint32_t *n)
{
	const struct checklist *list = run->checklist;
	const struct checklist_watches *watches;
	struct check_result *results;

	*n = 0;
	if (!list)
		return NULL;
	watches = &run->plan->checklists[list - run->pack->checklists];
	results = ARENA_ARRAY(run->arena, struct check_result, list->item_count);
	for (uint32_t i = 0; i < list->item_count; i++) {
		const struct check_item *item = &list->items[i];
		struct check_result *result = &results[*n];

		/* A subject that does not arise needs no clause. */
		if (item->when.n &&
		    !watches_present(run, watches->items[2 * i + 1], item->when.n, &result->clause))
			continue;
		result->item = item;
		result->clause = 0;
		result->present = watches_present(run, watches->items[2 * i], item->shown_by.n,
						  &result->clause);
		++*n;
	}
	return results;
}
