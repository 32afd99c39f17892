/* What a part of a pattern can match.
 *
 * For the prefilter only. A part is described by two sets. Its *words*, when they are known, are all the
 * strings it can match; its *needs* are strings one of which is in whatever it matches. Parts that
 * follow each other multiply their words as long as there are few, and the cheapest set seen on the
 * way becomes the needs of the whole. All the sets worth asking for, in order, are its steps. */
#ifndef CLAUSELINT_PACK_PART_H
#define CLAUSELINT_PACK_PART_H

#include "pack/pattern.h"
#include "pack/wordset.h"

struct step {
	struct set words;
	uint32_t gap; /* see struct pattern_step */
};
struct part {
	bool known; /* words is complete */
	struct set words;
	struct set needs; /* n is 0 when nothing is needed */
	double cost;	  /* of needs */
	uint32_t size;	  /* bytes it matches at most, unless words tell */
	/* Sets of which it matches one word each, in this order; not yet the words right before
	 * here. */
	struct step *steps;
	uint32_t step_count;
	uint32_t rest; /* bytes at most behind the last step, up to those words */
};

static inline uint32_t gap_sum(uint32_t a, uint32_t b)
{
	return a > UNBOUNDED - b ? UNBOUNDED : a + b;
}

/* Matches nothing but the empty string. */
struct part part_empty(struct arena *arena);
/* The part, and one of words behind at most gap bytes. */
void part_step(struct arena *arena, struct part *part, struct set words, uint32_t gap);
/* The words right before here become a step, since what follows is of another kind. */
void part_end_words(struct arena *arena, struct part *sequence);
/* The sequence, and part behind it. */
void part_then(struct arena *arena, struct part *sequence, struct part part);
/* The alternatives so far, or this one. */
void part_or(struct arena *arena, struct part *whole, const struct part *part);
/* The part min to max times. */
void part_repeat(struct arena *arena, struct part *part, uint32_t min, uint32_t max);

#endif
