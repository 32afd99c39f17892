/* What a contract's report says besides findings: blanks, service levels, the checklist, how the
 * text was read. */
#include "report/html.h"

static void write_left(struct html *html, uint32_t all, uint32_t shown)
{
	if (all <= shown)
		return;
	PUT(html, "<p class=\"more\">");
	html_text(html, PHRASE_FILL(&html->phrases, TEXT_HTML_MORE,
				    {"n", phrase_number(&html->phrases, all - shown)}));
	PUT(html, "</p>\n");
}

/* --- blanks ----------------------------------------------------------------------------------- */

static void write_blank(struct html *html, const struct shown_blank *blank, uint32_t number)
{
	struct str mark = str_trim(blank->mark);
	bool linked = html->report->text.n > 0;

	PUT(html, "<li");
	html_id(html, 'b', number);
	PUT(html, " tabindex=\"-1\">");
	if (linked) {
		PUT(html, "<a class=\"go\"");
		html_link(html, 'k', number);
		PUT(html, ">");
	}
	html_isolated(
		html,
		PHRASE_FILL(&html->phrases, TEXT_BLANK_ENTRY, {"field", str_trim(blank->field)},
			    {"mark", mark.n ? mark : phrase(&html->phrases, TEXT_EMPTY_QUOTE)},
			    {"need", blank->need}));
	out_str(html->out, linked ? STR("</a></li>\n") : STR("</li>\n"));
}

/* The blanks of a clause stand together under its path. */
static void write_blanks(struct html *html, bool formality, enum text_id intro)
{
	const struct report *report = html->report;
	uint32_t n = formality ? report->formal_blanks : report->blanks_in_terms;
	struct str path = STR_NONE;
	bool open = false;

	PUT(html, "<p>");
	html_text(html,
		  PHRASE_FILL(&html->phrases, intro, {"n", phrase_number(&html->phrases, n)}));
	PUT(html, "</p>\n<ul class=\"clauses\">\n");
	for (uint32_t i = 0; i < report->blank_count && i < HTML_BLANKS_MAX; i++) {
		const struct shown_blank *blank = &report->blanks[i];
		if (blank->formality != formality)
			continue;
		if (!open || !str_equal(path, blank->clause_path)) {
			out_str(html->out, open ? STR("</ul></li>\n<li>") : STR("<li>"));
			path = blank->clause_path;
			html_isolated(html, phrase_clause(&html->phrases, report, path, false));
			PUT(html, "\n<ul>\n");
			open = true;
		}
		write_blank(html, blank, i + 1);
	}
	PUT(html, "</ul></li>\n</ul>\n");
}

static void write_all_blanks(struct html *html)
{
	const struct report *report = html->report;

	if (!report->blank_count)
		return;
	html_section(html, "blanks", phrase(&html->phrases, TEXT_HEAD_BLANKS));
	if (report->blanks_in_terms)
		write_blanks(html, false, TEXT_BLANKS_TERMS);
	if (report->formal_blanks)
		write_blanks(html, true, TEXT_BLANKS_FORMAL);
	write_left(html, report->blank_count, HTML_BLANKS_MAX);
	PUT(html, "</section>\n");
}

/* --- service levels and the checklist --------------------------------------------------------- */

static void write_cell(struct html *html, struct str text)
{
	PUT(html, "<td>");
	html_isolated(html, text);
	PUT(html, "</td>");
}

