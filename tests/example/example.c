/* The example of clauselint.h, complete: what is wrong with one small contract. */
#include "clauselint.h"

#include <stdio.h>
#include <string.h>

static const char contract[] = "客服外包合同\n"
			       "甲方（委托方）：晨光电子商务有限公司\n"
			       "乙方（受托方）：远山服务外包有限公司\n"
			       "第一条 期限\n"
			       "合同期满前____个月双方无异议的，本合同自动续约____年。\n"
			       "第二条 付款\n"
			       "甲方延迟付款的，乙方有权暂停提供服务。\n";

int main(void)
{
	struct clint_error error;
	struct clint_finding finding;
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, &error);
	clint_report *report = NULL;

	if (error.status == CLINT_OK)
		report = clint_check(pack, "example.txt", contract, strlen(contract), NULL, &error);
	if (error.status != CLINT_OK)
		fprintf(stderr, "example: %s\n", error.message);
	for (size_t i = 0; clint_report_finding(report, i, &finding); i++)
		printf("%u:%u %s %.*s: %.*s\n", (unsigned)finding.begin.line,
		       (unsigned)finding.begin.column, clint_severity_name(finding.severity),
		       CLINT_ARG(finding.rule), CLINT_ARG(finding.message));
	clint_report_free(report);
	clint_pack_free(pack);
	return error.status == CLINT_OK ? 0 : 1;
}
