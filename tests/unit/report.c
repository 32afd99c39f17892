/* The report from outside: the public interface, both formats, and memory that runs out. */
#include "test.h"
#include "scarce.h"

#include "base/out.h"
#include "clauselint.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

static const char contract[] = "客服外包合同\n"
			       "甲方（委托方）：晨光电子商务有限公司\n"
			       "乙方（受托方）：远山服务外包有限公司\n"
			       "第一条 期限\n"
			       "1.1 合同期满前____个月双方无异议的，本合同自动续约____年。\n"
			       "第二条 付款\n"
			       "2.1 甲方应于每月____日前支付服务费人民币____元。\n"
			       "2.2 只要甲方晚付一期费用，乙方有权中止客服服务，至账款清讫为止。\n"
			       "第三条 标准\n"
			       "3.1 乙方应在X分钟内响应，客户满意度达到____%。\n";

static struct str render(struct test_run *test, const clint_pack *pack, const char *format,
			 const char *text, const struct clint_options *options)
{
	struct text out = {.arena = test->arena};
	struct clint_error error;
	clint_report *report = clint_check(pack, "a.txt", text, strlen(text), options, &error);
	clint_writer *writer = clint_writer_new(pack, format, options, text_write, &out, &error);

	CHECK(report && writer);
	if (report && writer) {
		CHECK(clint_writer_add(writer, report, &error));
		CHECK(clint_writer_finish(writer, &error));
	}
	clint_writer_free(writer);
	clint_report_free(report);
	return text_done(&out);
}

static clint_pack *core(void)
{
	return clint_pack_load(NULL, 0, NULL, NULL);
}

TEST(report_finds_what_the_contract_lacks)
{
	clint_pack *pack = core();
	clint_report *report = clint_check(pack, "a.txt", contract, strlen(contract), NULL, NULL);
	struct clint_summary summary;
	struct clint_finding finding;
	size_t n = 0, found = 0;
	uint32_t last = 0;

	clint_report_summary(report, &summary);
	CHECK(!summary.refused && summary.found[CLINT_HIGH] >= 3 && summary.blanks >= 5);
	for (; clint_report_finding(report, n, &finding); n++) {
		CHECK(finding.begin.byte >= last && finding.end.byte >= finding.begin.byte);
		CHECK(finding.end.byte - finding.begin.byte == finding.quote.size);
		CHECK(memcmp(contract + finding.begin.byte, finding.quote.bytes,
			     finding.quote.size) == 0);
		last = finding.begin.byte;
	}
	CHECK_UINT(n, summary.findings);
	for (int i = 0; i < 4; i++)
		found += summary.found[i];
	CHECK_UINT(n, found);
	clint_report_free(report);
	clint_pack_free(pack);
}

TEST(report_says_who_is_hurt_by_the_name_the_contract_uses)
{
	static const char *const only[] = {"SUS001"};
	struct clint_options options = {.select = only, .select_count = 1};
	clint_pack *pack = core();
	clint_report *report =
		clint_check(pack, "a.txt", contract, strlen(contract), &options, NULL);
	struct clint_finding finding;
	struct clint_text name = {"", 0};

	CHECK(clint_report_finding(report, 0, &finding));
	CHECK(clint_report_harmed(report, 0, 0, &name));
	CHECK_STR(((struct str){name.bytes, name.size}), "甲方");
	CHECK(!clint_report_harmed(report, 0, 1, &name));
	CHECK(!clint_report_finding(report, 1, &finding));
	clint_report_free(report);
	clint_pack_free(pack);
}

TEST(report_refuses_with_a_reason_and_a_report)
{
	clint_pack *pack = core();
	struct clint_options small = {.max_bytes = 10};
	struct clint_error error;
	struct clint_summary summary;
	clint_report *empty = clint_check(pack, "e", "", 0, NULL, &error);
	clint_report *large;

	CHECK(empty && error.status == CLINT_REFUSED && error.message[0]);
	clint_report_summary(empty, &summary);
	CHECK(summary.refused && summary.problem.size && summary.findings == 0);
	large = clint_check(pack, "l", contract, strlen(contract), &small, &error);
	CHECK(large && error.status == CLINT_REFUSED);
	clint_report_free(large);
	clint_report_free(empty);
	clint_pack_free(pack);
}

