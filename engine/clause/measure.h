/* Units: what makes a number in a sentence a quantity and not the number of a clause.
 *
 * For labels. */
#ifndef CLAUSELINT_CLAUSE_MEASURE_H
#define CLAUSELINT_CLAUSE_MEASURE_H

#include "base/str.h"

/* Does a unit stand at at, right behind a number, and not a longer word that begins like one: 3个,
 * but 3.1个人信息? */
bool measures(struct str text, size_t at);

#endif
