/* Which of a few words stands here?
 *
 * For every layer. A list of words is one string, the words separated by single spaces, so that
 * a table of them can be read as a sentence. The longest word that fits is taken. These are asked at
 * very many places and nearly always in vain, so one search for a byte of the list answers mostly. */
#ifndef CLAUSELINT_BASE_WORDS_H
#define CLAUSELINT_BASE_WORDS_H

#include "base/str.h"

/* The rest of the two functions below, where hit is the first byte of words that is the one in
 * question. */
size_t words_after(struct str text, size_t at, struct str words, const char *hit);
size_t words_before(struct str text, size_t at, struct str words, const char *hit);

/* Bytes of the longest word of the list that begins, or ends, at offset at of text; 0 for none. */
static inline size_t word_after(struct str text, size_t at, const char *words)
{
	struct str list = {words, strlen(words)};
	const char *hit = NULL;

	if (at < text.n && str_key(str_cut(text, at, text.n)) < text.n - at)
		hit = memchr(words, text.p[at + str_key(str_cut(text, at, text.n))], list.n);
	return hit ? words_after(text, at, list, hit) : 0;
}
static inline size_t word_before(struct str text, size_t at, const char *words)
{
	struct str list = {words, strlen(words)};
	const char *hit = NULL;

	if (at > 0 && at <= text.n)
		hit = memchr(words, text.p[at - 1], list.n);
	return hit ? words_before(text, at, list, hit) : 0;
}
/* Whether any word of the list stands anywhere in text. */
bool word_within(struct str text, const char *words);
/* The same for several lists: which characters text has is found once. They may be those of a longer
 * text that it is part of. */
struct characters {
	uint64_t seen[4];
};
struct characters characters_of(struct str text);
bool word_among(struct str text, const struct characters *has, const char *words);
/* Whether text is one of the words. */
static inline bool word_is(struct str text, const char *words)
{
	return text.n && word_after(text, 0, words) == text.n;
}
/* Cuts the first word off *words; empty when there is none left. */
struct str word_next(const char **words);

#endif
