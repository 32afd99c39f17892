#include "detect/filter.h"

#include <string.h>

struct owned {
	const struct str *words;
	uint32_t n;
};

struct sets_maker {
	struct arena *arena;
	literal_list *literals;
	uint32_t first_owner;
	VEC(struct owned) sets;
	uint32_t *slots; /* set number + 1, by hash; 0: free */
	uint32_t slot_mask;
	VEC(struct filter_chain) chains;
	VEC(struct filter_step) steps;
};

static const struct str signs[] = {
	[SIGN_WORD_CUSTOMER] = STR_INIT("\xEE\x80\x80"),
	[SIGN_WORD_PROVIDER] = STR_INIT("\xEE\x80\x81"),
	[SIGN_WORD_OTHER] = STR_INIT("\xEE\x80\x82"),
	[SIGN_WORD_BLANK] = STR_INIT("\xEE\x80\x83"),
};

/* SIGN_WORDS when it is text. */
static uint32_t sign_word(struct str word)
{
	if (str_equal(word, STR("\x02")))
		return SIGN_WORD_BLANK;
	for (uint32_t i = 0; i < SIGN_WORDS; i++)
		if (str_equal(word, signs[i]))
			return i;
	return SIGN_WORDS;
}

/* --- sets --- */

static bool same_words(struct owned a, struct owned b)
{
	bool same = a.n == b.n;

	for (uint32_t i = 0; same && i < a.n; i++)
		same = str_equal(a.words[i], b.words[i]);
	return same;
}

static uint64_t hash_words(struct owned set)
{
	uint64_t hash = set.n;

	for (uint32_t i = 0; i < set.n; i++)
		hash = (hash ^ str_hash(set.words[i])) * 0x9E3779B97F4A7C15u;
	return hash >> 32;
}

static bool is_double(struct owned set, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (str_equal(set.words[k], set.words[i]))
			return true;
	return false;
}

static void add_set(struct sets_maker *maker, struct owned set)
{
	uint32_t owner = maker->first_owner + maker->sets.n;

	*VEC_PUSH(maker->arena, &maker->sets) = set;
	for (uint32_t i = 0; i < set.n; i++)
		if (!is_double(set, i) && sign_word(set.words[i]) == SIGN_WORDS)
			*VEC_PUSH(maker->arena, maker->literals) =
				(struct literal){set.words[i], owner};
}

static uint32_t set_number(struct sets_maker *maker, struct owned set)
{
	uint32_t i = (uint32_t)hash_words(set) & maker->slot_mask;

	for (; maker->slots[i]; i = (i + 1) & maker->slot_mask)
		if (same_words(maker->sets.p[maker->slots[i] - 1], set))
			return maker->slots[i] - 1;
	add_set(maker, set);
	maker->slots[i] = maker->sets.n;
	return maker->sets.n - 1;
}

/* --- chains --- */

static uint32_t sum(uint32_t a, uint32_t b)
{
	return a > UNBOUNDED - b ? UNBOUNDED : a + b;
}

static uint32_t longest(const struct pattern_step *step)
{
	size_t n = 0;

	for (uint32_t i = 0; i < step->word_count; i++)
		n = step->words[i].n > n ? step->words[i].n : n;
	return (uint32_t)n;
}

static void order_sets(const struct sets_maker *maker, struct filter_step *steps, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t set = steps[i].set, k = i;

		for (; k && maker->sets.p[steps[k - 1].asked].n < maker->sets.p[set].n; k--)
			steps[k].asked = steps[k - 1].asked;
		steps[k].asked = set;
	}
}

static void add_chain(struct sets_maker *maker, const struct pattern_chain *chain)
{
	uint32_t before = 0, seen = 0;

	*VEC_PUSH(maker->arena, &maker->chains) =
		(struct filter_chain){maker->steps.n, chain->step_count};
	for (uint32_t i = 0; i < chain->step_count; i++) {
		const struct pattern_step *step = &chain->steps[i];
		struct owned set = {step->words, step->word_count};
		bool sign = sign_word(step->words[0]) != SIGN_WORDS;

		before = sum(before, step->gap);
		*VEC_PUSH(maker->arena, &maker->steps) =
			(struct filter_step){.set = set_number(maker, set),
					     .gap = step->gap,
					     .before = before,
					     .signs = seen};
		before = sum(before, sign ? 0 : longest(step));
		seen += sign;
	}
	order_sets(maker, &maker->steps.p[maker->steps.n - chain->step_count], chain->step_count);
}

static uint32_t count_steps(const struct pack *pack)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < pack->pattern_count; i++)
		for (uint32_t c = 0; c < pack->patterns[i]->chain_count; c++)
			n += pack->patterns[i]->chains[c].step_count;
	return n;
}

static void make_slots(struct sets_maker *maker, uint32_t sets)
{
	uint32_t room = 16;

	while (room < 2 * sets)
		room *= 2;
	maker->slots = ARENA_ARRAY(maker->arena, uint32_t, room);
	maker->slot_mask = room - 1;
}

