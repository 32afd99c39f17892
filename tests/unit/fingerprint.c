#include "trial.h"

#include "judge/fingerprint.h"


static struct trial begin(struct test_run *test)
{
	struct trial t = {.test = test};

	trial_rule(&t, "TST001", "blank", "{within: sentence, blank: {marks: [line, gap, cross]}}");
	trial_rule(&t, "TST002", "test", "{within: sentence, any: ['违约金[^。]{0,20}\\d%']}");
	trial_rule(&t, "TST003", "test", "{within: sentence, any: [验收], missing: {}}");
	return t;
}

/* The fingerprints of the findings of one rule, with | between them. */
static struct str prints(struct trial *t, const char *id, const char *contract)
{
	struct text text = {.arena = t->test->arena};
	const struct str *all;

	trial_check(t, contract);
	all = fingerprints(t->test->arena, &t->subject, t->findings);
	for (uint32_t i = 0; i < t->findings->n; i++) {
		if (!str_equal(t->findings->p[i].rule->id, str_from(id)))
			continue;
		text_str(&text, text.n ? STR("|") : STR_NONE);
		text_str(&text, all[i]);
	}
	return text_done(&text);
}

TEST(fingerprint_is_c1_and_128_bits)
{
	struct trial t = begin(test);
	struct str print = prints(&t, "TST001", "第一条 付款\n甲方应于____日内付款。\n");

	CHECK_UINT(print.n, 35);
	CHECK(str_starts(print, STR("c1:")));
}

TEST(fingerprint_survives_renumbering_script_reflow_and_wider_blanks)
{
	struct trial t = begin(test);
	struct str first = prints(&t, "TST001", "第一条 付款\n甲方应于____日内付款。\n");
	static const char *const same[] = {
		"第一条 目的\n双方合作。\n第二条 付款\n甲方应于____日内付款。\n",
		"第一條 付款\n甲方應於____日內付款。\n",
		"第一条 付款\n甲方应于__________日内付款。\n",
		"第一条 付款\n甲方 应于 ____ 日内 付款。\n",
		"第一条 付款\n甲方应于×××日内付款。\n",
	};

	CHECK_UINT(first.n, 35);
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
		CHECK(str_equal(prints(&t, "TST001", same[i]), first));
}

TEST(fingerprint_tells_other_words_and_figures_apart)
{
	struct trial t = begin(test);
	struct str first = prints(&t, "TST002", "第一条 责任\n违约金为总价的5%。\n");

	CHECK_UINT(first.n, 35);
	CHECK(!str_equal(prints(&t, "TST002", "第一条 责任\n违约金为总价的50%。\n"), first));
	CHECK(!str_equal(prints(&t, "TST002", "第一条 赔偿\n违约金为总价的5%。\n"), first));
}

TEST(fingerprint_counts_repeated_places)
{
	struct trial t = begin(test);
	struct str twice = prints(&t, "TST001", "第一条 付款\n甲方付____元。\n甲方付____元。\n");
	struct str once = prints(&t, "TST001", "第一条 付款\n甲方付____元。\n");

	CHECK_UINT(twice.n, 71);
	CHECK(str_starts(twice, once));
	CHECK(!str_ends(twice, once));
}

TEST(fingerprint_of_an_absence_and_of_a_form_field)
{
	struct trial t = begin(test);
	struct str absent = prints(&t, "TST003", "第一条 付款\n甲方付款。\n");
	struct str field = prints(&t, "TST001", "甲方：____\n地址：____\n第一条 付款\n付款。\n");

	CHECK_UINT(absent.n, 35);
	CHECK(str_equal(prints(&t, "TST003", "第一条 付款\n甲方不付款。\n"), absent));
	CHECK_UINT(field.n, 71);
	CHECK(str_ends(prints(&t, "TST001", "乙方：____\n地址：____\n第一条 付款\n付款。\n"),
		       str_cut(field, 36, 71)));
}

/* Thousands of findings in one endless sentence must not each read it again; of so many, not all
 * are kept. */
TEST(fingerprint_is_linear_in_one_long_sentence)
{
	enum { BLANKS = 200000 };
	struct trial t = begin(test);
	struct text text = {.arena = test->arena};

	text_str(&text, STR("第一条 清单\n"));
	for (int i = 0; i < BLANKS; i++)
		text_str(&text, STR("数量____台，"));
	trial_check_str(&t, text_done(&text));
	CHECK_UINT(trial_count(&t, "TST001"),
		   FINDINGS_PER_RULE + t.subject.source->text.n / BYTES_PER_FINDING);
	CHECK_UINT(t.findings->incomplete_count, 1);
	CHECK(t.findings->incompletes[0].capped);
	CHECK(fingerprints(test->arena, &t.subject, t.findings) != NULL);
}
