/* Where in a unit a pattern can match at all.
 *
 * For the scan of the detectors, which asks most patterns about one sentence after the other. What a
 * pattern needs (struct pattern_chain) is asked of the events before the pattern is run, so most
 * patterns are never run on most units. It may say too much, never too little. Units that are asked
 * about once or out of order are for places.h. */
#ifndef CLAUSELINT_DETECT_FILTER_H
#define CLAUSELINT_DETECT_FILTER_H

#include "detect/events.h"

struct filter;
struct filter *filter_new(struct arena *arena, const struct plan *plan,
			  const struct events *events);

/* What is asked from here on is about this unit. Nothing is looked up before somebody asks. */
void filter_enter(struct filter *filter, struct span unit);
/* Whether unit is that one. */
bool filter_is_about(const struct filter *filter, struct span unit);

/* Whether all that pattern needs stands in the unit, in whatever order. */
bool filter_allows(struct filter *filter, const struct pattern *pattern);
/* Whether pattern can match in the unit, from `from` on, and between which offsets the first match
 * begins. It takes time in proportion to what stands in the unit. */
bool filter_unit(struct filter *filter, const struct pattern *pattern, uint32_t from,
		 struct span *starts);

#endif
