/* Words of the contract on one line, and a line below that marks some of them.
 *
 *	雙方同意，在合同到期前____個月，本合同自動續約____年。
 *	                      ^^^^                    ~~~~~~
 *
 * For the formats that are plain text. Pure functions; memory is taken from the arena given. */
#ifndef CLAUSELINT_REPORT_SNIPPET_H
#define CLAUSELINT_REPORT_SNIPPET_H

#include "base/arena.h"

enum { SNIPPET_COLUMNS = 75 }; /* leaves room in 80 for what stands in front of it */

struct snippet {
	struct str line; /* safe to print, see report/plain.h; "…" where something was left out */
	struct str marks; /* spaces, ^ and ~; no longer than it must be */
	struct span risk; /* the bytes of line that ^ stands under */
};

/* risk is what ^ stands under, notes (n of them) what ~ does; bytes of sentence. A mark is as wide
 * as what it marks is displayed, but never nothing. A line wider than columns (20 at least) is cut
 * so that the risky words, or as many of them as fit, are in it. */
struct snippet snippet_make(struct arena *arena, struct str sentence, struct span risk,
			    const struct span *notes, uint32_t n, size_t columns);

#endif
