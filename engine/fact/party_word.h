/* The words by which Chinese contracts call their parties.
 *
 * For the search for parties only. */
#ifndef CLAUSELINT_FACT_PARTY_WORD_H
#define CLAUSELINT_FACT_PARTY_WORD_H

#include "fact/lexicon.h"
#include "fact/party.h"

/* Words of one family are the two sides of one kind of contract. */
enum party_family {
	FAMILY_STEM,     /* 甲方 乙方: sides without a meaning */
	FAMILY_COMMISSION, FAMILY_WORKS, FAMILY_SALE, FAMILY_LEASE, FAMILY_LOAN, FAMILY_TRANSFER,
	FAMILY_LICENCE, FAMILY_SERVICE, FAMILY_INSURANCE, FAMILY_TENDER, FAMILY_LABOUR,
	FAMILY_AGENT,    /* those beside the two sides */
	FAMILY_USER,     /* who accepts terms of use */
	FAMILY_PATRON,   /* the same, but often a third person */
	FAMILY_SELF,     /* who writes terms of use */
	FAMILY_PLACE,    /* the same, but often a thing */
	FAMILY_HEADER,   /* what only this contract calls a party */
	FAMILIES
};

/* Words of one side of one family, separated by spaces. */
struct party_row {
	enum party_family family;
	enum role role;
	const char *words;
};
extern const struct party_row PARTY_ROWS[];
extern const uint32_t PARTY_ROW_COUNT;

/* Longer words that hold one of the above and mean something else. */
extern const char PARTY_DECOYS[];

/* The words of all rows in order, made by vocabulary_gen.c. */
struct party_word {
	struct str text;
	enum party_family family;
	enum role role;
	uint32_t count; /* in the text, where it is no part of a longer word */
};
extern const struct party_word PARTY_WORDS[];
extern const uint32_t PARTY_WORD_COUNT;

/* What a side does, by the first verb behind its name. */
struct party_deed {
	const char *verbs;
	const char *objects; /* one of them must follow in the window; NULL: no need */
	int lean;
	int direct; /* instead of lean, when the other side's name follows at once */
};
extern const struct party_deed PARTY_DEEDS[];
extern const uint32_t PARTY_DEED_COUNT;

#endif
