#include "judge/anchors.h"

#include "base/vec.h"

enum { PROBES = 64 };

struct slot {
	uint64_t hash;
	uint32_t old, now;  /* where it was met last */
	uint8_t olds, nows; /* how often, up to two */
};

struct passages {
	struct arena *arena;
	struct slot *slots;
	uint32_t mask;
	VEC(struct anchor) found;
};

#define FACTOR 0x9E3779B97F4A7C15u

static struct slot *slot_of(struct passages *p, uint64_t hash, bool add)
{
	for (uint32_t i = 0; i < PROBES; i++) {
		struct slot *slot = &p->slots[((hash >> 32) + i) & p->mask];
		if (slot->hash == hash && slot->olds)
			return slot;
		if (slot->olds)
			continue;
		if (add)
			slot->hash = hash;
		return add ? slot : NULL;
	}
	return NULL;
}

/* Visits every passage with its hash, which rolls from one to the next. */
static void walk(struct passages *p, const uint32_t *words, uint32_t n, bool now)
{
	uint64_t hash = 0, first = 1;

	for (int i = 0; i < ANCHOR_SIZE; i++)
		first *= FACTOR;
	for (uint32_t i = 0; i < n; i++) {
		struct slot *slot;
		hash = hash * FACTOR + words[i] + 1;
		if (i >= ANCHOR_SIZE)
			hash -= first * (words[i - ANCHOR_SIZE] + 1u);
		if (i + 1 < ANCHOR_SIZE)
			continue;
		slot = slot_of(p, hash ^ hash >> 29, !now);
		if (!slot)
			continue;
		if (now) {
			slot->now = i + 1 - ANCHOR_SIZE;
			slot->nows += slot->nows < 2;
		} else {
			slot->old = i + 1 - ANCHOR_SIZE;
			slot->olds += slot->olds < 2;
		}
	}
}

/* By their place in now: what stands once in each. */
static void list_single(struct passages *p, const uint32_t *old, const uint32_t *now, uint32_t nows)
{
	uint32_t *old_of = ARENA_ARRAY(p->arena, uint32_t, nows);

	memset(old_of, 0xFF, nows * sizeof *old_of);
	for (uint32_t i = 0; i <= p->mask; i++) {
		const struct slot *slot = &p->slots[i];
		if (slot->olds == 1 && slot->nows == 1 &&
		    memcmp(old + slot->old, now + slot->now, ANCHOR_SIZE * sizeof *old) == 0)
			old_of[slot->now] = slot->old;
	}
	for (uint32_t i = 0; i < nows; i++)
		if (old_of[i] != UINT32_MAX)
			*VEC_PUSH(p->arena, &p->found) = (struct anchor){old_of[i], i};
	arena_drop(p->arena, old_of, nows * sizeof *old_of);
}

/* The longest part of the list that ascends in old, too (patience sorting). */
static struct anchors ascending(struct passages *p)
{
	uint32_t n = p->found.n, length = 0;
	uint32_t *tails = ARENA_ARRAY(p->arena, uint32_t, n);
	uint32_t *before = ARENA_ARRAY(p->arena, uint32_t, n);
	struct anchor *list;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t low = 0, high = length;
		while (low < high) {
			uint32_t middle = low + (high - low) / 2;
			if (p->found.p[tails[middle]].old < p->found.p[i].old)
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low ? tails[low - 1] : UINT32_MAX;
		tails[low] = i;
		length += low == length;
	}
	list = ARENA_ARRAY(p->arena, struct anchor, length);
	for (uint32_t k = length, i = length ? tails[length - 1] : 0; k-- > 0; i = before[i])
		list[k] = p->found.p[i];
	return (struct anchors){list, length};
}

struct anchors anchors_find(struct arena *arena, const uint32_t *old, uint32_t olds,
			    const uint32_t *now, uint32_t nows)
{
	struct passages p = {.arena = arena};
	uint32_t size = 64;
	struct anchors anchors;

	while (size < olds * 2u && size < 1u << 30)
		size *= 2;
	p.slots = ARENA_ARRAY(arena, struct slot, size);
	p.mask = size - 1;
	walk(&p, old, olds, false);
	walk(&p, now, nows, true);
	list_single(&p, old, now, nows);
	arena_drop(arena, p.slots, size * sizeof *p.slots);
	anchors = ascending(&p);
	VEC_DROP(arena, &p.found);
	return anchors;
}
