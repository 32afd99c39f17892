#include "pack/load.h"
#include "base/out.h"


NAMES(severities, "a severity", STR_INIT("info"), STR_INIT("low"), STR_INIT("medium"),
      STR_INIT("high"));
NAMES(confidences, "a confidence", STR_INIT("low"), STR_INIT("medium"), STR_INIT("high"));
NAMES(langs, "a language", STR_INIT("zh-Hans"), STR_INIT("zh-Hant"), STR_INIT("en"));
NAMES(harmed, "who can be harmed: customer, provider, both, {group} or other({group})",
      STR_INIT("both"), STR_INIT("customer"), STR_INIT("provider"));

const char *confidence_name(enum confidence confidence)
{
	return confidences.p[confidence].p;
}

const char *severity_name(enum severity severity)
{
	return severities.p[severity].p;
}

bool severity_from_name(struct str name, enum severity *severity)
{
	for (uint32_t i = 0; i < severities.n; i++)
		if (str_equal(severities.p[i], name)) {
			*severity = (enum severity)i;
			return true;
		}
	return false;
}

bool rule_option_set(struct rule_option *option, struct str text)
{
	double value = 0;

	if (option->is_number && !load_number(text, &value))
		return false;
	option->text = text;
	option->value = value;
	return true;
}

const struct rule_option *rule_option(const struct rule *rule, struct str name)
{
	for (uint32_t i = 0; i < rule->options.n; i++)
		if (str_equal(rule->options.p[i].name, name))
			return &rule->options.p[i];
	return NULL;
}

/* What stands between prefix and suffix; false when text is not of this form. */
static bool between(struct str text, struct str prefix, struct str suffix, struct str *inside)
{
	if (!str_starts(text, prefix) || !str_ends(text, suffix) || text.n <= prefix.n + suffix.n)
		return false;
	*inside = str_cut(text, prefix.n, text.n - suffix.n);
	return true;
}

void load_severity(struct loader *loader, const struct yaml *node, const struct names *names,
		   void *into)
{
	(void)names;
	load_name(loader, node, &severities, into);
}

static void load_harms(struct loader *loader, const struct yaml *node, const struct names *names,
		       void *into)
{
	struct rule *rule = into;

	if (!load_is(loader, node, YAML_SCALAR, "a word"))
		return;
	if (between(node->text, STR("other({"), STR("})"), &rule->harms_group))
		rule->harms = HARMS_OTHER;
	else if (between(node->text, STR("{"), STR("}"), &rule->harms_group))
		rule->harms = HARMS_CAPTURED;
	else
		load_name(loader, node, names, &rule->harms);
}

static const struct field law_fields[] = {
	{STR_INIT("law"), load_text, offsetof(struct law, law), NULL, true},
	{STR_INIT("article"), load_text, offsetof(struct law, article), NULL, false},
	{STR_INIT("verified"), load_text, offsetof(struct law, verified), NULL, true},
	{STR_INIT("note"), load_text, offsetof(struct law, note), NULL, false},
	{STR_INIT("jurisdiction"), load_jurisdiction, offsetof(struct law, jurisdiction), NULL,
	 false},
};

static void load_legal(struct loader *loader, const struct yaml *node, const struct names *names,
		       void *into)
{
	struct rule *rule = into;
	struct law *laws;

	(void)names;
	if (!load_is(loader, node, YAML_LIST, "a list"))
		return;
	laws = ARENA_ARRAY(loader->arena, struct law, node->n);
	for (uint32_t i = 0; i < node->n; i++) {
		const struct yaml *item = node->items[i];
		laws[i].line = item->line;
		laws[i].column = item->column;
		load_map(loader, item, "a legal basis", FIELDS(law_fields), &laws[i]);
		if (laws[i].verified.n && !is_month(laws[i].verified))
			load_mistake(loader, yaml_get(item, "verified"),
				     "\"%.*s\" is not a month: write 2026-11",
				     STR_ARG(laws[i].verified));
	}
	rule->legal.p = laws;
	rule->legal.n = node->n;
}

void load_options(struct loader *loader, const struct yaml *node, const struct names *names,
		  void *into)
{
	struct rule *rule = into;
	struct rule_option *options;

	(void)names;
	if (!load_is(loader, node, YAML_MAP, "a map"))
		return;
	options = ARENA_ARRAY(loader->arena, struct rule_option, node->n);
	for (uint32_t i = 0; i < node->n; i++) {
		options[i].name = node->keys[i]->text;
		load_text(loader, node->items[i], NULL, &options[i].text);
		options[i].is_number =
			!node->items[i]->quoted && load_number(options[i].text, &options[i].value);
	}
	rule->options.p = options;
	rule->options.n = node->n;
}

static void load_supersedes(struct loader *loader, const struct yaml *node,
			    const struct names *names, void *into)
{
	struct rule *rule = into;

	(void)names;
	rule->supersedes = load_texts(loader, node, &rule->supersede_count);
}

/* --- examples --- */

#define MARK_OPEN  STR("⟦")
#define MARK_CLOSE STR("⟧")

/* Takes the ⟦⟧ out of written. */
static void read_marks(struct loader *loader, const struct yaml *node, struct str written,
		       struct example *example)
{
	size_t open = str_find(written, MARK_OPEN, 0), close = str_find(written, MARK_CLOSE, 0);
	struct text text = {.arena = loader->arena};

