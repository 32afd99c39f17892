/* Lines, for looking at a text from outside. */
#ifndef CLAUSELINT_CLAUSE_LINE_H
#define CLAUSELINT_CLAUSE_LINE_H

#include "base/words.h"

/* The line that begins at *at, without its end; *at moves to the next. The caller sees that *at is
 * before the end of text. */
struct span line_next(struct str text, uint32_t *at);
/* The line that ends before *at, which moves to its beginning. *at > 0. */
struct span line_before(struct str text, uint32_t *at);

/* Where the line that holds at begins, or from when that is behind it. from <= at. */
size_t line_begin(struct str text, size_t from, size_t at);

#endif
