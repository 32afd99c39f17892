/* JSON, version 1. The schema beside this file says the same. */
#include "report/json_report.h"

#include "text/source.h"

void json_write_packs(struct json *json, const struct pack *pack)
{
	json_member_array(json, "packs");
	for (uint32_t i = 0; i < pack->info_count; i++) {
		json_object(json);
		json_member(json, "name", pack->infos[i].name);
		json_member(json, "version", pack->infos[i].version);
		json_member_uint(json, "rules", pack->infos[i].rules);
		json_object_end(json);
	}
	json_array_end(json);
}

void json_write_tool(struct json *json, const struct pack *pack)
{
	json_member_uint(json, "version", 1);
	json_member_object(json, "tool");
	json_member(json, "name", STR("clauselint"));
	json_member(json, "version", STR(CLAUSELINT_VERSION));
	json_write_packs(json, pack);
	json_object_end(json);
}

static void write_place(struct json *json, const char *key, struct place place)
{
	json_member_object(json, key);
	json_member_uint(json, "line", place.line);
	json_member_uint(json, "column", place.column);
	json_member_uint(json, "utf16", place.utf16);
	json_object_end(json);
}

static void write_span(struct json *json, struct place begin, struct place end)
{
	json_member_object(json, "span");
	json_member_uint(json, "start_byte", begin.byte);
	json_member_uint(json, "end_byte", end.byte);
	write_place(json, "start", begin);
	write_place(json, "end", end);
	json_object_end(json);
}

void json_write_path(struct json *json, const char *key, const struct shown_clause *clause)
{
	struct str steps[STEPS_SHOWN];

	for (uint32_t i = 0; i < clause->step_count; i++)
		steps[i] = str_at(clause->path, clause->steps[i]);
	json_member_texts(json, key, steps, clause->step_count);
}

void json_write_clause(struct json *json, const struct shown_clause *clause)
{
	json_write_path(json, "path", clause);
	json_member(json, "number", str_at(clause->path, clause->number));
	json_member_uint(json, "occurrence", clause->occurrence);
	json_member(json, "title", str_at(clause->path, clause->title));
}

/* The names of groups are the pack's: words of letters, so they need no escape as keys. */
static void write_captures(struct json *json, const struct shown_finding *finding)
{
	json_member_object(json, "captures");
	for (uint32_t i = 0; i < finding->capture_count; i++)
		json_member(json, finding->captures[i].name.p, finding->captures[i].text);
	json_object_end(json);
}

static void write_acceptance(struct json *json, const struct judgement *judgement)
{
	json_object(json);
	json_member(json, "reason", judgement->reason);
	json_member(json, "by", judgement->by);
	if (judgement->until.n)
		json_member(json, "until", judgement->until);
	json_object_end(json);
}

static void write_judgement(struct json *json, const struct judgement *judgement)
{
	static const char *const states[] = {[STATE_NEW] = "new",
					     [STATE_CHANGED] = "changed",
					     [STATE_CONTEXT] = "context",
					     [STATE_UNCHANGED] = "unchanged"};

	json_member(json, "state", str_from(states[judgement->state]));
	if (judgement->state == STATE_CHANGED)
		json_member(json, "was", judgement->was);
	json_key(json, "accepted");
	if (judgement->accepted)
		write_acceptance(json, judgement);
	else
		json_null(json);
	if (!judgement->accepted && judgement->until.n) {
		json_key(json, "expired");
		write_acceptance(json, judgement);
	}
}

static void write_words(struct json *json, const char *key, struct str words, struct str of_rule,
			const struct str *pieces, enum json_piece piece)
{
	if (pieces && words.p == of_rule.p)
		json_copy(json, pieces[piece]);
	else
		json_member(json, key, words);
}

void json_write_value(struct json *json, const char *key, struct str value)
{
	json_key(json, key);
	if (value.n)
		json_str(json, value);
	else
		json_null(json);
}

/* Of the texts of a rule, those that had nothing to fill are the rule's own. */
void json_write_head(struct json *json, const struct shown_finding *finding,
		     const struct str *pieces)
{
	const struct shown_rule *rule = finding->rule;
	const struct shown_words *words = finding->words;

	json_write_piece(json, pieces, PIECE_NAMES, rule);
	json_member(json, "severity", str_from(severity_name(finding->severity)));
	json_write_piece(json, pieces, PIECE_CONFIDENCE, rule);
	json_member_texts(json, "harms", finding->harms, finding->harm_count);
	write_words(json, "message", words->message, rule->words.message, pieces, PIECE_MESSAGE);
	write_words(json, "why", words->why, rule->words.why, pieces, PIECE_WHY);
	write_words(json, "suggestion", words->suggestion, rule->words.suggestion, pieces,
		    PIECE_SUGGESTION);
}

static void write_finding(struct json *json, const struct shown_finding *finding,
			  struct json_rules *rules)
{
	const struct str *pieces;

	json_object(json);
	pieces = json_rules_pieces(rules, json, finding->rule);
	json_write_head(json, finding, pieces);
	json_write_piece(json, pieces, PIECE_LEGAL, finding->rule);
	json_member_object(json, "clause");
	json_write_clause(json, finding->clause);
	json_object_end(json);
	write_span(json, finding->begin, finding->end);
	json_member(json, "quote", finding_quote(finding));
	json_member(json, "sentence", finding->sentence);
	write_captures(json, finding);
	json_member(json, "fingerprint", finding->fingerprint);
	write_judgement(json, finding->judgement);
	json_object_end(json);
}

