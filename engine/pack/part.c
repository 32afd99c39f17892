#include "pack/part.h"

enum { REPEATS_MAX = 8 }; /* of the same words that are written out */

static void offer_at(struct part *part, struct set set, double cost)
{
	if (part->needs.n && part->cost <= cost)
		return;
	part->needs = set;
	part->cost = cost;
}

static void offer(struct part *part, struct set set)
{
	if (set_is_usable(set))
		offer_at(part, set, set_cost(set));
}

static uint32_t product(uint32_t a, uint32_t b)
{
	return a && b > UNBOUNDED / a ? UNBOUNDED : a * b;
}

static uint32_t size_of(const struct part *part)
{
	return part->known ? set_longest(part->words) : part->size;
}

struct part part_empty(struct arena *arena)
{
	return (struct part){.known = true, .words = set_of_nothing(arena)};
}

void part_step(struct arena *arena, struct part *part, struct set words, uint32_t gap)
{
	part->rest = UNBOUNDED;
	if (part->step_count == PATTERN_STEPS)
		return;
	if (!part->steps)
		part->steps = ARENA_ARRAY(arena, struct step, PATTERN_STEPS);
	part->steps[part->step_count++] = (struct step){words, gap};
	part->rest = 0;
}

void part_end_words(struct arena *arena, struct part *sequence)
{
	uint32_t size = set_longest(sequence->words);

	if (set_tells(sequence->words))
		part_step(arena, sequence, sequence->words, sequence->rest);
	else
		sequence->rest = gap_sum(sequence->rest, size);
}

/* One of words stands somewhere in the next size bytes. */
static void add_somewhere(struct arena *arena, struct part *sequence, struct set words,
			  uint32_t size)
{
	part_step(arena, sequence, words, gap_sum(sequence->rest, size));
	sequence->rest = gap_sum(sequence->rest, size);
}

static void add_unknown(struct arena *arena, struct part *sequence, const struct part *part)
{
	uint32_t gap = sequence->rest;

	for (uint32_t i = 0; i < part->step_count; i++) {
		part_step(arena, sequence, part->steps[i].words, gap_sum(gap, part->steps[i].gap));
		gap = 0;
	}
	if (part->step_count)
		sequence->rest = gap_sum(sequence->rest, part->rest);
	else if (set_tells(part->needs))
		add_somewhere(arena, sequence, part->needs, part->size);
	else
		sequence->rest = gap_sum(gap, part->size);
}

void part_then(struct arena *arena, struct part *sequence, struct part part)
{
	struct set joined;

	sequence->size = gap_sum(sequence->size, size_of(&part));
	/* Needs come from the words when those are known, or are better. */
	if (part.needs.n)
		offer_at(sequence, part.needs, part.cost);
	else if (part.known)
		offer(sequence, part.words);
	if (!part.known) {
		part_end_words(arena, sequence);
		add_unknown(arena, sequence, &part);
		sequence->known = false;
		sequence->words = set_of_nothing(arena);
		return;
	}
	if (set_product(arena, sequence->words, part.words, &joined)) {
		if (joined.p != part.words.p)
			offer(sequence, joined);
		sequence->words = joined;
	} else {
		part_end_words(arena, sequence);
		sequence->known = false;
		sequence->words = part.words;
	}
}

void part_or(struct arena *arena, struct part *whole, const struct part *part)
{
	uint32_t a = size_of(whole), b = size_of(part);

	whole->size = a > b ? a : b;
	whole->step_count = 0;
	whole->known = whole->known && part->known && whole->words.n + part->words.n <= WORDS_MAX;
	if (whole->known)
		set_append(arena, &whole->words, part->words);
	if (whole->needs.n && part->needs.n && whole->needs.n + part->needs.n <= PATTERN_LITERALS)
		set_append(arena, &whole->needs, part->needs);
	else
		whole->needs.n = 0;
	whole->cost += part->cost;
}

/* Some number of the same words is at least one of them. */
static void repeat_words(struct arena *arena, struct part *part)
{
	if (!part->known)
		return;
	offer(part, part->words);
	part->known = false;
	if (!set_tells(part->words))
		return;
	part_step(arena, part, part->words, 0);
	part->rest = part->size;
}

void part_repeat(struct arena *arena, struct part *part, uint32_t min, uint32_t max)
{
	struct set once = part->words;
	bool fits = part->known;

	part->size = product(size_of(part), max);
	part->rest = part->size;
	if (min == 0) {
		part->needs = (struct set){0};
		part->step_count = 0;
		part->known = part->known && max <= 1 && part->words.n < WORDS_MAX;
		if (part->known) {
			part->words = set_copy(arena, once, once.n + 1);
			set_add(arena, &part->words, STR(""));
		}
		return;
	}
	if (min != max) {
		repeat_words(arena, part);
		return;
	}
	for (uint32_t i = 1; i < min && fits; i++) {
		struct set joined;
		fits = i < REPEATS_MAX && set_product(arena, part->words, once, &joined);
		if (fits)
			part->words = joined;
	}
	if (!fits) {
		part->words = once;
		repeat_words(arena, part);
	}
}