TEST(report_options_that_nobody_knows_are_refused)
{
	static const char *const typo[] = {"SUS0O1"};
	const struct clint_options wrong[] = {
		{.select = typo, .select_count = 1},
		{.ignore = typo, .ignore_count = 1},
		{.language = "fr"},
		{.encoding = "klingon"},
		{.type = "no such type"},
	};
	clint_pack *pack = core();
	struct clint_error error;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		CHECK(!clint_options_valid(pack, &wrong[i], &error));
		CHECK(error.status == CLINT_USAGE && error.message[0]);
		CHECK(!clint_check(pack, "a", contract, strlen(contract), &wrong[i], &error));
		CHECK(error.status == CLINT_USAGE);
	}
	CHECK(!clint_writer_new(pack, "markdwon", NULL, text_write, NULL, &error));
	CHECK(strstr(error.message, "did you mean 'markdown'"));
	CHECK(!clint_check(NULL, "a", contract, strlen(contract), NULL, &error));
	clint_pack_free(pack);
}

TEST(report_for_a_side_that_the_contract_has_not_is_refused)
{
	const struct clint_options side = {.side = "丙方"};
	clint_pack *pack = core();
	struct clint_error error;
	clint_report *report = clint_check(pack, "a", contract, strlen(contract), &side, &error);
	struct clint_summary summary;

	CHECK(clint_options_valid(pack, &side, NULL));
	CHECK(report && error.status == CLINT_REFUSED && strstr(error.message, "甲方, 乙方"));
	clint_report_summary(report, &summary);
	CHECK(summary.refused && summary.findings == 0);
	clint_report_free(report);
	clint_pack_free(pack);
}

TEST(report_hides_what_is_below_the_level_but_counts_it)
{
	struct clint_options options = {.min_severity = CLINT_HIGH};
	clint_pack *pack = core();
	clint_report *report =
		clint_check(pack, "a.txt", contract, strlen(contract), &options, NULL);
	struct clint_summary summary;

	clint_report_summary(report, &summary);
	CHECK_UINT(summary.findings, summary.found[CLINT_HIGH]);
	CHECK(summary.found[CLINT_MEDIUM] > 0);
	clint_report_free(report);
	clint_pack_free(pack);
}

TEST(report_speaks_the_script_of_the_contract)
{
	static const char hant[] = "第一條 期限\n本契約期滿前雙方無異議者，自動續約____年。\n"
				   "第二條 費用\n甲方應支付服務費新臺幣____元。\n";
	struct clint_options english = {.language = "en"};
	clint_pack *pack = core();
	struct str own = render(test, pack, "markdown", hant, NULL);
	struct str en = render(test, pack, "markdown", hant, &english);

	CHECK(str_contains(own, STR("合同審查報告")) && !str_contains(own, STR("审查")));
	CHECK(str_contains(en, STR("Contract review")));
	clint_pack_free(pack);
}

/* --- Markdown is what it looks like ---------------------------------------------------------- */

static bool comes_back(struct str markdown)
{
	cmark_node *tree = cmark_parse_document(markdown.p, markdown.n, CMARK_OPT_DEFAULT);
	char *again = cmark_render_commonmark(tree, CMARK_OPT_DEFAULT, 0);
	bool same = str_equal(markdown, str_from(again));

	free(again);
	cmark_node_free(tree);
	return same;
}

TEST(report_markdown_parses_back_to_the_same_tree)
{
	clint_pack *pack = core();
	struct str markdown = render(test, pack, "markdown", contract, NULL);

	CHECK(comes_back(markdown));
	CHECK(str_contains(markdown, STR("| --- |")));
	clint_pack_free(pack);
}

