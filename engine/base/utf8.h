/* Walking UTF-8 one code point at a time.
 *
 * For every layer. Malformed bytes are read as U+FFFD, one byte at a time, so a walk always ends. */
#ifndef CLAUSELINT_BASE_UTF8_H
#define CLAUSELINT_BASE_UTF8_H

#include "base/str.h"

#define UTF8_BAD  0xFFFDu
#define UTF8_NONE 0xFFFFFFFFu

/* The code point at *at, which moves past it; UTF8_NONE at the end of s. */
uint32_t utf8_next(struct str s, size_t *at);
/* The code point that ends at *at, which moves before it; UTF8_NONE at the start of s. */
uint32_t utf8_prev(struct str s, size_t *at);
/* The code point that begins at at, or that ends there; UTF8_NONE beyond the ends of s. */
uint32_t utf8_peek(struct str s, size_t at);
uint32_t utf8_before(struct str s, size_t at);
/* Writes cp to out (4 bytes of room) and returns how many bytes it took. */
size_t utf8_put(char *out, uint32_t cp);
/* The first offset that is not valid UTF-8, or s.n. Surrogates and overlong forms are invalid. */
size_t utf8_valid_prefix(struct str s);
/* How many code points, and how many UTF-16 units, s holds. */
size_t utf8_count(struct str s);
size_t utf8_utf16_count(struct str s);

/* A Han ideograph: the unified blocks, extensions, compatibility ideographs, and 〇 々. */
bool cp_is_han(uint32_t cp);
static inline bool cp_is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}
static inline bool cp_is_letter(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

#endif
