/* What cli/walk.c (operands) and cli/folder.c (what lies in folders) share. */
#ifndef CLAUSELINT_CLI_WALKER_H
#define CLAUSELINT_CLI_WALKER_H

#include "cli/ignore.h"
#include "cli/walk.h"

#include <sys/stat.h>

struct walker {
	struct cli *cli;
	struct configs *configs;
	struct walk *walk;
	struct ignores *ignores; /* NULL: --no-ignore */
	struct ignore_list include, exclude;
	struct str work;	/* the working directory with a slash; empty when it has no path */
	struct stat streams[2]; /* of standard output and error, those that are plain files */
	unsigned stream_count;
	const char *overwritten; /* a contract that one of them goes to; NULL: none */
};

/* path and real are kept as they are, so they live in the arena. */
void walker_add(struct walker *walker, const char *path, const char *real, bool found);
void walker_problem(struct walker *walker, const char *path, const char *real, const char *problem);
/* Counts it, and says it with -v; reason: what stands behind "not checked: ". */
void walker_pass(struct walker *walker, enum passed why, const char *path, const char *reason);
/* path as --include and --exclude see it: from the working directory on. */
struct str walker_glob_path(const struct walker *walker, const char *path);
/* Whether a found file is where standard output or error goes, as in "clauselint x >x/report.md".
 */
bool walker_is_stream(struct walker *walker, const char *path, const char *real);

/* Adds the contracts that lie in a folder, which is said to hold none when it does. */
void walk_folder(struct walker *walker, const char *path, const char *real);

#endif
