/* The Markdown report over several contracts: a table of them, the worst first. */
#include "report/markdown.h"

#include <stdlib.h>

/* Columns are the file and the levels, the most severe first. */
enum { ROWS_MAX = 1000, COLUMNS = 5 };

static int worst_first(const void *a, const void *b)
{
	const struct file_row *one = a, *other = b;

	for (int i = SEVERITY_HIGH; i >= SEVERITY_INFO; i--)
		if (one->found[i] != other->found[i])
			return one->found[i] < other->found[i] ? 1 : -1;
	return str_compare(one->path, other->path);
}

static cmark_node *begin_table(struct markdown *md)
{
	struct str cells[COLUMNS] = {md_say(md, TEXT_COLUMN_FILE)};

	for (int i = 0; i < 4; i++)
		cells[1 + i] = md_level(md, (enum severity)(SEVERITY_HIGH - i));
	return md_table(md, cells, COLUMNS);
}

static void write_row(struct markdown *md, cmark_node *table, struct str name,
		      const uint64_t *found)
{
	struct str cells[COLUMNS] = {name};

	for (int i = 0; i < 4; i++)
		cells[1 + i] = md_number(md, found[SEVERITY_HIGH - i]);
	md_row(md, table, cells, COLUMNS);
}

void markdown_summary(struct markdown *md)
{
	const struct rendering *rendering = md->rendering;
	struct file_row *rows = rendering->rows.p;
	uint32_t n = rendering->rows.n, shown = n < ROWS_MAX ? n : ROWS_MAX;
	cmark_node *table;

	if (n < 2)
		return;
	qsort(rows, n, sizeof *rows, worst_first);
	md_heading(md, 1, MD_FILL(md, TEXT_HEAD_SUMMARY, {"n", md_number(md, n)}));
	table = begin_table(md);
	for (uint32_t i = 0; i < shown; i++)
		write_row(md, table, rows[i].path,
			  (const uint64_t[]){rows[i].found[0], rows[i].found[1], rows[i].found[2],
					     rows[i].found[3]});
	write_row(md, table, md_say(md, TEXT_SUMMARY_ALL), rendering->found);
	if (n > shown)
		md_paragraph(md, NULL,
			     MD_FILL(md, TEXT_SUMMARY_MORE, {"n", md_number(md, shown)},
				     {"more", md_number(md, n - shown)}));
	md_flush(md);
}
