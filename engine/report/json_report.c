/* JSON, version 1. The schema beside this file says the same. */
#include "report/json_report.h"

#include "text/source.h"

static const char *const severities[] = {"info", "low", "medium", "high"};
static const char *const confidences[] = {"low", "medium", "high"};

static void member(struct json *json, const char *key, struct str value)
{
	json_key(json, key);
	json_str(json, value);
}

static void number(struct json *json, const char *key, uint64_t value)
{
	json_key(json, key);
	json_uint(json, value);
}

void json_write_tool(struct json *json, const struct pack *pack)
{
	number(json, "version", 1);
	json_key(json, "tool");
	json_object(json);
	member(json, "name", STR("clauselint"));
	member(json, "version", STR(CLAUSELINT_VERSION));
	json_key(json, "packs");
	json_array(json);
	for (uint32_t i = 0; i < pack->info_count; i++) {
		json_object(json);
		member(json, "name", pack->infos[i].name);
		member(json, "version", pack->infos[i].version);
		number(json, "rules", pack->infos[i].rules);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

static void write_texts(struct json *json, const char *key, const struct str *texts, uint32_t n)
{
	json_key(json, key);
	json_array(json);
	for (uint32_t i = 0; i < n; i++)
		json_str(json, texts[i]);
	json_array_end(json);
}

static void write_place(struct json *json, const char *key, struct place place)
{
	json_key(json, key);
	json_object(json);
	number(json, "line", place.line);
	number(json, "column", place.column);
	number(json, "utf16", place.utf16);
	json_object_end(json);
}

static void write_span(struct json *json, struct place begin, struct place end)
{
	json_key(json, "span");
	json_object(json);
	number(json, "start_byte", begin.byte);
	number(json, "end_byte", end.byte);
	write_place(json, "start", begin);
	write_place(json, "end", end);
	json_object_end(json);
}

static void write_clause(struct json *json, const struct shown_clause *clause)
{
	json_key(json, "clause");
	json_object(json);
	write_texts(json, "path", clause->steps, clause->step_count);
	member(json, "number", clause->number);
	number(json, "occurrence", clause->occurrence);
	member(json, "title", clause->title);
	json_object_end(json);
}

static void write_legal(struct json *json, const struct shown_finding *finding)
{
	json_key(json, "legal");
	json_array(json);
	for (uint32_t i = 0; i < finding->legal_count; i++) {
		json_object(json);
		member(json, "law", finding->legal[i].law);
		member(json, "article", finding->legal[i].article);
		json_object_end(json);
	}
	json_array_end(json);
}

/* The names of groups are the pack's: words of letters, so they need no escape as keys. */
static void write_captures(struct json *json, const struct shown_finding *finding)
{
	json_key(json, "captures");
	json_object(json);
	for (uint32_t i = 0; i < finding->capture_count; i++)
		member(json, finding->captures[i].name.p, finding->captures[i].text);
	json_object_end(json);
}

static void write_acceptance(struct json *json, const struct judgement *judgement)
{
	json_object(json);
	member(json, "reason", judgement->reason);
	member(json, "by", judgement->by);
	if (judgement->until.n)
		member(json, "until", judgement->until);
	json_object_end(json);
}

static void write_judgement(struct json *json, const struct judgement *judgement)
{
	static const char *const states[] = {[STATE_NEW] = "new",
					     [STATE_CHANGED] = "changed",
					     [STATE_CONTEXT] = "context",
					     [STATE_UNCHANGED] = "unchanged"};

	member(json, "state", str_from(states[judgement->state]));
	if (judgement->state == STATE_CHANGED)
		member(json, "was", judgement->was);
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

static void write_finding(struct json *json, const struct shown_finding *finding)
{
	json_object(json);
	member(json, "rule", finding->rule);
	member(json, "name", finding->name);
	member(json, "category", finding->category);
	member(json, "severity", str_from(severities[finding->severity]));
	member(json, "confidence", str_from(confidences[finding->confidence]));
	write_texts(json, "harms", finding->harms, finding->harm_count);
	member(json, "message", finding->message);
	member(json, "why", finding->why);
	member(json, "suggestion", finding->suggestion);
	write_legal(json, finding);
	write_clause(json, &finding->clause);
	write_span(json, finding->begin, finding->end);
	member(json, "quote", finding->quote);
	member(json, "sentence", finding->sentence);
	write_captures(json, finding);
	member(json, "fingerprint", finding->fingerprint);
	write_judgement(json, &finding->judgement);
	json_object_end(json);
}

static void write_parties(struct json *json, const struct report *report)
{
	json_key(json, "parties");
	json_array(json);
	for (uint32_t i = 0; i < report->party_count; i++) {
		const struct shown_party *party = &report->parties[i];
		json_object(json);
		member(json, "name", party->name);
		member(json, "role", str_from(party->role));
		write_texts(json, "aliases", party->aliases, party->alias_count);
		json_object_end(json);
	}
	json_array_end(json);
}

static void write_side(struct json *json, const struct report *report)
{
	if (!report->side.n)
		return;
	member(json, "side", report->side);
	number(json, "lowered", report->lowered);
}

static void write_gone(struct json *json, const struct report *report)
{
	if (report->moved.n)
		member(json, "moved_from", report->moved);
	if (!report->gone_count)
		return;
	json_key(json, "gone");
	json_array(json);
	for (uint32_t i = 0; i < report->gone_count; i++) {
		const struct shown_gone *gone = &report->gone[i];
		json_object(json);
		member(json, "rule", gone->rule);
		member(json, "clause", gone->clause);
		member(json, "text", gone->text);
		member(json, "fingerprint", gone->fingerprint);
		json_object_end(json);
	}
	json_array_end(json);
}

static void write_services(struct json *json, const struct report *report)
{
	json_key(json, "slas");
	json_array(json);
	for (uint32_t i = 0; i < report->service_count; i++) {
		const struct shown_service *service = &report->services[i];
		json_object(json);
		member(json, "metric", service->metric);
		member(json, "clause", service->clause);
		json_key(json, "value");
		if (service->value.n)
			json_str(json, service->value);
		else
			json_null(json);
		member(json, "state", str_from(service->state));
		json_object_end(json);
	}
	json_array_end(json);
}

static void write_checks(struct json *json, const struct report *report)
{
	json_key(json, "checklist");
	json_array(json);
	for (uint32_t i = 0; i < report->check_count; i++) {
		const struct shown_check *check = &report->checks[i];
		json_object(json);
		member(json, "id", check->id);
		member(json, "title", check->title);
		member(json, "state", check->present ? STR("present") : STR("missing"));
		member(json, "clause", check->clause);
		json_object_end(json);
	}
	json_array_end(json);
}

void json_write_file(struct json *json, const struct report *report)
{
	member(json, "path", report->path);
	member(json, "encoding", str_from(encoding_name(report->encoding)));
	member(json, "script", str_from(script_name(report->script)));
	member(json, "type", report->type);
	write_parties(json, report);
	write_side(json, report);
	if (report->redacted) {
		json_key(json, "redacted");
		json_bool(json, true);
	}
	json_key(json, "findings");
	json_array(json);
	for (uint32_t i = 0; i < report->finding_count; i++)
		write_finding(json, &report->findings[i]);
	json_array_end(json);
	write_gone(json, report);
	write_services(json, report);
	write_checks(json, report);
}

void json_write_skipped(struct json *json, const struct left_out *skipped)
{
	member(json, "path", skipped->path);
	member(json, "reason", skipped->reason);
}

void json_write_incomplete(struct json *json, const struct left_out *incomplete)
{
	member(json, "path", incomplete->path);
	member(json, "rule", incomplete->rule);
	member(json, "clause", incomplete->clause);
	member(json, "reason", incomplete->reason);
}

void json_write_summary(struct json *json, const struct rendering *r)
{
	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--)
		number(json, severities[severity], r->found[severity]);
	number(json, "accepted", r->accepted);
	number(json, "baselined", r->baselined);
}

/* --- the document ---------------------------------------------------------------------------- */

void json_report_begin(struct rendering *r)
{
	struct json *json = &r->json;

	json_begin(json, r->out, true);
	json_object(json);
	json_write_tool(json, r->pack);
	json_key(json, "files");
	json_array(json);
}

void json_report_add(struct rendering *r, const struct report *report)
{
	if (report->refused)
		return;
	json_object(&r->json);
	json_write_file(&r->json, report);
	json_object_end(&r->json);
}

static void write_left_out(struct json *json, const char *key, const struct left_out *items,
			   uint32_t n,
			   void (*write)(struct json *json, const struct left_out *item))
{
	json_key(json, key);
	json_array(json);
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
	json_key(json, "summary");
	json_object(json);
	json_write_summary(json, r);
	json_object_end(json);
	json_object_end(json);
	out_char(r->out, '\n');
}
