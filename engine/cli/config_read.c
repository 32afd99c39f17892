/* Reading .clauselint.yml: its keys, and every mistake with its place. */
#include "base/file.h"
#include "base/glob.h"
#include "cli/config.h"
#include "data/yaml.h"

#include <string.h>

enum { EXTENDS_MAX = 8, CONFIG_BYTES = 1 << 20, KEYS_MAX = OPTIONS_MAX + 8 };

struct reader {
	struct cli *cli;
	struct mistakes *mistakes;
	struct str files[EXTENDS_MAX]; /* being read, the outermost first */
	uint32_t depth;
	struct config *config; /* the one being read */
};

static struct str file_of(const struct reader *reader)
{
	return reader->config->file;
}

#define MISTAKE(reader, node, ...)                                                                 \
	mistake_add((reader)->mistakes, file_of(reader), (node)->line, (node)->column, __VA_ARGS__)

static struct origin_place place_of(const struct reader *reader, const struct yaml *node)
{
	return (struct origin_place){file_of(reader), node->line, node->column};
}

/* path as it is from the current folder; one that is absolute stays. */
static struct str from_folder(struct cli *cli, struct str folder, struct str path)
{
	if (str_starts(path, STR("/")))
		return path;
	if (str_starts(path, STR("./")))
		path = str_cut(path, 2, path.n);
	return arena_format(cli->arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(path));
}

/* --- values ---------------------------------------------------------------------------------- */

/* A list, or one value for a list of one. */
static uint32_t value_count(const struct yaml *node)
{
	return node->kind == YAML_LIST ? node->n : 1;
}

static const struct yaml *value_at(const struct yaml *node, uint32_t i)
{
	return node->kind == YAML_LIST ? node->items[i] : node;
}

static bool is_text(struct reader *reader, const struct yaml *node, struct str key)
{
	if (node->kind == YAML_SCALAR && node->text.n && !memchr(node->text.p, 0, node->text.n))
		return true;
	MISTAKE(reader, node, "'%.*s' wants a value here", STR_ARG(key));
	return false;
}

static void read_globs(struct reader *reader, struct str key, const struct yaml *node,
		       struct globs *globs)
{
	for (uint32_t i = 0; i < value_count(node); i++) {
		const struct yaml *value = value_at(node, i);
		const char *problem;

		if (!is_text(reader, value, key))
			continue;
		problem = glob_problem(value->text);
		if (problem)
			MISTAKE(reader, value, "the glob '%.*s' can match nothing: %s",
				STR_ARG(value->text), problem);
		*VEC_PUSH(reader->cli->arena, &globs->written) =
			arena_str(reader->cli->arena, value->text).p;
		ignore_glob(reader->cli->arena, &globs->list, value->text);
	}
}

/* Paths are relative to the file they stand in; a pack without a slash is a name. */
static struct str resolve(struct reader *reader, const struct option_row *row, struct str value)
{
	bool path = row->kind == VALUE_FILE ||
		    (row->kind == VALUE_FOLDER && str_contains(value, STR("/")));
	struct str found;

	if (!path)
		return value;
	found = from_folder(reader->cli, reader->config->folder, value);
	if (row->kind == VALUE_FOLDER && !str_contains(found, STR("/")))
		found = arena_format(reader->cli->arena, "./%.*s", STR_ARG(found));
	return found;
}

static void read_setting(struct reader *reader, unsigned option, const struct yaml *node,
			 struct layer *layer)
{
	const struct option_row *row = &option_rows[option];
	struct cli trial = *reader->cli;
	struct setting setting = {.option = option};

	/* Tried on a copy, so that a wrong value is told of where it stands. */
	memset(trial.given, 0, sizeof trial.given);
	for (uint32_t i = 0; i < value_count(node); i++) {
		const struct yaml *value = value_at(node, i);
		struct str text;

		if (!is_text(reader, value, str_from(row->name)))
			continue;
		text = resolve(reader, row, value->text);
		if (!option_set_word(&trial, option, text, ORIGIN_CONFIGURATION))
			MISTAKE(reader, value, "'%.*s' is no value for '%s', which is %s",
				STR_ARG(value->text), row->name,
				row->argument ? row->argument : "true or false");
		*VEC_PUSH(reader->cli->arena, &setting.values) =
			arena_str(reader->cli->arena, text).p;
		*VEC_PUSH(reader->cli->arena, &setting.at) = place_of(reader, value);
	}
	*VEC_PUSH(reader->cli->arena, &layer->settings) = setting;
}

/* --- rules ----------------------------------------------------------------------------------- */

