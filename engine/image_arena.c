#include "image_arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void image_fail(const char *what)
{
	fprintf(stderr, "image_gen: %s\n", what);
	exit(EXIT_FAILURE);
}

static void *must_resize(void *p, size_t size)
{
	p = realloc(p, size);
	if (!p)
		image_fail("there is not enough memory");
	return p;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	/* One byte more, so that the end of a block lies in it. */
	size_t room = (size / WORD + 1) * WORD;
	struct block block = {.words = room / WORD, .number = arena->blocks.n};

	if (arena->blocks.n == arena->blocks.room) {
		arena->blocks.room = arena->blocks.room * 2 + 1024;
		arena->blocks.p = must_resize(arena->blocks.p,
					      arena->blocks.room * sizeof arena->blocks.p[0]);
	}
	block.p = memset(must_resize(NULL, room), 0, room);
	arena->blocks.p[arena->blocks.n++] = block;
	return block.p;
}

void *arena_bytes(struct arena *arena, size_t size)
{
	return arena_alloc(arena, size);
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	void *p = arena_alloc(arena, new_size);

	return old ? memcpy(p, old, old_size) : p;
}

void arena_drop(struct arena *arena, void *block, size_t size)
{
	(void)arena;
	(void)block;
	(void)size;
}

void arena_defer(struct arena *arena, void (*undo)(void *object), void *object)
{
	struct deferred *deferred = must_resize(NULL, sizeof *deferred);

	*deferred = (struct deferred){arena->deferred, undo, object};
	arena->deferred = deferred;
}

void arena_empty(struct arena *arena)
{
	for (struct deferred *d = arena->deferred, *before; d; d = before) {
		before = d->before;
		d->undo(d->object);
		free(d);
	}
	for (uint32_t i = 0; i < arena->blocks.n; i++)
		free(arena->blocks.p[i].p);
	free(arena->blocks.p);
	free(arena->by_address);
	*arena = (struct arena){0};
}

static void free_sub(void *sub)
{
	arena_empty(sub);
	free(sub);
}

struct arena *arena_sub(struct arena *parent)
{
	struct arena *sub = memset(must_resize(NULL, sizeof *sub), 0, sizeof *sub);

	arena_defer(parent, free_sub, sub);
	return sub;
}

void arena_fail(struct arena *arena)
{
	(void)arena;
	image_fail("a library has no memory");
}

struct str arena_str(struct arena *arena, struct str s)
{
	char *copy = arena_alloc(arena, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	return (struct str){copy, s.n};
}

struct str arena_format(struct arena *arena, const char *format, ...)
{
	char text[4096];
	va_list args;
	int size;

	va_start(args, format);
	size = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (size < 0 || (size_t)size >= sizeof text)
		image_fail("a text is too long");
	return arena_str(arena, (struct str){text, (size_t)size});
}

/* --- by address --- */

static struct arena *sorting;

static int by_address(const void *a, const void *b)
{
	const char *x = sorting->blocks.p[*(const uint32_t *)a].p;
	const char *y = sorting->blocks.p[*(const uint32_t *)b].p;

	return (x > y) - (x < y);
}

void arena_sort(struct arena *arena)
{
	arena->by_address = must_resize(NULL, (arena->blocks.n + 1) * sizeof(uint32_t));
	for (uint32_t i = 0; i < arena->blocks.n; i++)
		arena->by_address[i] = i;
	sorting = arena;
	qsort(arena->by_address, arena->blocks.n, sizeof(uint32_t), by_address);
}

struct block *arena_block(const struct arena *arena, uint64_t address)
{
	uint32_t low = 0, high = arena->blocks.n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct block *block = &arena->blocks.p[arena->by_address[middle]];
		uint64_t begin = (uint64_t)(uintptr_t)block->p;
		if (address < begin)
			high = middle;
		else if (address - begin < block->words * WORD)
			return block;
		else
			low = middle + 1;
	}
	return NULL;
}
