/* The command line: what its files share.
 *
 * The program is the first user of the library and knows no more of the engine than clauselint.h.
 * Findings go to standard output only; what the program itself has to say goes to standard error. */
#ifndef CLAUSELINT_CLI_CLI_H
#define CLAUSELINT_CLI_CLI_H

#include "base/arena.h"
#include "base/error.h"
#include "base/out.h"
#include "base/vec.h"
#include "clauselint.h"

/* The exit statuses, and no others: 2 wins over 1. */
enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_TROUBLE = 2 };

typedef VEC(const char *) names;

struct output_wish {
	const char *format; /* NULL: from the extension of file, else markdown */
	const char *file;   /* NULL: standard output */
};

struct cli {
	struct arena *arena;
	const struct command *command;
	names operands;
	names packs, select, ignore;
	VEC(struct output_wish) outputs;
	struct clint_options check; /* select and ignore are filled in from the lists above */
	int fail_on;                /* the least severity that fails; 4: never */
	bool quiet, help, version;
	const char *baseline;         /* NULL: the standard file, when there is one */
	bool no_baseline, new_only, strict_baseline;
	const char *inline_mode;      /* ignore, report, allow; NULL: report */
	const char *reason, *by, *until; /* of accept */
	struct settled *settled;      /* loaded by the command itself; NULL: check loads it */
	/* Sees every report; then no document is written. */
	void (*watch)(void *context, const clint_report *report, const char *ledger_path);
	void *watch_context;
};

/* What was settled before a run, and what the run had to do with it; see ledger.c. Noting belongs
 * to one thread at a time, the paths to any. */
struct settled {
	struct cli *cli;
	const char *root;     /* the folder that the ledger's files lie in, for relative paths */
	const char *real;     /* the same without symbolic links */
	const char *accept, *baseline; /* the files, as they are opened and named */
	clint_ledger *ledger; /* NULL: nothing was settled */
	struct acceptance_seen *seen; /* by acceptance */
	bool *known_checked;  /* by contract of the baseline */
	size_t known_count;
	size_t accepted, baselined, context, gone, changed;
};
/* root: the folder of the configuration, or "."; create: a baseline that is not there is none.
 * False: there are mistakes, which were said. */
bool settled_load(struct settled *settled, struct cli *cli, const char *root, bool create);
/* The path of a contract as the ledger's files say it, in the arena. */
const char *settled_path(const struct settled *settled, struct arena *arena, const char *path);
void settled_note(struct settled *settled, const clint_report *report, const char *ledger_path);
/* Says what is stale, and what was hidden; the exit status that this makes. */
int settled_finish(struct settled *settled, const clint_pack *pack);
/* Whether the baseline has a contract that is there no more, nor was found under another name. */
bool settled_file_gone(const struct settled *settled, struct str name);
void settled_free(struct settled *settled);

/* A command of the program: its name, what its operands are, and what it does. */
struct command {
	const char *name, *operands, *about;
	unsigned bit;           /* in the options' table */
	unsigned least, most;   /* how many operands; most 0: any number */
	int (*run)(struct cli *cli);
};
enum {
	ON_CHECK = 1,
	ON_OUTLINE = 2,
	ON_EXPLAIN = 4,
	ON_RULES = 8,
	ON_BASELINE = 16,
	ON_ACCEPT = 32,
	ON_ALL = 63
};
extern const struct command commands[];
extern const unsigned command_count;

int run_check(struct cli *cli);
int run_outline(struct cli *cli);
int run_explain(struct cli *cli);
int run_rules(struct cli *cli);
int run_baseline(struct cli *cli);
int run_accept(struct cli *cli);

/* What rules docs and rules new do; they give the exit status. */
int write_docs(struct cli *cli, const clint_pack *pack);
int write_skeleton(struct cli *cli, const char *id);

/* Reads the arguments; false when they make no sense, which has then been said. */
bool read_arguments(struct cli *cli, int argc, char **argv);
void print_help(struct out *out);

/* "clauselint: " and the message on standard error, on one line that no terminal obeys. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same about a mistake that begins with FILE:LINE:COLUMN, where editors look for it. */
void say_place(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same about a call that makes no sense, with "Try 'clauselint --help'". Gives EXIT_TROUBLE. */
int say_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Loads the packs of the command line, says their mistakes. NULL: they cannot be used. */
clint_pack *load_packs(struct cli *cli);

/* Somewhere to write to: standard output, or a file that appears under its name when it is whole. */
struct target {
	const char *file;  /* NULL: standard output */
	char *temporary;   /* beside file; NULL: written to directly */
	int fd;            /* -1: not open */
	int trouble;       /* errno of the first failed write */
};
bool target_open(struct target *target, struct arena *arena, const char *file);
int target_write(void *target, const char *bytes, size_t size);
/* Says what went wrong, if anything did. whole: everything was written. */
bool target_close(struct target *target, bool whole);

#endif
