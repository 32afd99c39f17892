#include "test.h"
#include "owners.h"

#include "pack/literals.h"
#include "pack/pack.h"
#include "base/out.h"


/* A small pack without mistakes; the tests of mistakes change one piece of it. */
static const char pack_yml[] = "clauselint: 1\n"
			       "pack: small\n"
			       "version: 0.1.0\n"
			       "title: {zh-Hans: 小包, en: Small}\n"
			       "extends: []\n"
			       "terms:\n"
			       "  stop: [暂停, 中止]\n"
			       "files: [rules.yml]\n"
			       "services: services.yml\n"
			       "checklists: [checklists/lease.yml]\n";

static const char rules_yml[] =
	"- id: STP001\n"
	"  name: stop-at-will\n"
	"  category: suspension\n"
	"  severity: high\n"
	"  confidence: high\n"
	"  harms: other({party})\n"
	"  message: {zh-Hans: \"{party}随时可停，不足{min-days}日\", en: \"{party} may stop\"}\n"
	"  why: {zh-Hans: 没有预告, en: No notice}\n"
	"  suggest: {zh-Hans: 提前书面通知, en: Give notice}\n"
	"  legal: [{law: 某法, article: 第一条, verified: 2026-11}]\n"
	"  options: {min-days: 15}\n"
	"  detect:\n"
	"    within: sentence\n"
	"    any: ['(?<party>{{party}})可(?:随时)?{{stop}}(?<time>[0-9]+日)?']\n"
	"    phrases: [停.机]\n"
	"    none: [双方]\n"
	"    unless: [{within: clause, any: [催告]}]\n"
	"    party: {group: party, counterpart: none}\n"
	"    quantity: {group: time, unit: duration, is: \"< min-days\"}\n"
	"    group: party\n"
	"  supersedes: [STP002]\n"
	"  examples:\n"
	"    match:\n"
	"    - \"欠费时，⟦乙方可随时暂停⟧供水。\"\n"
	"    - {text: \"乙方可中止供電。\", lang: zh-Hant}\n"
	"    no-match: [经催告，乙方可暂停供水。]\n"
	"- id: STP002\n"
	"  name: blank-notice\n"
	"  category: blank\n"
	"  severity: low\n"
	"  message: {zh-Hans: 空白, en: Blank}\n"
	"  why: {zh-Hans: 空白, en: Blank}\n"
	"  suggest: {zh-Hans: 填写, en: Fill in}\n"
	"  detect:\n"
	"    blank: {marks: [line, letter], needs: [duration], formality: false}\n"
	"  examples: {match: [提前____日], no-match: [提前3日]}\n";

static const char services_yml[] = "metrics:\n"
				   "- {id: answer, title: {zh-Hans: 接通率, en: Answer rate}, "
				   "named-by: [接通率], value: [ratio, count]}\n"
				   "vague: [尽快, 及时]\n"
				   "elsewhere: [另行约定]\n";

static const char lease_yml[] =
	"type: lease\n"
	"title: {zh-Hans: 租赁, en: Lease}\n"
	"recognise: {heading: [租赁], words: [承租人, 租金]}\n"
	"items:\n"
	"- {id: deposit, title: {zh-Hans: 押金, en: Deposit}, suggest: {zh-Hans: 写明押金, en: Say}, "
	"shown-by: [押金, 保证金], when: [租金]}\n";

static struct pack_folder small_folder(struct arena *arena)
{
	struct pack_file *files = ARENA_ARRAY(arena, struct pack_file, 4);

	files[0] = (struct pack_file){STR("pack.yml"), str_from(pack_yml)};
	files[1] = (struct pack_file){STR("rules.yml"), str_from(rules_yml)};
	files[2] = (struct pack_file){STR("services.yml"), str_from(services_yml)};
	files[3] = (struct pack_file){STR("checklists/lease.yml"), str_from(lease_yml)};
	return (struct pack_folder){STR("small"), files, 4};
}

static struct str listed(struct arena *arena, const struct mistakes *mistakes)
{
	struct text text = {.arena = arena};

	for (uint32_t i = 0; i < mistakes->list.n; i++) {
		const struct mistake *m = &mistakes->list.p[i];
		text_format(&text, "%.*s:%u:%u: %s%.*s\n", STR_ARG(m->file), m->line, m->column,
			    m->warning ? "warning: " : "", STR_ARG(m->message));
	}
	return text_done(&text);
}

