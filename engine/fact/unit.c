#include "fact/unit.h"

#include "base/utf8.h"

#define MONEY(name, scale)                                                                         \
	{                                                                                          \
		STR_INIT(name), QUANTITY_MONEY, TIME_NONE, scale                                   \
	}
#define RATIO(name, scale)                                                                         \
	{                                                                                          \
		STR_INIT(name), QUANTITY_RATIO, TIME_NONE, scale                                   \
	}
#define DURATION(name, time, scale)                                                                \
	{                                                                                          \
		STR_INIT(name), QUANTITY_DURATION, TIME_##time, scale                              \
	}
#define COUNT(name)                                                                                \
	{                                                                                          \
		STR_INIT(name), QUANTITY_COUNT, TIME_NONE, 1                                       \
	}

/* In order of their bytes, so that those of one first character lie together. */
static const struct unit units[] = {
	RATIO("%", 0.01),
	COUNT("GB"),
	COUNT("MB"),
	COUNT("Mbps"),
	COUNT("TB"),
	COUNT("m²"),
	RATIO("‰", 0.001),
	RATIO("‱", 0.0001),
	COUNT("㎡"),
	MONEY("万元", 1e4),
	MONEY("万元人民币", 1e4),
	MONEY("万元整", 1e4),
	COUNT("万次"),
	MONEY("万港元", 1e4),
	MONEY("万美元", 1e4),
	COUNT("个"),
	DURATION("个交易日", WORKDAY, 1),
	DURATION("个会计年度", YEAR, 365),
	DURATION("个公历日", DAY, 1),
	DURATION("个公历月", MONTH, 30),
	DURATION("个周", WEEK, 7),
	DURATION("个季度", QUARTER, 90),
	DURATION("个小时", HOUR, 1.0 / 24),
	DURATION("个工作天", WORKDAY, 1),
	DURATION("个工作小时", HOUR, 1.0 / 24),
	DURATION("个工作日", WORKDAY, 1),
	DURATION("个年度", YEAR, 365),
	DURATION("个日", DAY, 1),
	DURATION("个日历天", DAY, 1),
	DURATION("个日历日", DAY, 1),
	DURATION("个星期", WEEK, 7),
	DURATION("个月", MONTH, 30),
	DURATION("个月份", MONTH, 30),
	RATIO("个百分点", 0.01),
	DURATION("个自然周", WEEK, 7),
	DURATION("个自然天", DAY, 1),
	DURATION("个自然年", YEAR, 365),
	DURATION("个自然日", DAY, 1),
	DURATION("个自然月", MONTH, 30),
	DURATION("个营业日", WORKDAY, 1),
	DURATION("个银行工作日", WORKDAY, 1),
	DURATION("交易日", WORKDAY, 1),
	COUNT("亩"),
	COUNT("人"),
	COUNT("人次"),
	MONEY("人民币", 1),
	MONEY("亿元", 1e8),
	MONEY("亿元整", 1e8),
	COUNT("件"),
	COUNT("份"),
	COUNT("位"),
	COUNT("倍"),
	MONEY("元", 1),
	MONEY("元人民币", 1),
	MONEY("元整", 1),
	MONEY("元正", 1),
	COUNT("克"),
	DURATION("公历日", DAY, 1),
	COUNT("公斤"),
	COUNT("公里"),
	COUNT("分"),
	DURATION("分钟", MINUTE, 1.0 / 1440),
	MONEY("千元", 1e3),
	COUNT("千克"),
	COUNT("只"),
	COUNT("台"),
	COUNT("名"),
	COUNT("吨"),
	DURATION("周", WEEK, 7),
	DURATION("周年", YEAR, 365),
	MONEY("圆", 1),
	MONEY("圆整", 1),
	COUNT("坐席"),
	MONEY("块钱", 1),
	COUNT("声"),
	DURATION("天", DAY, 1),
	COUNT("套"),
	COUNT("字"),
	DURATION("季度", QUARTER, 90),
	COUNT("室"),
	COUNT("家"),
	DURATION("小时", HOUR, 1.0 / 24),
	COUNT("层"),
	DURATION("工作天", WORKDAY, 1),
	DURATION("工作小时", HOUR, 1.0 / 24),
	DURATION("工作日", WORKDAY, 1),
	COUNT("席"),
	COUNT("幢"),
	COUNT("平方米"),
	COUNT("平米"),
	DURATION("年", YEAR, 365),
	COUNT("并发"),
	COUNT("度"),
	COUNT("座"),
	COUNT("张"),
	RATIO("成", 0.1),
	COUNT("户"),
	COUNT("批"),
	COUNT("把"),
	RATIO("折", 0.1),
	MONEY("新台币", 1),
	DURATION("日", DAY, 1),
	MONEY("日元", 1),
	DURATION("日历天", DAY, 1),
	DURATION("日历日", DAY, 1),
	DURATION("星期", WEEK, 7),
	DURATION("月", MONTH, 30),
	COUNT("期"),
	COUNT("本"),
	COUNT("条"),
	COUNT("条/月"),
	COUNT("栋"),
	COUNT("次"),
	MONEY("欧元", 1),
	COUNT("款"),
	COUNT("款项"),
	MONEY("港元", 1),
	MONEY("港币", 1),
	COUNT("点"),
	MONEY("百万元", 1e6),
	COUNT("种"),
	DURATION("秒", SECOND, 1.0 / 86400),
	DURATION("秒钟", SECOND, 1.0 / 86400),
	COUNT("立方米"),
	COUNT("米"),
	COUNT("组"),
	MONEY("美元", 1),
	DURATION("自然日", DAY, 1),
	MONEY("英镑", 1),
	DURATION("营业日", WORKDAY, 1),
	COUNT("路"),
	COUNT("轮"),
	COUNT("辆"),
	COUNT("遍"),
	COUNT("部"),
	DURATION("银行工作日", WORKDAY, 1),
	COUNT("间"),
	COUNT("页"),
	COUNT("项"),
};

