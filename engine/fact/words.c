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
	const char *here = text.p + at;
	size_t room = at < text.n ? text.n - at : 0;
	size_t best = 0;

	while (*words) {
		size_t n = 0;

		while (n < room && words[n] == here[n] && words[n] && words[n] != ' ')
			n++;
		if (n > best && (!words[n] || words[n] == ' '))
			best = n;
		while (words[n] && words[n] != ' ')
			n++;
		words += words[n] ? n + 1 : n;
	}
	return best;
}

size_t word_before(struct str text, size_t at, const char *words)
{
	char last = at && at <= text.n ? text.p[at - 1] : '\0';
	size_t best = 0;

	if (!last)
		return 0;
	while (*words) {
		size_t n = 1;

		while (words[n] && words[n] != ' ')
			n++;
		if (n > best && n <= at && words[n - 1] == last &&
		    memcmp(text.p + at - n, words, n) == 0)
			best = n;
		words += words[n] ? n + 1 : n;
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
