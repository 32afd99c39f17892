/* Refuses patterns that PCRE2 accepts but that cannot mean what they say.
 *
 * For the pack layer only. */
#ifndef CLAUSELINT_PACK_LINT_H
#define CLAUSELINT_PACK_LINT_H

#include "pack/expand.h"
#include "pack/pattern.h"

/* Notes what is wrong with the pattern's own text (its terms are looked at by themselves); false when
 * something is. */
bool pattern_lint(struct compiler *compiler, const struct pattern *pattern,
		  const struct expansion *expansion);
/* The 1-based character of pattern that an offset of the expanded text came from. */
uint32_t pattern_character(const struct pattern *pattern, const struct expansion *expansion,
			   size_t offset);

#endif