TEST(pack_builtins_load)
{
	struct mistakes mistakes = {.arena = test->arena};

	CHECK(pack_load(test->arena, pack_builtins, pack_builtin_count, &mistakes));
	CHECK_STR(listed(test->arena, &mistakes), "");
}

TEST(pack_reads_every_part)
{
	struct mistakes mistakes = {.arena = test->arena};
	struct pack_folder folder = small_folder(test->arena);
	const struct pack *pack = pack_load(test->arena, &folder, 1, &mistakes);
	const struct rule *rule;

	CHECK_STR(listed(test->arena, &mistakes), "");
	if (!pack)
		return;
	CHECK_UINT(pack->info_count, 1);
	CHECK_STR(pack->infos[0].name, "small");
	CHECK_UINT(pack->infos[0].rules, 2);
	rule = pack_rule(pack, STR("STP001"));
	CHECK(rule && rule->index == 0 && rule->severity == SEVERITY_HIGH);
	CHECK(rule->harms == HARMS_OTHER);
	CHECK_STR(rule->harms_group, "party");
	CHECK_STR(rule->message.in[LANG_EN], "{party} may stop");
	CHECK(rule_option(rule, STR("min-days"))->is_number);
	CHECK_UINT((unsigned)rule_option(rule, STR("min-days"))->value, 15);
	CHECK(rule->detect.within == UNIT_SENTENCE && rule->detect.any.n == 2);
	CHECK(rule->detect.any.p[0].on_marked && !rule->detect.any.p[1].on_marked);
	CHECK_STR(rule->detect.any.p[1].source, "停\\.机");
	CHECK(rule->detect.unless.n == 1 && rule->detect.unless.p[0].within == UNIT_CLAUSE);
	CHECK(rule->detect.party.on && !rule->detect.party.counterpart_has &&
	      rule->detect.party.within == UNIT_DOCUMENT);
	CHECK(rule->detect.quantity.on && rule->detect.quantity.test == TEST_LESS);
	CHECK_STR(rule->detect.quantity.option, "min-days");
	CHECK_STR(rule->detect.group, "party");
	CHECK_STR(rule->supersedes[0], "STP002");
	CHECK_UINT(rule->examples.n, 3);
	CHECK_STR(rule->examples.p[0].text, "欠费时，乙方可随时暂停供水。");
	CHECK_STR(str_at(rule->examples.p[0].text, rule->examples.p[0].marked), "乙方可随时暂停");
	CHECK(rule->examples.p[1].lang == LANG_HANT && rule->examples.p[1].match);
	CHECK(!rule->examples.p[2].match);
	rule = pack_rule(pack, STR("STP002"));
	CHECK(rule->detect.blank.on && rule->detect.blank.formality == 0);
	CHECK_UINT(rule->detect.blank.marks, 1 << 0 | 1 << 4);
	CHECK_UINT(rule->detect.blank.needs, 1 << 7);
	CHECK(pack_rule(pack, STR("STP003")) == NULL);
	CHECK_UINT(pack->metric_count, 1);
	CHECK_UINT(pack->metrics[0].kinds, 1 << 1 | 1 << 4);
	CHECK(pack->vague.n == 2 && pack->elsewhere.n == 1);
	CHECK_STR(pack->checklists[0].type, "lease");
	CHECK_UINT(pack->checklists[0].items[0].shown_by.n, 2);
	CHECK_UINT(pack->checklists[0].words.n, 2);
}

static void note_owner(void *context, uint32_t owner, uint32_t offset)
{
	(void)offset;
	((bool *)context)[owner] = true;
}

/* All literals of a pack, owned by their patterns. */
static const struct literals *literals_of(struct arena *arena, const struct pack *pack)
{
	VEC(struct literal) list = {0};

	for (uint32_t i = 0; i < pack->pattern_count; i++)
		for (uint32_t l = 0; l < pack->patterns[i]->literal_count; l++)
			*VEC_PUSH(arena, &list) = (struct literal){pack->patterns[i]->literals[l],
								   pack->patterns[i]->index};
	return literals_build(arena, list.p, list.n);
}

