/* The parts of a text that are no contract terms.
 *
 * For segment(). */
#ifndef CLAUSELINT_CLAUSE_ZONE_H
#define CLAUSELINT_CLAUSE_ZONE_H

#include "clause/candidate.h"
#include "clause/outline.h"

/* From offset at to the next break, text is of this zone. */
struct zone_break {
	uint32_t at;
	enum zone zone;
};

struct zones {
	const struct zone_break *p; /* in order; the first is at 0 */
	uint32_t n;
};

struct zones zones_find(struct arena *arena, struct str text, struct candidates candidates);

#endif
