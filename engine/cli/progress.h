/* How far a run over many files has come, for somebody who watches.
 *
 * For the command line. One line on standard error that is written over and is gone before anything
 * else is written; ASCII only, no wider than the terminal. One thread at a time. */
#ifndef CLAUSELINT_CLI_PROGRESS_H
#define CLAUSELINT_CLI_PROGRESS_H

#include "cli/cli.h"

struct progress {
	bool on;
	size_t all;
	int64_t next; /* when it may be written again, in ms */
	size_t shown; /* columns of the line that is on the screen; 0: none */
};

/* auto: a terminal watches that is not dumb, there are several files, and it takes a while. */
struct progress progress_begin(const struct cli *cli, size_t files);
void progress_show(struct progress *progress, size_t done);
void progress_clear(struct progress *progress);

#endif
