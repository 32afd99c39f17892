#include "pack/load.h"
#include "base/utf8.h"

#include <stdlib.h>

/* --- one rule --- */

/* What a pattern that was refused captures is not known, so nothing is said about it. */
static bool has_group(struct patterns patterns, struct str name)
{
	for (uint32_t i = 0; i < patterns.n; i++) {
		if (!patterns.p[i].expanded.n)
			return true;
		for (uint32_t g = 0; g < patterns.p[i].group_count; g++)
			if (str_equal(patterns.p[i].groups[g].name, name))
				return true;
	}
	return false;
}

/* Whether a part of detect can capture a group of this name. */
static bool rule_captures(const struct rule *rule, struct str name)
{
	const struct detect *detect = &rule->detect;

	return has_group(detect->any, name) || has_group(detect->all, name) ||
	       has_group(detect->near.of, name);
}

/* What the detectors supply. */
static const struct str supplied[] = {
	STR_INIT("party"),    STR_INIT("counterpart"), STR_INIT("detail"), STR_INIT("metric"),
	STR_INIT("customer"), STR_INIT("provider"),    STR_INIT("value"),  STR_INIT("field"),
	STR_INIT("need"),     STR_INIT("clause"),
};
enum { SUPPLIED = sizeof supplied / sizeof supplied[0] };

static bool is_placeholder(const struct rule *rule, struct str name)
{
	for (size_t i = 0; i < SUPPLIED; i++)
		if (str_equal(supplied[i], name))
			return true;
	return rule_option(rule, name) || rule_captures(rule, name);
}

static void check_text(struct loader *loader, const struct rule *rule, const struct yaml *node)
{
	struct str text = node->text;
	size_t open = str_find(text, STR("{"), 0);

	for (; open != SIZE_MAX; open = str_find(text, STR("{"), open + 1)) {
		size_t close = str_find(text, STR("}"), open);
		struct str name = str_cut(text, open + 1, close);
		if (close == SIZE_MAX) {
			load_mistake(loader, node, "{ without }");
			return;
		}
		if (is_plain_name(name) && !is_placeholder(rule, name))
			load_mistake(loader, node,
				     "{%.*s} is no named group, no option, and nothing the engine "
				     "supplies",
				     STR_ARG(name));
	}
}

static void check_texts(struct loader *loader, const struct rule *rule, const struct yaml *words)
{
	if (!words || words->kind != YAML_MAP)
		return;
	for (uint32_t i = 0; i < words->n; i++)
		if (words->items[i]->kind == YAML_SCALAR)
			check_text(loader, rule, words->items[i]);
}

static void check_group(struct loader *loader, const struct rule *rule, const struct yaml *node,
			struct str group)
{
	if (node && group.n && !rule_captures(rule, group))
		load_mistake(loader, node, "no pattern of this rule has a group called \"%.*s\"",
			     STR_ARG(group));
}

static void check_identity(struct loader *loader, const struct rule *rule, const struct yaml *node)
{
	const struct yaml *id = yaml_get(node, "id"), *name = yaml_get(node, "name");

	if (id && rule->id.n && !is_plain_name(rule->id))
		load_mistake(loader, id, "an id is made of letters, digits and hyphens");
	for (size_t i = 0; name && i < rule->name.n; i++) {
		char c = rule->name.p[i];
		if ((c >= 'a' && c <= 'z') || cp_is_digit((unsigned char)c) || c == '-')
			continue;
		load_mistake(loader, name, "a name is kebab case: small letters, digits, hyphens");
		break;
	}
}

void check_rule(struct loader *loader, const struct rule *rule, const struct rule_note *note)
{
	static const char *const texts[] = {"message", "why", "suggest"};
	const struct yaml *node = note->node, *detect = yaml_get(node, "detect");
	const struct detect *d = &rule->detect;

	check_identity(loader, rule, node);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		check_texts(loader, rule, yaml_get(node, texts[i]));
	check_group(loader, rule, yaml_get(node, "harms"), rule->harms_group);
	check_group(loader, rule, yaml_get(detect, "group"), d->group);
	check_group(loader, rule, yaml_get(yaml_get(detect, "quantity"), "group"),
		    d->quantity.group);
	check_group(loader, rule, yaml_get(yaml_get(detect, "party"), "group"), d->party.group);
	if (d->quantity.option.n) {
		const struct rule_option *option = rule_option(rule, d->quantity.option);
		if (!option || !option->is_number)
			load_mistake(loader, yaml_get(yaml_get(detect, "quantity"), "is"),
				     "\"%.*s\" is neither a number nor an option that is one",
				     STR_ARG(d->quantity.option));
	}
}

