/* The findings of a contract, worst first. */
#include "report/html.h"

/* --- which list a finding is in --------------------------------------------------------------- */

enum list { LIST_WORDING, LIST_STRUCTURE, LIST_SETTLED };

static bool belongs(const struct html *html, uint32_t i, enum list list)
{
	const struct shown_finding *finding = &html->report->findings[i];

	if (!html->findings[i])
		return false;
	if (!finding_is_open(finding))
		return list == LIST_SETTLED;
	return list == (finding->rule->structural ? LIST_STRUCTURE : LIST_WORDING);
}

static uint32_t count_list(const struct html *html, enum list list)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < html->report->finding_count; i++)
		count += belongs(html, i, list);
	return count;
}

/* --- one finding ------------------------------------------------------------------------------ */

static void write_labelled(struct html *html, const char *class, enum text_id label,
			   struct str text)
{
	if (!text.n)
		return;
	out_format(html->out, "<p class=\"%s\"><b>", class);
	html_say(html, label);
	PUT(html, "</b>");
	html_text(html, text);
	PUT(html, "</p>\n");
}

static void write_note(struct html *html, struct str text)
{
	PUT(html, "<p class=\"note\">");
	html_isolated(html, text);
	PUT(html, "</p>\n");
}

/* What was settled of it before. */
static void write_judgement(struct html *html, const struct judgement *judgement)
{
	struct phrases *phrases = &html->phrases;

	if (judgement->accepted)
		write_note(html, phrase_acceptance(phrases, judgement));
	else if (judgement->state > STATE_CHANGED)
		write_note(html, phrase(phrases, TEXT_HTML_BASELINED));
	if (judgement->state == STATE_CHANGED)
		write_labelled(html, "note", TEXT_LABEL_WAS, judgement->was);
	if (!judgement->accepted && judgement->until.n) {
		PUT(html, "<p class=\"note\"><b>");
		html_text(html,
			  PHRASE_FILL(phrases, TEXT_LABEL_EXPIRED, {"until", judgement->until}));
		PUT(html, "</b>");
		html_text(html, judgement->reason);
		PUT(html, "</p>\n");
	}
}

static void write_title(struct html *html, const struct shown_finding *finding, uint32_t number)
{
	PUT(html, "<h4");
	html_id(html, 't', number);
	out_format(html->out, "><span class=\"n\">%u</span> <span class=\"level\">",
		   (unsigned)number);
	html_text(html, phrase_level(&html->phrases, finding->severity));
	PUT(html, "</span> ");
	if (html->report->text.n) {
		PUT(html, "<a class=\"go\"");
		html_link(html, 'm', number);
		PUT(html, ">");
	}
	html_text(html, finding->words->message);
	out_str(html->out, html->report->text.n ? STR("</a></h4>\n") : STR("</h4>\n"));
}

/* What the whole contract lacks has no line. */
static void write_place(struct html *html, const struct shown_finding *finding)
{
	struct phrases *phrases = &html->phrases;
	bool absent = finding_is_absence(finding);
	struct str path = phrase_clause(phrases, html->report, finding->clause->path, absent);

	PUT(html, "<p class=\"where\">");
	if (!absent || finding->clause->path.n)
		path = PHRASE_FILL(phrases, TEXT_PLACE_SHORT, {"clause", path},
				   {"line", phrase_number(phrases, finding->begin.line)},
				   {"column", phrase_number(phrases, finding->begin.column)});
	html_isolated(html, path);
	PUT(html, "</p>\n");
}

static void write_quote(struct html *html, const struct shown_finding *finding)
{
	struct str sentence = finding->sentence;
	struct span quote = finding->quote_in_sentence;

	if (!sentence.n)
		return;
	PUT(html, "<blockquote>");
	html_text(html, str_cut(sentence, 0, quote.begin));
	if (quote.begin < quote.end) {
		out_format(html->out, "<mark class=\"%s\">", severity_name(finding->severity));
		html_text(html, str_at(sentence, quote));
		PUT(html, "</mark>");
	}
	html_text(html, str_cut(sentence, quote.end, sentence.n));
	PUT(html, "</blockquote>\n");
}

/* Wording that can be pasted: its lines stay paragraphs. */
static void write_suggestion(struct html *html, struct str suggestion)
{
	suggestion = str_trim(suggestion);
	if (!suggestion.n)
		return;
	PUT(html, "<div class=\"fix\"><p class=\"label\"><b>");
	html_say(html, TEXT_LABEL_SUGGESTION);
	PUT(html, "</b> <button type=\"button\" class=\"copy\" hidden data-done=\"");
	html_attribute(html, phrase(&html->phrases, TEXT_HTML_COPIED));
	PUT(html, "\">");
	html_say(html, TEXT_HTML_COPY);
	PUT(html, "</button></p>\n<div class=\"wording\">");
	for (size_t at = 0; at < suggestion.n;) {
		size_t end = str_find(suggestion, STR("\n"), at);
		struct str line = str_trim(str_cut(suggestion, at, end));
		if (line.n) {
			PUT(html, "<p>");
			html_text(html, line);
			PUT(html, "</p>");
		}
		at = end == SIZE_MAX ? suggestion.n : end + 1;
	}
	PUT(html, "</div></div>\n");
}

