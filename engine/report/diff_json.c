/* Two drafts, as JSON, version 1. diff.schema.json beside this file says the same. */
#include "report/diff_format.h"
#include "report/json_report.h"

static const char *const states[FINDING_STATES] = {"new", "changed", "gone"};

/* null stands for what is not there. */
static void write_place(struct json *json, const char *key, struct place place)
{
	json_member_object(json, key);
	json_member_uint(json, "byte", place.byte);
	json_member_uint(json, "line", place.line);
	json_member_uint(json, "column", place.column);
	json_member_uint(json, "utf16", place.utf16);
	json_object_end(json);
}

/* --- the drafts and the sums ----------------------------------------------------------------- */

static void write_draft(struct json *json, const char *key, const struct report *report)
{
	json_member_object(json, key);
	json_member(json, "path", report->path);
	json_member(json, "encoding", str_from(encoding_name(report->encoding)));
	json_member(json, "script", str_from(script_name(report->script)));
	json_member(json, "type", report->type);
	json_member_uint(json, "clauses", report->clauses);
	json_member_array(json, "incomplete");
	for (uint32_t i = 0; i < report->incomplete_count; i++) {
		const struct shown_incomplete *incomplete = &report->incompletes[i];
		json_object(json);
		json_member(json, "rule", incomplete->rule);
		json_member(json, "clause", incomplete->clause);
		json_member(json, "reason",
			    incomplete->capped ? STR("too many findings")
					       : STR("match limit reached"));
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

static void write_summary(struct json *json, const struct shown_diff *diff, struct str verdict)
{
	json_member_object(json, "summary");
	json_member(json, "verdict", verdict);
	json_member_object(json, "clauses");
	json_member_uint(json, "unchanged", diff->unchanged);
	for (int i = 0; i < SHOWN_KINDS; i++)
		json_member_uint(json, change_names[i], diff->counts[i]);
	json_object_end(json);
	json_member_object(json, "findings");
	json_member_uint(json, "unchanged", diff->same);
	for (int state = 0; state < FINDING_STATES; state++) {
		json_member_object(json, states[state]);
		for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--)
			json_member_uint(json, severity_name((enum severity)severity),
					 diff->found[severity][state]);
		json_object_end(json);
	}
	json_object_end(json);
	json_key(json, "coarse");
	json_bool(json, diff->coarse);
	json_object_end(json);
}

/* --- findings -------------------------------------------------------------------------------- */

static void write_side(struct json *json, const char *key, const struct shown_finding *finding)
{
	json_key(json, key);
	if (!finding) {
		json_null(json);
		return;
	}
	json_object(json);
	json_member(json, "rule", finding->rule->id);
	json_member(json, "severity", str_from(severity_name(finding->severity)));
	json_write_path(json, "clause", finding->clause);
	write_place(json, "begin", finding->begin);
	write_place(json, "end", finding->end);
	json_member(json, "quote", finding_quote(finding));
	json_member(json, "sentence", finding->sentence);
	json_member(json, "fingerprint", finding->fingerprint);
	json_object_end(json);
}

static void write_finding(struct json *json, const struct shown_finding_change *change)
{
	const struct shown_finding *finding = change->now ? change->now : change->old;

	json_object(json);
	json_member(json, "state", str_from(states[change->state]));
	json_write_head(json, finding, NULL);
	write_side(json, "old", change->old);
	write_side(json, "new", change->now);
	json_object_end(json);
}

static void write_findings(struct json *json, const struct shown_diff *diff)
{
	json_member_array(json, "findings");
	for (uint32_t i = 0; i < diff->finding_count; i++)
		write_finding(json, &diff->findings[i]);
	for (uint32_t i = 0; i < diff->gone_count; i++)
		write_finding(json, &diff->gone[i]);
	json_array_end(json);
}

/* --- clauses --------------------------------------------------------------------------------- */

static void write_kinds(struct json *json, const char *key, unsigned kinds)
{
	json_member_array(json, key);
	for (int i = 0; i < SHOWN_KINDS; i++)
		if (kinds >> i & 1)
			json_str(json, str_from(change_names[i]));
	json_array_end(json);
}

static void write_clauses(struct json *json, const char *key, const struct shown_clause *clauses,
			  uint32_t n)
{
	json_member_array(json, key);
	for (uint32_t i = 0; i < n; i++) {
		json_object(json);
		json_write_clause(json, &clauses[i]);
		json_object_end(json);
	}
	json_array_end(json);
}

static void write_change(struct json *json, const struct shown_change *change)
{
	static const char *const pieces[] = {
		[PIECE_KEPT] = "kept", [PIECE_OLD] = "old", [PIECE_NEW] = "new"};

	json_object(json);
	write_kinds(json, "changes", change->kinds);
	write_kinds(json, "following", change->following);
	write_clauses(json, "old", change->olds, change->old_count);
	write_clauses(json, "new", change->nows, change->now_count);
	write_place(json, "place", change->at);
	json_member_array(json, "words");
	for (uint32_t i = 0; i < change->piece_count; i++) {
		json_object(json);
		json_member(json, "in", str_from(pieces[change->pieces[i].kind]));
		json_member(json, "text", change->pieces[i].text);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

static void write_changes(struct json *json, const struct shown_diff *diff)
{
	json_member_array(json, "clauses");
	for (uint32_t i = 0; i < diff->change_count; i++)
		write_change(json, &diff->changes[i]);
	json_array_end(json);
}

static void write_values(struct json *json, const struct shown_diff *diff)
{
	json_member_array(json, "values");
	for (uint32_t i = 0; i < diff->value_count; i++) {
		const struct shown_value_change *change = &diff->values[i];
		json_object(json);
		json_member(json, "clause", change->clause);
		json_member(json, "about", change->about);
		json_member(json, "kind", str_from(change->kind));
		json_member(json, "state", str_from(change->state));
		json_write_value(json, "old", change->old);
		json_write_value(json, "new", change->now);
		write_place(json, "place", change->at);
		json_object_end(json);
	}
	json_array_end(json);
}

static void write_references(struct json *json, const struct shown_diff *diff)
{
	json_member_array(json, "references");
	for (uint32_t i = 0; i < diff->reference_count; i++) {
		const struct shown_reference_change *change = &diff->references[i];
		json_object(json);
		json_member(json, "clause", change->clause);
		json_member(json, "text", change->text);
		json_member(json, "meant", change->meant);
		json_member(json, "target", change->target);
		write_place(json, "place", change->at);
		json_object_end(json);
	}
	json_array_end(json);
}

void diff_json(struct rendering *r, const struct shown_diff *diff)
{
	struct json *json = &r->json;
	struct markdown phrases;

	md_open(&phrases, r, diff->now->lang);
	json_begin(json, r->out, true);
	json_object(json);
	json_write_tool(json, r->pack);
	write_draft(json, "old", diff->old);
	write_draft(json, "new", diff->now);
	write_summary(json, diff, diff_verdict(&phrases, diff));
	write_values(json, diff);
	write_findings(json, diff);
	write_references(json, diff);
	write_changes(json, diff);
	json_object_end(json);
	out_char(r->out, '\n');
}
