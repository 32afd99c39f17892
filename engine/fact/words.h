/* Words and characters at a place of a text.
 *
 * For the fact layer and above. */
#ifndef CLAUSELINT_FACT_WORDS_H
#define CLAUSELINT_FACT_WORDS_H

#include "base/utf8.h"
#include "base/words.h"

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
