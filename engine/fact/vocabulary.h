/* The words of the finders, for looking them up: tries that the build makes (vocabulary_gen.c), since
 * they are the same for every contract.
 *
 * For the fact layer. */
#ifndef CLAUSELINT_FACT_VOCABULARY_H
#define CLAUSELINT_FACT_VOCABULARY_H

#include "fact/lexicon.h"

/* A value that says: a word, but one that only looks like those that are looked for. */
#define VOCABULARY_DECOY (LEXICON_NONE - 1)

extern const struct lexicon_trie PARTY_WORD_TRIE;  /* to the place in PARTY_WORDS; with decoys */
extern const struct lexicon_trie PARTY_DECOY_TRIE; /* the decoys alone */
extern const struct lexicon_trie PARTY_DEED_TRIE;  /* from a verb to the row of PARTY_DEEDS */
extern const struct lexicon_trie UNIT_TRIE;        /* to the row of unit.def; with decoys */
extern const struct lexicon_trie FIELD_TRIE;       /* backwards, to the row of blank_field.def */

#endif
