/* Who the contract is between, and by which names it calls them.
 *
 * For detectors and reports. Spans are of norm text. */
#ifndef CLAUSELINT_FACT_PARTY_H
#define CLAUSELINT_FACT_PARTY_H

#include "fact/define.h"

enum role {
	ROLE_OTHER,
	ROLE_CUSTOMER, /* pays: 甲方 in most service contracts, 采购方, 承租方, 您, 用户 */
	ROLE_PROVIDER  /* performs: 乙方, 受托方, 供应商, 出租方, 平台, 本公司 */
};

struct party {
	struct str name;          /* as the contract says it most: 甲方, 平台 */
	enum role role;
	bool guessed;             /* role taken from 甲/乙 alone */
	bool author;              /* whoever speaks in terms of use */
	const struct str *aliases; /* other names, without name itself, longest first */
	uint32_t alias_count;
	struct str full;          /* the company's name; empty when blank */
};

struct parties {
	const struct party *p; /* at most PARTIES_MAX */
	uint32_t n;
};
enum { PARTIES_MAX = 8, ALIASES_MAX = 24 };

struct party_places; /* fact/party_place.h */

/* The names are copies. cues and places: those of the text. */
struct parties parties_find(struct arena *arena, const struct norm *norm,
			    const struct outline *outline, struct definitions definitions,
			    const struct cues *cues, const struct party_places *places);

struct mention {
	struct span at;
	uint32_t party; /* index */
};
struct mentions {
	const struct mention *p; /* in order, not overlapping */
	uint32_t n;
};
struct mentions mentions_find(struct arena *arena, struct parties parties,
			      const struct party_places *places);
/* The party mentioned at offset; UINT32_MAX when none is. */
uint32_t mention_at(struct mentions mentions, uint32_t offset);

#endif
