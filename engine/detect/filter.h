/* Where in a unit a pattern can match at all.
 *
 * For the detectors, through run_match. What a pattern needs (struct pattern_chain) is asked of the
 * events before the pattern is run, so most patterns are never run on most units. It may say too much,
 * never too little. What was found out about the last few units is remembered. */
#ifndef CLAUSELINT_DETECT_FILTER_H
#define CLAUSELINT_DETECT_FILTER_H

#include "detect/events.h"

struct filter;
struct filter *filter_new(struct arena *arena, const struct plan *plan, struct events events);

/* Whether all that pattern needs stands in unit, in whatever order. */
bool filter_allows(struct filter *filter, const struct pattern *pattern, struct span unit);
/* Whether pattern can match in unit, from `from` on, and between which offsets the first match begins.
 * It takes time in proportion to what stands in unit. */
bool filter_unit(struct filter *filter, const struct pattern *pattern, struct span unit,
		 uint32_t from, struct span *starts);

#endif
