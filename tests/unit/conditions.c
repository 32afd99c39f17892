/* Which contracts a rule is for, and what a checklist counts as said. */
#include "trial.h"

static void rule_for(struct trial *t, const char *condition)
{
	trial_rule(t, "TST001", "test", "{within: sentence, phrases: [停止服务]}");
	text_str(&t->rules, str_from(condition));
}

static unsigned found(struct test_run *test, const char *condition, const char *type,
		      const char *contract)
{
	struct trial t = {
		.test = test,
		.type = type,
		.more = "recognise: {cn: [人民币], tw: [新台币, 统一编号], hk: [港币]}\n"};

	rule_for(&t, condition);
	trial_check(&t, contract);
	return trial_count(&t, "TST001");
}

TEST(conditions_type_of_contract)
{
	static const char text[] = "第一条 停止\n乙方停止服务。\n";

	CHECK_UINT(found(test, "  types: [saas, service]\n", "service", text), 1);
	CHECK_UINT(found(test, "  types: [saas]\n", "lease", text), 0);
	CHECK_UINT(found(test, "", "lease", text), 1);
	/* An excerpt whose type nobody knows. */
	CHECK_UINT(found(test, "  types: [saas]\n", "", text), 1);
}

TEST(conditions_jurisdiction)
{
	static const char tw[] = "  jurisdictions: [tw]\n", hk[] = "  jurisdictions: [hk, tw]\n",
			  cn[] = "  jurisdictions: [cn]\n";

	CHECK_UINT(found(test, tw, "", "第一条 費用\n新臺幣十元。乙方停止服務。\n"), 1);
	CHECK_UINT(found(test, cn, "", "第一条 費用\n新臺幣十元。乙方停止服務。\n"), 0);
	CHECK_UINT(found(test, hk, "", "第一条 費用\n港幣十元。乙方停止服務。\n"), 1);
	CHECK_UINT(found(test, tw, "", "第一条 費用\n港幣十元。乙方停止服務。\n"), 0);
	/* Neither says more than the other: the mainland. */
	CHECK_UINT(found(test, cn, "", "第一条 费用\n港币或人民币十元。乙方停止服务。\n"), 1);
	CHECK_UINT(found(test, cn, "", "第一条 费用\n乙方停止服务。\n"), 1);
	CHECK_UINT(
		found(test, tw, "", "第一条 费用\n统一编号，新台币，人民币十元。乙方停止服务。\n"),
		1);
}

TEST(conditions_of_the_pack_hold_for_its_rules)
{
	struct trial t = {.test = test, .type = "lease", .more = "types: [saas]\n"};

	trial_rule(&t, "TST001", "test", "{within: sentence, phrases: [停止服务]}");
	trial_rule(&t, "TST002", "test", "{within: sentence, phrases: [停止服务]}");
	text_str(&t.rules, STR("  types: [lease]\n"));
	trial_check(&t, "第一条 停止\n乙方停止服务。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
	CHECK_UINT(trial_count(&t, "TST002"), 1);
}

static const char checklist[] =
	"type: nda\n"
	"title: {zh-Hans: 保密, en: NDA}\n"
	"recognise: {heading: [保密协议], words: [披露方]}\n"
	"items:\n"
	"- {id: return, title: {zh-Hans: 返还, en: r}, suggest: {zh-Hans: 返还, en: r},"
	" shown-by: [返还资料]}\n"
	"- {id: period, title: {zh-Hans: 期限, en: p}, suggest: {zh-Hans: 期限, en: p},"
	" shown-by: [保密期限]}\n";

static const struct findings *check_list(struct trial *t, const char *contract)
{
	trial_checklist(t, checklist);
	trial_rule(t, "TST001", "test", "{lacking: {items: [return, period], at-least: 2}}");
	trial_rule_with(t, "TST002", "test",
			"{lacking: {items: [return, period], at-least: least}}", "", "least: 1");
	trial_check(t, contract);
	return t->findings;
}

TEST(checklist_counts_what_is_lacking)
{
	struct trial t = {.test = test};
	const struct findings *findings =
		check_list(&t, "保密协议\n第一条 返还\n终止后返还资料。\n");

	CHECK_UINT(findings->check_count, 2);
	CHECK_UINT(trial_count(&t, "TST001"), 0);
	CHECK_UINT(trial_count(&t, "TST002"), 1);
}

TEST(checklist_heading_without_content_says_nothing)
{
	struct trial t = {.test = test}, full = {.test = test};

	check_list(&t, "保密协议\n第一条 总则\n双方合作。\n第二条 返还资料\n第三条 保密期限\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	check_list(&full,
		   "保密协议\n第一条 总则\n双方合作。\n第二条 返还资料\n终止后三日内办理交接。\n"
		   "第三条 保密期限\n自签署之日起三年。\n");
	CHECK_UINT(trial_count(&full, "TST002"), 0);
}

TEST(checklist_is_not_chosen_by_the_name_of_another_document)
{
	struct trial t = {.test = test}, named = {.test = test};

	CHECK(check_list(&t, "采购合同\n双方另签《保密协议》。\n第一条 货物\n纸。\n")->checklist ==
	      NULL);
	CHECK(check_list(&named, "《采购合同》之保密协议\n第一条 货物\n纸。\n")->checklist != NULL);
}

TEST(pack_changes_rules_of_others)
{
	struct trial t = {.test = test,
			  .more = "change: {TST001: {severity: low, options: {max-days: 10}}}\n"};

	trial_rule_with(&t, "TST001", "test",
			"{within: sentence, any: ['(?<days>\\d+日)内'],"
			" quantity: {group: days, unit: duration, is: \"> max-days\"}}",
			"", "max-days: 60, other: 1");
	trial_check(&t, "第一条 付款\n甲方20日内付款。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK_UINT(trial_first(&t, "TST001")->rule->severity, SEVERITY_LOW);
	CHECK_UINT(trial_first(&t, "TST001")->rule->options.n, 2);
}
