#include "report/format.h"

const struct format formats[] = {
	{"markdown", "md", "a report to read before signing", 0, markdown_begin, markdown_add,
	 markdown_end},
	{"json", "json", "everything, for other programs", 0, json_report_begin,
	 json_report_add, json_report_end},
	{"sarif", "sarif", "SARIF 2.1.0, for code scanning", NEEDS_LINES, sarif_begin, sarif_add,
	 sarif_end},
	{"gitlab", "gitlab", "a GitLab Code Quality report", 0, gitlab_begin, gitlab_add, gitlab_end},
	{"junit", "xml", "JUnit XML, for whatever shows test results", 0, junit_begin, junit_add,
	 junit_end},
	{"outline", "outline", "the clauses and the facts that the engine sees", NEEDS_OUTLINE, outline_begin,
	 outline_add, outline_end},
};
const uint32_t format_count = sizeof formats / sizeof formats[0];
