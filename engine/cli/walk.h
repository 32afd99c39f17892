/* What is to be checked: the operands, the files of a list, and what lies in folders.
 *
 * For the command line. In folders the contracts are the files whose names end in .txt, .text, .md
 * or .markdown (in any case), or that match --include; never hidden ones, links, or what is ignored
 * (cli/ignore.h). A file that is named is a contract whatever it is called. Nothing is passed over
 * silently: it is counted, and said with -v. What cannot be read is a contract with a problem. */
#ifndef CLAUSELINT_CLI_WALK_H
#define CLAUSELINT_CLI_WALK_H

#include "cli/cli.h"

struct profile;
struct configs;

struct contract {
	const char *path;    /* as it is named in reports */
	const char *real;    /* where it is; "-" is standard input */
	const char *problem; /* why it cannot be checked; NULL: nothing is known against it */
	bool found;	     /* in a folder, not named */
	/* Filled in by whoever checks it. */
	const struct profile *profile;
	const char *ledger_path; /* what acceptances and baseline call it */
};

/* Why something is no contract, in the order in which the summary counts. */
enum passed {
	PASSED_IGNORED,	 /* an ignore file says so */
	PASSED_EXCLUDED, /* --exclude says so */
	PASSED_HIDDEN,
	PASSED_LINK,
	PASSED_TYPE,   /* its name does not end so */
	PASSED_TWICE,  /* it is there already, by another name */
	PASSED_OUTPUT, /* standard output goes there */
	PASSED_COUNT
};

struct walk {
	VEC(struct contract) list; /* by the bytes of path; each file once */
	size_t passed[PASSED_COUNT];
};

/* Collects them in the arena of cli. false: the call makes no sense, which has been said. */
bool walk_all(struct cli *cli, struct configs *configs, struct walk *walk);
/* The count of what was passed over for a reason, in words: "3 hidden". */
struct str passed_text(struct arena *arena, enum passed why, size_t count);

#endif
