/* Which clause of the old draft is which of the new one.
 *
 * For the comparison in judge/. Clauses are matched by what they say, never by their number: equal
 * words first (what stands once in both, then what stands beside it), then equal headings, then
 * similar words, then what stands between matched neighbours. What is left over may be a part of a
 * clause that was split or merged. Time is linear in the drafts but for logarithms: words that
 * stand in very many clauses do not say which clause it is, and are not looked up. */
#ifndef CLAUSELINT_JUDGE_MATCH_H
#define CLAUSELINT_JUDGE_MATCH_H

#include "judge/draft.h"

#define CLAUSE_NONE UINT32_MAX

/* A clause and the one that it became point at each other. A part of a split clause points at the
 * old clause, which points at another part; of a merged one likewise. */
struct matching {
	uint32_t *to_now; /* by old clause; CLAUSE_NONE: it was removed */
	uint32_t *to_old; /* by new clause; CLAUSE_NONE: it was added */
};

struct matching clauses_match(struct arena *arena, const struct drafts *drafts);

static inline bool is_pair(const struct matching *m, uint32_t old, uint32_t now)
{
	return old != CLAUSE_NONE && now != CLAUSE_NONE && m->to_now[old] == now &&
	       m->to_old[now] == old;
}

#endif
