/* From the bytes of one contract to its report.
 *
 * For the public interface. */
#ifndef CLAUSELINT_PIPELINE_H
#define CLAUSELINT_PIPELINE_H

#include "report/build.h"

struct check {
	struct arena *arena; /* for what is not needed behind the report */
	const struct pack *pack;
	struct str name, bytes;
	enum encoding encoding;
	struct str type;
	struct str side;            /* for whom the contract is read; empty: neutral */
	const struct rule *applies; /* whatever its conditions; NULL: none */
	const bool *off;
	enum severity least;
	bool auto_lang;
	bool draft, redact;
	unsigned needs;             /* bits of report/model.h */
	struct report *report; /* with an arena of its own */
	struct error error;    /* why it was refused */

	/* Filled on the way, in this order. */
	const struct source *source;
	const struct norm *norm;
	const struct outline *outline;
	const struct facts *facts;
	const struct findings *findings;
	const struct str *fingerprints;
};

void check_contract(struct check *check);

#endif
