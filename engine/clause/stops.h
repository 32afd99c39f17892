/* The characters at which a walk over a text stops.
 *
 * For the clause layer and above. Nothing beyond U+FFFF is among them. */
#ifndef CLAUSELINT_CLAUSE_STOPS_H
#define CLAUSELINT_CLAUSE_STOPS_H

#include "base/utf8.h"

/* A bit for each. */
struct stops {
	uint64_t rows[1024];
};

/* The characters from first to last, at most U+FFFF; those of a text. */
void stops_add(struct stops *stops, uint32_t first, uint32_t last);
void stops_add_all(struct stops *stops, struct str text);
static inline bool stops_has(const struct stops *stops, uint32_t cp)
{
	return cp <= 0xFFFF && stops->rows[cp / 64] >> cp % 64 & 1;
}
/* The sets of this layer, which the build makes (stops_gen.c): what a label can begin with in the
 * middle of a sentence, what stands in front of labels, and brackets; and what a heading has not. */
extern const struct stops CANDIDATE_STOPS, TITLE_STOPS;

/* The first offset from at on where one of them stands; the end of text when there is none. */
size_t stops_next(const struct stops *stops, struct str text, size_t at);

#endif
