/* A hash table from clause numbers to indices.
 *
 * For candidates (who comes next) and the tree (which occurrence). Keys are 64-bit hashes: equal
 * hashes are taken for equal numbers, which costs a wrong count once in 2^64 pairs. */
#ifndef CLAUSELINT_CLAUSE_NUMBERS_H
#define CLAUSELINT_CLAUSE_NUMBERS_H

#include "base/arena.h"
#include "clause/label.h"

struct numbers {
	struct number_slot {
		uint64_t key;
		uint32_t value;
		bool used;
	} *slots;
	uint64_t mask, n;
	struct arena *arena;
};

struct numbers numbers_new(struct arena *arena);
/* Gives back its memory; it must not be used again. */
void numbers_drop(struct numbers *numbers);
/* The value of key, or absent. */
uint32_t numbers_get(const struct numbers *numbers, uint64_t key, uint32_t absent);
/* The same, to be written; made with value absent when there is none. The table grows with its keys,
 * so the pointer is good until the next call. */
uint32_t *numbers_at(struct numbers *numbers, uint64_t key, uint32_t absent);
/* The list that label is in; scope tells apart what may repeat freely. */
uint64_t number_list(const struct label *label, uint64_t scope);
/* The number of that list that ends in this ordinal. */
uint64_t number_key(uint64_t list, uint32_t last);

#endif
