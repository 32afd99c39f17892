/* JUnit XML, as far as Jenkins, GitLab and others agree on it: a suite a contract, a test a rule
 * that has something to say about it, one that passes when none has. Open findings are failures,
 * what was accepted before is skipped, what could not be done is an error. Times would differ from
 * run to run, and the root has no totals since they are known only at the end. */
#include "report/markdown.h"
#include "report/harmless.h"

#include <stdlib.h>

/* A finding, or a rule that was not finished. */
struct row {
	struct str rule;
	bool incomplete;
	uint32_t index;
};

static int by_rule(const void *a, const void *b)
{
	const struct row *first = a, *second = b;
	int order = str_compare(first->rule, second->rule);

	if (!order)
		order = first->incomplete - second->incomplete;
	if (!order)
		order = (first->index > second->index) - (first->index < second->index);
	return order;
}

/* The rows of one test: [first, end). */
struct test {
	uint32_t first, end, open;
};

struct suite {
	struct markdown md;
	const struct report *report;
	struct row *rows;
	struct test *tests;
	uint32_t test_count, failures, errors, skipped;
};

static const struct shown_finding *finding_of(const struct suite *suite, uint32_t row)
{
	return &suite->report->findings[suite->rows[row].index];
}

static void list_rows(struct suite *suite, uint32_t *n)
{
	const struct report *report = suite->report;

	suite->rows = ARENA_ARRAY(suite->md.arena, struct row,
				  (size_t)report->finding_count + report->incomplete_count);
	for (uint32_t i = 0; i < report->finding_count; i++)
		suite->rows[(*n)++] = (struct row){report->findings[i].rule->id, false, i};
	for (uint32_t i = 0; i < report->incomplete_count; i++)
		suite->rows[(*n)++] = (struct row){report->incompletes[i].rule, true, i};
	qsort(suite->rows, *n, sizeof *suite->rows, by_rule);
}

static void list_tests(struct suite *suite)
{
	uint32_t n = 0;

	list_rows(suite, &n);
	suite->tests = ARENA_ARRAY(suite->md.arena, struct test, n);
	for (uint32_t i = 0; i < n;) {
		struct test *test = &suite->tests[suite->test_count++];
		const struct row *row = &suite->rows[i];
		test->first = i;
		for (; i < n && str_equal(suite->rows[i].rule, row->rule) &&
		       suite->rows[i].incomplete == row->incomplete;
		     i++)
			test->open += !row->incomplete && finding_is_open(finding_of(suite, i));
		test->end = i;
		suite->errors += row->incomplete;
		suite->failures += test->open > 0;
		suite->skipped += !row->incomplete && !test->open;
	}
}

/* --- tests ----------------------------------------------------------------------------------- */

static void begin_test(struct xml *xml, struct str path, struct str name)
{
	xml_open(xml, "testcase");
	xml_attribute(xml, "classname", path);
	xml_attribute(xml, "name", name);
}

static void write_place(struct suite *suite, const struct shown_finding *finding)
{
	struct markdown *md = &suite->md;
	struct xml *xml = &md->rendering->xml;
	struct str clause =
		md_clause(md, suite->report, finding->clause->path, finding_is_absence(finding));

	struct str line = arena_format(
		md->arena, "%.*s:%u:%u: %.*s: %.*s [%.*s]", STR_ARG(suite->report->path),
		(unsigned)finding->begin.line, (unsigned)finding->begin.column, STR_ARG(clause),
		STR_ARG(finding->words->message), STR_ARG(finding->fingerprint));

	xml_text(xml, STR("\n"));
	xml_text(xml, visible_line(md->arena, line));
	xml_text(xml, STR("\n"));
	if (!finding_quote(finding).n)
		return;
	xml_text(xml, STR("> "));
	xml_text(xml, visible_line(md->arena, finding_quote(finding)));
	xml_text(xml, STR("\n"));
}

static const struct shown_finding *worst_open(const struct suite *suite, const struct test *test)
{
	const struct shown_finding *worst = NULL;

	for (uint32_t i = test->first; i < test->end; i++) {
		const struct shown_finding *finding = finding_of(suite, i);
		if (finding_is_open(finding) && (!worst || finding->severity > worst->severity))
			worst = finding;
	}
	return worst;
}

static void write_labelled(struct suite *suite, enum text_id label, struct str text)
{
	struct xml *xml = &suite->md.rendering->xml;

	if (!text.n)
		return;
	xml_text(xml, md_say(&suite->md, label));
	xml_text(xml, text);
	xml_text(xml, STR("\n"));
}

