/* What stands in a text of all that patterns ask for: literals and signs of parties and blanks.
 *
 * For the filters of patterns and the detectors. Found in one pass, in order. */
#ifndef CLAUSELINT_DETECT_EVENTS_H
#define CLAUSELINT_DETECT_EVENTS_H

#include "detect/plan.h"

/* A word by its number in struct sets, and how many bytes it takes: EVENT_SIZE_MAX for that or more. */
struct event {
	uint32_t at;
	uint32_t word : 24, size : 8;
};
enum { EVENT_SIZE_MAX = (1 << 8) - 1 };

struct events {
	const struct event *p;
	uint32_t n;
};

/* The events of norm text and the signs of its marked copy. */
struct events events_find(struct arena *arena, const struct plan *plan, struct str norm,
			  struct str marked);

#endif
