/* What letters of other scripts are mistaken for: a table that the build takes from ICU
 * (lookalike_gen.c).
 *
 * For hidden.c and structure_hidden.c. */
#ifndef CLAUSELINT_DETECT_LOOKALIKE_H
#define CLAUSELINT_DETECT_LOOKALIKE_H

enum { LOOKALIKE_FIRST = 0x370, LOOKALIKE_LAST = 0x52F }; /* Greek and Cyrillic */

/* By code point: the ASCII character, 0 for none. */
extern const char lookalikes[LOOKALIKE_LAST - LOOKALIKE_FIRST + 1];

#endif
