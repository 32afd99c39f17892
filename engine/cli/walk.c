#include "cli/config.h"
#include "cli/walker.h"

#include "base/file.h"
#include "base/glob.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LIST_MAX = 256 * 1024 * 1024 };

/* --- what the walkers say -------------------------------------------------------------------- */

void walker_add(struct walker *walker, const char *path, const char *real, bool found)
{
	*VEC_PUSH(walker->cli->arena, &walker->walk->list) =
		(struct contract){.path = path, .real = real, .found = found};
}

void walker_problem(struct walker *walker, const char *path, const char *real, const char *problem)
{
	*VEC_PUSH(walker->cli->arena, &walker->walk->list) =
		(struct contract){.path = path, .real = real, .problem = problem};
}

void walker_pass(struct walker *walker, enum passed why, const char *path, const char *reason)
{
	walker->walk->passed[why]++;
	if (walker->cli->verbose)
		say("%s: not checked: %s", path, reason);
}

struct str passed_text(struct arena *arena, enum passed why, size_t count)
{
	static const char *const words[PASSED_COUNT] = {
		[PASSED_IGNORED] = "ignored",	  [PASSED_EXCLUDED] = "excluded",
		[PASSED_HIDDEN] = "hidden",	  [PASSED_LINK] = "symbolic links",
		[PASSED_TYPE] = "of other types", [PASSED_TWICE] = "named twice",
		[PASSED_OUTPUT] = "written to",
	};

	return arena_format(arena, "%zu %s", count, words[why]);
}

struct str walker_glob_path(const struct walker *walker, const char *path)
{
	struct str rest = str_from(path);

	if (walker->work.n && str_starts(rest, walker->work))
		rest = str_cut(rest, walker->work.n, rest.n);
	while (str_starts(rest, STR("./")))
		rest = str_cut(rest, 2, rest.n);
	while (str_starts(rest, STR("/")))
		rest = str_cut(rest, 1, rest.n);
	return rest;
}

static bool is_stream(const struct walker *walker, const struct stat *about)
{
	for (unsigned i = 0; i < walker->stream_count; i++)
		if (walker->streams[i].st_dev == about->st_dev &&
		    walker->streams[i].st_ino == about->st_ino)
			return true;
	return false;
}

/* The shell has made it, or emptied it, before we ran; one that is not empty holds something of
 * which nobody knows what it is, so nothing may be appended to it. */
bool walker_is_stream(struct walker *walker, const char *path, const char *real)
{
	struct stat about;

	if (!walker->stream_count || lstat(real, &about) != 0 || !is_stream(walker, &about))
		return false;
	if (about.st_size > 0)
		walker->overwritten = path;
	walker_pass(walker, PASSED_OUTPUT, path, "the output of this run goes there");
	return true;
}

static void note_mistake(void *context, const char *file, uint32_t line, const char *reason)
{
	struct walker *walker = context;
	struct arena *arena = walker->cli->arena;
	const char *place = line ? arena_format(arena, "%s:%u", file, (unsigned)line).p
				 : arena_str(arena, str_from(file)).p;

	walker_problem(walker, place, place, arena_str(arena, str_from(reason)).p);
}

/* --- operands -------------------------------------------------------------------------------- */

static bool pass_named(struct walker *walker, const char *path, const char *real, bool folder)
{
	const char *by;

	if (ignore_judge_all(&walker->exclude, walker_glob_path(walker, path), folder) ==
	    IGNORED_YES)
		walker_pass(walker, PASSED_EXCLUDED, path, "--exclude says so");
	else if (walker->cli->force_exclude && configs_exclude(walker->configs, path, folder))
		walker_pass(walker, PASSED_EXCLUDED, path, "the configuration says so");
	else if (walker->cli->force_exclude && walker->ignores &&
		 ignore_says_all(walker->ignores, str_from(real), folder, &by))
		walker_pass(walker, PASSED_IGNORED, path,
			    arena_format(walker->cli->arena, "%s says so", by).p);
	else
		return false;
	return true;
}

