/* What was settled before, from outside: the ledger of the public interface. */
#include "test.h"
#include "scarce.h"

#include "base/out.h"
#include "clauselint.h"

#include <stdlib.h>
#include <string.h>

static const char contract[] = "甲方：晨光有限公司\n"
			       "乙方：远山有限公司\n"
			       "第一条 违约责任\n"
			       "1.1 乙方逾期交付的，违约金为合同总金额的50%。\n"
			       "第二条 付款\n"
			       "2.1 甲方应向乙方支付人民币____元。\n"
			       "2.2 乙方可以随时调整服务费。\n";

static const char acceptances[] =
	"- {rule: PAY010, file: a.txt, text: '调整服务费', reason: 已谈妥, by: 李, until: 2026-12-31}\n"
	"- {rule: LIA003, file: '*.txt', text: '合同总金额的,%', reason: 可以}\n"
	"- {rule: SUS001, file: '*.txt', text: 暂停, reason: 可以}\n"
	"- {rule: SUS001, file: 'b/*.txt', text: 暂停, reason: 可以}\n";

static struct str str(struct clint_text text)
{
	return (struct str){text.bytes, text.size};
}

/* The baseline of a contract, as its report makes it. */
static struct str baseline_of(struct test_run *test, const clint_pack *pack, const char *file,
			      const char *text)
{
	struct clint_options options = {.identify = true};
	clint_report *report = clint_check(pack, file, text, strlen(text), &options, NULL);
	struct text lines = {.arena = test->arena};
	struct clint_identity identity;

	for (size_t i = 0; clint_report_identity(report, i, &identity); i++)
		text_format(
			&lines,
			"{\"file\":\"%s\",\"rule\":\"%.*s\",\"clause\":\"%.*s\",\"text\":\"%.*s\","
			"\"fp\":\"%.*s\",\"ctx\":\"%.*s\"}\n",
			file, CLINT_ARG(identity.rule), CLINT_ARG(identity.clause),
			CLINT_ARG(identity.text), CLINT_ARG(identity.fingerprint),
			CLINT_ARG(identity.context));
	clint_report_free(report);
	return text_done(&lines);
}

static clint_ledger *ledger_of(struct test_run *test, const char *accepted, struct str baseline)
{
	clint_ledger *ledger = clint_ledger_new(NULL, NULL);

	CHECK(clint_ledger_add_acceptances(ledger, "accept.yml", accepted, strlen(accepted), NULL));
	CHECK(clint_ledger_add_baseline(ledger, "base.jsonl", baseline.p, baseline.n, NULL));
	return ledger;
}

TEST(settled_reports_say_what_they_used)
{
	static const enum clint_use_kind kinds[] = {CLINT_USE_ACCEPTED, CLINT_USE_LOOSE,
						    CLINT_USE_STALE};
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, NULL);
	clint_ledger *ledger = ledger_of(test, acceptances, STR_NONE);
	struct clint_options options = {.ledger = ledger, .today = "2026-12-31"};
	clint_report *report =
		clint_check(pack, "a.txt", contract, strlen(contract), &options, NULL);
	struct clint_summary summary;
	struct clint_use use;
	size_t n = 0;

	for (; clint_report_used(report, n, &use); n++)
		CHECK(n < 3 && use.acceptance == n && use.kind == kinds[n] &&
		      (use.fingerprint.size == 35) == (n < 2));
	CHECK_UINT(n, 3);
	clint_report_summary(report, &summary);
	CHECK_UINT(summary.accepted, 2);
	CHECK_UINT(summary.findings, 5);
	clint_report_free(report);
	clint_ledger_free(ledger);
	clint_pack_free(pack);
}

TEST(settled_acceptances_expire)
{
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, NULL);
	clint_ledger *ledger = ledger_of(test, acceptances, STR_NONE);
	struct clint_options options = {.ledger = ledger, .today = "2027-01-01"};
	clint_report *report =
		clint_check(pack, "a.txt", contract, strlen(contract), &options, NULL);
	struct clint_finding finding;
	struct clint_error error;
	bool seen = false;

	for (size_t i = 0; clint_report_finding(report, i, &finding); i++)
		if (str_equal(str(finding.rule), STR("PAY010"))) {
			seen = true;
			CHECK(!finding.accepted);
			CHECK_STR(str(finding.until), "2026-12-31");
			CHECK_STR(str(finding.reason), "已谈妥");
		}
	CHECK(seen);
	clint_report_free(report);
	options.today = "tomorrow";
	CHECK(!clint_check(pack, "a.txt", contract, strlen(contract), &options, &error));
	CHECK(error.status == CLINT_USAGE && strstr(error.message, "tomorrow"));
	clint_ledger_free(ledger);
	clint_pack_free(pack);
}

