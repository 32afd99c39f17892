/* Two drafts compared: which clause is which, what changed in it, values, references, findings. */
#include "trial.h"

#include "judge/diff.h"
#include "judge/fingerprint.h"
#include "text/hant.h"

struct pair {
	struct trial old, now;
	const struct diff *diff;
};

static struct pair compare_str(struct test_run *test, struct str old, struct str now)
{
	struct pair p = {.old.test = test, .now.test = test};
	struct diff_draft drafts[2];

	trial_rule(&p.old, "TST001", "test", "{within: sentence, phrases: [违约金]}");
	trial_rule(&p.old, "TST002", "test", "{within: sentence, blank: {marks: [line]}}");
	trial_check_str(&p.old, old);
	p.now.pack = p.old.pack;
	trial_check_str(&p.now, now);
	drafts[0] = (struct diff_draft){&p.old.subject, p.old.findings,
					fingerprints(test->arena, &p.old.subject, p.old.findings)};
	drafts[1] = (struct diff_draft){&p.now.subject, p.now.findings,
					fingerprints(test->arena, &p.now.subject, p.now.findings)};
	p.diff = drafts_compare(test->arena, &drafts[0], &drafts[1]);
	return p;
}

static struct pair compare(struct test_run *test, const char *old, const char *now)
{
	return compare_str(test, str_from(old), str_from(now));
}

static void put_clauses(struct text *out, const struct trial *trial, const uint32_t *clauses,
			uint32_t n)
{
	const struct outline *outline = trial->subject.outline;

	for (uint32_t i = 0; i < n; i++)
		text_format(out, "%s%.*s", i ? "+" : "",
			    STR_ARG(clause_number(outline, &outline->clauses[clauses[i]])));
}

/* “第一条→第二条 renumbered; →第三条 added”: every clause that changed. */
static struct str changes(const struct pair *p)
{
	static const char *const names[CHANGE_KINDS] = {"reworded", "moved", "renumbered", "split",
							"merged",   "added", "removed"};
	struct text out = {.arena = p->old.test->arena};

	for (uint32_t i = 0; i < p->diff->change_count; i++) {
		const struct clause_change *change = &p->diff->changes[i];
		if (!change->kinds)
			continue;
		text_str(&out, out.n ? STR("; ") : STR(""));
		put_clauses(&out, &p->old, change->olds, change->old_count);
		text_str(&out, STR("→"));
		put_clauses(&out, &p->now, change->nows, change->now_count);
		for (int kind = 0; kind < CHANGE_KINDS; kind++)
			if (change->kinds >> kind & 1)
				text_format(&out, " %s", names[kind]);
	}
	return text_done(&out);
}

static struct str norm_at(const struct trial *trial, struct span at)
{
	return span_size(at) ? str_at(trial->subject.norm->text, at) : STR("-");
}

/* “违约金为 5%→50%”: every value that changed, behind the words in front of it. */
static struct str values(const struct pair *p)
{
	struct text out = {.arena = p->old.test->arena};

	for (uint32_t i = 0; i < p->diff->quantity_count; i++) {
		const struct quantity_change *change = &p->diff->quantities[i];
		struct str about =
			norm_at(span_size(change->now) ? &p->now : &p->old, change->about);
		text_format(&out, "%s%.*s %.*s→%.*s", i ? "; " : "", STR_ARG(about),
			    STR_ARG(norm_at(&p->old, change->old)),
			    STR_ARG(norm_at(&p->now, change->now)));
	}
	return text_done(&out);
}

static void put_words(struct text *out, const struct trial *trial, const struct word *words,
		      struct span at, const char *format)
{
	if (span_size(at))
		text_format(out, format,
			    STR_ARG(str_at(
				    trial->subject.norm->text,
				    (struct span){words[at.begin].begin, words[at.end - 1].end})));
}

/* The words of the first change, as [-old-]{+new+}. */
static struct str words(const struct pair *p)
{
	struct text out = {.arena = p->old.test->arena};
	const struct clause_change *change = p->diff->changes;

	while (!(change->kinds & CHANGE_REWORDED))
		change++;
	for (uint32_t i = 0; i < change->edits.n; i++) {
		const struct edit *edit = &change->edits.p[i];
		if (edit->kept) {
			put_words(&out, &p->now, change->now_words, edit->now, "%.*s");
			continue;
		}
		put_words(&out, &p->old, change->old_words, edit->old, "[-%.*s-]");
		put_words(&out, &p->now, change->now_words, edit->now, "{+%.*s+}");
	}
	return text_done(&out);
}

