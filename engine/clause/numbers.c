#include "clause/numbers.h"

static struct numbers table_new(struct arena *arena, uint64_t size)
{
	return (struct numbers){ARENA_ARRAY(arena, struct number_slot, size), size - 1, 0, arena};
}

struct numbers numbers_new(struct arena *arena)
{
	return table_new(arena, 64);
}

static struct number_slot *slot_of(const struct numbers *numbers, uint64_t key)
{
	uint64_t i = key & numbers->mask;

	while (numbers->slots[i].used && numbers->slots[i].key != key)
		i = (i + 1) & numbers->mask;
	return &numbers->slots[i];
}

uint32_t numbers_get(const struct numbers *numbers, uint64_t key, uint32_t absent)
{
	const struct number_slot *slot = slot_of(numbers, key);

	return slot->used ? slot->value : absent;
}

void numbers_drop(struct numbers *numbers)
{
	arena_drop(numbers->arena, numbers->slots, (numbers->mask + 1) * sizeof *numbers->slots);
	*numbers = (struct numbers){0};
}

static void grow(struct numbers *numbers)
{
	struct numbers larger = table_new(numbers->arena, (numbers->mask + 1) * 2);

	for (uint64_t i = 0; i <= numbers->mask; i++)
		if (numbers->slots[i].used)
			*slot_of(&larger, numbers->slots[i].key) = numbers->slots[i];
	larger.n = numbers->n;
	numbers_drop(numbers);
	*numbers = larger;
}

uint32_t *numbers_at(struct numbers *numbers, uint64_t key, uint32_t absent)
{
	struct number_slot *slot = slot_of(numbers, key);

	if (!slot->used && (numbers->n + 1) * 4 > numbers->mask * 3) {
		grow(numbers);
		slot = slot_of(numbers, key);
	}
	if (!slot->used) {
		*slot = (struct number_slot){key, absent, true};
		numbers->n++;
	}
	return &slot->value;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 29;
}

uint64_t number_list(const struct label *label, uint64_t scope)
{
	uint64_t hash = mix(mix(mix(1, scope), (uint64_t)label->style), label->count);

	for (uint8_t i = 0; i + 1 < label->count; i++)
		hash = mix(hash, label->ordinals[i]);
	return hash;
}

uint64_t number_key(uint64_t list, uint32_t last)
{
	return mix(list, last);
}
