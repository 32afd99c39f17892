/* Findings that are in both drafts. Each step pairs what the ones before it left over. */
#include "judge/differ.h"

#include <stdlib.h>

enum { RULES_TRIED = 16 }; /* findings of one category in one clause */

/* A finding by which its counterpart is known: the rule, where it is, and what it says. */
struct key {
	uint32_t rule, place;
	uint64_t words;
	uint32_t index;
	bool now;
};

struct pairer;
typedef bool key_fn(struct pairer *p, struct key *key);

/* The words that a key was made of, remembered since neighbours mostly share them. */
struct seen {
	struct span at;
	uint64_t hash;
};

struct pairer {
	struct differ *d;
	uint32_t *finding_now, *finding_old;
	struct key *keys;
	struct seen seen[2];
	struct span same_old, same_now; /* the last two that were found to be the same */
};

static const struct diff_draft *side_of(const struct pairer *p, bool now)
{
	return now ? p->d->now : p->d->old;
}

static const struct finding *finding_at(const struct pairer *p, const struct key *key)
{
	return &side_of(p, key->now)->findings->p[key->index];
}

/* --- words ----------------------------------------------------------------------------------- */

/* The words of a span, as indices of the draft's. */
static struct span words_in(const struct pairer *p, struct span at, bool now)
{
	const struct draft *draft = now ? &p->d->drafts.now : &p->d->drafts.old;

	if (at.begin >= at.end)
		return (struct span){0, 0};
	return (struct span){draft_word_at(draft, at.begin), draft_word_at(draft, at.end - 1) + 1};
}

static uint32_t id_at(const struct pairer *p, uint32_t word, bool now)
{
	const struct draft *draft = now ? &p->d->drafts.now : &p->d->drafts.old;

	return word < draft->first[draft_clauses(draft)] ? differ_id(p->d, &draft->words[word], now)
							 : UINT32_MAX;
}

static uint64_t hash_words(struct pairer *p, struct span at, bool now)
{
	struct seen *seen = &p->seen[now];
	struct span words;

	if (at.begin >= at.end)
		return 0;
	if (seen->at.begin == at.begin && seen->at.end == at.end)
		return seen->hash;
	words = words_in(p, at, now);
	seen->at = at;
	seen->hash = 0xcbf29ce484222325u;
	for (uint32_t i = words.begin; i < words.end; i++)
		seen->hash = (seen->hash ^ id_at(p, i, now)) * 0x100000001b3u;
	return seen->hash;
}

static bool same_words(struct pairer *p, struct span old, struct span now)
{
	struct span a = words_in(p, old, false), b = words_in(p, now, true);

	if (span_size(a) != span_size(b))
		return false;
	if (memcmp(&old, &p->same_old, sizeof old) == 0 &&
	    memcmp(&now, &p->same_now, sizeof now) == 0)
		return true;
	for (uint32_t i = 0; i < span_size(a); i++)
		if (id_at(p, a.begin + i, false) != id_at(p, b.begin + i, true))
			return false;
	p->same_old = old;
	p->same_now = now;
	return true;
}

static struct span sentence_of(const struct pairer *p, const struct finding *finding, bool now)
{
	if (finding->at.begin == finding->at.end || finding->sentence == UINT32_MAX)
		return finding->at;
	return side_of(p, now)->subject->outline->sentences[finding->sentence].at;
}

/* --- keys ------------------------------------------------------------------------------------ */

static uint32_t place_of(const struct pairer *p, const struct key *key)
{
	return (key->now ? p->d->now_place : p->d->old_place)[finding_at(p, key)->clause];
}

static bool by_sentence(struct pairer *p, struct key *key)
{
	const struct finding *finding = finding_at(p, key);

	key->place = place_of(p, key);
	key->words = hash_words(p, sentence_of(p, finding, key->now), key->now);
	return key->place != CLAUSE_NONE;
}

