/* The contract's text, with what was found marked in it.
 *
 * One walk from the first byte to the last. At every byte where something happens (a line ends, a
 * clause begins, a mark begins or ends) the text up to it is written; between two such bytes the
 * same marks hold, and one link stands for all of them. */
#include "report/html.h"

#include "base/utf8.h"

enum {
	MARKS_HELD = 16,	 /* at one place; the weakest of more give way */
	PARAGRAPH_BYTES = 16384, /* a longer line goes on in another paragraph */
	UTF8_BYTES = 4,
	CHUNK_BYTES = 32768,
	HEADING_SPARE = 18, /* bytes around a title: spaces, marks of a list */
	INDENT_MAX = 4
};

/* A finding or a blank. Blanks are weaker than findings that were settled, those than open ones. */
enum rank { RANK_BLANK, RANK_SETTLED, RANK_INFO };

struct mark {
	uint32_t begin, end; /* equal: only a place */
	uint32_t number;     /* of the finding or blank, from 1 */
	uint32_t rank;	     /* RANK_INFO + severity when open */
};

struct anchor {
	char kind; /* as in html_id */
	uint32_t number;
};

struct view {
	struct html *html;
	struct str text;
	struct mark *marks; /* by begin */
	uint32_t mark_count, next_mark;
	struct mark held[MARKS_HELD]; /* marks that began and have not ended */
	uint32_t held_count;
	uint32_t next_clause, clause; /* the clause that begins next; that the walk is in */
	uint32_t line;
	uint32_t line_end;
	bool line_shown;	    /* its number stands in front of it */
	bool open;		    /* a paragraph is */
	uint32_t paragraph, chunk;  /* where they began */
	VEC(struct anchor) anchors; /* to be put where text comes next */
};

/* --- what is marked --------------------------------------------------------------------------- */

static uint32_t rank_of(const struct shown_finding *finding)
{
	return finding_is_open(finding) ? RANK_INFO + (uint32_t)finding->severity : RANK_SETTLED;
}

/* Findings and blanks are each in the order of their places: merged, they are so together. A blank
 * goes behind the findings that begin where it does. */
static void list_marks(struct view *view)
{
	const struct report *report = view->html->report;
	uint32_t blanks =
		report->blank_count < HTML_BLANKS_MAX ? report->blank_count : HTML_BLANKS_MAX;
	uint32_t f = 0, b = 0;

	view->marks = ARENA_ARRAY(view->html->arena, struct mark, report->finding_count + blanks);
	while (f < report->finding_count || b < blanks) {
		const struct shown_finding *finding = &report->findings[f];
		const struct shown_blank *blank = &report->blanks[b];
		bool take_finding = f < report->finding_count &&
				    (b == blanks || finding->begin.byte <= blank->begin.byte);
		if (take_finding && view->html->findings[f])
			view->marks[view->mark_count++] = (struct mark){
				finding->begin.byte, finding->end.byte, f + 1, rank_of(finding)};
		else if (!take_finding)
			view->marks[view->mark_count++] = (struct mark){
				blank->begin.byte, blank->end.byte, b + 1, RANK_BLANK};
		f += take_finding;
		b += !take_finding;
	}
}

/* --- one stretch of text with the same marks -------------------------------------------------- */

/* The one that is most severe, and of those the one that began last. */
static const struct mark *strongest(const struct view *view)
{
	const struct mark *best = &view->held[0];

	for (uint32_t i = 1; i < view->held_count; i++)
		if (view->held[i].rank >= best->rank)
			best = &view->held[i];
	return best;
}

static struct str words_for(struct view *view, const struct mark *mark)
{
	struct phrases *phrases = &view->html->phrases;
	const struct report *report = view->html->report;
	const struct shown_finding *finding;

	if (mark->rank == RANK_BLANK)
		return PHRASE_FILL(phrases, TEXT_HTML_BLANK_MARK,
				   {"need", report->blanks[mark->number - 1].need});
	finding = &report->findings[mark->number - 1];
	return PHRASE_FILL(
		phrases, TEXT_HTML_MARK, {"level", phrase_level(phrases, finding->severity)},
		{"n", phrase_number(phrases, mark->number)}, {"message", finding->words->message});
}

