#include "report/format.h"

const struct format formats[] = {
	{"markdown", "md", "a report to read before signing", NEEDS_BLANKS, markdown_begin,
	 markdown_add, markdown_end},
	{"json", "json", "everything, for other programs", 0, json_report_begin, json_report_add,
	 json_report_end},
	{"jsonl", "jsonl", "the same, a line for each contract", 0, jsonl_begin, jsonl_add,
	 jsonl_end},
	{"text", "text", "findings with their words marked, for a terminal", 0, text_begin,
	 text_add, text_end},
	{"gcc", "gcc", "one line a finding, for editors", NEEDS_DISPLAY, gcc_begin, gcc_add,
	 gcc_end},
	{"github", "github", "annotations of a GitHub workflow", 0, github_begin, github_add,
	 github_end},
	{"sarif", "sarif", "SARIF 2.1.0, for code scanning", NEEDS_LINES, sarif_begin, sarif_add,
	 sarif_end},
	{"gitlab", "gitlab", "a GitLab Code Quality report", 0, gitlab_begin, gitlab_add,
	 gitlab_end},
	{"junit", "xml", "JUnit XML, for whatever shows test results", 0, junit_begin, junit_add,
	 junit_end},
	{"html", "html", "a page with the findings beside the contract",
	 NEEDS_OUTLINE | NEEDS_TEXT | NEEDS_BLANKS, html_begin, html_add, html_end},
	{"outline", "outline", "the clauses and the facts that the engine sees",
	 NEEDS_OUTLINE | NEEDS_BLANKS, outline_begin, outline_add, outline_end},
};
const uint32_t format_count = sizeof formats / sizeof formats[0];
