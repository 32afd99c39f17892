/* Growing arrays in an arena.
 *
 *	VEC(struct clause) clauses = {0};
 *	*VEC_PUSH(arena, &clauses) = (struct clause){...};
 *
 * For every layer. A pushed pointer is good until the next push. */
#ifndef CLAUSELINT_BASE_VEC_H
#define CLAUSELINT_BASE_VEC_H

#include "base/arena.h"

#define VEC(type)                                                                                  \
	struct {                                                                                   \
		type *p;                                                                           \
		uint32_t n, room;                                                                  \
	}

/* A pointer to one more, zeroed, element. */
#define VEC_PUSH(arena, vec)                                                                       \
	(vec_reserve_one((arena), (void **)(void *)&(vec)->p, (vec)->n, &(vec)->room,              \
			 sizeof *(vec)->p),                                                        \
	 memset((vec)->p + (vec)->n, 0, sizeof *(vec)->p), (vec)->p + (vec)->n++)

/* Room for count elements in all; what is in it is pushed or written. */
#define VEC_RESERVE(arena, vec, count)                                                             \
	vec_reserve((arena), (void **)(void *)&(vec)->p, &(vec)->room, (count),                   \
		    sizeof *(vec)->p)

/* Gives back what the vector holds. */
#define VEC_DROP(arena, vec)                                                                       \
	(arena_drop((arena), (vec)->p, (size_t)(vec)->room * sizeof *(vec)->p), (vec)->p = NULL,   \
	 (vec)->n = (vec)->room = 0)

void vec_reserve(struct arena *arena, void **items, uint32_t *room, uint32_t count, size_t size);

void vec_grow(struct arena *arena, void **items, uint32_t n, uint32_t *room, size_t size);
static inline void vec_reserve_one(struct arena *arena, void **items, uint32_t n, uint32_t *room,
				   size_t size)
{
	if (n == *room)
		vec_grow(arena, items, n, room, size);
}

#endif
