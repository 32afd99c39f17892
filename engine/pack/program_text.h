/* What programs ask of the text they run on: characters, sets, filters, edges; for
 * pack/program_run.c only. The text is UTF-8 without mistakes. */
#ifndef CLAUSELINT_PACK_PROGRAM_TEXT_H
#define CLAUSELINT_PACK_PROGRAM_TEXT_H

#include "pack/program_code.h"

#include <stddef.h>

/* The text up to n, where it ends unless open is set. */
struct seen {
	const unsigned char *text;
	size_t n;
	bool open;
};

/* The character at `at`, which is in front of the end, and how many bytes it takes. */
static inline uint32_t character(const struct seen *seen, size_t at, size_t *size)
{
	const unsigned char *p = seen->text + at;

	if (p[0] < 0x80) {
		*size = 1;
		return p[0];
	}
	if (p[0] < 0xE0) {
		*size = 2;
		return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	}
	if (p[0] < 0xF0) {
		*size = 3;
		return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	}
	*size = 4;
	return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

static inline size_t before(const struct seen *seen, size_t at)
{
	do
		at--;
	while (at && (seen->text[at] & 0xC0) == 0x80);
	return at;
}

/* What filters ask about the character at `at`; nearly all take one byte or three. */
static inline uint32_t bits_of(const struct seen *seen, size_t at, size_t *size)
{
	const unsigned char *p = seen->text + at;

	if (p[0] < 0x80) {
		*size = 1;
		return p[0];
	}
	if ((p[0] & 0xF0) != 0xE0)
		return bits_of_character(character(seen, at, size));
	*size = 3;
	return FILTER_ASCII + ((uint32_t)p[1] << 6 | (p[2] & 0x3Fu)) % FILTER_OTHERS;
}

static inline bool is_written(const uint32_t *set, uint32_t cp)
{
	const uint32_t *ranges = set + SET_HEAD;
	uint32_t low = 0, high = set[SET_HEAD - 1];

	while (low < high) {
		uint32_t middle = (low + high) / 2;

		if (cp > ranges[2 * middle + 1])
			low = middle + 1;
		else
			high = middle;
	}
	return low < set[SET_HEAD - 1] && cp >= ranges[2 * low];
}

/* bits, size: of the character there. */
static inline bool set_has(const struct seen *seen, const uint32_t *set, size_t at, uint32_t bits)
{
	size_t size;

	return (filter_has(set, bits) && is_written(set, character(seen, at, &size))) !=
	       set[SET_HEAD - 2];
}

/* The first character from `at` to end that filter has; end: there is none. */
static inline size_t find_in_filter(const struct seen *seen, const uint32_t *filter, size_t at,
				    size_t end)
{
	for (size_t size; at < end; at += size)
		if (filter_has(filter, bits_of(seen, at, &size)))
			return at;
	return end;
}

static inline bool filter_passes(const struct seen *seen, const uint32_t *filter, size_t at)
{
	size_t size;

	return at < seen->n ? filter_has(filter, bits_of(seen, at, &size))
			    : filter[FILTER_WORDS - 1];
}

static inline bool is_word(const struct seen *seen, size_t at)
{
	unsigned char c = at < seen->n ? seen->text[at] : ' ';

	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       c == '_';
}

static inline bool at_edge(const struct seen *seen, uint32_t which, size_t at)
{
	bool inside = at && is_word(seen, at - 1), before_end = at + 1 == seen->n;

	switch (which) {
	case '^':
	case 'A': return at == 0;
	case '$': return !seen->open && (at == seen->n || (before_end && seen->text[at] == '\n'));
	case 'Z': return at == seen->n || (before_end && seen->text[at] == '\n');
	case 'z': return at == seen->n;
	case 'b': return inside != is_word(seen, at);
	default: return inside == is_word(seen, at);
	}
}

#endif
