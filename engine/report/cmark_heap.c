#include "report/cmark_heap.h"

#include <string.h>

enum { CLASSES = 48, SMALLEST = 6 };

/* In front of every block: the power of two that it is large, or the next free block of its size.
 */
union header {
	struct {
		unsigned class;
	} used;
	union header *next;
	_Alignas(16) char room[16];
};

struct heap {
	struct arena *arena;
	union header *free[CLASSES];
};

static _Thread_local struct heap *current;

static void *take(size_t size)
{
	unsigned class = SMALLEST;
	union header *block;

	while (class < CLASSES - 1 && ((size_t)1 << class) < size)
		class ++;
	block = current->free[class];
	if (block)
		current->free[class] = block->next;
	else
		block = arena_alloc(current->arena, sizeof *block + ((size_t)1 << class));
	block->used.class = class;
	return block + 1;
}

static void give_back(void *pointer)
{
	union header *block = pointer;
	unsigned class;

	if (!block)
		return;
	block--;
	class = block->used.class;
	block->next = current->free[class];
	current->free[class] = block;
}

static void *take_zeroed(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / 2 / size)
		arena_fail(current->arena);
	return memset(take(count * size), 0, count * size);
}

static void *resize(void *pointer, size_t size)
{
	union header *block = pointer;
	size_t had;
	void *larger;

	if (!block)
		return take(size);
	had = (size_t)1 << block[-1].used.class;
	if (size <= had)
		return pointer;
	larger = take(size);
	memcpy(larger, pointer, had);
	give_back(pointer);
	return larger;
}

cmark_mem *cmark_heap_begin(struct arena *arena)
{
	static cmark_mem mem = {take_zeroed, resize, give_back};

	current = ARENA_NEW(arena, struct heap);
	current->arena = arena;
	return &mem;
}
