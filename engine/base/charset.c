#include "base/charset.h"

void charset_add_all(struct charset *set, struct str text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);

		if (cp != ' ')
			charset_add(set, cp);
	}
}

/* Whether the three bytes at p, which are one character, are in the set. */
static inline bool has_three(const struct charset *set, const unsigned char *p)
{
	return set->bits[(p[0] & 3u) << 6 | (p[1] & 63u)] >> (p[2] & 63) & 1;
}

size_t charset_next(const struct charset *set, struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p;

	while (at < text.n) {
		size_t next = at;

		/* Most characters of a contract take three bytes. */
		while (text.n - at >= 3 && (p[at] & 0xF0) == 0xE0) {
			if (has_three(set, p + at))
				return at;
			at += 3;
		}
		next = at;
		if (at < text.n && charset_has(set, utf8_next(text, &next)))
			return at;
		at = next;
	}
	return text.n;
}