/* “new 1 changed 0 gone 2 same 3” of the findings. */
static struct str findings(const struct pair *p)
{
	unsigned fresh = 0, changed = 0, gone = 0, same = 0;

	for (uint32_t i = 0; i < p->now.findings->n; i++) {
		fresh += p->diff->finding_old[i] == UINT32_MAX;
		changed += p->diff->finding_changed[i];
		same += p->diff->finding_old[i] != UINT32_MAX && !p->diff->finding_changed[i];
	}
	for (uint32_t i = 0; i < p->old.findings->n; i++)
		gone += p->diff->finding_now[i] == UINT32_MAX;
	return arena_format(p->old.test->arena, "new %u changed %u gone %u same %u", fresh, changed,
			    gone, same);
}

#define SERVICE "乙方为甲方提供客服外包服务，服务范围以双方确认的清单为准。"
#define FEE	"甲方应在每月十日前支付上月服务费人民币5,000元。"
#define PENALTY "任何一方违约的，应向对方支付合同总额5%的违约金。"
#define SECRET	"双方对合作中知悉的商业秘密负有保密义务，期限三年。"

static const char contract[] =
	"客服合同\n甲方：晨光公司\n乙方：____\n第一条 服务\n" SERVICE "\n第二条 费用\n" FEE
	"\n第三条 违约\n" PENALTY "\n第四条 保密\n" SECRET "\n";

/* --- clauses --------------------------------------------------------------------------------- */

TEST(diff_of_a_draft_with_itself_is_nothing)
{
	struct pair p = compare(test, contract, contract);

	CHECK_STR(changes(&p), "");
	CHECK_STR(values(&p), "");
	CHECK_STR(findings(&p), "new 0 changed 0 gone 0 same 2");
	CHECK(p.diff->same && !p.diff->coarse);
}

TEST(diff_of_other_scripts_and_layouts_is_nothing)
{
	static const char *const same[] = {
		"客服合同甲方：晨光公司乙方：____第一条 服务" SERVICE "第二条 费用" FEE
		"第三条 违约" PENALTY "第四条 保密" SECRET,
		"客服合同\n\n甲方：晨光公司\n乙方：______________\n\n第一条　服务\n　　" SERVICE
		"\n第二条　费用\n　　甲方应在每月十日前支付上月\n服务费人民币5,000元。\n"
		"第三条　违约\n　　" PENALTY "\n第四条　保密\n　　" SECRET "\n",
	};
	struct str hant = to_traditional(test->arena, str_from(contract));
	struct pair p = compare_str(test, str_from(contract), hant);

	CHECK(!str_equal(hant, str_from(contract)));
	CHECK_STR(changes(&p), "");
	CHECK_STR(findings(&p), "new 0 changed 0 gone 0 same 2");
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		p = compare(test, contract, same[i]);
		CHECK_STR(changes(&p), "");
		CHECK_STR(values(&p), "");
	}
}

TEST(diff_of_another_numbering_is_only_numbers)
{
	struct pair p =
		compare(test, contract,
			"客服合同\n甲方：晨光公司\n乙方：____\n一、服务\n" SERVICE
			"\n二、费用\n" FEE "\n三、违约\n" PENALTY "\n四、保密\n" SECRET "\n");

	CHECK_STR(changes(&p), "第一条→一、 renumbered; 第二条→二、 renumbered; "
			       "第三条→三、 renumbered; 第四条→四、 renumbered");
	CHECK_STR(findings(&p), "new 0 changed 0 gone 0 same 2");
	p = compare(test, contract,
		    "客服合同\n甲方：晨光公司\n乙方：____\n第1条 服务\n" SERVICE
		    "\n第2条 费用\n" FEE "\n第3条 违约\n" PENALTY "\n第4条 保密\n" SECRET "\n");
	CHECK_STR(changes(&p), "");
}

TEST(diff_sees_a_clause_put_in_and_one_taken_out)
{
	struct pair p = compare(
		test, contract,
		"客服合同\n甲方：晨光公司\n乙方：____\n第一条 定义\n本合同所称系统指甲方网店。\n"
		"第二条 服务\n" SERVICE "\n第三条 费用\n" FEE "\n第四条 保密\n" SECRET "\n");

	CHECK_STR(changes(&p), "→第一条 added; 第一条→第二条 renumbered; "
			       "第二条→第三条 renumbered; 第三条→ removed");
	CHECK_STR(findings(&p), "new 0 changed 0 gone 1 same 1");
}

