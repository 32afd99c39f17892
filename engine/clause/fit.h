/* How a candidate fits what stands so far.
 *
 * For the clause tree: it keeps the open clauses, and asks here where the next one would go. */
#ifndef CLAUSELINT_CLAUSE_FIT_H
#define CLAUSELINT_CLAUSE_FIT_H

#include "clause/candidate.h"

/* How a candidate would continue what stands so far. */
enum fit {
	FIT_NEXT = 1,	 /* the next number of an open list */
	FIT_FIRST = 2,	 /* number one of a new list below */
	FIT_RESTART = 4, /* number one again */
	FIT_SKIP = 8,	 /* a number is missing */
	FIT_BACK = 16,	 /* a number again, or a smaller one */
	FIT_ORPHAN = 32, /* a new list that does not begin with one */
	FIT_INSIDE = 64	 /* 4.1 right below 第四条: number one, and the parent agrees */
};

/* An open clause on the way from the document to the current place. */
struct frame {
	uint32_t clause;
	uint32_t candidate;
};

/* How deep clauses may lie in each other; what would lie deeper is text. */
enum { FRAMES = 32 };

/* The open clauses, the document first. */
struct open_clauses {
	struct str text;
	struct candidates candidates;
	struct frame frames[FRAMES];
	uint32_t depth;    /* frames in use */
	uint32_t articles; /* the number of the last 第N条 */
};

/* Where a candidate would go: below frames[parent]. */
struct fitting {
	uint32_t parent;
	enum fit fit;
};

/* Settles first what c counts when that depends on the list: i is one, or the letter behind h. */
struct fitting fit_find(const struct open_clauses *open, struct candidate *c);
/* Is a candidate that fits so a clause number? */
bool fit_accepts(const struct candidate *c, enum fit fit);

#endif
