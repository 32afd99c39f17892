/* What is known of a pack before a contract is seen.
 *
 * For the detectors. Every pattern that a rule needs has a gate: its literals, one of which must stand
 * in the unit before the rule looks at it. All literals are in one table, whose owners are the gates,
 * then the metrics, then the watches: patterns whose presence is asked for once a document. */
#ifndef CLAUSELINT_DETECT_PLAN_H
#define CLAUSELINT_DETECT_PLAN_H

#include "detect/detect.h"
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
};
#define GATE_ALL UINT64_MAX

/* What every match of a pattern on marked text needs beside words. */
enum sign { SIGN_CUSTOMER = 1, SIGN_PROVIDER = 2, SIGN_PARTY = 4, SIGN_BLANK = 8 };

struct owners {
	const uint32_t *p;
	uint32_t n;
};

struct plan {
	const struct pack *pack;
	const struct gate *gates;
	uint32_t gate_count;
	const uint32_t *needs;           /* per rule: these must have been seen in the unit */
	const struct literals *literals; /* for norm text */
	struct owners by_party, by_blank;/* wanted wherever a party is mentioned, a blank stands */
	const uint32_t *ungated;         /* rules that must look at every unit of theirs */
	uint32_t ungated_count;
	const struct pattern **watches;
	uint32_t watch_count;
	const uint8_t *signs;            /* per pattern of the pack: enum sign */
	const uint32_t *when;            /* per rule: first watch of missing.when */
	uint32_t laws[JURISDICTIONS]; /* first watches of pack->recognise */
	const struct checklist_watches *checklists;
	const uint32_t *guards;          /* per rule: number of its first guard, of guard_count in all */
	uint32_t guard_count;
	/* superseders[first_superseder[r] .. first_superseder[r + 1]): rules of the same category that
	 * rule r gives way to, directly or through others. */
	const uint32_t *superseders, *first_superseder;
};

/* signs.c */
const uint8_t *signs_of_patterns(struct arena *arena, const struct pack *pack);

/* Whether text rules of this kind are found by looking at units (not by blanks, services, or structure
 * alone). */
static inline bool rule_reads_units(const struct rule *rule)
{
	const struct detect *d = &rule->detect;

	return !d->blank.on && !d->service.on && !d->lacking.on &&
	       (!d->structure.n || d->any.n);
}

#endif
