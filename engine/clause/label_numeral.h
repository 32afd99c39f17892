/* The numerals of clause numbers, between what opens a label and what closes it.
 *
 * For labels. */
#ifndef CLAUSELINT_CLAUSE_LABEL_NUMERAL_H
#define CLAUSELINT_CLAUSE_LABEL_NUMERAL_H

#include "clause/label.h"

enum numeral {
	NUMERAL_ANY,	/* 3 or 三 */
	NUMERAL_HAN,	/* 三 */
	NUMERAL_DOTTED, /* 3 or 3.2.1 or 3-2 */
	NUMERAL_DEEP,	/* 3.2.1, never 3 alone */
	NUMERAL_SIGN,	/* ③ ⑶ ⒊ ㈢: one character of its own */
	NUMERAL_ROMAN,	/* iv, Ⅳ */
	NUMERAL_LETTER, /* d */
	NUMERAL_STEM,	/* 丁 */
	NUMERAL_HASHES, /* ###: how many */
	NUMERAL_NONE
};

/* Reads the numeral with which text begins: sets the ordinals of label and the bytes it takes.
 * False when it begins with none of this kind. */
bool label_numeral(enum numeral numeral, struct str text, struct label *label, size_t *size);

#endif
