#include "base/words.h"

struct str word_next(const char **words)
{
	const char *begin = *words;
	const char *end = strchr(begin, ' ');
	struct str word = {begin, end ? (size_t)(end - begin) : strlen(begin)};

	*words = end ? end + 1 : begin + word.n;
	return word;
}

/* How many bytes of here the word is that begins at word; 0 when here begins otherwise. */
static size_t fits(const char *word, const char *end, struct str here)
{
	size_t n = 0;

	while (n < here.n && word + n < end && word[n] == here.p[n] && word[n] != ' ')
		n++;
	return word + n == end || word[n] == ' ' ? n : 0;
}

size_t words_after(struct str text, size_t at, struct str words, const char *hit)
{
	struct str here = str_cut(text, at, text.n);
	const char *end = words.p + words.n;
	size_t best = 0, key = str_key(here);

	if (here.p[0] == ' ')
		return 0;
	for (; hit; hit = memchr(hit, here.p[key], (size_t)(end - hit))) {
		const char *word = hit++ - key;

		if (word == words.p || (word > words.p && word[-1] == ' ')) {
			size_t n = fits(word, end, here);
			best = n > best ? n : best;
		}
	}
	return best;
}

size_t words_before(struct str text, size_t at, struct str words, const char *hit)
{
	const char *end = words.p + words.n;
	size_t best = 0;
	char last = text.p[at - 1];

	if (last == ' ')
		return 0;
	for (; hit; hit = memchr(hit, last, (size_t)(end - hit))) {
		const char *word = ++hit;
		size_t n = 0;

		if (hit != end && *hit != ' ')
			continue;
		while (word > words.p && word[-1] != ' ' && n < at &&
		       word[-1] == text.p[at - 1 - n]) {
			word--;
			n++;
		}
		if ((word == words.p || word[-1] == ' ') && n > best)
			best = n;
	}
	return best;
}

/* A character by its bytes, in eight bits; at least one byte is there. */
static unsigned glimpse(const unsigned char *p, size_t n)
{
	if (p[0] < 0xC0 || n < 2)
		return p[0];
	if (p[0] < 0xE0 || n < 3)
		return (p[0] << 2 ^ p[1]) & 255;
	return (p[1] << 2 ^ p[2]) & 255;
}

static size_t step_of(unsigned char lead)
{
	return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

struct characters characters_of(struct str text)
{
	struct characters has = {0};
	const unsigned char *p = (const unsigned char *)text.p;

	for (size_t at = 0; at < text.n;) {
		bool three = (p[at] & 0xF0) == 0xE0 && text.n - at >= 3;
		unsigned bit =
			three ? (p[at + 1] << 2 ^ p[at + 2]) & 255 : glimpse(p + at, text.n - at);

		has.seen[bit / 64] |= (uint64_t)1 << bit % 64;
		at += three ? 3 : step_of(p[at]);
	}
	return has;
}

bool word_among(struct str text, const struct characters *has, const char *words)
{
	/* Most words begin with a character that the text does not have. */
	while (*words) {
		const unsigned char *word = (const unsigned char *)words;
		unsigned bit = glimpse(word, 4);

		if (has->seen[bit / 64] >> bit % 64 & 1) {
			if (str_contains(text, word_next(&words)))
				return true;
			continue;
		}
		words = strchr(words, ' ');
		if (!words)
			return false;
		words++;
	}
	return false;
}

bool word_within(struct str text, const char *words)
{
	struct characters has = characters_of(text);

	return word_among(text, &has, words);
}
