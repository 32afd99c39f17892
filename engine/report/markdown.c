/* The Markdown report: its order, the verdict, the table of the worst, the end. */
#include "report/markdown.h"

enum { TABLE_MAX = 50 };

void markdown_begin(struct rendering *rendering)
{
	(void)rendering;
}

bool is_blank_finding(const struct shown_finding *finding)
{
	return str_equal(finding->category, STR("blank"));
}

static uint32_t blanks_that_matter(const struct report *report)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < report->blank_count; i++)
		n += !report->blanks[i].formality;
	return n;
}

static enum text_id verdict_of(const struct report *report)
{
	const uint32_t *found = report->by_severity;

	if (found[SEVERITY_HIGH])
		return TEXT_VERDICT_HIGH;
	if (found[SEVERITY_MEDIUM])
		return TEXT_VERDICT_MEDIUM;
	return found[SEVERITY_LOW] || found[SEVERITY_INFO] ? TEXT_VERDICT_LOW : TEXT_VERDICT_NONE;
}

static void write_verdict(struct markdown *md, const struct report *report)
{
	const uint32_t *found = report->by_severity;
	uint32_t all = found[0] + found[1] + found[2] + found[3];
	uint32_t blanks = blanks_that_matter(report);
	cmark_node *line = md_paragraph(md, NULL, STR(""));
	struct text more = {.arena = md->arena};

	md_strong(md, line,
		  MD_FILL(md, verdict_of(report), {"high", md_number(md, found[SEVERITY_HIGH])},
			  {"medium", md_number(md, found[SEVERITY_MEDIUM])},
			  {"low", md_number(md, found[SEVERITY_LOW])},
			  {"info", md_number(md, found[SEVERITY_INFO])}));
	if (blanks)
		text_format(
			&more, " %.*s",
			STR_ARG(MD_FILL(md, TEXT_VERDICT_BLANKS, {"n", md_number(md, blanks)})));
	if (all > report->finding_count)
		text_format(&more, " %.*s",
			    STR_ARG(MD_FILL(md, TEXT_VERDICT_HIDDEN,
					    {"n", md_number(md, all - report->finding_count)})));
	md_text(md, line, text_done(&more));
}

static struct str side_name(struct markdown *md, struct str side)
{
	if (str_equal(side, STR("customer")))
		return md_say(md, TEXT_WHO_CUSTOMER);
	if (str_equal(side, STR("provider")))
		return md_say(md, TEXT_WHO_PROVIDER);
	return side;
}

struct str md_side(struct markdown *md, const struct report *report)
{
	return MD_FILL(md, TEXT_VERDICT_SIDE, {"side", side_name(md, report->side)},
		       {"n", md_number(md, report->lowered)});
}

static void write_side(struct markdown *md, const struct report *report)
{
	if (report->side.n)
		md_paragraph(md, NULL, md_side(md, report));
}

static void write_about(struct markdown *md, const struct report *report)
{
	struct str *names = ARENA_ARRAY(md->arena, struct str, report->party_count);
	struct str parties;

	for (uint32_t i = 0; i < report->party_count; i++)
		names[i] = report->parties[i].name;
	parties = md_join(md, names, report->party_count);
	md_paragraph(md, NULL,
		     MD_FILL(md, TEXT_ABOUT,
			     {"type",
			      report->type.n ? report->type_title : md_say(md, TEXT_TYPE_UNKNOWN)},
			     {"parties", parties.n ? parties : md_say(md, TEXT_PARTIES_UNKNOWN)},
			     {"clauses", md_number(md, report->clauses)}));
}

static struct str table_clause(struct markdown *md, const struct report *report,
			       const struct group *group)
{
	const struct shown_finding *finding = &report->findings[group->first];
	struct str path = md_clause(md, report, finding->clause.path, !finding->quote.n);

	if (group->count == 1)
		return path;
	return arena_format(
		md->arena, "%.*s %.*s", STR_ARG(path),
		STR_ARG(MD_FILL(md, TEXT_AND_MORE_PLACES, {"n", md_number(md, group->count)})));
}

static void write_table(struct markdown *md, const struct report *report,
			const struct groups *groups)
{
	const struct str head[] = {md_say(md, TEXT_COLUMN_LEVEL), md_say(md, TEXT_COLUMN_CLAUSE),
				   md_say(md, TEXT_COLUMN_WHAT), md_say(md, TEXT_COLUMN_HARMS)};
	cmark_node *table;
	uint32_t i;

	if (!groups->n || report->findings[groups->p[0].first].severity < SEVERITY_MEDIUM)
		return;
	md_heading(md, 2, md_say(md, TEXT_HEAD_TABLE));
	table = md_paragraph(md, NULL, STR(""));
	md_row(md, table, head, 4);
	md_row_rule(md, table, 4);
	for (i = 0; i < groups->n; i++) {
		const struct shown_finding *finding = &report->findings[groups->p[i].first];
		if (finding->severity < SEVERITY_MEDIUM)
			break;
		if (i == TABLE_MAX) {
			md_paragraph(md, NULL,
				     MD_FILL(md, TEXT_TABLE_MORE, {"n", md_number(md, TABLE_MAX)}));
			break;
		}
		md_row(md, table,
		       (struct str[]){md_level(md, finding->severity),
				      table_clause(md, report, &groups->p[i]), finding->message,
				      md_join(md, finding->harms, finding->harm_count)},
		       4);
	}
	md_flush(md);
}

void markdown_add(struct rendering *rendering, const struct report *report)
{
	struct groups groups;
	struct markdown md;

	if (report->refused)
		return;
	groups = group_findings(rendering->scratch, report);
	md_open(&md, rendering, report->lang);
	md_heading(&md, 1, MD_FILL(&md, TEXT_TITLE, {"name", report->path}));
	write_verdict(&md, report);
	write_side(&md, report);
	write_about(&md, report);
	md_flush(&md);
	write_table(&md, report, &groups);
	markdown_findings(&md, report, &groups, false);
	markdown_blanks(&md, report, &groups);
	markdown_services(&md, report);
	markdown_checks(&md, report);
	markdown_findings(&md, report, &groups, true);
	markdown_notes(&md, report);
}

/* Contracts that were refused have said so in their place; those that could not be read have not.
 */
void markdown_end(struct rendering *rendering)
{
	struct markdown md;
	cmark_node *list;

	md_open(&md, rendering, rendering->lang);
	if (rendering->skipped.n) {
		md_heading(&md, 1, md_say(&md, TEXT_HEAD_SKIPPED));
		list = md_list(&md);
		for (uint32_t i = 0; i < rendering->skipped.n; i++)
			md_item(&md, list,
				arena_format(md.arena, "%.*s: %.*s",
					     STR_ARG(rendering->skipped.p[i].path),
					     STR_ARG(rendering->skipped.p[i].reason)));
	}
	if (rendering->files) {
		md_block(&md, NULL, CMARK_NODE_THEMATIC_BREAK);
		md_paragraph(&md, NULL, md_say(&md, TEXT_NOT_ADVICE));
	}
	md_flush(&md);
}
