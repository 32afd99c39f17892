/* Where in a unit a pattern can match at all.
 *
 * For the detectors, through run_match. Every literal of every pattern was seen in one pass over the
 * text (struct event); what a pattern needs (struct pattern_chain) is asked of that before the pattern
 * is run, and most patterns are never run on most units. It may say too much, never too little. */
#ifndef CLAUSELINT_DETECT_FILTER_H
#define CLAUSELINT_DETECT_FILTER_H

#include "detect/plan.h"

/* A literal or a sign of marked text, by its number in struct sets. */
struct event {
	uint32_t at;
	uint32_t word : 20, size : 12;
};
enum { EVENT_WORDS = 1 << 20, EVENT_SIZE_MAX = (1 << 12) - 1 };

struct events {
	const struct event *p;
	uint32_t n;
};

/* The events of norm text and the signs of its marked copy, in order. */
struct events events_find(struct arena *arena, const struct plan *plan, struct str norm,
			  struct str marked);

struct filter;
struct filter *filter_new(struct arena *arena, const struct plan *plan, struct events events);

/* Whether pattern can match in unit, from `from` on, and between which offsets the first match begins.
 * Units are small: at most UNIT_MAX or so. */
bool filter_unit(struct filter *filter, const struct pattern *pattern, struct span unit,
		 uint32_t from, struct span *starts);
/* Whether all that pattern needs stands in unit, in whatever order: cheaper. */
bool filter_allows(struct filter *filter, const struct pattern *pattern, struct span unit);
/* The same for a unit of any size, piece by piece: the first offsets at or behind from. */
bool filter_next(struct filter *filter, const struct pattern *pattern, struct span unit,
		 uint32_t from, struct span *starts);

/* The places of a set's words in the whole text, in order. */
struct place_walk {
	struct {
		const uint32_t *p, *end;
	} words[PATTERN_LITERALS];
	uint32_t n;
};
void filter_places(struct filter *filter, uint32_t set, struct place_walk *walk);
bool place_next(struct place_walk *walk, uint32_t *offset);

#endif
