/* The HTML report: its head, a contract's frame, the index of contracts. */
#include "report/html.h"
#include "report/problem.h"

#include <stdlib.h>

/* BCP 47 tags, by enum lang and by enum script. A text of both scripts, or none, is just Chinese.
 */
static const char *const lang_tags[] = {
	[LANG_HANS] = "zh-Hans", [LANG_HANT] = "zh-Hant", [LANG_EN] = "en"};

static void html_open(struct html *html, struct rendering *rendering, enum lang lang)
{
	*html = (struct html){.out = rendering->out,
			      .arena = rendering->scratch,
			      .phrases = {.arena = rendering->scratch, .lang = lang},
			      .number = rendering->files};
}

/* --- the document ----------------------------------------------------------------------------- */

/* What the index at the end says of a contract. */
struct entry {
	struct str path;
	uint32_t number; /* in the document, from 1 */
	uint32_t found[4];
};

struct document {
	VEC(struct entry) entries;
};

/* Nothing is written before the first contract, in whose language the head is. */
void html_begin(struct rendering *rendering)
{
	rendering->state = ARENA_NEW(rendering->arena, struct document);
}

static void write_head(struct html *html)
{
	PUT(html, "<!DOCTYPE html>\n<html lang=\"");
	out_str(html->out, str_from(lang_tags[html->phrases.lang]));
	PUT(html, "\">\n<head>\n<meta charset=\"utf-8\">\n"
		  "<meta http-equiv=\"Content-Security-Policy\" content=\"");
	html_attribute(html, html_policy);
	PUT(html,
	    "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"generator\" content=\"clauselint " CLAUSELINT_VERSION "\">\n<title>");
	html_say(html, TEXT_HTML_TITLE);
	PUT(html, "</title>\n<style>");
	out_str(html->out, html_style);
	PUT(html, "</style>\n</head>\n<body>\n<main>\n");
}

/* --- one contract ----------------------------------------------------------------------------- */

/* The worst, as many as are shown; what is open before what was settled. */
static const bool *choose_findings(struct html *html)
{
	const struct report *report = html->report;
	bool *chosen = ARENA_ARRAY(html->arena, bool, report->finding_count);
	uint32_t room = HTML_FINDINGS_MAX;

	for (int settled = 0; settled <= 1; settled++)
		for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--)
			for (uint32_t i = 0; i < report->finding_count && room; i++) {
				const struct shown_finding *finding = &report->findings[i];
				if ((int)finding->severity != severity ||
				    finding_is_open(finding) == settled)
					continue;
				chosen[i] = true;
				room--;
			}
	return chosen;
}

static void write_header(struct html *html)
{
	const struct report *report = html->report;
	struct str reader = phrase_reader(&html->phrases, report);
	struct str settled = phrase_settled(&html->phrases, report);

	PUT(html, "<header class=\"top\">\n<p class=\"skip\"><a href=\"#");
	out_format(html->out, "c%u-findings\">", html->number);
	html_say(html, TEXT_HTML_SKIP_FINDINGS);
	out_format(html->out, "</a> <a href=\"#c%u-text\">", html->number);
	html_say(html, TEXT_HTML_SKIP_TEXT);
	out_format(html->out, "</a></p>\n<h1 id=\"c%u-title\">", html->number);
	html_isolated(html, PHRASE_FILL(&html->phrases, TEXT_TITLE, {"name", report->path}));
	/* Whether there is an index is only known at the end, by the second contract at the latest.
	 */
	out_format(html->out, "</h1>\n<a class=\"all\" href=\"#files\"%s>",
		   html->number > 1 ? "" : " hidden");
	html_say(html, TEXT_HTML_ALL_FILES);
	PUT(html, "</a>\n<p class=\"verdict\"><strong>");
	html_text(html, phrase_verdict(&html->phrases, report));
	PUT(html, "</strong>");
	html_text(html, phrase_remarks(&html->phrases, report));
	PUT(html, "</p>\n<p class=\"about\">");
	html_isolated(html, phrase_about(&html->phrases, report));
	if (reader.n) {
		PUT(html, " ");
		html_isolated(html, reader);
	}
	PUT(html, "</p>\n");
	if (settled.n) {
		PUT(html, "<p class=\"about\">");
		html_isolated(html, settled);
		PUT(html, "</p>\n");
	}
	PUT(html, "</header>\n");
}

/* How each kind of mark looks. */
static void write_legend(struct html *html)
{
	PUT(html, "<p class=\"legend\">");
	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--) {
		out_format(html->out, "<mark class=\"%s\">",
			   severity_name((enum severity)severity));
		html_text(html, phrase_level(&html->phrases, (enum severity)severity));
		PUT(html, "</mark> ");
	}
	PUT(html, "<mark class=\"blank\">");
	html_say(html, TEXT_HEAD_BLANKS);
	PUT(html, "</mark></p>\n");
}

