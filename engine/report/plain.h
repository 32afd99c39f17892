/* Text from elsewhere on one line of a terminal, or of a format that is read line by line.
 *
 * For the formats that are plain text. Whatever a terminal would obey becomes U+FFFD, and so does
 * what would begin a command of a build service in its log: ##[error], ##vso[…, and :: before
 * anything else. A line break and the white space behind it become one space, as does a tab. What
 * has no width in any font (zero-width spaces, soft hyphens) is left out, since terminals do not
 * agree about it. */
#ifndef CLAUSELINT_REPORT_PLAIN_H
#define CLAUSELINT_REPORT_PLAIN_H

#include "base/out.h"
#include "base/utf8.h"

/* The next code point that is shown, from *at on, which moves past it; UTF8_NONE at the end. */
uint32_t plain_next(struct str text, size_t *at);
/* Moves *at past what is left out. */
void plain_skip(struct str text, size_t *at);
void plain_put(struct out *out, struct str text);
/* In display columns, as it is put. */
size_t plain_width(struct str text);

#endif
