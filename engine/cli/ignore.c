#include "cli/ignore.h"

#include "base/file.h"
#include "base/glob.h"
#include "base/map.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- lists ----------------------------------------------------------------------------------- */

static bool add_rule(struct arena *arena, struct ignore_list *list, struct str glob, bool keep)
{
	struct ignore_rule rule = {.keep = keep};

	if (glob.n && glob.p[glob.n - 1] == '/') {
		rule.folder_only = true;
		glob.n--;
	}
	rule.anywhere = !str_contains(glob, STR("/"));
	if (glob.n && glob.p[0] == '/')
		glob = str_cut(glob, 1, glob.n);
	if (glob_problem(glob))
		return false;
	rule.glob = arena_str(arena, glob);
	*VEC_PUSH(arena, &list->rules) = rule;
	return true;
}

/* Without blanks at the end, unless a backslash stands before them. */
static struct str trim_end(struct str line)
{
	size_t end = 0;

	for (size_t at = 0; at < line.n; at++) {
		if (line.p[at] == '\\' && at + 1 < line.n)
			end = ++at + 1;
		else if (line.p[at] != ' ')
			end = at + 1;
	}
	return str_cut(line, 0, end);
}

bool ignore_line(struct arena *arena, struct ignore_list *list, struct str line)
{
	bool keep;

	if (str_ends(line, STR("\r")))
		line.n--;
	line = trim_end(line);
	if (!line.n || line.p[0] == '#')
		return true;
	keep = line.p[0] == '!';
	return add_rule(arena, list, str_cut(line, keep, line.n), keep);
}

bool ignore_glob(struct arena *arena, struct ignore_list *list, struct str glob)
{
	return add_rule(arena, list, glob, false);
}

static struct str name_of(struct str path)
{
	size_t at = path.n;

	while (at && path.p[at - 1] != '/')
		at--;
	return str_cut(path, at, path.n);
}

enum ignored ignore_judge(const struct ignore_list *list, struct str path, bool folder)
{
	struct str name = name_of(path);

	for (uint32_t i = list->rules.n; i-- > 0;) {
		const struct ignore_rule *rule = &list->rules.p[i];
		if (rule->folder_only && !folder)
			continue;
		if (glob_match(rule->glob, rule->anywhere ? name : path))
			return rule->keep ? IGNORED_NO : IGNORED_YES;
	}
	return IGNORED_UNSAID;
}

enum ignored ignore_judge_all(const struct ignore_list *list, struct str path, bool folder)
{
	for (size_t at = 1; at < path.n; at++)
		if (path.p[at] == '/' &&
		    ignore_judge(list, str_cut(path, 0, at), true) == IGNORED_YES)
			return IGNORED_YES;
	return ignore_judge(list, path, folder);
}

/* --- levels ---------------------------------------------------------------------------------- */

/* In the order of their weight. */
enum { OURS, GITS, KINDS };
static const char *const file_names[KINDS] = {".clauselintignore", ".gitignore"};

enum { FILE_MAX = 256 * 1024 };

struct ignore_level {
	struct str folder;
	size_t top; /* how much of folder is the uppermost one that is asked */
	const struct ignore_level *up;
	struct ignore_list lists[KINDS];
	struct ignore_level *next; /* of the same folder, with another top */
};

struct ignores {
	struct arena *arena;
	ignore_mistake_fn *mistake;
	void *context;
	struct str work;   /* the working directory; empty when it has no path */
	struct map levels; /* by folder */
};

struct ignores *ignores_new(struct arena *arena, ignore_mistake_fn *mistake, void *context)
{
	struct ignores *ignores = ARENA_NEW(arena, struct ignores);
	char work[4096];

	ignores->arena = arena;
	ignores->mistake = mistake;
	ignores->context = context;
	if (getcwd(work, sizeof work) && work[0] == '/')
		ignores->work = arena_str(arena, str_from(work));
	return ignores;
}

static struct str join(struct arena *arena, struct str folder, const char *name)
{
	const char *slash = str_ends(folder, STR("/")) ? "" : "/";

	return arena_format(arena, "%.*s%s%s", STR_ARG(folder), slash, name);
}

/* A pattern that can match nothing ignores nothing; in a file of ours that is said. */
static void read_lines(struct ignores *ignores, struct ignore_list *list, const char *file,
		       struct str rest)
{
	bool ours = str_equal(name_of(str_from(file)), str_from(file_names[OURS]));

	if (str_starts(rest, STR("\xEF\xBB\xBF")))
		rest = str_cut(rest, 3, rest.n);
	for (uint32_t line = 1; rest.n; line++) {
		size_t end = str_find(rest, STR("\n"), 0);
		if (!ignore_line(ignores->arena, list, str_cut(rest, 0, end)) && ours)
			ignores->mistake(ignores->context, file, line,
					 "this pattern can match nothing");
		rest = end == SIZE_MAX ? STR_NONE : str_cut(rest, end + 1, rest.n);
	}
}

