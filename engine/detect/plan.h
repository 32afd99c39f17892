/* What is known of a pack before a contract is seen.
 *
 * For the detectors. Every pattern that a rule needs has a gate: its literals, one of which must stand
 * in the unit before the rule looks at it. All literals are in one table, whose owners are the gates,
 * then the metrics, then the sets that patterns ask for. Watches are patterns whose presence is asked for
 * once a document. */
#ifndef CLAUSELINT_DETECT_PLAN_H
#define CLAUSELINT_DETECT_PLAN_H

#include "detect/detect.h"
#include "base/vec.h"
#include "pack/literals.h"

struct checklist_watches {
	uint32_t words;          /* first watch of checklist->words */
	const uint32_t *items;   /* per item: first watch of shown_by, then of when */
};

/* What a literal of a rule says: which of its `any` patterns may match (bit i % 64 for any.p[i]), and
 * which of the patterns that must all match may. */
struct gate {
	uint32_t rule;
	uint32_t needs;
	uint64_t bits;
	const struct pattern *pattern; /* nothing is said where this cannot match; NULL: it is said anyway */
	enum unit within;
};
#define GATE_ALL UINT64_MAX

/* What the chains of the pack's patterns (struct pattern_chain) ask for: each different list of words
 * is a set. Words are numbered as in literals, and behind those come the signs of marked text. */
enum sign_word {
	SIGN_WORD_CUSTOMER, SIGN_WORD_PROVIDER, SIGN_WORD_OTHER, SIGN_WORD_BLANK, SIGN_WORDS
};
struct filter_step {
	uint32_t set;
	uint32_t gap;    /* see struct pattern_step */
	uint32_t before; /* bytes at most from the match's begin to the word's, without signs … */
	uint32_t signs;  /* … and how many of those are among them */
};
struct filter_chain {
	uint32_t step, step_count;
};
struct sets {
	uint32_t n, word_count;
	const uint32_t *first_of_set, *words;    /* of set s: words[first_of_set[s] .. first_of_set[s + 1]) */
	const uint32_t *first_chain;             /* per pattern: chains[first_chain[i] .. first_chain[i + 1]) */
	const struct filter_chain *chains;
	const struct filter_step *steps;
};

struct plan {
	const struct pack *pack;
	const struct gate *gates;
	uint32_t gate_count;
	const uint32_t *needs;           /* per rule: these must have been seen in the unit */
	const struct literals *literals; /* for norm text */
	/* The gates of word w that ask about its sentence: in_sentence[first_in_sentence[w] ..
	 * first_in_sentence[w + 1]); likewise the other gates and, numbered behind those, the metrics. */
	const uint32_t *first_in_sentence, *in_sentence;
	const uint32_t *first_around, *around;
	const bool *wakes;               /* per word, signs among them: whether it has any of these */
	struct sets sets;
	const uint32_t *ungated;         /* rules that must look at every unit of theirs */
	uint32_t ungated_count;
	const struct pattern **watches;
	const uint32_t *watch_sets;      /* the set that a watch's literals are */
	uint32_t watch_count;
	const uint32_t *when;            /* per rule: first watch of missing.when */
	uint32_t laws[JURISDICTIONS]; /* first watches of pack->recognise */
	const struct checklist_watches *checklists;
	const uint32_t *guards;          /* per rule: number of its first guard, of guard_count in all */
	uint32_t guard_count;
	/* superseders[first_superseder[r] .. first_superseder[r + 1]): rules of the same category that
	 * rule r gives way to, directly or through others. */
	const uint32_t *superseders, *first_superseder;
};

/* filter_plan.c: fills in what concerns words: literals, wakes, sets. literals are those of gates and
 * metrics. */
typedef VEC(struct literal) literal_list;
void filter_plan(struct arena *arena, struct plan *plan, literal_list *literals);

#endif
