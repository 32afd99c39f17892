/* Forms whose cells stand one below the other, names and values without colons: a name that is
 * followed by the next name has no value. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "clause/label.h"
#include "fact/cues.h"
#include "fact/numeral.h"
#include "fact/words.h"

enum {
	CELL_LONG = 14 /* code points */,
	CELL_BYTES = 4 * CELL_LONG,
	FORM_NAMES = 6,
	FORM_LINES = 200
};

static bool is_cell_sign(uint32_t cp)
{
	return cp_is_han(cp) || cp_is_letter(cp) || cp_is_digit(cp) || cp == 0xFF08 ||
	       cp == 0xFF09 || cp == '/' || cp == '-' || cp == ' ' || cp == '%' || cp == '#' ||
	       cp == 0xB7;
}

/* The line at offset at, when it is short and without punctuation; empty when not. */
static struct str cell_at(struct str text, size_t at)
{
	struct str start = str_cut(text, at, at + CELL_BYTES + 1);
	size_t end = at;

	if (start.n > CELL_BYTES && !memchr(start.p, '\n', start.n))
		return STR_NONE;
	for (unsigned count = 0; count < CELL_LONG && end < text.n && text.p[end] != '\n'; count++)
		if (!is_cell_sign(utf8_next(text, &end)))
			return STR_NONE;
	return end < text.n && text.p[end] != '\n' ? STR_NONE : str_cut(text, at, end);
}

static bool is_heading(struct str text, size_t at)
{
	struct label label;

	return at >= text.n || (label_read(text, at, &label) && label.style <= LABEL_HAN);
}

/* Whether the line at at is a name again, and no more names follow as in the head of a table. */
static bool next_pair_begins(const struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	struct str cell = cell_at(text, at);

	return cell.n && is_exact_field(cell) && !is_exact_field(cell_at(text, at + cell.n + 1));
}

/* 合计人民币（大写） with nothing behind it, nor below. */
static bool wants_words(struct str text, struct str cell, size_t next)
{
	return word_before(cell, cell.n, "（大写） （小写）") && cell.n > sizeof "（大写）" &&
	       number_end(text, next) == next && !word_after(text, next, "人民币 ¥ ￥ RMB 新台币");
}

/* Names that stand in forms about a party, but seldom in the head of a table. */
static bool is_about_party(enum blank_need need)
{
	return need == NEED_PARTY || need == NEED_IDENTITY || need == NEED_CONTACT ||
	       need == NEED_ACCOUNT;
}

/* Lines that a form may be made of, one behind the other. A list that turns out to be no form is
 * looked at again from its second line on, so what is known of a line is kept, and counts are told
 * apart by subtraction: a line is read once, however many lists it is in. */
struct form_line {
	size_t begin;
	uint32_t names, about_party; /* of the lines before it */
};

struct form_lines {
	struct form_line ring[FORM_LINES]; /* line number i in i % FORM_LINES */
	uint32_t first, behind;		   /* the numbers of those kept: first ≤ i < behind */
	struct form_line next;		   /* the one behind them, not yet looked at */
	size_t last_end;		   /* behind the last name, */
	uint32_t last;			   /* and its number, plus one */
	bool over;			   /* the next one is none of a form */
};

static void read_form_line(const struct blank_scan *scan, struct form_lines *lines)
{
	struct str cell = STR_NONE;
	enum blank_need need;

	if (lines->next.begin < scan->text.n)
		cell = cell_at(scan->text, lines->next.begin);
	if (!cell.n || cp_is_digit(utf8_peek(cell, 0)) || word_is(cell, "序号")) {
		lines->over = true;
		return;
	}
	need = field_need(cell);
	lines->ring[lines->behind++ % FORM_LINES] = lines->next;
	lines->next.begin += cell.n + 1;
	if (need == NEED_UNKNOWN)
		return;
	lines->next.names++;
	lines->next.about_party += is_about_party(need);
	lines->last_end = lines->next.begin;
	lines->last = lines->behind;
}

/* The lines from begin on, at most FORM_LINES; begin grows from call to call. */
static const struct form_lines *form_lines_from(struct blank_scan *scan, size_t begin)
{
	struct form_lines *lines = scan->form_lines;

	if (!lines)
		lines = scan->form_lines = ARENA_NEW(scan->arena, struct form_lines);
	while (lines->first < lines->behind && lines->ring[lines->first % FORM_LINES].begin < begin)
		lines->first++;
	if (lines->first == lines->behind)
		*lines = (struct form_lines){.next.begin = begin};
	while (!lines->over && lines->behind - lines->first < FORM_LINES)
		read_form_line(scan, lines);
	return lines;
}

/* A list of names only: at least FORM_NAMES of them, most lines among them, some about a party.
 * What follows must not be figures or variables, as it would be below the head of a table. */
static size_t form_end(struct blank_scan *scan, size_t begin)
{
	struct str text = scan->text;
	const struct form_lines *lines = form_lines_from(scan, begin);
	struct form_line first = lines->ring[lines->first % FORM_LINES];
	uint32_t names = lines->next.names - first.names;
	size_t end = lines->next.begin;

	if (lines->first == lines->behind || names < FORM_NAMES ||
	    lines->next.about_party == first.about_party ||
	    names * 5 < (lines->last - lines->first) * 3)
		return begin;
	if (end < text.n && (cp_is_digit(utf8_peek(text, end)) || word_after(text, end, "{ $ _")))
		return begin;
	return lines->last_end;
}

static void note_form(struct blank_scan *scan, size_t begin, size_t end)
{
	while (begin < end) {
		struct str cell = cell_at(scan->text, begin);

		if (field_need(cell) != NEED_UNKNOWN)
			blank_note(scan, BLANK_LABEL, begin, begin + cell.n);
		begin += cell.n + 1;
	}
}

/* Whether the line at at is no cell, told by its first stop: most lines are sentences. */
static bool is_no_cell(const struct blank_scan *scan, size_t at)
{
	size_t limit = at + CELL_BYTES + 1 < scan->text.n ? at + CELL_BYTES + 1 : scan->text.n;
	size_t stop = cues_next(scan->cues, CUE_STOP, at, limit);

	return stop < limit
		       ? !is_cell_sign(utf8_peek(scan->text, stop)) && scan->text.p[stop] != '\n'
		       : limit < scan->text.n;
}

size_t scan_form_line(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t line = at + 1, end;
	struct str cell = is_no_cell(scan, line) ? STR_NONE : cell_at(text, line);
	bool names = cell.n && is_exact_field(cell);
	bool form = scan->was_field[1] && !scan->was_field[0];

	scan->was_field[1] = scan->was_field[0];
	scan->was_field[0] = names;
	if (!cell.n || line < scan->form_end)
		return line;
	end = line + cell.n + 1;
	if ((names && form && (next_pair_begins(scan, end) || is_heading(text, end))) ||
	    wants_words(text, cell, end)) {
		blank_note(scan, BLANK_LABEL, line, line + cell.n);
		return line + cell.n;
	}
	scan->form_end = end;
	if (field_need(cell) == NEED_UNKNOWN)
		return line;
	end = form_end(scan, line);
	if (end == line)
		return line;
	note_form(scan, line, end);
	return end - 1;
}
