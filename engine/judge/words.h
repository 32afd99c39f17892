/* Words as an identity takes them: without white space, any run of blanks as one ␣, digits kept.
 *
 * For fingerprints, acceptances and the baseline: what only looks different is the same here. */
#ifndef CLAUSELINT_JUDGE_WORDS_H
#define CLAUSELINT_JUDGE_WORDS_H

#include "fact/blank.h"

/* Longer words stand in an identity as their beginning and their hash, so that thousands of
 * findings in one endless sentence do not read all of it each. */
enum { WORDS_MAX = 4096 };

/* Memory that is used again from text to text; all zero at first. */
struct words_buffer {
	char *p;
	size_t room;
};

/* The words of norm text at a place; good until the buffer is used again. */
struct str words_fold(struct arena *arena, struct words_buffer *buffer, struct str norm,
		      struct span at, struct blanks blanks);
/* The same for a text from elsewhere, which need not be normalised: an acceptance's, in the arena.
 */
struct str words_of_phrase(struct arena *arena, struct str text);

/* A hash of such words in which every figure counts alike; for tables in memory. */
uint64_t words_shape(struct str words);

/* How alike two such words are, from 0 to 100; 100 also when only figures differ. Bounded: of long
 * words the beginnings are compared. */
unsigned words_likeness(struct str a, struct str b);

#endif
