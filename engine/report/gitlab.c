/* A GitLab Code Quality report: an array of what is open, one entry a finding.
 *
 * The format has no place for contracts that were not checked and rules that were not finished;
 * they are entries of their own, since a report without them would look clean. */
#include "judge/fingerprint.h"
#include "report/markdown.h"
#include "report/harmless.h"
#include "report/uri.h"

struct entry {
	struct str path, check, description, fingerprint;
	const char *severity;
	uint32_t line;
};

static void write_entry(struct rendering *r, const struct entry *entry)
{
	struct json *json = &r->json;
	struct str path = path_clean(r->scratch, entry->path);

	json_object(json);
	json_member(json, "description",
		    plain_text(r->scratch, visible_line(r->scratch, entry->description)));
	json_member(json, "check_name", entry->check);
	json_member(json, "fingerprint", fingerprint_in_file(r->scratch, path, entry->fingerprint));
	json_member(json, "severity", str_from(entry->severity));
	json_member_object(json, "location");
	json_member(json, "path", path);
	json_member_object(json, "lines");
	json_key(json, "begin");
	json_uint(json, entry->line);
	json_object_end(json);
	json_object_end(json);
	json_object_end(json);
}

static void write_finding(struct markdown *md, const struct report *report,
			  const struct shown_finding *finding)
{
	static const char *const severities[] = {"info", "minor", "major", "critical"};
	struct str clause =
		md_clause(md, report, finding->clause->path, finding_is_absence(finding));
	struct str message =
		MD_FILL(md, TEXT_PLACED, {"message", finding->words->message}, {"clause", clause});

	write_entry(md->rendering, &(struct entry){
					   .path = report->path,
					   .check = finding->rule->id,
					   .description = arena_format(md->arena, "%.*s: %.*s",
								       STR_ARG(finding->rule->id),
								       STR_ARG(message)),
					   .fingerprint = finding->fingerprint,
					   .severity = severities[finding->severity],
					   .line = finding->begin.line,
				   });
}

void gitlab_begin(struct rendering *r)
{
	json_begin(&r->json, r->out, true);
	json_array(&r->json);
}

void gitlab_add(struct rendering *r, const struct report *report)
{
	struct markdown md;

	md_open(&md, r, report->lang);
	for (uint32_t i = 0; i < report->finding_count; i++)
		if (finding_is_open(&report->findings[i]))
			write_finding(&md, report, &report->findings[i]);
}

static void write_left_out(struct rendering *r, const struct left_out *left, uint32_t index)
{
	struct str said = arena_format(r->scratch, "not-checked: %.*s", STR_ARG(left->reason));

	if (left->rule.n)
		said = arena_format(r->scratch, "not-finished: %.*s%s%.*s: %.*s",
				    STR_ARG(left->rule), left->clause.n ? ", " : "",
				    STR_ARG(left->clause), STR_ARG(left->reason));
	write_entry(r, &(struct entry){
			       .path = left->path,
			       .check = left->rule.n ? STR("not-finished") : STR("not-checked"),
			       .description = said,
			       .fingerprint = arena_format(r->scratch, "%u %.*s", (unsigned)index,
							   STR_ARG(said)),
			       .severity = "blocker",
			       .line = 1,
		       });
}

void gitlab_end(struct rendering *r)
{
	for (uint32_t i = 0; i < r->skipped.n; i++)
		write_left_out(r, &r->skipped.p[i], i);
	for (uint32_t i = 0; i < r->incomplete.n; i++)
		write_left_out(r, &r->incomplete.p[i], i);
	json_array_end(&r->json);
	out_char(r->out, '\n');
}
