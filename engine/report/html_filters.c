/* The filters over the findings of a contract: by severity, by category, by whom they hurt. */
#include "report/html.h"

/* The n-th name that a finding has, of those that one filter is about; empty behind the last. */
typedef struct str name_fn(const struct shown_finding *finding, uint32_t n);

static struct str harmed(const struct shown_finding *finding, uint32_t n)
{
	return n < finding->harm_count ? finding->harms[n] : STR("");
}

static struct str category(const struct shown_finding *finding, uint32_t n)
{
	return n ? STR("") : finding->rule->category;
}

uint32_t html_name_index(struct html_names names, struct str name)
{
	uint32_t i = 0;

	while (i < names.n && !str_equal(names.p[i], name))
		i++;
	return i;
}

/* Each once, in the order of the text. A contract has few parties, and a pack few categories. */
static struct html_names list_names(struct html *html, name_fn *name_of)
{
	VEC(struct str) names = {0};

	for (uint32_t i = 0; i < html->report->finding_count; i++) {
		struct str name;
		for (uint32_t n = 0; (name = name_of(&html->report->findings[i], n)).n; n++)
			if (html->findings[i] &&
			    html_name_index((struct html_names){names.p, names.n}, name) == names.n)
				*VEC_PUSH(html->arena, &names) = name;
	}
	return (struct html_names){names.p, names.n};
}

void html_list_names(struct html *html)
{
	html->sides = list_names(html, harmed);
	html->categories = list_names(html, category);
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
			 struct html_names names, name_fn *name_of)
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
			   severity_name((enum severity)severity), severity);
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
void html_filters(struct html *html, uint32_t settled)
{
	struct phrases *phrases = &html->phrases;

	PUT(html, "<div class=\"filters\" role=\"group\" hidden aria-label=\"");
	html_attribute(html, phrase(phrases, TEXT_HTML_FILTERS));
	PUT(html, "\">\n");
	write_severities(html);
	PUT(html, "<div class=\"selects\">\n");
	write_select(html, 'c', TEXT_HTML_CATEGORY, TEXT_HTML_ALL_CATEGORIES, html->categories,
		     category);
	write_select(html, 'h', TEXT_COLUMN_HARMS, TEXT_HTML_ALL_SIDES, html->sides, harmed);
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