static void read_change(struct reader *reader, const struct yaml *rule, const struct yaml *key,
			const struct yaml *value, struct layer *layer)
{
	struct arena *arena = reader->cli->arena;

	if (is_text(reader, value, key->text))
		*VEC_PUSH(arena, &layer->rules) = (struct rule_setting){
			{arena_str(arena, rule->text).p, arena_str(arena, key->text).p,
			 arena_str(arena, value->text).p},
			{place_of(reader, rule), place_of(reader, key), place_of(reader, value)}};
}

static void read_rule(struct reader *reader, const struct yaml *rule, const struct yaml *changes,
		      struct layer *layer)
{
	static const struct str known[] = {STR_INIT("severity"), STR_INIT("options")};

	if (changes->kind != YAML_MAP) {
		MISTAKE(reader, changes, "'%.*s' wants {severity: …, options: {…}}",
			STR_ARG(rule->text));
		return;
	}
	for (uint32_t i = 0; i < changes->n; i++) {
		const struct yaml *key = changes->keys[i], *value = changes->items[i];
		struct str near = nearest_word(key->text, known, 2);

		if (str_equal(key->text, known[0]))
			read_change(reader, rule, key, value, layer);
		else if (!str_equal(key->text, known[1]))
			MISTAKE(reader, key, "unknown key '%.*s'%s%.*s%s", STR_ARG(key->text),
				near.n ? " (did you mean '" : "", STR_ARG(near),
				near.n ? "'?)" : "");
		else if (value->kind != YAML_MAP)
			MISTAKE(reader, value, "'options' wants a map of options to values");
		else
			for (uint32_t o = 0; o < value->n; o++)
				read_change(reader, rule, value->keys[o], value->items[o], layer);
	}
}

static void read_rules(struct reader *reader, const struct yaml *node, struct layer *layer)
{
	if (node->kind != YAML_MAP)
		MISTAKE(reader, node, "'rules' wants a map of rules to what changes in them");
	for (uint32_t i = 0; node->kind == YAML_MAP && i < node->n; i++)
		read_rule(reader, node->keys[i], node->items[i], layer);
}

/* --- keys ------------------------------------------------------------------------------------ */

/* Keys of the file itself, which are no options. */
enum own_key {
	KEY_VERSION,
	KEY_ROOT,
	KEY_EXTENDS,
	KEY_INCLUDE,
	KEY_EXCLUDE,
	KEY_OVERRIDES,
	OWN_KEYS
};
static const struct str own_keys[OWN_KEYS] = {
	[KEY_VERSION] = STR_INIT("clauselint"), [KEY_ROOT] = STR_INIT("root"),
	[KEY_EXTENDS] = STR_INIT("extends"),	[KEY_INCLUDE] = STR_INIT("include"),
	[KEY_EXCLUDE] = STR_INIT("exclude"),	[KEY_OVERRIDES] = STR_INIT("overrides"),
};

static enum own_key own_key(struct str key)
{
	int i = 0;

	while (i < OWN_KEYS && !str_equal(own_keys[i], key))
		i++;
	return (enum own_key)i;
}

/* The option a key stands for. Packs are many, so the key says so. */
static unsigned option_of(struct str key)
{
	unsigned option = option_find(str_equal(key, STR("packs")) ? STR("pack") : key);

	if (option < option_count && option_rows[option].configurable &&
	    !str_equal(key, STR("pack")))
		return option;
	return option_count;
}

static void unknown_key(struct reader *reader, const struct yaml *key, bool top)
{
	struct str known[KEYS_MAX], near;
	size_t n = 0;

	known[n++] = STR("rules");
	known[n++] = STR("packs");
	known[n++] = STR("files");
	for (int i = 0; i < OWN_KEYS && top; i++)
		known[n++] = own_keys[i];
	for (unsigned i = 0; i < option_count; i++)
		if (option_rows[i].configurable && option_of(str_from(option_rows[i].name)) == i)
			known[n++] = str_from(option_rows[i].name);
	near = nearest_word(key->text, known, n);
	MISTAKE(reader, key, "unknown key '%.*s'%s%.*s%s", STR_ARG(key->text),
		near.n ? " (did you mean '" : "", STR_ARG(near), near.n ? "'?)" : "");
}

/* What may stand at the top and in an override alike. */
static void read_layer_key(struct reader *reader, const struct yaml *key, const struct yaml *value,
			   struct layer *layer, bool top)
{
	unsigned option = option_of(key->text);

