/* Similar clauses: an index from pairs of neighbouring words to the old clauses that have them. */
#include "judge/matcher.h"

#include "base/vec.h"

#include <stdlib.h>

enum {
	CLAUSES_PER_FEATURE = 64, /* what stands in more clauses does not tell them apart */
	PROBES = 64,	   /* a feature that finds no room in the table by then is left out */
	CANDIDATES = 3,	   /* kept of each new clause */
	PART_FEATURES = 8, /* a part has at least so many */
	/* In thousandths of the weight of both, or of the part. */
	SIMILAR = 450,
	SIMILAR_AT_LEAST = 300, /* without what the neighbours add */
	PART = 700,
	SAME_PARENT = 100,
	NEIGHBOUR = 50
};

struct slot {
	uint32_t key;	/* 0: free */
	uint32_t first; /* in postings */
	uint32_t count; /* of old clauses */
	uint32_t seen;	/* the last clause it was met in */
};

struct candidate_pair {
	uint32_t old, now, score;
};

struct index {
	struct matcher *m;
	struct slot *slots;
	uint32_t mask;
	uint32_t *postings;
	uint32_t olds;	      /* how many are indexed */
	uint32_t *old_weight; /* by old clause: of all its features */
	uint32_t *shared;     /* by old clause: of those that the new clause in hand has, too */
	uint32_t *touched;
	uint32_t touched_count;
	uint32_t *old_part; /* by old clause: how much of it stands in its old_within */
	VEC(struct candidate_pair) pairs;
};

/* --- features -------------------------------------------------------------------------------- */

static bool is_sign(uint32_t id)
{
	return id < 0x80 || (id >= 0x2000 && id < 0x3008) || (id >= 0x3008 && id < 0x3021) ||
	       (id >= 0xFF00 && id < 0xFF66);
}

/* The next feature of words from *at on: two neighbours, signs left out. 0 at the end. */
static uint32_t next_feature(const struct word *words, uint32_t n, uint32_t *at, uint32_t *last)
{
	while (*at < n) {
		uint32_t id = words[(*at)++].id, before = *last;
		uint64_t key;
		if (is_sign(id))
			continue;
		*last = id;
		if (!before)
			continue;
		key = ((uint64_t)before << 32 | id) * 0x9E3779B97F4A7C15u;
		key ^= key >> 29;
		return (uint32_t)(key * 0xBF58476D1CE4E5B9u >> 32) | 1;
	}
	return 0;
}

static struct slot *slot_of(struct index *index, uint32_t key, bool add)
{
	for (uint32_t i = 0; i < PROBES; i++) {
		struct slot *slot = &index->slots[(key / 2 + i) & index->mask];
		if (slot->key == key)
			return slot;
		if (slot->key)
			continue;
		if (add)
			slot->key = key;
		return add ? slot : NULL;
	}
	return NULL;
}

/* Rare features weigh more. */
static uint32_t weight_of(const struct index *index, uint32_t count)
{
	uint32_t weight = 1;

	for (uint32_t n = index->olds / (count ? count : 1); n > 1; n /= 2)
		weight++;
	return weight;
}

/* --- the index of the old draft -------------------------------------------------------------- */

static bool is_indexed(const struct matcher *m, uint32_t old)
{
	uint32_t now = m->m.to_now[old];

	return now == CLAUSE_NONE || m->old_class[old] != m->now_class[now];
}

typedef void feature_fn(struct index *index, struct slot *slot, uint32_t old);

/* Every feature of every indexed clause, once a clause. stamp tells this walk from others. */
static void walk_old(struct index *index, feature_fn *visit, uint32_t stamp, bool add)
{
	const struct draft *old = &index->m->drafts->old;

	for (uint32_t i = 0; i < draft_clauses(old); i++) {
		uint32_t at = 0, last = 0, key;
		if (!is_indexed(index->m, i))
			continue;
		while ((key = next_feature(draft_words(old, i), draft_count(old, i), &at, &last))) {
			struct slot *slot = slot_of(index, key, add);
			if (!slot || slot->seen == stamp + i)
				continue;
			slot->seen = stamp + i;
			visit(index, slot, i);
		}
	}
}

static void count_feature(struct index *index, struct slot *slot, uint32_t old)
{
	(void)index;
	(void)old;
	slot->count++;
}

static void post_feature(struct index *index, struct slot *slot, uint32_t old)
{
	if (slot->count > CLAUSES_PER_FEATURE)
		return;
	index->postings[slot->first++] = old;
	index->old_weight[old] += weight_of(index, slot->count);
}

static void make_index(struct index *index)
{
	struct matcher *m = index->m;
	const struct draft *old = &m->drafts->old;
	uint32_t clauses = draft_clauses(old), size = 64, total = 0;
	uint64_t words = 0;

	for (uint32_t i = 0; i < clauses; i++)
		if (is_indexed(m, i)) {
			index->olds++;
			words += draft_count(old, i);
		}
	while (size < words * 2 && size < 1u << 30)
		size *= 2;
	index->slots = ARENA_ARRAY(m->arena, struct slot, size);
	index->mask = size - 1;
	walk_old(index, count_feature, 1, true);
	for (uint32_t i = 0; i < size; i++) {
		index->slots[i].first = total;
		if (index->slots[i].count <= CLAUSES_PER_FEATURE)
			total += index->slots[i].count;
	}
	index->postings = ARENA_ARRAY(m->arena, uint32_t, total);
	index->old_weight = ARENA_ARRAY(m->arena, uint32_t, clauses);
	index->shared = ARENA_ARRAY(m->arena, uint32_t, clauses);
	index->touched = ARENA_ARRAY(m->arena, uint32_t, clauses);
	index->old_part = ARENA_ARRAY(m->arena, uint32_t, clauses);
	walk_old(index, post_feature, 1 + clauses, false);
}

