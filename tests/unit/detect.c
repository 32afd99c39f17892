#include "trial.h"

static struct str number_at(const struct trial *trial, uint32_t clause)
{
	const struct outline *outline = trial->subject.outline;

	return clause_number(outline, &outline->clauses[clause]);
}

TEST(detect_reports_the_first_match_of_any_with_its_captures)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, any: ['自动(?<what>续约|续期)'], none: [协商一致]}");
	trial_check(&t,
		    "第一条 期限\n本合同期满自动续约一年。\n第二条 其他\n经协商一致自动续期。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "自动续约");
	CHECK_UINT(t.findings->p[0].capture_count, 1);
	CHECK_STR(t.findings->p[0].captures[0].name, "what");
	CHECK_STR(str_at(t.subject.norm->text, t.findings->p[0].captures[0].at), "续约");
	CHECK(t.findings->p[0].sentence != UINT32_MAX && t.findings->p[0].clause != 0);
}

TEST(detect_reads_traditional_text_with_simplified_patterns)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test", "{within: sentence, any: ['逾期[^。]{0,9}服务']}");
	trial_check(&t, "第一條 責任\n甲方逾期者，乙方停止服務。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK(str_starts(trial_quotes(&t, "TST001"), STR("逾期")));
	CHECK(str_ends(trial_quotes(&t, "TST001"), STR("服務")));
}

TEST(detect_all_must_stand_in_the_same_unit)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test", "{within: sentence, all: [延迟付款, 停止服务]}");
	trial_rule(&t, "TST002", "test", "{within: clause, all: [延迟付款, 停止服务]}");
	trial_rule(&t, "TST003", "test", "{within: document, all: [延迟付款, 停止服务]}");
	trial_check(&t, "第一条 付款\n甲方延迟付款的应说明。乙方不得停止服务。\n"
			"第二条 其他\n双方友好合作。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
	CHECK_STR(trial_quotes(&t, "TST002"), "延迟付款");
	CHECK_STR(trial_quotes(&t, "TST003"), "延迟付款");
	trial_check(&t, "第一条 付款\n甲方延迟付款的应说明。\n第二条 服务\n乙方不得停止服务。\n");
	CHECK_UINT(trial_count(&t, "TST002"), 0);
	CHECK_UINT(trial_count(&t, "TST003"), 1);
}

TEST(detect_sees_a_lead_in_and_its_item_together)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test", "{within: clause, all: [下列情形, 停止服务]}");
	trial_check(&t, "第一条 权利\n1.1 下列情形之一的，乙方可以：\n（1）停止服务；\n"
			"（2）解除合同。\n第二条 其他\n2.1 双方合作。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
}

/* A pattern is only skipped for want of a blank or a party where it cannot do without one. */
TEST(detect_knows_which_patterns_need_a_blank_or_a_party)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, any: [自动续约], all: ['续约{{blank}}年']}");
	trial_rule(&t, "TST002", "test", "{within: sentence, any: ['续约{{blank}}?一?年']}");
	trial_rule(&t, "TST003", "test", "{within: sentence, any: ['{{provider}}同意|续约一年']}");
	trial_rule(&t, "TST004", "test", "{within: sentence, any: ['(?<who>{{provider}})续约']}");
	trial_check(&t, "甲方（委托方）：某某公司\n乙方（受托方）：某某公司\n"
			"第一条 期限\n到期自动续约____年。\n第二条 再续\n到期自动续约一年。\n"
			"第三条 三续\n乙方续约。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK_UINT(trial_count(&t, "TST002"), 2);
	CHECK_STR(trial_quotes(&t, "TST003"), "续约一年");
	CHECK_STR(trial_quotes(&t, "TST004"), "乙方续约");
}

TEST(detect_unless_looks_at_another_unit)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, any: [暂停服务], "
		   "unless: [{within: clause, any: [书面催告]}]}");
	trial_check(&t, "第一条 暂停\n乙方可以暂停服务。乙方应先书面催告。\n"
			"第二条 再停\n乙方可以暂停服务。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK_STR(number_at(&t, t.findings->p[0].clause), "第二条");
}

TEST(detect_in_heading_asks_the_clauses_above)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, any: [全部损失], in: {heading: [违约责任]}}");
	trial_check(&t, "第一条 违约责任\n1.1 乙方赔偿全部损失。\n"
			"第二条 保险\n2.1 保险公司赔偿全部损失。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK_STR(number_at(&t, t.findings->p[0].clause), "1.1");
}

