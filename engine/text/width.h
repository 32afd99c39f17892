/* How many columns a terminal or a fixed-width font gives to text (Unicode Annex 11).
 *
 * For reports. Wide and full-width characters are 2, combining and zero-width ones 0, others 1. */
#ifndef CLAUSELINT_TEXT_WIDTH_H
#define CLAUSELINT_TEXT_WIDTH_H

#include "base/str.h"

uint32_t cp_width(uint32_t cp);
size_t text_width(struct str text);

#endif
