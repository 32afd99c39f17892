/* Expanded patterns as PCRE2 takes them: one place that decides how.
 *
 * For the pack layer only: patterns are checked with the same code that they are matched with where they
 * have no program (program.h). */
#ifndef CLAUSELINT_PACK_CODE_H
#define CLAUSELINT_PACK_CODE_H

#include "pack/program.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum { CODE_GROUPS = PROGRAM_GROUPS }; /* numbered groups of one pattern, the match itself included */

/* Dies with the arena; never changed, so that threads may share it. */
pcre2_compile_context *code_context(struct arena *arena);
/* NULL with PCRE2's error, and where in text it is. The code is the caller's to free. */
pcre2_code *code_compile(pcre2_compile_context *context, struct str text, int *error,
			 size_t *offset);
struct stored_codes;
/* NULL when the bytes were stored by another release of PCRE2, the pattern has none (it has a program), or
 * there is no memory. */
pcre2_code *code_fetch(const struct stored_codes *stored, uint32_t number);

#endif
