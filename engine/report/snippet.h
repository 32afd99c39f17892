/* Words of the contract on one line, and a line below that marks some of them.
 *
 *	雙方同意，在合同到期前____個月，本合同自動續約____年。
 *	                      ^^^^                    ~~~~~~
 *
 * For the formats that are plain text. */
#ifndef CLAUSELINT_REPORT_SNIPPET_H
#define CLAUSELINT_REPORT_SNIPPET_H

#include "base/out.h"
#include "report/model.h"

enum { SNIPPET_COLUMNS = 75 }; /* leaves room in 80 for what stands in front of it */

/* Begin with one in which only line.arena is set; what is in it is good until it is made anew. */
struct snippet {
	struct text line; /* safe to print, see report/plain.h; "…" where something was left out */
	char marks[SNIPPET_COLUMNS + 2]; /* spaces, ^ and ~; ends in NUL, not in a space */
	/* For itself. */
	struct snippet_piece *pieces;
	uint32_t piece_count, room;
};

/* What ^ stands under are the bytes risk of sentence, what ~ stands under is captured. A mark is as
 * wide as what it marks is displayed, but never nothing. A line wider than SNIPPET_COLUMNS is cut
 * so that the risky words, or as many of them as fit, are in it. */
void snippet_make(struct snippet *snippet, struct str sentence, struct span risk,
		  const struct shown_capture *captures, uint32_t count);

#endif
