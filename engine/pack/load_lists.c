#include "pack/load.h"

NAMES(jurisdictions, "a jurisdiction: cn, tw or hk", STR_INIT("cn"), STR_INIT("tw"),
      STR_INIT("hk"));

/* In the order of enum quantity_kind (fact/quantity.h). */
NAMES(kinds, "a kind of quantity", STR_INIT("money"), STR_INIT("ratio"), STR_INIT("duration"),
      STR_INIT("date"), STR_INIT("count"), STR_INIT("number"));

void load_jurisdiction(struct loader *loader, const struct yaml *node, const struct names *names,
		       void *into)
{
	(void)names;
	load_name(loader, node, &jurisdictions, into);
}

void load_jurisdictions(struct loader *loader, const struct yaml *node, const struct names *names,
			void *into)
{
	(void)names;
	load_bits(loader, node, &jurisdictions, into);
}

void load_types(struct loader *loader, const struct yaml *node, const struct names *names,
		void *into)
{
	struct conditions *only = into;

	(void)names;
	only->types = load_texts(loader, node, &only->type_count);
}

/* --- services.yml --- */

static const struct field metric_fields[] = {
	{STR_INIT("id"), load_text, offsetof(struct metric, id), NULL, true},
	{STR_INIT("title"), load_words, offsetof(struct metric, title), NULL, true},
	{STR_INIT("named-by"), load_patterns, offsetof(struct metric, named_by), NULL, true},
	{STR_INIT("value"), load_bits, offsetof(struct metric, kinds), &kinds, true},
};

static void load_metrics(struct loader *loader, const struct yaml *node, const struct names *names,
			 void *into)
{
	(void)names, (void)into;
	if (!load_is(loader, node, YAML_LIST, "a list of metrics"))
		return;
	for (uint32_t i = 0; i < node->n; i++) {
		struct metric metric = {0};
		if (load_map(loader, node->items[i], "a metric", FIELDS(metric_fields), &metric))
			*VEC_PUSH(loader->arena, &loader->metrics) = metric;
	}
}

/* Vague words and the like are one list over all packs. */
static void load_more(struct loader *loader, const struct yaml *node, const struct names *names,
		      void *into)
{
	struct patterns *patterns = into, more = {0};
	struct pattern *all;

	load_patterns(loader, node, names, &more);
	all = ARENA_ARRAY(loader->arena, struct pattern, patterns->n + more.n);
	for (uint32_t i = 0; i < patterns->n + more.n; i++)
		all[i] = i < patterns->n ? patterns->p[i] : more.p[i - patterns->n];
	*patterns = (struct patterns){all, patterns->n + more.n};
}

static const struct field services_fields[] = {
	{STR_INIT("metrics"), load_metrics, 0, NULL, true},
	{STR_INIT("vague"), load_more, offsetof(struct loader, vague), NULL, false},
	{STR_INIT("elsewhere"), load_more, offsetof(struct loader, elsewhere), NULL, false},
};

void load_services(struct loader *loader, const struct yaml *root)
{
	load_map(loader, root, "the file of services", FIELDS(services_fields), loader);
}

/* --- checklists/TYPE.yml --- */

static const struct field item_fields[] = {
	{STR_INIT("id"), load_text, offsetof(struct check_item, id), NULL, true},
	{STR_INIT("title"), load_words, offsetof(struct check_item, title), NULL, true},
	{STR_INIT("suggest"), load_words, offsetof(struct check_item, suggest), NULL, true},
	{STR_INIT("shown-by"), load_patterns, offsetof(struct check_item, shown_by), NULL, true},
	{STR_INIT("when"), load_patterns, offsetof(struct check_item, when), NULL, false},
};

static void load_check_items(struct loader *loader, const struct yaml *node,
			     const struct names *names, void *into)
{
	struct checklist *checklist = into;
	struct check_item *items;

	(void)names;
	if (!load_is(loader, node, YAML_LIST, "a list of items"))
		return;
	items = ARENA_ARRAY(loader->arena, struct check_item, node->n);
	for (uint32_t i = 0; i < node->n; i++)
		load_map(loader, node->items[i], "an item", FIELDS(item_fields), &items[i]);
	checklist->items = items;
	checklist->item_count = node->n;
}

static const struct field recognise_fields[] = {
	{STR_INIT("heading"), load_patterns, offsetof(struct checklist, heading), NULL, false},
	{STR_INIT("broad"), load_flag, offsetof(struct checklist, broad), NULL, false},
	{STR_INIT("fallback"), load_flag, offsetof(struct checklist, fallback), NULL, false},
	{STR_INIT("words"), load_patterns, offsetof(struct checklist, words), NULL, false},
};

static void load_recognise(struct loader *loader, const struct yaml *node,
			   const struct names *names, void *into)
{
	(void)names;
	load_map(loader, node, "\"recognise\"", FIELDS(recognise_fields), into);
}

/* The items of another checklist, which stands before this one in pack.yml. */
struct inherited {
	struct checklist own; /* first: the fields of a checklist are read into it */
	struct str base;
	const struct str *without;
	uint32_t without_count;
};

