/* For whom a contract is read: names, and what becomes of the severities. */
#include "trial.h"

#include "judge/fingerprint.h"
#include "judge/side.h"

#define PARTIES "甲方（委托方）：晨光电子商务有限公司\n乙方（受托方）：远山服务外包有限公司\n"

/* A rule whose place is each party, or contract, that may stop at any time. */
static void add_rule(struct trial *t, const char *id, const char *severity, const char *harms)
{
	t->rules.arena = t->test->arena;
	text_format(
		&t->rules,
		"- id: %s\n  name: stop-at-will\n  category: test\n  severity: %s\n  harms: %s\n"
		"  message: {zh-Hans: 测试, en: test}\n"
		"  why: {zh-Hans: 测试, en: test}\n"
		"  suggest: {zh-Hans: 测试, en: test}\n"
		"  detect: {within: sentence, any: ['(?:(?<party>{{party}})|本合同|本条款)可以随时停止']}\n"
		"  examples: {match: [测试], no-match: [测试]}\n",
		id, severity, harms);
}

static struct side find(struct trial *t, const char *name)
{
	struct side side = {PARTY_NONE, ROLE_OTHER};
	struct error error = {0};

	if (!side_find(t->test->arena, &t->subject, str_from(name), &side, &error)) {
		fprintf(stderr, "%s: no side %s\n", t->test->name, name);
		t->test->failures++;
	}
	return side;
}

/* “rule:severity” of every finding as a side sees it; one that was lowered has a “-” behind it. */
static struct str seen_by(struct trial *t, const char *name)
{
	struct arena *arena = t->test->arena;
	const struct findings *judged =
		side_judge(arena, t->subject.facts, find(t, name), t->findings);
	struct text text = {.arena = arena};

	for (uint32_t i = 0; i < judged->n; i++)
		text_format(&text, "%s%.*s:%s%s", i ? " " : "", STR_ARG(judged->p[i].rule->id),
			    severity_name(judged->p[i].severity), judged->p[i].lowered ? "-" : "");
	return text_done(&text);
}

static struct trial one_rule(struct test_run *test, const char *severity, const char *harms)
{
	struct trial t = {.test = test};

	add_rule(&t, "TST001", severity, harms);
	trial_check(&t, PARTIES "第一条 乙方可以随时停止。\n");
	return t;
}

TEST(side_is_found_by_any_name_of_a_party)
{
	struct trial t = one_rule(test, "low", "both");
	struct error error = {0};
	struct side side;

	CHECK(side_is_neutral(find(&t, "")) && side_is_neutral(find(&t, "neutral")));
	CHECK(!side_is_neutral(find(&t, "customer")));
	CHECK_UINT(find(&t, "甲方").role, ROLE_CUSTOMER);
	CHECK_UINT(find(&t, "委託方").role, ROLE_CUSTOMER);
	CHECK_UINT(find(&t, "远山服务外包有限公司").role, ROLE_PROVIDER);
	CHECK_UINT(find(&t, "遠山服務外包有限公司").party, find(&t, "乙方").party);
	CHECK(!side_find(test->arena, &t.subject, STR("丙方"), &side, &error));
	CHECK_STR(str_from(error.message),
		  "no party is called '丙方'; those found are: 甲方, 乙方");
	CHECK_UINT(error.status, STATUS_REFUSED);
}

TEST(side_without_parties_in_the_contract)
{
	struct trial t = {.test = test};
	struct error error = {0};
	struct side side;

	add_rule(&t, "TST001", "low", "customer");
	trial_check(&t, "第一条 本合同一式两份。\n");
	CHECK(!side_find(test->arena, &t.subject, STR("甲方"), &side, &error));
	CHECK_STR(str_from(error.message), "no party is called '甲方'; those found are: none");
	CHECK(side_find(test->arena, &t.subject, STR("customer"), &side, &error));
}

