/* cmark in the arena.
 *
 * For the Markdown formats. cmark's own allocator aborts when memory runs out; this one leaves by
 * arena_fail. cmark hands its allocator no context, so the heap in use is remembered for the thread
 * between cmark_heap_begin and the end of the call that has the arena: the only state in the library
 * that is not in an object, and never shared. Freed blocks are used again, so writing any number of
 * pieces takes the memory of the largest. */
#ifndef CLAUSELINT_REPORT_CMARK_HEAP_H
#define CLAUSELINT_REPORT_CMARK_HEAP_H

#include <cmark.h>
#include "base/arena.h"

/* The allocator, good until arena dies or another heap begins in this thread. */
cmark_mem *cmark_heap_begin(struct arena *arena);

#endif