static void write_details(struct html *html, const struct shown_finding *finding)
{
	struct phrases *phrases = &html->phrases;

	/* Open, so that all is there without the script; which closes them. */
	PUT(html, "<details open><summary>");
	html_say(html, TEXT_HTML_DETAILS);
	PUT(html, "</summary>\n");
	write_labelled(html, "why", TEXT_LABEL_WHY, finding->words->why);
	write_suggestion(html, finding->words->suggestion);
	write_labelled(html, "law", TEXT_LABEL_LEGAL,
		       phrase_laws(phrases, finding->rule->legal, finding->rule->legal_count));
	if (finding->rule->confidence == CONFIDENCE_LOW)
		write_note(html, phrase(phrases, TEXT_LABEL_UNSURE));
	PUT(html, "<p class=\"id\">");
	html_text(html, phrase_category(phrases, finding->rule->category));
	PUT(html, " <code>");
	html_text(html, finding->rule->id);
	PUT(html, "</code> <code class=\"fp\">");
	html_text(html, finding->fingerprint);
	PUT(html, "</code></p>\n</details>\n");
}

static void write_card(struct html *html, uint32_t index)
{
	const struct shown_finding *finding = &html->report->findings[index];
	uint32_t number = index + 1;

	out_format(html->out, "<article class=\"f %s%s\" tabindex=\"-1\"",
		   severity_name(finding->severity), finding_is_open(finding) ? "" : " settled");
	html_id(html, 'f', number);
	out_format(html->out, " data-n=\"%u\" data-s=\"%d\" data-c=\"%u\" data-h=\"",
		   (unsigned)number, (int)finding->severity,
		   (unsigned)html_name_index(html->categories, finding->rule->category));
	for (uint32_t i = 0; i < finding->harm_count; i++)
		out_format(html->out, "%s%u", i ? " " : "",
			   (unsigned)html_name_index(html->sides, finding->harms[i]));
	out_format(html->out, "\" aria-labelledby=\"c%ut%u\">\n", html->number, (unsigned)number);
	write_title(html, finding, number);
	write_place(html, finding);
	write_quote(html, finding);
	write_labelled(html, "who", TEXT_LABEL_HARMS,
		       phrase_join(&html->phrases, finding->harms, finding->harm_count));
	write_judgement(html, finding->judgement);
	write_details(html, finding);
	PUT(html, "</article>\n");
}

/* --- lists of them ---------------------------------------------------------------------------- */

static void write_level(struct html *html, enum list list, enum severity severity)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < html->report->finding_count; i++)
		count += belongs(html, i, list) && html->report->findings[i].severity == severity;
	if (!count)
		return;
	out_format(html->out, "<h3 class=\"%s\" data-s=\"%d\">", severity_name(severity),
		   (int)severity);
	html_text(html, phrase_level(&html->phrases, severity));
	out_format(html->out, " <span>%u</span></h3>\n", (unsigned)count);
	for (uint32_t i = 0; i < html->report->finding_count; i++)
		if (belongs(html, i, list) && html->report->findings[i].severity == severity)
			write_card(html, i);
}

static void write_list(struct html *html, enum list list)
{
	bool lazy = count_list(html, list) > HTML_LAZY_FINDINGS;

	out_format(html->out, "<div class=\"list%s\">\n", lazy ? " lazy" : "");
	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--)
		write_level(html, list, (enum severity)severity);
	PUT(html, "</div>\n");
}

static uint32_t count_left_out(const struct html *html)
{
	uint32_t left = 0;

	for (uint32_t i = 0; i < html->report->finding_count; i++)
		left += !html->findings[i];
	return left;
}

void html_findings(struct html *html)
{
	uint32_t left = count_left_out(html);

	html_list_names(html);
	html_section(html, "findings", phrase(&html->phrases, TEXT_HTML_FINDINGS));
	html_filters(html, count_list(html, LIST_SETTLED));
	PUT(html, "<p class=\"nothing\" hidden>");
	html_say(html, TEXT_HTML_NONE_SHOWN);
	PUT(html, "</p>\n");
	write_list(html, LIST_WORDING);
	if (!html->report->finding_count)
		write_note(html, phrase(&html->phrases, TEXT_VERDICT_NONE));
	if (left)
		write_note(html, PHRASE_FILL(&html->phrases, TEXT_HTML_MORE,
					     {"n", phrase_number(&html->phrases, left)}));
	PUT(html, "</section>\n");
	if (count_list(html, LIST_STRUCTURE)) {
		html_section(html, "structure", phrase(&html->phrases, TEXT_HEAD_STRUCTURE));
		write_list(html, LIST_STRUCTURE);
		PUT(html, "</section>\n");
	}
}

void html_settled(struct html *html)
{
	if (!count_list(html, LIST_SETTLED))
		return;
	PUT(html, "<details class=\"settled\"><summary><h2>");
	html_say(html, TEXT_HTML_SETTLED);
	PUT(html, "</h2></summary>\n");
	write_list(html, LIST_SETTLED);
	PUT(html, "</details>\n");
}
