/* The report for a terminal: every open finding with its words marked, and little besides. */
#include "report/phrases.h"
#include "report/plain.h"
#include "report/problem.h"
#include "report/snippet.h"

struct text_report {
	struct rendering *rendering;
	struct out *out;
	struct phrases phrases;
	struct snippet snippet;
	const struct report *report;
	VEC(struct str) explained; /* the rules whose advice was given for this contract */
};

static void open_report(struct text_report *t, struct rendering *rendering, enum lang lang)
{
	*t = (struct text_report){.rendering = rendering, .out = rendering->out};
	t->phrases = (struct phrases){.arena = rendering->scratch, .lang = lang};
	t->snippet = (struct snippet){.line = {.arena = rendering->scratch}};
}

/* --- one finding ----------------------------------------------------------------------------- */

static const struct {
	enum text_id text;
	const char *color; /* ECMA-48, select graphic rendition */
} levels[] = {
	[SEVERITY_INFO] = {TEXT_SHORT_INFO, "\x1B[34m"},
	[SEVERITY_LOW] = {TEXT_SHORT_LOW, "\x1B[36m"},
	[SEVERITY_MEDIUM] = {TEXT_SHORT_MEDIUM, "\x1B[1;33m"},
	[SEVERITY_HIGH] = {TEXT_SHORT_HIGH, "\x1B[1;31m"},
};

static void put_colored(struct text_report *t, enum severity severity, struct str text)
{
	bool color = t->rendering->color;

	if (color)
		out_str(t->out, str_from(levels[severity].color));
	plain_put(t->out, text);
	if (color)
		out_str(t->out, STR("\x1B[0m"));
}

static void put_head(struct text_report *t, const struct shown_finding *finding)
{
	put_colored(t, finding->severity, phrase(&t->phrases, levels[finding->severity].text));
	out_str(t->out, STR("  "));
	plain_put(t->out, finding->rule->id);
	out_char(t->out, ' ');
	plain_put(t->out, finding->rule->name);
	out_str(t->out, STR("  "));
	plain_put(t->out, finding->words->message);
	out_str(t->out, STR("\n  --> "));
	plain_put(t->out, t->report->path);
	out_format(t->out, ":%u:%u  ", (unsigned)finding->begin.line,
		   (unsigned)finding->begin.column);
	plain_put(t->out, phrase_clause(&t->phrases, t->report, finding->clause->path,
					finding_is_absence(finding)));
	out_char(t->out, '\n');
}

static void put_words(struct text_report *t, const struct shown_finding *finding)
{
	if (!finding->sentence.n)
		return;
	snippet_make(&t->snippet, finding->sentence, finding->quote_in_sentence, finding->captures,
		     finding->capture_count);
	out_str(t->out, STR("   | "));
	out_str(t->out, text_done(&t->snippet.line));
	out_str(t->out, STR("\n   | "));
	put_colored(t, finding->severity, str_from(t->snippet.marks));
	out_char(t->out, '\n');
}

static void put_note(struct text_report *t, struct str label, struct str text)
{
	out_str(t->out, STR("   = "));
	plain_put(t->out, label);
	plain_put(t->out, text);
	out_char(t->out, '\n');
}

static void put_labelled(struct text_report *t, enum text_id label, struct str text)
{
	if (text.n)
		put_note(t, phrase(&t->phrases, label), text);
}

/* The rule's texts are copied once a report, so one address is one rule. */
static bool is_explained(struct text_report *t, struct str rule)
{
	for (uint32_t i = 0; i < t->explained.n; i++)
		if (t->explained.p[i].p == rule.p)
			return true;
	*VEC_PUSH(t->phrases.arena, &t->explained) = rule;
	return false;
}

static void put_finding(struct text_report *t, const struct shown_finding *finding)
{
	put_head(t, finding);
	put_words(t, finding);
	put_labelled(t, TEXT_SHORT_WAS, finding->judgement->was);
	if (is_explained(t, finding->rule->id))
		return;
	put_labelled(t, TEXT_LABEL_HARMS,
		     phrase_join(&t->phrases, finding->harms, finding->harm_count));
	put_labelled(t, TEXT_SHORT_SUGGESTION, str_trim(finding->words->suggestion));
	put_labelled(t, TEXT_LABEL_LEGAL,
		     phrase_laws(&t->phrases, finding->rule->legal, finding->rule->legal_count));
	if (finding->rule->confidence == CONFIDENCE_LOW)
		put_note(t, phrase(&t->phrases, TEXT_LABEL_UNSURE), STR(""));
}