TEST(pack_literals_name_their_patterns)
{
	struct mistakes mistakes = {.arena = test->arena};
	struct pack_folder folder = small_folder(test->arena);
	const struct pack *pack = pack_load(test->arena, &folder, 1, &mistakes);
	bool *seen = ARENA_ARRAY(test->arena, bool, pack->pattern_count);

	for (uint32_t i = 0; i < pack->pattern_count; i++)
		CHECK_UINT(pack->patterns[i]->index, i);
	literals_scan(literals_of(test->arena, pack), STR("承租人应及时付款"), note_owner, seen);
	for (uint32_t i = 0; i < pack->pattern_count; i++) {
		struct str source = pack->patterns[i]->source;
		CHECK(seen[i] ==
		      (str_equal(source, STR("承租人")) || str_equal(source, STR("及时"))));
	}
}

/* The text of file with the first old replaced by new. */
static struct str changed(struct arena *arena, struct str file, struct str old, struct str new)
{
	size_t at = str_find(file, old, 0);
	struct text text = {.arena = arena};

	text_str(&text, str_cut(file, 0, at));
	text_str(&text, new);
	text_str(&text, str_cut(file, at + old.n, file.n));
	return text_done(&text);
}

/* Which file, what is replaced by what, and every mistake that must be listed then. */
static const struct {
	uint32_t file;
	struct str old, new;
	const char *mistakes;
} changes[] = {
	{0, STR_INIT("clauselint: 1\n"), STR_INIT(""),
	 "small/pack.yml:1:1: pack.yml must have the key \"clauselint\"\n"},
	{0, STR_INIT("clauselint: 1"), STR_INIT("clauselint: 2"),
	 "small/pack.yml:1:13: this program reads packs of format 1, not 2\n"},
	{0, STR_INIT("clauselint: 1\npack: small"), STR_INIT("pack: small\nclauselint: 1"),
	 "small/pack.yml:2:13: \"clauselint\" must be the first key\n"},
	{0, STR_INIT("extends: []"), STR_INIT("extends: [other]"),
	 "small/pack.yml:5:11: the pack \"other\" is not there\n"},
	{0, STR_INIT("stop:"), STR_INIT("party:"),
	 "small/pack.yml:7:3: \"party\" is a term of the engine's own and cannot be given\n"
	 "small/rules.yml:14:11: no term is called \"stop\" (character 28 of the pattern)\n"},
	{0, STR_INIT("[暂停, 中止]"), STR_INIT("[暫停, '中(止']"),
	 "small/pack.yml:7:10: \"暫\" can never match: contracts are read with \"暂\" in its place "
	 "(character 1 of the pattern)\n"
	 "small/pack.yml:7:14: not a regular expression: missing closing parenthesis "
	 "(character 4 of the pattern)\n"},
	{0, STR_INIT("services: services.yml"), STR_INIT("services: service.yml"),
	 "small/pack.yml:9:11: there is no file \"service.yml\"\n"
	 "small/services.yml:0:0: warning: pack.yml does not list this file, so it is not read\n"},
	{0, STR_INIT("files: [rules.yml]"), STR_INIT("files: {a: b}"),
	 "small/pack.yml:8:8: a list is wanted here, not a map\n"
	 "small/rules.yml:0:0: warning: pack.yml does not list this file, so it is not read\n"},
	{1, STR_INIT("severity: high"), STR_INIT("sverity: high"),
	 "small/rules.yml:4:3: \"sverity\" is not a key of a rule; did you mean \"severity\"?\n"
	 "small/rules.yml:1:3: a rule must have the key \"severity\"\n"},
	{1, STR_INIT("severity: high"), STR_INIT("severity: hihg"),
	 "small/rules.yml:4:13: \"hihg\" is not a severity; did you mean \"high\"?\n"},
	{1, STR_INIT("severity: high"), STR_INIT("severity: [high]"),
	 "small/rules.yml:4:13: a word is wanted here, not a list\n"},
	{1, STR_INIT("  name: stop-at-will\n"), STR_INIT(""),
	 "small/rules.yml:1:3: a rule must have the key \"name\"\n"},
	{1, STR_INIT("stop-at-will"), STR_INIT("Stop at will"),
	 "small/rules.yml:2:9: a name is kebab case: small letters, digits, hyphens\n"},
	{1, STR_INIT("harms: other({party})"), STR_INIT("harms: other({who})"),
	 "small/rules.yml:6:10: no pattern of this rule has a group called \"who\"\n"},
	{1, STR_INIT("harms: other({party})"), STR_INIT("harms: nobody"),
	 "small/rules.yml:6:10: \"nobody\" is not who can be harmed: customer, provider, both, "
	 "{group} or other({group})\n"},
	{1, STR_INIT(", en: No notice"), STR_INIT(""),
	 "small/rules.yml:8:8: a text in several languages must have the key \"en\"\n"},
	{1, STR_INIT("不足{min-days}日"), STR_INIT("不足{max-days}日"),
	 "small/rules.yml:7:22: {max-days} is no named group, no option, and nothing the engine "
	 "supplies\n"},
	{1, STR_INIT("verified: 2026-11"), STR_INIT("verified: 2026-13"),
	 "small/rules.yml:10:45: \"2026-13\" is not a month: write 2026-11\n"},
	{1, STR_INIT("within: sentence"), STR_INIT("within: line"),
	 "small/rules.yml:13:13: \"line\" is not a unit\n"},
	{1, STR_INIT("none: [双方]"), STR_INIT("none: []"),
	 "small/rules.yml:16:11: the list is empty\n"},
	{1, STR_INIT("phrases: [停.机]"), STR_INIT("phrases: ['{{stop}}']"),
	 "small/rules.yml:15:15: phrases are plain text; {{terms}} belong under \"any\"\n"},
	{1, STR_INIT("{within: clause, any: [催告]}"), STR_INIT("{within: clause}"),
	 "small/rules.yml:17:14: a guard needs \"any\" or \"phrases\"\n"},
	{1, STR_INIT("counterpart: none"), STR_INIT("counterpart: non"),
	 "small/rules.yml:18:40: \"non\" is not what a counterpart can have; did you mean \"none\"?\n"},
	{1, STR_INIT("\"< min-days\""), STR_INIT("\"< most-days\""),
	 "small/rules.yml:19:49: \"most-days\" is neither a number nor an option that is one\n"},
	{1, STR_INIT("\"< min-days\""), STR_INIT("near 3"),
	 "small/rules.yml:19:49: \"near 3\" is not a comparison: write \"< 30\", \"> max-percent\", "
	 "blank, placeholder, empty, absent or present\n"},
	{1, STR_INIT("    group: party\n"), STR_INIT("    structure: number-gaps\n"),
	 "small/rules.yml:20:16: \"number-gaps\" is not a structural check; did you mean "
	 "\"number-gap\"?\n"},
	{1, STR_INIT("[STP002]"), STR_INIT("[STP009]"),
	 "small/rules.yml:21:16: warning: supersedes \"STP009\", which is no rule that is loaded\n"},
	{1, STR_INIT("⟧供水"), STR_INIT("供水"),
	 "small/rules.yml:24:7: ⟦ and ⟧ do not belong together: one pair, once\n"},
	{1, STR_INIT("no-match: [经催告，乙方可暂停供水。]"), STR_INIT("no-match: []"),
	 "small/rules.yml:26:15: at least one example is needed here\n"},
	{1, STR_INIT("no-match: [经催告"), STR_INIT("no-match: [⟦经⟧催告"),
	 "small/rules.yml:26:16: ⟦⟧ in an example of what must not match\n"},
	{1, STR_INIT("    no-match: [经催告，乙方可暂停供水。]\n"), STR_INIT(""),
	 "small/rules.yml:23:5: \"examples\" must have the key \"no-match\"\n"},
	{1, STR_INIT("- id: STP002"), STR_INIT("- id: STP001"),
	 "small/rules.yml:27:7: the id \"STP001\" is taken: small/rules.yml:1\n"
	 "small/rules.yml:21:16: warning: supersedes \"STP002\", which is no rule that is loaded\n"},
	{1, STR_INIT("[line, letter]"), STR_INIT("[lines]"),
	 "small/rules.yml:35:21: \"lines\" is not a mark of a blank; did you mean \"line\"?\n"},
	{1, STR_INIT("formality: false"), STR_INIT("formality: no"),
	 "small/rules.yml:35:66: true or false is wanted here\n"},
	{2, STR_INIT("value: [ratio, count]"), STR_INIT("value: [ratios]"),
	 "small/services.yml:2:81: \"ratios\" is not a kind of quantity; did you mean \"ratio\"?\n"},
	{2, STR_INIT("尽快"), STR_INIT("盡快"),
	 "small/services.yml:3:9: \"盡\" can never match: contracts are read with \"尽\" in its place "
	 "(character 1 of the pattern)\n"},
	{3, STR_INIT("recognise: {heading: [租赁], words: [承租人, 租金]}\n"), STR_INIT(""),
	 "small/checklists/lease.yml:1:1: a checklist must have the key \"recognise\"\n"},
	{3, STR_INIT("items:"), STR_INIT("items: 3\nitem:"),
	 "small/checklists/lease.yml:5:1: \"item\" is not a key of a checklist; did you mean "
	 "\"items\"?\nsmall/checklists/lease.yml:4:8: a list of items is wanted here, not text\n"},
};

