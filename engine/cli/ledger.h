/* What was settled before a run, in acceptances and a baseline, and what the run had to do with it.
 *
 * For the command line. There is one for each folder that such files lie in. One thread at a
 * time, but for the ledger itself. */
#ifndef CLAUSELINT_CLI_LEDGER_H
#define CLAUSELINT_CLI_LEDGER_H

#include "cli/cli.h"

struct settled {
	struct arena *arena;
	const char *root;     /* the folder that the ledger's files lie in; paths are relative to it */
	const char *real;     /* the same without symbolic links */
	const char *accept, *baseline; /* the files, as they are opened and named */
	const char *today;
	struct str folder, prefix; /* of the path that was asked for last, and what it is from root */
	clint_ledger *ledger; /* with nothing in it when nothing was settled */
	bool filled;          /* there is something in it */
	struct acceptance_seen *seen; /* by acceptance */
	bool *known_checked;  /* by contract of the baseline */
	size_t accepted, baselined, context, gone, changed;
};

/* root: see struct profile. False: there are mistakes, which were said. */
bool settled_load(struct settled *settled, const struct cli *cli, const char *root);
/* Has contracts that are checked with these options judged by it. */
void settled_apply(const struct settled *settled, struct cli *cli);
/* The path of a contract as the ledger's files say it: path itself, or in the arena. */
const char *settled_path(struct settled *settled, const char *path);
void settled_note(struct settled *settled, const clint_report *report, const char *ledger_path);
/* Says what is stale, and what was hidden; the exit status that this makes. */
int settled_finish(struct settled *settled, const struct cli *cli, const clint_pack *pack);
/* Whether the baseline has a contract that is there no more, nor was found under another name. */
bool settled_file_gone(const struct settled *settled, struct str name);
void settled_free(struct settled *settled);

#endif
