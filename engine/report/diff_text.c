/* Two drafts, as plain text for a terminal: [-old-] and {+new+} in what was reworded. */
#include "report/diff_format.h"

#include "base/visible.h"
#include "text/width.h"

enum { AROUND = 40 };

struct page {
	struct markdown phrases; /* of the report's language */
	struct out *out;
};

/* One line of text, without anything that a terminal would obey. */
static void put(struct page *page, struct str text)
{
	size_t at = 0;
	char bytes[4];

	while (at < text.n) {
		uint32_t cp = utf8_next(text, &at);
		cp = cp == '\n' || cp == '\r' || cp == '\t' ? ' ' : cp_visible(cp);
		out_str(page->out, (struct str){bytes, utf8_put(bytes, cp)});
	}
}

static void put_line(struct page *page, const char *before, struct str text)
{
	out_str(page->out, str_from(before));
	put(page, text);
	out_char(page->out, '\n');
}

static void put_head(struct page *page, enum text_id id)
{
	out_char(page->out, '\n');
	put_line(page, "", md_say(&page->phrases, id));
}

static void put_more(struct page *page, uint32_t n)
{
	struct markdown *md = &page->phrases;

	if (n > DIFF_LISTED)
		put_line(page, "  ",
			 MD_FILL(md, TEXT_DIFF_MORE, {"n", md_number(md, n - DIFF_LISTED)}));
}

/* --- values ---------------------------------------------------------------------------------- */

static void put_values(struct page *page, const struct shown_diff *diff)
{
	struct str none = md_say(&page->phrases, TEXT_DIFF_NO_VALUE);

	if (diff->value_count)
		put_head(page, TEXT_HEAD_DIFF_VALUES);
	for (uint32_t i = 0; i < diff->value_count && i < DIFF_LISTED; i++) {
		const struct shown_value_change *value = &diff->values[i];
		out_str(page->out, STR("  "));
		put(page, value->clause);
		put(page, value->about.n ? md_say(&page->phrases, TEXT_COLON) : STR(""));
		put(page, value->about);
		out_str(page->out, STR("  "));
		put(page, value->old.n ? value->old : none);
		out_str(page->out, STR(" -> "));
		put_line(page, "", value->now.n ? value->now : none);
	}
	put_more(page, diff->value_count);
}

/* --- findings -------------------------------------------------------------------------------- */

/* The words around the quote on one line, and carets below the quote. */
static void put_quote(struct page *page, struct str label, const struct shown_finding *finding)
{
	struct str text, quote, behind;
	size_t begin, end;

	if (!finding || !finding->sentence.n)
		return;
	text = finding->sentence;
	begin = finding->quote_in_sentence.begin;
	end = finding->quote_in_sentence.end;
	for (unsigned i = 0; i < AROUND; i++) {
		utf8_prev(text, &begin);
		utf8_next(text, &end);
	}
	quote = str_at(text, finding->quote_in_sentence);
	behind = str_cut(text, finding->quote_in_sentence.end, end);
	text = str_cut(text, begin, finding->quote_in_sentence.begin);
	out_str(page->out, STR("   | "));
	put(page, label);
	out_str(page->out, label.n ? STR(" ") : STR(""));
	put(page, text);
	put(page, quote);
	put_line(page, "", behind);
	out_str(page->out, STR("   | "));
	out_repeat(page->out, ' ', text_width(label) + (label.n > 0) + text_width(text));
	out_repeat(page->out, '^', text_width(quote) ? text_width(quote) : 1);
	out_char(page->out, '\n');
}

static void put_place(struct page *page, const struct report *report,
		      const struct shown_finding *finding)
{
	out_str(page->out, STR("  --> "));
	put(page, report->path);
	out_format(page->out, ":%u:%u  ", (unsigned)finding->begin.line,
		   (unsigned)finding->begin.column);
	put_line(page, "",
		 md_clause(&page->phrases, report, finding->clause->path,
			   !finding_quote(finding).n));
}

static void put_finding(struct page *page, const struct shown_diff *diff,
			const struct shown_finding_change *change)
{
	const struct shown_finding *finding = change->now;
	bool changed = change->old && !str_equal(change->old->sentence, finding->sentence);

	put(page, diff_heading(&page->phrases, change));
	out_str(page->out, STR("  "));
	put_line(page, "", finding->rule->id);
	put_place(page, diff->now, finding);
	if (changed)
		put_quote(page, md_say(&page->phrases, TEXT_DIFF_LABEL_OLD), change->old);
	put_quote(page, changed ? md_say(&page->phrases, TEXT_DIFF_LABEL_NEW) : STR(""), finding);
	if (finding->words->suggestion.n && finding->severity > SEVERITY_INFO) {
		out_str(page->out, STR("   = "));
		put(page, md_say(&page->phrases, TEXT_LABEL_SUGGESTION));
		put_line(page, " ", str_trim(finding->words->suggestion));
	}
}

static void put_findings(struct page *page, const struct shown_diff *diff)
{
	if (diff->finding_count)
		put_head(page, TEXT_HEAD_DIFF_FINDINGS);
	for (uint32_t i = 0; i < diff->finding_count && i < DIFF_LISTED; i++)
		put_finding(page, diff, &diff->findings[i]);
	put_more(page, diff->finding_count);
	if (diff_hidden(diff))
		put_line(page, "",
			 MD_FILL(&page->phrases, TEXT_DIFF_HIDDEN,
				 {"n", md_number(&page->phrases, diff_hidden(diff))}));
}

