/* SARIF: the document, its runs, results and notifications. */
#include "report/sarif.h"

#include "report/harmless.h"
#include "report/uri.h"

#include <stdio.h>

/* GitHub refuses a run with more results, and takes up to 20 runs in a file. */
enum { RESULTS_MAX = 25000 };

const char *sarif_level(enum severity severity)
{
	static const char *const levels[] = {"note", "note", "warning", "error"};

	return levels[severity];
}

/* See SARIF 3.11.5 and 3.11.6 for what braces and brackets would mean. */
void sarif_message(struct rendering *r, const char *key, struct str text, struct str markdown)
{
	json_member_object(&r->json, key);
	json_member(&r->json, "text", plain_text(r->scratch, text));
	if (markdown.n)
		json_member(&r->json, "markdown", markdown);
	json_object_end(&r->json);
}

/* --- places ---------------------------------------------------------------------------------- */

static void write_artifact(struct rendering *r, struct str uri)
{
	json_member_object(&r->json, "artifactLocation");
	json_member(&r->json, "uri", uri);
	if (!str_starts(uri, STR("file:")))
		json_member(&r->json, "uriBaseId", STR("%SRCROOT%"));
	json_object_end(&r->json);
}

/* Byte offsets are of the file, so they can be said only where it is UTF-8 itself. A quote that was
 * shortened is not the text of its region. */
static void write_region(struct json *json, const struct report *report,
			 const struct shown_finding *finding)
{
	struct place begin = finding->begin, end = finding->end;

	json_member_object(json, "region");
	json_member_uint(json, "startLine", begin.line);
	json_member_uint(json, "startColumn", begin.column);
	json_member_uint(json, "endLine", end.line);
	json_member_uint(json, "endColumn", end.column);
	if (report->encoding == ENC_UTF8) {
		json_member_uint(json, "byteOffset", begin.byte);
		json_member_uint(json, "byteLength", end.byte - begin.byte);
	}
	if (finding_quote(finding).n && finding_quote(finding).n == end.byte - begin.byte) {
		json_member_object(json, "snippet");
		json_member(json, "text", finding_quote(finding));
		json_object_end(json);
	}
	json_object_end(json);
}

static void write_clause(struct json *json, const struct shown_clause *clause)
{
	if (!clause->step_count)
		return;
	json_member_array(json, "logicalLocations");
	json_object(json);
	json_member(json, "name", str_at(clause->path, clause->steps[clause->step_count - 1]));
	json_member(json, "fullyQualifiedName", clause->path);
	json_member(json, "kind", STR("clause"));
	json_object_end(json);
	json_array_end(json);
}

static void write_location(struct rendering *r, const struct report *report,
			   const struct shown_finding *finding)
{
	json_member_array(&r->json, "locations");
	json_object(&r->json);
	json_member_object(&r->json, "physicalLocation");
	write_artifact(r, r->sarif->uri);
	write_region(&r->json, report, finding);
	json_object_end(&r->json);
	write_clause(&r->json, finding->clause);
	json_object_end(&r->json);
	json_array_end(&r->json);
}

/* --- results --------------------------------------------------------------------------------- */

/* The line hash has no salt and is of few words, so it could be guessed back: not in a report that
 * must not tell the contract's words. */
static void write_fingerprints(struct json *json, const struct shown_finding *finding)
{
	json_member_object(json, "partialFingerprints");
	json_member(json, "clauselint/v1", finding->fingerprint);
	if (finding->line_hash)
		json_member(json, "primaryLocationLineHash", str_from(finding->line_hash));
	json_object_end(json);
}

/* Suppressions are either in all results of a run or in none (3.27.23), and so are states
 * (3.27.24). */
static void write_judgement(struct json *json, const struct judgement *judgement, bool has_baseline)
{
	static const char *const states[] = {[STATE_NEW] = "new",
					     [STATE_CHANGED] = "updated",
					     [STATE_CONTEXT] = "unchanged",
					     [STATE_UNCHANGED] = "unchanged"};

	if (has_baseline)
		json_member(json, "baselineState", str_from(states[judgement->state]));
	json_member_array(json, "suppressions");
	if (judgement->accepted) {
		json_object(json);
		json_member(json, "kind", STR("external"));
		json_member(json, "status", STR("accepted"));
		json_member(json, "justification", judgement->reason);
		json_object_end(json);
	}
	json_array_end(json);
}

/* What SARIF has no members for; low and info are both notes to it. */
static void write_properties(struct json *json, const struct shown_finding *finding)
{
	json_member_object(json, "properties");
	json_member(json, "severity", str_from(severity_name(finding->severity)));
	json_member_array(json, "harms");
	for (uint32_t i = 0; i < finding->harm_count; i++)
		json_str(json, finding->harms[i]);
	json_array_end(json);
	json_object_end(json);
}

