#include "fact/unit.h"

#include <string.h>
#include "fact/words.h"

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

static const struct unit units[] = {
	MONEY("元", 1),
	MONEY("圆", 1),
	MONEY("元整", 1),
	MONEY("圆整", 1),
	MONEY("元正", 1),
	MONEY("万元", 1e4),
	MONEY("万元整", 1e4),
	MONEY("千元", 1e3),
	MONEY("百万元", 1e6),
	MONEY("亿元", 1e8),
	MONEY("亿元整", 1e8),
	MONEY("块钱", 1),
	MONEY("美元", 1),
	MONEY("港元", 1),
	MONEY("港币", 1),
	MONEY("欧元", 1),
	MONEY("日元", 1),
	MONEY("英镑", 1),
	MONEY("万美元", 1e4),
	MONEY("万港元", 1e4),
	MONEY("新台币", 1),
	MONEY("人民币", 1),
	MONEY("元人民币", 1),
	MONEY("万元人民币", 1e4),

	RATIO("%", 0.01),
	RATIO("‰", 0.001),
	RATIO("‱", 0.0001),
	RATIO("个百分点", 0.01),
	RATIO("成", 0.1),
	RATIO("折", 0.1),

	DURATION("秒", SECOND, 1.0 / 86400),
	DURATION("秒钟", SECOND, 1.0 / 86400),
	DURATION("分钟", MINUTE, 1.0 / 1440),
	DURATION("小时", HOUR, 1.0 / 24),
	DURATION("个小时", HOUR, 1.0 / 24),
	DURATION("工作小时", HOUR, 1.0 / 24),
	DURATION("个工作小时", HOUR, 1.0 / 24),
	DURATION("日", DAY, 1),
	DURATION("天", DAY, 1),
	DURATION("日历日", DAY, 1),
	DURATION("日历天", DAY, 1),
	DURATION("自然日", DAY, 1),
	DURATION("个日", DAY, 1),
	DURATION("个日历日", DAY, 1),
	DURATION("个日历天", DAY, 1),
	DURATION("个自然日", DAY, 1),
	DURATION("个自然天", DAY, 1),
	DURATION("公历日", DAY, 1),
	DURATION("个公历日", DAY, 1),
	DURATION("工作日", WORKDAY, 1),
	DURATION("个工作日", WORKDAY, 1),
	DURATION("个工作天", WORKDAY, 1),
	DURATION("工作天", WORKDAY, 1),
	DURATION("营业日", WORKDAY, 1),
	DURATION("个营业日", WORKDAY, 1),
	DURATION("银行工作日", WORKDAY, 1),
	DURATION("个银行工作日", WORKDAY, 1),
	DURATION("交易日", WORKDAY, 1),
	DURATION("个交易日", WORKDAY, 1),
	DURATION("周", WEEK, 7),
	DURATION("个周", WEEK, 7),
	DURATION("星期", WEEK, 7),
	DURATION("个星期", WEEK, 7),
	DURATION("个自然周", WEEK, 7),
	DURATION("个月", MONTH, 30),
	DURATION("个月份", MONTH, 30),
	DURATION("月", MONTH, 30),
	DURATION("个自然月", MONTH, 30),
	DURATION("个公历月", MONTH, 30),
	DURATION("个季度", QUARTER, 90),
	DURATION("季度", QUARTER, 90),
	DURATION("年", YEAR, 365),
	DURATION("周年", YEAR, 365),
	DURATION("个年度", YEAR, 365),
	DURATION("个自然年", YEAR, 365),
	DURATION("个会计年度", YEAR, 365),

	COUNT("次"),
	COUNT("人"),
	COUNT("人次"),
	COUNT("份"),
	COUNT("个"),
	COUNT("名"),
	COUNT("席"),
	COUNT("坐席"),
	COUNT("声"),
	COUNT("倍"),
	COUNT("台"),
	COUNT("套"),
	COUNT("件"),
	COUNT("辆"),
	COUNT("部"),
	COUNT("张"),
	COUNT("家"),
	COUNT("间"),
	COUNT("层"),
	COUNT("室"),
	COUNT("栋"),
	COUNT("幢"),
	COUNT("户"),
	COUNT("组"),
	COUNT("批"),
	COUNT("种"),
	COUNT("项"),
	COUNT("条"),
	COUNT("款"),
	COUNT("页"),
	COUNT("本"),
	COUNT("只"),
	COUNT("把"),
	COUNT("位"),
	COUNT("座"),
	COUNT("亩"),
	COUNT("吨"),
	COUNT("公斤"),
	COUNT("千克"),
	COUNT("克"),
	COUNT("米"),
	COUNT("公里"),
	COUNT("平方米"),
	COUNT("平米"),
	COUNT("㎡"),
	COUNT("m²"),
	COUNT("立方米"),
	COUNT("度"),
	COUNT("期"),
	COUNT("字"),
	COUNT("遍"),
	COUNT("轮"),
	COUNT("分"),
	COUNT("款项"),
	COUNT("万次"),
	COUNT("条/月"),
	COUNT("并发"),
	COUNT("路"),
	COUNT("GB"),
	COUNT("MB"),
	COUNT("TB"),
	COUNT("Mbps"),
	COUNT("点"),
};

/* Words that begin like a unit and are none. */
static const char not_units[] =
	"日期 年度 年限 人民 人员 项目 条件 条款 名称 分公司 分行 分别 部门 家属 间接 层次 组织 户名 户籍 本合同 本协议 本公司 字样 "
	"路径 点击 位于 座落 张贴 批准 期限 期间 页面 种类 室内 天津 周边 成都 成立 成果 折扣 套餐 件数 台湾 个人 个别 度假 米色 项下 "
	"次日 次月 本人 本条 只有 把握 家庭 门面 条文 款式 天然 时间 秒杀 月份 月租 元旦 元件";

const struct unit *unit_at(struct str text, size_t at)
{
	const struct unit *best = NULL;

	if (at >= text.n)
		return NULL;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		struct str name = units[i].name;

		if (name.n <= text.n - at && (!best || name.n > best->name.n) &&
		    text.p[at] == name.p[0] && text.p[at + name.n - 1] == name.p[name.n - 1] &&
		    memcmp(text.p + at, name.p, name.n) == 0)
			best = &units[i];
	}
	return best && !word_after(text, at, not_units) ? best : NULL;
}
