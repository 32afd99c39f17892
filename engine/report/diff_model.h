/* What a comparison of two drafts says, free of the engine: copies of everything that is shown.
 *
 * Built by report/diff_build.c, read by one file per format. As in report/model.h, all texts are in
 * the report's language and unescaped; words of a draft are in the script of that draft, without
 * what normalising drops. */
#ifndef CLAUSELINT_REPORT_DIFF_MODEL_H
#define CLAUSELINT_REPORT_DIFF_MODEL_H

#include "report/model.h"

enum piece_kind { PIECE_KEPT, PIECE_OLD, PIECE_NEW };

struct shown_piece {
	enum piece_kind kind;
	struct str text;
};

/* What a clause went through, as bits; the names stand in change_names, in this order. */
enum {
	SHOWN_REWORDED = 1,
	SHOWN_MOVED = 2,
	SHOWN_RENUMBERED = 4,
	SHOWN_SPLIT = 8,
	SHOWN_MERGED = 16,
	SHOWN_ADDED = 32,
	SHOWN_REMOVED = 64
};
enum { SHOWN_KINDS = 7 };

struct shown_change {
	unsigned kinds;
	unsigned following; /* of these, what only follows from the clause above */
	const struct shown_clause *olds, *nows; /* several when split or merged */
	uint32_t old_count, now_count;
	struct place at;		  /* in the new draft; of a removed clause in the old one */
	const struct shown_piece *pieces; /* the words, when they changed */
	uint32_t piece_count;
};

struct shown_value_change {
	struct str clause, about; /* about: the words in front of it */
	const char *kind;  /* money, ratio …; text for words that took the place of a blank */
	const char *state; /* changed, filled, blanked, added, removed */
	struct str old, now;
	struct place at; /* in the new draft; of a removed value in the old one */
};

struct shown_reference_change {
	struct str clause, text;  /* text: the reference, which is the same in both drafts */
	struct str meant, target; /* the clause that it meant, and the one that it means now */
	struct place at;
};

enum diff_finding_state { FINDING_NEW, FINDING_CHANGED, FINDING_GONE, FINDING_STATES };

struct shown_finding_change {
	enum diff_finding_state state;
	const struct shown_finding *now, *old; /* NULL: it is not there, or not listed */
};

struct shown_diff {
	const struct report *old, *now;
	const struct shown_change *changes; /* without those that did not change at all */
	uint32_t change_count;
	uint32_t unchanged; /* clauses whose words are the same, wherever they are now */
	uint32_t counts[SHOWN_KINDS];
	const struct shown_value_change *values;
	uint32_t value_count;
	const struct shown_reference_change *references;
	uint32_t reference_count;
	const struct shown_finding_change *findings; /* new and changed ones, worst first */
	uint32_t finding_count;
	const struct shown_finding_change *gone; /* worst first */
	uint32_t gone_count;
	uint32_t same;			   /* findings that are in both */
	uint32_t found[4][FINDING_STATES]; /* by severity; listed or not */
	bool coarse;			   /* some clauses were not compared word by word */
};

extern const char *const change_names[SHOWN_KINDS];

#endif
