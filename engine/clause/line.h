/* Lines and lists of words, for looking at a text from outside. */
#ifndef CLAUSELINT_CLAUSE_LINE_H
#define CLAUSELINT_CLAUSE_LINE_H

#include "base/str.h"

struct words {
	size_t count;
	const char *const *p;
};
#define WORDS(...)                                                                                 \
	{sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *),                              \
	 (const char *const[]){__VA_ARGS__}}

bool words_start(const struct words *words, struct str text);
bool words_end(const struct words *words, struct str text);
bool words_occur(const struct words *words, struct str text);
bool words_equal(const struct words *words, struct str text);

/* The line that begins at *at, without its end; *at moves to the next. The caller sees that *at is
 * before the end of text. */
struct span line_next(struct str text, uint32_t *at);
/* The line that ends before *at, which moves to its beginning. *at > 0. */
struct span line_before(struct str text, uint32_t *at);

#endif
