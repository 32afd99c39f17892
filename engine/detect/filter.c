#include "detect/filter.h"
#include "base/sorted.h"

#include <string.h>

/* --- views of units --- */

enum { SLOTS = 64, VIEWS = 4 };

/* The events of a unit. Chains see them in at most SLOTS slots, several in one when there are more.
 */
struct view {
	struct span unit;
	const struct event *events;
	uint32_t n, shift; /* so many events, 1 << shift of them a slot */
	uint64_t *words;   /* a bit for each word that is there; */
	uint32_t *last;	   /* the last event of such a word, */
	uint32_t *before;  /* and for each event the one before it of the same word, or NONE */
	uint32_t room;	   /* of before */
	uint64_t *asked, *present; /* a bit for each set that was looked up, and the answer */
	uint32_t used;		   /* when the view was asked last */
};
#define NONE UINT32_MAX

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
		filter->views[i].words =
			ARENA_ARRAY(arena, uint64_t, plan->sets.word_count / 64 + 1);
		filter->views[i].last = ARENA_ARRAY(arena, uint32_t, plan->sets.word_count);
		filter->views[i].asked = ARENA_ARRAY(arena, uint64_t, plan->sets.n / 64 + 1);
		filter->views[i].present = ARENA_ARRAY(arena, uint64_t, plan->sets.n / 64 + 1);
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

static bool bit(const uint64_t *bits, uint32_t i)
{
	return bits[i / 64] >> i % 64 & 1;
}

static void set_bit(uint64_t *bits, uint32_t i)
{
	bits[i / 64] |= UINT64_C(1) << i % 64;
}

static void empty_view(const struct filter *filter, struct view *view)
{
	for (uint32_t i = 0; i < view->n; i++)
		view->words[view->events[i].word / 64] = 0;
	memset(view->asked, 0, (filter->sets->n / 64 + 1) * sizeof *view->asked);
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
	empty_view(filter, view);
	view->unit = unit;
	count_events(filter, view, event_from(filter, unit.begin));
	if (view->n > view->room) {
		view->room = view->n + SLOTS;
		view->before = ARENA_ARRAY(filter->arena, uint32_t, view->room);
	}
	for (uint32_t i = 0; i < view->n; i++) {
		uint32_t word = view->events[i].word;

		view->before[i] = bit(view->words, word) ? view->last[word] : NONE;
		view->last[word] = i;
		set_bit(view->words, word);
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

static bool is_present(const struct filter *filter, struct view *view, uint32_t set)
{
	const uint32_t *of_set = filter->sets->first_of_set, *words = filter->sets->words;
	uint32_t i = of_set[set];

	if (bit(view->asked, set))
		return bit(view->present, set);
	while (i < of_set[set + 1] && !bit(view->words, words[i]))
		i++;
	set_bit(view->asked, set);
	if (i < of_set[set + 1])
		set_bit(view->present, set);
	else
		view->present[set / 64] &= ~(UINT64_C(1) << set % 64);
	return i < of_set[set + 1];
}

static uint64_t slots_of_set(const struct filter *filter, const struct view *view, uint32_t set)
{
	const uint32_t *of_set = filter->sets->first_of_set, *words = filter->sets->words;
	uint64_t slots = 0;

	for (uint32_t i = of_set[set]; i < of_set[set + 1]; i++) {
		if (!bit(view->words, words[i]))
			continue;
		for (uint32_t e = view->last[words[i]]; e != NONE; e = view->before[e])
			slots |= UINT64_C(1) << (e >> view->shift);
	}
	return slots;
}

/* The slots of the first step's words with which the whole chain is there. */
static uint64_t chain_slots(const struct filter *filter, struct view *view,
			    const struct filter_chain *chain, uint64_t allowed)
{
	const struct filter_step *steps = filter->sets->steps + chain->step;
	uint64_t here[PATTERN_STEPS], slots;
	uint32_t i = chain->step_count;

	while (i--)
		if (!is_present(filter, view, steps[i].asked))
			return 0;
	for (i = chain->step_count; i--;) {
		here[i] = slots_of_set(filter, view, steps[i].set) & allowed;
		if (!here[i])
			return 0;
	}
	i = chain->step_count - 1;
	for (slots = here[i]; i-- && slots;)
		slots = followed(view, here[i], slots, steps[i + 1].gap);
	return slots;
}

bool filter_allows(struct filter *filter, const struct pattern *pattern, struct span unit)
{
	const uint32_t *first = filter->sets->first_chain + pattern->index;
	struct view *view = view_of(filter, unit);

	for (uint32_t c = first[0]; c < first[1]; c++) {
		const struct filter_chain *chain = &filter->sets->chains[c];
		const struct filter_step *steps = filter->sets->steps + chain->step;
		uint32_t i = chain->step_count;

		while (i && is_present(filter, view, steps[i - 1].asked))
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
	struct view *view;
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