TEST(side_raises_what_hurts_it_and_lowers_what_hurts_others)
{
	static const struct {
		const char *severity, *mine, *theirs;
	} rows[] = {
		{"info", "TST001:info", "TST001:info"},
		{"low", "TST001:medium", "TST001:info-"},
		{"medium", "TST001:high", "TST001:info-"},
		{"high", "TST001:high", "TST001:low-"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct trial t = one_rule(test, rows[i].severity, "customer");
		CHECK_STR(seen_by(&t, "甲方"), rows[i].mine);
		CHECK_STR(seen_by(&t, "customer"), rows[i].mine);
		CHECK_STR(seen_by(&t, "乙方"), rows[i].theirs);
		CHECK_STR(seen_by(&t, "provider"), rows[i].theirs);
		CHECK(side_judge(test->arena, t.subject.facts, find(&t, "neutral"), t.findings) ==
		      t.findings);
	}
}

TEST(side_goes_by_the_party_that_the_words_name)
{
	struct trial t = {.test = test};

	add_rule(&t, "TST001", "medium", "other({party})");
	trial_check(&t, PARTIES "第一条 甲方可以随时停止。乙方可以随时停止。\n");
	CHECK_STR(seen_by(&t, "甲方"), "TST001:info- TST001:high");
	CHECK_STR(seen_by(&t, "受托方"), "TST001:high TST001:info-");
	CHECK_STR(seen_by(&t, "customer"), "TST001:info- TST001:high");
	t = (struct trial){.test = test};
	add_rule(&t, "TST001", "medium", "\"{party}\"");
	trial_check(&t, PARTIES "第一条 甲方可以随时停止。乙方可以随时停止。\n");
	CHECK_STR(seen_by(&t, "甲方"), "TST001:high TST001:info-");
}

/* What names nobody is for the author in terms of use, and for nobody known between 甲方 and 乙方. */
TEST(side_of_terms_of_use_is_hurt_where_nobody_is_named)
{
	struct trial t = {.test = test};

	add_rule(&t, "TST001", "medium", "other({party})");
	trial_check(&t, "会员服务条款\n第一条 会员应向本平台支付费用。\n第二条 会员应当遵守本平台的规则。\n"
			"第三条 本条款可以随时停止。\n");
	CHECK_STR(seen_by(&t, "会员"), "TST001:high");
	CHECK_STR(seen_by(&t, "本平台"), "TST001:info-");
	t = (struct trial){.test = test};
	add_rule(&t, "TST001", "medium", "other({party})");
	trial_check(&t, PARTIES "第一条 本合同可以随时停止。\n");
	CHECK_STR(seen_by(&t, "甲方"), "TST001:medium");
	CHECK_STR(seen_by(&t, "乙方"), "TST001:medium");
}

TEST(side_leaves_what_hurts_both)
{
	struct trial t = one_rule(test, "low", "both");

	CHECK_STR(seen_by(&t, "甲方"), "TST001:low");
	CHECK_STR(seen_by(&t, "provider"), "TST001:low");
}

TEST(side_of_a_guarantor_is_its_own)
{
	struct trial t = {.test = test};

	add_rule(&t, "TST001", "medium", "customer");
	trial_check(&t, "甲方（采购方）：晨光电子商务有限公司\n乙方（供应方）：远山有限公司\n"
			"丙方（担保方）：长河担保有限公司\n第一条 乙方可以随时停止。\n"
			"第二条 丙方对甲方的债务承担保证责任。\n");
	CHECK_STR(seen_by(&t, "甲方"), "TST001:high");
	CHECK_STR(seen_by(&t, "丙方"), "TST001:info-");
}

TEST(side_does_not_change_fingerprints)
{
	struct trial t = one_rule(test, "low", "customer");
	const struct findings *judged =
		side_judge(test->arena, t.subject.facts, find(&t, "甲方"), t.findings);
	const struct str *before = fingerprints(test->arena, &t.subject, t.findings);
	const struct str *after = fingerprints(test->arena, &t.subject, judged);

	CHECK(judged->n == 1 && str_equal(before[0], after[0]));
}