TEST(detect_near_wants_any_order_within_a_distance)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, near: {of: [通知, 甲方, 终止], distance: 5}}");
	trial_check(&t, "第一条 终止\n终止时通知到甲方。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "终止时通知到甲方");
	trial_check(&t, "第一条 终止\n终止本合同以及附件的一方应当立即通知甲方。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
}

TEST(detect_group_is_the_place)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, any: ['乙方(?<act>停止服务)'], group: act}");
	trial_check(&t, "第一条 停止\n乙方停止服务。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "停止服务");
}

TEST(detect_compares_quantities_with_an_option)
{
	struct trial t = {.test = test};

	trial_rule_with(
		&t, "TST001", "test",
		"{within: sentence, any: ['违约金[^。]{0,9}?(?<rate>\\d+%|百分之[一-十百]+)'], "
		"quantity: {group: rate, unit: ratio, is: \"> max-percent\"}}",
		"", "max-percent: 20");
	trial_rule_with(&t, "TST002", "test",
			"{within: sentence, any: ['提前(?<days>[^。，]{1,9})通知'], "
			"quantity: {group: days, unit: duration, is: \"< min-days\"}}",
			"", "min-days: 15");
	trial_check(&t, "第一条 责任\n违约金为总价的百分之三十。违约金为总价的20%。\n"
			"第二条 通知\n应提前一个月通知。应提前7日通知。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK(str_ends(trial_quotes(&t, "TST001"), STR("百分之三十")));
	CHECK_STR(trial_quotes(&t, "TST002"), "提前7日通知");
}

TEST(detect_finds_a_second_match_when_the_first_fails_its_quantity)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, any: ['(?<n>\\d+)日内'], "
		   "quantity: {group: n, unit: duration, is: \"> 30\"}}");
	trial_check(&t, "第一条 付款\n甲方应于10日内确认并于60日内付款。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "60日内");
}

TEST(detect_quantity_without_patterns_is_the_place)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test", "{within: sentence, quantity: {unit: ratio, is: blank}}");
	trial_check(&t, "第一条 责任\n违约金为总价的____%。\n第二条 其他\n税率为6%。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "____%");
}

static const char suspension[] =
	"{within: sentence, any: ['(?<party>{{party}})(?:有权|可以)[^。，]{0,6}暂停服务'], "
	"party: {group: party, counterpart: none, within: document}}";

TEST(detect_asymmetry_over_the_document)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test", suspension);
	trial_check(&t, "甲方（委托方）：某某公司\n乙方（受托方）：某某公司\n"
			"第一条 暂停\n乙方有权暂停服务。\n第二条 其他\n双方友好合作。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "乙方有权暂停服务");
	CHECK_UINT(t.findings->p[0].party, 1);
	trial_check(&t, "甲方（委托方）：某某公司\n乙方（受托方）：某某公司\n"
			"第一条 暂停\n乙方有权暂停服务。\n第二条 其他\n甲方可以要求暂停服务。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
}

/* Who stands in front of the verb has the right, not whoever is named first. */
TEST(detect_right_is_of_whoever_may)
{
	static const struct {
		const char *sentence, *quote;
		uint32_t party;
	} cases[] = {
		{"乙方逾期交货的甲方有权解除合同。", "甲方有权解除合同", 0},
		{"乙方的一切行为甲方亦可解除合同。", "甲方亦可解除合同", 0},
		{"甲方逾期付款时乙方随时解除合同。", "乙方随时解除合同", 1},
		{"甲方对乙方有权解除合同。", "甲方对乙方有权解除合同", 0},
		{"甲方可要求乙方解除合同。", "甲方可要求乙方解除合同", 0},
		{"甲方发现乙方违约有权解除合同。", "甲方发现乙方违约有权解除合同", 0},
		{"甲方与乙方均可解除合同。", "甲方与乙方均可解除合同", 0},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct trial trial = {.test = test};
		char text[256];

		trial_rule(
			&trial, "TST001", "test",
			"{within: sentence, any: ['(?<party>{{party}})[^。；，]{0,12}解除合同'], "
			"party: {group: party, counterpart: none, within: sentence}}");
		snprintf(text, sizeof text,
			 "甲方：飞羽贸易公司\n乙方：云帆科技公司\n第一条 解除\n%s",
			 cases[i].sentence);
		trial_check(&trial, text);
		CHECK_STR(trial_quotes(&trial, "TST001"), cases[i].quote);
		CHECK_UINT(trial.findings->p[0].party, cases[i].party);
	}
}

TEST(detect_asymmetry_in_the_sentence_only)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, any: ['(?<party>{{party}})有权暂停服务'], "
		   "party: {group: party, counterpart: none, within: sentence}}");
	trial_check(&t, "甲方（委托方）：某某公司\n乙方（受托方）：某某公司\n第一条 暂停\n"
			"乙方有权暂停服务。甲方有权暂停服务，乙方有权暂停服务。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	trial_check(&t, "甲方（委託方）：某某公司\n乙方（受託方）：某某公司\n第一條 暫停\n"
			"乙方有權暫停服務。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "乙方有權暫停服務");
}

