#include "detect/run.h"

#include "base/utf8.h"

/* A title says more about a contract than any word in it. */
enum { HEADING_SCORE = 10, WORDS_MAX = 9, LEAST_SCORE = 4, TITLE_BYTES = 720 };

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
	while (utf8_splits(run->norm, area.end))
		area.end++;
	return area;
}

/* Whether 《》 are open at offset: then the words are the name of another document. */
static bool is_quoted_title(const struct run *run, uint32_t offset, uint32_t begin)
{
	struct str before = str_cut(run->norm, begin, offset);
	size_t open = SIZE_MAX, close = SIZE_MAX, at = 0, found;

	for (; (found = str_find(before, STR("《"), at)) != SIZE_MAX; at = found + 1)
		open = found;
	if (open != SIZE_MAX)
		close = str_find(before, STR("》"), open);
	return open != SIZE_MAX && close == SIZE_MAX;
}

static bool heading_fits(struct run *run, struct patterns heading, struct span area)
{
	for (uint32_t i = 0; i < heading.n; i++) {
		struct match match;
		uint32_t from = area.begin;

		while (run_match(run, NULL, &heading.p[i], area, from, &match)) {
			if (!is_quoted_title(run, match.at.begin, area.begin))
				return true;
			from = match_next(run, &match);
		}
	}
	return false;
}

/* How many of the words that such contracts have stand in this one. */
static uint32_t words_present(struct run *run, uint32_t index)
{
	const struct checklist *list = &run->pack->checklists[index];
	uint32_t first = run->plan->checklists[index].words, words = 0;

	for (uint32_t i = 0; i < list->words.n && words < WORDS_MAX; i++)
		words += watch_present(run, first + i);
	return words;
}

static const struct checklist *list_named(const struct run *run, struct str type)
{
	for (uint32_t i = 0; i < run->pack->checklist_count; i++)
		if (str_equal(run->pack->checklists[i].type, type))
			return &run->pack->checklists[i];
	return NULL;
}

/* The list with most points; fallback: among those for contracts of no particular type. Where a
 * title fits, words alone cannot win. */
static const struct checklist *best_list(struct run *run, struct span area, bool fallback)
{
	uint32_t count = run->pack->checklist_count, best = LEAST_SCORE - 1;
	bool *fits = ARENA_ARRAY(run->arena, bool, count), titled = false;
	const struct checklist *found = NULL;

	for (uint32_t i = 0; i < count; i++) {
		const struct checklist *list = &run->pack->checklists[i];

		fits[i] = list->fallback == fallback && heading_fits(run, list->heading, area);
		titled |= fits[i];
	}
	for (uint32_t i = 0; i < count; i++) {
		const struct checklist *list = &run->pack->checklists[i];
		uint32_t points = fits[i] ? HEADING_SCORE : 0;

		if (list->fallback != fallback || fits[i] != titled)
			continue;
		if (!fits[i] || !list->broad)
			points += words_present(run, i);
		/* A broad type yields to a narrower one with as many points. */
		if (points > best || (found && found->broad && points == best)) {
			best = points;
			found = list;
		}
	}
	return found;
}

void checklist_choose(struct run *run, struct str type)
{
	struct span area;

	run->type = type;
	if (type.n) {
		run->checklist = list_named(run, type);
		return;
	}
	if (run->pack->checklist_count == 0)
		return;
	area = title_area(run);
	run->checklist = best_list(run, area, false);
	if (!run->checklist && !is_excerpt(run))
		run->checklist = best_list(run, area, true);
	if (run->checklist)
		run->type = run->checklist->type;
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

static bool is_lacking(const struct check_result *results, uint32_t n, struct str id)
{
	for (uint32_t i = 0; i < n; i++)
		if (str_equal(results[i].item->id, id))
			return !results[i].present;
	return false;
}

static uint32_t least_lacking(const struct rule *rule)
{
	const struct rule_option *option = rule_option(rule, rule->detect.lacking.option);

	return option ? (uint32_t)option->value : rule->detect.lacking.least;
}

void lacking_findings(struct run *run)
{
	uint32_t n, start = run->searched_count ? run->searched[0].begin : 0;
	const struct check_result *results = checklist_results(run, &n);

	for (uint32_t i = 0; n && i < run->pack->rule_count; i++) {
		const struct rule *rule = &run->pack->rules[i];
		uint32_t lacking = 0;

		if (!rule->detect.lacking.on)
			continue;
		for (uint32_t k = 0; k < rule->detect.lacking.item_count; k++)
			lacking += is_lacking(results, n, rule->detect.lacking.items[k]);
		if (lacking && lacking >= least_lacking(rule) && !guard_hits(run, rule, start))
			run_report(run, rule, (struct span){start, start});
	}
}
