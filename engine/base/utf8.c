#include "base/utf8.h"

#include "base/bytes.h"

/* Reads one code point from the n bytes at p; *size is how many it took (1 for a bad byte).
 * The ranges are those of the Unicode Standard, table 3-7 (well-formed UTF-8 byte sequences). */
static uint32_t decode(const unsigned char *p, size_t n, size_t *size)
{
	unsigned char a = p[0];
	unsigned char low = 0x80, high = 0xBF;
	size_t length;
	uint32_t cp;

	*size = 1;
	if (a < 0x80)
		return a;
	if (a >= 0xC2 && a <= 0xDF) {
		length = 2;
		cp = a & 0x1F;
	} else if (a >= 0xE0 && a <= 0xEF) {
		length = 3;
		cp = a & 0x0F;
		low = a == 0xE0 ? 0xA0 : 0x80;
		high = a == 0xED ? 0x9F : 0xBF;
	} else if (a >= 0xF0 && a <= 0xF4) {
		length = 4;
		cp = a & 0x07;
		low = a == 0xF0 ? 0x90 : 0x80;
		high = a == 0xF4 ? 0x8F : 0xBF;
	} else {
		return UTF8_BAD;
	}
	if (n < length || p[1] < low || p[1] > high)
		return UTF8_BAD;
	for (size_t i = 1; i < length; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return UTF8_BAD;
		cp = cp << 6 | (p[i] & 0x3F);
	}
	*size = length;
	return cp;
}

uint32_t utf8_next_any(struct str s, size_t *at)
{
	size_t size;
	uint32_t cp;

	if (*at >= s.n)
		return UTF8_NONE;
	cp = decode((const unsigned char *)s.p + *at, s.n - *at, &size);
	*at += size;
	return cp;
}

uint32_t utf8_prev_any(struct str s, size_t *at)
{
	size_t end = *at;

	if (end == 0 || end > s.n)
		return UTF8_NONE;
	for (size_t length = 1; length <= 4 && length <= end; length++) {
		size_t size;
		uint32_t cp = decode((const unsigned char *)s.p + end - length, length, &size);
		if (size == length && (cp != UTF8_BAD || length == 3)) {
			*at = end - length;
			return cp;
		}
	}
	*at = end - 1;
	return UTF8_BAD;
}

size_t utf8_put(char *out, uint32_t cp)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

size_t utf8_valid_prefix(struct str s)
{
	size_t at = 0;

#if BYTES_BLOCK
	for (uint32_t n = BYTES_BLOCK; n && s.n - at >= BYTES_BLOCK; at += n)
		n = bytes_whole(bytes_load(s.p + at));
#endif
	while (at < s.n) {
		size_t size;
		if ((unsigned char)s.p[at] < 0x80) {
			at++;
			continue;
		}
		decode((const unsigned char *)s.p + at, s.n - at, &size);
		if (size == 1)
			return at;
		at += size;
	}
	return at;
}

size_t utf8_count(struct str s)
{
	size_t count = 0, i = 0;

#if BYTES_BLOCK
	i = s.n - s.n % BYTES_BLOCK;
	count = i - bytes_count_all(s.p, i, 0x80, 0xBF);
#endif
	for (; i < s.n; i++)
		count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return count;
}

size_t utf8_pairs(struct str s)
{
	size_t count = 0, i = 0;

#if BYTES_BLOCK
	i = s.n - s.n % BYTES_BLOCK;
	count = bytes_count_all(s.p, i, 0xF0, 0xFF);
#endif
	for (; i < s.n; i++)
		count += (unsigned char)s.p[i] >= 0xF0;
	return count;
}

bool cp_is_rare_han(uint32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3007 || cp == 0x3005 ||
	       (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x323AF);
}
