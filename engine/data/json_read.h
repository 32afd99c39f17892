/* Reading JSON Lines strictly: one object a line, whose members are known and all texts.
 *
 * For the baseline. Read by Jansson, line by line; every mistake has its place. Line ends may be CR
 * LF, a byte order mark and empty lines are passed over. Of the many mistakes of a file that is no
 * such list the first JSON_MISTAKES_MAX are said. */
#ifndef CLAUSELINT_DATA_JSON_READ_H
#define CLAUSELINT_DATA_JSON_READ_H

#include "base/error.h"

enum { JSON_MISTAKES_MAX = 20 };

/* What every line must have, once and as a text, and nothing else. */
struct json_keys {
	const struct str *p;
	uint32_t n;
};

struct json_lines;
/* file is what mistakes call it; text must outlive the reader. All memory is of the mistakes'
 * arena. */
struct json_lines *json_lines_open(struct mistakes *mistakes, struct str file, struct str text,
				   struct json_keys keys);
/* The next line without a mistake: its number from 1, and its values, one a key, in the arena.
 * False behind the last one. */
bool json_lines_next(struct json_lines *lines, uint32_t *number, struct str *values);

#endif
