/* SARIF 2.1.0 (OASIS), for GitHub's code scanning and other viewers.
 *
 * For report/sarif*.c only. Results are written as they come; what stands behind them in the document,
 * the rules above all, is all that is kept. */
#ifndef CLAUSELINT_REPORT_SARIF_H
#define CLAUSELINT_REPORT_SARIF_H

#include "report/markdown.h"

/* A rule that has results. What the writer's packs do not know, since a folder may have packs of its
 * own, is said as its first finding says it. */
struct sarif_rule {
	struct str id;
	const struct rule *rule; /* NULL: of another pack; then these: */
	struct str name, category, why, suggestion;
	const struct shown_law *legal;
	uint32_t legal_count;
	enum severity severity;
	enum confidence confidence;
};

struct sarif_rules {
	VEC(struct sarif_rule) list;
	VEC(uint32_t) slots; /* by hash of the id: 1 + the index in list; 0: free. n is a power of two */
};

struct sarif {
	uint32_t run, results;  /* the number of this run from 1, and what is in it so far */
	uint32_t skipped, incomplete; /* how many of these an earlier run has said */
	bool has_baseline;
	struct str uri;         /* of the contract whose results are being written */
	struct sarif_rules rules;
};

/* The place of the finding's rule in the list. */
uint32_t sarif_rule_index(struct rendering *rendering, struct sarif_rules *rules,
			  const struct shown_finding *finding);
void sarif_rules_clear(struct sarif_rules *rules);
/* The member tool of a run. */
void sarif_tool(struct rendering *rendering, const struct sarif_rules *rules);

const char *sarif_level(enum severity severity);
/* An object of a text, and of its Markdown unless that is empty. */
void sarif_message(struct rendering *rendering, const char *key, struct str text,
		   struct str markdown);

#endif
