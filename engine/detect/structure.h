/* Checks of the contract as a whole: numbers, references, amounts, dates, what two clauses say of one
 * thing, signatures, hidden characters.
 *
 * For structure_*.c, one file a topic. A check is a function of pack/structures.def. Some work on
 * outline and facts alone; some on statements: what the patterns of the rule's `any` found, one a
 * unit, which is reported only if the check says so. Every check is linear in the text but for
 * logarithms. */
#ifndef CLAUSELINT_DETECT_STRUCTURE_H
#define CLAUSELINT_DETECT_STRUCTURE_H

#include "detect/detail.h"
#include "detect/run.h"

/* What the rule's patterns found, in order of place. */
struct statements {
	const struct finding *p;
	uint32_t n;
};

typedef void structure_check(struct run *run, const struct rule *rule, struct statements said);
#define STRUCTURE(name, check) structure_check check;
#include "pack/structures.def"
#undef STRUCTURE

/* A finding at that place, unless a guard or the heading is against it; NULL then. */
struct finding *structure_report(struct run *run, const struct rule *rule, struct span at,
				 struct str detail);
/* A statement becomes a finding; its guards have been asked. */
void statement_report(struct run *run, const struct finding *said, struct str detail);
/* The span of a statement's named group; NULL when it has none. */
const struct span *statement_group(const struct finding *said, struct str name);

/* “不低于95%”（4.1）／“不低于90%”（9.2）: a detail (detect/detail.h). */
struct str structure_pair(const struct run *run, struct span first, struct span second);
/* Words of the contract, cut after some twenty characters. */
struct str structure_words(const struct run *run, struct span at);

/* The stretch between commas and stops around at, at most PART_BYTES to each side, inside limit. */
enum { PART_BYTES = 150 };
struct span part_around(struct str text, struct span at, struct span limit);
/* The sentence that holds offset, cut to PART_BYTES * 4 around it. */
struct span sentence_around(const struct run *run, uint32_t offset);
/* Whether all of text is made of the words of a list (see fact/words.h). */
bool words_cover(struct str text, const char *words);

#endif
