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
		const unsigned char *here = p + at, *last = p + (text.n > 3 ? text.n - 3 : 0);
		size_t next;

		/* Most characters of a contract take three bytes; one more is read with them. */
		for (; here < last; here += 3) {
			uint32_t four = (uint32_t)here[0] | (uint32_t)here[1] << 8 |
					(uint32_t)here[2] << 16 | (uint32_t)here[3] << 24;

			if ((four & 0xF0) != 0xE0)
				break;
			if (set->bits[(four & 3) << 6 | (four >> 8 & 63)] >> (four >> 16 & 63) & 1)
				return (size_t)(here - p);
		}
		next = at = (size_t)(here - p);
		if (at < text.n && charset_has(set, utf8_next(text, &next)))
			return at;
		at = next;
	}
	return text.n;
}