static void write_numbers(struct view *view, const char *attribute, bool blanks)
{
	struct out *out = view->html->out;
	bool any = false;

	for (uint32_t rank = RANK_INFO + SEVERITY_HIGH + 1; rank-- > 0;)
		for (uint32_t i = 0; i < view->held_count; i++) {
			if (view->held[i].rank != rank || (rank == RANK_BLANK) != blanks)
				continue;
			if (any)
				out_char(out, ' ');
			else
				out_format(out, " %s=\"", attribute);
			out_uint(out, view->held[i].number);
			any = true;
		}
	if (any)
		out_char(out, '"');
}

static void write_stretch(struct view *view, struct str text)
{
	struct html *html = view->html;
	const struct mark *top = strongest(view);
	bool blank = false;

	for (uint32_t i = 0; i < view->held_count; i++)
		blank |= view->held[i].rank == RANK_BLANK;
	PUT(html, "<a class=\"m");
	if (top->rank >= RANK_INFO)
		out_format(html->out, " %s", severity_name((enum severity)(top->rank - RANK_INFO)));
	else if (top->rank == RANK_SETTLED)
		PUT(html, " settled");
	if (blank)
		PUT(html, " blank");
	PUT(html, "\"");
	html_link(html, top->rank == RANK_BLANK ? 'b' : 'f', top->number);
	write_numbers(view, "data-f", false);
	write_numbers(view, "data-b", true);
	PUT(html, " title=\"");
	html_attribute(html, words_for(view, top));
	PUT(html, "\">");
	html_text(html, text);
	PUT(html, "</a>");
}

/* --- paragraphs ------------------------------------------------------------------------------- */

static bool unchecked(const struct view *view)
{
	const struct report *report = view->html->report;
	struct str zone = STR("");

	if (report->outline_count)
		zone = str_from(report->outline[view->clause].zone);
	return str_equal(zone, STR("furniture")) || str_equal(zone, STR("contents"));
}

static void close_paragraph(struct view *view)
{
	if (view->open)
		PUT(view->html, "</p>\n");
	view->open = false;
}

static void new_chunk(struct view *view, uint32_t at)
{
	bool lazy = view->text.n > HTML_LAZY_BYTES;

	if (at)
		PUT(view->html, "</div>\n");
	out_format(view->html->out, "<div class=\"chunk%s\">\n", lazy ? " lazy" : "");
	view->chunk = at;
}

static void write_anchors(struct view *view)
{
	for (uint32_t i = 0; i < view->anchors.n; i++) {
		PUT(view->html, "<span class=\"at\"");
		html_id(view->html, view->anchors.p[i].kind, view->anchors.p[i].number);
		PUT(view->html, "></span>");
	}
	view->anchors.n = 0;
}

/* A heading that stands alone: little more than its number and title before something else begins.
 */
static bool is_heading(const struct view *view, uint32_t at)
{
	const struct report *report = view->html->report;
	const struct shown_outline *clause = &report->outline[view->clause];
	uint32_t end = view->line_end;

	if (!view->clause || clause->at.byte < at || !clause->title.n)
		return false;
	if (view->next_clause < report->outline_count &&
	    report->outline[view->next_clause].at.byte < end)
		end = report->outline[view->next_clause].at.byte;
	return end - at <= clause->number.n + clause->title.n + HEADING_SPARE;
}

/* A clause that begins in the middle of a line begins a paragraph too: contracts that lost their
 * lines become readable. */
static void open_paragraph(struct view *view, uint32_t at)
{
	struct html *html = view->html;
	unsigned depth = 0;

	if (at - view->chunk > CHUNK_BYTES)
		new_chunk(view, at);
	if (html->report->outline_count)
		depth = html->report->outline[view->clause].depth;
	out_format(html->out, "<p class=\"d%u%s%s\"", depth < INDENT_MAX ? depth : INDENT_MAX,
		   is_heading(view, at) ? " h" : "", unchecked(view) ? " un" : "");
	if (unchecked(view)) {
		PUT(html, " title=\"");
		html_attribute(html, phrase(&html->phrases, TEXT_HTML_UNCHECKED));
		PUT(html, "\"");
	}
	if (!view->line_shown)
		out_format(html->out, " data-l=\"%u\"", (unsigned)view->line);
	PUT(html, ">");
	view->line_shown = true;
	view->open = true;
	view->paragraph = at;
}

static void write_piece(struct view *view, uint32_t begin, uint32_t end)
{
	struct str piece = str_cut(view->text, begin, end);

	if (!piece.n)
		return;
	if (!view->open)
		open_paragraph(view, begin);
	write_anchors(view);
	if (view->held_count)
		write_stretch(view, piece);
	else
		html_text(view->html, piece);
}

