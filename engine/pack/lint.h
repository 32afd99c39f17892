/* Refuses patterns that PCRE2 accepts but that cannot mean what they say, and warns of those that
 * hardly can.
 *
 * For the pack layer only. */
#ifndef CLAUSELINT_PACK_LINT_H
#define CLAUSELINT_PACK_LINT_H

#include "pack/expand.h"
#include "pack/pattern.h"

/* Notes what is wrong with the pattern as it is written (its terms are looked at by themselves); false
 * when something is. */
bool pattern_lint(struct compiler *compiler, const struct pattern *pattern,
		  const struct expansion *expansion);
/* What pattern_warn works with. */
struct placing *placing_new(struct arena *arena);
/* Warns of what stands where it can hardly match: a space beside a Han character, ^ behind and $ in front
 * of what they are not at the edge of. */
void pattern_warn(struct compiler *compiler, const struct pattern *pattern,
		  const struct expansion *expansion);
/* The 1-based character that an offset in the pattern's source is. */
uint32_t pattern_character(const struct pattern *pattern, size_t offset);

#endif
