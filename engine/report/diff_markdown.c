/* Two drafts, as Markdown: the verdict, values, findings, clauses, what is gone. */
#include "report/diff_format.h"

static void write_more(struct markdown *md, uint32_t n)
{
	if (n > DIFF_LISTED)
		md_paragraph(md, NULL,
			     MD_FILL(md, TEXT_DIFF_MORE, {"n", md_number(md, n - DIFF_LISTED)}));
}

/* --- the top --------------------------------------------------------------------------------- */

static void write_top(struct markdown *md, const struct shown_diff *diff)
{
	md_heading(
		md, 1,
		MD_FILL(md, TEXT_DIFF_TITLE, {"old", diff->old->path}, {"new", diff->now->path}));
	md_strong(md, md_paragraph(md, NULL, STR("")), diff_verdict(md, diff));
	if (diff->now->side.n)
		md_paragraph(md, NULL, phrase_reader(&md->phrases, diff->now));
	md_paragraph(md, NULL, diff_counts(md, diff));
	md_flush(md);
}

static void write_values(struct markdown *md, const struct shown_diff *diff)
{
	const struct str head[] = {
		md_say(md, TEXT_COLUMN_CLAUSE), md_say(md, TEXT_COLUMN_DIFF_ABOUT),
		md_say(md, TEXT_COLUMN_DIFF_OLD), md_say(md, TEXT_COLUMN_DIFF_NEW)};
	struct str none = md_say(md, TEXT_DIFF_NO_VALUE);
	cmark_node *table;

	if (!diff->value_count)
		return;
	md_heading(md, 2, md_say(md, TEXT_HEAD_DIFF_VALUES));
	table = md_table(md, head, 4);
	for (uint32_t i = 0; i < diff->value_count && i < DIFF_LISTED; i++) {
		const struct shown_value_change *value = &diff->values[i];
		md_row(md, table,
		       (struct str[]){value->clause, value->about, value->old.n ? value->old : none,
				      value->now.n ? value->now : none},
		       4);
	}
	write_more(md, diff->value_count);
	md_flush(md);
}

/* --- findings -------------------------------------------------------------------------------- */

static void write_quote(struct markdown *md, struct str label, const struct shown_finding *finding)
{
	cmark_node *quote;

	if (!finding || !finding->sentence.n)
		return;
	if (label.n)
		md_strong(md, md_paragraph(md, NULL, STR("")), label);
	quote = md_block(md, NULL, CMARK_NODE_BLOCK_QUOTE);
	md_marked(md, md_paragraph(md, quote, STR("")), finding->sentence,
		  finding->quote_in_sentence);
}

static struct str place_of(struct markdown *md, const struct report *report, enum text_id id,
			   const struct shown_finding *finding)
{
	return MD_FILL(
		md, id,
		{"clause", md_clause(md, report, finding->clause->path, !finding_quote(finding).n)},
		{"line", md_number(md, finding->begin.line)},
		{"column", md_number(md, finding->begin.column)});
}

static void write_finding(struct markdown *md, const struct shown_diff *diff,
			  const struct shown_finding_change *change)
{
	const struct shown_finding *finding = change->now;
	bool changed = change->state == FINDING_CHANGED && change->old &&
		       !str_equal(change->old->sentence, finding->sentence);
	cmark_node *marks;

	md_heading(md, 3, diff_heading(md, change));
	md_paragraph(md, NULL, place_of(md, diff->now, TEXT_PLACE, finding));
	if (changed)
		write_quote(md, md_say(md, TEXT_DIFF_LABEL_OLD), change->old);
	write_quote(md, changed ? md_say(md, TEXT_DIFF_LABEL_NEW) : STR_NONE, finding);
	md_labelled(md, TEXT_LABEL_HARMS, md_join(md, finding->harms, finding->harm_count));
	md_labelled(md, TEXT_LABEL_WHY, finding->words->why);
	md_labelled(md, TEXT_LABEL_SUGGESTION, finding->words->suggestion);
	md_labelled(md, TEXT_LABEL_LEGAL,
		    md_law(md, finding->rule->legal, finding->rule->legal_count));
	marks = md_paragraph(md, NULL, STR(""));
	md_code(md, marks, finding->rule->id);
	md_text(md, marks, STR(" "));
	md_code(md, marks, finding->fingerprint);
	md_flush(md);
}

