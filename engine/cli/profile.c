/* What holds for contracts: options, packs, and what was settled before. */
#include "cli/config.h"
#include "cli/ledger.h"

#include <string.h>

/* --- options --------------------------------------------------------------------------------- */

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

/* Whether a mistake, which begins with its file, is in the pack of that name, and no warning. */
static bool is_in_pack(struct clint_text mistake, struct str name)
{
	struct str text = {mistake.bytes, mistake.size};

	if (str_contains(text, STR(": warning: ")))
		return false;
	while (name.n > 1 && str_ends(name, STR("/")))
		name.n--;
	text = str_starts(text, name) ? str_cut(text, name.n, text.n) : STR("");
	return str_starts(text, STR("/")) || str_starts(text, STR(":"));
}

/* Says where a configuration names the packs that have mistakes. */
static void say_named(const clint_pack *pack, const struct setting *named)
{
	struct clint_text mistake;

	for (uint32_t i = 0; named && i < named->values.n; i++) {
		struct origin_place at = named->at.p[i];
		bool bad = false;

		for (size_t k = 0; !bad && clint_pack_mistake(pack, k, &mistake); k++)
			bad = is_in_pack(mistake, str_from(named->values.p[i]));
		if (bad)
			say_place("%.*s:%u:%u: error: the pack '%s' cannot be used",
				  STR_ARG(at.file), (unsigned)at.line, (unsigned)at.column,
				  named->values.p[i]);
	}
}

static const clint_pack *pack_of(struct configs *configs, struct cli *cli,
				 const struct setting *named)
{
	struct loaded loaded = {.names = cli->packs};
	struct clint_error error;

	for (uint32_t i = 0; i < configs->loaded.n; i++)
		if (same_names(&configs->loaded.p[i].names, &cli->packs))
			return configs->loaded.p[i].pack;
	loaded.pack = clint_pack_load(cli->packs.p, cli->packs.n, NULL, &error);
	if (error.status == CLINT_PACK)
		say_named(loaded.pack, named);
	loaded.pack = packs_said(loaded.pack, &error);
	*VEC_PUSH(configs->cli->arena, &configs->loaded) = loaded;
	return loaded.pack;
}

static void mistake_at(struct mistakes *mistakes, struct origin_place at, const char *message)
{
	mistake_add(mistakes, at.file, at.line, at.column, "%s", message);
}

/* Whether the last mistake is at the same place: an unknown rule is told once, whatever is to
 * change in it. */
static bool is_told(const struct mistakes *mistakes, struct origin_place at)
{
	const struct mistake *last =
		mistakes->list.n ? &mistakes->list.p[mistakes->list.n - 1] : NULL;

	return last && str_equal(last->file, at.file) && last->line == at.line &&
	       last->column == at.column;
}

/* A change that is wrong is taken out and the others are tried again, so that every mistake is
 * told. */
static void change_rules(struct configs *configs, struct profile *profile,
			 struct mistakes *mistakes)
{
	uint32_t n = profile->rules.n, told = 0;
	struct clint_change *changes = ARENA_ARRAY(configs->cli->arena, struct clint_change, n);
	const struct rule_setting **from =
		ARENA_ARRAY(configs->cli->arena, const struct rule_setting *, n);
	struct clint_error error;
	clint_pack *changed = NULL;

	for (uint32_t i = 0; i < n; i++) {
		changes[i] = profile->rules.p[i].change;
		from[i] = &profile->rules.p[i];
	}
	while (n && told <= CONFIG_MISTAKES_MAX) {
		struct clint_wrong wrong = {0, CLINT_CHANGE_VALUE};
		struct origin_place at;

		changed = clint_pack_with(profile->pack, changes, n, &wrong, &error);
		if (changed)
			break;
		at = from[wrong.index]->at[wrong.part];
		if (!is_told(mistakes, at))
			mistake_at(mistakes, at, error.message);
		n--;
		memmove(changes + wrong.index, changes + wrong.index + 1,
			(n - wrong.index) * sizeof *changes);
		memmove(from + wrong.index, from + wrong.index + 1,
			(n - wrong.index) * sizeof *from);
		told++;
	}
	if (changed) {
		*VEC_PUSH(configs->cli->arena, &configs->changed) = changed;
		profile->pack = changed;
	}
}

/* --- values that only the packs know --------------------------------------------------------- */

static void check_names(const struct profile *profile, const char *option,
			struct mistakes *mistakes)
{
	const struct setting *from = profile->from[option_find(str_from(option))];
	struct clint_error error;

	for (uint32_t i = 0; from && i < from->at.n && !mistakes_full(mistakes); i++)
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
	struct mistakes mistakes = {.arena = configs->cli->arena, .most = CONFIG_MISTAKES_MAX};
	struct cli *cli = &profile->cli;
	struct clint_error error;

	profile->pack = pack_of(configs, cli, profile->from[option_find(STR("pack"))]);
	if (!profile->pack)
		return NULL;
	cli->check.select = cli->select.p;
	cli->check.select_count = cli->select.n;
	cli->check.ignore = cli->ignore.p;
	cli->check.ignore_count = cli->ignore.n;
	change_rules(configs, profile, &mistakes);
	check_values(profile, &mistakes);
	config_say(&mistakes);
	if (mistakes.list.n || (profile->config && profile->config->broken))
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

const struct profile *profile_make(struct configs *configs, const struct place *place,
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
