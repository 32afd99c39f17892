#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A block of LARGE bytes or more is a chunk of its own, so that it can grow where it is. */
enum { FIRST_CHUNK = 64 * 1024, LARGEST_CHUNK = 1024 * 1024, LARGE = 32 * 1024, ALIGN = 16 };

struct chunk {
	struct chunk *before, *behind;
	size_t used, room; /* of data */
	_Alignas(ALIGN) char data[];
};

struct deferred {
	struct deferred *before;
	void (*undo)(void *object);
	void *object;
};

struct arena {
	struct allocator from;
	size_t limit, total;
	struct chunk *chunk; /* the one that small blocks come from */
	struct chunk *large; /* those that hold one block each */
	struct deferred *deferred;
	struct arena *parent; /* NULL for none */
	bool protected;
	jmp_buf exit;
};

static void *libc_resize(void *context, void *block, size_t size)
{
	(void)context;
	if (size == 0) {
		free(block);
		return NULL;
	}
	return realloc(block, size);
}

const struct allocator allocator_libc = {libc_resize, NULL};

struct arena *arena_new(struct allocator from, size_t limit)
{
	struct arena *arena = from.resize(from.context, NULL, sizeof *arena);

	if (!arena)
		return NULL;
	memset(arena, 0, sizeof *arena);
	arena->from = from;
	arena->limit = limit;
	return arena;
}

static void free_chunks(struct arena *arena, struct chunk *chunk)
{
	for (struct chunk *before; chunk; chunk = before) {
		before = chunk->before;
		arena->from.resize(arena->from.context, chunk, 0);
	}
}

void arena_empty(struct arena *arena)
{
	for (struct deferred *d = arena->deferred; d; d = d->before)
		d->undo(d->object);
	free_chunks(arena, arena->chunk);
	free_chunks(arena, arena->large);
	arena->deferred = NULL;
	arena->chunk = arena->large = NULL;
	arena->total = 0;
}

static void empty_sub(void *arena)
{
	arena_empty(arena);
}

struct arena *arena_sub(struct arena *parent)
{
	struct arena *arena = ARENA_NEW(parent, struct arena);

	arena->from = parent->from;
	arena->parent = parent;
	arena_defer(parent, empty_sub, arena);
	return arena;
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	arena_empty(arena);
	arena->from.resize(arena->from.context, arena, 0);
}

bool arena_protect(struct arena *arena, void (*body)(void *context), void *context)
{
	bool done;

	arena->protected = true;
	if (setjmp(arena->exit) == 0) {
		body(context);
		done = true;
	} else {
		done = false;
	}
	arena->protected = false;
	return done;
}

void arena_fail(struct arena *arena)
{
	while (arena->parent)
		arena = arena->parent;
	/* Outside a protected call there is nowhere to leave to: that is a fault of the caller's.
	 */
	if (!arena->protected)
		abort();
	longjmp(arena->exit, 1);
}

