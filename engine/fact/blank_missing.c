/* Blanks that left no mark: 金额为元, 提前个工作日, 自年月日起, 大写：圆整. What is left of such a
 * gap is a unit whose number is gone, so each row says before which unit what must stand that only
 * a number could follow. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "fact/numeral.h"
#include "fact/word_list.h"
#include "fact/words.h"

struct gap_row {
	const char *units;
	const char *before; /* one of these right in front of the unit */
	const char *behind; /* and one of these right behind it; "" for anything */
};

static const struct gap_row gaps[] = {
#define GAP(units, before, behind) {units, before, behind},
#include "fact/blank_gap.def"
#undef GAP
};

size_t scan_unit(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;

	/* Most units have a number in front; one look at the character there tells. */
	if (!stops_has(&BLANK_GAP_SIDES, utf8_before(text, at)) || blank_ends_at(scan, at) ||
	    number_before(text, at) < at)
		return at;
	for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
		size_t unit = word_after(text, at, gaps[i].units);
		size_t before = unit ? word_before(text, at, gaps[i].before) : 0;
		bool behind = before && (!*gaps[i].behind || at + unit == text.n ||
					 word_after(text, at + unit, gaps[i].behind));

		if (!behind || list_before(text, at, &HEADING_UNITS))
			continue;
		blank_note(scan, BLANK_MISSING, at - before, at + unit);
		scan->found.p[scan->found.n - 1].unit =
			(struct span){(uint32_t)at, (uint32_t)(at + unit)};
		return at + unit;
	}
	return at;
}

/* 年月日 with nothing in it. What stands in front tells it from 出生年月日 and 按年、月、日. */
size_t scan_year(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t size = word_after(text, at, "年月日 年月"), begin = at, end = at + size;
	size_t number = number_before(text, at);

	if (!size)
		return scan_unit(scan, at);
	if (number < at && at - number >= 2)
		begin = number;
	else if (!blank_ends_at(scan, at) && !list_before(text, at, &BEFORE_DATE))
		return at;
	if (size == sizeof "年月" - 1 && !word_after(text, end, "_ ？ X × 【 " NORM_GAP) &&
	    begin == at)
		return at;
	if (word_before(text, begin, "出生 生"))
		return end;
	blank_note(scan, BLANK_MISSING, begin, end);
	return end;
}

/* ￥ with no figures. */
size_t scan_currency(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t behind = at, figures;
	struct numeral numeral;

	utf8_next(text, &behind);
	behind = skip_spaces(text, behind);
	figures = behind + word_after(text, behind, "：");
	if (numeral_read(text, figures, &numeral) ||
	    word_after(text, figures, "_ $ { 【 X × * （ < ？ " NORM_GAP))
		return behind;
	if (word_after(text, figures, "元 / ） 。 ， ； . \n 整 万") || figures == text.n) {
		bool named =
			word_after(text, figures, "）") && word_before(text, at, "币（ 元（ 圆（");
		bool whole = word_before(text, at, "整（");

		if (named && !whole)
			return behind;
		blank_note(scan, BLANK_MISSING, at,
			   figures + word_after(text, figures, ".00元 .00 元整 元"));
		return scan->found.p[scan->found.n - 1].at.end;
	}
	return behind;
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* 万仟佰拾元整: the places of an amount in words, without digits. */
size_t scan_place_value(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t end = at, count = 0;
	size_t size = word_after(text, at, "室厅卫 室厅 押付");

	if (size && number_before(text, at) == at) {
		blank_note(scan, BLANK_MISSING, at, at + size);
		return at + size;
	}
	while ((size = word_after(text, end,
				  "亿 万 仟 佰 拾 千 百 十 元 圆 角 分 整 正 " NORM_GAP)) > 0) {
		end += size;
		count++;
	}
	if (count < 3 || !word_within(str_cut(text, at, end), "万仟 仟佰 佰拾 拾元 拾圆") ||
	    !word_within(str_cut(text, at, end), "元 圆") || number_before(text, at) < at)
		return larger(scan_unit(scan, at), end);
	blank_note(scan, BLANK_MISSING, at, end);
	return end;
}

/* 茲委請  君（以下簡稱乙方）, （ ）先生: a title without its name. */
size_t scan_person(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t behind = at + sizeof "君" - 1;
	size_t verb = word_before(text, at, "请 用 聘 由 与 任 有 委 托 邀");

	if (!verb || !word_after(text, behind, "（以下 （下称 （简称 （身份证"))
		return at;
	blank_note(scan, BLANK_MISSING, at - verb, behind);
	return behind;
}
