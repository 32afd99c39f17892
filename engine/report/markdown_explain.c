/* One rule, explained. */
#include "report/markdown.h"

#include "text/hant.h"

/* What stands for the words of a contract where there is none. */
static const struct {
	const char *name;
	enum text_id text;
} stand_ins[] = {
	{"party", TEXT_WHO_PARTY},	 {"counterpart", TEXT_WHO_OTHER},
	{"field", TEXT_THIS_FIELD},	 {"customer", TEXT_WHO_CUSTOMER},
	{"provider", TEXT_WHO_PROVIDER}, {"need", TEXT_NEED_UNKNOWN},
	{"detail", TEXT_SOME_DETAIL},
};
enum { STAND_INS = sizeof stand_ins / sizeof stand_ins[0] };

typedef VEC(struct phrase_value) values;

static void add_value(struct markdown *md, values *list, struct str name, struct str text)
{
	for (uint32_t i = 0; i < list->n; i++)
		if (str_equal(str_from(list->p[i].name), name))
			return;
	*VEC_PUSH(md->arena, list) = (struct phrase_value){arena_str(md->arena, name).p, text};
}

/* What a pattern captures is not known before there is a contract. */
static void add_captures(struct markdown *md, values *list, struct patterns patterns)
{
	for (uint32_t i = 0; i < patterns.n; i++)
		for (uint32_t g = 0; g < patterns.p[i].group_count; g++)
			add_value(md, list, patterns.p[i].groups[g].name, STR("…"));
}

static struct str fill_stand_ins(struct markdown *md, const struct rule *rule, struct str text)
{
	values list = {0};

	if (!str_contains(text, STR("{")))
		return text;
	for (uint32_t i = 0; i < STAND_INS; i++)
		add_value(md, &list, str_from(stand_ins[i].name), md_say(md, stand_ins[i].text));
	for (uint32_t i = 0; i < rule->options.n; i++)
		add_value(md, &list, rule->options.p[i].name, rule->options.p[i].text);
	add_captures(md, &list, rule->detect.any);
	add_captures(md, &list, rule->detect.all);
	add_captures(md, &list, rule->detect.near.of);
	return md_fill(md, text, list.p, list.n);
}

struct str md_rule_words(struct markdown *md, const struct rule *rule, const struct words *words)
{
	return fill_stand_ins(md, rule, md_words(md, words));
}

static void write_examples(struct markdown *md, const struct rule *rule, bool match,
			   enum text_id label)
{
	cmark_node *list = NULL;

	for (uint32_t i = 0; i < rule->examples.n; i++) {
		const struct example *example = &rule->examples.p[i];
		cmark_node *item;
		if (example->match != match)
			continue;
		if (!list) {
			md_strong(md, md_paragraph(md, NULL, STR("")), md_say(md, label));
			list = md_list(md);
		}
		item = md_item(md, list, STR(""));
		if (example->marked.begin < example->marked.end)
			md_marked(md, item, example->text, example->marked);
		else
			md_text(md, item, example->text);
	}
}

static struct str in_script(struct markdown *md, struct str name)
{
	return md->phrases.lang == LANG_HANT ? to_traditional(md->arena, name) : name;
}

/* A report cites only the law of its contract; here all stand together and must be told apart. */
static struct shown_law law_of(struct markdown *md, const struct law *law)
{
	static const enum text_id names[JURISDICTIONS] = {
		[JURISDICTION_TW] = TEXT_LAW_TW, [JURISDICTION_HK] = TEXT_LAW_HK};
	struct str article = in_script(md, law->article);

	if (law->jurisdiction != JURISDICTION_CN)
		article = arena_format(md->arena, "%.*s%.*s", STR_ARG(article),
				       STR_ARG(md_say(md, names[law->jurisdiction])));
	return (struct shown_law){in_script(md, law->law), article};
}

struct str md_rule_laws(struct markdown *md, const struct rule *rule)
{
	struct shown_law *laws = ARENA_ARRAY(md->arena, struct shown_law, rule->legal.n);