TEST(pack_lists_mistakes_with_places)
{
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		struct mistakes mistakes = {.arena = test->arena};
		struct pack_folder folder = small_folder(test->arena);
		struct pack_file *file = (struct pack_file *)&folder.files[changes[i].file];
		const struct pack *pack;
		file->text = changed(test->arena, file->text, changes[i].old, changes[i].new);
		pack = pack_load(test->arena, &folder, 1, &mistakes);
		CHECK((pack == NULL) == mistakes_fatal(&mistakes));
		CHECK_STR(listed(test->arena, &mistakes), changes[i].mistakes);
	}
}

TEST(pack_extends_shares_terms)
{
	static const struct pack_file mine[] = {
		{STR_INIT("pack.yml"),
		 STR_INIT(
			 "clauselint: 1\npack: mine\nversion: 1\ntitle: {zh-Hans: 我的, en: Mine}\n"
			 "extends: [small]\nservices: s.yml\n")},
		{STR_INIT("s.yml"), STR_INIT("metrics: []\nvague: ['{{stop}}']\n")},
	};
	struct mistakes mistakes = {.arena = test->arena};
	struct pack_folder folders[2] = {{STR("./rules"), mine, 2}, small_folder(test->arena)};
	const struct pack *pack = pack_load(test->arena, folders, 2, &mistakes);

	CHECK_STR(listed(test->arena, &mistakes), "");
	CHECK(pack && pack->info_count == 2 && pack->vague.n == 3);
	mistakes = (struct mistakes){.arena = test->arena};
	CHECK(!pack_load(test->arena, folders, 1, &mistakes));
	CHECK_STR(listed(test->arena, &mistakes),
		  "./rules/pack.yml:5:11: the pack \"small\" is not there\n"
		  "./rules/s.yml:2:9: no term is called \"stop\" (character 1 of the pattern)\n");
}

