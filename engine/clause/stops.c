#include "clause/stops.h"

#include "base/pairs.h"

void stops_add(struct stops *stops, uint32_t first, uint32_t last)
{
	for (uint32_t cp = first; cp <= last; cp = (cp | 63) + 1) {
		uint32_t end = (cp | 63) < last ? 63 : last % 64;
		stops->rows[cp / 64] |= UINT64_MAX << cp % 64 & UINT64_MAX >> (63 - end);
	}
}

void stops_add_all(struct stops *stops, struct str text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);
		stops_add(stops, cp, cp);
	}
}

size_t stops_next(const struct stops *stops, struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p, *here = p + at;
	/* Where a character of three bytes may begin, with one more byte that is read with it. */
	const unsigned char *last = p + (text.n > 3 ? text.n - 3 : 0);

	while (here < last) {
		uint32_t four = pairs_load(here);
		size_t next;
		if (pairs_has_three(four)) {
			uint64_t row = stops->rows[(four & 0x0F) << 6 | (four >> 8 & 0x3F)];
			if (row >> (four >> 16 & 0x3F) & 1)
				return (size_t)(here - p);
			here += 3;
			continue;
		}
		if (!(four & 0x80)) {
			if (stops_has(stops, four & 0x7F))
				return (size_t)(here - p);
			here++;
			continue;
		}
		next = (size_t)(here - p);
		if (stops_has(stops, utf8_next(text, &next)))
			return (size_t)(here - p);
		here = p + next;
	}
	for (at = (size_t)(here - p); at < text.n; utf8_next(text, &at))
		if (stops_has(stops, utf8_peek(text, at)))
			return at;
	return text.n;
}
