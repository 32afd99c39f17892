/* What holds for contracts: options, packs, and what was settled before. */
#include "cli/config.h"
#include "cli/ledger.h"

#include <string.h>

enum { RULE_MISTAKES_MAX = 100 };

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

/* A change that is wrong is taken out and the others are tried again, so that every mistake is
 * told. */
static void change_rules(struct configs *configs, struct profile *profile,
			 struct mistakes *mistakes)
{
	uint32_t n = profile->rules.n, told = 0;
	struct clint_change *changes = ARENA_ARRAY(configs->cli->arena, struct clint_change, n);
	struct origin_place *at = ARENA_ARRAY(configs->cli->arena, struct origin_place, n);
	struct clint_error error;
	clint_pack *changed = NULL;

	for (uint32_t i = 0; i < n; i++) {
		changes[i] = profile->rules.p[i].change;
		at[i] = profile->rules.p[i].at;
	}
	while (n && told < RULE_MISTAKES_MAX) {
		size_t wrong = 0;
		changed = clint_pack_with(profile->pack, changes, n, &wrong, &error);
		if (changed)
			break;
		mistake_at(mistakes, at[wrong], error.message);
		n--;
		memmove(changes + wrong, changes + wrong + 1, (n - wrong) * sizeof *changes);
		memmove(at + wrong, at + wrong + 1, (n - wrong) * sizeof *at);
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
