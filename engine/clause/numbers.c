#include "clause/numbers.h"

struct numbers numbers_new(struct arena *arena, uint32_t count)
{
	uint64_t size = 16;

	while (size < (uint64_t)count * 2)
		size *= 2;
	return (struct numbers){ARENA_ARRAY(arena, struct number_slot, size), size - 1};
}

uint32_t *numbers_at(struct numbers *numbers, uint64_t key, uint32_t absent)
{
	uint64_t i = key & numbers->mask;

	while (numbers->slots[i].used && numbers->slots[i].key != key)
		i = (i + 1) & numbers->mask;
	if (!numbers->slots[i].used)
		numbers->slots[i] = (struct number_slot){key, absent, true};
	return &numbers->slots[i].value;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 29;
}

uint64_t number_key(const struct label *label, uint32_t last, uint64_t scope)
{
	uint64_t hash = mix(mix(scope + 1, (uint64_t)label->style), label->count);

	for (uint8_t i = 0; i + 1 < label->count; i++)
		hash = mix(hash, label->ordinals[i]);
	return mix(hash, last);
}
