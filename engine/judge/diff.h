/* What changed between two drafts of one contract: clauses, quantities, references, findings.
 *
 * For the pipeline and the report. Numbers of clauses say nothing about which clause it is, so a
 * contract that was renumbered throughout has no other changes. Clauses, findings and quantities
 * are indices in their draft; spans are of its norm text. The order is that of the new draft; what
 * is only in the old one stands behind what preceded it there. */
#ifndef CLAUSELINT_JUDGE_DIFF_H
#define CLAUSELINT_JUDGE_DIFF_H

#include "judge/edits.h"
#include "judge/match.h"

/* What a clause went through; several at a time but for the last two. */
enum {
	CHANGE_REWORDED = 1,
	CHANGE_MOVED = 2,
	CHANGE_RENUMBERED = 4,
	CHANGE_SPLIT = 8,
	CHANGE_MERGED = 16,
	CHANGE_ADDED = 32,
	CHANGE_REMOVED = 64
};
enum { CHANGE_KINDS = 7 };

struct clause_change {
	const uint32_t *olds, *nows; /* several when it was split or merged, in order */
	uint32_t old_count, now_count;
	unsigned kinds;	    /* 0: unchanged */
	unsigned following; /* of these, what only follows from the clause above: moved, renumbered
			     */
	const struct word *old_words, *now_words; /* what edits counts, when it was reworded */
	struct edits edits;
};

/* A value that is another now, was filled in, left out or added. An empty span: there is none. */
struct quantity_change {
	uint32_t change;		     /* the clause's */
	uint32_t old_quantity, now_quantity; /* UINT32_MAX: a blank, other words, or nothing */
	struct span old, now;
	struct span
		about; /* the words in front of it, in the new draft or, when it is gone, the old */
};

/* A number that points at another clause than it did, since clauses were renumbered around it. */
struct reference_change {
	uint32_t clause; /* new */
	struct span at;	 /* in the new draft */
	uint32_t meant;	 /* the new clause that it pointed at in the old draft */
	uint32_t target; /* the new clause that it points at now */
};

struct diff {
	const struct clause_change *changes; /* unchanged ones, too */
	uint32_t change_count;
	const struct quantity_change *quantities;
	uint32_t quantity_count;
	const struct reference_change *references;
	uint32_t reference_count;
	/* By finding: the same one in the other draft; UINT32_MAX: there is none. */
	const uint32_t *finding_now, *finding_old;
	const bool *finding_changed; /* by new finding that has an old one: its words are others */
	bool same; /* no clause has changed in any way: findings that differ come from the layout */
	bool coarse; /* some clauses were too different, or too many, to compare word by word */
};

struct diff_draft {
	const struct subject *subject;
	const struct findings *findings;
	const struct str *fingerprints;
};

const struct diff *drafts_compare(struct arena *arena, const struct diff_draft *old,
				  const struct diff_draft *now);

#endif
