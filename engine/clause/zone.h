/* The parts of a text that are no contract terms: the page around a scraped contract, a table of
 * contents, the block for seals and signatures.
 *
 * For the clause tree. All of it is judged by words and place, never by one sign alone, because text
 * that is wrongly put aside is a risk that is missed. */
#ifndef CLAUSELINT_CLAUSE_ZONE_H
#define CLAUSELINT_CLAUSE_ZONE_H

#include "clause/candidate.h"
#include "clause/outline.h"

/* From offset at to the next break, text is of this zone. ZONE_TERMS is the contract itself: header
 * and annexes are told apart by the tree. */
struct zone_break {
	uint32_t at;
	enum zone zone;
};

struct zones {
	const struct zone_break *p; /* in order; the first is at 0 */
	uint32_t n;
};

struct zones zones_find(struct arena *arena, struct str text, struct candidates candidates);

/* The contract within the page: what is before begin and from end on is the page's. */
struct span furniture_trim(struct str text);
/* The first table of contents in at; empty for none. Found by the word 目录 and numbers that come
 * again, or by page numbers at the ends of its lines. */
struct span contents_find(struct arena *arena, struct str text, struct span at,
			  struct candidates candidates);
/* The next signature block that begins at or after at.begin; empty, at at.end, for none. *candidate
 * keeps, from call to call, how many candidates are behind; 0 at first. */
struct span signature_find(struct str text, struct span at, struct candidates candidates,
			   uint32_t *candidate);

#endif
