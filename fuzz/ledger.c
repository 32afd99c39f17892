/* Acceptances and a baseline from a stranger, over a contract of ours; and a contract from a
 * stranger, with marks that are obeyed, over a ledger of ours: read or refused, and what is hidden
 * is counted. make fuzz SECONDS=600; replay: build/asan/replay/ledger fuzz/seeds */
#include <stdlib.h>
#include <string.h>
#include "clauselint.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char contract[] =
	"第一条 违约责任\n1.1 违约金为合同总金额的50%。\n[clauselint-accept PAY010 -- 可以]\n"
	"第二条 付款\n2.1 甲方付____元。\n2.2 乙方可以随时调整服务费。\n";
static const char accepted[] =
	"- {rule: LIA003, file: '**', text: '合同总金额的,%', reason: 可以}\n"
	"- {rule: BLK001, file: '**', clause: 付款, text: 甲方付____元, reason: 可以,"
	" fingerprint: 'c1:00000000000000000000000000000000'}\n";
static const char known[] =
	"{\"file\":\"a\",\"rule\":\"BLK001\",\"clause\":\"付款\",\"text\":\"甲方付␣日。\",\"fp\":\"c1:00\",\"ctx\":\"\"}\n";

static int swallow(void *total, const char *bytes, size_t size)
{
	(void)bytes;
	*(size_t *)total += size;
	return 0;
}

static void law(bool holds)
{
	if (!holds)
		abort();
}

static void render(const clint_pack *pack, const clint_report *report, const char *format)
{
	size_t total = 0;
	clint_writer *writer = clint_writer_new(pack, format, NULL, swallow, &total, NULL);

	clint_writer_add(writer, report, NULL);
	law(clint_writer_finish(writer, NULL) && total > 0);
	clint_writer_free(writer);
}

static void check(const clint_pack *pack, const clint_ledger *ledger, const void *bytes,
		  size_t size)
{
	struct clint_options options = {.ledger = ledger,
					.today = "2026-12-31",
					.identify = true,
					.inline_mode = CLINT_INLINE_ALLOW};
	clint_report *report = clint_check(pack, "a", bytes, size, &options, NULL);
	struct clint_summary summary;

	if (!report)
		return;
	clint_report_summary(report, &summary);
	law(summary.refused || summary.findings == summary.accepted + summary.baselined +
							   summary.found[0] + summary.found[1] +
							   summary.found[2] + summary.found[3]);
	render(pack, report, "markdown");
	render(pack, report, "json");
	clint_report_free(report);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static clint_pack *pack; /* loaded once: a fuzzer calls this a million times */
	clint_ledger *theirs = clint_ledger_new(NULL, NULL), *ours = clint_ledger_new(NULL, NULL);

	if (!pack)
		pack = clint_pack_load(NULL, 0, NULL, NULL);
	clint_ledger_add_acceptances(theirs, "accept.yml", bytes, size, NULL);
	clint_ledger_add_baseline(theirs, "baseline.jsonl", bytes, size, NULL);
	check(pack, theirs, contract, strlen(contract));
	law(clint_ledger_add_acceptances(ours, "accept.yml", accepted, strlen(accepted), NULL));
	law(clint_ledger_add_baseline(ours, "baseline.jsonl", known, strlen(known), NULL));
	check(pack, ours, bytes, size);
	clint_ledger_free(theirs);
	clint_ledger_free(ours);
	return 0;
}
