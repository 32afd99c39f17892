/* The HTML report of reports made by hand: marks that overlap, what must be escaped, what was
 * settled. */
#include "test.h"

#include "report/html.h"

enum { FINDINGS_MAX = 40 };

struct page {
	struct test_run *test;
	struct report report;
	struct shown_finding findings[FINDINGS_MAX];
	struct shown_blank blank;
	struct shown_outline outline[3];
};

static struct page page_of(struct test_run *test, const char *text)
{
	struct page page = {.test = test};

	page.report = (struct report){.arena = test->arena,
				      .path = STR("a.txt"),
				      .text = str_from(text),
				      .script = SCRIPT_HANS,
				      .lang = LANG_EN};
	return page;
}

/* The first place of words in the contract, from byte from on. */
static struct span find(const struct page *page, const char *words, size_t from)
{
	size_t at = str_find(page->report.text, str_from(words), from);

	return (struct span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

static struct shown_finding *add_finding(struct page *page, struct span at, enum severity severity)
{
	static const struct shown_rule rule = {.id = STR_INIT("TST001"),
					       .category = STR_INIT("payment")};
	static const struct shown_clause whole;
	static const struct judgement open;
	static const struct shown_words words = {.message = STR_INIT("m")};
	struct shown_finding *finding = &page->findings[page->report.finding_count++];

	*finding = (struct shown_finding){.rule = &rule,
					  .clause = &whole,
					  .judgement = &open,
					  .severity = severity,
					  .words = &words,
					  .begin = {.byte = at.begin},
					  .end = {.byte = at.end},
					  .sentence = str_at(page->report.text, at),
					  .quote_in_sentence = {0, span_size(at)},
					  .fingerprint = STR("c1:0")};
	return finding;
}

static struct str render(struct page *page)
{
	struct test_run *test = page->test;
	struct text text = {.arena = test->arena};
	struct pack pack = {0};
	struct out out;
	struct rendering rendering = {.out = &out,
				      .arena = test->arena,
				      .scratch = test->arena,
				      .pack = &pack,
				      .lang = LANG_EN,
				      .files = 1};

	if (!page->report.findings)
		page->report.findings = page->findings;
	page->report.outline = page->outline;
	page->report.blanks = &page->blank;
	out_begin(&out, text_write, &text);
	html_begin(&rendering);
	html_add(&rendering, &page->report);
	html_end(&rendering);
	CHECK_UINT(out_finish(&out), true);
	return text_done(&text);
}

static struct str between(struct str text, const char *begin, const char *end)
{
	size_t from = str_find(text, str_from(begin), 0);
	size_t to = from == SIZE_MAX ? from : str_find(text, str_from(end), from);

	return to == SIZE_MAX ? STR("") : str_cut(text, from + strlen(begin), to);
}

/* The first paragraph of the contract, without titles, anchors and numbers. */
static struct str first_paragraph(struct page *page)
{
	struct str words = between(render(page), "<p class=\"d0\" data-l=\"1\">", "</p>");
	struct text text = {.arena = page->test->arena};

	for (size_t at = 0; at < words.n;) {
		struct str rest = str_cut(words, at, words.n);
		if (str_starts(rest, STR("<span class=\"at\"")) ||
		    str_starts(rest, STR("<span class=\"fn\""))) {
			at = str_find(words, STR("</span>"), at) + strlen("</span>");
		} else if (str_starts(rest, STR(" title=\""))) {
			at = str_find(words, STR("\""), at + strlen(" title=\"")) + 1;
		} else {
			text_str(&text, str_cut(words, at, at + 1));
			at++;
		}
	}
	return text_done(&text);
}

static bool shows(struct str page, const char *words)
{
	return str_contains(page, str_from(words));
}

TEST(html_marks_words_and_numbers_them)
{
	struct page page = page_of(test, "pay now");

	add_finding(&page, find(&page, "now", 0), SEVERITY_MEDIUM);
	CHECK_STR(
		between(render(&page), "data-l=\"1\">", "</p>"),
		"pay <span class=\"at\" id=\"c1m1\"></span><a class=\"m medium\" href=\"#c1f1\" "
		"data-f=\"1\" title=\"Medium 1: m\">now</a><span class=\"fn\" data-n=\"1\"></span>");
}

TEST(html_marks_that_overlap_look_like_the_worst_of_them)
{
	struct page page = page_of(test, "abcdef");

	add_finding(&page, find(&page, "abcd", 0), SEVERITY_LOW);
	add_finding(&page, find(&page, "cdef", 0), SEVERITY_HIGH);
	CHECK_STR(first_paragraph(&page), "<a class=\"m low\" href=\"#c1f1\" data-f=\"1\">ab</a>"
					  "<a class=\"m high\" href=\"#c1f2\" data-f=\"2 1\">cd</a>"
					  "<a class=\"m high\" href=\"#c1f2\" data-f=\"2\">ef</a>");
}

TEST(html_marks_that_begin_together_all_have_a_place)
{
	struct page page = page_of(test, "abc");
	struct str html;

	add_finding(&page, find(&page, "abc", 0), SEVERITY_LOW);
	add_finding(&page, find(&page, "ab", 0), SEVERITY_LOW);
	add_finding(&page, (struct span){0, 0}, SEVERITY_HIGH);
	html = render(&page);
	CHECK(shows(html, "id=\"c1m1\"") && shows(html, "id=\"c1m2\"") &&
	      shows(html, "id=\"c1m3\""));
	CHECK_STR(first_paragraph(&page), "<a class=\"m low\" href=\"#c1f2\" data-f=\"1 2\">ab</a>"
					  "<a class=\"m low\" href=\"#c1f1\" data-f=\"1\">c</a>");
}

TEST(html_of_very_many_marks_at_one_place_the_worst_are_kept)
{
	struct page page = page_of(test, "abc");

	for (int i = 0; i < FINDINGS_MAX; i++)
		add_finding(&page, (struct span){0, 3},
			    i == FINDINGS_MAX - 1 ? SEVERITY_HIGH : SEVERITY_LOW);
	CHECK(shows(first_paragraph(&page), "<a class=\"m high\" href=\"#c1f40\" data-f=\"40 "));
}

TEST(html_marks_go_on_in_the_next_line)
{
	struct page page = page_of(test, "ab\r\n\r\ncd\ref");
	struct str html;

	add_finding(&page, find(&page, "b\r\n\r\nc", 0), SEVERITY_INFO);
	html = render(&page);
	CHECK(shows(html, "data-l=\"1\">a<span") && shows(html, ">b</a></p>"));
	CHECK(shows(html, "data-l=\"3\"><a class=\"m info\"") &&
	      shows(html, ">c</a><span class=\"fn\""));
	CHECK(shows(html, "data-l=\"4\">ef</p>"));
	CHECK(!shows(html, "data-l=\"2\""));
}

TEST(html_blanks_are_marked_where_no_finding_is)
{
	struct page page = page_of(test, "____ days");
	struct str html;

	page.report.blank_count = page.report.blanks_in_terms = 1;
	page.blank = (struct shown_blank){.need = STR("a period"), .end = {.byte = 4}};
	CHECK_STR(first_paragraph(&page),
		  "<a class=\"m blank\" href=\"#c1b1\" data-b=\"1\">____</a> days");
	add_finding(&page, (struct span){0, 4}, SEVERITY_HIGH);
	CHECK_STR(
		first_paragraph(&page),
		"<a class=\"m high blank\" href=\"#c1f1\" data-f=\"1\" data-b=\"1\">____</a> days");
	html = render(&page);
	CHECK(shows(html, "id=\"c1k1\"") && shows(html, "<li id=\"c1b1\""));
}

TEST(html_clauses_in_the_middle_of_a_line_begin_a_paragraph)
{
	struct page page = page_of(test, "title 1. one 2. two");
	struct str html;

	page.outline[0] = (struct shown_outline){.zone = "terms"};
	page.outline[1] = (struct shown_outline){
		.depth = 1, .number = STR("1."), .zone = "terms", .at = {.byte = 6}};
	page.outline[2] = (struct shown_outline){.depth = 1,
						 .number = STR("2."),
						 .title = STR("two"),
						 .zone = "furniture",
						 .at = {.byte = 13}};
	page.report.outline_count = 3;
	html = render(&page);
	CHECK(shows(html, "<p class=\"d0\" data-l=\"1\">title </p>\n<p class=\"d1\">"));
	CHECK(shows(html, "<span class=\"at\" id=\"c1s1\"></span>1. one </p>"));
	CHECK(shows(html, "<li><a href=\"#c1s1\">1.</a></li>"));
	CHECK(shows(html,
		    "<p class=\"d1 h un\" title=\"This passage was not checked\">2. two</p>"));
	CHECK(!shows(html, "id=\"c1s2\""));
}

TEST(html_escapes_whatever_is_not_its_own)
{
	static const struct shown_rule hostile = {.id = STR_INIT("TST001"),
						  .category = STR_INIT("\"><s>")};
	static const struct shown_words words = {.message = STR_INIT("<i title=\"x\">"),
						 .suggestion = STR_INIT("<u>\n\n</u>")};
	struct page page =
		page_of(test, "<b>&amp;\"'</script>\x01\xE2\x80\xAE\xE2\x80\x8B\xEF\xBF\xBE.");
	struct shown_finding *finding;
	struct str html;

	finding = add_finding(&page, (struct span){0, 3}, SEVERITY_LOW);
	finding->words = &words;
	finding->rule = &hostile;
	finding->fingerprint = STR("<code>");
	page.report.path = STR("<h1>\x1b\xE2\x80\xAE\xFF.txt");
	html = render(&page);
	CHECK_STR(
		first_paragraph(&page),
		"<a class=\"m low\" href=\"#c1f1\" data-f=\"1\">&lt;b&gt;</a>&amp;amp;&quot;&#39;"
		"&lt;/script&gt;<span class=\"ctl\">U+0001</span><span class=\"ctl\">U+202E</span>"
		"<span class=\"zw\"></span>\uFFFD.");
	CHECK(shows(html, "title=\"Low 1: &lt;i title=&quot;x&quot;&gt;\""));
	CHECK(shows(html,
		    "&lt;h1&gt;<span class=\"ctl\">U+001B</span><span class=\"ctl\">U+202E</span>"
		    "\uFFFD.txt"));
	CHECK(shows(html, "<p>&lt;u&gt;</p><p>&lt;/u&gt;</p>"));
	CHECK(!shows(html, "<i title") && !shows(html, "<s>") && !shows(html, "<u>") &&
	      !shows(html, "<code><"));
}

TEST(html_byte_order_mark_is_counted_and_not_shown)
{
	struct page page = page_of(test, "\xEF\xBB\xBF"
					 "ab");

	add_finding(&page, (struct span){4, 5}, SEVERITY_LOW);
	CHECK_STR(first_paragraph(&page), "a<a class=\"m low\" href=\"#c1f1\" data-f=\"1\">b</a>");
}

TEST(html_what_was_settled_stands_apart_with_its_reason)
{
	struct page page = page_of(test, "abcd");
	struct str html, box;

	add_finding(&page, (struct span){0, 2}, SEVERITY_HIGH)->judgement =
		&(struct judgement){.accepted = true, .reason = STR("<minutes>"), .by = STR("li")};
	add_finding(&page, (struct span){1, 3}, SEVERITY_INFO);
	add_finding(&page, (struct span){3, 4}, SEVERITY_LOW)->judgement =
		&(struct judgement){.state = STATE_UNCHANGED};
	page.report.open_count = 1;
	html = render(&page);
	box = between(html, "<details class=\"settled\">", "<section");
	CHECK(shows(box, "id=\"c1f1\"") && shows(box, "Reason: &lt;minutes&gt; (li)"));
	CHECK(shows(box, "<article class=\"f high settled\" tabindex=\"-1\" id=\"c1f1\""));
	CHECK(shows(box, "id=\"c1f3\"") && shows(box, "In the baseline"));
	CHECK(!shows(box, "id=\"c1f2\""));
	CHECK(shows(html,
		    "data-do=\"show_settled\" aria-pressed=\"false\">Show 2 settled before<"));
	CHECK_STR(first_paragraph(&page),
		  "<a class=\"m settled\" href=\"#c1f1\" data-f=\"1\">a</a>"
		  "<a class=\"m info\" href=\"#c1f2\" data-f=\"2 1\">b</a>"
		  "<a class=\"m info\" href=\"#c1f2\" data-f=\"2\">c</a>"
		  "<a class=\"m settled\" href=\"#c1f3\" data-f=\"3\">d</a>");
}

TEST(html_of_too_many_findings_the_worst_are_shown)
{
	struct page page = page_of(test, "abcd");
	uint32_t n = HTML_FINDINGS_MAX + 5;
	struct shown_finding *many = ARENA_ARRAY(test->arena, struct shown_finding, n);
	struct shown_finding *one = add_finding(&page, (struct span){0, 1}, SEVERITY_LOW);
	struct str html;

	for (uint32_t i = 0; i < n; i++)
		many[i] = *one;
	many[n - 1].severity = SEVERITY_HIGH;
	page.report.findings = many;
	page.report.finding_count = page.report.open_count = n;
	html = render(&page);
	CHECK(shows(html, "id=\"c1f2005\"") && !shows(html, "id=\"c1f2004\""));
	CHECK(shows(html, "5 more are in the JSON report."));
}
