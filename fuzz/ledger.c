/* Acceptances, or a baseline, of a stranger: read, or refused with places; and a contract is judged
 * by what could be read. make fuzz SECONDS=600; replay: build/asan/replay/ledger fuzz/seeds */
#include <string.h>
#include "fuzz.h"
#include "clauselint.h"

static const char contract[] =
	"第一条 违约责任\n1.1 乙方逾期的，违约金为合同总金额的5%。\n"
	"1.2 只要甲方晚付一期费用，乙方有权中止服务。合同到期自动续约____年。\n";

static void judge(const clint_ledger *ledger)
{
	static clint_pack *pack;
	struct clint_options options = {.ledger = ledger,
					.ledger_path = "a/b.txt",
					.today = "2026-06-30",
					.identify = true,
					.inline_mode = CLINT_INLINE_ALLOW};
	struct clint_use use;
	struct clint_acceptance acceptance;
	clint_report *report;

	if (!pack)
		pack = clint_pack_load(NULL, 0, NULL, NULL);
	report = clint_check(pack, "b.txt", contract, strlen(contract), &options, NULL);
	for (size_t i = 0; report && clint_report_used(report, i, &use); i++)
		fuzz_law(clint_ledger_acceptance(ledger, use.acceptance, &acceptance));
	clint_report_free(report);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct str text = {(const char *)bytes, size};
	const uint8_t *head = fuzz_head(&text);
	clint_ledger *ledger = clint_ledger_new(NULL, NULL);
	bool baseline = head ? head[1] & 1 : size && bytes[0] == '{';
	struct clint_text mistake;
	bool read = ledger && (baseline ? clint_ledger_add_baseline : clint_ledger_add_acceptances)(
				      ledger, "fuzz", text.p, text.n, NULL);

	fuzz_law(read == !(ledger && clint_ledger_mistake(ledger, 0, &mistake)));
	if (ledger && (read || (head && head[2] & 1)))
		judge(ledger);
	clint_ledger_free(ledger);
	return 0;
}