static void write_services(struct html *html)
{
	static const enum text_id columns[] = {TEXT_COLUMN_METRIC, TEXT_COLUMN_CLAUSE,
					       TEXT_COLUMN_VALUE, TEXT_COLUMN_STATE};
	const struct report *report = html->report;

	if (!report->service_count)
		return;
	html_section(html, "services", phrase(&html->phrases, TEXT_HEAD_SERVICES));
	PUT(html, "<table>\n<thead><tr>");
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
		PUT(html, "<th scope=\"col\">");
		html_say(html, columns[i]);
		PUT(html, "</th>");
	}
	PUT(html, "</tr></thead>\n<tbody>\n");
	for (uint32_t i = 0; i < report->service_count && i < HTML_ROWS_MAX; i++) {
		const struct shown_service *service = &report->services[i];
		out_format(html->out, "<tr class=\"%s\"><th scope=\"row\">", service->state);
		html_isolated(html, service->metric);
		PUT(html, "</th>");
		write_cell(html, service->clause);
		write_cell(html, service->value);
		write_cell(html, phrase_state(&html->phrases, service->state));
		PUT(html, "</tr>\n");
	}
	PUT(html, "</tbody>\n</table>\n");
	write_left(html, report->service_count, HTML_ROWS_MAX);
	PUT(html, "</section>\n");
}

static void write_check(struct html *html, const struct shown_check *check)
{
	struct phrases *phrases = &html->phrases;
	struct str place = check->clause.n ? check->clause : phrase(phrases, TEXT_DOCUMENT);

	out_format(html->out, "<li class=\"%s\">", check->present ? "present" : "missing");
	html_isolated(html,
		      PHRASE_FILL(phrases, TEXT_CHECK_ENTRY,
				  {"mark", check->present ? STR("✓") : STR("✗")},
				  {"title", check->title},
				  {"clause",
				   check->present ? place : phrase(phrases, TEXT_CHECK_ABSENT)}));
	if (!check->present && check->suggestion.n) {
		PUT(html, "<p>");
		html_say(html, TEXT_LABEL_ADD);
		html_text(html, check->suggestion);
		PUT(html, "</p>");
	}
	PUT(html, "</li>\n");
}

static void write_checks(struct html *html)
{
	const struct report *report = html->report;
	struct phrases *phrases = &html->phrases;
	uint32_t present = 0;

	if (!report->check_count)
		return;
	for (uint32_t i = 0; i < report->check_count; i++)
		present += report->checks[i].present;
	html_section(html, "checks",
		     PHRASE_FILL(phrases, TEXT_HEAD_CHECKS, {"type", report->type_title}));
	PUT(html, "<p>");
	html_text(html,
		  PHRASE_FILL(phrases, TEXT_HTML_CHECKED, {"n", phrase_number(phrases, present)},
			      {"all", phrase_number(phrases, report->check_count)}));
	PUT(html, "</p>\n<ul>\n");
	for (uint32_t i = 0; i < report->check_count; i++)
		write_check(html, &report->checks[i]);
	PUT(html, "</ul>\n</section>\n");
}

/* --- how the text was read -------------------------------------------------------------------- */

static void write_item(struct html *html, struct str text)
{
	PUT(html, "<li>");
	html_isolated(html, text);
	PUT(html, "</li>\n");
}

void html_notes(struct html *html)
{
	const struct report *report = html->report;
	struct phrases *phrases = &html->phrases;

	html_section(html, "notes", phrase(phrases, TEXT_HEAD_NOTES));
	PUT(html, "<ul>\n");
	write_item(html, phrase_encoding(phrases, report));
	for (uint32_t i = 0; i < report->fold_count; i++)
		write_item(html, phrase_fold(phrases, &report->folds[i]));
	for (uint32_t i = 0; i < report->incomplete_count && i < HTML_ROWS_MAX; i++)
		write_item(html, phrase_incomplete(phrases, &report->incompletes[i]));
	PUT(html, "</ul>\n");
	write_left(html, report->incomplete_count, HTML_ROWS_MAX);
	PUT(html, "<p class=\"advice\">");
	html_say(html, TEXT_NOT_ADVICE);
	PUT(html, "</p>\n<p class=\"keys\" hidden>");
	html_say(html, TEXT_HTML_KEYS);
	PUT(html, "</p>\n</section>\n");
}

void html_lists(struct html *html)
{
	write_all_blanks(html);
	write_services(html);
	write_checks(html);
}