static size_t rounded(size_t size)
{
	return (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

/* A chunk of its list (the arena's chunk or large), new when chunk is NULL, with that much room. */
static struct chunk *resize_chunk(struct arena *arena, struct chunk **list, struct chunk *chunk,
				  size_t room)
{
	size_t had = chunk ? chunk->room : 0;
	struct chunk *resized;

	if (room > SIZE_MAX / 2 || (arena->limit && arena->total - had + room > arena->limit))
		arena_fail(arena);
	resized = arena->from.resize(arena->from.context, chunk, sizeof *resized + room);
	if (!resized)
		arena_fail(arena);
	if (!chunk)
		*resized = (struct chunk){.before = *list};
	if (resized->before)
		resized->before->behind = resized;
	if (resized->behind)
		resized->behind->before = resized;
	else
		*list = resized;
	resized->room = room;
	arena->total += room - had;
	return resized;
}

static void *alloc_large(struct arena *arena, size_t need)
{
	return resize_chunk(arena, &arena->large, NULL, need)->data;
}

static struct chunk *chunk_of(void *large)
{
	return (struct chunk *)(void *)((char *)large - offsetof(struct chunk, data));
}

void *arena_bytes(struct arena *arena, size_t size)
{
	struct chunk *chunk = arena->chunk;
	size_t need = rounded(size ? size : 1);
	void *block;

	if (size > SIZE_MAX / 4)
		arena_fail(arena);
	if (need >= LARGE)
		return alloc_large(arena, need);
	if (!chunk || chunk->room - chunk->used < need) {
		size_t room = chunk ? chunk->room * 2 : FIRST_CHUNK;
		if (room > LARGEST_CHUNK)
			room = LARGEST_CHUNK;
		chunk = resize_chunk(arena, &arena->chunk, NULL, room < need ? need : room);
	}
	block = chunk->data + chunk->used;
	chunk->used += need;
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return memset(arena_bytes(arena, size), 0, size);
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	struct chunk *chunk = arena->chunk;
	size_t had = rounded(old_size ? old_size : 1), need = rounded(new_size);
	void *block;

	if (!old)
		return arena_bytes(arena, new_size);
	if (new_size > SIZE_MAX / 4)
		arena_fail(arena);
	if (need <= had)
		return old;
	if (had >= LARGE) {
		chunk = resize_chunk(arena, &arena->large, chunk_of(old), need);
		return chunk->data;
	}
	if (need < LARGE && (char *)old + had == chunk->data + chunk->used &&
	    chunk->room - chunk->used >= need - had) {
		chunk->used += need - had;
		return old;
	}
	block = arena_bytes(arena, new_size);
	memcpy(block, old, old_size);
	return block;
}

void arena_drop(struct arena *arena, void *block, size_t size)
{
	struct chunk *chunk;

	if (!block || rounded(size) < LARGE)
		return;
	chunk = chunk_of(block);
	if (chunk->before)
		chunk->before->behind = chunk->behind;
	if (chunk->behind)
		chunk->behind->before = chunk->before;
	else
		arena->large = chunk->before;
	arena->total -= chunk->room;
	arena->from.resize(arena->from.context, chunk, 0);
}

void arena_defer(struct arena *arena, void (*undo)(void *object), void *object)
{
	struct chunk *chunk = arena->chunk;
	struct deferred *deferred;

	if (chunk && chunk->room - chunk->used >= rounded(sizeof *deferred)) {
		deferred = ARENA_NEW(arena, struct deferred);
	} else {
		/* Asked for by hand so that a refusal can undo object before it leaves. */
		size_t room = FIRST_CHUNK;
		chunk = arena->limit && arena->total + room > arena->limit
				? NULL
				: arena->from.resize(arena->from.context, NULL,
						     sizeof *chunk + room);
		if (!chunk) {
			undo(object);
			arena_fail(arena);
		}
		*chunk = (struct chunk){.before = arena->chunk, .room = room};
		if (chunk->before)
			chunk->before->behind = chunk;
		arena->total += room;
		arena->chunk = chunk;
		deferred = ARENA_NEW(arena, struct deferred);
	}
	*deferred = (struct deferred){arena->deferred, undo, object};
	arena->deferred = deferred;
}

size_t arena_size(const struct arena *arena)
{
	return arena->total;
}

struct str arena_str(struct arena *arena, struct str s)
{
	char *copy = arena_bytes(arena, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return (struct str){copy, s.n};
}

struct str arena_format(struct arena *arena, const char *format, ...)
{
	va_list args;
	int size;
	char *text;

	va_start(args, format);
	size = vsnprintf(NULL, 0, format, args);
	va_end(args);
	text = arena_alloc(arena, (size_t)(size < 0 ? 0 : size) + 1);
	va_start(args, format);
	if (size > 0)
		vsnprintf(text, (size_t)size + 1, format, args);
	va_end(args);
	return (struct str){text, (size_t)(size < 0 ? 0 : size)};
}
