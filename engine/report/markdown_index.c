/* All rules on one page, by category, in the order of the packs. */
#include "report/markdown.h"
#include "report/plain.h"

static bool is_first_of_category(const struct pack *pack, uint32_t index)
{
	for (uint32_t i = 0; i < index; i++)
		if (str_equal(pack->rules[i].category, pack->rules[index].category))
			return false;
	return true;
}

static void write_rule(struct markdown *md, cmark_node *list, const struct rule *rule,
		       struct str page)
{
	cmark_node *item = md_item(md, list, STR(""));
	struct str link = arena_format(md->arena, "%.*s%.*s", STR_ARG(rule->id), STR_ARG(page));

	if (page.n)
		md_link(md, item, rule->id, link);
	else
		md_text(md, item, rule->id);
	md_text(md, item,
		MD_FILL(md, TEXT_INDEX_ENTRY, {"level", md_level(md, rule->severity)},
			{"message", md_rule_words(md, rule, &rule->message)}));
}

static void write_category(struct markdown *md, const struct pack *pack, struct str category,
			   struct str page)
{
	cmark_node *list;

	md_heading(md, 2, category);
	list = md_list(md);
	for (uint32_t i = 0; i < pack->rule_count; i++)
		if (str_equal(pack->rules[i].category, category))
			write_rule(md, list, &pack->rules[i], page);
	md_flush(md);
}

void markdown_index(struct rendering *rendering, struct str page)
{
	const struct pack *pack = rendering->pack;
	struct markdown md;
	cmark_node *list;

	md_open(&md, rendering, rendering->lang);
	md_heading(&md, 1, md_say(&md, TEXT_INDEX_HEAD));
	list = md_list(&md);
	for (uint32_t i = 0; i < pack->info_count; i++)
		md_item(&md, list,
			MD_FILL(&md, TEXT_INDEX_PACK,
				{"title", md_words(&md, &pack->infos[i].title)},
				{"name", pack->infos[i].name}, {"version", pack->infos[i].version},
				{"n", md_number(&md, pack->infos[i].rules)}));
	md_flush(&md);
	for (uint32_t i = 0; i < pack->rule_count; i++)
		if (is_first_of_category(pack, i))
			write_category(&md, pack, pack->rules[i].category, page);
}

void plain_index(struct rendering *rendering)
{
	const struct pack *pack = rendering->pack;
	struct markdown md;

	md_open(&md, rendering, rendering->lang);
	for (uint32_t i = 0; i < pack->rule_count; i++) {
		const struct rule *rule = &pack->rules[i];
		out_format(rendering->out, "%-8.*s %-6s  %-14.*s ", STR_ARG(rule->id),
			   severity_name(rule->severity), STR_ARG(rule->category));
		plain_put(rendering->out, md_rule_words(&md, rule, &rule->message));
		out_char(rendering->out, '\n');
	}
}
