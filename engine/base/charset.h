/* Sets of characters, for a cheap test before a dear one.
 *
 * For every layer. A set is exact up to U+3FFF; beyond, characters whose lower 14 bits are equal are
 * taken for one. */
#ifndef CLAUSELINT_BASE_CHARSET_H
#define CLAUSELINT_BASE_CHARSET_H

#include <stdbool.h>
#include <stdint.h>

struct charset {
	uint64_t bits[256];
};

static inline void charset_add(struct charset *set, uint32_t cp)
{
	set->bits[cp >> 6 & 255] |= (uint64_t)1 << (cp & 63);
}
static inline bool charset_has(const struct charset *set, uint32_t cp)
{
	return set->bits[cp >> 6 & 255] >> (cp & 63) & 1;
}

#endif