/* --- the walk --------------------------------------------------------------------------------- */

static void end_marks(struct view *view, uint32_t at)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < view->held_count; i++) {
		if (view->held[i].end > at) {
			view->held[kept++] = view->held[i];
			continue;
		}
		if (view->held[i].rank != RANK_BLANK)
			out_format(view->html->out, "<span class=\"fn\" data-n=\"%u\"></span>",
				   (unsigned)view->held[i].number);
	}
	view->held_count = kept;
}

static void hold(struct view *view, struct mark mark)
{
	uint32_t weakest = 0;

	if (view->held_count < MARKS_HELD) {
		view->held[view->held_count++] = mark;
		return;
	}
	for (uint32_t i = 1; i < MARKS_HELD; i++)
		if (view->held[i].rank < view->held[weakest].rank)
			weakest = i;
	if (view->held[weakest].rank < mark.rank)
		view->held[weakest] = mark;
}

static void begin_marks(struct view *view, uint32_t at)
{
	while (view->next_mark < view->mark_count && view->marks[view->next_mark].begin <= at) {
		struct mark mark = view->marks[view->next_mark++];
		*VEC_PUSH(view->html->arena, &view->anchors) =
			(struct anchor){mark.rank == RANK_BLANK ? 'k' : 'm', mark.number};
		if (mark.end > at)
			hold(view, mark);
	}
}

static void begin_clauses(struct view *view, uint32_t at)
{
	const struct report *report = view->html->report;

	while (view->next_clause < report->outline_count &&
	       report->outline[view->next_clause].at.byte <= at) {
		view->clause = view->next_clause++;
		if (view->html->clauses[view->clause])
			*VEC_PUSH(view->html->arena, &view->anchors) =
				(struct anchor){'s', view->clause};
		if (view->open && view->paragraph < at)
			close_paragraph(view);
	}
}

static uint32_t character_at(struct str text, uint32_t at)
{
	while (at > 0 && utf8_splits(text, at))
		at--;
	return at;
}

/* The next byte where something happens, at most end. */
static uint32_t next_event(const struct view *view, uint32_t at, uint32_t end)
{
	const struct report *report = view->html->report;
	uint32_t limit = view->open ? view->paragraph + PARAGRAPH_BYTES : at + PARAGRAPH_BYTES;
	uint32_t next = end;

	if (limit < next)
		next = character_at(view->text, limit);
	if (view->next_mark < view->mark_count && view->marks[view->next_mark].begin < next)
		next = view->marks[view->next_mark].begin;
	if (view->next_clause < report->outline_count &&
	    report->outline[view->next_clause].at.byte < next)
		next = report->outline[view->next_clause].at.byte;
	for (uint32_t i = 0; i < view->held_count; i++)
		if (view->held[i].end < next)
			next = view->held[i].end;
	return next > at ? next : at + 1;
}

static uint32_t line_end(struct str text, uint32_t at)
{
	while (at < text.n && text.p[at] != '\n' && text.p[at] != '\r')
		at++;
	return at;
}

static uint32_t write_line(struct view *view, uint32_t at)
{
	uint32_t end = line_end(view->text, at), next = end + 1;

	if (next < view->text.n && view->text.p[end] == '\r' && view->text.p[next] == '\n')
		next++;
	view->line++;
	view->line_end = end;
	view->line_shown = false;
	while (at < end) {
		uint32_t stop;
		end_marks(view, at);
		begin_clauses(view, at);
		begin_marks(view, at);
		stop = next_event(view, at, end);
		write_piece(view, at, stop);
		at = stop;
		if (view->open && at - view->paragraph >= PARAGRAPH_BYTES - UTF8_BYTES)
			close_paragraph(view);
	}
	end_marks(view, next);
	close_paragraph(view);
	return next;
}

void html_words(struct html *html)
{
	struct view view = {.html = html, .text = html->report->text, .next_clause = 1};
	uint32_t at = str_starts(view.text, STR("\xEF\xBB\xBF")) ? 3 : 0;

	list_marks(&view);
	new_chunk(&view, 0);
	while (at < view.text.n)
		at = write_line(&view, at);
	begin_marks(&view, UINT32_MAX);
	PUT(html, "<p class=\"end\">");
	write_anchors(&view);
	PUT(html, "</p>\n</div>\n");
}