static void put_gone(struct page *page, const struct shown_diff *diff)
{
	struct markdown *md = &page->phrases;

	if (diff->gone_count)
		put_head(page, TEXT_HEAD_DIFF_GONE);
	for (uint32_t i = 0; i < diff->gone_count && i < DIFF_LISTED; i++) {
		const struct shown_finding *finding = diff->gone[i].old;
		struct str clause =
			md_clause(md, diff->old, finding->clause->path, !finding_quote(finding).n);
		out_str(page->out, STR("  "));
		put(page,
		    MD_FILL(md, TEXT_DIFF_GONE_ENTRY, {"level", md_level(md, finding->severity)},
			    {"message", finding->words->message}, {"clause", clause}));
		put_line(page, "  ", finding->rule->id);
	}
	put_more(page, diff->gone_count);
}

/* --- clauses --------------------------------------------------------------------------------- */

static void put_words(struct page *page, const struct shown_change *change)
{
	static const struct {
		struct str open, close;
	} marks[] = {
		[PIECE_KEPT] = {STR_INIT(""), STR_INIT("")},
		[PIECE_OLD] = {STR_INIT("[-"), STR_INIT("-]")},
		[PIECE_NEW] = {STR_INIT("{+"), STR_INIT("+}")},
	};

	if (!change->piece_count)
		return;
	out_str(page->out, STR("    "));
	for (uint32_t i = 0; i < change->piece_count; i++) {
		enum piece_kind kind = change->pieces[i].kind;
		out_str(page->out, marks[kind].open);
		put(page, diff_piece(&page->phrases, change, i));
		out_str(page->out, marks[kind].close);
	}
	out_char(page->out, '\n');
}

static char sign_of(const struct shown_change *change)
{
	if (change->kinds & SHOWN_ADDED)
		return '+';
	return change->kinds & SHOWN_REMOVED ? '-' : '~';
}

static void put_clauses(struct page *page, const struct shown_diff *diff)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < diff->change_count; i++) {
		const struct shown_change *change = &diff->changes[i];
		const struct shown_clause *clause = change->now_count ? change->nows : change->olds;
		if (diff_is_place(change))
			continue;
		if (n++ == 0)
			put_head(page, TEXT_HEAD_DIFF_CLAUSES);
		if (n > DIFF_LISTED)
			continue;
		out_format(page->out, "%c ", sign_of(change));
		put(page, clause->path);
		put(page, md_say(&page->phrases, TEXT_COLON));
		put_line(page, "", diff_history(&page->phrases, change));
		put_words(page, change);
	}
	put_more(page, n);
}

static void put_places(struct page *page, const struct shown_diff *diff)
{
	struct markdown *md = &page->phrases;
	uint32_t n = 0;

	for (uint32_t i = 0; i < diff->change_count; i++) {
		const struct shown_change *change = &diff->changes[i];
		unsigned kinds = change->kinds & ~change->following;
		enum text_id id =
			kinds & SHOWN_MOVED ? TEXT_DIFF_MOVED_ENTRY : TEXT_DIFF_RENUMBERED_ENTRY;
		if (!diff_is_place(change) || !kinds)
			continue;
		if (n++ == 0)
			put_head(page, TEXT_HEAD_DIFF_NUMBERS);
		if (n <= DIFF_LISTED)
			put_line(page, "  ",
				 MD_FILL(md, id, {"old", change->olds->path},
					 {"new", change->nows->path}));
	}
	put_more(page, n);
}

static void put_references(struct page *page, const struct shown_diff *diff)
{
	struct markdown *md = &page->phrases;

	if (diff->reference_count)
		put_head(page, TEXT_HEAD_DIFF_REFERENCES);
	for (uint32_t i = 0; i < diff->reference_count && i < DIFF_LISTED; i++) {
		const struct shown_reference_change *change = &diff->references[i];
		put_line(page, "  ",
			 MD_FILL(md, TEXT_DIFF_REFERENCE, {"clause", change->clause},
				 {"text", change->text}, {"meant", change->meant},
				 {"target", change->target}));
	}
	put_more(page, diff->reference_count);
}

/* How a draft was read, where that needs saying. */
static void put_draft_notes(struct page *page, const struct report *report)
{
	struct markdown *md = &page->phrases;

	if (report->encoding_guessed)
		put_line(page, "",
			 MD_FILL(md, TEXT_DIFF_GUESSED, {"name", report->path},
				 {"encoding", str_from(encoding_name(report->encoding))}));
	for (uint32_t i = 0; i < report->incomplete_count; i++) {
		const struct shown_incomplete *incomplete = &report->incompletes[i];
		put_line(page, "",
			 MD_FILL(md, incomplete->capped ? TEXT_NOTE_CAPPED : TEXT_NOTE_INCOMPLETE,
				 {"rule", incomplete->rule},
				 {"clause", md_clause(md, report, incomplete->clause, false)}));
	}
}

void diff_text(struct rendering *rendering, const struct shown_diff *diff)
{
	struct page page = {.out = rendering->out};
	struct markdown *md = &page.phrases;

	md_open(md, rendering, diff->now->lang);
	put_line(&page, "",
		 MD_FILL(md, TEXT_DIFF_TITLE, {"old", diff->old->path}, {"new", diff->now->path}));
	put_line(&page, "", diff_verdict(md, diff));
	put_line(&page, "", diff_counts(md, diff));
	put_values(&page, diff);
	put_findings(&page, diff);
	put_references(&page, diff);
	put_clauses(&page, diff);
	put_places(&page, diff);
	put_gone(&page, diff);
	out_char(page.out, '\n');
	if (diff->coarse)
		put_line(&page, "", md_say(md, TEXT_DIFF_COARSE));
	put_draft_notes(&page, diff->old);
	put_draft_notes(&page, diff->now);
	put_line(&page, "", md_say(md, TEXT_NOT_ADVICE));
}
