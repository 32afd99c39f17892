/* How common words are in contracts.
 *
 * For the pack layer and the plan of the detectors. An estimate, from what the sample contracts count: good
 * enough to choose which of some words to look for. */
#ifndef CLAUSELINT_PACK_FREQUENCY_H
#define CLAUSELINT_PACK_FREQUENCY_H

#include "base/str.h"

/* How often a character stands in the samples, or two in a row; second is 0 for one alone. In order of
 * both. What stands there hardly ever is not listed. */
struct frequency {
	uint16_t first, second, count;
};
extern const struct frequency frequencies[];
extern const uint32_t frequency_count;
extern const uint32_t frequency_total; /* characters of the samples */

/* How often word, which is not empty, stands in a thousand characters of a contract. */
double frequency_of(struct str word);

#endif
