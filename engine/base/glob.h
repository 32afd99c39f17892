/* Matching paths against globs, as .gitignore files write them.
 *
 * For the command line and for acceptances. In a pattern * is any run of characters without a slash, ? is one character,
 * [a-z] [!a-z] [[:digit:]] is one out of a set, and a segment ** is any number of folders; a
 * backslash takes the meaning from what follows. Characters are code points, so that ? and [一-九] do
 * what they say of Chinese names (git goes by bytes); a byte that is no UTF-8 is one character.
 * Upper and lower case differ. Pure; the time is at most the product of the sizes times the depth of
 * the path, whatever the pattern. */
#ifndef CLAUSELINT_BASE_GLOB_H
#define CLAUSELINT_BASE_GLOB_H

#include "base/str.h"

bool glob_match(struct str pattern, struct str path);
/* Whether it is more than a plain name. */
bool glob_is_pattern(struct str pattern);
/* What is wrong with a pattern that can match nothing ("a [ is not closed"); NULL: it is well. */
const char *glob_problem(struct str pattern);

#endif
