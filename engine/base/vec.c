#include "base/vec.h"

enum { SMALL = 4096 };

void vec_reserve(struct arena *arena, void **items, uint32_t *room, uint32_t count, size_t size)
{
	if (count <= *room)
		return;
	*items = arena_grow(arena, *items, (size_t)*room * size, (size_t)count * size);
	*room = count;
}

void vec_grow(struct arena *arena, void **items, uint32_t n, uint32_t *room, size_t size)
{
	if (n > UINT32_MAX / 2)
		arena_fail(arena);
	/* Large vectors grow where they are, by less, to leave less unused. */
	vec_reserve(arena, items, room, n < SMALL ? n * 2 + 8 : n + n / 4, size);
}
