#include "detect/filter.h"
#include "base/sorted.h"

/* --- views of units --- */

enum { SLOTS = 64, VIEWS = 4 };

/* The events of a unit, by the sets that their words are of. Chains see them in at most SLOTS
 * slots, several in one when there are more. */
struct view {
	struct span unit;
	const struct event *events;
	uint32_t n, shift; /* so many events, 1 << shift of them a slot */
	uint32_t number;   /* of the view that is in here now: */
	uint32_t *seen;	   /* a set is in it whose entry here is that number, */
	uint64_t *slots;   /* and then this is where */
	uint32_t used;	   /* when the view was asked last */
};

struct filter {
	struct arena *arena;
	const struct sets *sets;
	struct events events;
	struct view views[VIEWS];
	struct view *latest;
	uint32_t clock;
	uint32_t near_event; /* the event that the last view began with */
};

struct filter *filter_new(struct arena *arena, const struct plan *plan, struct events events)
{
	struct filter *filter = ARENA_NEW(arena, struct filter);

	filter->arena = arena;
	filter->sets = &plan->sets;
	filter->events = events;
	filter->latest = filter->views;
	for (uint32_t i = 0; i < VIEWS; i++) {
		filter->views[i].unit = (struct span){UINT32_MAX, UINT32_MAX};
		filter->views[i].seen = ARENA_ARRAY(arena, uint32_t, plan->sets.n);
		filter->views[i].slots = arena_bytes(arena, plan->sets.n * sizeof(uint64_t));
	}
	return filter;
}

/* The first event at or behind offset: most often near the one that was looked up last. */
static uint32_t event_from(struct filter *filter, uint32_t offset)
{
	enum { NEAR = 64 };
	const struct event *events = filter->events.p;
	uint32_t i = filter->near_event, n = filter->events.n;

	if (i < n && events[i].at < offset) {
		for (uint32_t step = 0; step < NEAR && i < n && events[i].at < offset; step++)
			i++;
	} else if (i <= n) {
		for (uint32_t step = 0; step < NEAR && i && events[i - 1].at >= offset; step++)
			i--;
	}
	if ((i < n && events[i].at < offset) || (i && events[i - 1].at >= offset))
		i = SORTED_FROM(events, n, at, offset);
	filter->near_event = i;
	return i;
}

static void count_events(const struct filter *filter, struct view *view, uint32_t first)
{
	const struct event *events = filter->events.p + first;
	uint32_t n = 0, room = filter->events.n - first;

	while (n < room && events[n].at < view->unit.end)
		n++;
	view->events = events;
	view->n = n;
	view->shift = 0;
	while (n > (uint32_t)SLOTS << view->shift)
		view->shift++;
}

static void fill_view(struct filter *filter, struct view *view, struct span unit)
{
	const struct sets *sets = filter->sets;

	view->unit = unit;
	view->number++;
	count_events(filter, view, event_from(filter, unit.begin));
	for (uint32_t i = 0; i < view->n; i++) {
		uint64_t slot = UINT64_C(1) << (i >> view->shift);
		uint32_t word = view->events[i].word, end = sets->first_of_word[word + 1];

		for (uint32_t k = sets->first_of_word[word]; k < end; k++) {
			uint32_t set = sets->of_word[k];

			view->slots[set] =
				view->seen[set] == view->number ? view->slots[set] | slot : slot;
			view->seen[set] = view->number;
		}
	}
}

static struct view *view_of(struct filter *filter, struct span unit)
{
	struct view *oldest = filter->views;

	if (filter->latest->unit.begin == unit.begin && filter->latest->unit.end == unit.end)
		return filter->latest;
	filter->clock++;
	for (uint32_t i = 0; i < VIEWS; i++) {
		struct view *view = &filter->views[i];

		if (view->unit.begin == unit.begin && view->unit.end == unit.end) {
			view->used = filter->clock;
			return filter->latest = view;
		}
		if (view->used < oldest->used)
			oldest = view;
	}
	oldest->used = filter->clock;
	fill_view(filter, oldest, unit);
	return filter->latest = oldest;
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
	return view->events[slot << view->shift].at;
}

