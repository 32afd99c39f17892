/* Who the contract is between, and by which names it calls them.
 *
 * For detectors and reports. Spans are of norm text. */
#ifndef CLAUSELINT_FACT_PARTY_H
#define CLAUSELINT_FACT_PARTY_H

#include "clause/outline.h"

enum role {
	ROLE_OTHER,
	ROLE_CUSTOMER, /* pays: 甲方 in most service contracts, 采购方, 承租方, 您, 用户 */
	ROLE_PROVIDER  /* performs: 乙方, 受托方, 供应商, 出租方, 平台, 本公司 */
};

struct party {
	struct str name;          /* as the contract says it most: 甲方, 平台 */
	enum role role;
	bool guessed;             /* role taken from 甲/乙 alone */
	const struct str *aliases; /* other names, without name itself, longest first */
	uint32_t alias_count;
	struct str full;          /* the company's name; empty when blank */
};

struct parties {
	const struct party *p; /* at most PARTIES_MAX */
	uint32_t n;
};
enum { PARTIES_MAX = 8, ALIASES_MAX = 24 };

struct parties parties_find(struct arena *arena, const struct norm *norm,
			    const struct outline *outline);

/* Patterns are compiled once, but what a contract calls its parties differs (甲方, 委托方, a brand's
 * name). So patterns that speak of parties run on marked text: a copy of the norm text, byte for byte
 * as long, in which every mention of a party is one character for its role and filler up to the
 * length of the name. {{customer}} in a pattern is PARTY_CUSTOMER and filler, and so on; {{party}} is
 * any of the three. Private-use characters that the contract itself has at these places become U+FFFD. */
#define PARTY_CUSTOMER_CP 0xE000u
#define PARTY_PROVIDER_CP 0xE001u
#define PARTY_OTHER_CP    0xE002u
#define PARTY_FILLER_CP   0xE00Fu /* and U+0001 for the bytes that are left over */

struct mention {
	struct span at;
	uint32_t party; /* index */
};
struct mentions {
	struct str marked;
	const struct mention *p; /* in order, not overlapping */
	uint32_t n;
};
struct mentions parties_mark(struct arena *arena, const struct norm *norm, struct parties parties);
/* The party mentioned at offset; UINT32_MAX when none is. */
uint32_t mention_at(struct mentions mentions, uint32_t offset);

#endif
