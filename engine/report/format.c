#include "report/format.h"

const struct format formats[] = {
	{"markdown", "md", "a report to read before signing", false, markdown_begin, markdown_add,
	 markdown_end},
	{"json", "json", "everything, for other programs", false, json_report_begin,
	 json_report_add, json_report_end},
	{"outline", "txt", "the clauses and the facts that the engine sees", true, outline_begin,
	 outline_add, outline_end},
};
const uint32_t format_count = sizeof formats / sizeof formats[0];
