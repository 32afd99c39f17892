/* Where words of a list may begin, told by two characters: for walks over a text that look words
 * up.
 *
 * For every layer. What a walk stops at is looked at again: the set says no to nearly every place
 * where no word begins, and yes to all where one does. Text is well-formed UTF-8. */
#ifndef CLAUSELINT_BASE_PAIRS_H
#define CLAUSELINT_BASE_PAIRS_H

#include "base/utf8.h"

enum { PAIRS_ROWS = 1024 };

/* A row for the first character, in it a bit for the second; each is known by its lowest bits. */
struct pair_set {
	uint64_t rows[PAIRS_ROWS];
};

/* For walks in which most characters take three bytes: four bytes, of which such a character is the
 * lowest, and the lowest bits that tell its row. */
static inline uint32_t pairs_load(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}
static inline bool pairs_has_three(uint32_t loaded)
{
	return (loaded & 0xF0) == 0xE0;
}
static inline uint32_t pairs_low(uint32_t loaded)
{
	return (loaded >> 2 & 0x3C0) | (loaded >> 16 & 0x3F);
}

static inline uint64_t *pairs_row(struct pair_set *pairs, uint32_t first)
{
	return pairs->rows + first % PAIRS_ROWS;
}
/* The beginning of word, which is not empty; a single character may be followed by any. */
static inline void pairs_add(struct pair_set *pairs, struct str word)
{
	size_t at = 0;
	uint64_t *row = pairs_row(pairs, utf8_next(word, &at));

	*row |= at < word.n ? (uint64_t)1 << utf8_peek(word, at) % 64 : UINT64_MAX;
}
/* Whether a word may begin with first and, behind it, second (UTF8_NONE at the end of the text). */
static inline bool pairs_has(const struct pair_set *pairs, uint32_t first, uint32_t second)
{
	return pairs->rows[first % PAIRS_ROWS] >> second % 64 & 1;
}
/* The first offset from at on where a word may begin; the end of text when there is none. */
size_t pairs_next(const struct pair_set *pairs, struct str text, size_t at);

#endif
