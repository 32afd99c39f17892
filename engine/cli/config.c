/* Which configuration a contract has, and what holds for it. */
#include "base/file.h"
#include "cli/config.h"

#include "cli/ledger.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CLIMB_MAX = 256 };

struct configs *configs_new(struct cli *cli)
{
	struct configs *configs = ARENA_NEW(cli->arena, struct configs);
	char buffer[PATH_MAX];

	configs->cli = cli;
	configs->here = arena_str(cli->arena, str_from(getcwd(buffer, sizeof buffer)));
	return configs;
}

void configs_free(struct configs *configs)
{
	if (!configs)
		return;
	for (uint32_t i = 0; i < configs->opened.n; i++)
		if (configs->opened.p[i].settled)
			settled_free(configs->opened.p[i].settled);
	for (uint32_t i = 0; i < configs->changed.n; i++)
		clint_pack_free(configs->changed.p[i]);
	for (uint32_t i = 0; i < configs->loaded.n; i++)
		clint_pack_free(configs->loaded.p[i].pack);
}

void config_say(const struct mistakes *mistakes)
{
	for (uint32_t i = 0; i < mistakes->list.n; i++) {
		const struct mistake *m = &mistakes->list.p[i];
		if (m->line)
			say_place("%.*s:%u:%u: error: %.*s", STR_ARG(m->file), (unsigned)m->line,
				  (unsigned)m->column, STR_ARG(m->message));
		else
			say_place("%.*s: error: %.*s", STR_ARG(m->file), STR_ARG(m->message));
	}
}

/* --- which file ------------------------------------------------------------------------------ */

static bool has(struct arena *arena, struct str folder, const char *name)
{
	return file_is_there(arena_format(arena, "%.*s%s", STR_ARG(folder), name).p);
}

static bool is_top(struct arena *arena, struct str folder)
{
	struct stat here, above;

	if (stat(folder.n ? arena_str(arena, folder).p : ".", &here) != 0 ||
	    stat(arena_format(arena, "%.*s..", STR_ARG(folder)).p, &above) != 0)
		return true;
	return here.st_dev == above.st_dev && here.st_ino == above.st_ino;
}

static struct str parent_of(struct arena *arena, struct str folder)
{
	struct str inner = str_cut(folder, 0, folder.n ? folder.n - 1 : 0);
	struct str last = str_cut(inner, file_folder(inner).n, inner.n);

	if (!last.n || str_equal(last, STR("..")) || str_equal(last, STR(".")))
		return arena_format(arena, "%.*s../", STR_ARG(folder));
	return file_folder(inner);
}

static const struct config *read_config(struct configs *configs, struct str file)
{
	struct mistakes mistakes = {.arena = configs->cli->arena, .most = CONFIG_MISTAKES_MAX};
	struct config *config = map_get(&configs->read, file);

	if (config)
		return config;
	config = config_read(configs->cli, file, &mistakes);
	config_say(&mistakes);
	map_put(configs->cli->arena, &configs->read, config->file, config);
	return config;
}

/* Upward from the folder; what is found on the way holds there. */
static struct place search(struct configs *configs, struct str folder)
{
	struct arena *arena = configs->cli->arena;
	struct place place = {.folder = folder};
	bool homed = false;

	for (int i = 0; i < CLIMB_MAX; i++) {
		if (has(arena, folder, CONFIG_NAME)) {
			place.home = folder;
			place.config = read_config(
				configs, arena_format(arena, "%.*s" CONFIG_NAME, STR_ARG(folder)));
			return place;
		}
		if (!homed && has(arena, folder, ACCEPT_NAME)) {
			place.home = folder;
			homed = true;
		}
		if (has(arena, folder, ".git") || is_top(arena, folder))
			break;
		folder = parent_of(arena, folder);
	}
	return place;
}

