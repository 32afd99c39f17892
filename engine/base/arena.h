/* Memory that dies together is freed together.
 *
 * For every layer. One arena a lifetime (pack, check, report). Memory inside the engine never fails:
 * when the allocator below refuses, or the limit is passed, arena_alloc leaves by longjmp to the
 * arena_protect call at the public boundary, which turns it into a status. So nothing outside the
 * arena may be held across an allocation; an object of another library is handed to arena_defer at
 * once, and dies with the arena. An arena belongs to one thread at a time. */
#ifndef CLAUSELINT_BASE_ARENA_H
#define CLAUSELINT_BASE_ARENA_H

#include <setjmp.h>
#include "base/str.h"

/* Where arenas take their chunks from; tests replace it to let allocations fail. resize gets NULL
 * for a new block, and size 0 to free one. */
struct allocator {
	void *(*resize)(void *context, void *block, size_t size);
	void *context;
};
extern const struct allocator allocator_libc;

struct arena;

/* limit is in bytes, 0 for none. NULL when there is no memory even for the arena itself. */
struct arena *arena_new(struct allocator from, size_t limit);
/* Runs what was deferred, last first, and frees everything. NULL is fine. */
void arena_free(struct arena *arena);

/* Calls body(context) so that a failed allocation in arena ends it; false when that happened.
 * Protected calls on one arena do not nest. */
bool arena_protect(struct arena *arena, void (*body)(void *context), void *context);
/* Leaves the protected call as if memory had run out, for a library object that could not be made. */
_Noreturn void arena_fail(struct arena *arena);

/* An arena for work that ends before its parent's does: a failure in it leaves the parent's protected
 * call, and it dies with the parent. arena_empty gives back all it has, and undoes what it deferred, as
 * soon as the work is done; it may be used again then. */
struct arena *arena_sub(struct arena *parent);
void arena_empty(struct arena *arena);

/* Zeroed memory; never NULL. size 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size);
/* The same for whoever writes all of it that is read: it holds anything. */
void *arena_bytes(struct arena *arena, size_t size);
/* old (of old_size bytes, from this arena, or NULL) with room for new_size bytes; the new part holds
 * anything. In place where it can be. */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size);
/* Gives back a block that nobody will look at again, if it is so large that this is worth it. size is
 * what was last asked for. */
void arena_drop(struct arena *arena, void *block, size_t size);
/* Calls undo(object) when the arena is freed. If there is no memory to note this, object is undone
 * at once and the protected call is left. */
void arena_defer(struct arena *arena, void (*undo)(void *object), void *object);
/* Bytes that are taken from the allocator. */
size_t arena_size(const struct arena *arena);

#define ARENA_NEW(arena, type)          ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (size_t)(count)))

/* A copy in the arena, with a NUL behind it that n does not count. */
struct str arena_str(struct arena *arena, struct str s);
/* printf into the arena. */
struct str arena_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