TEST(detect_blanks_by_mark_need_and_words_around)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "blank",
		   "{within: sentence, blank: {marks: [line], needs: [ratio], formality: false}}");
	trial_rule(&t, "TST002", "blank",
		   "{within: sentence, any: [付款], blank: {marks: [line], needs: [duration]}}");
	trial_check(&t, "第一条 付款\n违约金为总价的____%。甲方应在____个工作日内付款。\n"
			"第二条 交付\n乙方应在____个工作日内交付。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "____");
	CHECK_UINT(trial_count(&t, "TST002"), 1);
	CHECK_STR(number_at(&t, trial_first(&t, "TST002")->clause), "第一条");
}

TEST(detect_missing_asks_only_where_the_subject_arises)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, any: ['保密期限'], missing: {when: {any: [保密]}}}");
	trial_check(&t, "第一条 保密\n双方应当保密。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK_UINT(t.findings->p[0].at.begin, t.findings->p[0].at.end);
	trial_check(&t, "第一条 保密\n双方应当保密。保密期限为三年。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
	trial_check(&t, "第一条 合作\n双方友好合作。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
}

TEST(detect_missing_is_reported_at_its_heading)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, any: ['保密期限'], in: {heading: [保密]}, "
		   "missing: {report-at: heading}}");
	trial_check(&t, "第一条 合作\n双方友好合作。\n第二条 保密\n双方应当保密。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK_STR(number_at(&t, t.findings->p[0].clause), "第二条");
}

TEST(detect_missing_fits_the_type_of_contract)
{
	struct trial t = {.test = test, .type = "lease"};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, any: [验收], missing: {when: {types: [procurement]}}}");
	trial_rule(&t, "TST002", "test",
		   "{within: sentence, any: [押金], missing: {when: {types: [lease]}}}");
	trial_check(&t, "第一条 租赁\n出租方交付房屋。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
	CHECK_UINT(trial_count(&t, "TST002"), 1);
}

TEST(detect_structure_of_numbers)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: number-duplicate}");
	trial_rule(&t, "TST002", "structure", "{structure: number-gap}");
	trial_check(&t, "第一条 甲\n内容。\n第二条 乙\n内容。\n第二条 丙\n内容。\n"
			"第四条 丁\n内容。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "第二条");
	CHECK_STR(trial_quotes(&t, "TST002"), "第四条");
	trial_check(&t, "第一条 甲\n（一）子；（二）丑。\n第二条 乙\n（一）子；（二）丑。\n");
	CHECK_UINT(t.findings->n, 0);
	trial_check(&t, "第一条 甲\n1. 子；\n2. 丑。\n第二条 乙\n1. 子；\n2. 丑。\n");
	CHECK_UINT(t.findings->n, 0);
}

TEST(detect_structure_of_references)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: reference-dangling}");
	trial_rule(&t, "TST002", "structure", "{structure: annex-missing}");
	trial_check(&t, "第一条 服务\n违反本合同第十八条的，应支付违约金，标准见附件二。\n"
			"第二条 费用\n按照第一条约定付款。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK_UINT(trial_count(&t, "TST002"), 1);
}

