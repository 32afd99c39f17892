/* Text from elsewhere, made safe to look at.
 *
 * For whatever writes a contract's words or a file's name where a terminal or a reader may obey
 * them: control characters (C0, DEL, C1), those that reorder text (Unicode Annex 9), and U+FFFE and
 * U+FFFF. */
#ifndef CLAUSELINT_BASE_VISIBLE_H
#define CLAUSELINT_BASE_VISIBLE_H

#include "base/out.h"
#include "base/utf8.h"

/* cp, or U+FFFD when it would be obeyed. Tabs and line breaks are controls too. */
uint32_t cp_visible(uint32_t cp);
/* How many bytes from at on are Han characters (U+4000 to U+9FFF): most of any contract, and shown
 * as they are by whatever format. */
static inline size_t han_run(struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p;
	size_t end = at;

	while (text.n - end >= 3 && p[end] - 0xE4u <= 0xE9 - 0xE4 && utf8_is_common(p + end))
		end += 3;
	return end - at;
}

/* text, each character through cp_visible. */
void out_visible(struct out *out, struct str text);

#endif
