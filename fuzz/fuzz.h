/* What the fuzz targets share: an arena around one input, laws, and the head of an input.
 *
 * An input may begin with a head: FUZZ_MARK and as many bytes as make FUZZ_HEAD in all, which
 * choose options. It is not part of the text. The mutator (mutate.c) puts heads on and changes
 * them; seeds and contracts have none. */
#ifndef CLAUSELINT_FUZZ_H
#define CLAUSELINT_FUZZ_H

#include <stdlib.h>
#include "base/arena.h"

enum { FUZZ_MARK = 1, FUZZ_HEAD = 12 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

struct fuzz_input {
	struct arena *arena;
	struct str bytes;    /* without the head */
	const uint8_t *head; /* FUZZ_HEAD bytes; NULL: there is none */
};

/* Takes the head off; NULL: there is none. */
static inline const uint8_t *fuzz_head(struct str *bytes)
{
	const uint8_t *head = (const uint8_t *)bytes->p;

	if (bytes->n < FUZZ_HEAD || head[0] != FUZZ_MARK)
		return NULL;
	*bytes = str_cut(*bytes, FUZZ_HEAD, bytes->n);
	return head;
}

/* Runs body on the input with an arena of its own; running out of memory is not a fault. */
static inline int fuzz_run(const uint8_t *bytes, size_t size, void (*body)(void *input))
{
	struct fuzz_input input = {
		arena_new(allocator_libc, (size_t)1 << 30), {(const char *)bytes, size}, NULL};

	input.head = fuzz_head(&input.bytes);
	if (input.arena)
		arena_protect(input.arena, body, &input);
	arena_free(input.arena);
	return 0;
}

/* A law that must hold for every input. */
static inline void fuzz_law(bool holds)
{
	if (!holds)
		abort();
}

#endif
