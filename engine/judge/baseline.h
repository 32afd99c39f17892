/* What was found before, as a file says it: .clauselint-baseline.jsonl.
 *
 * {"file":…,"rule":…,"clause":…,"text":…,"fp":"c1:…","ctx":…}, one finding a line, in any order.
 * For the ledger. Twice the same line is one finding: that is what a merge leaves. */
#ifndef CLAUSELINT_JUDGE_BASELINE_H
#define CLAUSELINT_JUDGE_BASELINE_H

#include "base/error.h"
#include "base/vec.h"

struct baseline_entry {
	struct str file, rule, clause, text, fingerprint, context; /* see struct identity */
	struct str from; /* the file that it stands in, and where */
	uint32_t line;
};

struct baseline {
	VEC(struct baseline_entry) list;
	bool there; /* one was read, though it may have no entries */
};
enum { BASELINE_MAX = 4000000 };

/* Adds what text, the content of the file called from, says; its mistakes are added to those of the
 * caller. Both texts must outlive the list; memory is of the mistakes' arena. */
void baseline_read(struct baseline *baseline, struct str from, struct str text,
		   struct mistakes *mistakes);
/* Puts the entries into the order of file and fingerprint, each once. */
void baseline_sort(struct baseline *baseline);

#endif