TEST(pack_old_legal_bases_are_warned_of)
{
	struct mistakes mistakes = {.arena = test->arena};
	struct pack_folder folder = small_folder(test->arena);
	const struct pack *pack = pack_load(test->arena, &folder, 1, &mistakes);

	pack_check_dates(pack, STR("2028-11"), &mistakes);
	CHECK_STR(listed(test->arena, &mistakes), "");
	pack_check_dates(pack, STR("2028-12"), &mistakes);
	CHECK_STR(listed(test->arena, &mistakes),
		  "small/rules.yml:10:11: warning: 某法 was last verified in 2026-11, more than 24 "
		  "months ago\n");
}

TEST(pack_folder_is_read_from_files)
{
	struct mistakes mistakes = {.arena = test->arena};
	struct pack_folder folder;

	CHECK(pack_read_folder(test->arena, "rules/core/", &folder, &mistakes));
	CHECK_STR(folder.name, "rules/core");
	CHECK(pack_load(test->arena, &folder, 1, &mistakes));
	CHECK_STR(listed(test->arena, &mistakes), "");
	CHECK(!pack_read_folder(test->arena, "rules/nowhere", &folder, &mistakes));
	CHECK_STR(
		listed(test->arena, &mistakes),
		"rules/nowhere/pack.yml:0:0: \"pack.yml\" cannot be opened: No such file or directory\n");
}