/* Words that begin like a unit and are none, in order. */
static const struct str not_units[] = {
	STR_INIT("个人"),   STR_INIT("个别"),	STR_INIT("人员"), STR_INIT("人民"),
	STR_INIT("件数"),   STR_INIT("位于"),	STR_INIT("元件"), STR_INIT("元旦"),
	STR_INIT("分公司"), STR_INIT("分别"),	STR_INIT("分行"), STR_INIT("只有"),
	STR_INIT("台湾"),   STR_INIT("名称"),	STR_INIT("周边"), STR_INIT("天津"),
	STR_INIT("天然"),   STR_INIT("套餐"),	STR_INIT("字样"), STR_INIT("室内"),
	STR_INIT("家属"),   STR_INIT("家庭"),	STR_INIT("层次"), STR_INIT("年度"),
	STR_INIT("年限"),   STR_INIT("度假"),	STR_INIT("座落"), STR_INIT("张贴"),
	STR_INIT("成果"),   STR_INIT("成立"),	STR_INIT("成都"), STR_INIT("户名"),
	STR_INIT("户籍"),   STR_INIT("批准"),	STR_INIT("把握"), STR_INIT("折扣"),
	STR_INIT("日期"),   STR_INIT("时间"),	STR_INIT("月份"), STR_INIT("月租"),
	STR_INIT("期间"),   STR_INIT("期限"),	STR_INIT("本人"), STR_INIT("本公司"),
	STR_INIT("本协议"), STR_INIT("本合同"), STR_INIT("本条"), STR_INIT("条件"),
	STR_INIT("条文"),   STR_INIT("条款"),	STR_INIT("次日"), STR_INIT("次月"),
	STR_INIT("款式"),   STR_INIT("点击"),	STR_INIT("种类"), STR_INIT("秒杀"),
	STR_INIT("米色"),   STR_INIT("组织"),	STR_INIT("路径"), STR_INIT("部门"),
	STR_INIT("门面"),   STR_INIT("间接"),	STR_INIT("页面"), STR_INIT("项下"),
	STR_INIT("项目"),
};

/* The bytes of the first character as a number, in their order. s is not empty. */
static uint32_t first_of(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t first = (uint32_t)p[0] << 16;

	if (p[0] >= 0xC0 && s.n > 1)
		first |= (uint32_t)p[1] << 8;
	if (p[0] >= 0xE0 && s.n > 2)
		first |= p[2];
	return first;
}

/* The first name of a sorted list that begins with the character that here begins with; n for none.
 * Names lie stride bytes apart. */
static size_t first_name(const void *names, size_t n, size_t stride, struct str here)
{
	size_t low = 0, high = n;
	uint32_t first = first_of(here);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct str *name = (const void *)((const char *)names + middle * stride);

		if (first_of(*name) < first)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_no_unit(struct str here)
{
	size_t n = sizeof not_units / sizeof not_units[0];

	for (size_t i = first_name(not_units, n, sizeof not_units[0], here);
	     i < n && first_of(not_units[i]) == first_of(here); i++)
		if (str_starts(here, not_units[i]))
			return true;
	return false;
}

const struct unit *unit_at(struct str text, size_t at)
{
	struct str here = str_cut(text, at, text.n);
	size_t n = sizeof units / sizeof units[0];
	size_t i = here.n ? first_name(units, n, sizeof units[0], here) : n;
	const struct unit *best = NULL;

	for (; i < n && first_of(units[i].name) == first_of(here); i++)
		if (str_starts(here, units[i].name) && (!best || units[i].name.n > best->name.n))
			best = &units[i];
	return best && !is_no_unit(here) ? best : NULL;
}
