/* What a run has found, over all contracts: counts for the exit status, the summary and
 * --statistics.
 *
 * For the command line. One thread at a time. */
#ifndef CLAUSELINT_CLI_TALLY_H
#define CLAUSELINT_CLI_TALLY_H

#include "cli/cli.h"
#include "cli/walk.h"

struct rule_count {
	struct str id;
	enum clint_severity worst;
	size_t count;
	struct rule_count *next; /* in its bucket */
};

struct tally {
	struct arena *arena; /* of its own, for whichever thread adds */
	size_t files, clauses, skipped;
	size_t found[4];
	bool failed;  /* a finding at or above the level that fails */
	bool trouble; /* not all of the job was done */
	bool by_rule; /* --statistics */
	uint32_t rule_total;
	struct rule_count *rules[256];
};

/* May leave by arena_fail. */
void tally_add(struct tally *tally, const clint_report *report, int fail_on);
/* On standard error: what was found, and what was passed over. */
void tally_say(const struct tally *tally, const struct walk *walk, struct arena *arena);
/* The rules, the most severe first, then by how often they report. */
void tally_say_rules(const struct tally *tally, struct arena *arena);
/* The exit status. */
int tally_status(const struct tally *tally);

#endif
