/* Where words stand in the whole text: for what is asked of other units than the sentence that is scanned.
 *
 * For the detectors. */
#ifndef CLAUSELINT_DETECT_PLACES_H
#define CLAUSELINT_DETECT_PLACES_H

#include "detect/events.h"

struct places;
/* It does not need the events afterwards. */
struct places *places_new(struct arena *arena, const struct plan *plan,
			  const struct events *events);

/* Whether pattern may match in unit at or behind from, and between which offsets the first match would
 * begin: the next piece of unit to look at. It may say too much, never too little. */
bool places_next(struct places *places, const struct pattern *pattern, struct span unit,
		 uint32_t from, struct span *starts);

/* Whether pattern may match in unit, a short one, and between which offsets the first match begins. What
 * filter_unit says is closer; this is for who asks about a unit once or out of order. */
bool places_unit(struct places *places, const struct pattern *pattern, struct span unit,
		 struct span *starts);

/* The places of a set's words, one by one in order. */
struct place_walk {
	struct {
		const uint32_t *p, *end;
	} words[PATTERN_LITERALS];
	uint32_t n;
};
void place_walk_begin(struct places *places, uint32_t set, struct place_walk *walk);
bool place_walk_next(struct place_walk *walk, uint32_t *offset);

#endif