/* Where the clause is the same, sentences may only have been cut in another way. */
static bool by_quote(struct pairer *p, struct key *key)
{
	const struct finding *finding = finding_at(p, key);

	key->place = place_of(p, key);
	key->words = hash_words(p, finding->at, key->now);
	return key->place != CLAUSE_NONE && !p->d->reworded[key->place];
}

/* A sentence that went to another clause; and what a form lacks, which is known by its label. */
static bool by_fingerprint(struct pairer *p, struct key *key)
{
	key->place = 0;
	key->words = str_hash(side_of(p, key->now)->fingerprints[key->index]);
	return true;
}

static bool by_sentence_anywhere(struct pairer *p, struct key *key)
{
	key->place = 0;
	key->words = hash_words(p, sentence_of(p, finding_at(p, key), key->now), key->now);
	return true;
}

/* Other words in the same clause, with the same words before and behind them. */
static bool by_neighbours(struct pairer *p, struct key *key)
{
	struct span words = words_in(p, finding_at(p, key)->at, key->now);

	key->place = place_of(p, key);
	key->words =
		(uint64_t)id_at(p, words.begin - 1, key->now) << 32 | id_at(p, words.end, key->now);
	return key->place != CLAUSE_NONE && words.begin > 0;
}

/* A finding about a blank and no words around it. */
static bool is_blank(const struct pairer *p, const struct key *key)
{
	struct blanks blanks = side_of(p, key->now)->subject->facts->blanks;
	struct span at = finding_at(p, key)->at;
	uint32_t i = blank_from(blanks, at.begin);

	return i < blanks.n && span_overlaps(blanks.p[i].at, at) &&
	       span_size(words_in(p, at, key->now)) == 1;
}

/* Other words in the same clause. A blank is not another one for being of the same kind. */
static bool by_clause(struct pairer *p, struct key *key)
{
	if (is_blank(p, key))
		return false;
	key->place = place_of(p, key);
	key->words = 0;
	return key->place != CLAUSE_NONE;
}

/* What one rule says of the clause another rule said of it in the old draft: of rules of one
 * category, one that stands back where the other reports. */
static bool by_category(struct pairer *p, struct key *key)
{
	if (is_blank(p, key))
		return false;
	key->rule = (uint32_t)str_hash(finding_at(p, key)->rule->category);
	key->place = place_of(p, key);
	key->words = 0;
	return key->place != CLAUSE_NONE;
}

static bool stands_back(const struct rule *rule, const struct rule *for_rule)
{
	for (uint32_t i = 0; i < for_rule->supersede_count; i++)
		if (str_equal(for_rule->supersedes[i], rule->id))
			return true;
	return false;
}

/* --- pairing --------------------------------------------------------------------------------- */

enum proof { PROOF_SENTENCE, PROOF_QUOTE, PROOF_FINGERPRINT, PROOF_RULE, PROOF_NONE };

static const struct {
	key_fn *key;
	enum proof proof;
} steps[] = {
	{by_sentence, PROOF_SENTENCE},	     {by_quote, PROOF_QUOTE},
	{by_fingerprint, PROOF_FINGERPRINT}, {by_sentence_anywhere, PROOF_SENTENCE},
	{by_neighbours, PROOF_NONE},	     {by_clause, PROOF_NONE},
	{by_category, PROOF_RULE},
};

static bool proven(struct pairer *p, enum proof proof, const struct key *old, const struct key *now)
{
	const struct finding *was = finding_at(p, old), *is = finding_at(p, now);

	switch (proof) {
	case PROOF_SENTENCE:
		return same_words(p, sentence_of(p, was, false), sentence_of(p, is, true));
	case PROOF_QUOTE: return same_words(p, was->at, is->at);
	case PROOF_FINGERPRINT:
		return str_equal(p->d->old->fingerprints[old->index],
				 p->d->now->fingerprints[now->index]);
	case PROOF_RULE:
		return stands_back(was->rule, is->rule) || stands_back(is->rule, was->rule);
	case PROOF_NONE: break;
	}
	return true;
}

