/* The one table of report texts, in the three report languages.
 *
 * For the formats. Chinese is Simplified; zh-Hant is made from it by text/hant.h when the report is
 * built. Reviewed as a lawyer would: correct, plain, never alarmist. */
#ifndef CLAUSELINT_REPORT_TEXTS_H
#define CLAUSELINT_REPORT_TEXTS_H

#include "pack/rule.h"

enum text_id {
#define TEXT(id, hans, en) TEXT_##id,
#include "report/texts.def"
#undef TEXT
	TEXT_COUNT
};

/* The text in lang; zh-Hant is allocated in arena. */
struct str report_text(struct arena *arena, enum text_id id, enum lang lang);

/* Goes on in a pattern, from *at, to the next {name}: what stands in front of it, and the name. False when
 * there is none any more; then before is the rest of the pattern. */
bool text_next_name(struct str pattern, size_t *at, struct str *before, struct str *name);

#endif
