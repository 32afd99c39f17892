/* What the tokens of a pattern and the members of its sets are read with.
 *
 * For syntax.c and syntax_set.c only. */
#ifndef CLAUSELINT_PACK_SYNTAX_PART_H
#define CLAUSELINT_PACK_SYNTAX_PART_H

#include "pack/syntax.h"

/* The byte at at; -1 behind the end. */
static inline int byte_at(struct str s, size_t at)
{
	return at < s.n ? (unsigned char)s.p[at] : -1;
}
static inline bool is_word(int c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* An escape outside a class; *at is behind the backslash. */
void read_escape(struct str s, size_t *at, struct token *token);
/* The end of a name such as [:alpha:] that begins at at, inside a class; at when there is none. */
size_t behind_posix(struct str s, size_t at);

#endif
