#include "fact/party_place.h"

#include <stdlib.h>
#include "fact/party_word.h"
#include "fact/vocabulary.h"

struct party_places party_places_find(struct arena *arena, const struct cues *cues)
{
	struct party_places places = {.text = cues->text};
	struct str text = cues->text;

	for (size_t at = 0; (at = cues_next(cues, CUE_PARTY, at, text.n)) < text.n; at++) {
		uint32_t size, word = trie_longest(&PARTY_WORD_TRIE, text, at, &size);

		if (word != LEXICON_NONE)
			*VEC_PUSH(arena, &places.list) = (struct party_place){(uint32_t)at, word};
	}
	return places;
}

void party_places_drop(struct arena *arena, struct party_places *places)
{
	VEC_DROP(arena, &places->list);
}

static bool is_party_word(struct str name)
{
	uint32_t size;

	return trie_longest(&PARTY_WORD_TRIE, name, 0, &size) != LEXICON_NONE && size == name.n;
}

static int in_order(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Finds the places of the names that are no party words. A few that are seldom are searched one by one,
 * others in one walk, which stops at places where none stands, too: what is there is looked up. */
static void find_others(struct arena *arena, struct party_walk *walk, const struct str *names,
			uint32_t n)
{
	enum { FEW = 6, SELDOM_BYTES = 32 };
	struct str text = walk->places->text;
	struct pair_set begins = {{0}};
	uint32_t others = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (is_party_word(names[i]))
			continue;
		pairs_add(&begins, names[i]);
		for (size_t at = 0;
		     others < FEW && (at = str_find(text, names[i], at)) != SIZE_MAX; at++)
			*VEC_PUSH(arena, &walk->others) = (uint32_t)at;
		others++;
	}
	if (others > FEW || walk->others.n > text.n / SELDOM_BYTES) {
		walk->others.n = 0;
		for (size_t at = 0; (at = pairs_next(&begins, text, at)) < text.n;
		     utf8_next(text, &at))
			*VEC_PUSH(arena, &walk->others) = (uint32_t)at;
	} else if (others > 1) {
		qsort(walk->others.p, walk->others.n, sizeof *walk->others.p, in_order);
	}
}

struct party_walk party_walk_begin(struct arena *arena, const struct party_places *places,
				   const struct lexicon *lexicon, const struct str *names,
				   uint32_t n)
{
	struct party_walk walk = {.places = places, .lexicon = lexicon};

	walk.looks = ARENA_ARRAY(arena, struct party_look, PARTY_WORD_COUNT);
	find_others(arena, &walk, names, n);
	return walk;
}

void party_walk_end(struct arena *arena, struct party_walk *walk)
{
	VEC_DROP(arena, &walk->others);
}

/* Passes the places in front of from. The next one; UINT32_MAX for none. */
static uint32_t place_from(struct party_walk *walk, uint32_t from)
{
	uint32_t place = UINT32_MAX, other = UINT32_MAX;

	while (walk->place < walk->places->list.n && walk->places->list.p[walk->place].at < from)
		walk->place++;
	while (walk->other < walk->others.n && walk->others.p[walk->other] < from)
		walk->other++;
	if (walk->place < walk->places->list.n)
		place = walk->places->list.p[walk->place].at;
	if (walk->other < walk->others.n)
		other = walk->others.p[walk->other];
	return place < other ? place : other;
}

static struct party_look look_up(const struct party_walk *walk, uint32_t at, uint32_t end)
{
	struct party_look look = {.asked = true};

	look.value =
		lexicon_longest(walk->lexicon, str_cut(walk->places->text, 0, end), at, &look.size);
	return look;
}

/* Where only a word of PARTY_WORDS begins, the answer is the same as where it stood before. */
static struct party_look look_at(const struct party_walk *walk, uint32_t at, uint32_t end)
{
	bool other = walk->other < walk->others.n && walk->others.p[walk->other] == at;
	uint32_t word = other ? UINT32_MAX : walk->places->list.p[walk->place].word;
	struct party_look *look;

	if (word >= PARTY_WORD_COUNT)
		return look_up(walk, at, end);
	look = walk->looks + word;
	if (!look->asked)
		*look = look_up(walk, at, (uint32_t)walk->places->text.n);
	return at + look->size <= end ? *look : look_up(walk, at, end);
}

bool party_walk_next(struct party_walk *walk, uint32_t *from, uint32_t end, struct lexicon_hit *hit)
{
	for (uint32_t at; (at = place_from(walk, *from)) < end;) {
		struct party_look look = look_at(walk, at, end);

		*from = at + 1;
		if (look.value == LEXICON_NONE)
			continue;
		*hit = (struct lexicon_hit){{at, at + look.size}, look.value};
		*from = hit->at.end;
		return true;
	}
	*from = end;
	return false;
}
