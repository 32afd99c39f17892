#include "trial.h"

#include "detect/detail.h"
#include "detect/hidden.h"

/* --- numbers --- */

TEST(structure_doubles_that_follow_each_other_are_one_finding)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: number-duplicate}");
	trial_check(&t,
		    "第一条 甲\n内容。\n第二条 乙\n内容。\n第三条 丙\n内容。\n第二条 丁\n内容。\n"
		    "第三条 戊\n内容。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK(str_contains(trial_first(&t, "TST001")->detail, STR("第二条—第三条")));
}

TEST(structure_a_second_contract_in_the_file_counts_anew)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: number-duplicate}");
	trial_check(&t,
		    "第一条 甲\n内容。\n第二条 乙\n内容。\n第一条 丙\n内容。\n第二条 丁\n内容。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
}

TEST(structure_a_gap_is_bounded_and_looks_for_what_it_misses)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: number-gap}");
	trial_check(&t, "第一条 甲\n内容。\n第99999条 乙\n内容。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
	trial_check(&t, "第一条 付款\n1.签约后支付2万元；\n2.2026年6月20日支付3万元；\n"
			"3.验收后支付5万元。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
}

TEST(structure_steps_back_are_no_gaps)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: number-gap}");
	trial_rule(&t, "TST002", "structure", "{structure: number-order}");
	trial_check(&t, "第一条 甲\n内容。\n第三条 乙\n内容。\n第二条 丙\n内容。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
	CHECK_STR(trial_quotes(&t, "TST002"), "第二条");
}

/* --- references --- */

TEST(structure_references_below_the_highest_number_may_only_be_overlooked)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: reference-dangling}");
	trial_check(&t, "第一条 甲\n按照第三条执行。\n第四条 乙\n按照第九条执行。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "第九条");
	trial_check(&t, "双方按照第九条执行。\n");
	CHECK_UINT(t.findings->n, 0);
}

TEST(structure_missing_annexes_are_one_finding)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: annex-missing}");
	trial_check(&t,
		    "第一条 标准\n服务标准见附件一，报价见附件二。\n第二条 其他\n清单见附件三。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK_STR(trial_first(&t, "TST001")->detail, "附件一、附件二、附件三");
}

TEST(structure_a_party_is_defined_anywhere)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure",
		   "{within: sentence, any: ['(?<defined>丙方)：', '(?<label>丙方)'], "
		   "structure: party-undefined}");
	trial_check(&t, "第一条 担保\n丙方承担保证责任。\n丙方应付款。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	trial_check(&t, "第一条 担保\n丙方承担保证责任。\n丙方：云杉公司\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
}

/* --- amounts and dates --- */

TEST(structure_amounts_in_two_notations)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: amount-mismatch}");
	trial_rule(&t, "TST002", "structure", "{structure: unit-slip}");
	trial_check(
		&t,
		"第一条 价款\n押金1,200元（大写：壹仟叁佰元整）。\n租金人民币大写伍万元整（￥50000元）。\n"
		"费用10000万元（大写：壹万元整）。\n单价5元，总价壹拾元整。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK_STR(trial_first(&t, "TST001")->detail, "1,200元 ／ 壹仟叁佰元整");
	CHECK_UINT(trial_count(&t, "TST002"), 1);
}

TEST(structure_instalments_that_are_cumulative_do_not_add_up)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: percent-sum}");
	trial_check(&t, "第一条 付款\n签约后支付合同总价的30%。\n验收后支付至合同总价的95%。\n");
	CHECK_UINT(t.findings->n, 0);
	trial_check(&t, "第一条 付款\n签约后支付合同总价的30%。\n验收后支付合同总价的95%。\n");
	CHECK_UINT(t.findings->n, 1);
	CHECK(str_equal(trial_first(&t, "TST001")->detail,
			DETAIL(test->arena, INSTALMENTS, STR("2"), STR("125"))));
}

TEST(structure_dates_of_leap_years_and_of_the_republic)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: date-impossible}");
	trial_check(
		&t,
		"第一条 期限\n自2028年2月29日起。\n至2027年2月29日止。\n民国113年2月29日签订。\n"
		"2026年6月31日付款。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "2027年2月29日|2026年6月31日");
}

TEST(structure_terms_and_their_dates)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "term", "{structure: period-conflict}");
	trial_check(&t, "第一条 期限\n合同期限为三年，自2026年1月1日起至2028年12月31日止。\n"
			"租期6个月，自2026年1月31日至2026年7月30日。\n"
			"服务期限为一年，自2026年1月1日起至2027年12月31日止。\n"
			"提前三个月通知，自2026年1月1日起至2026年12月31日止。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "一年，自2026年1月1日起至2027年12月31日");
}

