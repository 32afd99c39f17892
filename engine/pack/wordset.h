/* Small sets of words that parts of a pattern can match, and how much it tells that one of them stands
 * somewhere.
 *
 * For the pack layer only. Words are never changed, so sets may share theirs. */
#ifndef CLAUSELINT_PACK_WORDSET_H
#define CLAUSELINT_PACK_WORDSET_H

#include "base/arena.h"

enum { WORDS_MAX = 24, WORD_BYTES_MAX = 64 };

struct set {
	struct str *p;
	uint32_t n, room;
};

void set_add(struct arena *arena, struct set *set, struct str word);
void set_append(struct arena *arena, struct set *set, struct set more);
/* A set of its own with room to grow, since parts share theirs. */
struct set set_copy(struct arena *arena, struct set set, uint32_t room);
/* Every word of a followed by every word of b; false when that is too much. */
bool set_product(struct arena *arena, struct set a, struct set b, struct set *product);
/* The empty word. */
struct set set_of_nothing(struct arena *arena);
/* Bytes of its longest word. */
uint32_t set_longest(struct set set);

/* Whether its words can be looked for. */
bool set_is_usable(struct set set);
/* How often a place would have to be looked at; each word more costs the scan a little, too. */
double set_cost(struct set set);
/* Whether it is rare enough to be worth asking for beside something else. */
bool set_tells(struct set set);

#endif
