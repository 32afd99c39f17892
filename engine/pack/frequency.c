#include "pack/frequency.h"
#include "base/utf8.h"

#include <stdlib.h>

static int by_characters(const void *a, const void *b)
{
	const struct frequency *x = a, *y = b;

	return x->first != y->first ? x->first - y->first : x->second - y->second;
}

/* second: 0 for first alone. */
static double count_of(uint32_t first, uint32_t second)
{
	const double unlisted = 1;
	const struct frequency key = {(uint16_t)first, (uint16_t)second, 0};
	const struct frequency *found = NULL;

	if (first <= UINT16_MAX && second <= UINT16_MAX)
		found = bsearch(&key, frequencies, frequency_count, sizeof key, by_characters);
	return found ? found->count : unlisted;
}

/* As if each character depended on the one before alone. */
double frequency_of(struct str word)
{
	size_t at = 0;
	uint32_t cp = utf8_next(word, &at);
	double count = count_of(cp, 0);

	while (at < word.n) {
		double before = count_of(cp, 0);
		uint32_t next = utf8_next(word, &at);

		count *= count_of(cp, next) / before;
		cp = next;
	}
	return 1000 * count / frequency_total;
}
