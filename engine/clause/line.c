#include "clause/line.h"

#include <string.h>

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

size_t line_begin(struct str text, size_t from, size_t at)
{
	const char *newline = memrchr(text.p + from, '\n', at - from);

	return newline ? (size_t)(newline - text.p) + 1 : from;
}