TEST(report_text_of_the_contract_stays_text)
{
	static const char hostile[] =
		"<script>alert(1)</script>\n"
		"第一条 # 标题 | 竖线 <b>粗</b> [点我](http://example.com) ![x](y)\n"
		"1.1 ***费用*** 为`code`____元&copy;~~~\n~~~\n1. 第____项 $x$ | a | b |\n"
		"2.1 甲方\x1B[31m逾期付款的\x1B[0m，乙方有权立即暂停提供服务\xE2\x80\xAE文反\n"
		"- 本合同到期自动续约____年，<img src=x onerror=alert(1)>\n";
	clint_pack *pack = core();
	struct str markdown = render(test, pack, "markdown", hostile, NULL);
	struct str json = render(test, pack, "json", hostile, NULL);
	cmark_node *tree = cmark_parse_document(markdown.p, markdown.n, CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(tree);

	CHECK(comes_back(markdown));
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
		CHECK(type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_HTML_INLINE &&
		      type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE &&
		      type != CMARK_NODE_CODE_BLOCK);
	}
	CHECK(!str_contains(markdown, STR("\x1B")) && !str_contains(json, STR("\x1B")));
	CHECK(!str_contains(markdown, STR("\xE2\x80\xAE")) && !str_contains(markdown, STR("~~")));
	cmark_iter_free(iter);
	cmark_node_free(tree);
	clint_pack_free(pack);
}

TEST(report_of_many_blanks_stays_readable)
{
	struct text text = {.arena = test->arena};
	clint_pack *pack = core();
	struct str markdown;

	for (int i = 1; i <= 3000; i++)
		text_format(&text, "第%d条 费用\n甲方应支付费用人民币____元。\n", i);
	markdown = render(test, pack, "markdown", text_done(&text).p, NULL);
	CHECK(markdown.n < 100000);
	CHECK(comes_back(markdown));
	clint_pack_free(pack);
}

/* --- writers --------------------------------------------------------------------------------- */

static int refuse(void *context, const char *bytes, size_t size)
{
	(void)context;
	(void)bytes;
	(void)size;
	return 1;
}

TEST(report_that_cannot_be_written_says_so)
{
	clint_pack *pack = core();
	clint_writer *writer = clint_writer_new(pack, "json", NULL, refuse, NULL, NULL);
	struct clint_error error;

	CHECK(clint_writer_skip(writer, "a.txt", "cannot be opened", &error));
	CHECK(!clint_writer_finish(writer, &error));
	CHECK(error.status == CLINT_IO);
	CHECK(!clint_writer_finish(writer, &error));
	clint_writer_free(writer);
	clint_pack_free(pack);
}

TEST(report_packs_with_mistakes_are_explained_and_not_used)
{
	static const char *const names[] = {"coer"};
	struct clint_error error;
	struct clint_text mistake;
	clint_pack *pack = clint_pack_load(names, 1, NULL, &error);

	CHECK(pack && error.status == CLINT_PACK);
	CHECK(clint_pack_mistake(pack, 0, &mistake));
	CHECK(str_contains((struct str){mistake.bytes, mistake.size}, STR("did you mean 'core'")));
	CHECK(!clint_check(pack, "a", "甲方", 6, NULL, &error) && error.status == CLINT_USAGE);
	clint_pack_free(pack);
}

TEST(report_explains_every_rule)
{
	clint_pack *pack = core();
	struct clint_rule rule;
	struct clint_error error;

	for (size_t i = 0; clint_pack_rule(pack, i, "en", &rule); i++) {
		struct text text = {.arena = test->arena};
		struct str id = arena_str(test->arena, (struct str){rule.id.bytes, rule.id.size});
		CHECK(clint_explain(pack, id.p, NULL, text_write, &text, &error));
		CHECK(comes_back(text_done(&text)));
	}
	CHECK(!clint_explain(pack, NULL, NULL, text_write, NULL, &error));
	CHECK(!clint_explain(pack, "blank", NULL, text_write, NULL, &error));
	CHECK(strstr(error.message, "'blank' is a category"));
	CHECK(!clint_explain(pack, "BLK00l", NULL, text_write, NULL, &error));
	CHECK(error.status == CLINT_USAGE);
	clint_pack_free(pack);
}

static struct str index_of(struct test_run *test, const clint_pack *pack, const char *language,
			   const char *page)
{
	struct text text = {.arena = test->arena};

	CHECK(clint_rules_index(pack, language, page, text_write, &text, NULL));
	CHECK(comes_back(text_done(&text)));
	return text_done(&text);
}

