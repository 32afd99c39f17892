#include "pack/wordset.h"
#include "pack/frequency.h"
#include "pack/pattern.h"

#include <stdlib.h>
#include <string.h>

/* How often a place would have to be looked at in a thousand characters; each word more costs the
 * scan a little, too. */
double set_cost(struct set set)
{
	const double per_word = 0.002;
	double cost = 0;

	for (uint32_t i = 0; i < set.n; i++)
		cost += frequency_of(set.p[i]) + per_word;
	return cost;
}

bool set_is_usable(struct set set)
{
	for (uint32_t i = 0; i < set.n; i++)
		if (set.p[i].n < 2)
			return false;
	return set.n > 0 && set.n <= PATTERN_LITERALS;
}

static void set_reserve(struct arena *arena, struct set *set, uint32_t count)
{
	if (count <= set->room)
		return;
	count = count < 2 * set->room ? 2 * set->room : count;
	set->p = arena_grow(arena, set->p, set->room * sizeof *set->p, count * sizeof *set->p);
	set->room = count;
}

void set_add(struct arena *arena, struct set *set, struct str word)
{
	set_reserve(arena, set, set->n + 1);
	set->p[set->n++] = word;
}

void set_append(struct arena *arena, struct set *set, struct set more)
{
	set_reserve(arena, set, set->n + more.n);
	for (uint32_t i = 0; i < more.n; i++)
		set->p[set->n++] = more.p[i];
}

/* A set of its own with room to grow, since parts share theirs. */
struct set set_copy(struct arena *arena, struct set set, uint32_t room)
{
	struct set copy = {0};

	set_reserve(arena, &copy, room);
	set_append(arena, &copy, set);
	return copy;
}

/* Every word of a followed by every word of b; false when that is too much. */
bool set_product(struct arena *arena, struct set a, struct set b, struct set *product)
{
	uint32_t room = a.n * b.n;

	if (a.n == 1 && a.p[0].n == 0) {
		*product = b;
		return b.n <= WORDS_MAX;
	}
	if (room > WORDS_MAX)
		return false;
	*product = (struct set){0};
	set_reserve(arena, product, room);
	for (uint32_t i = 0; i < a.n; i++)
		for (uint32_t j = 0; j < b.n; j++) {
			struct str word = b.p[j];
			if (a.p[i].n + b.p[j].n > WORD_BYTES_MAX)
				return false;
			if (a.p[i].n) {
				char *joined = arena_alloc(arena, a.p[i].n + b.p[j].n);
				memcpy(joined, a.p[i].p, a.p[i].n);
				memcpy(joined + a.p[i].n, b.p[j].p, b.p[j].n);
				word = (struct str){joined, a.p[i].n + b.p[j].n};
			}
			set_add(arena, product, word);
		}
	return true;
}

struct set set_of_nothing(struct arena *arena)
{
	struct set set = {0};

	set_add(arena, &set, STR(""));
	return set;
}

/* What is this common is not worth asking for beside something else. */
bool set_tells(struct set set)
{
	const double common = 10;

	return set_is_usable(set) && set_cost(set) < common;
}

uint32_t set_longest(struct set set)
{
	size_t n = 0;

	for (uint32_t i = 0; i < set.n; i++)
		n = set.p[i].n > n ? set.p[i].n : n;
	return (uint32_t)n;
}
