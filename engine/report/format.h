/* The formats a report can be written in: one row a format, one file a format.
 *
 * For the public interface. A document is written piece by piece: begin, then add for every contract,
 * then end; nothing of a contract is kept but what only the end can say. All functions may leave by
 * arena_fail. */
#ifndef CLAUSELINT_REPORT_FORMAT_H
#define CLAUSELINT_REPORT_FORMAT_H

#include "base/out.h"
#include "data/json.h"
#include "data/xml.h"
#include "pack/pack.h"
#include "report/model.h"

/* A contract that was not checked, or a rule that was not finished: said at the end. */
struct left_out {
	struct str path, reason;
	struct str rule, clause; /* empty for a contract */
	bool capped;             /* the rule found too much */
};

/* A contract in the summary of many. */
struct file_row {
	struct str path;
	uint32_t found[4]; /* by severity */
};

struct rendering {
	struct out *out;
	struct arena *arena;   /* lives as long as the document */
	struct arena *scratch; /* lives as long as one call */
	const struct pack *pack;
	enum lang lang;        /* of what is said outside any one report */
	uint32_t files;        /* written so far */
	uint32_t checked;      /* of these, those that were not refused */
	uint64_t clauses;      /* over all files, as are the next ones */
	uint64_t found[4];     /* by severity */
	uint64_t listed;       /* of these, those in the files' lists */
	uint64_t accepted, baselined;
	bool color;            /* for a terminal that shows it */
	VEC(struct left_out) skipped, incomplete;
	struct json json;      /* of the formats that are JSON */
	void *state;           /* of the format, made by its begin */
	struct sarif *sarif;   /* of the format sarif */
	struct xml xml;        /* of the format junit */
	VEC(struct file_row) rows; /* of the format markdown */
};

struct format {
	const char *name, *extension, *about;
	unsigned needs;
	void (*begin)(struct rendering *rendering);
	void (*add)(struct rendering *rendering, const struct report *report);
	void (*end)(struct rendering *rendering);
};

extern const struct format formats[];
extern const uint32_t format_count;

void json_report_begin(struct rendering *rendering);
void json_report_add(struct rendering *rendering, const struct report *report);
void json_report_end(struct rendering *rendering);
void markdown_begin(struct rendering *rendering);
void markdown_add(struct rendering *rendering, const struct report *report);
void markdown_end(struct rendering *rendering);
void jsonl_begin(struct rendering *rendering);
void jsonl_add(struct rendering *rendering, const struct report *report);
void jsonl_end(struct rendering *rendering);
void text_begin(struct rendering *rendering);
void text_add(struct rendering *rendering, const struct report *report);
void text_end(struct rendering *rendering);
void gcc_begin(struct rendering *rendering);
void gcc_add(struct rendering *rendering, const struct report *report);
void gcc_end(struct rendering *rendering);
void github_begin(struct rendering *rendering);
void github_add(struct rendering *rendering, const struct report *report);
void github_end(struct rendering *rendering);
void sarif_begin(struct rendering *rendering);
void sarif_add(struct rendering *rendering, const struct report *report);
void sarif_end(struct rendering *rendering);
void gitlab_begin(struct rendering *rendering);
void gitlab_add(struct rendering *rendering, const struct report *report);
void gitlab_end(struct rendering *rendering);
void junit_begin(struct rendering *rendering);
void junit_add(struct rendering *rendering, const struct report *report);
void junit_end(struct rendering *rendering);
void html_begin(struct rendering *rendering);
void html_add(struct rendering *rendering, const struct report *report);
void html_end(struct rendering *rendering);
void outline_begin(struct rendering *rendering);
void outline_add(struct rendering *rendering, const struct report *report);
void outline_end(struct rendering *rendering);

/* What "clauselint explain" says, as Markdown. */
void markdown_explain(struct rendering *rendering, const struct rule *rule);
/* All rules, each linked to its id with page behind it; page empty: not linked. */
void markdown_index(struct rendering *rendering, struct str page);
/* The same for a terminal, in the order of the packs: a line with id, level, category and message. */
void plain_index(struct rendering *rendering);

#endif
