#include "pack/load.h"

/* One folder while its pack is being read. */
struct opened {
	const struct pack_folder *folder;
	struct str file; /* "core/pack.yml" */
	const struct yaml *root;
	struct str version_of_format, requires, services;
	struct pack_info info;
	struct conditions only;
	VEC(struct term *) own;
	struct terms visible; /* own, and those of the packs it extends */
};

struct packs {
	struct opened *p;
	uint32_t n;
};

static struct str path_of(struct loader *loader, const struct pack_folder *folder, struct str path)
{
	return arena_format(loader->arena, "%.*s/%.*s", STR_ARG(folder->name), STR_ARG(path));
}

static const struct pack_file *find_file(const struct pack_folder *folder, struct str path)
{
	for (uint32_t i = 0; i < folder->file_count; i++)
		if (str_equal(folder->files[i].path, path))
			return &folder->files[i];
	return NULL;
}

/* --- pack.yml --- */

static void load_terms(struct loader *loader, const struct yaml *node, const struct names *names,
		       void *into)
{
	struct opened *pack = into;

	(void)names;
	if (!load_is(loader, node, YAML_MAP, "a map"))
		return;
	if (node->n > TERMS_MAX) {
		load_mistake(loader, node, "more than %d terms", TERMS_MAX);
		return;
	}
	for (uint32_t i = 0; i < node->n; i++) {
		struct term *term = ARENA_NEW(loader->arena, struct term);
		term->name = node->keys[i]->text;
		if (term_is_reserved(term->name))
			load_mistake(loader, node->keys[i],
				     "\"%.*s\" is a term of the engine's own and cannot be given",
				     STR_ARG(term->name));
		if (!is_plain_name(term->name))
			load_mistake(loader, node->keys[i],
				     "a term's name is made of letters, digits and hyphens");
		term->alternatives = load_texts(loader, node->items[i], &term->alternative_count);
		if (!term->alternative_count)
			load_mistake(loader, node->items[i],
				     "a term needs at least one alternative");
		*VEC_PUSH(loader->arena, &pack->own) = term;
	}
}

/* Which packs and files these name is looked up when all folders are open. */
static void load_name_list(struct loader *loader, const struct yaml *node,
			   const struct names *names, void *into)
{
	uint32_t n;

	(void)names, (void)into;
	load_texts(loader, node, &n);
}

static const struct field pack_fields[] = {
	{STR_INIT("clauselint"), load_text, offsetof(struct opened, version_of_format), NULL, true},
	{STR_INIT("pack"), load_text, offsetof(struct opened, info.name), NULL, true},
	{STR_INIT("version"), load_text, offsetof(struct opened, info.version), NULL, true},
	{STR_INIT("title"), load_words, offsetof(struct opened, info.title), NULL, true},
	{STR_INIT("requires"), load_text, offsetof(struct opened, requires), NULL, false},
	{STR_INIT("extends"), load_name_list, 0, NULL, false},
	{STR_INIT("terms"), load_terms, 0, NULL, false},
	{STR_INIT("files"), load_name_list, 0, NULL, false},
	{STR_INIT("services"), load_text, offsetof(struct opened, services), NULL, false},
	{STR_INIT("checklists"), load_name_list, 0, NULL, false},
	{STR_INIT("types"), load_types, offsetof(struct opened, only), NULL, false},
	{STR_INIT("jurisdictions"), load_jurisdictions, offsetof(struct opened, only.jurisdictions),
	 NULL, false},
	/* Read when the terms, and the rules, are there. */
	{STR_INIT("recognise"), load_nothing, 0, NULL, false},
	{STR_INIT("change"), load_nothing, 0, NULL, false},
};

static void check_format(struct loader *loader, const struct opened *pack)
{
	const struct yaml *format = yaml_get(pack->root, "clauselint");

	if (!format)
		return;
	if (pack->root->items[0] != format)
		load_mistake(loader, format, "\"clauselint\" must be the first key");
	if (format->kind == YAML_SCALAR && !str_equal(format->text, STR("1")))
		load_mistake(loader, format, "this program reads packs of format 1, not %.*s",
			     STR_ARG(format->text));
}

