/* The findings of a contract, worst first, and the filters over them. */
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
	return list == (finding->structural ? LIST_STRUCTURE : LIST_WORDING);
}

static uint32_t count_list(const struct html *html, enum list list)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < html->report->finding_count; i++)
		count += belongs(html, i, list);
	return count;
}

/* --- filters ---------------------------------------------------------------------------------- */

struct names {
	const struct str *p;
	uint32_t n;
};

/* The n-th name that a finding has, of those that one filter is about; empty behind the last. */
typedef struct str name_fn(const struct shown_finding *finding, uint32_t n);

static struct str harmed(const struct shown_finding *finding, uint32_t n)
{
	return n < finding->harm_count ? finding->harms[n] : STR("");
}

static struct str category(const struct shown_finding *finding, uint32_t n)
{
	return n ? STR("") : finding->category;
}

static uint32_t name_index(struct names names, struct str name)
{
	uint32_t i = 0;

	while (i < names.n && !str_equal(names.p[i], name))
		i++;
	return i;
}

/* Each once, in the order of the text. A contract has few parties, and a pack few categories. */
static struct names list_names(struct html *html, name_fn *name_of)
{
	VEC(struct str) names = {0};

	for (uint32_t i = 0; i < html->report->finding_count; i++) {
		struct str name;
		for (uint32_t n = 0; (name = name_of(&html->report->findings[i], n)).n; n++)
			if (html->findings[i] &&
			    name_index((struct names){names.p, names.n}, name) == names.n)
				*VEC_PUSH(html->arena, &names) = name;
	}
	return (struct names){names.p, names.n};
}

static uint32_t count_named(const struct html *html, name_fn *name_of, struct str name)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < html->report->finding_count; i++) {
		const struct shown_finding *finding = &html->report->findings[i];
		struct str other;
		for (uint32_t n = 0; (other = name_of(finding, n)).n; n++)
			count += html->findings[i] && finding_is_open(finding) &&
				 str_equal(other, name);
	}
	return count;
}

static uint32_t count_severity(const struct html *html, enum severity severity)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < html->report->finding_count; i++)
		count += html->findings[i] && finding_is_open(&html->report->findings[i]) &&
			 html->report->findings[i].severity == severity;
	return count;
}

static void write_select(struct html *html, char key, enum text_id label, enum text_id all,
			 struct names names, name_fn *name_of)
{
	struct phrases *phrases = &html->phrases;

	if (names.n < 2)
		return;
	PUT(html, "<label><span>");
	html_say(html, label);
	out_format(html->out, "</span> <select data-key=\"%c\" autocomplete=\"off\">", key);
	PUT(html, "<option value=\"\">");
	html_say(html, all);
	PUT(html, "</option>");
	for (uint32_t i = 0; i < names.n; i++) {
		struct str name = names.p[i];
		struct str count = phrase_number(phrases, count_named(html, name_of, name));
		if (name_of == category)
			name = phrase_category(phrases, name);
		out_format(html->out, "<option value=\"%u\">", (unsigned)i);
		html_attribute(
			html, PHRASE_FILL(phrases, TEXT_HTML_OPTION, {"name", name}, {"n", count}));
		PUT(html, "</option>");
	}
	PUT(html, "</select></label>\n");
}

static void write_severities(struct html *html)
{
	PUT(html, "<div class=\"levels\">");
	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--) {
		out_format(html->out, "<button type=\"button\" class=\"%s\" data-s=\"%d\" ",
			   html_severity((enum severity)severity), severity);
		PUT(html, "aria-pressed=\"true\">");
		html_text(html, phrase_level(&html->phrases, (enum severity)severity));
		out_format(html->out, " <b>%u</b></button> ",
			   (unsigned)count_severity(html, (enum severity)severity));
	}
	PUT(html, "</div>\n");
}

