/* Everything that is extracted once and used by many rules.
 *
 * For detectors and reports. */
#ifndef CLAUSELINT_FACT_FACTS_H
#define CLAUSELINT_FACT_FACTS_H

#include "fact/blank.h"
#include "fact/party.h"
#include "fact/quantity.h"
#include "fact/reference.h"

struct facts {
	struct parties parties;
	struct mentions mentions;
	struct blanks blanks;
	struct quantities quantities;
	struct references references;
};

struct facts *survey(struct arena *arena, const struct norm *norm,
			   const struct outline *outline);
/* Gives back the quantities, which only a report with an outline shows. */
void survey_drop_quantities(struct arena *arena, struct facts *facts);

#endif
