/* Looking up a place in a table whose rows are in order of a uint32_t member.
 *
 *	first = SORTED_AFTER(blanks.p, blanks.n, at.end, offset);
 *
 * For every layer. The table is evaluated more than once. An empty table may be NULL. */
#ifndef CLAUSELINT_BASE_SORTED_H
#define CLAUSELINT_BASE_SORTED_H

#include <stddef.h>
#include <stdint.h>

/* How many rows have a key below limit: the index of the first that has not. */
#define SORTED_FROM(p, n, key, limit) ((n) ? sorted_below(&(p)->key, sizeof *(p), (n), (limit)) : 0)
/* The index of the first row whose key is greater than value. */
#define SORTED_AFTER(p, n, key, value) SORTED_FROM(p, n, key, (uint64_t)(value) + 1)
/* The index of the last row whose key is at most value; 0 when there is none. */
#define SORTED_LAST(p, n, key, value) sorted_before(SORTED_AFTER(p, n, key, value))

static inline uint32_t sorted_key(const uint32_t *keys, size_t stride, uint32_t index)
{
	const void *key = (const char *)keys + index * stride;

	return *(const uint32_t *)key;
}
/* Keys are stride bytes apart. Which half goes on cannot be foretold, so no branch asks. */
static inline uint32_t sorted_below(const uint32_t *keys, size_t stride, uint32_t n, uint64_t limit)
{
	uint32_t low = 0;

	if (n == 0)
		return 0;
	for (; n > 1; n -= n / 2)
		low += n / 2 & -(uint32_t)(sorted_key(keys, stride, low + n / 2 - 1) < limit);
	return low + (sorted_key(keys, stride, low) < limit);
}

static inline uint32_t sorted_before(uint32_t index)
{
	return index ? index - 1 : 0;
}

#endif
