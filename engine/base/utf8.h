/* Walking UTF-8 one code point at a time.
 *
 * For every layer. Malformed bytes are read as U+FFFD, one byte at a time, so a walk always ends. */
#ifndef CLAUSELINT_BASE_UTF8_H
#define CLAUSELINT_BASE_UTF8_H

#include "base/str.h"

#define UTF8_BAD  0xFFFDu
#define UTF8_NONE 0xFFFFFFFFu

/* What utf8_next and utf8_prev do for all that has neither one byte nor three. */
uint32_t utf8_next_any(struct str s, size_t *at);
uint32_t utf8_prev_any(struct str s, size_t *at);

/* Whether the three bytes at p are one character from U+1000 on; ED may begin half a surrogate pair. */
static inline bool utf8_is_common(const unsigned char *p)
{
	uint16_t behind;

	memcpy(&behind, p + 1, sizeof behind);
	return p[0] - 0xE1u <= 0xEF - 0xE1 && p[0] != 0xED && (behind & 0xC0C0) == 0x8080;
}
static inline uint32_t utf8_common(const unsigned char *p)
{
	/* Less the bits that say where a character begins and goes on. */
	return ((uint32_t)p[0] << 12) + ((uint32_t)p[1] << 6) + p[2] - 0xE2080;
}

/* The code point at *at, which moves past it; UTF8_NONE at the end of s. */
static inline uint32_t utf8_next(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p;

	if (*at < s.n && p[*at] < 0x80)
		return p[(*at)++];
	if (s.n >= 3 && *at <= s.n - 3 && utf8_is_common(p + *at)) {
		*at += 3;
		return utf8_common(p + *at - 3);
	}
	return utf8_next_any(s, at);
}
/* The code point at *at of a text that is known to be well-formed, and is not at its end. */
static inline uint32_t utf8_next_valid(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;

	if (p[0] < 0x80) {
		*at += 1;
		return p[0];
	}
	if ((p[0] & 0xF0) != 0xE0)
		return utf8_next_any(s, at);
	*at += 3;
	return utf8_common(p);
}
/* The code point that ends at *at, which moves before it; UTF8_NONE at the start of s. */
static inline uint32_t utf8_prev(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p;

	if (*at >= 3 && *at <= s.n && utf8_is_common(p + *at - 3)) {
		*at -= 3;
		return utf8_common(p + *at);
	}
	if (*at >= 1 && *at <= s.n && p[*at - 1] < 0x80)
		return p[--*at];
	return utf8_prev_any(s, at);
}
/* The code point that begins at at, or that ends there; UTF8_NONE beyond the ends of s. */
static inline uint32_t utf8_peek(struct str s, size_t at)
{
	return utf8_next(s, &at);
}
static inline uint32_t utf8_before(struct str s, size_t at)
{
	return utf8_prev(s, &at);
}
/* Whether at is inside a character of s, which is well-formed. */
static inline bool utf8_splits(struct str s, size_t at)
{
	return at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80;
}
/* Writes cp to out (4 bytes of room) and returns how many bytes it took. */
size_t utf8_put(char *out, uint32_t cp);
/* The first offset that is not valid UTF-8, or s.n. Surrogates and overlong forms are invalid. */
size_t utf8_valid_prefix(struct str s);
/* How many code points s holds, and how many of them are two units in UTF-16. */
size_t utf8_count(struct str s);
size_t utf8_pairs(struct str s);

/* A Han ideograph: the unified blocks, extensions, compatibility ideographs, and 〇 々. */
bool cp_is_rare_han(uint32_t cp);
static inline bool cp_is_han(uint32_t cp)
{
	return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3005 && cp_is_rare_han(cp));
}
static inline bool cp_is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}
/* White space of ASCII. */
static inline bool cp_is_space(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r');
}
static inline bool cp_is_letter(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

#endif
