/* From candidates to clauses: which numbers are numbers, and what lies below what.
 *
 * For segment(). */
#ifndef CLAUSELINT_CLAUSE_TREE_H
#define CLAUSELINT_CLAUSE_TREE_H

#include "clause/candidate.h"
#include "clause/outline.h"
#include "clause/zone.h"

struct clause_list {
	struct clause *p;
	uint32_t n;
	bool truncated;
};

/* The clauses of text in preorder, [0] being the document, with every field set. */
struct clause_list tree_build(struct arena *arena, struct str text, struct candidates candidates,
			      struct zones zones);

#endif
