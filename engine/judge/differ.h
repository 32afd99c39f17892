/* What the files that compare two drafts share.
 *
 * For judge/diff*.c only. */
#ifndef CLAUSELINT_JUDGE_DIFFER_H
#define CLAUSELINT_JUDGE_DIFFER_H

#include "base/vec.h"
#include "judge/diff.h"

struct differ {
	struct arena *arena;
	const struct diff_draft *old, *now;
	struct drafts drafts;
	struct matching m;
	struct comparer comparer;
	VEC(struct clause_change) changes;
	VEC(struct quantity_change) quantities;
	VEC(struct reference_change) references;
	bool *reworded; /* by new clause */
	/* By clause: the new clause that stands for it: for a part, what the whole became.
	 * CLAUSE_NONE for one that was removed. */
	uint32_t *old_place, *now_place;
	struct diff *diff;
};

/* A word as a number that is the same in both drafts for the same word; references are the same
 * when they point at the same clause. */
uint32_t differ_id(const struct differ *d, const struct word *word, bool now);
/* Whether two spans of norm text say the same, white space and the width of blanks aside. */
bool differ_same_text(const struct differ *d, struct span old, struct span now);

void diff_clauses(struct differ *d);
void diff_places(struct differ *d); /* moved, renumbered */
void diff_layout(struct differ *d);
void diff_quantities(struct differ *d);
void diff_findings(struct differ *d);

#endif
