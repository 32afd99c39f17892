/* The lists of words of word_list.def, for looking them up.
 *
 * For the fact layer. */
#ifndef CLAUSELINT_FACT_WORD_LIST_H
#define CLAUSELINT_FACT_WORD_LIST_H

#include "base/word_list.h"

#define WORDS(name, words) extern const struct word_list name;
#include "fact/word_list.def"
#undef WORDS

#endif
