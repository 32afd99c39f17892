/* What the search for parties knows while it works.
 *
 * For party.c and its three helpers only: party_bind.c (what the header says), party_role.c (who pays
 * whom) and party_brand.c (what terms of use call their author). */
#ifndef CLAUSELINT_FACT_PARTY_CASE_H
#define CLAUSELINT_FACT_PARTY_CASE_H

#include "fact/define.h"
#include "fact/lexicon.h"
#include "fact/party_word.h"

struct draft {
	struct str name;
	enum role role;
	bool settled;    /* role comes from words of the contract, not from 甲/乙 or behaviour */
	uint32_t family; /* that of the words that settled it */
	int lean;        /* above 0 pays, below 0 performs */
	struct str aliases[ALIASES_MAX];
	uint32_t alias_count;
	struct str full;
};

struct sighting {
	struct span at;
	uint32_t word; /* in PARTY_WORDS */
};

struct party_case {
	struct arena *arena;
	struct str text;
	const struct outline *outline;
	struct definitions definitions;
	VEC(struct sighting) sightings; /* every party word of the text, in order */
	uint32_t *counts;               /* by word */
	struct draft drafts[PARTIES_MAX];
	uint32_t n;
};

/* The draft called name (or NULL), and a new one (NULL when there are PARTIES_MAX). */
struct draft *draft_named(struct party_case *c, struct str name);
struct draft *draft_add(struct party_case *c, struct str name, enum role role);
/* Adds an alias unless some party is called so already or there is no room. */
void draft_alias(struct party_case *c, struct draft *draft, struct str alias);
/* The word of PARTY_WORDS that text is; LEXICON_NONE when it is none. */
uint32_t party_word_of(struct str text);

/* Reads 甲方（委托方）, 出租方（以下简称甲方）：…, 甲方：… into the drafts that are there. */
void bind_header(struct party_case *c);
/* Gives the drafts of 甲方 and 乙方 their roles by what they do. */
void lean_by_deeds(struct party_case *c);
/* Adds names that the text uses as the subject of rights and exclusions to the provider. */
void brand_aliases(struct party_case *c, struct draft *provider);

#endif