	if (str_equal(key->text, STR("rules")))
		read_rules(reader, value, layer);
	else if (option < option_count)
		read_setting(reader, option, value, layer);
	else
		unknown_key(reader, key, top);
}

static void read_override(struct reader *reader, const struct yaml *node)
{
	struct override *override = VEC_PUSH(reader->cli->arena, &reader->config->overrides);

	if (node->kind != YAML_MAP || !yaml_get(node, "files")) {
		MISTAKE(reader, node, "an override wants {files: [GLOB…], …}");
		return;
	}
	for (uint32_t i = 0; i < node->n; i++) {
		const struct yaml *key = node->keys[i];

		if (str_equal(key->text, STR("files")))
			read_globs(reader, key->text, node->items[i], &override->files);
		else
			read_layer_key(reader, key, node->items[i], &override->layer, false);
	}
}

static void read_own_key(struct reader *reader, enum own_key which, const struct yaml *value);

static void read_top(struct reader *reader, const struct yaml *root)
{
	if (root->kind != YAML_MAP) {
		MISTAKE(reader, root, "a configuration is a map of settings");
		return;
	}
	for (uint32_t i = 0; i < root->n && !mistakes_full(reader->mistakes); i++) {
		enum own_key own = own_key(root->keys[i]->text);

		if (own < OWN_KEYS)
			read_own_key(reader, own, root->items[i]);
		else
			read_layer_key(reader, root->keys[i], root->items[i],
				       &reader->config->layer, true);
	}
}

/* --- files ----------------------------------------------------------------------------------- */

/* A file that cannot be read is an empty configuration, and a mistake. */
static struct config *read_file(struct reader *reader, struct str file)
{
	struct arena *arena = reader->cli->arena;
	struct config *config = ARENA_NEW(arena, struct config), *outer = reader->config;
	const struct yaml *root;
	struct error error;
	struct str text;
	bool named;

	config->file = arena_str(arena, file);
	config->folder = file_folder(config->file);
	named = reader->cli->config && str_equal(config->file, str_from(reader->cli->config));
	if (!(named ? file_read(arena, config->file.p, CONFIG_BYTES, &text, &error)
		    : file_read_found(arena, config->file.p, CONFIG_BYTES, &text, &error))) {
		mistake_add(reader->mistakes, config->file, 0, 0, "%s", error.message);
		return config;
	}
	root = yaml_read(arena, config->file, text, reader->mistakes);
	if (!root)
		return config;
	reader->files[reader->depth++] = config->file;
	reader->config = config;
	read_top(reader, root);
	reader->config = outer;
	reader->depth--;
	return config;
}

static void read_extends(struct reader *reader, const struct yaml *value)
{
	struct str file;

	if (!is_text(reader, value, STR("extends")))
		return;
	file = from_folder(reader->cli, reader->config->folder, value->text);
	for (uint32_t i = 0; i < reader->depth; i++)
		if (str_equal(reader->files[i], file)) {
			MISTAKE(reader, value, "'%.*s' extends itself", STR_ARG(file));
			return;
		}
	if (reader->depth == EXTENDS_MAX) {
		MISTAKE(reader, value, "configurations extend each other more than %d deep",
			EXTENDS_MAX);
		return;
	}
	reader->config->base = read_file(reader, file);
}

static void read_own_key(struct reader *reader, enum own_key which, const struct yaml *value)
{
	struct config *config = reader->config;

	switch (which) {
	case KEY_VERSION:
		if (value->kind != YAML_SCALAR || !str_equal(value->text, STR("1")))
			MISTAKE(reader, value, "this program reads configurations of version 1");
		break;
	case KEY_ROOT:
		config->root = value->kind == YAML_SCALAR && str_equal(value->text, STR("true"));
		if (!config->root &&
		    !(value->kind == YAML_SCALAR && str_equal(value->text, STR("false"))))
			MISTAKE(reader, value, "'root' is true or false");
		break;
	case KEY_EXTENDS: read_extends(reader, value); break;
	case KEY_INCLUDE: read_globs(reader, STR("include"), value, &config->include); break;
	case KEY_EXCLUDE: read_globs(reader, STR("exclude"), value, &config->exclude); break;
	case KEY_OVERRIDES:
		for (uint32_t i = 0; i < value_count(value); i++)
			read_override(reader, value_at(value, i));
		break;
	case OWN_KEYS: break;
	}
}

struct config *config_read(struct cli *cli, struct str file, struct mistakes *mistakes)
{
	struct reader reader = {.cli = cli, .mistakes = mistakes};
	struct config *config = read_file(&reader, file);

	config->broken = mistakes_fatal(mistakes);
	return config;
}
