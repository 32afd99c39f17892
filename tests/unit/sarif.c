/* What only the inside can show of the formats for code hosts: judgements, rules of other packs,
 * names of files. That their output is well formed and true is for tests/formats_ci.py. */
#include "test.h"

#include "clauselint.h"
#include "report/format.h"
#include "report/harmless.h"
#include "report/uri.h"

#include <stdlib.h>

TEST(uri_leads_back_to_every_name)
{
	static const struct {
		const char *path, *uri;
	} cases[] = {
		{"a/b-c_d.e~f.txt", "a/b-c_d.e~f.txt"},
		{"合同 一.txt", "%E5%90%88%E5%90%8C%20%E4%B8%80.txt"},
		{"100%#?.txt", "100%25%23%3F.txt"},
		{"http:x", "http%3Ax"},
		{"bad\xFF\n.txt", "bad%FF%0A.txt"},
		{"./a//./b/", "a/b"},
		{"../a", "../a"},
		{"//a/./b c", "file:///a/b%20c"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		CHECK_STR(uri_from_path(test->arena, str_from(cases[i].path)), cases[i].uri);
}

TEST(plain_text_is_no_link_and_no_command)
{
	CHECK_STR(plain_text(test->arena, STR("[a](b){0}\x1B[m\n\u202E")),
		  "［a］(b)｛0｝\uFFFD［m\n\uFFFD");
	CHECK_STR(visible_line(test->arena, STR("[a]\n\x07")), "[a] \uFFFD");
}

/* --- judgements ------------------------------------------------------------------------------ */

static const struct span steps[] = {{0, sizeof "第一条" - 1}};
static const struct str harms[] = {STR_INIT("甲方")};

enum { A, B, C };
static const struct shown_rule rules[] = {
	[A] = {.id = STR_INIT("AAA001"),
	       .name = STR_INIT("some-name"),
	       .category = STR_INIT("blank")},
	[B] = {.id = STR_INIT("BBB001"),
	       .name = STR_INIT("some-name"),
	       .category = STR_INIT("blank")},
	[C] = {.id = STR_INIT("CCC001"),
	       .name = STR_INIT("some-name"),
	       .category = STR_INIT("blank")},
};
static const struct shown_clause first_clause = {
	.path = STR_INIT("第一条"), .steps = steps, .step_count = 1};

static const struct shown_words words = {.message = STR_INIT("某事"), .why = STR_INIT("某因")};

static struct shown_finding finding(int rule, const struct judgement *judgement)
{
	return (struct shown_finding){
		.rule = &rules[rule],
		.severity = SEVERITY_MEDIUM,
		.words = &words,
		.clause = &first_clause,
		.harms = harms,
		.harm_count = 1,
		.begin = {.line = 2, .column = 1},
		.end = {.line = 2, .column = 3},
		.fingerprint = STR("c1:0"),
		.judgement = judgement,
	};
}

/* A report of four findings in one of the formats. */
static struct str written(struct test_run *test, const char *name, bool has_baseline)
{
	struct shown_finding findings[] = {
		finding(A, &(struct judgement){.state = STATE_NEW}),
		finding(A, &(struct judgement){.state = STATE_UNCHANGED}),
		finding(B, &(struct judgement){.state = STATE_CHANGED}),
		finding(C, &(struct judgement){.accepted = true, .reason = STR("会议纪要")}),
	};
	struct report report = {.arena = test->arena,
				.path = STR("a.txt"),
				.has_baseline = has_baseline,
				.findings = findings,
				.finding_count = 4};
	static const struct pack none;
	struct text text = {.arena = test->arena};
	struct rendering r = {.out = ARENA_NEW(test->arena, struct out),
			      .arena = test->arena,
			      .scratch = test->arena,
			      .pack = &none};

	out_begin(r.out, text_write, &text);
	for (uint32_t i = 0; i < format_count; i++) {
		if (strcmp(formats[i].name, name) != 0)
			continue;
		formats[i].begin(&r);
		formats[i].add(&r, &report);
		formats[i].end(&r);
	}
	CHECK(out_finish(r.out));
	return text_done(&text);
}

static uint32_t times(struct str text, const char *needle)
{
	uint32_t n = 0;

	for (size_t at = 0; (at = str_find(text, str_from(needle), at)) != SIZE_MAX; at++)
		n++;
	return n;
}

TEST(sarif_marks_what_was_settled_before)
{
	struct str text = written(test, "sarif", true);

	CHECK_UINT(times(text, "\"ruleIndex\""), 4);
	CHECK_UINT(times(text, "\"baselineState\": \"new\""), 2);
	CHECK_UINT(times(text, "\"baselineState\": \"unchanged\""), 1);
	CHECK_UINT(times(text, "\"baselineState\": \"updated\""), 1);
	CHECK_UINT(times(text, "\"suppressions\": []"), 3);
	CHECK_UINT(times(text, "\"justification\": \"会议纪要\""), 1);
	CHECK_UINT(times(text, "\"status\": \"accepted\""), 1);
}

TEST(sarif_says_nothing_of_a_baseline_that_there_is_not)
{
	struct str text = written(test, "sarif", false);

	CHECK_UINT(times(text, "\"ruleIndex\""), 4);
	CHECK_UINT(times(text, "baselineState"), 0);
}

TEST(gitlab_lists_only_what_is_open)
{
	struct str text = written(test, "gitlab", true);

	CHECK_UINT(times(text, "\"check_name\": \"AAA001\""), 1);
	CHECK_UINT(times(text, "\"check_name\": \"BBB001\""), 1);
	CHECK_UINT(times(text, "\"check_name\""), 2);
}

TEST(junit_skips_what_was_settled_before)
{
	struct str text = written(test, "junit", true);

	CHECK_UINT(times(text, "tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"1\""), 1);
	CHECK_UINT(times(text, "a.txt:2:1: 第一条: 某事 [c1:0]\n"), 2);
	CHECK_UINT(times(text, "<skipped message=\"会议纪要\"/>"), 1);
}

/* --- rules of another pack ------------------------------------------------------------------- */

TEST(sarif_describes_a_rule_that_the_writers_pack_does_not_have)
{
	struct str text = written(test, "sarif", false);

	CHECK_UINT(times(text, "\"id\": \"AAA001\""), 1);
	CHECK_UINT(times(text, "\"id\": \"CCC001\""), 1);
	CHECK_UINT(times(text, "\"ruleIndex\": 0"), 2);
	CHECK_UINT(times(text, "\"ruleIndex\": 2"), 1);
	CHECK_UINT(times(text, "\"name\": \"some-name\""), 3);
	CHECK_UINT(times(text, "某因"), 9); /* in the description and in both helps */
}

static int collect(void *context, const char *bytes, size_t size)
{
	return text_write(context, bytes, size);
}

/* Contract checked by one pack, written for another: per-folder configuration does this. */
TEST(sarif_of_a_folder_may_mix_packs)
{
	static const char *const names[] = {"./tests/packs/acme"};
	static const char contract[] = "服务合同\n甲方：甲公司\n乙方：乙公司\n第一条 期限\n"
				       "本合同自动续约____年，逾期付款按日支付____%的违约金。\n";
	struct clint_error error;
	clint_pack *core = clint_pack_load(NULL, 0, NULL, &error);
	clint_pack *acme = clint_pack_load(names, 1, NULL, &error);
	clint_report *report = clint_check(acme, "a.txt", contract, strlen(contract), NULL, &error);
	struct text text = {.arena = test->arena};
	clint_writer *writer = clint_writer_new(core, "sarif", NULL, collect, &text, &error);
	struct clint_finding first;

	CHECK(clint_report_finding(report, 0, &first));
	CHECK(clint_writer_add(writer, report, &error));
	CHECK(clint_writer_finish(writer, &error));
	for (size_t i = 0; clint_report_finding(report, i, &first); i++)
		CHECK_UINT(times(text_done(&text), arena_format(test->arena, "\"id\": \"%.*s\"",
								CLINT_ARG(first.rule))
							   .p),
			   1);
	clint_writer_free(writer);
	clint_report_free(report);
	clint_pack_free(acme);
	clint_pack_free(core);
}

/* --- the contract's words -------------------------------------------------------------------- */

TEST(ci_formats_can_do_without_the_contracts_words)
{
	static const char *const wanted[] = {"sarif", "gitlab", "junit"};
	static const char contract[] = "服务合同\n甲方：麒麟商贸\n乙方：朱雀科技\n第一条 孔雀\n"
				       "朱雀科技有权单方解除本合同，麒麟商贸应在____日内付款。\n";
	struct clint_options options = {.redact = true, .keep = ~0u};
	struct clint_error error;
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, &error);
	clint_report *report =
		clint_check(pack, "a.txt", contract, strlen(contract), &options, &error);

	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		struct text text = {.arena = test->arena};
		clint_writer *writer =
			clint_writer_new(pack, wanted[i], &options, collect, &text, &error);
		CHECK(clint_writer_add(writer, report, &error));
		CHECK(clint_writer_finish(writer, &error));
		CHECK(times(text_done(&text), "BLK001") > 0);
		CHECK_UINT(times(text_done(&text), "麒麟") + times(text_done(&text), "朱雀") +
				   times(text_done(&text), "孔雀") +
				   times(text_done(&text), "primaryLocationLineHash"),
			   0);
		clint_writer_free(writer);
	}
	clint_report_free(report);
	clint_pack_free(pack);
}