/* Notes are listed, not explained. */
static void write_note(struct markdown *md, const struct shown_diff *diff, cmark_node *list,
		       const struct shown_finding_change *change)
{
	cmark_node *item = md_item(md, list, diff_heading(md, change));

	md_text(md, item, md_say(md, TEXT_COLON));
	md_text(md, item, place_of(md, diff->now, TEXT_PLACE_SHORT, change->now));
	md_text(md, item, STR(" "));
	md_code(md, item, change->now->rule->id);
}

static void write_findings(struct markdown *md, const struct shown_diff *diff)
{
	cmark_node *list = NULL;

	if (diff->finding_count || diff_hidden(diff))
		md_heading(md, 2, md_say(md, TEXT_HEAD_DIFF_FINDINGS));
	for (uint32_t i = 0; i < diff->finding_count && i < DIFF_LISTED; i++) {
		const struct shown_finding_change *change = &diff->findings[i];
		if (change->now->severity > SEVERITY_INFO) {
			write_finding(md, diff, change);
			continue;
		}
		if (!list)
			list = md_list(md);
		write_note(md, diff, list, change);
	}
	write_more(md, diff->finding_count);
	if (diff_hidden(diff))
		md_paragraph(
			md, NULL,
			MD_FILL(md, TEXT_DIFF_HIDDEN, {"n", md_number(md, diff_hidden(diff))}));
	md_flush(md);
}

static void write_gone(struct markdown *md, const struct shown_diff *diff)
{
	cmark_node *list;

	if (!diff->gone_count)
		return;
	md_heading(md, 2, md_say(md, TEXT_HEAD_DIFF_GONE));
	list = md_list(md);
	for (uint32_t i = 0; i < diff->gone_count && i < DIFF_LISTED; i++) {
		const struct shown_finding *finding = diff->gone[i].old;
		struct str clause =
			md_clause(md, diff->old, finding->clause->path, !finding_quote(finding).n);
		cmark_node *item =
			md_item(md, list,
				MD_FILL(md, TEXT_DIFF_GONE_ENTRY,
					{"level", md_level(md, finding->severity)},
					{"message", finding->words->message}, {"clause", clause}));
		md_text(md, item, STR(" "));
		md_code(md, item, finding->rule->id);
	}
	write_more(md, diff->gone_count);
	md_flush(md);
}

/* --- clauses --------------------------------------------------------------------------------- */

static void write_words(struct markdown *md, const struct shown_change *change)
{
	cmark_node *quote, *line;

	if (!change->piece_count)
		return;
	quote = md_block(md, NULL, CMARK_NODE_BLOCK_QUOTE);
	line = md_paragraph(md, quote, STR(""));
	for (uint32_t i = 0; i < change->piece_count; i++)
		md_edited(md, line, diff_piece(md, change, i), change->pieces[i].kind);
}

static void write_clause(struct markdown *md, const struct shown_change *change)
{
	const struct shown_clause *clause = change->now_count ? change->nows : change->olds;
	cmark_node *line = md_paragraph(md, NULL, STR(""));

	md_strong(md, line, clause->path);
	md_text(md, line, md_say(md, TEXT_COLON));
	md_text(md, line, diff_history(md, change));
	write_words(md, change);
	md_flush(md);
}

