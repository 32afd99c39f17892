/* What stands in a text of all that patterns ask for: literals and signs of parties and blanks.
 *
 * For the filters of patterns and the detectors. Found in one pass, in order; there is one for
 * every few bytes of text, so an event is kept in four bytes: where it is in its block of the text,
 * and its word. */
#ifndef CLAUSELINT_DETECT_EVENTS_H
#define CLAUSELINT_DETECT_EVENTS_H

#include "detect/plan.h"
#include "fact/marked.h"

/* A word by its number in struct sets. */
struct event {
	uint32_t at, word;
};

struct events {
	uint32_t **chunks; /* of EVENT_CHUNK events each; NULL: given back */
	uint32_t n, chunk_count, last_room;
	uint32_t dropped;		/* chunks */
	const uint32_t *first_of_block; /* by block of the text; one more, which is n */
	uint32_t block_count;
	const struct plan *plan;
	struct marked *marked;
	uint32_t size;	       /* of the text */
	uint32_t longest_sign; /* EVENT_SIZE_MAX for that or more */
};
enum {
	EVENT_BLOCK_BITS = 8,
	EVENT_SIZE_MAX = (1 << 8) - 1,
	EVENT_CHUNK_BITS = 16,
	EVENT_CHUNK = 1 << EVENT_CHUNK_BITS
};

/* The events of norm text and the signs of marked text, which is looked at as long as they are. */
struct events events_find(struct arena *arena, const struct plan *plan, struct str norm,
			  struct marked *marked);
/* Gives back what nobody will look at any more: most of the events before offset, or all. */
void events_drop_before(struct arena *arena, struct events *events, uint32_t offset);
void events_drop(struct arena *arena, struct events *events);

/* How many bytes of text an event takes: EVENT_SIZE_MAX for that or more. */
uint32_t event_size(const struct events *events, struct event event);

/* A place in the list, from which event_next goes on; {.events = events} is the beginning. */
struct event_walk {
	const struct events *events;
	uint32_t i, block;
};
/* To the first event at or behind offset; soonest when that is near the last one sought. */
void events_seek(struct event_walk *walk, uint32_t offset);
/* The i-th of all, as it is kept; */
static inline uint32_t event_packed(const struct events *events, uint32_t i)
{
	return events->chunks[i >> EVENT_CHUNK_BITS][i & (EVENT_CHUNK - 1)];
}
/* and when it is in block. */
static inline struct event event_in_block(const struct events *events, uint32_t block, uint32_t i)
{
	uint32_t event = event_packed(events, i);

	return (struct event){block << EVENT_BLOCK_BITS | (event & ((1 << EVENT_BLOCK_BITS) - 1)),
			      event >> EVENT_BLOCK_BITS};
}
/* False at the end. */
static inline bool event_next(struct event_walk *walk, struct event *event)
{
	const struct events *events = walk->events;

	if (walk->i == events->n)
		return false;
	while (walk->i >= events->first_of_block[walk->block + 1])
		walk->block++;
	*event = event_in_block(events, walk->block, walk->i++);
	return true;
}

#endif
