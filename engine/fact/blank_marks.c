/* Blanks that are drawn: lines, gaps, and letters or crosses that stand for a value. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "fact/cues.h"
#include "fact/numeral.h"
#include "fact/unit.h"
#include "fact/word_list.h"
#include "fact/words.h"

static size_t skip_spaces(struct str text, size_t at)
{
	while (at < text.n && text.p[at] == ' ')
		at++;
	return at;
}

/* Behind a run of line characters; a broken run (_ _) is one. */
static size_t line_end(struct str text, size_t at)
{
	for (;;) {
		size_t end = at, next;

		while (end < text.n && text.p[end] == '_')
			end++;
		if (end == at)
			return at;
		next = skip_spaces(text, end);
		if (next == end && str_starts(str_cut(text, end, text.n), STR(NORM_GAP)))
			next = end + sizeof NORM_GAP - 1;
		if (next >= text.n || text.p[next] != '_' || next == end)
			return end;
		at = next;
	}
}

/* 用途：__日常商务接待使用__， and 账号 ___4589 6612 0373___。: what stands between two lines and fills
 * what is left of the field behind the line at line. The end of the whole, or 0. */
static size_t typed_field(struct str text, size_t line, size_t begin)
{
	enum { VALUE_LONG = 30 };
	bool field = word_before(text, line, "： ：" NORM_GAP), figures = true;
	size_t stop = begin, size;

	for (unsigned count = 0; stop < text.n && text.p[stop] != '_'; count++) {
		uint32_t cp = utf8_next(text, &stop);

		figures = figures && (cp_is_digit(cp) || cp == ' ' || cp == '-');
		if (count == VALUE_LONG || (!figures && !cp_is_han(cp) && !cp_is_letter(cp) &&
					    !cp_is_digit(cp) && cp != 0x3001))
			return 0;
	}
	size = line_end(text, stop) - stop;
	if (stop == begin || !size || (!field && !figures) ||
	    is_exact_field(str_cut(text, begin, stop)))
		return 0;
	stop += size;
	return stop == text.n || word_after(text, stop, "， 。 ； ） \n " NORM_GAP) ? stop : 0;
}

/* A value that was typed over the line: ___15___, ____花旗____. The end of the whole, or 0. */
static size_t typed_value(struct str text, size_t begin, size_t end)
{
	size_t at = skip_spaces(text, end);
	size_t number = number_end(text, at);
	size_t stop = at, count = 0;

	if (number > at && number < text.n) {
		bool framed = text.p[number] == '_';
		const struct unit *unit = unit_at(text, number);

		if (framed)
			return line_end(text, number);
		if (word_after(text, number, NORM_GAP))
			return number;
		if (unit && !(unit->time == TIME_YEAR && end - begin > 1))
			return line_end(text, number + unit->name.n);
		return typed_field(text, begin, at);
	}
	if (list_after(text, at, &AFTER_LINE))
		return 0;
	if ((stop = typed_field(text, begin, at)) > 0)
		return stop;
	for (stop = at; stop < text.n && text.p[stop] != '_'; count++) {
		uint32_t cp = utf8_peek(text, stop);

		if (count == 8 || (!cp_is_han(cp) && !cp_is_letter(cp) && !cp_is_digit(cp)))
			return 0;
		if (word_after(text, stop, "的 由 与 和 或 在 为 于 至 向 及 将 并 经 后 前"))
			return 0;
		utf8_next(text, &stop);
	}
	if (count < 2 || stop >= text.n)
		return 0;
	stop = line_end(text, stop);
	return unit_at(text, stop) ? 0 : stop;
}

size_t scan_line(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t end = line_end(text, at);
	size_t typed = typed_value(text, at, end);
	bool own_line =
		(at == 0 || text.p[at - 1] == '\n') && (end == text.n || text.p[end] == '\n');
	uint32_t before = utf8_before(text, at), behind = utf8_peek(text, end);

	if (typed)
		return typed;
	/* Identifiers (file_name), and a thematic break of Markdown. */
	if ((cp_is_letter(before) && cp_is_letter(behind)) || (own_line && end - at < 8))
		return end;
	/* A single one is a hyphen of titles (合同_第1页) unless a value is expected there. */
	if (end - at == 1 && !unit_at(text, end) &&
	    !word_after(text, end, "公司 省 市 区 县 号 ， 。 ； ） \n") &&
	    !word_before(text, at, "： ¥ （ 百分之 千分之 万分之"))
		return end;
	blank_note(scan, BLANK_LINE, at, end);
	return end;
}

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
	const char *before;

	if (at < scan->line_end)
		return scan->line_prose;
	before = memrchr(text.p + begin, '\n', at - begin);
	begin = before ? (size_t)(before - text.p) + 1 : begin;
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

static bool is_word_sign(uint32_t cp)
{
	return cp_is_letter(cp) || cp_is_digit(cp) || cp == '_' || cp == '+' || cp == '-' ||
	       cp == '.' || cp == '/' || cp == '@' || cp == '#' || cp == '&';
}

static bool is_placeholder_letter(uint32_t cp)
{
	return cp == 'X' || cp == 'Y' || cp == 'Z' || cp == 'W' || cp == 'N' || cp == 'M' ||
	       cp == 'x' || cp == 'y' || cp == 'z' || cp == 'n';
}

