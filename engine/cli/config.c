/* Which configuration a contract has, and what holds for it. */
#include "base/file.h"
#include "cli/config.h"

#include "cli/ledger.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CLIMB_MAX = 256 };

/* A folder in which contracts lie: what holds there. */
struct place {
	struct str folder; /* with a slash at its end; empty: the current one */
	const struct config *config;
	struct str home; /* see struct profile */
	bool broken;
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
	VEC(struct place) places;
	VEC(struct made) made;
	VEC(const struct config *) read;
	VEC(struct loaded) loaded;
	VEC(clint_pack *) changed;
	VEC(struct opened) opened;
	VEC(const struct layer *) layers; /* of the contract in question */
	const struct place *last;
};

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

static void say_mistakes(const struct mistakes *mistakes)
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

static struct str folder_of(struct str path)
{
	while (path.n && path.p[path.n - 1] != '/')
		path.n--;
	return path;
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
	struct str last = str_cut(inner, folder_of(inner).n, inner.n);

	if (!last.n || str_equal(last, STR("..")) || str_equal(last, STR(".")))
		return arena_format(arena, "%.*s../", STR_ARG(folder));
	return folder_of(inner);
}

static const struct config *read_config(struct configs *configs, struct str file, bool *broken)
{
	struct mistakes mistakes = {.arena = configs->cli->arena};
	const struct config *config;

	for (uint32_t i = 0; i < configs->read.n; i++)
		if (str_equal(configs->read.p[i]->file, file))
			return configs->read.p[i];
	config = config_read(configs->cli, file, &mistakes);
	say_mistakes(&mistakes);
	*broken = !config;
	if (config)
		*VEC_PUSH(configs->cli->arena, &configs->read) = config;
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
				configs, arena_format(arena, "%.*s" CONFIG_NAME, STR_ARG(folder)),
				&place.broken);
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
	struct str folder = folder_of(str_from(path));
	struct place *place;

	if (configs->last && str_equal(configs->last->folder, folder))
		return configs->last;
	for (uint32_t i = 0; i < configs->places.n; i++)
		if (str_equal(configs->places.p[i].folder, folder))
			return configs->last = &configs->places.p[i];
	folder = arena_str(cli->arena, folder);
	place = VEC_PUSH(cli->arena, &configs->places);
	if (cli->isolated) {
		*place = (struct place){.folder = folder};
	} else if (cli->config) {
		*place = (struct place){.folder = folder, .home = folder_of(str_from(cli->config))};
		place->config = read_config(configs, str_from(cli->config), &place->broken);
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
			n = folder_of((struct str){p, n ? n - 1 : 0}).n;
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

/* The command line and the environment have the last word; options that do the same are one. */
static bool is_settled(const struct cli *cli, unsigned option)
{
	for (unsigned i = 0; i < option_count; i++)
		if (option_rows[i].set == option_rows[option].set &&
		    cli->origin[i] > ORIGIN_CONFIGURATION)
			return true;
	return false;
}

static void apply_layers(struct configs *configs, struct profile *profile,
			 const struct layer **layers, uint32_t n)
{
	const struct setting *last[OPTIONS_MAX] = {NULL};

	for (uint32_t l = 0; l < n; l++) {
		for (uint32_t i = 0; i < layers[l]->settings.n; i++)
			last[layers[l]->settings.p[i].option] = &layers[l]->settings.p[i];
		for (uint32_t i = 0; i < layers[l]->rules.n; i++)
			*VEC_PUSH(configs->cli->arena, &profile->rules) = layers[l]->rules.p[i];
	}
	for (unsigned option = 0; option < option_count; option++) {
		const struct setting *setting = last[option];
		if (!setting || is_settled(configs->cli, option))
			continue;
		for (uint32_t i = 0; i < setting->values.n; i++)
			option_set_word(&profile->cli, option, str_from(setting->values.p[i]),
					ORIGIN_CONFIGURATION);
		profile->from[option] = setting;
	}
}

/* --- packs ----------------------------------------------------------------------------------- */

static bool same_names(const names *a, const names *b)
{
	for (uint32_t i = 0; i < a->n && i < b->n; i++)
		if (strcmp(a->p[i], b->p[i]) != 0)
			return false;
	return a->n == b->n;
}

static const clint_pack *pack_of(struct configs *configs, struct cli *cli)
{
	struct loaded loaded = {.names = cli->packs};

	for (uint32_t i = 0; i < configs->loaded.n; i++)
		if (same_names(&configs->loaded.p[i].names, &cli->packs))
			return configs->loaded.p[i].pack;
	loaded.pack = load_packs(cli);
	*VEC_PUSH(configs->cli->arena, &configs->loaded) = loaded;
	return loaded.pack;
}

static void mistake_at(struct mistakes *mistakes, struct origin_place at, const char *message)
{
	mistake_add(mistakes, at.file, at.line, at.column, "%s", message);
}

static void change_rules(struct configs *configs, struct profile *profile,
			 struct mistakes *mistakes)
{
	uint32_t n = profile->rules.n;
	struct clint_change *changes = ARENA_ARRAY(configs->cli->arena, struct clint_change, n);
	struct clint_error error;
	clint_pack *changed;
	size_t wrong = 0;

	if (!n)
		return;
	for (uint32_t i = 0; i < n; i++)
		changes[i] = profile->rules.p[i].change;
	changed = clint_pack_with(profile->pack, changes, n, &wrong, &error);
	if (!changed) {
		mistake_at(mistakes, profile->rules.p[wrong < n ? wrong : 0].at, error.message);
		return;
	}
	*VEC_PUSH(configs->cli->arena, &configs->changed) = changed;
	profile->pack = changed;
}

/* --- values that only the packs know --------------------------------------------------------- */

static void check_names(const struct profile *profile, const char *option,
			struct mistakes *mistakes)
{
	const struct setting *from = profile->from[option_find(str_from(option))];
	struct clint_error error;

	for (uint32_t i = 0; from && i < from->at.n; i++)
		if (!clint_pack_knows(profile->pack, from->values.p[i], &error))
			mistake_at(mistakes, from->at.p[i], error.message);
}

static void check_value(const struct profile *profile, const char *option,
			const struct clint_options *options, struct mistakes *mistakes)
{
	const struct setting *from = profile->from[option_find(str_from(option))];
	struct clint_error error;

	if (from && !clint_options_valid(profile->pack, options, &error))
		mistake_at(mistakes, from->at.p[0], error.message);
}

static void check_values(const struct profile *profile, struct mistakes *mistakes)
{
	const struct clint_options *check = &profile->cli.check;

	check_names(profile, "select", mistakes);
	check_names(profile, "ignore", mistakes);
	check_value(profile, "type", &(struct clint_options){.type = check->type}, mistakes);
	check_value(profile, "lang", &(struct clint_options){.language = check->language},
		    mistakes);
	check_value(profile, "encoding", &(struct clint_options){.encoding = check->encoding},
		    mistakes);
}

/* --- what was settled before ----------------------------------------------------------------- */

static const char *name_of_folder(struct arena *arena, struct str folder)
{
	return folder.n ? arena_str(arena, str_cut(folder, 0, folder.n > 1 ? folder.n - 1 : 1)).p
			: ".";
}

static struct settled *open_settled(struct configs *configs, const struct profile *profile)
{
	struct arena *arena = configs->cli->arena;
	const char *baseline = profile->cli.baseline;
	struct settled *settled;

	for (uint32_t i = 0; i < configs->opened.n; i++) {
		const struct opened *opened = &configs->opened.p[i];
		bool same = baseline && opened->baseline ? strcmp(baseline, opened->baseline) == 0
							 : baseline == opened->baseline;
		if (same && str_equal(opened->folder, profile->folder))
			return opened->settled;
	}
	settled = ARENA_NEW(arena, struct settled);
	if (!settled_load(settled, &profile->cli, name_of_folder(arena, profile->folder))) {
		settled_free(settled);
		settled = NULL;
	}
	*VEC_PUSH(arena, &configs->opened) =
		(struct opened){profile->folder, baseline, profile->pack, settled};
	return settled;
}

int configs_settle(struct configs *configs)
{
	int status = EXIT_CLEAN;

	for (uint32_t i = 0; i < configs->opened.n; i++) {
		const struct opened *opened = &configs->opened.p[i];
		int one = opened->settled
				  ? settled_finish(opened->settled, configs->cli, opened->pack)
				  : EXIT_CLEAN;
		status = one > status ? one : status;
	}
	return status;
}

static const struct profile *finish(struct configs *configs, struct profile *profile)
{
	struct mistakes mistakes = {.arena = configs->cli->arena};
	struct cli *cli = &profile->cli;
	struct clint_error error;

	profile->pack = pack_of(configs, cli);
	if (!profile->pack)
		return NULL;
	cli->check.select = cli->select.p;
	cli->check.select_count = cli->select.n;
	cli->check.ignore = cli->ignore.p;
	cli->check.ignore_count = cli->ignore.n;
	change_rules(configs, profile, &mistakes);
	check_values(profile, &mistakes);
	say_mistakes(&mistakes);
	if (mistakes.list.n)
		return NULL;
	if (!clint_options_valid(profile->pack, &cli->check, &error)) {
		say_usage("%s", error.message);
		return NULL;
	}
	profile->settled = open_settled(configs, profile);
	if (!profile->settled)
		return NULL;
	settled_apply(profile->settled, cli);
	return profile;
}

static const struct profile *make_profile(struct configs *configs, const struct place *place,
					  const struct layer **layers, uint32_t n)
{
	struct arena *arena = configs->cli->arena;
	struct profile *profile = ARENA_NEW(arena, struct profile);
	const struct layer **kept = ARENA_ARRAY(arena, const struct layer *, n);
	const struct profile *made;

	if (n)
		memcpy(kept, layers, n * sizeof *kept);
	profile->cli = *configs->cli;
	profile->config = place->config;
	profile->folder = place->home;
	apply_layers(configs, profile, kept, n);
	made = finish(configs, profile);
	*VEC_PUSH(arena, &configs->made) = (struct made){kept, n, place->home, place->config, made};
	return made;
}

const struct profile *configs_for(struct configs *configs, const char *path)
{
	const struct place *place = place_of(configs, path);
	const struct layer **layers;
	uint32_t n;

	if (place->broken)
		return NULL;
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
	return make_profile(configs, place, layers, n);
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
