/* Sets of characters, for walks over a text that stop at few of them.
 *
 * For every layer. A set is exact up to U+3FFF; beyond, characters whose lower 14 bits are equal are
 * taken for one, so what a walk stops at is looked at again. Text is well-formed UTF-8. */
#ifndef CLAUSELINT_BASE_CHARSET_H
#define CLAUSELINT_BASE_CHARSET_H

#include "base/utf8.h"

struct charset {
	uint64_t bits[256];
};

static inline void charset_add(struct charset *set, uint32_t cp)
{
	set->bits[cp >> 6 & 255] |= (uint64_t)1 << (cp & 63);
}
/* Every character of text but spaces. */
void charset_add_all(struct charset *set, struct str text);
static inline bool charset_has(const struct charset *set, uint32_t cp)
{
	return set->bits[cp >> 6 & 255] >> (cp & 63) & 1;
}

/* The first offset from at on where a character stands that may be in the set; the end of text when
 * there is none. */
size_t charset_next(const struct charset *set, struct str text, size_t at);

#endif
