/* Whether a contract is still a draft, and what that does to the severity of its findings.
 *
 * For the pipeline. In a draft somebody will fill in the blanks; what says no more than that one is
 * empty is information then. */
#ifndef CLAUSELINT_JUDGE_STAGE_H
#define CLAUSELINT_JUDGE_STAGE_H

#include "detect/detect.h"

/* The findings as they are at that stage; the same ones unless it is a draft. */
const struct findings *stage_judge(struct arena *arena, bool draft,
				   const struct findings *findings);

#endif
