/* Configuration: what .clauselint.yml says, and what holds for one contract.
 *
 * For the command line. The nearest .clauselint.yml above a contract is its configuration; the search
 * ends at one that says root: true, and at a folder with .git. What it extends comes before it, its
 * overrides after it, and the environment and the command line after all: what is set later replaces
 * what was set before, lists too. Globs and paths in a configuration are relative to its folder. */
#ifndef CLAUSELINT_CLI_CONFIG_H
#define CLAUSELINT_CLI_CONFIG_H

#include "base/map.h"
#include "cli/cli.h"
#include "cli/ignore.h"

/* A place in a configuration file; file is empty for what no file says. */
struct origin_place {
	struct str file;
	uint32_t line, column;
};

/* A value of a rule that is to be another. */
struct rule_setting {
	struct clint_change change;
	struct origin_place at[CLINT_CHANGE_VALUE + 1]; /* of the rule, the key and the value */
};

/* One option, or include or exclude, with all its values. */
struct setting {
	unsigned option; /* row of the options' table */
	names values;
	VEC(struct origin_place) at; /* one a value */
};

struct config;

/* What holds for one contract: the run's options, with what the configuration says where neither the
 * command line nor the environment said anything. Contracts with the same settings share one. */
struct profile {
	struct cli cli;
	const clint_pack *pack;
	const struct config *config; /* NULL: none */
	/* What acceptances and baseline are relative to: the configuration's folder, or the nearest with
	 * acceptances in it; "." when there is neither. With a slash at its end unless it is empty. */
	struct str folder;
	struct settled *settled; /* what was settled before, of that folder */
	const struct setting *from[OPTIONS_MAX]; /* what the configuration says, by option */
	VEC(struct rule_setting) rules;
};

/* All configurations of a run, each read once. */
struct configs;
struct configs *configs_new(struct cli *cli);
void configs_free(struct configs *configs);
/* Says what is stale in the acceptances and baselines of the run; the exit status that this makes. */
int configs_settle(struct configs *configs);

/* The profile of the contract at path (relative to the current folder, or absolute). NULL when its
 * configuration has mistakes; they are said once, with their places. */
const struct profile *configs_for(struct configs *configs, const char *path);
/* Whether the configuration excludes the file or folder at path. */
bool configs_exclude(struct configs *configs, const char *path, bool folder);
/* Whether the file at path is a contract by what the configuration includes; unsaid when it includes
 * nothing in particular. */
enum ignored configs_include(struct configs *configs, const char *path);

/* --- for config*.c only ------------------------------------------------------------------------ */

#define CONFIG_NAME ".clauselint.yml"
#define ACCEPT_NAME ".clauselint-accept.yml"

/* So many mistakes of a file are listed, and then one that says that there are more. */
enum { CONFIG_MISTAKES_MAX = 100 };

struct layer { /* what one map of settings says */
	VEC(struct setting) settings;
	VEC(struct rule_setting) rules;
};

struct globs {
	names written;
	struct ignore_list list;
};

struct override {
	struct globs files;
	struct layer layer;
};

struct config {
	struct str file, folder; /* folder with a slash at its end; empty: the current one */
	const struct config *base; /* what it extends; NULL: nothing */
	bool root;
	bool broken; /* it has mistakes: no contract is checked with it */
	struct layer layer;
	VEC(struct override) overrides;
	struct globs include, exclude;
};

/* A folder in which contracts lie: what holds there. */
struct place {
	struct str folder; /* with a slash at its end; empty: the current one */
	const struct config *config;
	struct str home; /* see struct profile */
};

/* Profiles are the same when they are made of the same layers. */
struct made {
	const struct layer **layers;
	uint32_t layer_count;
	struct str home;
	const struct config *config;
	const struct profile *profile; /* NULL: there were mistakes */
};

struct loaded {
	names names;
	clint_pack *pack;
};

/* What was settled in a folder. */
struct opened {
	struct str folder;
	const char *baseline; /* as it was named; NULL: it was not */
	const clint_pack *pack;
	struct settled *settled; /* NULL: there were mistakes */
};

struct configs {
	struct cli *cli;
	struct str here; /* the current folder, absolute */
	struct map places; /* by folder: struct place */
	VEC(struct made) made;
	struct map read; /* by file: struct config */
	VEC(struct loaded) loaded;
	VEC(clint_pack *) changed;
	VEC(struct opened) opened;
	VEC(const struct layer *) layers; /* of the contract in question */
	const struct place *last;
};

/* What holds where these layers do, the last of which wins. */
const struct profile *profile_make(struct configs *configs, const struct place *place,
				   const struct layer **layers, uint32_t n);
void config_say(const struct mistakes *mistakes);

/* Reads and checks one file, and what it extends. With mistakes, it holds what is right of it. */
struct config *config_read(struct cli *cli, struct str file, struct mistakes *mistakes);

#endif
