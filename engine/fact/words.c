#include "fact/words.h"

#include <string.h>
#include "base/utf8.h"

struct str word_next(const char **words)
{
	const char *begin = *words;
	const char *end = strchr(begin, ' ');
	struct str word = {begin, end ? (size_t)(end - begin) : strlen(begin)};

	*words = end ? end + 1 : begin + word.n;
	return word;
}

size_t word_after(struct str text, size_t at, const char *words)
{
	size_t best = 0;

	if (at >= text.n)
		return 0;
	while (*words) {
		struct str word = word_next(&words);

		if (word.n > best && word.n <= text.n - at && text.p[at] == word.p[0] &&
		    memcmp(text.p + at, word.p, word.n) == 0)
			best = word.n;
	}
	return best;
}

size_t word_before(struct str text, size_t at, const char *words)
{
	size_t best = 0;

	if (at == 0 || at > text.n)
		return 0;
	while (*words) {
		struct str word = word_next(&words);

		if (word.n > best && word.n <= at &&
		    text.p[at - 1] == word.p[word.n - 1] &&
		    memcmp(text.p + at - word.n, word.p, word.n) == 0)
			best = word.n;
	}
	return best;
}

bool word_within(struct str text, const char *words)
{
	while (*words)
		if (str_contains(text, word_next(&words)))
			return true;
	return false;
}

bool word_is(struct str text, const char *words)
{
	return text.n && word_after(text, 0, words) == text.n;
}

size_t back_by(struct str text, size_t at, unsigned count)
{
	while (count-- && at)
		utf8_prev(text, &at);
	return at;
}
