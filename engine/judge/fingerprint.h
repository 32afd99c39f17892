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
/* What a fingerprint is made of, in words, and what the finding stands in. */
struct identity {
	struct str fingerprint;
	struct str heading; /* of the clause, or of the nearest one above it that has one */
	struct str words;   /* of the sentence, or of the label of a form's field; empty for an absence */
	struct str context; /* a hash of the other words of the clause, in hexadecimal */
};
/* The same with what the fingerprints were made of, one a finding. */
const struct identity *identities(struct arena *arena, const struct subject *subject,
				  const struct findings *findings);

#endif
