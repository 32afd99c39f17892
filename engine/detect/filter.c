#include "detect/filter.h"
#include "base/sorted.h"
#include "base/vec.h"

/* --- the view of a unit --- */

enum { SLOTS = 64 };

/* The events of a unit, by their words. Chains see them in at most SLOTS slots, several in one when
 * there are more. */
struct view {
	struct span unit;
	bool filled;
	VEC(struct event) events;
	uint32_t shift;	      /* 1 << shift of them a slot */
	uint64_t *slots;      /* per word: where it is */
	uint64_t ended;	      /* slots of which it is known where they end … */
	uint32_t ends[SLOTS]; /* … and where */
};

struct filter {
	struct arena *arena;
	const struct sets *sets;
	const struct events *events; /* the run's, until it drops them */
	struct view view;
	struct event_walk walk; /* behind the events of the last view */
};

struct filter *filter_new(struct arena *arena, const struct plan *plan, const struct events *events)
{
	struct filter *filter = ARENA_NEW(arena, struct filter);

	filter->sets = &plan->sets;
	filter->arena = arena;
	filter->events = events;
	filter->walk.events = events;
	filter->view.unit = (struct span){UINT32_MAX, UINT32_MAX};
	filter->view.slots = ARENA_ARRAY(arena, uint64_t, plan->sets.word_count);
	return filter;
}

void filter_enter(struct filter *filter, struct span unit)
{
	filter->view.unit = unit;
	filter->view.filled = false;
}

bool filter_is_about(const struct filter *filter, struct span unit)
{
	return filter->view.unit.begin == unit.begin && filter->view.unit.end == unit.end;
}

static void take_events(struct filter *filter)
{
	struct view *view = &filter->view;
	struct event event;

	for (uint32_t i = 0; i < view->events.n; i++)
		view->slots[view->events.p[i].word] = 0;
	view->events.n = 0;
	view->shift = 0;
	view->ended = 0;
	events_seek(&filter->walk, view->unit.begin);
	while (event_next(&filter->walk, &event) && event.at < view->unit.end)
		*VEC_PUSH(filter->arena, &view->events) = event;
	while (view->events.n > (uint32_t)SLOTS << view->shift)
		view->shift++;
	for (uint32_t i = 0; i < view->events.n; i++)
		view->slots[view->events.p[i].word] |= UINT64_C(1) << (i >> view->shift);
}

static const struct view *filled_view(struct filter *filter)
{
	if (!filter->view.filled)
		take_events(filter);
	filter->view.filled = true;
	return &filter->view;
}

/* --- chains --- */

static uint32_t lowest(uint64_t slots)
{
	return (uint32_t)__builtin_ctzll(slots);
}

static uint32_t highest(uint64_t slots)
{
	return 63 - (uint32_t)__builtin_clzll(slots);
}

/* Where the first event of a slot begins, */
static uint32_t slot_begin(const struct view *view, uint32_t slot)
{
	return view->events.p[slot << view->shift].at;
}

static uint32_t slot_last(const struct view *view, uint32_t slot)
{
	uint32_t behind = (slot + 1) << view->shift;

	return (behind < view->events.n ? behind : view->events.n) - 1;
}

static uint32_t find_end(const struct filter *filter, uint32_t slot)
{
	const struct view *view = &filter->view;
	uint32_t end = 0;

	for (uint32_t i = slot << view->shift; i <= slot_last(view, slot); i++) {
		struct event event = view->events.p[i];
		uint32_t size = event_size(filter->events, event);

		if (size == EVENT_SIZE_MAX)
			return UINT32_MAX;
		if (end < event.at + size)
			end = event.at + size;
	}
	return end;
}

/* and where the last of them ends. */
static uint32_t slot_end(struct filter *filter, uint32_t slot)
{
	struct view *view = &filter->view;

	if (!(view->ended >> slot & 1))
		view->ends[slot] = find_end(filter, slot);
	view->ended |= UINT64_C(1) << slot;
	return view->ends[slot];
}

static uint64_t slots_from(const struct view *view, uint32_t from)
{
	uint32_t i = SORTED_FROM(view->events.p, view->events.n, at, from);

	return i < view->events.n ? UINT64_MAX << (i >> view->shift) : 0;
}

/* The slots of words behind each of which, not farther than gap, one of next begins. */
static uint64_t followed(struct filter *filter, uint64_t words, uint64_t next, uint32_t gap)
{
	const struct view *view = &filter->view;
	uint64_t kept = 0;

	for (; words; words &= words - 1) {
		uint32_t slot = lowest(words), end;
		uint64_t behind = next >> slot << slot;

		if (!behind)
			break;
		end = slot_end(filter, slot);
		if (end > UNBOUNDED - gap || slot_begin(view, lowest(behind)) <= end + gap)
			kept |= words & -words;
	}
	return kept;
}

static uint64_t slots_of_set(const struct filter *filter, uint32_t set)
{
	const struct sets *sets = filter->sets;
	uint64_t slots = 0;

	for (uint32_t i = sets->first_of_set[set]; i < sets->first_of_set[set + 1]; i++)
		slots |= filter->view.slots[sets->words[i]];
	return slots;
}

/* The slots of the first step's words with which the whole chain is there. */
static uint64_t chain_slots(struct filter *filter, const struct filter_chain *chain,
			    uint64_t allowed)
{
	const struct filter_step *steps = filter->sets->steps + chain->step;
	uint64_t here[PATTERN_STEPS], slots;
	uint32_t i = chain->step_count;

	do {
		i--;
		here[i] = slots_of_set(filter, steps[i].set) & allowed;
		if (!here[i])
			return 0;
	} while (i);
	i = chain->step_count - 1;
	for (slots = here[i]; i-- && slots;)
		slots = followed(filter, here[i], slots, steps[i + 1].gap);
	return slots;
}

bool filter_allows(struct filter *filter, const struct pattern *pattern)
{
	const uint32_t *first = filter->sets->first_chain + pattern->index;

	filled_view(filter);
	for (uint32_t c = first[0]; c < first[1]; c++) {
		const struct filter_chain *chain = &filter->sets->chains[c];
		const struct filter_step *steps = filter->sets->steps + chain->step;
		uint32_t i = chain->step_count;

		while (i && slots_of_set(filter, steps[i - 1].set))
			i--;
		if (i == 0)
			return true;
	}
	return first[0] == first[1];
}

bool filter_unit(struct filter *filter, const struct pattern *pattern, uint32_t from,
		 struct span *starts)
{
	const struct span unit = filter->view.unit;
	const uint32_t *first = filter->sets->first_chain + pattern->index;
	const struct view *view;
	uint64_t allowed;

	*starts = (struct span){from, unit.end};
	if (first[0] == first[1])
		return true;
	view = filled_view(filter);
	allowed = from > unit.begin ? slots_from(view, from) : UINT64_MAX;
	*starts = (struct span){unit.end, from};
	for (uint32_t c = first[0]; c < first[1]; c++) {
		const struct filter_chain *chain = &filter->sets->chains[c];
		uint64_t slots = chain_slots(filter, chain, allowed);
		uint32_t begin, last, gap = filter->sets->steps[chain->step].gap;

		if (!slots)
			continue;
		begin = slot_begin(view, lowest(slots));
		begin = begin - unit.begin > gap ? begin - gap : unit.begin;
		if (begin < starts->begin)
			starts->begin = begin;
		last = view->events.p[slot_last(view, highest(slots))].at;
		if (last > starts->end)
			starts->end = last;
	}
	if (starts->begin < from)
		starts->begin = from;
	return starts->begin <= starts->end && starts->begin < unit.end;
}
