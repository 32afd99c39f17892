#include "clause/line.h"

#include <string.h>

/* Asked for every candidate, and nearly always in vain: the first byte tells. */
bool words_start(const struct words *words, struct str text)
{
	for (size_t i = 0; i < words->count && text.n; i++)
		if (words->p[i][0] == text.p[0] && str_starts(text, str_from(words->p[i])))
			return true;
	return false;
}

bool words_end(const struct words *words, struct str text)
{
	for (size_t i = 0; i < words->count; i++)
		if (str_ends(text, str_from(words->p[i])))
			return true;
	return false;
}

bool words_occur(const struct words *words, struct str text)
{
	for (size_t i = 0; i < words->count; i++)
		if (str_contains(text, str_from(words->p[i])))
			return true;
	return false;
}

bool words_equal(const struct words *words, struct str text)
{
	for (size_t i = 0; i < words->count; i++)
		if (str_equal(text, str_from(words->p[i])))
			return true;
	return false;
}

struct span line_next(struct str text, uint32_t *at)
{
	uint32_t begin = *at;
	const char *end = memchr(text.p + begin, '\n', text.n - begin);
	uint32_t stop = end ? (uint32_t)(end - text.p) : (uint32_t)text.n;

	*at = end ? stop + 1 : stop;
	return (struct span){begin, stop};
}

struct span line_before(struct str text, uint32_t *at)
{
	uint32_t end = *at > 0 && text.p[*at - 1] == '\n' ? *at - 1 : *at;
	const char *newline = end ? memrchr(text.p, '\n', end) : NULL;

	*at = newline ? (uint32_t)(newline - text.p) + 1 : 0;
	return (struct span){*at, end};
}
