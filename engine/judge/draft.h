/* Two drafts of one contract, as sequences of words that can be compared.
 *
 * For the comparison in judge/. A word is a character, or what is read as one: a quantity with its
 * unit, a number, a Latin word, a blank however wide, a reference to another clause. White space,
 * clause numbers, the page around a scraped contract and its table of contents are left out, so a
 * draft in the other script, on one line or reflowed has the same words. Words are equal when their
 * ids are, in either draft; ids are exact, not hashes, since somebody may have written a draft to
 * deceive. */
#ifndef CLAUSELINT_JUDGE_DRAFT_H
#define CLAUSELINT_JUDGE_DRAFT_H

#include "detect/detect.h"

/* Ids below are code points. */
enum {
	WORD_BLANK = 0x110000,
	WORD_REFERENCE, /* to a clause that was found: which one is for the comparison to say */
	WORD_OTHER	/* from here on: words of several characters */
};

struct word {
	uint32_t begin, end; /* of norm text */
	uint32_t id;
};

struct draft {
	const struct subject *subject;
	const struct word *words;
	const uint32_t *first; /* by clause, and one more: its first word; those of its heading come
				  first */
};

struct drafts {
	struct draft old, now;
	uint32_t ids; /* all ids are below */
};

struct drafts drafts_read(struct arena *arena, const struct subject *old,
			  const struct subject *now);

static inline uint32_t draft_count(const struct draft *draft, uint32_t clause)
{
	return draft->first[clause + 1] - draft->first[clause];
}
static inline const struct word *draft_words(const struct draft *draft, uint32_t clause)
{
	return draft->words + draft->first[clause];
}
/* How many of a clause's words are its heading's. */
uint32_t draft_heading(const struct draft *draft, uint32_t clause);
/* The index of the first word that ends behind offset. */
uint32_t draft_word_at(const struct draft *draft, uint32_t offset);
/* The reference that a word is; NULL for other words. */
const struct reference *draft_reference(const struct draft *draft, const struct word *word);
/* The quantity that a word is; UINT32_MAX for other words. */
uint32_t draft_quantity(const struct draft *draft, const struct word *word);

static inline uint32_t draft_clauses(const struct draft *draft)
{
	return draft->subject->outline->clause_count;
}
static inline const struct clause *draft_clause(const struct draft *draft, uint32_t clause)
{
	return &draft->subject->outline->clauses[clause];
}

#endif