TEST(diff_sees_the_shorter_one_of_two_move)
{
	struct pair p = compare(test, contract,
				"客服合同\n甲方：晨光公司\n乙方：____\n第一条 费用\n" FEE
				"\n第二条 服务\n" SERVICE "\n第三条 违约\n" PENALTY
				"\n第四条 保密\n" SECRET "\n");

	CHECK_STR(changes(&p), "第二条→第一条 moved renumbered; 第一条→第二条 renumbered");
}

TEST(diff_follows_a_clause_to_another_chapter)
{
	static const char old[] =
		"第一条 服务\n1.1 " SERVICE "\n1.2 " SECRET "\n第二条 费用\n2.1 " FEE "\n";
	struct pair p =
		compare(test, old,
			"第一条 服务\n1.1 " SERVICE "\n第二条 费用\n2.1 " SECRET "\n2.2 " FEE "\n");

	CHECK_STR(changes(&p), "1.2→2.1 moved renumbered; 2.1→2.2 renumbered");
	p = compare(test, old,
		    "第一章 总则\n第一条 服务\n1.1 " SERVICE "\n1.2 " SECRET
		    "\n第二条 费用\n2.1 " FEE "\n");
	CHECK_STR(changes(&p), "→第一章 added");
}

TEST(diff_sees_a_clause_split_and_two_merged)
{
	static const char whole[] =
		"第一条 服务\n" SERVICE SECRET FEE "\n第二条 违约\n" PENALTY "\n";
	static const char parts[] = "第一条 服务\n1.1 " SERVICE "\n1.2 " SECRET "\n1.3 " FEE
				    "\n第二条 违约\n" PENALTY "\n";
	struct pair p = compare(test, whole, parts);

	CHECK_STR(changes(&p), "第一条→第一条+1.1+1.2+1.3 split");
	p = compare(test, parts, whole);
	CHECK_STR(changes(&p), "第一条+1.1+1.2+1.3→第一条 merged");
}

TEST(diff_marks_the_words)
{
	struct pair p = compare(
		test, contract,
		"客服合同\n甲方：晨光公司\n乙方：____\n第一条 服务\n" SERVICE
		"\n第二条 费用\n甲方可以在每月十日前支付上月服务费人民币5,000元及税款。\n第三条 违约\n" PENALTY
		"\n第四条 保密\n" SECRET "\n");

	CHECK_STR(changes(&p), "第二条→第二条 reworded");
	CHECK_STR(words(&p),
		  "甲方[-应-]{+可以+}在每月十日前支付上月服务费人民币5,000元{+及税款+}。");
	CHECK_STR(values(&p), "");
}

TEST(diff_of_equal_clauses_counts_them)
{
	struct pair p = compare(test, "第一条 付款。\n第二条 付款。\n第三条 付款。\n",
				"第一条 付款。\n第二条 付款。\n第三条 付款。\n第四条 付款。\n");

	CHECK_STR(changes(&p), "→第四条 added");
}

/* --- values ---------------------------------------------------------------------------------- */

TEST(diff_of_one_number_is_that_number)
{
	struct text now = {.arena = test->arena};
	size_t at = str_find(str_from(contract), STR("5%"), 0);
	struct pair p;

	text_str(&now, str_cut(str_from(contract), 0, at));
	text_str(&now, STR("50"));
	text_str(&now, str_cut(str_from(contract), at + 1, SIZE_MAX));
	p = compare_str(test, str_from(contract), text_done(&now));
	CHECK_STR(changes(&p), "第三条→第三条 reworded");
	CHECK_STR(values(&p), "应向对方支付合同总额 5%→50%");
	CHECK_STR(words(&p), "任何一方违约的，应向对方支付合同总额[-5%-]{+50%+}的违约金。");
	CHECK_STR(findings(&p), "new 0 changed 1 gone 0 same 1");
}