static void open_pack(struct loader *loader, const struct pack_folder *folder, struct opened *pack)
{
	const struct pack_file *file = find_file(folder, STR("pack.yml"));

	pack->folder = folder;
	pack->file = path_of(loader, folder, STR("pack.yml"));
	loader->file = pack->file;
	if (!file) {
		mistake_add(loader->mistakes, pack->file, 0, 0, "the folder has no pack.yml");
		return;
	}
	pack->root = yaml_read(loader->arena, pack->file, file->text, loader->mistakes);
	if (!pack->root)
		return;
	if (load_map(loader, pack->root, "pack.yml", FIELDS(pack_fields), pack))
		check_format(loader, pack);
}

/* --- terms --- */

static struct opened *find_pack(struct packs *packs, struct str name)
{
	for (uint32_t i = 0; i < packs->n; i++)
		if (str_equal(packs->p[i].folder->name, name) ||
		    str_equal(packs->p[i].info.name, name))
			return &packs->p[i];
	return NULL;
}

static const struct yaml *scalar_at(const struct yaml *list, uint32_t i)
{
	const struct yaml *item = list->kind == YAML_LIST ? list->items[i] : list;

	return item->kind == YAML_SCALAR ? item : NULL;
}

static uint32_t scalar_count(const struct yaml *list)
{
	return !list ? 0 : list->kind == YAML_LIST ? list->n : list->kind == YAML_SCALAR;
}

/* A pack sees its own terms first, then those of what it extends, and so on outwards. */
static void collect_terms(struct loader *loader, struct packs *packs, struct opened *pack)
{
	struct opened **seen = ARENA_ARRAY(loader->arena, struct opened *, packs->n);
	VEC(struct term *) visible = {0};
	uint32_t seen_count = 1;

	seen[0] = pack;
	for (uint32_t i = 0; i < seen_count; i++) {
		const struct yaml *extends = yaml_get(seen[i]->root, "extends");
		for (uint32_t t = 0; t < seen[i]->own.n; t++)
			*VEC_PUSH(loader->arena, &visible) = seen[i]->own.p[t];
		for (uint32_t e = 0; e < scalar_count(extends); e++) {
			const struct yaml *name = scalar_at(extends, e);
			struct opened *other = name ? find_pack(packs, name->text) : NULL;
			bool known = !other;
			for (uint32_t s = 0; s < seen_count; s++)
				known = known || seen[s] == other;
			if (!known)
				seen[seen_count++] = other;
			if (name && !other && i == 0)
				load_mistake(loader, name, "the pack \"%.*s\" is not there",
					     STR_ARG(name->text));
		}
	}
	pack->visible = (struct terms){visible.p, visible.n};
}

static void check_terms(struct loader *loader, const struct opened *pack)
{
	const struct yaml *terms = yaml_get(pack->root, "terms");

	for (uint32_t t = 0; t < pack->own.n; t++)
		for (uint32_t a = 0; a < pack->own.p[t]->alternative_count; a++) {
			const struct yaml *node = scalar_at(terms->items[t], a);
			struct pattern piece = {0};
			if (!node)
				continue;
			piece.source = pack->own.p[t]->alternatives[a];
			piece.line = node->line;
			piece.column = node->column;
			/* Told of here, once, and not again wherever the term is used. */
			if (!pattern_check_piece(&loader->compiler, &piece))
				pack->own.p[t]->state = TERM_BAD;
		}
}

/* --- the files of a pack --- */

typedef void load_file_fn(struct loader *loader, const struct yaml *root);

static const struct {
	const char *key;
	load_file_fn *load;
} file_kinds[] = {
	{"services", load_services},
	{"checklists", load_checklist},
	{"files", load_rules},
};

static void load_file(struct loader *loader, const struct opened *pack, const struct yaml *name,
		      load_file_fn *load)
{
	const struct pack_file *file = find_file(pack->folder, name->text);
	const struct yaml *root;

	loader->file = pack->file;
	if (!file) {
		load_mistake(loader, name, "there is no file \"%.*s\"", STR_ARG(name->text));
		return;
	}
	loader->file = path_of(loader, pack->folder, file->path);
	loader->compiler.file = loader->file;
	root = yaml_read(loader->arena, loader->file, file->text, loader->mistakes);
	if (root)
		load(loader, root);
}

