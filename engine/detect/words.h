/* Lists of words, asked about one place of a text.
 *
 * For the detectors. Spans are bounded by the caller: each call reads the text once a word. */
#ifndef CLAUSELINT_DETECT_WORDS_H
#define CLAUSELINT_DETECT_WORDS_H

#include "base/str.h"

#define COUNT_OF(table) (sizeof(table) / sizeof(table)[0])

bool starts_with_any(struct str text, const struct str *words, size_t n);
bool ends_with_any(struct str text, const struct str *words, size_t n);
bool contains_any(struct str text, const struct str *words, size_t n);

#endif