static int by_key(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->words != y->words)
		return x->words < y->words ? -1 : 1;
	if (x->now != y->now)
		return x->now ? 1 : -1;
	return x->index < y->index ? -1 : x->index > y->index;
}

static bool same_key(const struct key *x, const struct key *y)
{
	return x->rule == y->rule && x->place == y->place && x->words == y->words;
}

static struct key *add_keys(struct pairer *p, struct key *key, key_fn *make, bool now)
{
	const struct findings *findings = side_of(p, now)->findings;
	const uint32_t *paired = now ? p->finding_old : p->finding_now;

	for (uint32_t i = 0; i < findings->n; i++) {
		if (paired[i] != UINT32_MAX)
			continue;
		*key = (struct key){.rule = findings->p[i].rule->index, .index = i, .now = now};
		key += make(p, key);
	}
	return key;
}

static void pair_up(struct pairer *p, enum proof proof, const struct key *old,
		    const struct key *now)
{
	p->finding_now[old->index] = now->index;
	p->finding_old[now->index] = old->index;
	((bool *)p->d->diff->finding_changed)[now->index] =
		proof >= PROOF_RULE || finding_at(p, old)->severity != finding_at(p, now)->severity;
}

/* The n-th old one of a key goes with the n-th new one. */
static void pair_run(struct pairer *p, enum proof proof, const struct key *begin,
		     const struct key *end)
{
	const struct key *now = begin;

	while (now < end && !now->now)
		now++;
	for (const struct key *old = begin; now < end && !old->now; old++, now++)
		if (proven(p, proof, old, now))
			pair_up(p, proof, old, now);
}

/* Each new one goes with the first old one that is left and fits it. */
static void pair_rules(struct pairer *p, const struct key *begin, const struct key *end)
{
	const struct key *now = begin;

	while (now < end && !now->now)
		now++;
	for (int i = 0; now < end && i < RULES_TRIED; now++, i++) {
		const struct key *old = begin;
		for (int j = 0; !old->now && j < RULES_TRIED; old++, j++)
			if (p->finding_now[old->index] == UINT32_MAX &&
			    proven(p, PROOF_RULE, old, now)) {
				pair_up(p, PROOF_RULE, old, now);
				break;
			}
	}
}

static void take_step(struct pairer *p, key_fn *key, enum proof proof)
{
	struct key *end = add_keys(p, add_keys(p, p->keys, key, false), key, true), *begin;

	qsort(p->keys, (size_t)(end - p->keys), sizeof *p->keys, by_key);
	for (begin = p->keys; begin < end;) {
		struct key *behind = begin + 1;
		while (behind < end && same_key(begin, behind))
			behind++;
		if (proof == PROOF_RULE)
			pair_rules(p, begin, behind);
		else
			pair_run(p, proof, begin, behind);
		begin = behind;
	}
}

static uint32_t *unpaired(struct arena *arena, uint32_t n)
{
	uint32_t *list = ARENA_ARRAY(arena, uint32_t, n);

	memset(list, 0xFF, n * sizeof *list);
	return list;
}

void diff_findings(struct differ *d)
{
	uint32_t olds = d->old->findings->n, nows = d->now->findings->n;
	struct pairer p = {.d = d};

	p.finding_now = unpaired(d->arena, olds);
	p.finding_old = unpaired(d->arena, nows);
	p.keys = ARENA_ARRAY(d->arena, struct key, (size_t)olds + nows);
	d->diff->finding_changed = ARENA_ARRAY(d->arena, bool, nows);
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		take_step(&p, steps[i].key, steps[i].proof);
	d->diff->finding_now = p.finding_now;
	d->diff->finding_old = p.finding_old;
	arena_drop(d->arena, p.keys, ((size_t)olds + nows) * sizeof *p.keys);
}