static void write_toggle(struct html *html, const char *name, struct str words)
{
	out_format(html->out, "<button type=\"button\" data-do=\"%s\" aria-pressed=\"false\">",
		   name);
	html_text(html, words);
	PUT(html, "</button> ");
}

/* They need the script, which shows them. */
static void write_filters(struct html *html, struct names sides, struct names categories)
{
	struct phrases *phrases = &html->phrases;
	uint32_t settled = count_list(html, LIST_SETTLED);

	PUT(html, "<div class=\"filters\" role=\"group\" hidden aria-label=\"");
	html_attribute(html, phrase(phrases, TEXT_HTML_FILTERS));
	PUT(html, "\">\n");
	write_severities(html);
	PUT(html, "<div class=\"selects\">\n");
	write_select(html, 'c', TEXT_HTML_CATEGORY, TEXT_HTML_ALL_CATEGORIES, categories, category);
	write_select(html, 'h', TEXT_COLUMN_HARMS, TEXT_HTML_ALL_SIDES, sides, harmed);
	PUT(html, "</div>\n<div class=\"more\">");
	write_toggle(html, "order", phrase(phrases, TEXT_HTML_BY_PLACE));
	if (settled)
		write_toggle(html, "show_settled",
			     PHRASE_FILL(phrases, TEXT_HTML_SHOW_SETTLED,
					 {"n", phrase_number(phrases, settled)}));
	PUT(html, "<button type=\"button\" data-do=\"reset\" hidden>");
	html_say(html, TEXT_HTML_RESET);
	PUT(html, "</button>\n<output data-say=\"");
	html_attribute(html, phrase(phrases, TEXT_HTML_COUNT));
	PUT(html, "\"></output></div>\n</div>\n");
}

/* --- one finding ------------------------------------------------------------------------------ */

struct cards {
	struct html *html;
	struct names sides, categories;
};

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

