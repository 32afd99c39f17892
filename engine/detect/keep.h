/* Findings that outlive the memory they were made in.
 *
 * For the pipeline: detecting takes several times the size of the contract, and nothing of it is needed
 * afterwards but what it found. */
#ifndef CLAUSELINT_DETECT_KEEP_H
#define CLAUSELINT_DETECT_KEEP_H

#include "detect/detect.h"

/* A copy in arena of all that findings points at, but for what belongs to the pack. */
const struct findings *findings_keep(struct arena *arena, const struct findings *findings);

#endif
