#include "base/pairs.h"

/* Walks from at on as long as characters of three bytes follow each other. */
static size_t next_of_three(const struct pair_set *pairs, struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p, *here = p + at;
	const unsigned char *last = p + (text.n > 6 ? text.n - 6 : 0);
	uint32_t first, second;

	if (here >= last || !pairs_has_three(first = pairs_load(here)))
		return at;
	for (; here < last; here += 3, first = second) {
		second = pairs_load(here + 3);
		if (!pairs_has_three(second) ||
		    pairs->rows[pairs_low(first)] >> pairs_low(second) % 64 & 1)
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
