/* What belongs to a name.
 *
 *	struct map map = {0};
 *	map_put(arena, &map, folder, level);
 *	level = map_get(&map, folder);
 *
 * For every layer. A lookup takes the time of reading the name, however many there are. Names and
 * what belongs to them are kept as they are, not copied. */
#ifndef CLAUSELINT_BASE_MAP_H
#define CLAUSELINT_BASE_MAP_H

#include "base/arena.h"

struct map_slot {
	struct str name;
	void *value; /* NULL: the slot is free */
};

struct map {
	struct map_slot *slots;
	uint32_t n, room; /* room is a power of two, or 0 */
};

/* NULL when nothing was put there. */
void *map_get(const struct map *map, struct str name);
/* value, which is not NULL, takes the place of what belonged to name. */
void map_put(struct arena *arena, struct map *map, struct str name, void *value);

#endif