static void take_named(struct walker *walker, const char *path)
{
	struct arena *arena = walker->cli->arena;
	struct stat about;
	const char *real = file_real(arena, path);

	if (!real)
		real = path;
	if (stat(path, &about) != 0)
		walker_problem(walker, path, real,
			       arena_format(arena, "cannot be opened: %s", strerror(errno)).p);
	else if (pass_named(walker, path, real, S_ISDIR(about.st_mode)))
		return;
	else if (S_ISDIR(about.st_mode))
		walk_folder(walker, path, real);
	else if (!S_ISREG(about.st_mode) && !S_ISFIFO(about.st_mode))
		walker_problem(walker, path, real, "is a device or socket, not a contract");
	else if (is_stream(walker, &about))
		walker->overwritten = path;
	else
		walker_add(walker, path, real, false);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In order, so that what -v says does not depend on theirs. */
static void take_operands(struct walker *walker)
{
	struct cli *cli = walker->cli;

	if (cli->operands.n)
		qsort(cli->operands.p, cli->operands.n, sizeof *cli->operands.p, by_bytes);
	for (uint32_t i = 0; i < cli->operands.n; i++)
		if (strcmp(cli->operands.p[i], "-") == 0)
			walker_add(walker, cli->stdin_filename ? cli->stdin_filename : "<stdin>",
				   "-", false);
		else
			take_named(walker, cli->operands.p[i]);
}

/* --- lists ----------------------------------------------------------------------------------- */

/* Lines, or what stands between NUL bytes if there are any. */
static void take_list(struct walker *walker, struct str rest)
{
	bool nul = rest.n && memchr(rest.p, 0, rest.n);
	struct str end_of = nul ? (struct str){"", 1} : STR("\n");

	if (!nul && str_starts(rest, STR("\xEF\xBB\xBF")))
		rest = str_cut(rest, 3, rest.n);
	while (rest.n) {
		size_t end = str_find(rest, end_of, 0);
		struct str name = str_cut(rest, 0, end);
		if (!nul && str_ends(name, STR("\r")))
			name.n--;
		if (name.n)
			take_named(walker, arena_str(walker->cli->arena, name).p);
		rest = end == SIZE_MAX ? STR_NONE : str_cut(rest, end + 1, rest.n);
	}
}

static bool take_listed(struct walker *walker)
{
	struct cli *cli = walker->cli;
	struct error error;
	struct str bytes;

	if (!cli->files_from)
		return true;
	if (!file_read(cli->arena, cli->files_from, LIST_MAX, &bytes, &error)) {
		say("%s: %s", cli->files_from, error.message);
		return false;
	}
	take_list(walker, bytes);
	return true;
}

/* --- all of it ------------------------------------------------------------------------------- */

static bool read_globs(struct cli *cli, struct ignore_list *list, const names *globs,
		       const char *option)
{
	for (uint32_t i = 0; i < globs->n; i++) {
		struct str glob = str_from(globs->p[i]);
		const char *problem = glob_problem(glob);
		if (problem) {
			say_usage("'%s' is no glob for --%s: %s", globs->p[i], option, problem);
			return false;
		}
		ignore_glob(cli->arena, list, glob);
	}
	return true;
}

static bool call_makes_sense(const struct cli *cli)
{
	bool standard = false;

	for (uint32_t i = 0; i < cli->operands.n; i++)
		standard |= strcmp(cli->operands.p[i], "-") == 0;
	if (standard && cli->files_from && strcmp(cli->files_from, "-") == 0)
		say_usage("standard input cannot be both a contract and a list of files");
	else if (cli->stdin_filename && !standard)
		say_usage("--stdin-filename needs '-' among the files");
	else
		return true;
	return false;
}

static int by_real(const void *a, const void *b)
{
	const struct contract *one = a, *other = b;
	int order = strcmp(one->real, other->real);
	size_t size = strlen(one->path), other_size = strlen(other->path);

	if (order)
		return order;
	return size != other_size ? (size > other_size) - (size < other_size)
				  : strcmp(one->path, other->path);
}

static int by_path(const void *a, const void *b)
{
	const struct contract *one = a, *other = b;
	int order = strcmp(one->path, other->path);

	return order ? order : strcmp(one->real, other->real);
}

/* Of several names of one file, the shortest stays. */
static void keep_first_names(struct walker *walker)
{
	struct walk *walk = walker->walk;
	uint32_t kept = 0;

	if (!walk->list.n)
		return;
	qsort(walk->list.p, walk->list.n, sizeof *walk->list.p, by_real);
	for (uint32_t i = 0; i < walk->list.n; i++) {
		const struct contract *this = &walk->list.p[i];
		const struct contract *last = kept ? &walk->list.p[kept - 1] : NULL;
		if (!last || strcmp(last->real, this->real) != 0)
			walk->list.p[kept++] = *this;
		else if (strcmp(last->path, this->path) != 0)
			walker_pass(walker, PASSED_TWICE, this->path,
				    arena_format(walker->cli->arena, "it is the same file as %s",
						 last->path)
					    .p);
	}
	walk->list.n = kept;
	qsort(walk->list.p, walk->list.n, sizeof *walk->list.p, by_path);
}

static void begin(struct walker *walker)
{
	char work[4096];

	if (getcwd(work, sizeof work) && work[0] == '/')
		walker->work = arena_format(walker->cli->arena, "%s/", work);
	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		if (fstat(fd, &walker->streams[walker->stream_count]) == 0 &&
		    S_ISREG(walker->streams[walker->stream_count].st_mode))
			walker->stream_count++;
	if (!walker->cli->no_ignore)
		walker->ignores = ignores_new(walker->cli->arena, note_mistake, walker);
}

bool walk_all(struct cli *cli, struct configs *configs, struct walk *walk)
{
	struct walker walker = {.cli = cli, .configs = configs, .walk = walk};

	if (!call_makes_sense(cli) || !read_globs(cli, &walker.include, &cli->include, "include") ||
	    !read_globs(cli, &walker.exclude, &cli->exclude, "exclude"))
		return false;
	begin(&walker);
	take_operands(&walker);
	if (!take_listed(&walker))
		return false;
	if (walker.overwritten) {
		say_usage("%s is a contract; the output of this run would go into it",
			  walker.overwritten);
		return false;
	}
	keep_first_names(&walker);
	return true;
}
