/* What the files behind ledger_settle share.
 *
 * For judge/ledger*.c only. */
#ifndef CLAUSELINT_JUDGE_SETTLE_H
#define CLAUSELINT_JUDGE_SETTLE_H

#include "judge/ledger.h"
#include "judge/words.h"

struct settle {
	struct arena *arena;
	const struct settle_input *in;
	struct judgement *judgements;
	const uint32_t *by_print; /* findings in the order of their fingerprints */
	/* Findings in the order of their rules, and where those of each rule begin and end. */
	const uint32_t *by_rule, *rule_first;
	VEC(struct use) uses;
	VEC(uint32_t) gone;
	struct str moved;
	uint32_t budget; /* so many sentences may still be compared for their likeness */
	struct words_buffer buffer;
};
enum { SETTLE_COMPARED = 40000 };

/* The finding with a fingerprint; UINT32_MAX when there is none. */
uint32_t settle_find(const struct settle *settle, struct str fingerprint);
/* The rule of that id or name in the pack; NULL when there is none or it is off. */
const struct rule *settle_rule(const struct settle *settle, struct str name);

/* How alike words are, of 100; 0 when the budget is spent. */
unsigned settle_likeness(struct settle *settle, struct str a, struct str b);
/* From here on words are taken for the same words, changed. */
enum { LIKE = 66 };

void settle_baseline(struct settle *settle);
void settle_acceptances(struct settle *settle);

#endif
