/* The Markdown report: its order, the verdict, the table of the worst, the end. */
#include "report/markdown.h"
#include "report/problem.h"

enum { TABLE_MAX = 50 };

void markdown_begin(struct rendering *rendering)
{
	(void)rendering;
}

bool is_blank_finding(const struct shown_finding *finding)
{
	return str_equal(finding->rule->category, STR("blank"));
}

static void write_verdict(struct markdown *md, const struct report *report)
{
	cmark_node *line = md_paragraph(md, NULL, STR(""));
	struct str reader = phrase_reader(&md->phrases, report);

	md_strong(md, line, phrase_verdict(&md->phrases, report));
	md_text(md, line, phrase_remarks(&md->phrases, report));
	if (reader.n)
		md_paragraph(md, NULL, reader);
	md_paragraph(md, NULL, phrase_about(&md->phrases, report));
}

static void write_settled(struct markdown *md, const struct report *report)
{
	struct str settled = phrase_settled(&md->phrases, report);

	if (settled.n)
		md_paragraph(md, NULL, settled);
}

static struct str table_clause(struct markdown *md, const struct report *report,
			       const struct group *group)
{
	const struct shown_finding *finding = &report->findings[group->first];
	struct str path = md_clause(md, report, finding->clause->path, finding_is_absence(finding));

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
	table = md_table(md, head, 4);
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
				      table_clause(md, report, &groups->p[i]),
				      finding->words->message,
				      md_join(md, finding->harms, finding->harm_count)},
		       4);
	}
	md_flush(md);
}

static void note_row(struct rendering *rendering, const struct report *report)
{
	struct file_row *row = VEC_PUSH(rendering->arena, &rendering->rows);

	row->path = arena_str(rendering->arena, report->path);
	for (int i = 0; i < 4; i++)
		row->found[i] = report->by_severity[i];
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
	write_settled(&md, report);
	md_flush(&md);
	write_table(&md, report, &groups);
	markdown_findings(&md, report, &groups, false);
	markdown_blanks(&md, report, &groups);
	markdown_services(&md, report);
	markdown_checks(&md, report);
	markdown_findings(&md, report, &groups, true);
	markdown_accepted(&md, report);
	markdown_notes(&md, report);
	note_row(rendering, report);
}

/* Contracts that were refused have said so in their place; those that could not be read have not.
 */
void markdown_end(struct rendering *rendering)
{
	struct markdown md;
	cmark_node *list;

	md_open(&md, rendering, rendering->lang);
	markdown_summary(&md);
	if (rendering->skipped.n) {
		md_heading(&md, 1, md_say(&md, TEXT_HEAD_SKIPPED));
		list = md_list(&md);
		for (uint32_t i = 0; i < rendering->skipped.n; i++)
			md_item(&md, list,
				arena_format(
					md.arena, "%.*s: %.*s",
					STR_ARG(rendering->skipped.p[i].path),
					STR_ARG(phrase_problem(&md.phrases,
							       rendering->skipped.p[i].reason))));
	}
	if (rendering->files) {
		md_block(&md, NULL, CMARK_NODE_THEMATIC_BREAK);
		md_paragraph(&md, NULL, md_say(&md, TEXT_NOT_ADVICE));
	}
	md_flush(&md);
}
