/* One rule, explained. */
#include "report/markdown.h"

#include "text/hant.h"

static struct str words_in(struct markdown *md, const struct words *words)
{
	if (words->in[md->lang].n)
		return words->in[md->lang];
	if (md->lang == LANG_HANT)
		return to_traditional(md->arena, words->in[LANG_HANS]);
	return words->in[md->lang == LANG_EN ? LANG_HANS : LANG_EN];
}

static void write_words(struct markdown *md, enum text_id label, const struct words *words)
{
	struct str text = words_in(md, words);
	cmark_node *paragraph;

	if (!text.n)
		return;
	paragraph = md_paragraph(md, NULL, STR(""));
	md_strong(md, paragraph, md_say(md, label));
	md_text(md, paragraph, STR(" "));
	md_text(md, paragraph, text);
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

static void write_legal(struct markdown *md, const struct rule *rule)
{
	struct shown_law *laws = ARENA_ARRAY(md->arena, struct shown_law, rule->legal.n);
	cmark_node *paragraph;

	if (!rule->legal.n)
		return;
	for (uint32_t i = 0; i < rule->legal.n; i++)
		laws[i] = (struct shown_law){rule->legal.p[i].law, rule->legal.p[i].article};
	paragraph = md_paragraph(md, NULL, STR(""));
	md_strong(md, paragraph, md_say(md, TEXT_LABEL_LEGAL));
	md_text(md, paragraph, STR(" "));
	md_text(md, paragraph, md_law(md, laws, rule->legal.n));
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
	cmark_node *quote;

	md_open(&md, rendering, rendering->lang);
	md_heading(&md, 1,
		   arena_format(md.arena, "%.*s %.*s", STR_ARG(rule->id), STR_ARG(rule->name)));
	md_strong(&md, md_paragraph(&md, NULL, STR("")), words_in(&md, &rule->message));
	md_paragraph(&md, NULL,
		     MD_FILL(&md, TEXT_EXPLAIN_LEVEL, {"level", md_level(&md, rule->severity)},
			     {"category", rule->category}));
	write_words(&md, TEXT_LABEL_WHY, &rule->why);
	write_examples(&md, rule, true, TEXT_EXPLAIN_MATCH);
	write_examples(&md, rule, false, TEXT_EXPLAIN_NO_MATCH);
	if (words_in(&md, &rule->suggest).n) {
		md_strong(&md, md_paragraph(&md, NULL, STR("")),
			  md_say(&md, TEXT_LABEL_SUGGESTION));
		quote = md_block(&md, NULL, CMARK_NODE_BLOCK_QUOTE);
		md_paragraph(&md, quote, words_in(&md, &rule->suggest));
	}
	write_legal(&md, rule);
	write_options(&md, rule);
	md_flush(&md);
}
