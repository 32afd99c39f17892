/* The clause tree of a contract and its sentences.
 *
 * For every layer above. The tree is a flat array in preorder: the clauses below clauses[i] are
 * clauses[i + 1 .. after - 1]. clauses[0] is the document itself. Spans are of norm text.
 *
 * Header, furniture, contents and signature block are clauses at the top with style LABEL_NONE, without
 * number and title. A text without any clause is the body of the document, in ZONE_TERMS. */
#ifndef CLAUSELINT_CLAUSE_OUTLINE_H
#define CLAUSELINT_CLAUSE_OUTLINE_H

#include "clause/label.h"
#include "text/norm.h"

/* What kind of text a clause is. Rules look at ZONE_TERMS, and blanks at all but the first two. */
enum zone {
	ZONE_FURNITURE, /* the page around a scraped contract: not searched, said so in the report */
	ZONE_CONTENTS,  /* a table of contents */
	ZONE_HEADER,    /* title, contract number, parties: before the first numbered clause */
	ZONE_TERMS,
	ZONE_SIGNATURE, /* the block for seals, signatures and dates */
	ZONE_ANNEX      /* after 附件一 … as a heading: read like terms */
};

struct clause {
	struct span at;    /* everything, children too */
	struct span label; /* the number as written; empty for a heading without a number */
	struct span title; /* heading; empty when the clause has none. Its words are a sentence, too */
	struct span body;  /* its own text, up to its first child */
	enum label_style style : 8;
	enum zone zone : 8;
	uint8_t depth;     /* 0 for the document */
	uint8_t number_size;
	uint32_t number_at; /* of the outline's numbers; see clause_number */
	uint32_t ordinal;  /* the last number of its label: 3 for 6.1.3 */
	uint32_t parent;   /* index; 0 for the top clauses and for the document */
	uint32_t after;    /* index behind its last descendant */
	uint32_t occurrence; /* 1, or 2 for the second clause of the contract with this number */
};

struct sentence {
	struct span at;  /* with its full stop, without the label in front of it */
	uint32_t clause; /* index of the innermost clause */
};

struct outline {
	const struct clause *clauses;
	uint32_t clause_count;
	struct str numbers; /* the text that the clauses' numbers stand in */
	const struct sentence *sentences; /* in order, not overlapping; none in ZONE_FURNITURE or ZONE_CONTENTS */
	uint32_t sentence_count;
	bool truncated; /* a limit was reached (OUTLINE_CLAUSES_MAX): what is behind it is one clause */
};
enum { OUTLINE_CLAUSES_MAX = 4000000 };

/* Bounded time and memory whatever the text: at most linear but for a logarithm. */
struct outline *segment(struct arena *arena, const struct norm *norm);
/* Copies the numbers, so that the outline does not need the norm text any more. */
void outline_keep_numbers(struct arena *arena, struct outline *outline);

/* A clause's number as people say it: 第四条, 6.1.1, 一、, （三）, 附件一; empty without one. */
static inline struct str clause_number(const struct outline *outline, const struct clause *clause)
{
	return (struct str){outline->numbers.p + clause->number_at, clause->number_size};
}

/* The innermost clause, and the sentence, that hold an offset of norm text. For an offset outside
 * every sentence: the next one; sentence_count behind the last. */
uint32_t outline_clause_at(const struct outline *outline, uint32_t offset);
uint32_t outline_sentence_at(const struct outline *outline, uint32_t offset);
/* The unit of a clause for "within: clause": the clause itself with its children; and "section": its
 * outermost numbered ancestor. */
uint32_t outline_section(const struct outline *outline, uint32_t clause);

#endif
