/* The heading behind a clause number, and the number as people say it.
 *
 * For the clause tree. */
#ifndef CLAUSELINT_CLAUSE_TITLE_H
#define CLAUSELINT_CLAUSE_TITLE_H

#include "clause/outline.h"

/* Sets title, body and number of clause, whose own text ends at end; leaf: it has no children. */
void title_find(struct str text, struct clause *clause, uint32_t end, bool leaf);

#endif
