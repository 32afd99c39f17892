/* From what the engine found to what a report shows.
 *
 * For the pipeline. Everything shown is copied into the report's arena, once; long texts are
 * shortened, so a report is bounded by the number of findings. */
#ifndef CLAUSELINT_REPORT_BUILD_H
#define CLAUSELINT_REPORT_BUILD_H

#include "detect/detect.h"
#include "judge/ledger.h"
#include "report/model.h"

struct build_input {
	const struct pack *pack;
	const struct subject *subject;
	const struct findings *findings;
	const struct str *fingerprints; /* in the report's arena */
	const bool *off;        /* by rule index: not to be reported; NULL: none */
	enum severity least;    /* what is below is counted only */
	struct str side;        /* for whom, as it is to be shown; empty: neutral */
	bool auto_lang;         /* report->lang is to be chosen by the contract's script */
	unsigned needs;         /* of the formats it will be written in: bits of report/model.h */
	bool redact;            /* leave out all that is in the contract's own words */
	const struct identity *identities;  /* one a finding, to be shown; NULL: not to be */
	const struct ledger *ledger;        /* NULL: none */
	const struct settlement *settlement;/* NULL: all findings are new */
	struct inline_marks marks;          /* that were obeyed */
	bool new_only;          /* what is settled is counted only */
	bool has_baseline;      /* the judgements are by a baseline, not by acceptances alone */
};

/* report has its arena and, unless auto_lang is set, its language. */
void build_report(struct report *report, const struct build_input *in);
/* The same for a contract that could not be read. */
void build_refusal(struct report *report, const struct pack *pack, struct str name,
		   const char *problem);
/* Whether a finding is in report->findings, which are in the order of in->findings. */
bool build_lists(const struct build_input *in, const struct finding *finding);

#endif