	for (uint32_t i = 0; i < rule->legal.n; i++)
		laws[i] = law_of(md, &rule->legal.p[i]);
	return md_law(md, laws, rule->legal.n);
}

/* The law, when somebody last looked it up, and what to mind. */
static void write_law(struct markdown *md, cmark_node *list, const struct law *law)
{
	struct shown_law shown = law_of(md, law);
	cmark_node *item = md_item(md, list, md_law(md, &shown, 1));

	if (law->verified.n)
		md_text(md, item, MD_FILL(md, TEXT_LAW_CHECKED, {"month", law->verified}));
	if (law->note.n)
		md_text(md, item, MD_FILL(md, TEXT_LAW_NOTE, {"note", in_script(md, law->note)}));
}

static void write_legal(struct markdown *md, const struct rule *rule)
{
	cmark_node *list;

	if (!rule->legal.n)
		return;
	md_strong(md, md_paragraph(md, NULL, STR("")), md_say(md, TEXT_LABEL_LEGAL));
	list = md_list(md);
	for (uint32_t i = 0; i < rule->legal.n; i++)
		write_law(md, list, &rule->legal.p[i]);
}

static void write_harms(struct markdown *md, const struct rule *rule)
{
	static const enum text_id who[] = {
		[HARMS_BOTH] = TEXT_WHO_BOTH,	      [HARMS_CUSTOMER] = TEXT_WHO_CUSTOMER,
		[HARMS_PROVIDER] = TEXT_WHO_PROVIDER, [HARMS_CAPTURED] = TEXT_EXPLAIN_CAPTURED,
		[HARMS_OTHER] = TEXT_EXPLAIN_OTHER,
	};
	cmark_node *paragraph = md_paragraph(md, NULL, STR(""));

	md_strong(md, paragraph, md_say(md, TEXT_LABEL_HARMS));
	md_text(md, paragraph, STR(" "));
	md_text(md, paragraph, md_say(md, who[rule->harms]));
}

static void write_options(struct markdown *md, const struct rule *rule)
{
	cmark_node *list;

	if (!rule->options.n)
		return;
	md_strong(md, md_paragraph(md, NULL, STR("")), md_say(md, TEXT_EXPLAIN_OPTIONS));
	list = md_list(md);
	for (uint32_t i = 0; i < rule->options.n; i++)
		md_code(md, md_item(md, list, STR("")),
			arena_format(md->arena, "%.*s: %.*s", STR_ARG(rule->options.p[i].name),
				     STR_ARG(rule->options.p[i].text)));
}

void markdown_explain(struct rendering *rendering, const struct rule *rule)
{
	struct markdown md;
	struct str suggest;
	cmark_node *quote;

	md_open(&md, rendering, rendering->lang);
	suggest = md_rule_words(&md, rule, &rule->suggest);
	md_heading(&md, 1,
		   arena_format(md.arena, "%.*s %.*s", STR_ARG(rule->id), STR_ARG(rule->name)));
	md_strong(&md, md_paragraph(&md, NULL, STR("")), md_rule_words(&md, rule, &rule->message));
	md_paragraph(&md, NULL,
		     MD_FILL(&md, TEXT_EXPLAIN_LEVEL, {"level", md_level(&md, rule->severity)},
			     {"category", rule->category}, {"file", rule->file},
			     {"line", md_number(&md, rule->line)}));
	write_harms(&md, rule);
	md_labelled(&md, TEXT_LABEL_WHY, md_rule_words(&md, rule, &rule->why));
	markdown_detect(&md, rule);
	write_examples(&md, rule, true, TEXT_EXPLAIN_MATCH);
	write_examples(&md, rule, false, TEXT_EXPLAIN_NO_MATCH);
	if (suggest.n) {
		md_strong(&md, md_paragraph(&md, NULL, STR("")),
			  md_say(&md, TEXT_LABEL_SUGGESTION));
		quote = md_block(&md, NULL, CMARK_NODE_BLOCK_QUOTE);
		md_paragraph(&md, quote, suggest);
	}
	write_legal(&md, rule);
	write_options(&md, rule);
	md_flush(&md);
}
