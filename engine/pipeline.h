/* From the bytes of one contract to its report.
 *
 * For the public interface. */
#ifndef CLAUSELINT_PIPELINE_H
#define CLAUSELINT_PIPELINE_H

#include "judge/ledger.h"
#include "report/build.h"
#include "report/diff_model.h"

struct check {
	struct arena *arena; /* for what is not needed behind the report */
	const struct pack *pack;
	struct str name, bytes;
	enum encoding encoding;
	struct str type;
	struct str side;            /* for whom the contract is read; empty: neutral */
	const struct rule *applies; /* whatever its conditions; NULL: none */
	const bool *off;
	enum severity least;
	bool auto_lang;
	bool draft, redact;
	const struct ledger *ledger; /* what was settled before; NULL: nothing */
	struct str ledger_path;     /* what the ledger's files call the contract */
	struct str today;           /* a day; empty: acceptances do not expire */
	bool obey_marks;            /* acceptances in the contract itself count */
	bool new_only;              /* leave out what is settled */
	bool identify;              /* the report tells what fingerprints are made of */
	unsigned needs;             /* bits of report/model.h */
	bool compared;              /* with another: all that was found out is looked at again */
	struct report *report; /* with an arena of its own */
	struct error error;    /* why it was refused */

	/* Filled on the way, in this order. */
	const struct source *source;
	struct norm *norm;
	struct inline_marks marks; /* that are obeyed, and not in norm any more */
	struct outline *outline;
	struct facts *facts;
	const struct findings *findings;
	const struct str *fingerprints;
	const struct identity *identities;     /* NULL: not needed */
	const struct settlement *settlement;   /* NULL: nothing was settled */
	bool neutral; /* side is nobody's */
};

void check_contract(struct check *check);

/* Two drafts that were prepared alike, their reports in one arena, and what changed. The language of
 * both is the new one's. shown is not filled when a draft is refused: its check has the error. */
struct comparison {
	struct check old, now;
	struct shown_diff *shown;
};
void compare_drafts(struct comparison *comparison);

#endif
