/* The characters that clause numbers begin with.
 *
 * For labels and for the walk that looks for them. */
#ifndef CLAUSELINT_CLAUSE_LEAD_H
#define CLAUSELINT_CLAUSE_LEAD_H

#include "base/utf8.h"

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

/* The classes of lead.def by a character's page and its place there (stops_gen.c). */
enum { LEAD_PAGE = 64, LEAD_PAGES = 0x10000 / LEAD_PAGE };
extern const uint8_t lead_pages[LEAD_PAGES];
extern const uint8_t lead_classes[][LEAD_PAGE];

static inline enum lead lead_of(uint32_t cp)
{
	if (cp >= LEAD_PAGES * LEAD_PAGE)
		return LEAD_NONE;
	return (enum lead)lead_classes[lead_pages[cp / LEAD_PAGE]][cp % LEAD_PAGE];
}
/* Whether it can begin a label in the middle of a sentence, where only 第三条, numbers and brackets
 * stand. */
static inline bool lead_is_inside(enum lead lead)
{
	return lead == LEAD_DI || (lead >= LEAD_DIGIT && lead <= LEAD_BRACKET);
}

#endif
