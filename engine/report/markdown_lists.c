/* The lists of the Markdown report: blanks, service levels, the checklist, how the text was read.
 */
#include "report/markdown.h"

enum { BLANK_CLAUSES_SHOWN = 200, BLANKS_IN_LINE = 12, PLACES_NAMED = 8, ROWS_SHOWN = 200 };

/* --- blanks ---------------------------------------------------------------------------------- */

static void append_blank(struct markdown *md, struct text *line, const struct shown_blank *blank)
{
	struct str mark = str_trim(blank->mark);

	if (!mark.n)
		mark = md_say(md, TEXT_EMPTY_QUOTE);
	text_str(line, str_trim(MD_FILL(md, TEXT_BLANK_ENTRY, {"field", str_trim(blank->field)},
					{"mark", mark}, {"need", blank->need})));
}

/* One line for the blanks of one clause; returns the index behind them. */
static uint32_t write_clause_blanks(struct markdown *md, const struct report *report, uint32_t i,
				    bool formality, cmark_node *list)
{
	struct str path = report->blanks[i].clause_path;
	struct text line = {.arena = md->arena};
	uint32_t n = 0;
	cmark_node *item;

	for (; i < report->blank_count && str_equal(report->blanks[i].clause_path, path); i++) {
		if (report->blanks[i].formality != formality || n++ >= BLANKS_IN_LINE)
			continue;
		if (n > 1)
			text_str(&line, md_say(md, TEXT_SEMICOLON));
		append_blank(md, &line, &report->blanks[i]);
	}
	if (n == 0 || !list)
		return i;
	if (n > BLANKS_IN_LINE)
		text_str(&line, MD_FILL(md, TEXT_AND_MORE_PLACES, {"n", md_number(md, n)}));
	item = md_item(md, list, STR(""));
	md_strong(md, item, md_clause(md, report, path, false));
	md_text(md, item, STR(" "));
	md_text(md, item, text_done(&line));
	return i;
}

static bool holds_blank(const struct report *report, uint32_t i, bool formality)
{
	struct str path = report->blanks[i].clause_path;

	for (; i < report->blank_count && str_equal(report->blanks[i].clause_path, path); i++)
		if (report->blanks[i].formality == formality)
			return true;
	return false;
}

static uint32_t behind_clause(const struct report *report, uint32_t i)
{
	struct str path = report->blanks[i].clause_path;

	while (i < report->blank_count && str_equal(report->blanks[i].clause_path, path))
		i++;
	return i;
}

static void write_blank_list(struct markdown *md, const struct report *report, bool formality,
			     enum text_id intro)
{
	uint32_t n = formality ? report->formal_blanks : report->blanks_in_terms;
	uint32_t shown = 0, more = 0;
	cmark_node *list;

	if (!n)
		return;
	md_paragraph(md, NULL, MD_FILL(md, intro, {"n", md_number(md, n)}));
	list = md_list(md);
	for (uint32_t i = 0; i < report->blank_count; i = behind_clause(report, i)) {
		if (!holds_blank(report, i, formality))
			continue;
		if (shown == BLANK_CLAUSES_SHOWN) {
			more++;
			continue;
		}
		write_clause_blanks(md, report, i, formality, list);
		shown++;
	}
	if (more)
		md_paragraph(md, NULL, MD_FILL(md, TEXT_BLANKS_MORE, {"n", md_number(md, more)}));
	md_flush(md);
}

/* The clauses where a rule on blanks has found one, in a few words. */
static struct str places_of(struct markdown *md, const struct report *report,
			    const struct groups *groups, const struct group *group)
{
	struct str names[PLACES_NAMED];
	uint32_t n = 0, index = group->first;

	for (uint32_t i = 0; i < group->count && n < PLACES_NAMED; i++) {
		const struct shown_clause *clause = report->findings[index].clause;
		struct str name = md_clause(md, report, clause->path, false);
		if (n == 0 || !str_equal(names[n - 1], name))
			names[n++] = name;
		index = groups->next[index];
	}
	return arena_format(md->arena, "%.*s%s", STR_ARG(md_join(md, names, n)),
			    n == PLACES_NAMED ? "…" : "");
}

/* The words as they were settled before, where they are others now. */
static void write_blanks_before(struct markdown *md, const struct report *report,
				const struct groups *groups, const struct group *group,
				cmark_node *item)
{
	uint32_t index = group->first, n = 0;

	for (uint32_t i = 0; i < group->count && n < PLACES_NAMED; i++) {
		const struct judgement *judgement = report->findings[index].judgement;
		index = groups->next[index];
		if (judgement->state != STATE_CHANGED || !judgement->was.n)
			continue;
		md_text(md, item, md_say(md, n++ ? TEXT_SEMICOLON : TEXT_LABEL_WAS));
		md_text(md, item, judgement->was);
	}
}

