/* An allocator that gives out, for tests of what happens when memory does.
 *
 * For unit tests. */
#ifndef CLAUSELINT_TESTS_SCARCE_H
#define CLAUSELINT_TESTS_SCARCE_H

#include <stddef.h>

struct scarce {
	size_t left; /* allocations that will still be granted */
	size_t live; /* blocks that were not given back */
};

/* clint_allocator's resize; context is a struct scarce. */
void *scarce_resize(void *context, void *block, size_t size);

#endif
