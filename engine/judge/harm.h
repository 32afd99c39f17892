/* Whom a finding hurts.
 *
 * For the side that a contract is read for, and for reports. Parties are indices in facts->parties;
 * PARTY_NONE is one that the contract does not name, or that could not be made out. */
#ifndef CLAUSELINT_JUDGE_HARM_H
#define CLAUSELINT_JUDGE_HARM_H

#include "detect/detect.h"

#define PARTY_NONE UINT32_MAX

/* One of those hurt. role is ROLE_OTHER unless the rule itself says that it is the customer or the
 * provider; that much is known without any name. */
struct hurt {
	uint32_t party;
	enum role role;
};
struct harm {
	struct hurt who[2]; /* of two, the one that the contract names first */
	uint32_t n;
};
struct harm harm_of(const struct facts *facts, const struct finding *finding);

/* The party a finding speaks of: what its group captured, else the one that has the right,
 * else, for a rule about the other one, the author of terms of use. */
uint32_t harm_party(const struct facts *facts, const struct finding *finding);
/* The other one of the two sides. */
uint32_t harm_counterpart(const struct parties *parties, uint32_t party);
/* What a finding captured under a name; NULL when it did not. */
const struct capture *harm_capture(const struct finding *finding, struct str name);

#endif
