/* An arena that knows its blocks.
 *
 * For image_gen.c only, with which this stands in for base/arena.c, whose functions it has (as many as
 * loading a pack takes). What goes wrong ends the program. */
#ifndef CLAUSELINT_IMAGE_ARENA_H
#define CLAUSELINT_IMAGE_ARENA_H

#include "base/arena.h"
#include "base/vec.h"

_Static_assert(sizeof(void *) == sizeof(uint64_t), "the tables are written in words of 64 bits");

enum { WORD = sizeof(uint64_t) };

struct block {
	char *p;
	size_t words;
	uint32_t number; /* in the order of allocation */
	bool reached, has_pointers;
	size_t at; /* its first word: of the image's own, or of the plain ones */
};

struct deferred {
	struct deferred *before;
	void (*undo)(void *object);
	void *object;
};

struct arena {
	VEC(struct block) blocks;
	uint32_t *by_address; /* the blocks, once arena_sort was called */
	struct deferred *deferred;
};

_Noreturn void image_fail(const char *what);
/* The block that address points into, NULL when there is none, after arena_sort of all blocks. */
void arena_sort(struct arena *arena);
struct block *arena_block(const struct arena *arena, uint64_t address);

#endif