/* One that is not there says nothing; git does not read one that is a link, nor do we. */
static void read_file(struct ignores *ignores, struct ignore_list *list, const char *file)
{
	struct stat about;
	struct error error;
	struct str bytes;

	if (lstat(file, &about) != 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			ignores->mistake(ignores->context, file, 0, "cannot be read");
		return;
	}
	if (!S_ISREG(about.st_mode))
		ignores->mistake(ignores->context, file, 0, "is no plain file, and is not read");
	else if (file_read(ignores->arena, file, FILE_MAX, &bytes, &error))
		read_lines(ignores, list, file, bytes);
	else
		ignores->mistake(ignores->context, file, 0, error.message);
}

static struct ignore_level *new_level(struct ignores *ignores, const struct ignore_level *up,
				      struct str folder)
{
	struct ignore_level *level = ARENA_NEW(ignores->arena, struct ignore_level);

	level->folder = arena_str(ignores->arena, folder);
	level->top = up ? up->top : folder.n;
	level->up = up;
	level->next = map_get(&ignores->levels, folder);
	map_put(ignores->arena, &ignores->levels, level->folder, level);
	if (!up) /* the least of all, so read first: the last line decides */
		read_file(ignores, &level->lists[GITS],
			  join(ignores->arena, folder, ".git/info/exclude").p);
	for (int kind = 0; kind < KINDS; kind++)
		read_file(ignores, &level->lists[kind],
			  join(ignores->arena, folder, file_names[kind]).p);
	return level;
}

static const struct ignore_level *known_level(const struct ignores *ignores, struct str folder,
					      size_t top)
{
	const struct ignore_level *level = map_get(&ignores->levels, folder);

	while (level && level->top != top)
		level = level->next;
	return level;
}

const struct ignore_level *ignore_level_below(struct ignores *ignores,
					      const struct ignore_level *up, struct str folder)
{
	const struct ignore_level *level = known_level(ignores, folder, up ? up->top : folder.n);

	return level ? level : new_level(ignores, up, folder);
}

/* The folder that path lies in; the root lies in itself. */
static struct str parent_of(struct str path)
{
	struct str parent = str_cut(path, 0, path.n - name_of(path).n);

	return parent.n > 1 ? str_cut(parent, 0, parent.n - 1) : parent;
}

static bool lies_in(struct str path, struct str folder)
{
	return str_starts(path, folder) &&
	       (path.n == folder.n || str_ends(folder, STR("/")) || path.p[folder.n] == '/');
}

static bool is_repository(struct arena *arena, struct str folder)
{
	struct stat about;

	return lstat(join(arena, folder, ".git").p, &about) == 0;
}

/* Where the levels above folder begin. */
static struct str top_of(const struct ignores *ignores, struct str folder)
{
	struct str top = folder;

	while (!is_repository(ignores->arena, top)) {
		if (top.n <= 1)
			return ignores->work.n && lies_in(folder, ignores->work) ? ignores->work
										 : folder;
		top = parent_of(top);
	}
	return top;
}

const struct ignore_level *ignore_level_of(struct ignores *ignores, struct str folder)
{
	struct str top = top_of(ignores, folder), at;
	const struct ignore_level *level = known_level(ignores, folder, top.n);

	if (level)
		return level;
	level = ignore_level_below(ignores, NULL, top);
	for (size_t end = top.n; end < folder.n; end = at.n) {
		size_t slash = str_find(folder, STR("/"), end + 1);
		at = str_cut(folder, 0, slash);
		level = ignore_level_below(ignores, level, at);
	}
	return level;
}

/* Without its slash at the end, a folder's name and a slash stand before what lies in it. */
static struct str below(struct str path, struct str folder)
{
	return str_cut(path, folder.n > 1 ? folder.n + 1 : folder.n, path.n);
}

bool ignore_says(const struct ignore_level *level, struct str path, bool folder, const char **by)
{
	for (int kind = 0; kind < KINDS; kind++)
		for (const struct ignore_level *at = level; at; at = at->up) {
			enum ignored said =
				ignore_judge(&at->lists[kind], below(path, at->folder), folder);
			*by = file_names[kind];
			if (said != IGNORED_UNSAID)
				return said == IGNORED_YES;
		}
	return false;
}

bool ignore_says_all(struct ignores *ignores, struct str path, bool folder, const char **by)
{
	const struct ignore_level *level = ignore_level_of(ignores, parent_of(path));

	for (size_t end = level->top + 1; end < path.n; end++)
		if (path.p[end] == '/') {
			struct str above = str_cut(path, 0, end), up = parent_of(above);
			if (ignore_says(ignore_level_of(ignores, up), above, true, by))
				return true;
		}
	return ignore_says(level, path, folder, by);
}