TEST(settled_baselines_hide_and_tell_what_is_gone)
{
	static const char later[] = "甲方：晨光有限公司\n"
				    "乙方：远山有限公司\n"
				    "第一条 违约责任\n"
				    "1.1 乙方逾期交付的，违约金为合同总金额的80%。\n"
				    "第二条 付款\n"
				    "2.1 甲方应向乙方支付人民币100元。\n"
				    "2.2 乙方可以随时调整服务费。\n";
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, NULL);
	clint_ledger *ledger = ledger_of(test, "", baseline_of(test, pack, "a.txt", contract));
	struct clint_options options = {.ledger = ledger, .new_only = true};
	clint_report *report = clint_check(pack, "a.txt", later, strlen(later), &options, NULL);
	struct clint_summary summary;
	struct clint_finding finding;
	struct clint_gone gone;

	clint_report_summary(report, &summary);
	CHECK_UINT(summary.findings, 2);
	CHECK_UINT(summary.baselined, 2);
	CHECK_UINT(summary.gone, 1);
	CHECK(clint_report_gone(report, 0, &gone) && !clint_report_gone(report, 1, &gone));
	CHECK_STR(str(gone.text), "甲方应向乙方支付人民币____元。");
	CHECK(clint_report_finding(report, 0, &finding) && finding.state == CLINT_CHANGED);
	CHECK_STR(str(finding.was), "乙方逾期交付的，违约金为合同总金额的50%。");
	clint_report_free(report);
	options.redact = true;
	report = clint_check(pack, "a.txt", later, strlen(later), &options, NULL);
	CHECK(clint_report_finding(report, 0, &finding) && finding.was.size == 0);
	CHECK(clint_report_gone(report, 0, &gone) && gone.text.size == 0);
	clint_report_free(report);
	options.ledger_path = "b.txt";
	report = clint_check(pack, "a.txt", later, strlen(later), &options, NULL);
	clint_report_summary(report, &summary);
	CHECK(summary.baselined == 0 && summary.gone == 0);
	clint_report_free(report);
	clint_ledger_free(ledger);
	clint_pack_free(pack);
}

TEST(settled_files_with_mistakes_are_refused)
{
	clint_ledger *ledger = clint_ledger_new(NULL, NULL);
	struct clint_error error;
	struct clint_text mistake;

	CHECK(!clint_ledger_add_baseline(ledger, "b.jsonl", "[]\n", 3, &error));
	CHECK(error.status == CLINT_REFUSED);
	CHECK(!clint_ledger_add_acceptances(ledger, "a.yml", "a: b\n", 5, &error));
	CHECK(clint_ledger_mistake(ledger, 0, &mistake));
	CHECK_STR(str(mistake), "b.jsonl:1:1: error: a line must be an object");
	CHECK(clint_ledger_mistake(ledger, 1, &mistake) &&
	      !clint_ledger_mistake(ledger, 2, &mistake));
	clint_ledger_free(ledger);
	clint_ledger_free(NULL);
}

/* --- memory ---------------------------------------------------------------------------------- */

static bool settle_once(struct scarce *scarce, const clint_pack *pack, struct str baseline)
{
	struct clint_allocator memory = {scarce_resize, scarce};
	clint_ledger *ledger = clint_ledger_new(&memory, NULL);
	struct clint_options options = {.memory = &memory,
					.ledger = ledger,
					.identify = true,
					.today = "2026-12-31",
					.inline_mode = CLINT_INLINE_ALLOW};
	clint_report *report = NULL;
	struct clint_error error;
	bool done;

	done = ledger &&
	       clint_ledger_add_acceptances(ledger, "a", acceptances, strlen(acceptances),
					    &error) &&
	       clint_ledger_add_baseline(ledger, "b", baseline.p, baseline.n, &error);
	if (done)
		report = clint_check(pack, "a.txt", contract, strlen(contract), &options, &error);
	done = report != NULL;
	clint_report_free(report);
	clint_ledger_free(ledger);
	return done;
}

TEST(settled_survives_every_allocation_failing_once)
{
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, NULL);
	struct str baseline = baseline_of(test, pack, "a.txt", contract);
	bool done = false;
	size_t n;

	for (n = 0; n < 5000 && !done; n++) {
		struct scarce scarce = {.left = n};
		done = settle_once(&scarce, pack, baseline);
		CHECK_UINT(scarce.live, 0);
	}
	CHECK(done && n > 10);
	clint_pack_free(pack);
}
