/* Names of files with wildcards, as .gitignore has them.
 *
 * For every layer. ? is one character and * any number of them, but neither is a slash; [a-z] is
 * one of a set, [!a-z] one that is not in it; a backslash takes the next character as it is. ** as a
 * folder is any number of folders, none too; as the last part it is all that is below. Characters
 * are code points of UTF-8. Pure; the time is at most the number of folders times the product of
 * both lengths. */
#ifndef CLAUSELINT_BASE_GLOB_H
#define CLAUSELINT_BASE_GLOB_H

#include "base/str.h"

/* Whether all of path is of the pattern. Neither begins with a slash or "./". */
bool glob_match(struct str pattern, struct str path);

/* Whether a pattern has wildcards at all; without any it is a path. */
bool glob_is_pattern(struct str pattern);

#endif
