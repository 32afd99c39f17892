#include "base/charset.h"

void charset_add_all(struct charset *set, struct str text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);

		if (cp != ' ')
			charset_add(set, cp);
	}
}

size_t charset_next(const struct charset *set, struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p;

	while (at < text.n) {
		const unsigned char *here = p + at, *last = p + (text.n > 2 ? text.n - 2 : 0);
		size_t next;

		/* Most characters of a contract take three bytes. */
		for (; here < last && (*here & 0xF0) == 0xE0; here += 3)
			if (set->bits[(here[0] & 3u) << 6 | (here[1] & 63u)] >> (here[2] & 63) & 1)
				return (size_t)(here - p);
		next = at = (size_t)(here - p);
		if (at < text.n && charset_has(set, utf8_next(text, &next)))
			return at;
		at = next;
	}
	return text.n;
}