/* --- what else there is to say of one contract ----------------------------------------------- */

static void put_line(struct text_report *t, struct str text)
{
	plain_put(t->out, t->report->path);
	out_str(t->out, STR(": "));
	plain_put(t->out, text);
	out_char(t->out, '\n');
}

static void put_blanks(struct text_report *t)
{
	const struct report *report = t->report;

	if (report->blanks_in_terms)
		put_line(t,
			 PHRASE_FILL(&t->phrases, TEXT_SHORT_BLANKS,
				     {"n", phrase_number(&t->phrases, report->blanks_in_terms)}));
	if (report->formal_blanks)
		put_line(t, PHRASE_FILL(&t->phrases, TEXT_SHORT_FORMAL,
					{"n", phrase_number(&t->phrases, report->formal_blanks)}));
}

static void put_services(struct text_report *t)
{
	const struct report *report = t->report;
	struct str *items = ARENA_ARRAY(t->phrases.arena, struct str, report->service_count);
	uint32_t n = 0;

	for (uint32_t i = 0; i < report->service_count; i++) {
		const struct shown_service *service = &report->services[i];
		if (str_equal(str_from(service->state), STR("present")))
			continue;
		items[n++] =
			PHRASE_FILL(&t->phrases, TEXT_SHORT_SERVICE, {"metric", service->metric},
				    {"state", phrase_state(&t->phrases, service->state)});
	}
	if (n)
		put_line(t, PHRASE_FILL(&t->phrases, TEXT_SHORT_SERVICES,
					{"n", phrase_number(&t->phrases, n)},
					{"items", phrase_join(&t->phrases, items, n)}));
}

static void put_checks(struct text_report *t)
{
	const struct report *report = t->report;
	struct str *items = ARENA_ARRAY(t->phrases.arena, struct str, report->check_count);
	uint32_t n = 0;

	for (uint32_t i = 0; i < report->check_count; i++)
		if (!report->checks[i].present)
			items[n++] = report->checks[i].title;
	if (n)
		put_line(t,
			 PHRASE_FILL(&t->phrases, TEXT_SHORT_CHECKS, {"type", report->type_title},
				     {"n", phrase_number(&t->phrases, n)},
				     {"items", phrase_join(&t->phrases, items, n)}));
}

static void put_notes(struct text_report *t)
{
	const struct report *report = t->report;

	if (report->lowered)
		put_line(t, phrase_reader(&t->phrases, report));
	if (report->encoding_guessed)
		put_line(t, PHRASE_FILL(&t->phrases, TEXT_NOTE_GUESSED,
					{"encoding", str_from(encoding_name(report->encoding))}));
	for (uint32_t i = 0; i < report->fold_count; i++)
		put_line(t, phrase_fold(&t->phrases, &report->folds[i]));
	for (uint32_t i = 0; i < report->incomplete_count; i++)
		put_line(t, phrase_incomplete(&t->phrases, &report->incompletes[i]));
}

/* --- the document ---------------------------------------------------------------------------- */

void text_begin(struct rendering *rendering)
{
	(void)rendering;
}

void text_add(struct rendering *rendering, const struct report *report)
{
	uint64_t before = rendering->out->total;
	struct text_report t;

	if (report->refused)
		return;
	open_report(&t, rendering, report->lang);
	t.report = report;
	for (uint32_t i = 0; i < report->finding_count; i++)
		if (finding_is_open(&report->findings[i]))
			put_finding(&t, &report->findings[i]);
	put_blanks(&t);
	put_services(&t);
	put_checks(&t);
	put_notes(&t);
	if (rendering->out->total > before)
		out_char(rendering->out, '\n');
}

static void put_skipped(struct text_report *t, const struct left_out *skipped)
{
	plain_put(t->out, skipped->path);
	out_str(t->out, STR(": "));
	plain_put(t->out, PHRASE_FILL(&t->phrases, TEXT_SHORT_SKIPPED,
				      {"reason", phrase_problem(&t->phrases, skipped->reason)}));
	out_char(t->out, '\n');
}

void text_end(struct rendering *rendering)
{
	struct text_report t;
	struct str not_listed;

	open_report(&t, rendering, rendering->lang);
	not_listed = phrase_not_listed(&t.phrases, rendering);
	for (uint32_t i = 0; i < rendering->skipped.n; i++)
		put_skipped(&t, &rendering->skipped.p[i]);
	if (not_listed.n) {
		plain_put(t.out, not_listed);
		out_char(t.out, '\n');
	}
	plain_put(t.out, phrase_summary(&t.phrases, rendering));
	out_char(t.out, '\n');
}
