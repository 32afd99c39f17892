/* The lists of words of word_list.def, for looking them up.
 *
 * For the clause layer. */
#ifndef CLAUSELINT_CLAUSE_WORD_LIST_H
#define CLAUSELINT_CLAUSE_WORD_LIST_H

#include "base/word_list.h"

#define WORDS(name, words) extern const struct word_list name;
#include "clause/word_list.def"
#undef WORDS

#endif
