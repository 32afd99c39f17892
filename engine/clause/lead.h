/* The characters that clause numbers begin with.
 *
 * For labels and for the walk that looks for them. */
#ifndef CLAUSELINT_CLAUSE_LEAD_H
#define CLAUSELINT_CLAUSE_LEAD_H

#include "clause/stops.h"

/* The classes of characters that labels begin with. */
enum lead {
	LEAD_NONE,
	LEAD_HASH,
	LEAD_DI, /* 第 */
	LEAD_FU, /* 附 */
	LEAD_LATIN,
	LEAD_DIGIT,
	LEAD_HAN,  /* 一 二 三 … */
	LEAD_SIGN, /* ① Ⅳ */
	LEAD_BRACKET,
	LEAD_STEM, /* 甲 乙 丙 … */
	LEAD_BULLET,
	LEADS
};

enum lead lead_of(uint32_t cp);
/* Adds the characters with which a label can begin in the middle of a sentence, where only 第三条,
 * numbers and brackets stand. */
void lead_stops(struct stops *stops);

#endif