static void load_files(struct loader *loader, struct opened *pack)
{
	uint32_t before = loader->rules.n;

	if (!pack->root)
		return;
	loader->compiler.terms = &pack->visible;
	loader->compiler.file = pack->file;
	loader->file = pack->file;
	loader->only = pack->only;
	check_terms(loader, pack);
	if (yaml_get(pack->root, "recognise"))
		load_recognise_words(loader, yaml_get(pack->root, "recognise"));
	for (size_t k = 0; k < sizeof file_kinds / sizeof file_kinds[0]; k++) {
		const struct yaml *list = yaml_get(pack->root, file_kinds[k].key);
		for (uint32_t i = 0; i < scalar_count(list); i++) {
			const struct yaml *name = scalar_at(list, i);
			if (name)
				load_file(loader, pack, name, file_kinds[k].load);
		}
	}
	pack->info.rules = loader->rules.n - before;
}

static bool is_listed(const struct opened *pack, struct str path)
{
	if (str_equal(path, STR("pack.yml")))
		return true;
	for (size_t k = 0; k < sizeof file_kinds / sizeof file_kinds[0]; k++) {
		const struct yaml *list = yaml_get(pack->root, file_kinds[k].key);
		for (uint32_t i = 0; i < scalar_count(list); i++)
			if (scalar_at(list, i) && str_equal(scalar_at(list, i)->text, path))
				return true;
	}
	return false;
}

/* A file that pack.yml forgets would be silently without effect. */
static void warn_unlisted(struct loader *loader, const struct opened *pack)
{
	for (uint32_t i = 0; pack->root && i < pack->folder->file_count; i++)
		if (!is_listed(pack, pack->folder->files[i].path))
			mistake_warn(loader->mistakes,
				     path_of(loader, pack->folder, pack->folder->files[i].path), 0,
				     0, "pack.yml does not list this file, so it is not read");
}

/* --- the pack that is handed out --- */

static const struct pack *finish(struct loader *loader, const struct packs *packs)
{
	struct pack_info *infos = ARENA_ARRAY(loader->arena, struct pack_info, packs->n);
	struct pack *pack = ARENA_NEW(loader->arena, struct pack);

	for (uint32_t i = 0; i < packs->n; i++)
		infos[i] = packs->p[i].info;
	*pack = (struct pack){
		.infos = infos,
		.info_count = packs->n,
		.rules = loader->rules.p,
		.rule_count = loader->rules.n,
		.checklists = loader->checklists.p,
		.checklist_count = loader->checklists.n,
		.metrics = loader->metrics.p,
		.metric_count = loader->metrics.n,
		.vague = loader->vague,
		.elsewhere = loader->elsewhere,
		.recognise = loader->recognise,
		.patterns = loader->patterns.p,
		.pattern_count = loader->patterns.n,
		.codes = codes_new(loader->arena, loader->patterns.n, NULL),
	};
	return pack;
}

const struct pack *pack_load(struct arena *arena, const struct pack_folder *folders,
			     uint32_t folder_count, struct mistakes *mistakes)
{
	struct loader *loader = ARENA_NEW(arena, struct loader);
	struct packs packs = {ARENA_ARRAY(arena, struct opened, folder_count), folder_count};

	loader->arena = arena;
	loader->mistakes = mistakes;
	compiler_begin(&loader->compiler, arena, mistakes);
	for (uint32_t i = 0; i < packs.n; i++)
		open_pack(loader, &folders[i], &packs.p[i]);
	for (uint32_t i = 0; i < packs.n; i++) {
		loader->file = packs.p[i].file;
		collect_terms(loader, &packs, &packs.p[i]);
	}
	for (uint32_t i = 0; i < packs.n; i++) {
		load_files(loader, &packs.p[i]);
		warn_unlisted(loader, &packs.p[i]);
	}
	for (uint32_t i = 0; i < packs.n; i++) {
		const struct yaml *change =
			packs.p[i].root ? yaml_get(packs.p[i].root, "change") : NULL;
		loader->file = packs.p[i].file;
		if (change)
			load_changes(loader, change);
	}
	check_rules(loader);
	return mistakes_fatal(mistakes) ? NULL : finish(loader, &packs);
}

const struct rule *pack_rule(const struct pack *pack, struct str id)
{
	for (uint32_t i = 0; i < pack->rule_count; i++)
		if (str_equal(pack->rules[i].id, id))
			return &pack->rules[i];
	return NULL;
}

const struct pack_folder *pack_builtin(struct str name)
{
	for (uint32_t i = 0; i < pack_builtin_count; i++)
		if (str_equal(pack_builtins[i].name, name))
			return &pack_builtins[i];
	return NULL;
}
