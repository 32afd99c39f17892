#include "clause/measure.h"

#include "base/sorted.h"
#include "base/utf8.h"
#include "base/words.h"

/* What a number without a delimiter measures; it is no label then, unless one of the longer words
 * stands. By the first character, which is the whole unit where there are none; units and words are
 * given without it. */
static const struct measure {
	uint32_t first;
	const char *units, *words;
} measured[] = {
	{'%', NULL, ""},
	{'+', NULL, ""},
	{'/', NULL, ""},
	{'=', NULL, ""},
	{'~', NULL, ""},
	{0x00D7 /* × */, NULL, ""},
	{0x2030 /* ‰ */, NULL, ""},
	{0x2103 /* ℃ */, NULL, ""},
	{0x33A1 /* ㎡ */, NULL, ""},
	{0x4E07 /* 万 */, NULL, "一"},
	{0x4E2A /* 个 */, NULL, "人 别"},
	{0x4EA9 /* 亩 */, NULL, ""},
	{0x4EBA /* 人 */, NULL, "员 民 身 力 工 事 机"},
	{0x4EBF /* 亿 */, NULL, ""},
	{0x4EE5 /* 以 */, NULL, "下 上述 甲 乙 双 书 本 及"},
	{0x4EF6 /* 件 */, NULL, "数"},
	{0x4EFD /* 份 */, NULL, ""},
	{0x4F4D /* 位 */, NULL, "置"},
	{0x500D /* 倍 */, NULL, ""},
	{0x5143 /* 元 */, NULL, ""},
	{0x514B /* 克 */, NULL, ""},
	{0x516C /* 公 */, "里 斤 顷", ""},
	{0x5206 /* 分 */, NULL, "包 期 工 成 享 公司 支 配 类 润"},
	{0x5230 /* 到 */, NULL, "期 货 场"},
	{0x5343 /* 千 */, NULL, "万"},
	{0x5398 /* 厘 */, NULL, ""},
	{0x53EA /* 只 */, NULL, "有 能 要"},
	{0x53F0 /* 台 */, NULL, "账"},
	{0x53F7 /* 号 */, NULL, "码"},
	{0x540D /* 名 */, NULL, "称 誉 单"},
	{0x5428 /* 吨 */, NULL, ""},
	{0x5468 /* 周 */, NULL, "期 边"},
	{0x5929 /* 天 */, NULL, "猫"},
	{0x5957 /* 套 */, NULL, "餐"},
	{0x5B63 /* 季 */, NULL, "度"},
	{0x5BA4 /* 室 */, NULL, "内"},
	{0x5BB6 /* 家 */, NULL, "具 庭 属 电"},
	{0x5BF8 /* 寸 */, NULL, ""},
	{0x5C0F /* 小 */, "时", ""},
	{0x5C42 /* 层 */, NULL, "级"},
	{0x5C81 /* 岁 */, NULL, ""},
	{0x5E62 /* 幢 */, NULL, ""},
	{0x5E73 /* 平 */, "方 米", ""},
	{0x5E74 /* 年 */, NULL, "度 检 费"},
	{0x5EA6 /* 度 */, NULL, "假"},
	{0x5EA7 /* 座 */, NULL, ""},
	{0x5F20 /* 张 */, NULL, "贴"},
	{0x6210 /* 成 */, NULL, "果 本 交 立 员"},
	{0x6216 /* 或 */, NULL, "有"},
	{0x6279 /* 批 */, NULL, "次 准"},
	{0x6298 /* 折 */, NULL, "扣 旧"},
	{0x65E5 /* 日 */, NULL, "常 志 期"},
	{0x661F /* 星 */, "期", ""},
	{0x6708 /* 月 */, NULL, "度 租 结 报"},
	{0x671F /* 期 */, NULL, "限 间 满"},
	{0x6761 /* 条 */, NULL, "款 件"},
	{0x680B /* 栋 */, NULL, ""},
	{0x697C /* 楼 */, NULL, ""},
	{0x6B21 /* 次 */, NULL, "日 月"},
	{0x6B3E /* 款 */, NULL, "项"},
	{0x6BEB /* 毫 */, NULL, ""},
	{0x70B9 /* 点 */, NULL, "击"},
	{0x7248 /* 版 */, NULL, "权"},
	{0x73AF /* 环 */, NULL, "境 保"},
	{0x767E /* 百 */, NULL, "度"},
	{0x79CD /* 种 */, NULL, "类"},
	{0x79D2 /* 秒 */, NULL, ""},
	{0x7ACB /* 立 */, "方", ""},
	{0x7AE0 /* 章 */, NULL, "程"},
	{0x7B14 /* 笔 */, NULL, "误"},
	{0x7C73 /* 米 */, NULL, ""},
	{0x7EA7 /* 级 */, NULL, "别"},
	{0x7EBF /* 线 */, NULL, "上 下 路"},
	{0x7EC4 /* 组 */, NULL, "织"},
	{0x81F3 /* 至 */, NULL, "少 迟"},
	{0x8282 /* 节 */, NULL, "能 假 点"},
	{0x89D2 /* 角 */, NULL, ""},
	{0x8F86 /* 辆 */, NULL, ""},
	{0x95F4 /* 间 */, NULL, "接"},
	{0x9875 /* 页 */, NULL, "面"},
	{0x9879 /* 项 */, NULL, "目 下"},
};

bool measures(struct str text, size_t at)
{
	enum { ROWS = sizeof measured / sizeof measured[0] };
	uint32_t cp = utf8_next(text, &at), row = SORTED_FROM(measured, ROWS, first, cp);

	return row < ROWS && measured[row].first == cp &&
	       (!measured[row].units || word_after(text, at, measured[row].units)) &&
	       !word_after(text, at, measured[row].words);
}
