/* JSON Lines: an object on each line that says of itself what kind it is, so that a run over many
 * contracts can be read while it goes on. A document without its last line, the summary, is not
 * whole. */
#include "report/json_report.h"

static struct json *begin_line(struct rendering *rendering, struct str kind)
{
	struct json *json = &rendering->json;

	json_begin(json, rendering->out, false);
	json_object(json);
	json_key(json, "kind");
	json_str(json, kind);
	return json;
}

static void end_line(struct rendering *rendering)
{
	json_object_end(&rendering->json);
	out_char(rendering->out, '\n');
}

void jsonl_begin(struct rendering *rendering)
{
	rendering->state = json_rules_new(rendering->arena);
	json_write_tool(begin_line(rendering, STR("start")), rendering->pack);
	end_line(rendering);
}

void jsonl_add(struct rendering *rendering, const struct report *report)
{
	if (report->refused)
		return;
	json_write_file(begin_line(rendering, STR("file")), report, rendering->state);
	end_line(rendering);
}

void jsonl_end(struct rendering *rendering)
{
	struct json *json;

	for (uint32_t i = 0; i < rendering->skipped.n; i++) {
		json = begin_line(rendering, STR("skipped"));
		json_write_skipped(json, &rendering->skipped.p[i]);
		end_line(rendering);
	}
	for (uint32_t i = 0; i < rendering->incomplete.n; i++) {
		json = begin_line(rendering, STR("incomplete"));
		json_write_incomplete(json, &rendering->incomplete.p[i]);
		end_line(rendering);
	}
	json_write_summary(begin_line(rendering, STR("summary")), rendering);
	end_line(rendering);
}
