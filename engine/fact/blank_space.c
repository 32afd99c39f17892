/* Blanks that are spaces. Space is layout as well, so what stands around it decides. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "clause/line.h"
#include "fact/cues.h"
#include "fact/numeral.h"
#include "fact/unit.h"
#include "fact/word_list.h"
#include "fact/words.h"

/* Whether the cell of a table that ends at the bar at offset bar names a field. */
static bool cell_is_named(const struct blank_scan *scan, size_t bar)
{
	struct str text = scan->text;
	size_t end = bar - (bar && word_before(text, bar, NORM_GAP) ? sizeof NORM_GAP - 1 : 0);
	size_t begin = end;

	for (unsigned count = 0; begin && count < 12 && !word_before(text, begin, "| \n " NORM_GAP);
	     count++)
		utf8_prev(text, &begin);
	return field_need(str_cut(text, begin, end)) != NEED_UNKNOWN;
}

/* Prose has stops; the columns of a form do not. Looked up once a line. */
static bool line_is_prose(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t begin = scan->line_end;

	if (at < scan->line_end)
		return scan->line_prose;
	begin = line_begin(text, begin, at);
	scan->line_prose = false;
	for (at = begin; (at = cues_next(scan->cues, CUE_STOP, at, text.n)) < text.n; at++) {
		if (text.p[at] == '\n')
			break;
		scan->line_prose = scan->line_prose || word_after(text, at, "。 ； ，");
	}
	scan->line_end = at;
	return scan->line_prose;
}

/* Whether the text behind a gap on the same line begins with a label of its own (乙方：). */
static bool label_follows(struct str text, size_t at)
{
	for (size_t count = 0; at < text.n && text.p[at] != '\n' && count < 24; count++) {
		if (word_after(text, at, "："))
			return count > 0;
		if (word_after(text, at, "， 。 ； " NORM_GAP))
			return false;
		utf8_next(text, &at);
	}
	return false;
}

/* Whether spaces too narrow for a gap were dropped in front of offset at. */
static bool spaces_dropped(const struct blank_scan *scan, size_t at)
{
	struct span left =
		norm_to_source(scan->norm, (struct span){(uint32_t)at - 1, (uint32_t)at});
	struct span right =
		norm_to_source(scan->norm, (struct span){(uint32_t)at, (uint32_t)at + 1});

	return right.begin > left.end;
}

/* Where a gap ends, when only words of one phrase stand between: ␣银行转账␣ is a value on a line
 * that was lost. 0 when there is none. */
static size_t frame_end(const struct blank_scan *scan, size_t at)
{
	enum { FRAME_LONG = 40, FRAME_SHORT = 8 };
	struct str text = scan->text;
	size_t begin = at;

	if (list_after(text, at, &AFTER_GAP) || word_after(text, at, "（"))
		return 0;
	for (size_t count = 0; at < text.n && count < FRAME_LONG; count++) {
		if (word_after(text, at, NORM_GAP " \n"))
			return at > begin ? at : 0;
		if (word_after(text, at, "， 。 ； ： _ |"))
			return 0;
		if (count && count < FRAME_SHORT && spaces_dropped(scan, at))
			return at;
		utf8_next(text, &at);
	}
	return 0;
}

/* Whether the words in front of a gap stand in a frame whose left side was too narrow for a gap, or
 * at the end of the line before. */
static bool is_framed(const struct blank_scan *scan, size_t at)
{
	enum { FRAME_SHORT = 12 };
	struct str text = scan->text;

	for (unsigned count = 0; count < FRAME_SHORT; count++) {
		if (at == 0 || word_before(text, at, "， 。 ； ： _ " NORM_GAP))
			return false;
		if (text.p[at - 1] == '\n')
			return word_before(text, at - 1, NORM_GAP) > 0;
		utf8_prev(text, &at);
		if (at && text.p[at - 1] != '\n' && count < 8 && spaces_dropped(scan, at))
			return true;
	}
	return false;
}

/* 第十四条␣, （四）␣ at the start of a line: space behind a clause number is layout. */
static bool behind_number(struct str text, size_t at)
{
	size_t size = word_before(text, at, "条 章 节 款 ） 、 .");
	size_t number = size ? number_before(text, at - size) : at;

	return size && number < at - size &&
	       (number == 0 || word_before(text, number, "第 （ \n 附件"));
}

/* 帐␣号 in a cell: one word whose characters are spread. */
static bool spreads_word(struct str text, size_t begin, size_t end)
{
	size_t left = back_by(text, begin, 1), right = end;

	utf8_next(text, &right);
	return (left == 0 || word_before(text, left, "| \n " NORM_GAP)) &&
	       word_after(text, right, "| ： " NORM_GAP) && !word_after(text, end, "年 月 日 元") &&
	       cp_is_han(utf8_peek(text, left)) && cp_is_han(utf8_peek(text, end));
}

static bool unit_ends_phrase(struct str text, size_t at)
{
	const struct unit *unit = unit_at(text, at);
	size_t size = list_after(text, at, &GAP_UNITS);

	if (unit && unit->name.n > size)
		size = unit->name.n;
	return size && (at + size == text.n ||
			word_after(text, at + size,
				   "， 。 ； ） ， （ \n / 、 整 内 前 后 起 以 " NORM_GAP));
}

static bool gap_is_blank(struct blank_scan *scan, size_t begin, size_t end)
{
	struct str text = scan->text;
	uint32_t before = utf8_before(text, begin), behind = utf8_peek(text, end);
	bool line_ends = end >= text.n || behind == '\n';
	bool colon = before == 0xFF1A;
	bool expected = list_before(text, begin, &BEFORE_VALUE) > 0;
	bool number = cp_is_digit(before) || number_before(text, begin) < begin;

	if (behind == '_' || before == '_' || before == '\n' || spreads_word(text, begin, end))
		return false;
	if (behind == '|')
		return before == '|' && cell_is_named(scan, begin - 1);
	if ((word_before(text, begin, "年") && word_after(text, end, "月")) ||
	    (word_before(text, begin, "月") && word_after(text, end, "日")))
		return true;
	if (before == '|' || word_after(text, end, "（盖章 （签 （公章 （章"))
		return false;
	if (line_ends)
		return false;
	if (number || number_end(text, end) > end || behind_number(text, begin))
		return false;
	if (colon)
		return word_after(text, end, "， 。 ； ） 、") ||
		       list_after(text, end, &NAME_TAILS) || unit_ends_phrase(text, end) ||
		       label_follows(text, end);
	if ((unit_at(text, end) || list_after(text, end, &GAP_UNITS)) &&
	    (expected || unit_ends_phrase(text, end) || line_is_prose(scan, begin)))
		return true;
	if (list_after(text, end, &PHRASE_STOPS))
		return expected && !is_framed(scan, begin);
	return cp_is_han(before) && cp_is_han(behind) && !label_follows(text, end) &&
	       line_is_prose(scan, begin) &&
	       (word_before(text, begin, "为 是 于 编号 名称 人民币") || !is_framed(scan, begin));
}

size_t scan_gap(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t end = at + sizeof NORM_GAP - 1;
	bool closes = scan->frame_end == at;

	if (at == 0 || closes)
		return end;
	if (!unit_ends_phrase(text, end) && !list_after(text, end, &NAME_TAILS))
		scan->frame_end = frame_end(scan, end);
	if (scan->frame_end > end && !blank_ends_at(scan, at))
		return end;
	if (gap_is_blank(scan, at, end))
		blank_note(scan, BLANK_GAP, at, end);
	return end;
}
