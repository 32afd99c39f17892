#include "detect/detail.h"

#include <string.h>

static char *put(char *to, struct str words)
{
	if (words.n)
		memcpy(to, words.p, words.n);
	return to + words.n;
}

struct str detail_phrase(struct arena *arena, enum detail_text phrase, const struct str *values,
			 uint32_t n)
{
	size_t size = 3 + n;
	char *detail, *to;

	for (uint32_t i = 0; i < n; i++)
		size += values[i].n;
	to = detail = arena_bytes(arena, size);
	*to++ = (char)DETAIL_PHRASE;
	*to++ = (char)(DETAIL_LETTER + (int)phrase);
	for (uint32_t i = 0; i < n; i++) {
		*to++ = (char)DETAIL_VALUE;
		to = put(to, values[i]);
	}
	*to = (char)DETAIL_END;
	return (struct str){detail, size};
}

struct str detail_number(struct arena *arena, double number)
{
	return arena_format(arena, "%.4g", number);
}
