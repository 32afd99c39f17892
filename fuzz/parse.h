/* Whether a whole report is what its format promises, by parsers that are not ours where there are
 * any: jansson, Expat, cmark, and a scanner of tags. */
#ifndef CLAUSELINT_FUZZ_PARSE_H
#define CLAUSELINT_FUZZ_PARSE_H

#include "base/str.h"

bool parses_as(const char *format, struct str report);

#endif
