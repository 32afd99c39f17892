#include "pack/load.h"

/* In the order of enum quantity_kind (fact/quantity.h). */
NAMES(kinds, "a kind of quantity", STR_INIT("money"), STR_INIT("ratio"), STR_INIT("duration"),
      STR_INIT("date"), STR_INIT("count"), STR_INIT("number"));

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
	{STR_INIT("heading"), load_patterns, offsetof(struct checklist, heading), NULL, true},
	{STR_INIT("words"), load_patterns, offsetof(struct checklist, words), NULL, false},
};

static void load_recognise(struct loader *loader, const struct yaml *node,
			   const struct names *names, void *into)
{
	(void)names;
	load_map(loader, node, "\"recognise\"", FIELDS(recognise_fields), into);
}

static const struct field checklist_fields[] = {
	{STR_INIT("type"), load_text, offsetof(struct checklist, type), NULL, true},
	{STR_INIT("title"), load_words, offsetof(struct checklist, title), NULL, true},
	{STR_INIT("recognise"), load_recognise, 0, NULL, true},
	{STR_INIT("items"), load_check_items, 0, NULL, true},
};

void load_checklist(struct loader *loader, const struct yaml *root)
{
	struct checklist checklist = {0};

	if (load_map(loader, root, "a checklist", FIELDS(checklist_fields), &checklist))
		*VEC_PUSH(loader->arena, &loader->checklists) = checklist;
}
