/* What a contract is checked with: rules, options, and the level that fails.
 *
 * For the command line. Asked once for every contract before the first is checked, by one thread;
 * what is given back is then only read, and lives until settings_end. */
#ifndef CLAUSELINT_CLI_SETTINGS_H
#define CLAUSELINT_CLI_SETTINGS_H

#include "cli/cli.h"

struct settings {
	clint_pack *pack;
	struct clint_options options;
	int fail_on;
};

struct settings_source {
	struct cli *cli;
	struct settings common; /* those of the command line */
};

/* Loads the packs and looks at the options; false when they cannot be used, which has been said. */
bool settings_begin(struct settings_source *source, struct cli *cli);
void settings_end(struct settings_source *source);
/* real: the path of a contract; "-" is standard input. */
const struct settings *settings_for(struct settings_source *source, const char *real);

#endif
