/* Blanks that left no mark: 金额为元, 提前个工作日, 自年月日起, 大写：圆整. What is left of such a
 * gap is a unit whose number is gone, so each row says before which unit what must stand that only
 * a number could follow. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "fact/numeral.h"
#include "fact/words.h"

struct gap_row {
	const char *units;
	const char *before; /* one of these right in front of the unit */
	const char *behind; /* and one of these right behind it; "" for anything */
};

static const struct gap_row gaps[] = {
	{"个工作日 个日历日 个自然日 个小时 个营业日 个交易日",
	 "提前 后 前 在 为 计 达 过 于 满 期 起 内 到 日 限 低 需", ""},
	{"个月", "提前 为 共计 计 达 超过 于 满 期 自 后 不足 服务期 租期 延长 续签 续约", ""},
	{"日内 天内 小时内 分钟内 秒内", "在 之后 日后 后 起 所需 到后", ""},
	{"日 天 月 年", "提前", "书 以 通 向 告 将"},
	{"年 天 小时 分钟 秒",
	 "期为 限为 为期 期限 共计 不超过 不少于 不低于 期限为 有效期 质保期 "
	 "保修期 服务期 合作期",
	 "， 。 ； ） \n 内 以 的"},
	{"小时 分钟 秒", "响应时间 处理时间 到达时间 恢复时间 修复时间 解决时间 时限 时长",
	 "， 。 ； ） \n 内 以"},
	{"元 圆 元整 圆整 万元 万元整 万元人民币 元/月 元/年",
	 "为 是 计 人民币 额 费 款 价 金 ： ¥ ￥ （大写） （小写） 共",
	 "， 。 ； ） / 整 （ 、 \n"},
	{"元人民币 元人民币/月", "为 是 计 月 年 日 天 次 金 费 款 价 额 共 付",
	 "， 。 ； ） / （ 、 \n 作"},
	{"整", "大写： 大写:", ""},
	{"%", "的 为 达 到 于 付 过", ""},
	{"平米 平方米 ㎡ 平", "面积 面积为 面积约 面积： 面积约为", "， 。 ； ） （ 、 \n 方"},
	{"份 式份", "一式 壹式 各执 各持 各执有 持 执", "， 。 ； ） \n"},
	{"人", "不超过 不得超过 人数为 共计 不少于 不得少于 上限为", "， 。 ； ） （ \n"},
	{"次", "不超过 不得超过 不少于 每月 每年 每周", "， 。 ； ） \n"},
};

/* Units of headings and of tables (单位：元, 单价（元）) have no number by right. */
static const char heading_units[] =
	"单位： 单位（ 单位为 币种： 币种为 货币： 以人民币 单位：人民币 计价单位： 均为人民币 （人民币";

/* Most units have a number in front; one look at the character there tells. */
void gap_sides_add(struct charset *set)
{
	for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
		for (const char *words = gaps[i].before; *words;) {
			struct str word = word_next(&words);

			charset_add(set, utf8_before(word, word.n));
		}
	}
}

size_t scan_unit(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;

	if (!charset_has(&scan->gap_sides, utf8_before(text, at)) || blank_ends_at(scan, at) ||
	    number_before(text, at) < at)
		return at;
	for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
		size_t unit = word_after(text, at, gaps[i].units);
		size_t before = unit ? word_before(text, at, gaps[i].before) : 0;
		bool behind = before && (!*gaps[i].behind || at + unit == text.n ||
					 word_after(text, at + unit, gaps[i].behind));

		if (!behind || word_before(text, at, heading_units))
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
	else if (!blank_ends_at(scan, at) &&
		 !word_before(
			 text, at,
			 "自 从 至 到 于 在 ： 为 起 止 截止 国 每 即 、 期 据 与 \n " NORM_GAP))
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
	while (behind < text.n && text.p[behind] == ' ')
		behind++;
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
