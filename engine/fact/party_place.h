/* Where the words stand by which contracts call their parties.
 *
 * For the search for parties and their mentions. The words that are the same for every contract are
 * looked up once, in one walk over the text. The walks for what one contract calls its parties go
 * from place to place of these, and of the words that only that contract has. */
#ifndef CLAUSELINT_FACT_PARTY_PLACE_H
#define CLAUSELINT_FACT_PARTY_PLACE_H

#include "base/vec.h"
#include "fact/cues.h"

struct party_place {
	uint32_t at;
	uint32_t word; /* the longest of PARTY_WORD_TRIE that begins here: its value there */
};

struct party_places {
	struct str text;
	VEC(struct party_place) list; /* in order; they may overlap */
};

struct party_places party_places_find(struct arena *arena, const struct cues *cues);
void party_places_drop(struct arena *arena, struct party_places *places);

/* What a lexicon says where a word of PARTY_WORDS stands. */
struct party_look {
	uint32_t value, size;
	bool asked;
};

/* A walk for the words of lexicon. */
struct party_walk {
	const struct party_places *places;
	const struct lexicon *lexicon;
	struct party_look *looks; /* by word */
	VEC(uint32_t) others;	  /* where words begin that are not in PARTY_WORD_TRIE, in order */
	uint32_t place, other;	  /* the next ones */
};

/* names: the words that were added to lexicon, or more. */
struct party_walk party_walk_begin(struct arena *arena, const struct party_places *places,
				   const struct lexicon *lexicon, const struct str *names,
				   uint32_t n);
/* Gives back what may be as large as the text. */
void party_walk_end(struct arena *arena, struct party_walk *walk);
/* The next word at or after *from, which moves behind it; false when there is none before end.
 * Neither *from nor end ever goes back. */
bool party_walk_next(struct party_walk *walk, uint32_t *from, uint32_t end,
		     struct lexicon_hit *hit);

#endif
