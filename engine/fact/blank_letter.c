/* Blanks for which letters, crosses, question marks or noughts stand. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "fact/numeral.h"
#include "fact/word_list.h"
#include "fact/words.h"

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
	/* X.X, XX.XX */
	if (cp == 'X' && word_after(text, end, ".X"))
		for (end++; end < text.n && text.p[end] == 'X';)
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