static void write_clauses(struct markdown *md, const struct shown_diff *diff)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < diff->change_count; i++) {
		if (diff_is_place(&diff->changes[i]))
			continue;
		if (n++ == 0)
			md_heading(md, 2, md_say(md, TEXT_HEAD_DIFF_CLAUSES));
		if (n <= DIFF_LISTED)
			write_clause(md, &diff->changes[i]);
	}
	write_more(md, n);
	md_flush(md);
}

static void write_places(struct markdown *md, const struct shown_diff *diff)
{
	cmark_node *list = NULL;
	uint32_t n = 0;

	for (uint32_t i = 0; i < diff->change_count; i++) {
		const struct shown_change *change = &diff->changes[i];
		unsigned kinds = change->kinds & ~change->following;
		if (!diff_is_place(change) || !kinds)
			continue;
		if (n++ == 0) {
			md_heading(md, 2, md_say(md, TEXT_HEAD_DIFF_NUMBERS));
			list = md_list(md);
		}
		if (n <= DIFF_LISTED)
			md_item(md, list,
				MD_FILL(md,
					kinds & SHOWN_MOVED ? TEXT_DIFF_MOVED_ENTRY
							    : TEXT_DIFF_RENUMBERED_ENTRY,
					{"old", change->olds->path}, {"new", change->nows->path}));
	}
	write_more(md, n);
	md_flush(md);
}

static void write_references(struct markdown *md, const struct shown_diff *diff)
{
	cmark_node *list;

	if (!diff->reference_count)
		return;
	md_heading(md, 2, md_say(md, TEXT_HEAD_DIFF_REFERENCES));
	list = md_list(md);
	for (uint32_t i = 0; i < diff->reference_count && i < DIFF_LISTED; i++) {
		const struct shown_reference_change *change = &diff->references[i];
		md_item(md, list,
			MD_FILL(md, TEXT_DIFF_REFERENCE, {"clause", change->clause},
				{"text", change->text}, {"meant", change->meant},
				{"target", change->target}));
	}
	write_more(md, diff->reference_count);
	md_flush(md);
}

/* --- the end --------------------------------------------------------------------------------- */

static void write_draft_notes(struct markdown *md, cmark_node *list, const struct report *report)
{
	if (report->encoding_guessed)
		md_item(md, list,
			MD_FILL(md, TEXT_DIFF_GUESSED, {"name", report->path},
				{"encoding", str_from(encoding_name(report->encoding))}));
	for (uint32_t i = 0; i < report->incomplete_count; i++) {
		const struct shown_incomplete *incomplete = &report->incompletes[i];
		md_item(md, list,
			MD_FILL(md, incomplete->capped ? TEXT_NOTE_CAPPED : TEXT_NOTE_INCOMPLETE,
				{"rule", incomplete->rule},
				{"clause", md_clause(md, report, incomplete->clause, false)}));
	}
}

static void write_notes(struct markdown *md, const struct shown_diff *diff)
{
	cmark_node *list;

	if (diff->coarse || diff->old->encoding_guessed || diff->now->encoding_guessed ||
	    diff->old->incomplete_count || diff->now->incomplete_count) {
		md_heading(md, 2, md_say(md, TEXT_HEAD_NOTES));
		list = md_list(md);
		if (diff->coarse)
			md_item(md, list, md_say(md, TEXT_DIFF_COARSE));
		write_draft_notes(md, list, diff->old);
		write_draft_notes(md, list, diff->now);
	}
	md_block(md, NULL, CMARK_NODE_THEMATIC_BREAK);
	md_paragraph(md, NULL, md_say(md, TEXT_NOT_ADVICE));
	md_flush(md);
}

void diff_markdown(struct rendering *rendering, const struct shown_diff *diff)
{
	struct markdown md;

	md_open(&md, rendering, diff->now->lang);
	write_top(&md, diff);
	write_values(&md, diff);
	write_findings(&md, diff);
	write_references(&md, diff);
	write_clauses(&md, diff);
	write_places(&md, diff);
	write_gone(&md, diff);
	write_notes(&md, diff);
}
