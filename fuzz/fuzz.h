/* What the fuzz targets share: an arena around one input. */
#ifndef CLAUSELINT_FUZZ_H
#define CLAUSELINT_FUZZ_H

#include <stdlib.h>
#include "base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

struct fuzz_input {
	struct arena *arena;
	struct str bytes;
};

/* Runs body on the input with an arena of its own; running out of memory is not a fault. */
static inline int fuzz_run(const uint8_t *bytes, size_t size, void (*body)(void *input))
{
	struct fuzz_input input = {arena_new(allocator_libc, (size_t)1 << 30),
				   {(const char *)bytes, size}};

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
