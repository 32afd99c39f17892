/* Passages that stand once in each of two sequences, in the same order: where a comparison that is
 * too large for one search can be cut.
 *
 * For judge/edits.c. */
#ifndef CLAUSELINT_JUDGE_ANCHORS_H
#define CLAUSELINT_JUDGE_ANCHORS_H

#include "base/arena.h"

enum { ANCHOR_SIZE = 16 }; /* elements of a passage */

struct anchor {
	uint32_t old, now; /* where it begins */
};

struct anchors {
	const struct anchor *p; /* ascending in both; they may overlap */
	uint32_t n;
};

/* Linear but for a logarithm. */
struct anchors anchors_find(struct arena *arena, const uint32_t *old, uint32_t olds,
			    const uint32_t *now, uint32_t nows);

#endif
