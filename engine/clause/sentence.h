/* The sentences of every clause.
 *
 * For segment(). */
#ifndef CLAUSELINT_CLAUSE_SENTENCE_H
#define CLAUSELINT_CLAUSE_SENTENCE_H

#include "base/arena.h"
#include "clause/tree.h"

struct sentence_list {
	struct sentence *p;
	uint32_t n;
};

struct sentence_list sentences_find(struct arena *arena, struct str text, struct clause_list clauses);

#endif
