/* The reports of a run: each in its format, each to its place.
 *
 * For the command line. One thread at a time. A report that could not be written is said, and
 * leaves nothing behind that looks whole. */
#ifndef CLAUSELINT_CLI_OUTPUTS_H
#define CLAUSELINT_CLI_OUTPUTS_H

#include "cli/config.h"
#include "cli/walk.h"

struct output {
	struct target target;
	clint_writer *writer;
	bool broken;
};

struct outputs {
	struct output *list;
	uint32_t count;
};

/* Settles what is to be written: -o FILE is where a format goes that has no place of its own; without
 * one, its extension says the format; without any wish it is Markdown on standard output. false: an
 * extension says nothing, and that has been said. */
bool outputs_settle(struct cli *cli, format_fn *get);
/* No contract is ever written to, and no two reports go into one file. false: has been said. */
bool outputs_make_sense(const struct cli *cli, const struct walk *walk);
/* What the reports need to be kept of a contract: bits for clint_options.keep. */
unsigned outputs_needs(const struct cli *cli);
bool outputs_open(struct outputs *outputs, struct cli *cli, const struct profile *profile);
/* false: none of the reports can be written any more. */
bool outputs_add(struct outputs *outputs, const clint_report *report);
bool outputs_skip(struct outputs *outputs, const char *path, const char *reason);
/* whole: all was added. false: some report is not there. */
bool outputs_close(struct outputs *outputs, bool whole);

#endif
