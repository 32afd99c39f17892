/* Which of a few words stands here?
 *
 * For the fact layer. A list of words is one string, the words separated by single spaces, so that
 * a table of them can be read as a sentence. The longest word that fits is taken. */
#ifndef CLAUSELINT_FACT_WORDS_H
#define CLAUSELINT_FACT_WORDS_H

#include "base/utf8.h"

/* Bytes of the longest word of the list that begins, or ends, at offset at of text; 0 for none. */
size_t word_after(struct str text, size_t at, const char *words);
size_t word_before(struct str text, size_t at, const char *words);
/* Whether any word of the list stands anywhere in text. */
bool word_within(struct str text, const char *words);
/* Whether text is one of the words. */
bool word_is(struct str text, const char *words);
/* Cuts the first word off *words; empty when there is none left. */
struct str word_next(const char **words);
/* The offset count code points before at, or the start of text. */
size_t back_by(struct str text, size_t at, unsigned count);

/* A filter of characters: has says yes for all that were added, and for few others. */
struct char_filter {
	uint64_t bits[16];
};

static inline void char_filter_add(struct char_filter *filter, uint32_t cp)
{
	filter->bits[cp % 1024 / 64] |= (uint64_t)1 << cp % 64;
}
static inline bool char_filter_has(const struct char_filter *filter, uint32_t cp)
{
	return filter->bits[cp % 1024 / 64] >> cp % 64 & 1;
}

#endif