TEST(detect_rules_give_way_within_their_category)
{
	struct trial t = {.test = test};

	trial_rule_with(&t, "TST001", "renewal", "{within: sentence, any: [自动续约]}", "", "");
	trial_rule_with(&t, "TST002", "renewal", "{within: sentence, any: ['续约____年']}",
			"TST001", "");
	trial_rule_with(&t, "TST003", "renewal", "{within: sentence, any: ['约____年，以此类推']}",
			"TST002", "");
	trial_rule_with(&t, "TST004", "blank", "{within: sentence, blank: {marks: [line]}}", "",
			"");
	trial_rule_with(&t, "TST005", "renewal", "{within: sentence, any: [到期]}", "TST004", "");
	trial_check(&t, "第一条 期限\n本合同到期自动续约____年，以此类推。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
	CHECK_UINT(trial_count(&t, "TST002"), 0);
	CHECK_UINT(trial_count(&t, "TST003"), 1);
	CHECK_UINT(trial_count(&t, "TST004"), 1);
	CHECK_UINT(trial_count(&t, "TST005"), 1);
}

TEST(detect_keeps_one_of_rules_that_supersede_each_other)
{
	struct trial t = {.test = test};

	trial_rule_with(&t, "TST001", "a", "{within: sentence, any: [自动续约]}", "TST002", "");
	trial_rule_with(&t, "TST002", "a", "{within: sentence, any: [到期自动]}", "TST001", "");
	trial_check(&t, "第一条 期限\n本合同到期自动续约。\n");
	CHECK_UINT(t.findings->n, 1);
	CHECK_STR(t.findings->p[0].rule->id, "TST001");
}

TEST(detect_orders_findings_by_place_and_then_rule)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST002", "a", "{within: sentence, any: [自动续约]}");
	trial_rule(&t, "TST001", "b", "{within: sentence, any: [自动续约]}");
	trial_rule(&t, "TST003", "c", "{within: document, any: [本合同]}");
	trial_check(&t, "第一条 期限\n本合同到期自动续约。\n");
	CHECK_UINT(t.findings->n, 3);
	CHECK_STR(t.findings->p[0].rule->id, "TST003");
	CHECK_STR(t.findings->p[1].rule->id, "TST001");
	CHECK_STR(t.findings->p[2].rule->id, "TST002");
}

TEST(detect_names_a_rule_that_gave_up_once)
{
	struct trial t = {.test = test};
	struct text text = {.arena = test->arena};

	trial_rule(&t, "TST001", "test",
		   "{within: sentence, any: ['甲(?:[一-龥]*[一-龥]*)*[一-龥]*终']}");
	for (int clause = 1; clause <= 2; clause++) {
		text_format(&text, "第%d条 内容\n甲", clause);
		for (int i = 0; i < 1500; i++)
			text_str(&text, STR("服务"));
		text_str(&text, STR("。\n"));
	}
	trial_check_str(&t, text_done(&text));
	CHECK_UINT(t.findings->n, 0);
	CHECK(t.findings->incomplete_count <= 1);
}

/* One sentence of megabytes is looked at in windows: each hit is found, once. */
TEST(detect_finds_every_place_in_an_endless_sentence)
{
	struct trial t = {.test = test};
	struct text text = {.arena = test->arena};

	trial_rule(&t, "TST001", "test", "{within: sentence, any: [逾期停止]}");
	trial_rule(&t, "TST002", "test",
		   "{within: sentence, any: [逾期停止], unless: [{within: clause, any: [催告]}]}");
	text_str(&text, STR("第一条 责任\n"));
	for (int i = 0; i < 100; i++) {
		text_str(&text, STR("逾期停止"));
		for (int k = 0; k < 3000; k++)
			text_str(&text, STR("履行"));
	}
	trial_check_str(&t, text_done(&text));
	CHECK_UINT(trial_count(&t, "TST001"), 100);
	CHECK_UINT(trial_count(&t, "TST002"), 100);
}

TEST(detect_checklist_of_the_type)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "test", "{within: sentence, any: [从不出现]}");
	trial_checklist(
		&t,
		"type: lease\ntitle: {zh-Hans: 租赁合同, en: lease}\n"
		"recognise: {heading: [租赁合同], words: [出租方, 承租方, 租金]}\n"
		"items:\n"
		"- {id: deposit, title: {zh-Hans: 押金, en: deposit}, "
		"suggest: {zh-Hans: 写明押金, en: state it}, shown-by: [押金]}\n"
		"- {id: repair, title: {zh-Hans: 维修, en: repair}, "
		"suggest: {zh-Hans: 写明维修, en: state it}, shown-by: ['维修[^。]{0,9}负责']}\n"
		"- {id: pets, title: {zh-Hans: 宠物, en: pets}, "
		"suggest: {zh-Hans: 写明宠物, en: state it}, shown-by: [饲养], when: [宠物]}\n");
	trial_check(&t, "房屋租賃合同\n第一條 租金\n承租方按月支付租金。\n"
			"第二條 維修\n房屋維修由出租方負責。\n");
	CHECK(t.findings->checklist != NULL);
	CHECK_UINT(t.findings->check_count, 2);
	CHECK_STR(t.findings->checks[0].item->id, "deposit");
	CHECK(!t.findings->checks[0].present);
	CHECK(t.findings->checks[1].present && t.findings->checks[1].clause != 0);
	trial_check(&t, "保密协议\n第一条 保密\n双方保密。\n");
	CHECK(t.findings->checklist == NULL);
}