TEST(report_lists_all_rules)
{
	clint_pack *pack = core();
	struct str linked = index_of(test, pack, NULL, ".md"),
		   plain = index_of(test, pack, NULL, NULL);
	struct clint_rule rule;
	struct clint_error error;

	for (size_t i = 0; clint_pack_rule(pack, i, "en", &rule); i++) {
		struct str id = {rule.id.bytes, rule.id.size};
		CHECK(str_contains(plain, id));
		CHECK(str_contains(linked, arena_format(test->arena, "[%.*s](%.*s.md)", STR_ARG(id),
							STR_ARG(id))));
	}
	CHECK(!str_contains(plain, STR("](")));
	CHECK(str_contains(index_of(test, pack, "zh-Hant", NULL), STR("規則")));
	CHECK(!clint_rules_index(pack, "fr", NULL, text_write, NULL, &error));
	CHECK(error.status == CLINT_USAGE);
	clint_pack_free(pack);
}

TEST(report_explains_what_a_rule_looks_for)
{
	static const struct {
		const char *rule, *says;
	} rows[] = {
		{"SUS001", "同一句中对方没有同类权利"}, {"SUS001", "第二百六十五条（台湾）"},
		{"BLK001", "所缺的是：金额"},		{"PAY002", "期限大于 60 (max-days)"},
		{"STR009", "核对合同的结构和数据"},	{"PAY002", "付款期限为…"},
	};
	clint_pack *pack = core();

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text text = {.arena = test->arena};
		CHECK(clint_explain(pack, rows[i].rule, NULL, text_write, &text, NULL));
		CHECK(str_contains(text_done(&text), str_from(rows[i].says)));
	}
	clint_pack_free(pack);
}

/* --- memory ---------------------------------------------------------------------------------- */

static int count(void *context, const char *bytes, size_t size)
{
	(void)bytes;
	*(size_t *)context += size;
	return 0;
}

/* Everything from pack to report in one format; whether it all worked. */
static bool whole_run(struct scarce *scarce, const char *format)
{
	struct clint_allocator memory = {scarce_resize, scarce};
	struct clint_options options = {.memory = &memory, .keep = ~0u};
	struct clint_error error;
	size_t written = 0;
	clint_pack *pack = clint_pack_load(NULL, 0, &memory, &error);
	clint_report *report = NULL;
	clint_writer *writer = NULL;
	bool done = false;

	if (pack)
		report = clint_check(pack, "a.txt", contract, strlen(contract), &options, &error);
	if (report)
		writer = clint_writer_new(pack, format, &options, count, &written, &error);
	if (writer)
		done = clint_writer_add(writer, report, &error) &&
		       clint_writer_skip(writer, "b.txt", "is not there", &error) &&
		       clint_writer_finish(writer, &error) && written > 0;
	clint_writer_free(writer);
	clint_report_free(report);
	clint_pack_free(pack);
	return done || error.status != CLINT_NO_MEMORY;
}

TEST(report_survives_every_allocation_failing_once)
{
	static const char *const formats[] = {"markdown", "json",  "jsonl",  "text",  "gcc",
					      "github",	  "sarif", "gitlab", "junit", "outline"};

	for (size_t f = 0; f < sizeof formats / sizeof formats[0]; f++) {
		bool done = false;
		size_t n;
		for (n = 0; n < 5000 && !done; n++) {
			struct scarce scarce = {.left = n};
			done = whole_run(&scarce, formats[f]);
			CHECK_UINT(scarce.live, 0);
		}
		CHECK(done && n > 10);
	}
}

TEST(report_pack_folder_survives_every_allocation_failing_once)
{
	static const char *const names[] = {"./rules/core"};
	bool enough = false;
	size_t n;

	for (n = 0; n < 5000 && !enough; n++) {
		struct scarce scarce = {.left = n};
		struct clint_allocator memory = {scarce_resize, &scarce};
		struct clint_error error;
		clint_pack *pack = clint_pack_load(names, 1, &memory, &error);
		enough = error.status != CLINT_NO_MEMORY;
		CHECK(!enough || error.status == CLINT_OK);
		clint_pack_free(pack);
		CHECK_UINT(scarce.live, 0);
	}
	CHECK(enough && n > 5);
}
