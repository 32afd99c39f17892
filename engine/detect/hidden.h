/* Places of the source where something stands that a reader does not see as what it is.
 *
 * For structure_hidden.c. Found in one pass over the source; most bytes of Chinese text are passed by
 * a look at one table. */
#ifndef CLAUSELINT_DETECT_HIDDEN_H
#define CLAUSELINT_DETECT_HIDDEN_H

#include "base/vec.h"

enum hidden_kind {
	HIDDEN_LETTER,  /* Greek or Cyrillic beside a Latin letter or digit */
	HIDDEN_DIGIT,   /* O or l within a number in front of a unit; half and full width mixed */
	HIDDEN_BROKEN,  /* U+FFFD, private use, or a stray letter between Han characters */
	HIDDEN_COMMENT, /* <!-- with words in it --> */
	HIDDEN_STYLE,   /* display:none and the like */
	HIDDEN_SPACE,   /* words behind so much space that nobody looks there */
	HIDDEN_KINDS
};

struct hidden {
	enum hidden_kind kind;
	struct span src;
};

struct hiddens {
	const struct hidden *p; /* in order of place; at most HIDDEN_KEPT */
	uint32_t n;
};
enum { HIDDEN_KEPT = 1000 };

struct hiddens hidden_find(struct arena *arena, struct str source);

#endif
