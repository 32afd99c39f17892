/* One pass over the text that tells, for every place, which patterns are worth running there.
 *
 * For the detectors. All literals of all patterns of a pack are in one table. */
#ifndef CLAUSELINT_PACK_LITERALS_H
#define CLAUSELINT_PACK_LITERALS_H

#include "base/arena.h"

struct literals;

/* owner is what literals_scan reports, several literals may have one owner, and one literal several. */
struct literal {
	struct str text;
	uint32_t owner;
};
const struct literals *literals_build(struct arena *arena, const struct literal *list, uint32_t n);

/* Calls found(context, owner, offset) for every occurrence of every literal in text, in order of
 * offset. */
void literals_scan(const struct literals *literals, struct str text,
		   void (*found)(void *context, uint32_t owner, uint32_t offset), void *context);

/* The literals one of which every match of an (already expanded) pattern contains; false when there
 * is no such set of at most room entries. Conservative: what it does not understand has none. */
bool literals_of_pattern(struct arena *arena, struct str pattern, struct str *list, uint32_t room,
			 uint32_t *n);

#endif