	example->text = written;
	if (open == SIZE_MAX && close == SIZE_MAX)
		return;
	if (open == SIZE_MAX || close == SIZE_MAX || close < open ||
	    str_find(written, MARK_OPEN, open + 1) != SIZE_MAX ||
	    str_find(written, MARK_CLOSE, close + 1) != SIZE_MAX) {
		load_mistake(loader, node, "⟦ and ⟧ do not belong together: one pair, once");
		return;
	}
	text_str(&text, str_cut(written, 0, open));
	text_str(&text, str_cut(written, open + MARK_OPEN.n, close));
	text_str(&text, str_cut(written, close + MARK_CLOSE.n, written.n));
	example->text = text_done(&text);
	example->marked = (struct span){(uint32_t)open, (uint32_t)(close - MARK_OPEN.n)};
	if (example->marked.begin == example->marked.end)
		load_mistake(loader, node, "there is nothing between ⟦ and ⟧");
}

struct example_as_written {
	struct str text;
	uint32_t lang;
	bool whole;
};

static const struct field example_fields[] = {
	{STR_INIT("text"), load_text, offsetof(struct example_as_written, text), NULL, true},
	{STR_INIT("lang"), load_name, offsetof(struct example_as_written, lang), &langs, false},
	{STR_INIT("doc"), load_flag, offsetof(struct example_as_written, whole), NULL, false},
};

static void load_example(struct loader *loader, const struct yaml *node, struct example *example)
{
	struct example_as_written written = {0};

	example->line = node->line;
	if (node->kind == YAML_MAP)
		load_map(loader, node, "an example", FIELDS(example_fields), &written);
	else
		load_text(loader, node, NULL, &written.text);
	example->lang = (enum lang)written.lang;
	read_marks(loader, node, written.text, example);
}

struct example_list {
	VEC(struct example) list;
};

static void load_example_list(struct loader *loader, const struct yaml *node, bool match,
			      struct example_list *examples)
{
	if (!load_is(loader, node, YAML_LIST, "a list of examples"))
		return;
	if (node->n == 0)
		load_mistake(loader, node, "at least one example is needed here");
	for (uint32_t i = 0; i < node->n; i++) {
		struct example *example = VEC_PUSH(loader->arena, &examples->list);
		example->match = match;
		load_example(loader, node->items[i], example);
		if (!match && example->marked.end)
			load_mistake(loader, node->items[i],
				     "⟦⟧ in an example of what must not match");
	}
}

static void load_match(struct loader *loader, const struct yaml *node, const struct names *names,
		       void *into)
{
	(void)names;
	load_example_list(loader, node, true, into);
}

static void load_no_match(struct loader *loader, const struct yaml *node, const struct names *names,
			  void *into)
{
	(void)names;
	load_example_list(loader, node, false, into);
}

static const struct field examples_fields[] = {
	{STR_INIT("match"), load_match, 0, NULL, true},
	{STR_INIT("no-match"), load_no_match, 0, NULL, true},
	{STR_INIT("todo"), load_nothing, 0, NULL, false},
};

static void load_examples(struct loader *loader, const struct yaml *node, const struct names *names,
			  void *into)
{
	struct rule *rule = into;
	struct example_list examples = {0};

	(void)names;
	load_map(loader, node, "\"examples\"", FIELDS(examples_fields), &examples);
	rule->examples.p = examples.list.p;
	rule->examples.n = examples.list.n;
}

/* --- rules --- */

static const struct field rule_fields[] = {
	{STR_INIT("id"), load_text, offsetof(struct rule, id), NULL, true},
	{STR_INIT("name"), load_text, offsetof(struct rule, name), NULL, true},
	{STR_INIT("category"), load_text, offsetof(struct rule, category), NULL, true},
	{STR_INIT("severity"), load_severity, offsetof(struct rule, severity), NULL, true},
	{STR_INIT("confidence"), load_name, offsetof(struct rule, confidence), &confidences, false},
	{STR_INIT("harms"), load_harms, 0, &harmed, false},
	{STR_INIT("message"), load_words, offsetof(struct rule, message), NULL, true},
	{STR_INIT("why"), load_words, offsetof(struct rule, why), NULL, true},
	{STR_INIT("suggest"), load_words, offsetof(struct rule, suggest), NULL, true},
	{STR_INIT("legal"), load_legal, 0, NULL, false},
	{STR_INIT("options"), load_options, 0, NULL, false},
	{STR_INIT("types"), load_types, offsetof(struct rule, only), NULL, false},
	{STR_INIT("jurisdictions"), load_jurisdictions, offsetof(struct rule, only.jurisdictions),
	 NULL, false},
	{STR_INIT("detect"), load_detect, offsetof(struct rule, detect), NULL, true},
	{STR_INIT("supersedes"), load_supersedes, 0, NULL, false},
	{STR_INIT("examples"), load_examples, 0, NULL, true},
};

void load_rules(struct loader *loader, const struct yaml *root)
{
	if (!load_is(loader, root, YAML_LIST, "a list of rules"))
		return;
	for (uint32_t i = 0; i < root->n && !mistakes_full(loader->mistakes); i++) {
		struct rule rule = {.file = loader->file,
				    .line = root->items[i]->line,
				    .index = loader->rules.n,
				    .confidence = CONFIDENCE_MEDIUM,
				    .only = loader->only};
		struct rule_note note = {loader->file, root->items[i]};
		if (loader->rules.n == RULES_MAX) {
			load_mistake(loader, root->items[i], "more than %d rules", RULES_MAX);
			return;
		}
		if (!load_map(loader, root->items[i], "a rule", FIELDS(rule_fields), &rule))
			continue;
		check_rule(loader, &rule, &note);
		*VEC_PUSH(loader->arena, &loader->rules) = rule;
		*VEC_PUSH(loader->arena, &loader->notes) = note;
	}
}
