/* What lies in folders. */
#include "cli/config.h"
#include "cli/walker.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

struct entry {
	const char *name;
	mode_t type; /* as in st_mode; 0: it went away */
};

struct folder {
	const char *path; /* in front of a name: ends in a slash, or is empty */
	struct str real;
	const struct ignore_level *level; /* NULL: --no-ignore */
	VEC(struct entry) entries;
};

/* --- reading one ----------------------------------------------------------------------------- */

static mode_t type_of(DIR *stream, const struct dirent *item)
{
	struct stat about;

	if (item->d_type != DT_UNKNOWN)
		return DTTOIF(item->d_type);
	if (fstatat(dirfd(stream), item->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0)
		return 0;
	return about.st_mode & S_IFMT;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

/* All names are read before the first is looked into, so that no folder stays open on the way down.
 * When memory runs out in here the program ends, and the stream with it. */
static bool read_entries(struct arena *arena, struct folder *folder)
{
	int fd = open(folder->real.p, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *item;
	int trouble;

	if (!stream)
		return false;
	while (errno = 0, (item = readdir(stream))) {
		struct str name = str_from(item->d_name);
		if (str_equal(name, STR(".")) || str_equal(name, STR("..")))
			continue;
		*VEC_PUSH(arena, &folder->entries) =
			(struct entry){arena_str(arena, name).p, type_of(stream, item)};
	}
	trouble = errno;
	closedir(stream);
	errno = trouble;
	if (folder->entries.n)
		qsort(folder->entries.p, folder->entries.n, sizeof *folder->entries.p, by_name);
	return trouble == 0;
}

/* --- judging what is in it ------------------------------------------------------------------- */

static bool has_contract_name(const struct walker *walker, const char *path)
{
	static const char *const endings[] = {".txt", ".text", ".md", ".markdown"};
	enum ignored said = configs_include(walker->configs, path);
	const char *dot = strrchr(path, '.');

	if (walker->include.rules.n)
		return ignore_judge_all(&walker->include, walker_glob_path(walker, path), false) ==
		       IGNORED_YES;
	if (said != IGNORED_UNSAID)
		return said == IGNORED_YES;
	for (size_t i = 0; dot && i < sizeof endings / sizeof endings[0]; i++)
		if (strcasecmp(dot, endings[i]) == 0)
			return true;
	return false;
}

/* What is nobody's contract and nothing to count: Git's own, and the files that say what to ignore.
 */
static bool is_known(const char *name)
{
	static const char *const known[] = {".git", ".gitignore", ".clauselintignore"};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(name, known[i]) == 0)
			return true;
	return false;
}

/* Whether it is passed over without a look at what it is. */
static bool pass_entry(struct walker *walker, const struct folder *folder,
		       const struct entry *entry, const char *path, struct str real)
{
	bool is_folder = S_ISDIR(entry->type);
	const char *by;

	if (entry->name[0] == '.')
		walker_pass(walker, PASSED_HIDDEN, path, "it is hidden");
	else if (folder->level && ignore_says(folder->level, real, is_folder, &by))
		walker_pass(walker, PASSED_IGNORED, path,
			    arena_format(walker->cli->arena, "%s says so", by).p);
	else if (ignore_judge(&walker->exclude, walker_glob_path(walker, path), is_folder) ==
		 IGNORED_YES)
		walker_pass(walker, PASSED_EXCLUDED, path, "--exclude says so");
	else if (configs_exclude(walker->configs, path, is_folder))
		walker_pass(walker, PASSED_EXCLUDED, path, "the configuration says so");
	else if (S_ISLNK(entry->type))
		walker_pass(walker, PASSED_LINK, path,
			    "it is a symbolic link, which is followed only when it is named");
	else
		return false;
	return true;
}

static void take_file(struct walker *walker, mode_t type, const char *path, const char *real)
{
	if (!has_contract_name(walker, path))
		walker_pass(walker, PASSED_TYPE, path,
			    walker->include.rules.n ? "--include does not name it"
						    : "its name does not end like a contract's");
	else if (type == 0)
		walker_problem(walker, path, real, "went away while its folder was read");
	else if (!S_ISREG(type))
		walker_problem(walker, path, real, "is a pipe, socket or device, not a contract");
	else if (!walker_is_stream(walker, path, real))
		walker_add(walker, path, real, true);
}

static void walk_in(struct walker *walker, const struct ignore_level *up, struct folder *folder);

static void take_entry(struct walker *walker, const struct folder *folder,
		       const struct entry *entry)
{
	struct arena *arena = walker->cli->arena;
	const char *path = arena_format(arena, "%s%s", folder->path, entry->name).p;
	struct str real = arena_format(arena, "%.*s%s%s", STR_ARG(folder->real),
				       folder->real.n > 1 ? "/" : "", entry->name);
	struct folder below = {.real = real};

	if (is_known(entry->name) || pass_entry(walker, folder, entry, path, real))
		return;
	if (!S_ISDIR(entry->type)) {
		take_file(walker, entry->type, path, real.p);
		return;
	}
	below.path = arena_format(arena, "%s/", path).p;
	walk_in(walker, folder->level, &below);
}

/* up: the level of the folder that this one was found in; NULL: of none. */
static void walk_in(struct walker *walker, const struct ignore_level *up, struct folder *folder)
{
	struct arena *arena = walker->cli->arena;
	const char *path = *folder->path ? folder->path : ".";

	if (!read_entries(arena, folder))
		walker_problem(
			walker, path, folder->real.p,
			arena_format(arena, "this folder cannot be read: %s", strerror(errno)).p);
	if (!folder->entries.n)
		return;
	if (walker->ignores)
		folder->level = up ? ignore_level_below(walker->ignores, up, folder->real)
				   : ignore_level_of(walker->ignores, folder->real);
	for (uint32_t i = 0; i < folder->entries.n; i++)
		take_entry(walker, folder, &folder->entries.p[i]);
}

/* "." is not said before every name, nor a slash twice. */
static const char *prefix_of(struct arena *arena, const char *path)
{
	struct str prefix = str_from(path);

	while (str_ends(prefix, STR("/")))
		prefix.n--;
	if (str_equal(prefix, STR(".")))
		return "";
	return arena_format(arena, "%.*s/", STR_ARG(prefix)).p;
}

void walk_folder(struct walker *walker, const char *path, const char *real)
{
	struct folder folder = {.path = prefix_of(walker->cli->arena, path),
				.real = str_from(real)};
	uint32_t before = walker->walk->list.n;

	walk_in(walker, NULL, &folder);
	if (walker->walk->list.n == before && !walker->cli->allow_empty)
		walker_problem(walker, path, real,
			       "no contract was found in this folder; see -v, --include and "
			       "--allow-empty");
}