static void write_pane(struct html *html)
{
	static const char *const tags[] = {[SCRIPT_NONE] = "zh",
					   [SCRIPT_HANS] = "zh-Hans",
					   [SCRIPT_HANT] = "zh-Hant",
					   [SCRIPT_MIXED] = "zh"};

	out_format(html->out,
		   "<section class=\"text\" tabindex=\"-1\" aria-labelledby=\"c%u-text\">\n",
		   html->number);
	out_format(html->out, "<h2 id=\"c%u-text\">", html->number);
	html_say(html, TEXT_HTML_TEXT);
	PUT(html, "</h2>\n");
	if (html->report->text.n) {
		write_legend(html);
		out_format(html->out, "<div class=\"words\" lang=\"%s\">\n",
			   tags[html->report->script]);
		html_words(html);
		PUT(html, "</div>\n");
	} else {
		PUT(html, "<p class=\"note\">");
		html_say(html, TEXT_HTML_NO_TEXT);
		PUT(html, "</p>\n");
	}
	PUT(html, "</section>\n");
}

void html_add(struct rendering *rendering, const struct report *report)
{
	struct document *document = rendering->state;
	struct html html;

	html_open(&html, rendering, report->lang);
	html.report = report;
	if (rendering->files == 1)
		write_head(&html);
	if (report->refused)
		return;
	*VEC_PUSH(rendering->arena, &document->entries) =
		(struct entry){.path = arena_str(rendering->arena, report->path),
			       .number = html.number,
			       .found = {report->by_severity[0], report->by_severity[1],
					 report->by_severity[2], report->by_severity[3]}};
	html.findings = choose_findings(&html);
	out_format(html.out, "<article class=\"contract\" id=\"c%u\" lang=\"%s\" ", html.number,
		   lang_tags[report->lang]);
	out_format(html.out, "aria-labelledby=\"c%u-title\">\n", html.number);
	write_header(&html);
	PUT(&html, "<div class=\"panes\">\n");
	html_tree(&html);
	write_pane(&html);
	PUT(&html, "<div class=\"side\" tabindex=\"-1\">\n");
	html_findings(&html);
	html_lists(&html);
	html_settled(&html);
	html_notes(&html);
	PUT(&html, "</div>\n</div>\n</article>\n");
}

/* --- the end ---------------------------------------------------------------------------------- */

static int worst_first(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--)
		if (x->found[severity] != y->found[severity])
			return x->found[severity] > y->found[severity] ? -1 : 1;
	return x->number < y->number ? -1 : 1;
}

static void write_index_row(struct html *html, const struct entry *entry)
{
	out_format(html->out, "<tr><th scope=\"row\"><a href=\"#c%u\">", (unsigned)entry->number);
	html_isolated(html, entry->path);
	PUT(html, "</a></th>");
	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--)
		out_format(html->out, "<td class=\"%s\">%u</td>",
			   entry->found[severity] ? severity_name((enum severity)severity) : "none",
			   (unsigned)entry->found[severity]);
	PUT(html, "</tr>\n");
}

static void write_index(struct html *html, struct document *document)
{
	uint32_t n = document->entries.n;

	if (n < 2)
		return;
	qsort(document->entries.p, n, sizeof *document->entries.p, worst_first);
	PUT(html, "<nav class=\"index\" id=\"files\" aria-labelledby=\"files-title\">\n"
		  "<h1 id=\"files-title\">");
	html_text(html, PHRASE_FILL(&html->phrases, TEXT_HTML_FILES,
				    {"n", phrase_number(&html->phrases, n)}));
	PUT(html, "</h1>\n<p>");
	html_say(html, TEXT_HTML_FILES_ORDER);
	PUT(html, "</p>\n<table>\n<thead><tr><th scope=\"col\">");
	html_say(html, TEXT_HTML_FILE);
	PUT(html, "</th>");
	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--) {
		PUT(html, "<th scope=\"col\">");
		html_text(html, phrase_level(&html->phrases, (enum severity)severity));
		PUT(html, "</th>");
	}
	PUT(html, "</tr></thead>\n<tbody>\n");
	for (uint32_t i = 0; i < n; i++)
		write_index_row(html, &document->entries.p[i]);
	PUT(html, "</tbody>\n</table>\n</nav>\n");
}

static void write_skipped(struct html *html, const struct rendering *rendering)
{
	if (!rendering->skipped.n)
		return;
	PUT(html, "<section class=\"skipped\" aria-labelledby=\"skipped\">\n<h1 id=\"skipped\">");
	html_say(html, TEXT_HEAD_SKIPPED);
	PUT(html, "</h1>\n<ul>\n");
	for (uint32_t i = 0; i < rendering->skipped.n; i++) {
		PUT(html, "<li>");
		html_isolated(html, rendering->skipped.p[i].path);
		html_say(html, TEXT_COLON);
		html_isolated(html, phrase_problem(&html->phrases, rendering->skipped.p[i].reason));
		PUT(html, "</li>\n");
	}
	PUT(html, "</ul>\n</section>\n");
}

void html_end(struct rendering *rendering)
{
	struct html html;

	html_open(&html, rendering, rendering->lang);
	if (!rendering->files)
		write_head(&html);
	PUT(&html, "</main>\n");
	write_index(&html, rendering->state);
	write_skipped(&html, rendering);
	PUT(&html, "<script>");
	out_str(html.out, html_script);
	PUT(&html, "</script>\n</body>\n</html>\n");
}
