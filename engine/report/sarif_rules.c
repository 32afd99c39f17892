/* The tool and its rules. */
#include "report/json_report.h"
#include "report/sarif.h"

#include "base/utf8.h"

/* --- the rules that have results ---------------------------------------------------------------
 */

static uint32_t *slot_of(struct sarif_rules *rules, struct str id)
{
	uint32_t mask = rules->slots.n - 1, i = (uint32_t)str_hash(id) & mask;

	while (rules->slots.p[i] && !str_equal(rules->list.p[rules->slots.p[i] - 1].id, id))
		i = (i + 1) & mask;
	return &rules->slots.p[i];
}

/* Twice as many slots as there may be rules next. */
static void make_slots(struct arena *arena, struct sarif_rules *rules)
{
	uint32_t size = rules->slots.n ? rules->slots.n * 2 : 256;

	if (rules->list.n * 2 < rules->slots.n)
		return;
	VEC_RESERVE(arena, &rules->slots, size);
	rules->slots.n = size;
	memset(rules->slots.p, 0, size * sizeof *rules->slots.p);
	for (uint32_t i = 0; i < rules->list.n; i++)
		*slot_of(rules, rules->list.p[i].id) = i + 1;
}

static const struct shown_law *copy_laws(struct arena *arena, const struct shown_finding *finding)
{
	struct shown_law *laws = ARENA_ARRAY(arena, struct shown_law, finding->rule->legal_count);

	for (uint32_t i = 0; i < finding->rule->legal_count; i++)
		laws[i] = (struct shown_law){arena_str(arena, finding->rule->legal[i].law),
					     arena_str(arena, finding->rule->legal[i].article)};
	return laws;
}

static struct sarif_rule foreign_rule(struct arena *arena, const struct shown_finding *finding)
{
	return (struct sarif_rule){
		.id = arena_str(arena, finding->rule->id),
		.name = arena_str(arena, finding->rule->name),
		.category = arena_str(arena, finding->rule->category),
		.why = arena_str(arena, finding->words->why),
		.suggestion = arena_str(arena, finding->words->suggestion),
		.legal = copy_laws(arena, finding),
		.legal_count = finding->rule->legal_count,
		.severity = finding->severity,
		.confidence = finding->rule->confidence,
	};
}

uint32_t sarif_rule_index(struct rendering *r, struct sarif_rules *rules,
			  const struct shown_finding *finding)
{
	const struct rule *rule;
	uint32_t *slot;

	make_slots(r->arena, rules);
	slot = slot_of(rules, finding->rule->id);
	if (*slot)
		return *slot - 1;
	rule = pack_rule(r->pack, finding->rule->id);
	*VEC_PUSH(r->arena, &rules->list) = rule ? (struct sarif_rule){.id = rule->id, .rule = rule}
						 : foreign_rule(r->arena, finding);
	*slot = rules->list.n;
	return rules->list.n - 1;
}

void sarif_rules_clear(struct sarif_rules *rules)
{
	rules->list.n = 0;
	if (rules->slots.n)
		memset(rules->slots.p, 0, rules->slots.n * sizeof *rules->slots.p);
}

/* --- how they are described ------------------------------------------------------------------ */

/* All that is shown of a rule, in the language of the run. */
struct description {
	struct str name, category, message, why, suggestion, laws;
	enum severity severity;
	enum confidence confidence;
};

static struct description describe(struct markdown *md, const struct sarif_rule *entry)
{
	const struct rule *rule = entry->rule;

	if (rule)
		return (struct description){
			rule->name,
			rule->category,
			md_rule_words(md, rule, &rule->message),
			md_rule_words(md, rule, &rule->why),
			md_rule_words(md, rule, &rule->suggest),
			md_rule_laws(md, rule),
			rule->severity,
			rule->confidence,
		};
	return (struct description){
		entry->name,	 entry->category,   entry->name,
		entry->why,	 entry->suggestion, md_law(md, entry->legal, entry->legal_count),
		entry->severity, entry->confidence,
	};
}