/* --- two clauses --- */

TEST(structure_values_conflict_by_item_kind_and_amount)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure",
		   "{within: sentence, any: ['(?<item>总价|押金)为(?<value>[^。]+元)'], "
		   "structure: value-conflict}");
	trial_rule(&t, "TST002", "structure",
		   "{within: sentence, any: ['(?<court>法院)', '(?<arbitration>仲裁)'], "
		   "structure: value-conflict}");
	trial_check(&t, "第一条\n总价为10万元。\n押金为5万元。\n总价为100000元。\n押金为6万元。\n"
			"第二条\n由法院管辖。\n第三条\n提交仲裁。\n第四条\n由法院管辖。\n");
	CHECK_STR(trial_quotes(&t, "TST001"), "押金为6万元");
	CHECK(str_equal(trial_first(&t, "TST001")->detail,
			DETAIL(test->arena, PAIR, STR("押金为5万元"), STR("第一条"),
			       STR("押金为6万元"), STR("第一条"))));
	CHECK_STR(trial_quotes(&t, "TST002"), "仲裁");
}

TEST(structure_copies_under_other_numbers)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: clause-repeated}");
	trial_check(
		&t,
		"第一条 保密\n1.1 双方对在合作过程中知悉的对方商业秘密负有保密义务，期限三年。\n"
		"第二条 其他\n2.1 双方对在合作过程中知悉的对方商业秘密均负有保密义务，期限五年。\n"
		"2.2 甲方违反本合同约定给对方造成损失的，应当承担相应的赔偿责任并支付违约金。\n"
		"第三条 责任\n3.1 乙方违反本合同约定给对方造成损失的，应当承担相应的赔偿责任并支付违约金。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK(str_starts(trial_quotes(&t, "TST001"),
			 STR("双方对在合作过程中知悉的对方商业秘密均")));
}

/* What other clauses say nearly alike, in between and in the same list, hides no copy. */
TEST(structure_copies_behind_alike_clauses)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure", "{structure: clause-repeated}");
	trial_check(
		&t,
		"第一条 暂停\n1.1 任何一方违反主要义务，经对方书面催告后三十日内仍未改正的，对方可以书面通知解除本合同。\n"
		"第二条 保密\n2.1 任何一方违反保密义务，经对方书面要求后应当立即停止，对方可以书面通知要求赔偿全部损失。\n"
		"第三条 解除\n3.1 任何一方违反主要义务，经对方书面催告后十五日内仍未改正的，对方可以书面通知暂停履行相应义务，改正后恢复履行。\n"
		"3.2 任何一方违反主要义务，经对方书面催告后三十日内仍未改正的，对方可以书面通知解除本合同。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK(str_contains(trial_first(&t, "TST001")->detail, STR("3.2")));
}

/* --- the text as a whole --- */

