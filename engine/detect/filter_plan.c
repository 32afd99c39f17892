#include "detect/plan.h"
#include "pack/frequency.h"

#include <math.h>

/* In a thousand characters; below it the patterns run so often that nothing is won. */
enum { COMMON = 7 };

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

static void put_slot(struct sets_maker *maker, uint32_t set)
{
	uint32_t i = (uint32_t)hash_words(maker->sets.p[set]) & maker->slot_mask;

	while (maker->slots[i])
		i = (i + 1) & maker->slot_mask;
	maker->slots[i] = set + 1;
}

/* The table is twice as large as what is in it at least. */
static void grow_slots(struct sets_maker *maker)
{
	if (2 * (maker->sets.n + 1) <= maker->slot_mask)
		return;
	maker->slot_mask = maker->slot_mask * 4 + 3;
	maker->slots = ARENA_ARRAY(maker->arena, uint32_t, maker->slot_mask + 1);
	for (uint32_t set = 0; set < maker->sets.n; set++)
		put_slot(maker, set);
}

static uint32_t set_number(struct sets_maker *maker, struct owned set)
{
	uint32_t i;

	grow_slots(maker);
	for (i = (uint32_t)hash_words(set) & maker->slot_mask; maker->slots[i];
	     i = (i + 1) & maker->slot_mask)
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

/* How often one of the words stands in a thousand characters; the signs of parties cost nothing. */
static double step_frequency(const struct pattern_step *step)
{
	double frequency = 0;

	for (uint32_t i = 0; i < step->word_count; i++)
		if (sign_word(step->words[i]) == SIGN_WORDS)
			frequency += frequency_of(step->words[i]);
	return frequency;
}

static double rarest_step(const struct pattern_chain *chain)
{
	double least = INFINITY;

	for (uint32_t i = 0; i < chain->step_count; i++) {
		double frequency = step_frequency(&chain->steps[i]);

		least = frequency < least ? frequency : least;
	}
	return least;
}

/* Words that stand everywhere tell little beside rarer ones, and every place of a word is kept: such
 * steps are left to the pattern. */
static void add_chain(struct sets_maker *maker, const struct pattern_chain *chain)
{
	double rarest = rarest_step(chain);
	uint32_t first = maker->steps.n, before = 0, seen = 0, gap = 0;

	for (uint32_t i = 0; i < chain->step_count; i++) {
		const struct pattern_step *step = &chain->steps[i];
		struct owned set = {step->words, step->word_count};
		double frequency = step_frequency(step);
		bool sign = sign_word(step->words[0]) != SIGN_WORDS;
		uint32_t size = sign ? 0 : longest(step);

		before = sum(before, step->gap);
		gap = sum(gap, step->gap);
		if (frequency > COMMON && frequency > rarest) {
			gap = sum(gap, size);
		} else {
			*VEC_PUSH(maker->arena, &maker->steps) =
				(struct filter_step){.set = set_number(maker, set),
						     .gap = gap,
						     .before = before,
						     .signs = seen};
			gap = 0;
		}
		before = sum(before, size);
		seen += sign;
	}
	*VEC_PUSH(maker->arena, &maker->chains) =
		(struct filter_chain){first, maker->steps.n - first};
}

static void add_chains(struct sets_maker *maker, const struct pack *pack, struct sets *sets)
{
	uint32_t *first = ARENA_ARRAY(maker->arena, uint32_t, pack->pattern_count + 1);

	for (uint32_t i = 0; i < pack->pattern_count; i++) {
		const struct pattern *pattern = pack->patterns[i];
		struct prefilter prefilter;

		first[i] = maker->chains.n;
		prefilter_make(maker->arena, pattern->expanded, &prefilter);
		/* Other text has no signs: there they are characters like any others. */
		if (prefilter.on_signs && !pattern->on_marked)
			continue;
		for (uint32_t c = 0; c < prefilter.chain_count; c++)
			add_chain(maker, &prefilter.chains[c]);
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
	sets->first_of_set = first_of_set;
	sets->words = words;
}

static bool is_in_sentence(const struct plan *plan, uint32_t owner)
{
	return owner < plan->gate_count && plan->gates[owner].within == UNIT_SENTENCE;
}

/* The gates and metrics of every word: those that ask about its sentence, or the others. */
static const uint32_t *index_wakes(struct arena *arena, const struct plan *plan, bool in_sentence,
				   const uint32_t **first_of_word)
{
	uint32_t count = literals_count(plan->literals), n;
	uint32_t first_set = plan->gate_count + plan->pack->metric_count;
	uint32_t *first = ARENA_ARRAY(arena, uint32_t, count + 1);
	VEC(uint32_t) wakes = {0};

	for (uint32_t w = 0; w < count; w++) {
		const uint32_t *owners = literals_owners(plan->literals, w, &n);

		first[w] = wakes.n;
		for (uint32_t i = 0; i < n && owners[i] < first_set; i++)
			if (is_in_sentence(plan, owners[i]) == in_sentence)
				*VEC_PUSH(arena, &wakes) = owners[i];
	}
	first[count] = wakes.n;
	*first_of_word = first;
	return wakes.p;
}

static const bool *find_wakes(struct arena *arena, const struct plan *plan)
{
	bool *wakes = ARENA_ARRAY(arena, bool, plan->sets.word_count);

	for (uint32_t w = 0; w < literals_count(plan->literals); w++)
		wakes[w] = plan->first_in_sentence[w] < plan->first_in_sentence[w + 1] ||
			   plan->first_around[w] < plan->first_around[w + 1];
	return wakes;
}

void filter_plan(struct arena *arena, struct plan *plan, literal_list *literals)
{
	struct sets_maker maker = {.arena = arena,
				   .literals = literals,
				   .first_owner = plan->gate_count + plan->pack->metric_count};

	add_chains(&maker, plan->pack, &plan->sets);
	plan->watch_sets = add_watches(&maker, plan);
	plan->sets.n = maker.sets.n;
	plan->literals = literals_build(arena, literals->p, literals->n);
	index_words(&maker, plan->literals, &plan->sets);
	plan->in_sentence = index_wakes(arena, plan, true, &plan->first_in_sentence);
	plan->around = index_wakes(arena, plan, false, &plan->first_around);
	plan->wakes = find_wakes(arena, plan);
}