/* --- one new clause -------------------------------------------------------------------------- */

static uint32_t thousandths(uint64_t part, uint64_t whole)
{
	return whole ? (uint32_t)(part * 1000 / whole) : 0;
}

/* What speaks for a pair besides its words: the clauses around it. */
static uint32_t bonus(const struct matcher *m, uint32_t old, uint32_t now)
{
	uint32_t above = draft_clause(&m->drafts->old, old)->parent, score = 0;

	if (above && m->m.to_now[above] == draft_clause(&m->drafts->now, now)->parent)
		score += SAME_PARENT;
	if (old && now && m->m.to_now[old - 1] == now - 1)
		score += NEIGHBOUR;
	if (old + 1 < draft_clauses(&m->drafts->old) && now + 1 < draft_clauses(&m->drafts->now) &&
	    m->m.to_now[old + 1] == now + 1)
		score += NEIGHBOUR;
	return score;
}

static void keep_candidate(struct index *index, uint32_t first, struct candidate_pair pair)
{
	uint32_t least = first;

	if (index->pairs.n - first < CANDIDATES) {
		*VEC_PUSH(index->m->arena, &index->pairs) = pair;
		return;
	}
	for (uint32_t i = first + 1; i < index->pairs.n; i++)
		if (index->pairs.p[i].score < index->pairs.p[least].score)
			least = i;
	if (index->pairs.p[least].score < pair.score)
		index->pairs.p[least] = pair;
}

/* The features of the new clause, counted in the old clauses that have them; their weight and
 * number. */
static uint64_t gather(struct index *index, uint32_t now, uint32_t stamp, uint32_t *features)
{
	const struct draft *draft = &index->m->drafts->now;
	uint32_t at = 0, last = 0, key;
	uint64_t weight = 0;

	*features = 0;
	while ((key = next_feature(draft_words(draft, now), draft_count(draft, now), &at, &last))) {
		struct slot *slot = slot_of(index, key, false);
		++*features;
		if (!slot || slot->count > CLAUSES_PER_FEATURE || slot->seen == stamp) {
			weight += !slot ? weight_of(index, 1) : 0;
			continue;
		}
		slot->seen = stamp;
		weight += weight_of(index, slot->count);
		for (uint32_t i = slot->first - slot->count; i < slot->first; i++) {
			uint32_t old = index->postings[i];
			if (!index->shared[old])
				index->touched[index->touched_count++] = old;
			index->shared[old] += weight_of(index, slot->count);
		}
	}
	return weight;
}

static void judge_old(struct index *index, uint32_t old, uint32_t now, uint64_t weight,
		      uint32_t features, uint32_t first, uint32_t *best)
{
	struct matcher *m = index->m;
	uint32_t shared = index->shared[old];
	uint32_t score = thousandths(2 * (uint64_t)shared, index->old_weight[old] + weight);
	uint32_t of_now = thousandths(shared, weight);
	uint32_t of_old = thousandths(shared, index->old_weight[old]);

	if (score >= SIMILAR_AT_LEAST && is_open(m, old, now)) {
		score += bonus(m, old, now);
		if (score >= SIMILAR)
			keep_candidate(index, first, (struct candidate_pair){old, now, score});
	}
	if (of_now >= PART && of_now > *best && features >= PART_FEATURES &&
	    weight < index->old_weight[old]) {
		*best = of_now;
		m->now_within[now] = old;
	}
	if (of_old >= PART && of_old > index->old_part[old] && weight > index->old_weight[old] &&
	    draft_count(&m->drafts->old, old) > PART_FEATURES) {
		index->old_part[old] = of_old;
		m->old_within[old] = now;
	}
}

static void look_up(struct index *index, uint32_t now, uint32_t stamp)
{
	uint32_t first = index->pairs.n, features, best = 0;
	uint64_t weight = gather(index, now, stamp, &features);

	for (uint32_t i = 0; i < index->touched_count; i++)
		judge_old(index, index->touched[i], now, weight, features, first, &best);
	while (index->touched_count)
		index->shared[index->touched[--index->touched_count]] = 0;
}

/* --- all of them ----------------------------------------------------------------------------- */

static int best_first(const void *a, const void *b)
{
	const struct candidate_pair *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->now != y->now)
		return x->now < y->now ? -1 : 1;
	return x->old < y->old ? -1 : x->old > y->old;
}

void match_similar(struct matcher *m)
{
	struct index index = {.m = m};
	uint32_t nows = draft_clauses(&m->drafts->now);

	make_index(&index);
	for (uint32_t now = 0; now < nows; now++) {
		uint32_t old = m->m.to_old[now];
		if (old == CLAUSE_NONE || m->old_class[old] != m->now_class[now])
			look_up(&index, now, 1 + 2 * draft_clauses(&m->drafts->old) + now);
	}
	if (index.pairs.n)
		qsort(index.pairs.p, index.pairs.n, sizeof *index.pairs.p, best_first);
	for (uint32_t i = 0; i < index.pairs.n; i++)
		if (is_open(m, index.pairs.p[i].old, index.pairs.p[i].now))
			pair_up(m, index.pairs.p[i].old, index.pairs.p[i].now);
	arena_drop(m->arena, index.slots, ((size_t)index.mask + 1) * sizeof *index.slots);
	VEC_DROP(m->arena, &index.pairs);
}
