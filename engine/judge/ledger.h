/* What was settled before, as one object: acceptances and the baseline.
 *
 * For the pipeline and the public interface. Filled once, then immutable and shared between
 * threads. ledger_settle says of one contract's findings which are settled, and of the ledger's
 * entries which were needed for that. Its time is that of sorting the findings, plus, for every
 * acceptance that is for this contract, a look at the words of its rule's findings. */
#ifndef CLAUSELINT_JUDGE_LEDGER_H
#define CLAUSELINT_JUDGE_LEDGER_H

#include "detect/detect.h"
#include "judge/accept.h"
#include "judge/baseline.h"
#include "judge/fingerprint.h"
#include "judge/judgement.h"
#include "text/inline.h"

/* The entries [first, first + n) of the baseline are those of one contract. */
struct ledger_file {
	struct str name;
	uint32_t first, n;
	bool missing; /* there is no such file any more: its entries may serve a moved contract */
};

/* A finding of the baseline, and the contract it is of: indices. */
struct ledger_print {
	uint32_t entry, file;
};

struct ledger {
	struct acceptances acceptances;
	struct baseline baseline;
	struct ledger_file *files; /* in order of name */
	uint32_t file_count;
	struct ledger_print *prints; /* of all findings of the baseline, by fingerprint */
};

/* After the last entry was added. */
void ledger_finish(struct arena *arena, struct ledger *ledger);
/* NULL when the baseline has nothing of this contract. */
const struct ledger_file *ledger_file(const struct ledger *ledger, struct str name);

/* What became of an acceptance in one contract that it is for. */
enum use_kind {
	USE_STALE,    /* it matches nothing */
	USE_ACCEPTED,
	USE_LOOSE,    /* accepted, but it does not say which figure stands between its words */
	USE_CHANGED,  /* the words are others now; the finding is open */
	USE_EXPIRED   /* its last day has gone by; the finding is open */
};
struct use {
	uint32_t entry;   /* in ledger->acceptances */
	enum use_kind kind;
	uint32_t finding; /* the first that it is about; UINT32_MAX when stale */
};

struct settle_input {
	const struct ledger *ledger; /* NULL: there is only what the contract says itself */
	struct str path;             /* of the contract, as the ledger's files would say it */
	struct str today;            /* a day; empty: acceptances do not expire */
	const struct pack *pack;
	const bool *off;             /* by rule index: not looked for; NULL: none */
	const struct subject *subject;
	const struct findings *findings;
	const struct identity *identities;
	struct inline_marks marks;   /* that are obeyed */
};

struct settlement {
	const struct judgement *judgements; /* one a finding */
	const struct use *uses;             /* by entry */
	uint32_t use_count;
	const uint32_t *gone;               /* entries of the baseline that are there no more */
	uint32_t gone_count;
	struct str moved;                   /* the contract's name in the baseline, if another */
	const bool *mark_used;              /* one a mark */
};

const struct settlement *ledger_settle(struct arena *arena, const struct settle_input *in);

#endif
