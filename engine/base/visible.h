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
/* text, each character through cp_visible. */
void out_visible(struct out *out, struct str text);

#endif
