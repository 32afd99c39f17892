#include "base/map.h"

enum { FIRST_ROOM = 16 };

/* The slot of name, or the free one where it would be; there is always a free one. */
static struct map_slot *slot_of(const struct map *map, struct str name)
{
	uint32_t i = (uint32_t)str_hash(name) & (map->room - 1);

	while (map->slots[i].value && !str_equal(map->slots[i].name, name))
		i = (i + 1) & (map->room - 1);
	return &map->slots[i];
}

static void grow(struct arena *arena, struct map *map)
{
	struct map old = *map;

	map->room = old.room ? old.room * 2 : FIRST_ROOM;
	map->slots = ARENA_ARRAY(arena, struct map_slot, map->room);
	for (uint32_t i = 0; i < old.room; i++)
		if (old.slots[i].value)
			*slot_of(map, old.slots[i].name) = old.slots[i];
	if (old.room)
		arena_drop(arena, old.slots, (size_t)old.room * sizeof *old.slots);
}

void *map_get(const struct map *map, struct str name)
{
	return map->n ? slot_of(map, name)->value : NULL;
}

void map_put(struct arena *arena, struct map *map, struct str name, void *value)
{
	struct map_slot *slot;

	if (map->n >= map->room / 2)
		grow(arena, map);
	slot = slot_of(map, name);
	map->n += !slot->value;
	*slot = (struct map_slot){name, value};
}
