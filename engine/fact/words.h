/* Words and characters at a place of a text.
 *
 * For the fact layer and above. */
#ifndef CLAUSELINT_FACT_WORDS_H
#define CLAUSELINT_FACT_WORDS_H

#include "base/words.h"

/* The offset count code points before at, or the start of text. */
size_t back_by(struct str text, size_t at, unsigned count);

/* Behind the spaces at at. */
static inline size_t skip_spaces(struct str text, size_t at)
{
	while (at < text.n && text.p[at] == ' ')
		at++;
	return at;
}

#endif
