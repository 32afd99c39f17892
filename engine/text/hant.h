/* Simplified report texts in Traditional script.
 *
 * For the report. Phrases before characters (合同范本 → 合同範本, 之后 → 之後, 发票 → 發票), from the
 * table that the build makes from ICU and our patches. */
#ifndef CLAUSELINT_TEXT_HANT_H
#define CLAUSELINT_TEXT_HANT_H

#include "base/arena.h"

struct str to_traditional(struct arena *arena, struct str text);

#endif
