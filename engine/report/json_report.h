/* The members of the objects that the formats that are JSON share; the braces are the caller's.
 *
 * For json and jsonl, and as far as they say the same for sarif and the comparison of drafts. The
 * schemas beside this file say what comes out. */
#ifndef CLAUSELINT_REPORT_JSON_REPORT_H
#define CLAUSELINT_REPORT_JSON_REPORT_H

#include "report/format.h"
#include "report/json_rules.h"

/* The version of the format, and what made it. */
void json_write_tool(struct json *json, const struct pack *pack);
/* packs, with their names, versions and numbers of rules. */
void json_write_packs(struct json *json, const struct pack *pack);
/* A text, or null for an empty one. */
void json_write_value(struct json *json, const char *key, struct str value);
/* A finding from its rule to its suggestion; pieces are the rule's, NULL when they are not kept. */
void json_write_head(struct json *json, const struct shown_finding *finding,
		     const struct str *pieces);
void json_write_clause(struct json *json, const struct shown_clause *clause);
/* The steps of its path, as an array. */
void json_write_path(struct json *json, const char *key, const struct shown_clause *clause);
/* One contract that was checked. */
void json_write_file(struct json *json, const struct report *report, struct json_rules *rules);
void json_write_skipped(struct json *json, const struct left_out *skipped);
void json_write_incomplete(struct json *json, const struct left_out *incomplete);
void json_write_summary(struct json *json, const struct rendering *rendering);

#endif
