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
};

/* A command of the program: its name, what its operands are, and what it does. */
struct command {
	const char *name, *operands, *about;
	unsigned bit;           /* in the options' table */
	unsigned least, most;   /* how many operands; most 0: any number */
	int (*run)(struct cli *cli);
};
enum { ON_CHECK = 1, ON_OUTLINE = 2, ON_EXPLAIN = 4, ON_RULES = 8, ON_DIFF = 16, ON_ALL = 31 };
extern const struct command commands[];
extern const unsigned command_count;

int run_check(struct cli *cli);
int run_outline(struct cli *cli);
int run_explain(struct cli *cli);
int run_rules(struct cli *cli);
int run_diff(struct cli *cli);

/* No contract is ever written to, and no two reports into one file: says so otherwise. */
bool outputs_make_sense(struct cli *cli);

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
