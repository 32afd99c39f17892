#include "trial.h"

static const char services[] =
	"metrics:\n"
	"- {id: response, title: {zh-Hans: 响应时间, en: response}, "
	"named-by: ['响应(?:时间|时限)?', '回应'], value: [duration]}\n"
	"- {id: first-response, title: {zh-Hans: 首次响应时间, en: first response}, "
	"named-by: [首次响应时间], value: [duration]}\n"
	"- {id: repair, title: {zh-Hans: 修复时间, en: repair}, "
	"named-by: ['修复(?:时间)?'], value: [duration]}\n"
	"- {id: solved, title: {zh-Hans: 解决率, en: solved}, "
	"named-by: ['一次性解决率|解决率'], value: [ratio, count]}\n"
	"- {id: answered, title: {zh-Hans: 接通率, en: answered}, "
	"named-by: [接通率], value: [ratio]}\n"
	"- {id: csat, title: {zh-Hans: 满意度, en: satisfaction}, "
	"named-by: ['(?:客户)?满意度'], value: [ratio, count]}\n"
	"vague: [及时, 尽快, 良好水平]\n"
	"elsewhere: [另行约定, '符合甲方要求']\n";

static struct trial begin(struct test_run *test)
{
	struct trial t = {.test = test};

	trial_services(&t, services);
	trial_rule(&t, "TST001", "sla",
		   "{within: sentence, service: {states: [blank, placeholder]}}");
	trial_rule(&t, "TST002", "sla",
		   "{within: sentence, service: {states: [vague, elsewhere]}, "
		   "none: [付款]}");
	trial_rule(&t, "TST003", "sla", "{within: sentence, service: {states: [missing]}}");
	return t;
}

TEST(service_values_stand_behind_or_in_front)
{
	struct trial t = begin(test);

	trial_check(&t, "第一条 标准\n乙方应在30分钟内响应，2小时内修复。\n"
			"客户满意度不低于95%。首次响应时间，不超过20秒。\n");
	CHECK_STR(trial_levels(&t), "response present 30分钟|repair present 2小时|"
				    "csat present 95%|first-response present 20秒");
	CHECK_UINT(t.findings->n, 0);
}

TEST(service_values_can_be_blank_or_placeholders)
{
	struct trial t = begin(test);

	trial_check(&t, "第一條 標準\n客服接獲來訪後____分鐘內回應。滿意度須達到Y%以上。\n");
	CHECK_STR(trial_levels(&t), "response blank ____分钟|csat placeholder Y%");
	CHECK_STR(trial_quotes(&t, "TST001"), "____分鐘內回應|滿意度須達到Y%");
	CHECK_STR(trial_first(&t, "TST001")->detail, "回應");
}

TEST(service_names_in_a_row_share_a_value)
{
	struct trial t = begin(test);

	trial_check(&t, "第一条 标准\n接通率、满意度均不低于____%。\n");
	CHECK_STR(trial_levels(&t), "answered blank ____%|csat blank ____%");
	trial_check(&t, "第一条 标准\n满意度良好水平、接通率不低于95%。\n");
	CHECK_STR(trial_levels(&t), "csat vague 良好水平|answered present 95%");
}

TEST(service_vague_words_stand_for_a_value)
{
	struct trial t = begin(test);

	trial_check(&t, "第一条 标准\n系统故障时乙方应及时修复。\n");
	CHECK_STR(trial_quotes(&t, "TST002"), "及时修复");
	trial_check(&t, "第一条 标准\n乙方应在30分钟内到场，并及时修复。\n");
	CHECK_UINT(trial_count(&t, "TST002"), 0);
	trial_check(&t, "第一条 标准\n响应时间符合甲方要求。\n");
	CHECK_STR(trial_levels(&t), "response elsewhere 符合甲方要求");
}

TEST(service_missing_is_reported_once_and_only_without_any_value)
{
	struct trial t = begin(test);

	trial_check(&t, "第一条 标准\n乙方承诺的指标包括接通率、一次性解决率。\n"
			"乙方应确保接通率达标。\n");
	CHECK_STR(trial_quotes(&t, "TST003"), "接通率|一次性解决率");
	trial_check(&t, "第一条 标准\n乙方承诺接通率达标。\n第二条 指标\n接通率不低于95%。\n");
	CHECK_UINT(trial_count(&t, "TST003"), 0);
}

TEST(service_figures_in_a_report_are_no_promise)
{
	struct trial t = begin(test);

	trial_check(&t, "第一条 报告\n乙方提交的月报内容包括：咨询量、接通率、客户满意度。\n"
			"报告列明满意度，每月5日前提交。\n");
	CHECK_UINT(t.findings->n, 0);
	CHECK_UINT(t.findings->service_count, 0);
}

TEST(service_a_heading_speaks_of_what_comes_next)
{
	struct trial t = begin(test);

	trial_check(&t, "第一条 标准\n1.1 响应时间\n不超过30秒。\n1.2 修复时间\n____小时以内。\n");
	CHECK_STR(trial_levels(&t), "response present 30秒|repair blank ____小时");
}

TEST(service_metrics_are_named_for_other_reasons_too)
{
	struct trial t = begin(test);

	trial_check(
		&t,
		"第一条 其他\n争议发生后30日内未修复的，提交仲裁。逾期修复超过5日的，甲方可以解除合同。\n"
		"平台不保证接通率达到任何标准。未及时修复的，承担违约责任。\n");
	CHECK_STR(trial_levels(&t), "");
	CHECK_UINT(t.findings->n, 0);
}
