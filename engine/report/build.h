/* From what the engine found to what a report shows.
 *
 * For the pipeline. Everything shown is copied into the report's arena, once; long texts are
 * shortened, so a report is bounded by the number of findings. */
#ifndef CLAUSELINT_REPORT_BUILD_H
#define CLAUSELINT_REPORT_BUILD_H

#include "detect/detect.h"
#include "report/model.h"

struct build_input {
	const struct pack *pack;
	const struct subject *subject;
	const struct findings *findings;
	const struct str *fingerprints;
	const bool *off;        /* by rule index: not to be reported; NULL: none */
	enum severity least;    /* what is below is counted only */
	struct str side;        /* for whom, as it is to be shown; empty: neutral */
	bool auto_lang;         /* report->lang is to be chosen by the contract's script */
	bool with_outline;      /* clauses and quantities too */
};

/* report has its arena and, unless auto_lang is set, its language. */
void build_report(struct report *report, const struct build_input *in);
/* The same for a contract that could not be read. */
void build_refusal(struct report *report, const struct pack *pack, struct str name,
		   const char *problem);
/* Whether a finding is in report->findings, which are in the order of in->findings. */
bool build_lists(const struct build_input *in, const struct finding *finding);

#endif