static void load_without(struct loader *loader, const struct yaml *node, const struct names *names,
			 void *into)
{
	struct inherited *list = into;

	(void)names;
	list->without = load_texts(loader, node, &list->without_count);
}

static const struct field checklist_fields[] = {
	{STR_INIT("type"), load_text, offsetof(struct checklist, type), NULL, true},
	{STR_INIT("title"), load_words, offsetof(struct checklist, title), NULL, true},
	{STR_INIT("extends"), load_text, offsetof(struct inherited, base), NULL, false},
	{STR_INIT("without"), load_without, 0, NULL, false},
	{STR_INIT("recognise"), load_recognise, 0, NULL, true},
	{STR_INIT("items"), load_check_items, 0, NULL, true},
};

static bool is_wanted(const struct inherited *list, struct str id)
{
	for (uint32_t i = 0; i < list->without_count; i++)
		if (str_equal(list->without[i], id))
			return false;
	for (uint32_t i = 0; i < list->own.item_count; i++)
		if (str_equal(list->own.items[i].id, id))
			return false;
	return true;
}

/* Its own items first, then those of the base that it neither replaces nor leaves out. */
static void inherit(struct loader *loader, struct inherited *list, const struct checklist *base)
{
	uint32_t n = list->own.item_count;
	struct check_item *items =
		ARENA_ARRAY(loader->arena, struct check_item, n + base->item_count);

	for (uint32_t i = 0; i < n; i++)
		items[i] = list->own.items[i];
	for (uint32_t i = 0; i < base->item_count; i++)
		if (is_wanted(list, base->items[i].id))
			items[n++] = base->items[i];
	list->own.items = items;
	list->own.item_count = n;
}

void load_checklist(struct loader *loader, const struct yaml *root)
{
	struct inherited list = {0};
	const struct checklist *base = NULL;

	if (!load_map(loader, root, "a checklist", FIELDS(checklist_fields), &list))
		return;
	for (uint32_t i = 0; i < loader->checklists.n; i++)
		if (str_equal(loader->checklists.p[i].type, list.base))
			base = &loader->checklists.p[i];
	if (base)
		inherit(loader, &list, base);
	else if (list.base.n)
		load_mistake(loader, yaml_get(root, "extends"),
			     "no checklist of this type stands before this one in pack.yml");
	*VEC_PUSH(loader->arena, &loader->checklists) = list.own;
}

/* --- recognise, in pack.yml --- */

static const struct field what_fields[] = {
	{STR_INIT("cn"), load_more, offsetof(struct recognise, law[JURISDICTION_CN]), NULL, false},
	{STR_INIT("tw"), load_more, offsetof(struct recognise, law[JURISDICTION_TW]), NULL, false},
	{STR_INIT("hk"), load_more, offsetof(struct recognise, law[JURISDICTION_HK]), NULL, false},
};

void load_recognise_words(struct loader *loader, const struct yaml *node)
{
	load_map(loader, node, "\"recognise\"", FIELDS(what_fields), &loader->recognise);
}

/* --- change, in pack.yml --- */

/* Options that the rule has; what kind each is, is said by the rule itself. */
static void change_options(struct loader *loader, const struct yaml *node,
			   const struct names *names, void *into)
{
	struct rule *rule = into, given = {0};
	struct rule_option *options;

	load_options(loader, node, names, &given);
	options = ARENA_ARRAY(loader->arena, struct rule_option, rule->options.n);
	for (uint32_t i = 0; i < rule->options.n; i++) {
		const struct rule_option *other = rule_option(&given, rule->options.p[i].name);

		options[i] = other ? *other : rule->options.p[i];
	}
	for (uint32_t i = 0; i < given.options.n; i++) {
		const struct rule_option *own = rule_option(rule, given.options.p[i].name);

		if (!own)
			load_mistake(loader, node->keys[i], "%.*s has no option of this name",
				     STR_ARG(rule->id));
		else if (own->is_number && !given.options.p[i].is_number)
			load_mistake(loader, node->items[i], "a number is wanted here");
	}
	rule->options.p = options;
}

static const struct field change_fields[] = {
	{STR_INIT("severity"), load_severity, offsetof(struct rule, severity), NULL, false},
	{STR_INIT("options"), change_options, 0, NULL, false},
};

void load_changes(struct loader *loader, const struct yaml *node)
{
	if (!load_is(loader, node, YAML_MAP, "a map of rules"))
		return;
	for (uint32_t i = 0; i < node->n && !mistakes_full(loader->mistakes); i++) {
		struct rule *rule = NULL;

		for (uint32_t r = 0; r < loader->rules.n; r++)
			if (str_equal(loader->rules.p[r].id, node->keys[i]->text))
				rule = &loader->rules.p[r];
		if (rule)
			rule->changed = load_map(loader, node->items[i], "a change",
						 FIELDS(change_fields), rule);
		else
			load_mistake(loader, node->keys[i], "there is no rule of this id");
	}
}