static void write_parties(struct json *json, const struct report *report)
{
	json_member_array(json, "parties");
	for (uint32_t i = 0; i < report->party_count; i++) {
		const struct shown_party *party = &report->parties[i];
		json_object(json);
		json_member(json, "name", party->name);
		json_member(json, "role", str_from(party->role));
		json_member_texts(json, "aliases", party->aliases, party->alias_count);
		json_object_end(json);
	}
	json_array_end(json);
}

static void write_side(struct json *json, const struct report *report)
{
	if (!report->side.n)
		return;
	json_member(json, "side", report->side);
	json_member_uint(json, "lowered", report->lowered);
}

static void write_gone(struct json *json, const struct report *report)
{
	if (report->moved.n)
		json_member(json, "moved_from", report->moved);
	if (!report->gone_count)
		return;
	json_member_array(json, "gone");
	for (uint32_t i = 0; i < report->gone_count; i++) {
		const struct shown_gone *gone = &report->gone[i];
		json_object(json);
		json_member(json, "rule", gone->rule);
		json_member(json, "clause", gone->clause);
		json_member(json, "text", gone->text);
		json_member(json, "fingerprint", gone->fingerprint);
		json_object_end(json);
	}
	json_array_end(json);
}

static void write_services(struct json *json, const struct report *report)
{
	json_member_array(json, "slas");
	for (uint32_t i = 0; i < report->service_count; i++) {
		const struct shown_service *service = &report->services[i];
		json_object(json);
		json_member(json, "metric", service->metric);
		json_member(json, "clause", service->clause);
		json_write_value(json, "value", service->value);
		json_member(json, "state", str_from(service->state));
		json_object_end(json);
	}
	json_array_end(json);
}

static void write_checks(struct json *json, const struct report *report)
{
	json_member_array(json, "checklist");
	for (uint32_t i = 0; i < report->check_count; i++) {
		const struct shown_check *check = &report->checks[i];
		json_object(json);
		json_member(json, "id", check->id);
		json_member(json, "title", check->title);
		json_member(json, "state", check->present ? STR("present") : STR("missing"));
		json_member(json, "clause", check->clause);
		json_object_end(json);
	}
	json_array_end(json);
}

void json_write_file(struct json *json, const struct report *report, struct json_rules *rules)
{
	json_member(json, "path", report->path);
	json_member(json, "encoding", str_from(encoding_name(report->encoding)));
	json_member(json, "script", str_from(script_name(report->script)));
	json_member(json, "type", report->type);
	write_parties(json, report);
	write_side(json, report);
	if (report->redacted) {
		json_key(json, "redacted");
		json_bool(json, true);
	}
	json_rules_next_report(rules);
	json_member_array(json, "findings");
	for (uint32_t i = 0; i < report->finding_count; i++)
		write_finding(json, &report->findings[i], rules);
	json_array_end(json);
	write_gone(json, report);
	write_services(json, report);
	write_checks(json, report);
}

void json_write_skipped(struct json *json, const struct left_out *skipped)
{
	json_member(json, "path", skipped->path);
	json_member(json, "reason", skipped->reason);
}

void json_write_incomplete(struct json *json, const struct left_out *incomplete)
{
	json_member(json, "path", incomplete->path);
	json_member(json, "rule", incomplete->rule);
	json_member(json, "clause", incomplete->clause);
	json_member(json, "reason", incomplete->reason);
}

void json_write_summary(struct json *json, const struct rendering *r)
{
	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--)
		json_member_uint(json, severity_name((enum severity)severity), r->found[severity]);
	json_member_uint(json, "accepted", r->accepted);
	json_member_uint(json, "baselined", r->baselined);
}

/* --- the document ---------------------------------------------------------------------------- */

void json_report_begin(struct rendering *r)
{
	struct json *json = &r->json;

	r->state = json_rules_new(r->arena);
	json_begin(json, r->out, true);
	json_object(json);
	json_write_tool(json, r->pack);
	json_member_array(json, "files");
}

void json_report_add(struct rendering *r, const struct report *report)
{
	if (report->refused)
		return;
	json_object(&r->json);
	json_write_file(&r->json, report, r->state);
	json_object_end(&r->json);
}

static void write_left_out(struct json *json, const char *key, const struct left_out *items,
			   uint32_t n,
			   void (*write)(struct json *json, const struct left_out *item))
{
	json_member_array(json, key);
	for (uint32_t i = 0; i < n; i++) {
		json_object(json);
		write(json, &items[i]);
		json_object_end(json);
	}
	json_array_end(json);
}

void json_report_end(struct rendering *r)
{
	struct json *json = &r->json;

	json_array_end(json);
	write_left_out(json, "skipped", r->skipped.p, r->skipped.n, json_write_skipped);
	write_left_out(json, "incomplete", r->incomplete.p, r->incomplete.n, json_write_incomplete);
	json_member_object(json, "summary");
	json_write_summary(json, r);
	json_object_end(json);
	json_object_end(json);
	out_char(r->out, '\n');
}