/* --- all rules --- */

static int by_id(const void *a, const void *b)
{
	const struct rule *x = *(const struct rule *const *)a, *y = *(const struct rule *const *)b;
	int order = str_compare(x->id, y->id);

	return order ? order : (x->index > y->index) - (x->index < y->index);
}

static bool is_known(const struct rule **sorted, uint32_t n, struct str id)
{
	uint32_t low = 0, high = n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = str_compare(sorted[middle]->id, id);
		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static void check_supersedes(struct loader *loader, const struct rule **sorted, uint32_t n,
			     const struct rule *rule, const struct yaml *node)
{
	const struct yaml *list = yaml_get(node, "supersedes");

	for (uint32_t i = 0; i < rule->supersede_count; i++) {
		const struct yaml *item = list->kind == YAML_LIST ? list->items[i] : list;
		if (!is_known(sorted, n, rule->supersedes[i]))
			load_warning(loader, item,
				     "supersedes \"%.*s\", which is no rule that is loaded",
				     STR_ARG(rule->supersedes[i]));
	}
}

static bool have_words(struct patterns patterns)
{
	for (uint32_t i = 0; i < patterns.n; i++)
		if (patterns.p[i].literal_count > 0)
			return true;
	return false;
}

/* A pattern that has to be run on every unit, since no word announces its matches; NULL when the rule
 * has none. */
static const struct pattern *run_everywhere(const struct rule *rule)
{
	const struct detect *d = &rule->detect;

	if (!rule_reads_units(rule) || have_words(d->all) || have_words(d->near.of))
		return NULL;
	for (uint32_t i = 0; i < d->any.n; i++)
		if (d->any.p[i].literal_count == 0)
			return &d->any.p[i];
	return d->any.n ? NULL : d->all.p;
}

/* Nothing is known of a pattern that was refused. */
static void check_words(struct loader *loader, const struct rule *rule)
{
	const struct pattern *pattern = run_everywhere(rule);

	if (pattern && !mistakes_fatal(loader->mistakes))
		mistake_warn(loader->mistakes, rule->file, pattern->line, pattern->column,
			     "this pattern is run on every sentence, which is slow: no words are in all "
			     "of its matches, or too many different ones; name the words it needs");
}

void check_rules(struct loader *loader)
{
	uint32_t n = loader->rules.n;
	const struct rule **sorted = ARENA_ARRAY(loader->arena, const struct rule *, n);

	for (uint32_t i = 0; i < n; i++)
		sorted[i] = &loader->rules.p[i];
	qsort(sorted, n, sizeof *sorted, by_id);
	for (uint32_t i = 1; i < n; i++) {
		const struct rule *rule = sorted[i], *first = sorted[i - 1];
		if (!rule->id.n || !str_equal(rule->id, first->id))
			continue;
		loader->file = rule->file;
		load_mistake(loader, yaml_get(loader->notes.p[rule->index].node, "id"),
			     "the id \"%.*s\" is taken: %.*s:%u", STR_ARG(rule->id),
			     STR_ARG(first->file), first->line);
	}
	for (uint32_t i = 0; i < n; i++) {
		loader->file = loader->rules.p[i].file;
		check_supersedes(loader, sorted, n, &loader->rules.p[i], loader->notes.p[i].node);
		check_words(loader, &loader->rules.p[i]);
	}
}

/* --- legal bases --- */

/* Months since year 0 of YYYY-MM; false when text is not of this form. */
static bool read_month(struct str text, uint32_t *months)
{
	double year, month;

	if (text.n != 7 || text.p[4] != '-' || !load_number(str_cut(text, 0, 4), &year) ||
	    !load_number(str_cut(text, 5, 7), &month) || year < 0 || month < 1 || month > 12)
		return false;
	*months = (uint32_t)year * 12 + (uint32_t)month - 1;
	return true;
}

bool is_month(struct str text)
{
	uint32_t months;

	return read_month(text, &months);
}

void pack_check_dates(const struct pack *pack, struct str today, struct mistakes *mistakes)
{
	const uint32_t old = 24;
	uint32_t now, then;

	if (!read_month(str_cut(today, 0, 7), &now))
		return;
	for (uint32_t r = 0; r < pack->rule_count; r++) {
		const struct rule *rule = &pack->rules[r];
		for (uint32_t l = 0; l < rule->legal.n; l++) {
			const struct law *law = &rule->legal.p[l];
			if (read_month(law->verified, &then) && then + old < now)
				mistake_warn(
					mistakes, rule->file, law->line, law->column,
					"%.*s was last verified in %.*s, more than 24 months ago",
					STR_ARG(law->law), STR_ARG(law->verified));
		}
	}
}
