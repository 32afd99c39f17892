#include "detect/places.h"
#include "base/sorted.h"

/* So many places of a chain are looked at before the next is taken as it is. */
enum { PLACES_AT_ONCE = 16 };

/* The places of all words of a set together. */
struct set_places {
	const uint32_t *p;
	uint32_t n;
	bool known;
};

struct places {
	struct arena *arena;
	const struct sets *sets;
	const uint32_t *first_of_word, *of_word;
	struct set_places *of_set;
	uint32_t longest_sign;
};

/* Every word's places, one word behind the other. */
static void index_words(struct places *places, const struct events *events)
{
	uint32_t count = places->sets->word_count, *of_word;
	uint32_t *first = ARENA_ARRAY(places->arena, uint32_t, count + 2);

	for (uint32_t i = 0; i < events->n; i++)
		first[(event_packed(events, i) >> EVENT_BLOCK_BITS) + 2]++;
	for (uint32_t w = 0; w < count; w++)
		first[w + 2] += first[w + 1];
	of_word = arena_bytes(places->arena, events->n * sizeof *of_word);
	for (uint32_t block = 0; block < events->block_count; block++)
		for (uint32_t i = events->first_of_block[block];
		     i < events->first_of_block[block + 1]; i++) {
			struct event event = event_in_block(events, block, i);

			of_word[first[event.word + 1]++] = event.at;
		}
	places->first_of_word = first;
	places->of_word = of_word;
}

struct places *places_new(struct arena *arena, const struct plan *plan, const struct events *events)
{
	struct places *places = ARENA_NEW(arena, struct places);

	places->arena = arena;
	places->sets = &plan->sets;
	places->longest_sign = events->longest_sign;
	places->of_set = ARENA_ARRAY(arena, struct set_places, plan->sets.n);
	index_words(places, events);
	return places;
}

void place_walk_begin(struct places *places, uint32_t set, struct place_walk *walk)
{
	const uint32_t *words = places->sets->words, *of_set = places->sets->first_of_set;

	walk->n = 0;
	for (uint32_t i = of_set[set]; i < of_set[set + 1]; i++) {
		uint32_t begin = places->first_of_word[words[i]];
		uint32_t end = places->first_of_word[words[i] + 1];

		if (begin == end)
			continue;
		walk->words[walk->n].p = places->of_word + begin;
		walk->words[walk->n++].end = places->of_word + end;
	}
}

bool place_walk_next(struct place_walk *walk, uint32_t *offset)
{
	uint32_t first = 0;

	if (walk->n == 0)
		return false;
	for (uint32_t i = 1; i < walk->n; i++)
		if (*walk->words[i].p < *walk->words[first].p)
			first = i;
	*offset = *walk->words[first].p++;
	if (walk->words[first].p == walk->words[first].end)
		walk->words[first] = walk->words[--walk->n];
	return true;
}

static struct set_places gather(struct places *places, uint32_t set)
{
	struct place_walk walk;
	uint32_t *list, n = 0;

	place_walk_begin(places, set, &walk);
	if (walk.n == 1) {
		n = (uint32_t)(walk.words[0].end - walk.words[0].p);
		return (struct set_places){walk.words[0].p, n, true};
	}
	for (uint32_t i = 0; i < walk.n; i++)
		n += (uint32_t)(walk.words[i].end - walk.words[i].p);
	list = arena_bytes(places->arena, n * sizeof *list);
	for (n = 0; place_walk_next(&walk, &list[n]);)
		n++;
	return (struct set_places){list, n, true};
}

/* The places of a set in unit from `from` on. */
static const uint32_t *places_in(struct places *places, uint32_t set, struct span unit,
				 uint32_t from, uint32_t *n)
{
	struct set_places *of_set = &places->of_set[set];
	uint32_t first;

	if (!of_set->known)
		*of_set = gather(places, set);
	first = sorted_below(of_set->p, sizeof *of_set->p, of_set->n, from);
	*n = sorted_below(of_set->p, sizeof *of_set->p, of_set->n, unit.end) - first;
	return of_set->p + first;
}