static void add_chains(struct sets_maker *maker, const struct pack *pack, struct sets *sets)
{
	uint32_t *first = ARENA_ARRAY(maker->arena, uint32_t, pack->pattern_count + 1);

	for (uint32_t i = 0; i < pack->pattern_count; i++) {
		const struct pattern *pattern = pack->patterns[i];

		first[i] = maker->chains.n;
		for (uint32_t c = 0; c < pattern->chain_count; c++)
			add_chain(maker, &pattern->chains[c]);
	}
	first[pack->pattern_count] = maker->chains.n;
	sets->first_chain = first;
	sets->chains = maker->chains.p;
	sets->steps = maker->steps.p;
}

static const uint32_t *add_watches(struct sets_maker *maker, const struct plan *plan)
{
	uint32_t *sets = ARENA_ARRAY(maker->arena, uint32_t, plan->watch_count);

	for (uint32_t i = 0; i < plan->watch_count; i++)
		sets[i] = set_number(maker, (struct owned){plan->watches[i]->literals,
							   plan->watches[i]->literal_count});
	return sets;
}

/* --- which words are in which sets --- */

/* The sets of word, and how many; a sign's number is behind those of the literals. */
static uint32_t sets_of_word(const struct sets_maker *maker, const struct literals *literals,
			     uint32_t word, uint32_t *list)
{
	uint32_t count = literals_count(literals), n = 0, owners;

	if (word < count) {
		const uint32_t *owner = literals_owners(literals, word, &owners);

		for (uint32_t i = 0; i < owners; i++)
			if (owner[i] >= maker->first_owner)
				list[n++] = owner[i] - maker->first_owner;
		return n;
	}
	for (uint32_t s = 0; s < maker->sets.n; s++) {
		struct owned set = maker->sets.p[s];
		bool in = false;

		for (uint32_t i = 0; i < set.n; i++)
			in |= sign_word(set.words[i]) == word - count;
		if (in)
			list[n++] = s;
	}
	return n;
}

static void index_words(struct sets_maker *maker, const struct literals *literals,
			struct sets *sets)
{
	uint32_t count = literals_count(literals) + SIGN_WORDS;
	uint32_t *first = ARENA_ARRAY(maker->arena, uint32_t, count + 1);
	uint32_t *first_of_set = ARENA_ARRAY(maker->arena, uint32_t, sets->n + 2);
	uint32_t *list = ARENA_ARRAY(maker->arena, uint32_t, sets->n), *words;
	VEC(uint32_t) of_word = {0};

	for (uint32_t w = 0; w < count; w++) {
		uint32_t n = sets_of_word(maker, literals, w, list);

		first[w] = of_word.n;
		for (uint32_t i = 0; i < n; i++) {
			*VEC_PUSH(maker->arena, &of_word) = list[i];
			first_of_set[list[i] + 2]++;
		}
	}
	first[count] = of_word.n;
	for (uint32_t s = 0; s < sets->n; s++)
		first_of_set[s + 2] += first_of_set[s + 1];
	words = ARENA_ARRAY(maker->arena, uint32_t, of_word.n);
	for (uint32_t w = 0; w < count; w++)
		for (uint32_t i = first[w]; i < first[w + 1]; i++)
			words[first_of_set[of_word.p[i] + 1]++] = w;
	sets->word_count = count;
	sets->first_of_word = first;
	sets->of_word = of_word.p;
	sets->first_of_set = first_of_set;
	sets->words = words;
}

static void index_wakes(struct arena *arena, struct plan *plan, uint32_t first_set)
{
	uint32_t count = literals_count(plan->literals), n;
	uint32_t *first = ARENA_ARRAY(arena, uint32_t, count + 1);
	VEC(uint32_t) wakes = {0};

	for (uint32_t w = 0; w < count; w++) {
		const uint32_t *owners = literals_owners(plan->literals, w, &n);

		first[w] = wakes.n;
		for (uint32_t i = 0; i < n && owners[i] < first_set; i++)
			*VEC_PUSH(arena, &wakes) = owners[i];
	}
	first[count] = wakes.n;
	plan->first_wake = first;
	plan->wakes = wakes.p;
}

void filter_plan(struct arena *arena, struct plan *plan, literal_list *literals)
{
	struct sets_maker maker = {.arena = arena,
				   .literals = literals,
				   .first_owner = plan->gate_count + plan->pack->metric_count};

	make_slots(&maker, count_steps(plan->pack) + plan->watch_count);
	add_chains(&maker, plan->pack, &plan->sets);
	plan->watch_sets = add_watches(&maker, plan);
	plan->sets.n = maker.sets.n;
	plan->literals = literals_build(arena, literals->p, literals->n);
	index_words(&maker, plan->literals, &plan->sets);
	index_wakes(arena, plan, maker.first_owner);
}