TEST(structure_an_article_lacks_nothing)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "structure",
		   "{within: sentence, any: [建议], structure: not-a-contract}");
	trial_rule(&t, "TST002", "test", "{within: sentence, any: [从不出现], missing: {}}");
	trial_check(&t, "建议写清名称。建议写清范围。建议写清价格。建议写清期限。建议写清责任。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK_UINT(trial_count(&t, "TST002"), 0);
	trial_check(&t, "第一条 服务\n双方建议另行协商。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 0);
	CHECK_UINT(trial_count(&t, "TST002"), 1);
}

TEST(structure_who_signs)
{
	struct trial t = {.test = test};
	const struct finding *finding;

	trial_rule(&t, "TST001", "structure", "{structure: signature-missing}");
	trial_check(
		&t,
		"甲方：云杉公司\n乙方：知行公司\n第一条 服务\n乙方为甲方服务。\n第二条 费用\n甲方付款。\n"
		"甲方（盖章）：____乙方（盖章）：____\n");
	CHECK_UINT(t.findings->n, 0);
	trial_check(
		&t,
		"甲方：云杉公司\n乙方：知行公司\n第一条 服务\n乙方为甲方服务。\n第二条 费用\n甲方付款。\n");
	CHECK(str_equal(trial_first(&t, "TST001")->detail,
			detail_phrase(test->arena, DETAIL_NO_SIGNATURE, NULL, 0)));
	/* Behind the last words of the contract, not in the page around it. */
	trial_check(&t, "服务合同\n甲方：云杉公司\n乙方：知行公司\n第一条 服务\n乙方为甲方服务。\n"
			"第二条 费用\n甲方付款。\n\n上一篇：装修合同范本\n下一篇：租赁合同\n"
			"Copyright 2020 版权所有 京ICP备12345678号\n第3页 共3页\n");
	finding = trial_first(&t, "TST001");
	CHECK(finding && t.subject.outline->clauses[finding->clause].zone == ZONE_TERMS &&
	      str_ends(str_cut(t.subject.norm->text, 0, finding->at.end), STR("甲方付款。")));
	trial_check(
		&t,
		"用户协议\n第一条 账号\n您应当保管账号，平台提供服务。\n第二条 费用\n您应当付款。\n");
	CHECK_UINT(t.findings->n, 0);
}

/* --- what is hidden --- */

static uint32_t count_hidden(struct test_run *test, const char *text, enum hidden_kind kind)
{
	struct hiddens all = hidden_find(test->arena, str_from(text));
	uint32_t n = 0;

	for (uint32_t i = 0; i < all.n; i++)
		n += all.p[i].kind == kind;
	return n;
}

TEST(structure_letters_within_numbers)
{
	CHECK_UINT(count_hidden(test, "费用1O000元，3l日内，５0元。", HIDDEN_DIGIT), 3);
	CHECK_UINT(count_hidden(test, "I5-1230型，O2O平台，LOGO 10元，５０元，2lb。", HIDDEN_DIGIT),
		   0);
	CHECK_UINT(count_hidden(test, "SL\xD0\x90与α测试、50Ω、β值", HIDDEN_LETTER), 1);
}

TEST(structure_markup_and_space)
{
	CHECK_UINT(count_hidden(test, "甲<!-- 乙方不承担责任 -->乙<!-- tool -->", HIDDEN_COMMENT),
		   1);
	CHECK_UINT(count_hidden(test, "<!-- 没有结束", HIDDEN_COMMENT), 0);
	CHECK_UINT(count_hidden(test, "<p style=\"Display: None\">乙方不担责</p><p>甲</p>",
				HIDDEN_STYLE),
		   1);
	CHECK_UINT(count_hidden(test,
				"服务如下。\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n乙方有权调整费用。",
				HIDDEN_SPACE),
		   1);
	CHECK_UINT(count_hidden(test, "甲方：                                             乙方：",
				HIDDEN_SPACE),
		   0);
}

TEST(structure_one_invisible_character_and_many)
{
	struct trial t = {.test = test};
	const struct finding *finding;

	trial_rule(&t, "TST001", "hidden", "{structure: hidden-text}");
	trial_check(&t, "合同到期自\xE2\x80\x8B动续约一年。\n");
	finding = trial_first(&t, "TST001");
	CHECK_UINT(finding->severity, SEVERITY_HIGH);
	CHECK(str_equal(finding->detail,
			DETAIL(test->arena, INVISIBLE, STR("U+200B"), STR("同到期自动续约一"))));
	trial_check(&t, "合\xE2\x80\x8B同到\xE2\x80\x8B期自\xE2\x80\x8B动续\xE2\x80\x8B约一"
			"\xE2\x80\x8B年，甲\xE2\x80\x8B方付款。\n");
	CHECK_UINT(trial_count(&t, "TST001"), 1);
	CHECK_UINT(trial_first(&t, "TST001")->severity, SEVERITY_LOW);
}

/* --- bounds --- */

TEST(structure_checks_are_linear)
{
	static const char *const units[] = {
		"第一条 甲。\n", "1.1 甲方付款10元（大写：壹元）。\n",
		"附件一、",	 "2026年1月1日至",
		"<!-- 甲",	 "“甲”是指乙。",
		"O1O元 ",	 "                                         甲。"};
	static const char *const names[] = {
		"number-duplicate", "number-gap",      "level-mixed",	  "reference-dangling",
		"annex-missing",    "amount-mismatch", "date-impossible", "period-conflict",
		"percent-sum",	    "total-mismatch",  "clause-repeated", "text-truncated",
		"hidden-text",	    "hidden-markup",   "mixed-script",	  "mojibake"};
	struct trial t = {.test = test};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct str id = arena_format(test->arena, "TST%03u", (unsigned)i);
		struct str detect = arena_format(test->arena, "{structure: %s}", names[i]);

		trial_rule(&t, id.p, "structure", detect.p);
	}
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		struct text text = {.arena = test->arena};

		while (text.n < 400000)
			text_str(&text, str_from(units[i]));
		trial_check_str(&t, text_done(&text));
		for (uint32_t k = 0; k < t.findings->incomplete_count; k++)
			CHECK(t.findings->incompletes[k].capped);
	}
}
