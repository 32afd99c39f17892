/* What the files that match clauses share.
 *
 * For judge/match*.c only. */
#ifndef CLAUSELINT_JUDGE_MATCHER_H
#define CLAUSELINT_JUDGE_MATCHER_H

#include "judge/match.h"

struct matcher {
	struct arena *arena;
	const struct drafts *drafts;
	struct matching m;
	/* By clause: a number for its words, the same for the same words; 0 for none. What is equal
	 * is settled before anything else, and not looked at again. */
	const uint32_t *old_class, *now_class;
	uint32_t classes; /* all are below */
	/* By clause: the one in which most of its words stand, should it be a part; CLAUSE_NONE. */
	uint32_t *old_within, *now_within;
};

static inline bool is_open(const struct matcher *matcher, uint32_t old, uint32_t now)
{
	return matcher->m.to_now[old] == CLAUSE_NONE && matcher->m.to_old[now] == CLAUSE_NONE;
}
static inline void pair_up(struct matcher *matcher, uint32_t old, uint32_t now)
{
	matcher->m.to_now[old] = now;
	matcher->m.to_old[now] = old;
}

/* Pairs what is similar, and notes what may be a part of what. */
void match_similar(struct matcher *matcher);

#endif
