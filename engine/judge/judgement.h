/* What is known of a finding from before: the baseline it is in, the acceptance that covers it.
 *
 * For the pipeline and reports. */
#ifndef CLAUSELINT_JUDGE_JUDGEMENT_H
#define CLAUSELINT_JUDGE_JUDGEMENT_H

#include "base/str.h"

/* Against the baseline. Only what is new or changed is open. */
enum finding_state {
	STATE_NEW,
	STATE_CHANGED,   /* the sentence is another one, and the old one is gone */
	STATE_CONTEXT,   /* the same sentence, but other words of its clause are others */
	STATE_UNCHANGED
};

struct judgement {
	enum finding_state state;
	struct str was;        /* changed: the words that were accepted */
	bool accepted;
	struct str reason, by; /* of the acceptance; by may be empty */
	struct str until;      /* its last day, may be empty; when not accepted: the day has gone by */
};

#endif
