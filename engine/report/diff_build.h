/* From what was found to have changed to what is shown of it.
 *
 * For the pipeline. */
#ifndef CLAUSELINT_REPORT_DIFF_BUILD_H
#define CLAUSELINT_REPORT_DIFF_BUILD_H

#include "judge/diff.h"
#include "report/build.h"
#include "report/diff_model.h"

struct diff_input {
	const struct diff *diff;
	struct build_input old, now; /* of the two reports */
};

/* shown has both reports, which are built and share an arena. */
void build_diff(struct shown_diff *shown, struct arena *arena, const struct diff_input *in);

#endif