static const struct place *place_of(struct configs *configs, const char *path)
{
	struct cli *cli = configs->cli;
	struct str folder = file_folder(str_from(path));
	struct place *place;

	if (configs->last && str_equal(configs->last->folder, folder))
		return configs->last;
	place = map_get(&configs->places, folder);
	if (place)
		return configs->last = place;
	folder = arena_str(cli->arena, folder);
	place = ARENA_NEW(cli->arena, struct place);
	map_put(cli->arena, &configs->places, folder, place);
	if (cli->isolated) {
		*place = (struct place){.folder = folder};
	} else if (cli->config) {
		*place = (struct place){.folder = folder,
					.home = file_folder(str_from(cli->config))};
		place->config = read_config(configs, str_from(cli->config));
	} else {
		*place = search(configs, folder);
		place->folder = folder;
	}
	return configs->last = place;
}

/* --- what holds ------------------------------------------------------------------------------ */

/* path from the root on, without . and .. in it; a folder keeps its slash. Symbolic links are what
 * they are called, so that two names of a file stay two. */
static struct str absolute(struct configs *configs, struct str path)
{
	struct arena *arena = configs->cli->arena;
	struct str all =
		str_starts(path, STR("/"))
			? path
			: arena_format(arena, "%.*s/%.*s", STR_ARG(configs->here), STR_ARG(path));
	char *p = arena_alloc(arena, all.n + 2);
	size_t n = 0;

	for (size_t at = 0; at < all.n;) {
		size_t end = str_find(all, STR("/"), at);
		struct str part = str_cut(all, at, end);
		bool folder = end != SIZE_MAX;

		at = folder ? end + 1 : all.n;
		if (str_equal(part, STR("..")))
			n = file_folder((struct str){p, n ? n - 1 : 0}).n;
		else if (part.n && !str_equal(part, STR("."))) {
			memcpy(p + n, part.p, part.n);
			n += part.n;
			if (folder)
				p[n++] = '/';
		}
	}
	return (struct str){p, n};
}

/* path as the configuration sees it, relative to its folder. */
static struct str path_in(struct configs *configs, const struct config *config, struct str path)
{
	struct str folder = absolute(configs, config->folder), whole = absolute(configs, path);

	return str_starts(whole, folder) ? str_cut(whole, folder.n, whole.n) : path;
}

static void list_layers(struct configs *configs, const struct config *config, struct str path)
{
	struct arena *arena = configs->cli->arena;
	struct str inside = config->overrides.n ? path_in(configs, config, path) : path;

	if (config->base)
		list_layers(configs, config->base, path);
	*VEC_PUSH(arena, &configs->layers) = &config->layer;
	for (uint32_t i = 0; i < config->overrides.n; i++)
		if (ignore_judge_all(&config->overrides.p[i].files.list, inside, false) ==
		    IGNORED_YES)
			*VEC_PUSH(arena, &configs->layers) = &config->overrides.p[i].layer;
}

const struct profile *configs_for(struct configs *configs, const char *path)
{
	const struct place *place = place_of(configs, path);
	const struct layer **layers;
	uint32_t n;

	configs->layers.n = 0;
	if (place->config)
		list_layers(configs, place->config, str_from(path));
	layers = configs->layers.p;
	n = configs->layers.n;
	for (uint32_t i = 0; i < configs->made.n; i++) {
		const struct made *made = &configs->made.p[i];
		if (made->layer_count == n && made->config == place->config &&
		    str_equal(made->home, place->home) &&
		    (!n || memcmp(made->layers, layers, n * sizeof *layers) == 0))
			return made->profile;
	}
	return profile_make(configs, place, layers, n);
}

bool configs_exclude(struct configs *configs, const char *path, bool folder)
{
	const struct config *config = place_of(configs, path)->config;

	for (; config; config = config->base)
		if (ignore_judge_all(&config->exclude.list,
				     path_in(configs, config, str_from(path)),
				     folder) == IGNORED_YES)
			return true;
	return false;
}

enum ignored configs_include(struct configs *configs, const char *path)
{
	const struct config *config = place_of(configs, path)->config;
	enum ignored said = IGNORED_UNSAID;

	for (; config; config = config->base) {
		if (ignore_judge_all(&config->include.list,
				     path_in(configs, config, str_from(path)),
				     false) == IGNORED_YES)
			return IGNORED_YES;
		if (config->include.written.n)
			said = IGNORED_NO;
	}
	return said;
}