TEST(diff_of_values)
{
	static const struct {
		const char *old, *now, *values;
	} rows[] = {
		{"甲方应在____日内付款。", "甲方应在30日内付款。", "甲方应在 ____日→30日"},
		{"甲方应在30日内付款。", "甲方应在____日内付款。", "甲方应在 30日→____日"},
		{"甲方应在五日内付款。", "甲方应在5日内付款。", ""},
		{"甲方应在5日内付款。", "甲方应在5个工作日内付款。", "甲方应在 5日→5个工作日"},
		{"甲方应在30日内付清全部款项。", "甲方应付清全部款项。", "甲方应在 30日→-"},
		{"甲方应付清全部款项。", "甲方应在30日内付清全部款项。", "甲方应在 -→30日"},
		{"服务费为100元，押金为5元。", "服务费为100美元，押金为5元。",
		 "服务费为 100元→100美元"},
		{"甲方五日内付款，乙方三日内交货。", "乙方三日内交货，甲方五日内付款。", ""},
		{"联系人：____，电话另告。", "联系人：王小明，电话另告。", "联系人 ____→王小明"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text old = {.arena = test->arena}, now = {.arena = test->arena};
		struct pair p;
		text_format(&old, "第一条 服务\n%s\n第二条 付款\n%s\n", SERVICE, rows[i].old);
		text_format(&now, "第一条 服务\n%s\n第二条 付款\n%s\n", SERVICE, rows[i].now);
		p = compare_str(test, text_done(&old), text_done(&now));
		CHECK_STR(values(&p), rows[i].values);
	}
}

/* --- references ------------------------------------------------------------------------------ */

TEST(diff_lets_references_follow_their_clause)
{
	static const char old[] =
		"第一条 服务\n" SERVICE "\n第二条 费用\n" FEE "\n第三条 保密\n" SECRET
		"\n第四条 违约\n逾期支付第二条所述费用的，应承担违约责任并赔偿损失。\n";
	struct pair p =
		compare(test, old,
			"第一条 定义\n系统指甲方的网店后台。\n第二条 服务\n" SERVICE
			"\n第三条 费用\n" FEE "\n第四条 保密\n" SECRET
			"\n第五条 违约\n逾期支付第三条所述费用的，应承担违约责任并赔偿损失。\n");

	CHECK_STR(changes(&p), "→第一条 added; 第一条→第二条 renumbered; 第二条→第三条 renumbered; "
			       "第三条→第四条 renumbered; 第四条→第五条 renumbered");
	CHECK_UINT(p.diff->reference_count, 0);
	/* The number was left as it was: it means the service now. */
	p = compare(test, old,
		    "第一条 定义\n系统指甲方的网店后台。\n第二条 服务\n" SERVICE
		    "\n第三条 费用\n" FEE "\n第四条 保密\n" SECRET
		    "\n第五条 违约\n逾期支付第二条所述费用的，应承担违约责任并赔偿损失。\n");
	CHECK_STR(changes(&p), "→第一条 added; 第一条→第二条 renumbered; 第二条→第三条 renumbered; "
			       "第三条→第四条 renumbered; 第四条→第五条 renumbered");
	CHECK_UINT(p.diff->reference_count, 1);
	CHECK_UINT(p.diff->references[0].meant, 3);
	CHECK_UINT(p.diff->references[0].target, 2);
}

/* --- findings -------------------------------------------------------------------------------- */

TEST(diff_of_findings)
{
	static const struct {
		const char *old, *now, *findings;
	} rows[] = {
		{PENALTY, PENALTY PENALTY, "new 1 changed 0 gone 0 same 1"},
		{PENALTY, SERVICE, "new 0 changed 0 gone 1 same 0"},
		{PENALTY, "任何一方违约的，支付违约金并赔偿损失。",
		 "new 0 changed 1 gone 0 same 0"},
		{"金额为____元，三日内付。", "金额为____元，五日内付。",
		 "new 0 changed 1 gone 0 same 0"},
		{"金额为____元，三日内付。", "金额为5元，____日内付。",
		 "new 1 changed 0 gone 1 same 0"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text old = {.arena = test->arena}, now = {.arena = test->arena};
		struct pair p;
		text_format(&old, "第一条 保密\n%s\n第二条 付款\n%s\n", SECRET, rows[i].old);
		text_format(&now, "第一条 付款\n%s\n第二条 保密\n%s\n", rows[i].now, SECRET);
		p = compare_str(test, text_done(&old), text_done(&now));
		CHECK_STR(findings(&p), rows[i].findings);
	}
}

/* A rule that stood back for a worse one reports when that is gone: the risk is less, not new. */
TEST(diff_knows_a_risk_that_another_rule_reports_now)
{
	struct pair p = {.old.test = test, .now.test = test};
	struct diff_draft drafts[2];

	trial_rule_with(&p.old, "TST001", "test", "{within: sentence, any: ['续约____年']}",
			"TST002", "");
	trial_rule(&p.old, "TST002", "test", "{within: sentence, phrases: [自动续约]}");
	trial_check(&p.old, "第一条 期满自动续约____年。\n第二条 " FEE "\n");
	p.now.pack = p.old.pack;
	trial_check(&p.now, "第一条 期满自动续约一年。\n第二条 " FEE "\n");
	CHECK_UINT(trial_count(&p.old, "TST001"), 1);
	CHECK_UINT(trial_count(&p.now, "TST002"), 1);
	drafts[0] = (struct diff_draft){&p.old.subject, p.old.findings,
					fingerprints(test->arena, &p.old.subject, p.old.findings)};
	drafts[1] = (struct diff_draft){&p.now.subject, p.now.findings,
					fingerprints(test->arena, &p.now.subject, p.now.findings)};
	p.diff = drafts_compare(test->arena, &drafts[0], &drafts[1]);
	CHECK_STR(findings(&p), "new 0 changed 1 gone 0 same 0");
}

/* --- bounds ---------------------------------------------------------------------------------- */

/* Clauses that are all alike, by the thousand, are compared as fast as others. */
TEST(diff_of_ten_thousand_equal_clauses)
{
	struct text old = {.arena = test->arena}, now = {.arena = test->arena};
	struct pair p;

	for (int i = 1; i <= 10000; i++)
		text_format(&old, "第%d条 付款\n" FEE "\n", i);
	for (int i = 1; i <= 10001; i++)
		text_format(&now, "第%d条 付款\n" FEE "\n", i);
	p = compare_str(test, text_done(&old), text_done(&now));
	CHECK_STR(changes(&p), "→第10001条 added");
}

/* A clause that was written anew is not looked into beyond a bound, and that is said. */
TEST(diff_says_when_it_did_not_look_into_a_clause)
{
	struct text old = {.arena = test->arena}, now = {.arena = test->arena};
	struct pair p;

	text_str(&old, STR("第一条 清单\n"));
	text_str(&now, STR("第一条 清单\n"));
	for (int i = 0; i < 3000; i++) {
		text_format(&old, "甲%d乙", i * 7);
		text_format(&now, "丙%d丁", i * 11 + 1);
	}
	p = compare_str(test, text_done(&old), text_done(&now));
	CHECK_STR(changes(&p), "第一条→第一条 reworded");
	CHECK(p.diff->coarse);
}

/* A long text without numbers, in which a word of every sentence is another: too much for one
 * search, but not for one between each two passages that stayed. */
TEST(diff_looks_into_a_long_text_without_clauses)
{
	struct text old = {.arena = test->arena}, now = {.arena = test->arena};
	struct pair p;

	for (int i = 0; i < 1500; i++) {
		text_format(&old, "第%d次交付的货物应当由甲方在收到后验收并且签字，", i);
		text_format(&now, "第%d次交付的货物应当由乙方在收到后验收并且签字，", i);
	}
	p = compare_str(test, text_done(&old), text_done(&now));
	CHECK_UINT(p.diff->change_count, 1);
	CHECK_UINT(p.diff->changes[0].edits.n, 3001);
	CHECK(!p.diff->coarse);
}

static struct edits edits_of(struct test_run *test, const uint32_t *old, uint32_t olds,
			     const uint32_t *now, uint32_t nows, uint64_t budget)
{
	struct comparer *comparer = ARENA_NEW(test->arena, struct comparer);

	*comparer = (struct comparer){.arena = test->arena, .budget = budget};
	return edits_find(comparer, old, olds, now, nows);
}

/* Whatever the sequences and the budget, edits cover both in order, and what is kept is equal. */
TEST(edits_cover_both_sequences)
{
	uint32_t seed = 1, old[60], now[60];

	for (int round = 0; round < 2000; round++) {
		uint32_t n = round % 60u, m = (uint32_t)(round / 7) % 60, i = 0, j = 0;
		struct edits edits;
		for (uint32_t k = 0; k < 60; k++) {
			seed = seed * 1664525u + 1013904223u;
			old[k] = seed >> 24 & 3;
			now[k] = seed >> 16 & 3;
		}
		edits = edits_of(test, old, n, now, m, (uint64_t)(round % 3) * 50);
		for (uint32_t k = 0; k < edits.n; k++) {
			struct edit edit = edits.p[k];
			CHECK(edit.old.begin == i && edit.now.begin == j);
			if (edit.kept)
				CHECK(span_size(edit.old) == span_size(edit.now) &&
				      memcmp(old + i, now + j, span_size(edit.old) * sizeof *old) ==
					      0);
			i = edit.old.end;
			j = edit.now.end;
		}
		CHECK(i == n && j == m);
	}
}