static void put_labelled(struct markdown *md, struct text *help, enum text_id label,
			 struct str text)
{
	if (text.n)
		text_format(help, "\n%.*s%.*s", STR_ARG(md_say(md, label)), STR_ARG(text));
}

static void write_help(struct markdown *md, const struct description *rule)
{
	struct text help = {.arena = md->arena};

	text_str(&help, rule->message);
	put_labelled(md, &help, TEXT_LABEL_WHY, rule->why);
	put_labelled(md, &help, TEXT_LABEL_SUGGESTION, rule->suggestion);
	put_labelled(md, &help, TEXT_LABEL_LEGAL, rule->laws);
	md_strong(md, md_paragraph(md, NULL, STR("")), rule->message);
	md_labelled(md, TEXT_LABEL_WHY, rule->why);
	md_labelled(md, TEXT_LABEL_SUGGESTION, rule->suggestion);
	md_labelled(md, TEXT_LABEL_LEGAL, rule->laws);
	sarif_message(md->rendering, "help", text_done(&help), md_take(md));
}

/* GitHub shows by these which rules are mostly right, and orders alerts of one level by them. */
static void write_properties(struct json *json, const struct description *rule)
{
	static const char *const problems[] = {"recommendation", "recommendation", "warning",
					       "error"};

	json_member_object(json, "properties");
	json_member_array(json, "tags");
	json_str(json, STR("contract"));
	json_str(json, rule->category);
	json_array_end(json);
	json_member(json, "precision", str_from(confidence_name(rule->confidence)));
	json_member(json, "problem.severity", str_from(problems[rule->severity]));
	json_object_end(json);
}

/* GitHub takes so many characters of a description. */
static void write_description(struct markdown *md, const char *key, struct str text)
{
	enum { DESCRIPTION_MAX = 1024 };
	size_t at = 0;
	uint32_t n = 0;

	while (n < DESCRIPTION_MAX - 1 && utf8_next(text, &at) != UTF8_NONE)
		n++;
	if (at < text.n)
		text = arena_format(md->arena, "%.*s…", (int)at, text.p);
	sarif_message(md->rendering, key, text, STR_NONE);
}

static void write_rule(struct markdown *md, const struct sarif_rule *entry)
{
	struct description rule = describe(md, entry);
	struct json *json = &md->rendering->json;

	json_object(json);
	json_member(json, "id", entry->id);
	json_member(json, "name", rule.name);
	write_description(md, "shortDescription", rule.message);
	write_description(md, "fullDescription", rule.why.n ? rule.why : rule.message);
	write_help(md, &rule);
	json_member_object(json, "defaultConfiguration");
	json_member(json, "level", str_from(sarif_level(rule.severity)));
	json_object_end(json);
	write_properties(json, &rule);
	json_object_end(json);
}

/* --- the tool -------------------------------------------------------------------------------- */

static void write_packs(struct json *json, const struct pack *pack)
{
	json_member_object(json, "properties");
	json_write_packs(json, pack);
	json_object_end(json);
}

void sarif_tool(struct rendering *r, const struct sarif_rules *rules)
{
	struct json *json = &r->json;
	struct markdown md;

	md_open(&md, r, r->lang);
	json_member_object(json, "tool");
	json_member_object(json, "driver");
	json_member(json, "name", STR("clauselint"));
	json_member(json, "version", STR(CLAUSELINT_VERSION));
	json_member(json, "semanticVersion", STR(CLAUSELINT_VERSION));
	json_member_array(json, "rules");
	for (uint32_t i = 0; i < rules->list.n; i++)
		write_rule(&md, &rules->list.p[i]);
	json_array_end(json);
	write_packs(json, r->pack);
	json_object_end(json);
	json_object_end(json);
}
