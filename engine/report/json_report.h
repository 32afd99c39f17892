/* The members of the objects that the formats json and jsonl share; the braces are the caller's.
 *
 * For these two. The schemas beside this file say what comes out. */
#ifndef CLAUSELINT_REPORT_JSON_REPORT_H
#define CLAUSELINT_REPORT_JSON_REPORT_H

#include "report/format.h"

/* The version of the format, and what made it. */
void json_write_tool(struct json *json, const struct pack *pack);
/* One contract that was checked. */
void json_write_file(struct json *json, const struct report *report);
void json_write_skipped(struct json *json, const struct left_out *skipped);
void json_write_incomplete(struct json *json, const struct left_out *incomplete);
void json_write_summary(struct json *json, const struct rendering *rendering);

#endif
