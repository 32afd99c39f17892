/* One pass over the text that tells, for every place, which patterns are worth running there.
 *
 * For the detectors. All literals of all patterns of a pack are in one table. */
#ifndef CLAUSELINT_PACK_LITERALS_H
#define CLAUSELINT_PACK_LITERALS_H

#include "pack/pattern.h"

struct literals;

/* Several literals may have one owner, and one literal several. */
struct literal {
	struct str text;
	uint32_t owner;
};
const struct literals *literals_build(struct arena *arena, const struct literal *list, uint32_t n);

/* The different texts among them, by number, and the owners of each in order. */
uint32_t literals_count(const struct literals *literals);
struct str literals_text(const struct literals *literals, uint32_t number);
const uint32_t *literals_owners(const struct literals *literals, uint32_t number, uint32_t *n);

/* Calls found(context, number, offset) for every occurrence of every literal in text, in order of its
 * begin. */
void literals_find(const struct literals *literals, struct str text,
		   void (*found)(void *context, uint32_t number, uint32_t offset), void *context);

/* One of some words, and how many bytes at most stand in front of it, up to the word of the step before
 * or the begin of the match. The words are text, or all of them signs of marked text; a sign is as long
 * as what it stands for. */
struct pattern_step {
	const struct str *words;
	uint32_t word_count;
	uint32_t gap; /* UNBOUNDED: any number */
};
/* Words that a match contains one behind the other. */
struct pattern_chain {
	const struct pattern_step *steps;
	uint32_t step_count;
};

/* What is known of every match of a pattern without running it. */
struct prefilter {
	struct str literals[PATTERN_LITERALS]; /* one of these is in it; none: nothing is known */
	uint32_t literal_count;
	struct pattern_chain chains[PATTERN_CHAINS]; /* it fits one of these; likewise */
	uint32_t chain_count;
	bool on_signs; /* chains speak of signs of marked text (fact/marked.h) */
};
/* pattern is expanded already. Conservative: what it does not understand tells nothing. */
void prefilter_make(struct arena *arena, struct str pattern, struct prefilter *prefilter);

#endif
