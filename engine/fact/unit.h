/* Units behind a number or a blank: 元, %, 个工作日, 份.
 *
 * For the fact layer: quantities take kind and scale from here, blanks what kind of value is
 * missing. */
#ifndef CLAUSELINT_FACT_UNIT_H
#define CLAUSELINT_FACT_UNIT_H

#include "fact/quantity.h"

struct unit {
	struct str name;
	enum quantity_kind kind;
	enum time_unit time;
	double scale; /* what one of it is in the base unit of its kind */
};

/* The longest unit that begins at offset at of text; NULL for none. */
const struct unit *unit_at(struct str text, size_t at);
/* Whether one may begin with these two characters: true wherever one does, and seldom elsewhere. */
bool unit_may_begin(uint32_t first, uint32_t second);

#endif
