#include "base/pairs.h"

/* Four bytes, of which a character of three is the lowest. */
static uint32_t load(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static bool has_three_bytes(uint32_t loaded)
{
	return (loaded & 0xF0) == 0xE0;
}

/* Walks from at on as long as characters of three bytes follow each other. */
static size_t next_of_three(const struct pair_set *pairs, struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p, *here = p + at;
	const unsigned char *last = p + (text.n > 6 ? text.n - 6 : 0);
	uint32_t first, second;

	if (here >= last || !has_three_bytes(first = load(here)))
		return at;
	for (; here < last; here += 3, first = second) {
		second = load(here + 3);
		if (!has_three_bytes(second) ||
		    pairs->rows[(first >> 8 & 15) << 6 | (first >> 16 & 63)] >>
				    (second >> 16 & 63) &
			    1)
			break;
	}
	return (size_t)(here - p);
}

size_t pairs_next(const struct pair_set *pairs, struct str text, size_t at)
{
	while (at < text.n) {
		size_t next = at = next_of_three(pairs, text, at);
		uint32_t first = utf8_next(text, &next);

		if (pairs_has(pairs, first, utf8_peek(text, next)))
			return at;
		at = next;
	}
	return text.n;
}
