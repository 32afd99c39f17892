/* Patterns as programs of our own, for the forms that nearly all patterns have.
 *
 * For pack/match.c and the loader. PCRE2 tries the words of a list one by one, at every character of the
 * gap in front of it, and has to be warm before it is fast. A program knows which characters may follow
 * a gap or begin a list, goes straight to the words that begin with the one that is there, and needs no
 * machine code. What a program finds is what PCRE2 finds: leftmost, alternatives in order, the same
 * groups. It is made of numbers only, so it may stand in a constant table, and threads share it. */
#ifndef CLAUSELINT_PACK_PROGRAM_H
#define CLAUSELINT_PACK_PROGRAM_H

#include "base/arena.h"

enum { PROGRAM_GROUPS = 64 }; /* a pattern with more of them, the match itself included, has none */

struct program {
	const uint32_t *code; /* NULL: the pattern is left to PCRE2 */
	uint32_t size;
};

/* pattern is expanded, and PCRE2 has compiled it. scratch is emptied. */
struct program program_make(struct arena *arena, struct arena *scratch, struct str pattern);

enum program_result { PROGRAM_NO, PROGRAM_YES, PROGRAM_GAVE_UP };

/* The first match that begins in text at start … last; pairs as PCRE2's offset vector, with room for
 * PROGRAM_GROUPS pairs: begin and end of the match and of every named group by number. open: text goes
 * on, so that $ is not its end. Takes a bounded number of steps at one starting point, less at many of
 * them, and bounded stack. What gives up is to be asked of PCRE2, from pairs[0] on: no match begins in
 * front of that. */
enum program_result program_run(struct program program, struct str text, size_t start, size_t last,
				bool open, size_t *pairs);

#endif
