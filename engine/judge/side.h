/* For whom a contract is read, and what that does to the severity of its findings.
 *
 * For the pipeline. A right of one party is a risk of the other: what hurts only one's own side
 * becomes one level worse (low, medium), what hurts only others two levels less, down to info. That
 * is never dropped, and marked as lowered, so that nobody forgets what the other side will ask to
 * change. What hurts both, and what hurts somebody who could not be made out, stays as the rule has
 * it; so do notes (info). */
#ifndef CLAUSELINT_JUDGE_SIDE_H
#define CLAUSELINT_JUDGE_SIDE_H

#include "judge/harm.h"

/* A party of this contract and all that have its role, or everyone with a role: two customers are one
 * side. With neither, neutral. */
struct side {
	uint32_t party;
	enum role role;
};

bool side_is_neutral(struct side side);

/* name is neutral (or empty), customer, provider, or what the contract calls a party, in either
 * script: a name, an alias, the company. False when no party is called so; error names those found,
 * as the contract writes them. */
bool side_find(struct arena *arena, const struct subject *subject, struct str name,
	       struct side *side, struct error *error);

/* The findings as that side sees them; the same ones when it is neutral. */
const struct findings *side_judge(struct arena *arena, const struct facts *facts, struct side side,
				  const struct findings *findings);

#endif