static void write_judgement(struct html *html, const struct judgement *judgement)
{
	struct phrases *phrases = &html->phrases;
	struct text text = {.arena = html->arena};

	if (judgement->accepted) {
		text_str(&text,
			 PHRASE_FILL(phrases, TEXT_HTML_ACCEPTED, {"reason", judgement->reason}));
		if (judgement->by.n)
			text_str(&text, PHRASE_FILL(phrases, TEXT_HTML_ACCEPTED_BY,
						    {"by", judgement->by}));
		write_note(html, text_done(&text));
	} else if (judgement->state > STATE_CHANGED) {
		write_note(html, phrase(phrases, TEXT_HTML_BASELINED));
	} else if (judgement->state == STATE_CHANGED && judgement->was.n) {
		write_note(html, PHRASE_FILL(phrases, TEXT_HTML_CHANGED, {"was", judgement->was}));
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
	html_text(html, finding->message);
	out_str(html->out, html->report->text.n ? STR("</a></h4>\n") : STR("</h4>\n"));
}

/* What the whole contract lacks has no line. */
static void write_place(struct html *html, const struct shown_finding *finding)
{
	struct phrases *phrases = &html->phrases;
	bool absent = finding_is_absence(finding);
	struct str path = phrase_clause(phrases, html->report, finding->clause.path, absent);

	PUT(html, "<p class=\"where\">");
	if (!absent || finding->clause.path.n)
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
		out_format(html->out, "<mark class=\"%s\">", html_severity(finding->severity));
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
	write_labelled(html, "why", TEXT_LABEL_WHY, finding->why);
	write_suggestion(html, finding->suggestion);
	write_labelled(html, "law", TEXT_LABEL_LEGAL,
		       phrase_laws(phrases, finding->legal, finding->legal_count));
	if (finding->confidence == CONFIDENCE_LOW)
		write_note(html, phrase(phrases, TEXT_LABEL_UNSURE));
	PUT(html, "<p class=\"id\">");
	html_text(html, phrase_category(phrases, finding->category));
	PUT(html, " <code>");
	html_text(html, finding->rule);
	PUT(html, "</code> <code class=\"fp\">");
	html_text(html, finding->fingerprint);
	PUT(html, "</code></p>\n</details>\n");
}

static void write_card(struct cards *cards, uint32_t index)
{
	struct html *html = cards->html;
	const struct shown_finding *finding = &html->report->findings[index];
	uint32_t number = index + 1;

	out_format(html->out, "<article class=\"f %s%s\" tabindex=\"-1\"",
		   html_severity(finding->severity), finding_is_open(finding) ? "" : " settled");
	html_id(html, 'f', number);
	out_format(html->out, " data-n=\"%u\" data-s=\"%d\" data-c=\"%u\" data-h=\"",
		   (unsigned)number, (int)finding->severity,
		   (unsigned)name_index(cards->categories, finding->category));
	for (uint32_t i = 0; i < finding->harm_count; i++)
		out_format(html->out, "%s%u", i ? " " : "",
			   (unsigned)name_index(cards->sides, finding->harms[i]));
	out_format(html->out, "\" aria-labelledby=\"c%ut%u\">\n", html->number, (unsigned)number);
	write_title(html, finding, number);
	write_place(html, finding);
	write_quote(html, finding);
	write_labelled(html, "who", TEXT_LABEL_HARMS,
		       phrase_join(&html->phrases, finding->harms, finding->harm_count));
	write_judgement(html, &finding->judgement);
	write_details(html, finding);
	PUT(html, "</article>\n");
}

/* --- lists of them ---------------------------------------------------------------------------- */

static void write_level(struct cards *cards, enum list list, enum severity severity)
{
	struct html *html = cards->html;
	uint32_t count = 0;

	for (uint32_t i = 0; i < html->report->finding_count; i++)
		count += belongs(html, i, list) && html->report->findings[i].severity == severity;
	if (!count)
		return;
	out_format(html->out, "<h3 class=\"%s\" data-s=\"%d\">", html_severity(severity),
		   (int)severity);
	html_text(html, phrase_level(&html->phrases, severity));
	out_format(html->out, " <span>%u</span></h3>\n", (unsigned)count);
	for (uint32_t i = 0; i < html->report->finding_count; i++)
		if (belongs(html, i, list) && html->report->findings[i].severity == severity)
			write_card(cards, i);
}

static void write_list(struct cards *cards, enum list list)
{
	PUT(cards->html, "<div class=\"list\">\n");
	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--)
		write_level(cards, list, (enum severity)severity);
	PUT(cards->html, "</div>\n");
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
	struct cards cards = {html, list_names(html, harmed), list_names(html, category)};
	uint32_t left = count_left_out(html);

	html_section(html, "findings", phrase(&html->phrases, TEXT_HTML_FINDINGS));
	write_filters(html, cards.sides, cards.categories);
	PUT(html, "<p class=\"nothing\" hidden>");
	html_say(html, TEXT_HTML_NONE_SHOWN);
	PUT(html, "</p>\n");
	write_list(&cards, LIST_WORDING);
	if (!html->report->finding_count)
		write_note(html, phrase(&html->phrases, TEXT_VERDICT_NONE));
	if (left)
		write_note(html, PHRASE_FILL(&html->phrases, TEXT_HTML_MORE,
					     {"n", phrase_number(&html->phrases, left)}));
	PUT(html, "</section>\n");
	if (count_list(html, LIST_STRUCTURE)) {
		html_section(html, "structure", phrase(&html->phrases, TEXT_HEAD_STRUCTURE));
		write_list(&cards, LIST_STRUCTURE);
		PUT(html, "</section>\n");
	}
	if (!count_list(html, LIST_SETTLED))
		return;
	PUT(html, "<details class=\"settled\"><summary><h2>");
	html_say(html, TEXT_HTML_SETTLED);
	PUT(html, "</h2></summary>\n");
	write_list(&cards, LIST_SETTLED);
	PUT(html, "</details>\n");
}