static void write_blank_rule(struct markdown *md, const struct report *report,
			     const struct groups *groups, const struct group *group, bool explain,
			     cmark_node *list)
{
	const struct shown_finding *finding = &report->findings[group->first];
	cmark_node *item = md_item(md, list, STR(""));

	md_strong(md, item,
		  MD_FILL(md, TEXT_FINDING_HEAD, {"level", md_level(md, finding->severity)},
			  {"message", finding->words->message}));
	md_text(md, item,
		MD_FILL(md, TEXT_BLANK_RULE_PLACES, {"n", md_number(md, group->count)},
			{"places", places_of(md, report, groups, group)}));
	write_blanks_before(md, report, groups, group, item);
	md_text(md, item, STR(" "));
	md_code(md, item, finding->rule->id);
	if (!explain || !finding->words->why.n)
		return;
	md_block(md, item, CMARK_NODE_SOFTBREAK);
	md_text(md, item, finding->words->why);
}

void markdown_blanks(struct markdown *md, const struct report *report, const struct groups *groups)
{
	struct str explained = STR_NONE;
	cmark_node *list = NULL;
	uint32_t shown = 0;

	if (report->blank_count)
		md_heading(md, 2, md_say(md, TEXT_HEAD_BLANKS));
	write_blank_list(md, report, false, TEXT_BLANKS_TERMS);
	write_blank_list(md, report, true, TEXT_BLANKS_FORMAL);
	for (uint32_t i = 0; i < groups->n && shown < ROWS_SHOWN; i++) {
		const struct shown_finding *finding = &report->findings[groups->p[i].first];
		if (!is_blank_finding(finding))
			continue;
		if (!list) {
			md_paragraph(md, NULL, md_say(md, TEXT_BLANKS_RULES));
			list = md_list(md);
		}
		write_blank_rule(md, report, groups, &groups->p[i],
				 !str_equal(finding->rule->id, explained), list);
		explained = finding->rule->id;
		shown++;
	}
	md_flush(md);
}

/* --- service levels and the checklist -------------------------------------------------------- */

void markdown_services(struct markdown *md, const struct report *report)
{
	const struct str head[] = {md_say(md, TEXT_COLUMN_METRIC), md_say(md, TEXT_COLUMN_CLAUSE),
				   md_say(md, TEXT_COLUMN_VALUE), md_say(md, TEXT_COLUMN_STATE)};
	cmark_node *table;

	if (!report->service_count)
		return;
	md_heading(md, 2, md_say(md, TEXT_HEAD_SERVICES));
	table = md_table(md, head, 4);
	for (uint32_t i = 0; i < report->service_count && i < ROWS_SHOWN; i++) {
		const struct shown_service *service = &report->services[i];
		md_row(md, table,
		       (struct str[]){service->metric, service->clause, service->value,
				      phrase_state(&md->phrases, service->state)},
		       4);
	}
	if (report->service_count > ROWS_SHOWN)
		md_paragraph(md, NULL,
			     MD_FILL(md, TEXT_PLACES_MORE,
				     {"n", md_number(md, report->service_count - ROWS_SHOWN)}));
	md_flush(md);
}

void markdown_checks(struct markdown *md, const struct report *report)
{
	cmark_node *list;

	if (!report->check_count)
		return;
	md_heading(md, 2, MD_FILL(md, TEXT_HEAD_CHECKS, {"type", report->type_title}));
	list = md_list(md);
	for (uint32_t i = 0; i < report->check_count; i++) {
		const struct shown_check *check = &report->checks[i];
		struct str place = check->clause.n ? check->clause : md_say(md, TEXT_DOCUMENT);
		cmark_node *item =
			md_item(md, list,
				MD_FILL(md, TEXT_CHECK_ENTRY,
					{"mark", check->present ? STR("✓") : STR("✗")},
					{"title", check->title},
					{"clause",
					 check->present ? place : md_say(md, TEXT_CHECK_ABSENT)}));
		if (!check->present && check->suggestion.n) {
			md_text(md, item, STR(" "));
			md_text(md, item, md_say(md, TEXT_LABEL_ADD));
			md_text(md, item, check->suggestion);
		}
	}
	md_flush(md);
}

/* --- how the text was read ------------------------------------------------------------------- */

static void write_incompletes(struct markdown *md, const struct report *report, cmark_node *list)
{
	for (uint32_t i = 0; i < report->incomplete_count && i < ROWS_SHOWN; i++) {
		md_item(md, list, phrase_incomplete(&md->phrases, &report->incompletes[i]));
	}
}

void markdown_notes(struct markdown *md, const struct report *report)
{
	cmark_node *list;

	md_heading(md, 2, md_say(md, TEXT_HEAD_NOTES));
	list = md_list(md);
	md_item(md, list, phrase_encoding(&md->phrases, report));
	for (uint32_t i = 0; i < report->fold_count; i++)
		md_item(md, list, phrase_fold(&md->phrases, &report->folds[i]));
	write_incompletes(md, report, list);
	md_flush(md);
}
