/* What was changed in a sequence: which runs stayed, went and came.
 *
 * For the comparison in judge/. Elements are numbers; equal ones are the same. The fewest changes
 * are found (Eugene Myers, “An O(ND) difference algorithm and its variations”, 1986) as long as
 * they are few and the budget lasts; otherwise what lies between the equal ends is replaced as a
 * whole, and the comparer is coarse from then on. Small islands of equal elements between changes
 * are taken into the change, since nobody can read 甲[-方应-]{+乙+}方[-付-]{+收+}. */
#ifndef CLAUSELINT_JUDGE_EDITS_H
#define CLAUSELINT_JUDGE_EDITS_H

#include "base/arena.h"

struct edit {
	struct span old, now; /* of elements; both the same length and equal when kept */
	bool kept;
};

struct edits {
	const struct edit *p; /* in order; they cover both sequences */
	uint32_t n;
};

struct comparer {
	struct arena *arena;
	uint64_t budget; /* of comparisons that are left */
	bool coarse;	 /* a replacement was not looked into */
	int32_t *trace;	 /* room for the search, made when it is first needed */
};

struct edits edits_find(struct comparer *comparer, const uint32_t *old, uint32_t olds,
			const uint32_t *now, uint32_t nows);

#endif