static void write_failure(struct suite *suite, const struct test *test)
{
	const struct shown_finding *worst = worst_open(suite, test);
	struct xml *xml = &suite->md.rendering->xml;

	xml_open(xml, "failure");
	xml_attribute(xml, "type", str_from(severity_name(worst->severity)));
	xml_attribute(xml, "message", visible_line(suite->md.arena, worst->words->message));
	write_labelled(suite, TEXT_LABEL_WHY, worst->words->why);
	write_labelled(suite, TEXT_LABEL_SUGGESTION, worst->words->suggestion);
	for (uint32_t i = test->first; i < test->end; i++)
		if (finding_is_open(finding_of(suite, i)))
			write_place(suite, finding_of(suite, i));
	xml_close(xml);
}

static void write_settled(struct suite *suite, const struct shown_finding *finding)
{
	struct xml *xml = &suite->md.rendering->xml;
	struct str why = finding->judgement->accepted ? finding->judgement->reason
						      : md_say(&suite->md, TEXT_IN_BASELINE);

	xml_open(xml, "skipped");
	xml_attribute(xml, "message", visible_line(suite->md.arena, why));
	xml_close(xml);
}

static void write_incomplete(struct suite *suite, const struct test *test)
{
	struct xml *xml = &suite->md.rendering->xml;

	xml_open(xml, "error");
	xml_attribute(xml, "type", STR("incomplete"));
	xml_attribute(xml, "message", STR("the rule could not be finished everywhere"));
	for (uint32_t i = test->first; i < test->end; i++) {
		const struct shown_incomplete *incomplete =
			&suite->report->incompletes[suite->rows[i].index];
		xml_text(xml, incomplete->capped ? STR("too many findings: ")
						 : STR("match limit reached: "));
		xml_text(xml, incomplete->clause);
		xml_text(xml, STR("\n"));
	}
	xml_close(xml);
}

static void write_test(struct suite *suite, const struct test *test)
{
	const struct row *row = &suite->rows[test->first];
	struct xml *xml = &suite->md.rendering->xml;
	struct str second =
		row->incomplete ? STR("not finished") : finding_of(suite, test->first)->rule->name;

	begin_test(xml, suite->report->path,
		   arena_format(suite->md.arena, "%.*s %.*s", STR_ARG(row->rule), STR_ARG(second)));
	if (row->incomplete)
		write_incomplete(suite, test);
	else if (test->open)
		write_failure(suite, test);
	else
		write_settled(suite, finding_of(suite, test->first));
	xml_close(xml);
}

/* --- suites ---------------------------------------------------------------------------------- */

static void begin_suite(struct xml *xml, struct str path, const struct suite *suite)
{
	xml_open(xml, "testsuite");
	xml_attribute(xml, "name", path);
	xml_attribute_uint(xml, "tests", suite->test_count ? suite->test_count : 1);
	xml_attribute_uint(xml, "failures", suite->failures);
	xml_attribute_uint(xml, "errors", suite->errors);
	xml_attribute_uint(xml, "skipped", suite->skipped);
}

void junit_begin(struct rendering *r)
{
	xml_begin(&r->xml, r->out);
	xml_open(&r->xml, "testsuites");
	xml_attribute(&r->xml, "name", STR("clauselint"));
}

void junit_add(struct rendering *r, const struct report *report)
{
	struct suite suite = {.report = report};

	if (report->refused)
		return;
	md_open(&suite.md, r, report->lang);
	list_tests(&suite);
	begin_suite(&r->xml, report->path, &suite);
	for (uint32_t i = 0; i < suite.test_count; i++)
		write_test(&suite, &suite.tests[i]);
	if (!suite.test_count) {
		begin_test(&r->xml, report->path, STR("clauselint"));
		xml_close(&r->xml);
	}
	xml_close(&r->xml);
}

static void write_skipped(struct rendering *r, const struct left_out *left)
{
	static const struct suite suite = {.test_count = 1, .errors = 1};

	begin_suite(&r->xml, left->path, &suite);
	begin_test(&r->xml, left->path, STR("clauselint"));
	xml_open(&r->xml, "error");
	xml_attribute(&r->xml, "type", STR("not-checked"));
	xml_attribute(&r->xml, "message", visible_line(r->scratch, left->reason));
	xml_close(&r->xml);
	xml_close(&r->xml);
	xml_close(&r->xml);
}

void junit_end(struct rendering *r)
{
	for (uint32_t i = 0; i < r->skipped.n; i++)
		write_skipped(r, &r->skipped.p[i]);
	xml_close(&r->xml);
}
