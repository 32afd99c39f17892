/* The scan of pack/literals.h as the owners of literals see it.
 *
 * For unit tests. */
#ifndef CLAUSELINT_TESTS_OWNERS_H
#define CLAUSELINT_TESTS_OWNERS_H

#include "pack/literals.h"

typedef void owner_fn(void *context, uint32_t owner, uint32_t offset);
/* Calls found for what stands in text, in order, once for every owner of it. */
void literals_scan(const struct literals *literals, struct str text, owner_fn *found, void *context);

#endif
