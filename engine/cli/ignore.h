/* Which files are not to be looked at: .gitignore, .clauselintignore and lists of globs.
 *
 * For the command line. The lines of both files mean what gitignore(5) says; globs are those of
 * cli/glob.h. A folder's files speak of what lies in it, at any depth: the deepest folder that has
 * something to say decides, and in it the last line that matches. What .clauselintignore says, at
 * whatever depth, goes before all that .gitignore says. They are looked for from the root of the
 * Git repository down, whose .git/info/exclude counts too; outside of one, from the working
 * directory down, or from the folder itself when it does not lie in there. Paths are real paths.
 * Everything lives in the arena. One thread at a time. */
#ifndef CLAUSELINT_CLI_IGNORE_H
#define CLAUSELINT_CLI_IGNORE_H

#include "base/vec.h"

enum ignored { IGNORED_UNSAID, IGNORED_NO, IGNORED_YES };

struct ignore_rule {
	struct str glob;
	bool keep;	  /* "!": not ignored after all */
	bool folder_only; /* ended in a slash */
	bool anywhere;	  /* without a slash: matched against names, not paths */
};

struct ignore_list {
	VEC(struct ignore_rule) rules;
};

/* Adds a line of an ignore file: nothing for a comment. false: its glob can match nothing. */
bool ignore_line(struct arena *arena, struct ignore_list *list, struct str line);
/* Adds a glob of the command line, where # and ! are nothing special. */
bool ignore_glob(struct arena *arena, struct ignore_list *list, struct str glob);
/* What the list says of path, which is relative to where the list stands. */
enum ignored ignore_judge(const struct ignore_list *list, struct str path, bool folder);
/* The same, or what it says of a folder that path lies in: the outermost that is ignored decides.
 */
enum ignored ignore_judge_all(const struct ignore_list *list, struct str path, bool folder);

/* Receives what is wrong with an ignore file; line 0: it could not be read at all. */
typedef void ignore_mistake_fn(void *context, const char *file, uint32_t line, const char *reason);

struct ignores;
struct ignore_level; /* a folder: its ignore files and, above it, those of its parents */

struct ignores *ignores_new(struct arena *arena, ignore_mistake_fn *mistake, void *context);
/* The level of a folder that nobody told about yet, with all that are above it. */
const struct ignore_level *ignore_level_of(struct ignores *ignores, struct str folder);
/* The level of a folder in the one of level up. */
const struct ignore_level *ignore_level_below(struct ignores *ignores,
					      const struct ignore_level *up, struct str folder);
/* Whether path, somewhere below the folder of level, is ignored; *by: the name of the file that
 * says so. Folders between the two are not asked. */
bool ignore_says(const struct ignore_level *level, struct str path, bool folder, const char **by);
/* Whether path or a folder that it lies in is ignored. */
bool ignore_says_all(struct ignores *ignores, struct str path, bool folder, const char **by);

#endif