static uint32_t slot_last(const struct view *view, uint32_t slot)
{
	uint32_t behind = (slot + 1) << view->shift;

	return (behind < view->n ? behind : view->n) - 1;
}

/* and where the last of them ends. */
static uint32_t slot_end(const struct view *view, uint32_t slot)
{
	uint32_t end = 0;

	for (uint32_t i = slot << view->shift; i <= slot_last(view, slot); i++) {
		struct event event = view->events[i];

		if (event.size == EVENT_SIZE_MAX)
			return UINT32_MAX;
		if (end < event.at + event.size)
			end = event.at + event.size;
	}
	return end;
}

static uint64_t slots_from(const struct view *view, uint32_t from)
{
	uint32_t i = 0;

	while (i < view->n && view->events[i].at < from)
		i++;
	return i < view->n ? UINT64_MAX << (i >> view->shift) : 0;
}

/* The slots of words behind each of which, not farther than gap, one of next begins. */
static uint64_t followed(const struct view *view, uint64_t words, uint64_t next, uint32_t gap)
{
	uint64_t kept = 0;

	for (; words; words &= words - 1) {
		uint32_t slot = lowest(words), end;
		uint64_t behind = next >> slot << slot;

		if (!behind)
			break;
		end = slot_end(view, slot);
		if (end > UNBOUNDED - gap || slot_begin(view, lowest(behind)) <= end + gap)
			kept |= words & -words;
	}
	return kept;
}

static uint64_t slots_of_set(const struct view *view, uint32_t set)
{
	return view->seen[set] == view->number ? view->slots[set] : 0;
}

/* The slots of the first step's words with which the whole chain is there. */
static uint64_t chain_slots(const struct filter *filter, const struct view *view,
			    const struct filter_chain *chain, uint64_t allowed)
{
	const struct filter_step *steps = filter->sets->steps + chain->step;
	uint64_t here[PATTERN_STEPS], slots;
	uint32_t i = chain->step_count;

	do {
		i--;
		here[i] = slots_of_set(view, steps[i].set) & allowed;
		if (!here[i])
			return 0;
	} while (i);
	i = chain->step_count - 1;
	for (slots = here[i]; i-- && slots;)
		slots = followed(view, here[i], slots, steps[i + 1].gap);
	return slots;
}

bool filter_allows(struct filter *filter, const struct pattern *pattern, struct span unit)
{
	const uint32_t *first = filter->sets->first_chain + pattern->index;
	const struct view *view = view_of(filter, unit);

	for (uint32_t c = first[0]; c < first[1]; c++) {
		const struct filter_chain *chain = &filter->sets->chains[c];
		const struct filter_step *steps = filter->sets->steps + chain->step;
		uint32_t i = chain->step_count;

		while (i && slots_of_set(view, steps[i - 1].set))
			i--;
		if (i == 0)
			return true;
	}
	return first[0] == first[1];
}

bool filter_unit(struct filter *filter, const struct pattern *pattern, struct span unit,
		 uint32_t from, struct span *starts)
{
	const uint32_t *first = filter->sets->first_chain + pattern->index;
	const struct view *view;
	uint64_t allowed;

	*starts = (struct span){from, unit.end};
	if (first[0] == first[1])
		return true;
	view = view_of(filter, unit);
	allowed = from > unit.begin ? slots_from(view, from) : UINT64_MAX;
	*starts = (struct span){unit.end, from};
	for (uint32_t c = first[0]; c < first[1]; c++) {
		const struct filter_chain *chain = &filter->sets->chains[c];
		uint64_t slots = chain_slots(filter, view, chain, allowed);
		uint32_t begin, last, gap = filter->sets->steps[chain->step].gap;

		if (!slots)
			continue;
		begin = slot_begin(view, lowest(slots));
		begin = begin - unit.begin > gap ? begin - gap : unit.begin;
		if (begin < starts->begin)
			starts->begin = begin;
		last = view->events[slot_last(view, highest(slots))].at;
		if (last > starts->end)
			starts->end = last;
	}
	if (starts->begin < from)
		starts->begin = from;
	return starts->begin <= starts->end && starts->begin < unit.end;
}