static void write_result(struct markdown *md, const struct report *report,
			 const struct shown_finding *finding)
{
	static const uint8_t ranks[] = {10, 30, 60, 90};
	struct rendering *r = md->rendering;
	struct json *json = &r->json;
	struct str clause =
		md_clause(md, report, finding->clause->path, finding_is_absence(finding));

	json_object(json);
	json_member(json, "ruleId", finding->rule->id);
	json_member_uint(json, "ruleIndex", sarif_rule_index(r, &r->sarif->rules, finding));
	json_member(json, "level", str_from(sarif_level(finding->severity)));
	json_member_uint(json, "rank", ranks[finding->severity]);
	sarif_message(
		r, "message",
		MD_FILL(md, TEXT_PLACED, {"message", finding->words->message}, {"clause", clause}),
		STR_NONE);
	write_location(r, report, finding);
	write_fingerprints(json, finding);
	write_judgement(json, finding->judgement, r->sarif->has_baseline);
	write_properties(json, finding);
	json_object_end(json);
	r->sarif->results++;
}

/* --- what could not be done ------------------------------------------------------------------ */

static void write_notification(struct rendering *r, const struct left_out *left)
{
	struct json *json = &r->json;
	struct str said = left->reason;

	if (left->rule.n)
		said = arena_format(r->scratch, "Rule %.*s could not be finished%s%.*s: %.*s",
				    STR_ARG(left->rule), left->clause.n ? " in " : "",
				    STR_ARG(left->clause), STR_ARG(left->reason));
	json_object(json);
	sarif_message(r, "message", said, STR_NONE);
	json_member(json, "level", STR("error"));
	json_member_array(json, "locations");
	json_object(json);
	json_member_object(json, "physicalLocation");
	write_artifact(r, uri_from_path(r->scratch, left->path));
	json_object_end(json);
	json_object_end(json);
	json_array_end(json);
	if (left->rule.n) {
		json_member_object(json, "associatedRule");
		json_member(json, "id", left->rule);
		json_object_end(json);
	}
	json_object_end(json);
}

static void write_invocation(struct rendering *r)
{
	struct sarif *sarif = r->sarif;
	struct json *json = &r->json;
	bool whole = sarif->skipped == r->skipped.n && sarif->incomplete == r->incomplete.n;

	json_member_array(json, "invocations");
	json_object(json);
	json_key(json, "executionSuccessful");
	json_bool(json, whole);
	json_member_array(json, "toolExecutionNotifications");
	for (; sarif->skipped < r->skipped.n; sarif->skipped++)
		write_notification(r, &r->skipped.p[sarif->skipped]);
	for (; sarif->incomplete < r->incomplete.n; sarif->incomplete++)
		write_notification(r, &r->incomplete.p[sarif->incomplete]);
	json_array_end(json);
	json_object_end(json);
	json_array_end(json);
}

/* --- runs ------------------------------------------------------------------------------------ */

/* The first run leaves its category to whoever uploads it, who could not change one that is given;
 * a further run needs another than the first. */
static void write_category(struct json *json, uint32_t run)
{
	char id[32];

	if (run == 1)
		return;
	snprintf(id, sizeof id, "clauselint/%u/", (unsigned)run);
	json_member_object(json, "automationDetails");
	json_member(json, "id", str_from(id));
	json_object_end(json);
}

static void write_roots(struct rendering *r)
{
	json_member_object(&r->json, "originalUriBaseIds");
	json_member_object(&r->json, "%SRCROOT%");
	sarif_message(r, "description", STR("The folder that clauselint was run in."), STR_NONE);
	json_object_end(&r->json);
	json_object_end(&r->json);
}

static void begin_run(struct rendering *r)
{
	struct json *json = &r->json;

	r->sarif->run++;
	r->sarif->results = 0;
	json_object(json);
	json_member(json, "columnKind", STR("unicodeCodePoints"));
	write_category(json, r->sarif->run);
	write_roots(r);
	json_member_array(json, "results");
}

static void end_run(struct rendering *r)
{
	static const char *const langs[LANGS] = {"zh-CN", "zh-TW", "en"};

	json_array_end(&r->json);
	sarif_tool(r, &r->sarif->rules);
	json_member(&r->json, "language", str_from(langs[r->lang]));
	write_invocation(r);
	json_object_end(&r->json);
	sarif_rules_clear(&r->sarif->rules);
}

static void next_run(struct rendering *r)
{
	end_run(r);
	begin_run(r);
}

void sarif_begin(struct rendering *r)
{
	struct json *json = &r->json;

	r->sarif = ARENA_NEW(r->arena, struct sarif);
	json_begin(json, r->out, true);
	json_object(json);
	json_member(json, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
	json_member(json, "version", STR("2.1.0"));
	json_member_array(json, "runs");
	begin_run(r);
}

/* A contract without a baseline is all new where others have one. */
void sarif_add(struct rendering *r, const struct report *report)
{
	struct sarif *sarif = r->sarif;
	struct markdown md;

	if (report->has_baseline && !sarif->has_baseline && sarif->results)
		next_run(r);
	sarif->has_baseline |= report->has_baseline;
	sarif->uri = uri_from_path(r->scratch, report->path);
	md_open(&md, r, report->lang);
	for (uint32_t i = 0; i < report->finding_count; i++) {
		if (sarif->results == RESULTS_MAX)
			next_run(r);
		write_result(&md, report, &report->findings[i]);
	}
}

void sarif_end(struct rendering *r)
{
	end_run(r);
	json_array_end(&r->json);
	json_object_end(&r->json);
	out_char(r->out, '\n');
}
