/* What the search for parties knows while it works.
 *
 * For party.c and its three helpers only: party_bind.c (what the header says), party_role.c (who pays
 * whom) and party_brand.c (what terms of use call their author). */
#ifndef CLAUSELINT_FACT_PARTY_CASE_H
#define CLAUSELINT_FACT_PARTY_CASE_H

#include "fact/define.h"
#include "fact/party_place.h"
#include "fact/party_word.h"
#include "fact/vocabulary.h"

struct draft {
	struct str name;
	enum role role;
	bool author;     /* speaks in terms of use */
	bool settled;    /* role comes from words of the contract, not from 甲/乙 or behaviour */
	uint32_t family; /* that of the words that settled it */
	int lean;        /* above 0 pays, below 0 performs */
	struct str aliases[ALIASES_MAX];
	uint32_t alias_count;
	struct str full;
};

struct sighting {
	struct span at;
	uint32_t word;
};

/* 货主：…, or （以下简称“货主”）. */
struct named {
	struct str name;
	bool label;
	uint32_t deeds; /* how often the text says what it shall or may do */
};

enum { NAMED_MAX = 32 };

struct party_case {
	struct arena *arena;
	struct str text;
	const struct outline *outline;
	struct definitions definitions;
	const struct cues *cues;
	const struct party_places *places;
	struct lexicon *index; /* from a word to its place in words */
	VEC(struct party_word) words;
	uint32_t side_counts[FAMILIES][3]; /* sightings of the words of a family, by role */
	VEC(struct sighting) sightings; /* every party word of the text, in order */
	VEC(struct named) named; /* names that the header gives, each once */
	struct draft drafts[PARTIES_MAX];
	uint32_t n;
};

/* The draft whose name this is (or NULL); whether one has it as name or alias. */
struct draft *draft_named(struct party_case *c, struct str name);
/* The draft that a sighting names. */
struct draft *draft_sighted(struct party_case *c, const struct sighting *s);
bool draft_goes_by(const struct draft *draft, struct str name);
/* Adds an alias unless some party is called so already or there is no room. */
void draft_alias(struct party_case *c, struct draft *draft, struct str alias);
/* The party word that text is; NULL when it is none. */
const struct party_word *party_word_of(const struct party_case *c, struct str text);

/* Whether a text that is no known party word reads like the name of a side. */
bool names_a_side(struct str name);
/* Finds the names that labels and definitions give and that the text speaks of as persons do. */
void header_names(struct party_case *c);
/* Reads 甲方（委托方）, 出租方（以下简称甲方）：…, 甲方：… into the drafts that are there. */
void bind_header(struct party_case *c);
/* Gives the author of terms of use the short names that the text gives a company. */
void bind_author(struct party_case *c, struct draft *author);
/* Gives the drafts the names that are defined beside theirs; once all of them are there. */
void bind_beside(struct party_case *c);
/* Gives the drafts of 甲方 and 乙方 their roles by what they do. */
void lean_by_deeds(struct party_case *c);
/* Adds names that the text uses as the subject of rights and exclusions to the provider. */
void brand_aliases(struct party_case *c, struct draft *provider);

#endif