/* 其中N为…, 式中 X 表示…: the letter is a variable with a meaning. */
static bool letter_is_defined(struct str text, size_t at, size_t end)
{
	struct str around = str_cut(text, back_by(text, at, 60), end + 240);
	struct str letter = str_cut(text, at, end);

	for (size_t i = 0; (i = str_find(around, letter, i)) != SIZE_MAX; i += letter.n)
		if (word_after(around, i + letter.n, "为 = 代表 表示 指 是 等于"))
			return true;
	return false;
}

/* 《XX合同法》: the mask of a web site over 中华人民共和国. */
static bool is_masked_law(struct str text, size_t at, size_t end)
{
	struct str title = str_cut(text, end, end + 48);
	size_t close = str_find(title, STR("》"), 0);

	return word_before(text, at, "《") && close != SIZE_MAX &&
	       word_before(title, close, "法 条例 规定 法典 办法 解释");
}

/* 138XXXXXXXX, 400-XXX-XXXX: a number of which only the beginning is there. Figures behind the
 * crosses would make it one that is masked. */
static bool is_number_without_end(struct str text, size_t at, size_t end)
{
	enum { CROSSES_MIN = 4 };

	if (end - at < CROSSES_MIN)
		return false;
	while (at && (text.p[at - 1] == '-' || text.p[at - 1] == 'X'))
		at--;
	return cp_is_digit(utf8_before(text, at));
}

size_t scan_letter(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	uint32_t cp = utf8_peek(text, at), before = utf8_before(text, at), behind;
	size_t end = at, next;

	while (end < text.n && (uint32_t)(unsigned char)text.p[end] == cp)
		end++;
	behind = utf8_peek(text, end);
	next = skip_spaces(text, end);
	if (end - at >= 2 && (cp == 'X' || cp == 'x')) {
		bool year = cp_is_digit(before) && word_after(text, next, "年");

		if ((is_word_sign(before) && !year && before != '/' &&
		     !is_number_without_end(text, at, end)) ||
		    cp_is_letter(behind) || cp_is_digit(behind) || behind == '-')
			return end;
		if (!is_masked_law(text, at, end))
			blank_note(scan, BLANK_CROSS, at, end);
		return end;
	}
	if (end - at == 1 && is_placeholder_letter(cp) && !is_word_sign(before) &&
	    list_after(text, next, &LETTER_UNITS) &&
	    !word_after(text, next, "分之 日志 月份 年度 次方") &&
	    !letter_is_defined(text, at, end))
		blank_note(scan, BLANK_LETTER, at, end);
	return end;
}

size_t scan_cross(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	uint32_t cp = utf8_peek(text, at), before = utf8_before(text, at), behind;
	size_t end = at, count = 0, least = cp == '*' ? 3 : 2;

	while (end < text.n && utf8_peek(text, end) == cp) {
		utf8_next(text, &end);
		count++;
	}
	behind = utf8_peek(text, end);
	/* ○小時, but not 一○日, and not the year 一○○年. */
	if (cp == 0x25CB) {
		if (word_before(text, at, "一 二 三 四 五 六 七 八 九 十 百 千 零"))
			return end;
		least = list_after(text, end, &LETTER_UNITS) ? 1 : least;
	}
	/* Masked digits (138****1234), 3×4, and bad wording that is only quoted (以××为准). */
	if (count < least || cp_is_digit(before) || cp_is_digit(behind) || cp_is_letter(before) ||
	    cp_is_letter(behind))
		return end;
	if (cp == '*' &&
	    (at == 0 || before == '\n' || word_after(text, end, "《 【 （ “ ”") ||
	     word_before(text, at, "》 】 ） “ ”")) &&
	    !(before == 0xFF1A && word_after(text, end, "（以下 （下称 （简称")))
		return end;
	blank_note(scan, BLANK_CROSS, at, end);
	return end;
}

/* 2007年月？日, 人民币？？元: a question mark where a number belongs. */
size_t scan_question(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t end = at, size;

	while ((size = word_after(text, end, "？")) > 0)
		end += size;
	if (word_after(text, end, "年 月 日 元 % 万元 个") &&
	    word_before(text, at, "年 月 币 ¥ ： 为 至 自 共"))
		blank_note(scan, BLANK_CROSS, at, end);
	return end;
}

/* ▁▁▁▁, where a web page has drawn the line with blocks. */
size_t scan_block(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t end = at, size;

	while ((size = word_after(text, end, "▁ ˍ ﹎ ‗ ▂")) > 0)
		end += size;
	blank_note(scan, BLANK_LINE, at, end);
	return end;
}

/* 00月00日: figures that only hold the place. */
size_t scan_zero(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t end = at;

	while (end < text.n && text.p[end] == '0')
		end++;
	if (end - at >= 2 && word_after(text, end, "年 月 日") &&
	    !cp_is_digit(utf8_before(text, at)) && !cp_is_digit(utf8_peek(text, end)))
		blank_note(scan, BLANK_CROSS, at, end);
	return end;
}

/* 甲方：........, 共————元: rows of dots or dashes. Those of a table of contents, and the dash of a
 * sentence, have neither a colon in front nor a unit behind. */
size_t scan_dots(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	uint32_t cp = utf8_peek(text, at);
	size_t end = at, count = 0;

	while (end < text.n && utf8_peek(text, end) == cp) {
		utf8_next(text, &end);
		count++;
	}
	if (count >= (cp == '.' ? 5 : 3) && number_end(text, end) == end &&
	    (word_before(text, at, "： ¥ 为") || unit_at(text, end)))
		blank_note(scan, BLANK_LINE, at, end);
	return end;
}
