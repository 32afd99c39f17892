/* A finding's identity: rule, clause heading without its number, normalised sentence, n-th such.
 *
 * For reports, and for acceptances and the baseline. Never a line or an offset: inserted clauses,
 * renumbering, the other script, reflow and wider blanks keep it; another number in the words does
 * not. "c1:" and 128 bits of SHA-256 in hexadecimal. */
#ifndef CLAUSELINT_JUDGE_FINGERPRINT_H
#define CLAUSELINT_JUDGE_FINGERPRINT_H

#include "detect/detect.h"

/* One string a finding, in their order. */
const struct str *fingerprints(struct arena *arena, const struct subject *subject,
			       const struct findings *findings);

/* A fingerprint that differs between files too: 32 hexadecimal digits of path and fingerprint. */
struct str fingerprint_in_file(struct arena *arena, struct str path, struct str fingerprint);

#endif