/* How far in front of a step's word the match may begin. */
static uint32_t before_step(const struct places *places, const struct filter_step *step)
{
	uint64_t before = step->before + (uint64_t)step->signs * places->longest_sign;

	if (step->before == UNBOUNDED || (step->signs && places->longest_sign == EVENT_SIZE_MAX) ||
	    before > UNBOUNDED)
		return UNBOUNDED;
	return (uint32_t)before;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Whether a match in rest that has a word of step `that` at place can have one of step `which`. */
static bool can_have(struct places *places, const struct filter_step *steps, uint32_t which,
		     uint32_t that, uint32_t place, struct span rest)
{
	struct span where = {place, place};
	uint32_t n;

	if (which < that)
		where.begin -= smaller(before_step(places, &steps[that]), place - rest.begin);
	else
		where.end += smaller(before_step(places, &steps[which]), rest.end - place - 1) + 1;
	places_in(places, steps[which].set, where, where.begin, &n);
	return n > 0;
}

static bool can_have_all(struct places *places, const struct filter_chain *chain, uint32_t that,
			 uint32_t place, struct span rest)
{
	const struct filter_step *steps = places->sets->steps + chain->step;

	for (uint32_t i = 0; i < chain->step_count; i++)
		if (i != that && !can_have(places, steps, i, that, place, rest))
			return false;
	return true;
}

/* Where the next match of one chain begins, told by the step that is there least often and the
 * first place of it that has the others around it. */
static bool chain_next(struct places *places, const struct filter_chain *chain, struct span unit,
		       uint32_t from, struct span *starts)
{
	const struct filter_step *steps = places->sets->steps + chain->step;
	struct span rest = {from, unit.end};
	const uint32_t *least_here = NULL;
	uint32_t least = UINT32_MAX, which = 0, before, i = 0;

	*starts = rest;
	for (uint32_t k = 0; k < chain->step_count; k++) {
		const uint32_t *here;
		uint32_t n;

		here = places_in(places, steps[k].set, unit, from, &n);
		if (n == 0)
			return false;
		if (n >= least || before_step(places, &steps[k]) == UNBOUNDED)
			continue;
		least = n;
		least_here = here;
		which = k;
	}
	if (!least_here)
		return true;
	while (i < least && i < PLACES_AT_ONCE &&
	       !can_have_all(places, chain, which, least_here[i], rest))
		i++;
	if (i == least)
		return false;
	before = before_step(places, &steps[which]);
	starts->begin = least_here[i] - from > before ? least_here[i] - before : from;
	starts->end = least_here[i];
	return true;
}

bool places_next(struct places *places, const struct pattern *pattern, struct span unit,
		 uint32_t from, struct span *starts)
{
	const uint32_t *first = places->sets->first_chain + pattern->index;
	bool found = false;

	*starts = (struct span){from, unit.end};
	if (from >= unit.end || first[0] == first[1])
		return from < unit.end;
	for (uint32_t c = first[0]; c < first[1]; c++) {
		struct span piece;

		if (!chain_next(places, &places->sets->chains[c], unit, from, &piece))
			continue;
		if (!found || piece.begin < starts->begin)
			*starts = piece;
		found = true;
	}
	return found;
}

/* --- short units --- */

struct here {
	uint32_t first, last, n;
};

static void take_word(const struct places *places, uint32_t word, struct span unit,
		      struct here *here)
{
	const uint32_t *list = places->of_word + places->first_of_word[word];
	uint32_t n = places->first_of_word[word + 1] - places->first_of_word[word], i, last;

	i = sorted_below(list, sizeof *list, n, unit.begin);
	if (i == n || list[i] >= unit.end)
		return;
	last = i + sorted_below(list + i, sizeof *list, n - i, unit.end) - 1;
	if (here->n == 0 || list[i] < here->first)
		here->first = list[i];
	if (here->n == 0 || list[last] > here->last)
		here->last = list[last];
	here->n += last - i + 1;
}

/* As chain_next, up to the last match's begin. */
static bool chain_unit(const struct places *places, const struct filter_chain *chain,
		       struct span unit, struct span *starts)
{
	const struct sets *sets = places->sets;
	uint32_t least = UINT32_MAX;

	*starts = unit;
	for (uint32_t i = 0; i < chain->step_count; i++) {
		const struct filter_step *step = &sets->steps[chain->step + i];
		uint32_t end = sets->first_of_set[step->set + 1], before;
		struct here here = {0};

		for (uint32_t w = sets->first_of_set[step->set]; w < end; w++)
			take_word(places, sets->words[w], unit, &here);
		if (here.n == 0)
			return false;
		before = before_step(places, step);
		if (here.n >= least || before == UNBOUNDED)
			continue;
		least = here.n;
		starts->begin = here.first - unit.begin > before ? here.first - before : unit.begin;
		starts->end = here.last;
	}
	return true;
}

bool places_unit(struct places *places, const struct pattern *pattern, struct span unit,
		 struct span *starts)
{
	const uint32_t *first = places->sets->first_chain + pattern->index;
	struct span piece;
	bool found = false;

	*starts = unit;
	if (first[0] == first[1])
		return true;
	for (uint32_t c = first[0]; c < first[1]; c++) {
		if (!chain_unit(places, &places->sets->chains[c], unit, &piece))
			continue;
		if (!found || piece.begin < starts->begin)
			starts->begin = piece.begin;
		if (!found || piece.end > starts->end)
			starts->end = piece.end;
		found = true;
	}
	return found;
}
