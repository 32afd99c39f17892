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

/* clint_format, clint_diff_format: the formats of a command. */
typedef bool format_fn(size_t index, struct clint_format *format);

struct output_wish {
	const char *format; /* NULL: from the extension of file, else markdown */
	const char *file;   /* NULL: standard output */
};

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* Who set an option; what comes later in this list wins. */
enum origin { ORIGIN_DEFAULT, ORIGIN_CONFIGURATION, ORIGIN_ENVIRONMENT, ORIGIN_COMMAND_LINE };

enum { OPTIONS_MAX = 64 };

struct configs;
struct settled;
typedef void watch_fn(void *context, const clint_report *report, struct settled *settled,
		      const char *ledger_path);

struct cli {
	struct arena *arena;
	const struct command *command;
	names operands;
	/* By row of the options' table: who set it, and to what, in the order it was given. */
	enum origin origin[OPTIONS_MAX];
	names given[OPTIONS_MAX];

	names packs, select, ignore;
	struct clint_options check; /* select and ignore are filled in from the lists above */
	int fail_on;                /* the least severity that fails; 4: never */

	names include, exclude;
	const char *files_from, *stdin_filename;
	bool force_exclude, no_ignore, list_files, allow_empty;

	VEC(struct output_wish) outputs;
	const char *step_summary; /* the file among them that is only added to; NULL: none */
	enum when color;
	bool quiet, verbose, statistics;

	const char *baseline;    /* NULL: the standard file, when there is one */
	const char *inline_mode; /* ignore, report, allow; NULL: report */
	bool no_baseline, new_only, strict_baseline;
	const char *reason, *by, *until;

	const char *config;
	bool isolated;
	unsigned jobs; /* 0: as many as there are processors */
	enum when progress;
	bool help, version;
	bool command_named; /* on the command line; else it is check */

	/* For commands that check contracts to some other end. */
	struct configs *configs; /* NULL: check makes its own */
	bool may_lack_baseline;  /* that was named */
	/* Sees every report, in order, on the thread that runs the command; then no document is written. */
	watch_fn *watch;
	void *watch_context;
};

/* A command of the program: its name, what its operands are, and what it does. */
struct command {
	const char *name, *operands;
	const char *about;      /* for --help: lines of at most 90 columns */
	const char *words;      /* what the first operand can be, for completion; NULL: a file */
	unsigned bit;           /* in the options' table */
	unsigned least, most;   /* how many operands; most 0: any number */
	int (*run)(struct cli *cli);
};
enum {
	ON_CHECK = 1,
	ON_EXPLAIN = 2,
	ON_RULES = 4,
	ON_OUTLINE = 8,
	ON_DIFF = 16,
	ON_BASELINE = 32,
	ON_ACCEPT = 64,
	ON_CONFIG = 128,
	ON_COMPLETION = 256,
	ON_ALL = 511
};
extern const struct command commands[];
extern const unsigned command_count;

/* What stands behind an option's "=", for completion and for messages. */
enum value_kind { VALUE_NONE, VALUE_WORDS, VALUE_FORMAT, VALUE_FILE, VALUE_FOLDER, VALUE_OTHER };

/* One option: the parser, --help, the manual, completion, the environment and the configuration all
 * read this table. */
struct option_row {
	const char *heading;   /* begins a section of --help */
	char letter;           /* 0: it has none */
	const char *name;
	const char *argument;  /* as --help shows it; NULL: a flag */
	enum value_kind kind;
	const char *words;     /* VALUE_WORDS: those there are, with spaces between */
	const char *standard;  /* what it is when nobody sets it; NULL: nothing */
	const char *about;
	unsigned commands;     /* bits of those that have it */
	bool configurable;     /* it may stand in .clauselint.yml */
	bool (*set)(struct cli *cli, const char *value); /* false: this is no value for it */
};
extern const struct option_row option_rows[];
extern const unsigned option_count;
/* Sets an option as its origin has it; false when this is no value for it. A flag's value is NULL. */
bool option_set(struct cli *cli, unsigned index, const char *value, enum origin origin);
/* The same with a word for flags too: 1 and true set one, 0 and false leave it. */
bool option_set_word(struct cli *cli, unsigned index, struct str value, enum origin origin);
/* The row's index; option_count when there is none of this name. */
unsigned option_find(struct str name);
/* The option nearest to a mistyped one; STR_NONE when none is near. */
struct str option_nearest(struct str name);

int run_check(struct cli *cli);
int run_outline(struct cli *cli);
int run_explain(struct cli *cli);
int run_rules(struct cli *cli);
int run_config(struct cli *cli);
int run_completion(struct cli *cli);
int run_baseline(struct cli *cli);
int run_accept(struct cli *cli);
int run_diff(struct cli *cli);

/* What rules docs and rules new do; they give the exit status. */
int write_docs(struct cli *cli, const clint_pack *pack);
int write_skeleton(struct cli *cli, const char *id);

/* Reads the arguments; false when they make no sense, which has then been said. */
bool read_arguments(struct cli *cli, int argc, char **argv);
/* The options of the environment (CLAUSELINT_FAIL_ON …) that the command line does not set. */
bool read_environment(struct cli *cli);
/* command NULL: of the whole program. */
void print_help(struct out *out, const struct command *command);

/* "clauselint: " and the message on standard error, on one line that no terminal obeys. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same about a mistake that begins with FILE:LINE:COLUMN, where editors look for it. */
void say_place(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same about a call that makes no sense, with "Try 'clauselint --help'". Gives EXIT_TROUBLE. */
int say_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The language of what is said outside any contract: --lang, or by the locale where that is auto. */
const char *language_outside(const struct cli *cli);

/* Today as the clock says it, or the day that a reproducible run is given (SOURCE_DATE_EPOCH), as
 * YYYY-MM-DD. NULL: that is none, which was said. */
const char *today(struct arena *arena);

/* Loads the packs of the command line, says their mistakes. NULL: they cannot be used. */
clint_pack *load_packs(struct cli *cli);
/* What is left to do once packs were loaded: says their mistakes; pack, or NULL when it cannot be used,
 * which frees it. */
clint_pack *packs_said(clint_pack *pack, const struct clint_error *error);

/* In a GitHub workflow (GITHUB_STEP_SUMMARY), the format github has the Markdown report put into the
 * summary of the step as well: adds that to the outputs. */
enum { STEP_SUMMARY_LIMIT = 1024 * 1024 };
void wish_step_summary(struct cli *cli);

/* Somewhere to write to: standard output, or a file that appears under its name when it is whole. */
struct target {
	const char *file;  /* NULL: standard output */
	char *temporary;   /* beside file; NULL: written to directly */
	int fd;            /* -1: not open */
	int trouble;       /* errno of the first failed write */
	char *kept;        /* of what is to be added to file: its bytes, until it is closed; else NULL */
	size_t used, most;
	bool cut;          /* it had more than most */
};
bool target_open(struct target *target, struct arena *arena, const char *file);
/* Opens a file to which at most so much Markdown is added that it has no more than limit bytes; what
 * is too much is left out from a heading on, and that is said in the file and on standard error. */
bool target_append(struct target *target, struct arena *arena, const char *file, size_t limit);
int target_write(void *target, const char *bytes, size_t size);
/* Says what went wrong, if anything did. whole: everything was written. */
bool target_close(struct target *target, bool whole);

#endif
