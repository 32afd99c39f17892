#include "clause/measure.h"

#include "base/sorted.h"
#include "base/utf8.h"
#include "base/words.h"

/* What a number without a delimiter measures; it is no label then, unless one of the longer words
 * stands. By the first character, which is the whole unit where there are none. */
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
	{0x4E07 /* 万 */, NULL, "万一"},
	{0x4E2A /* 个 */, NULL, "个人 个别"},
	{0x4EA9 /* 亩 */, NULL, ""},
	{0x4EBA /* 人 */, NULL, "人员 人民 人身 人力 人工 人事 人机"},
	{0x4EBF /* 亿 */, NULL, ""},
	{0x4EE5 /* 以 */, NULL, "以下 以上述 以甲 以乙 以双 以书 以本 以及"},
	{0x4EF6 /* 件 */, NULL, "件数"},
	{0x4EFD /* 份 */, NULL, ""},
	{0x4F4D /* 位 */, NULL, "位置"},
	{0x500D /* 倍 */, NULL, ""},
	{0x5143 /* 元 */, NULL, ""},
	{0x514B /* 克 */, NULL, ""},
	{0x516C, "公里 公斤 公顷", ""},
	{0x5206 /* 分 */, NULL, "分包 分期 分工 分成 分享 分公司 分支 分配 分类 分润"},
	{0x5230 /* 到 */, NULL, "到期 到货 到场"},
	{0x5343 /* 千 */, NULL, "千万"},
	{0x5398 /* 厘 */, NULL, ""},
	{0x53EA /* 只 */, NULL, "只有 只能 只要"},
	{0x53F0 /* 台 */, NULL, "台账"},
	{0x53F7 /* 号 */, NULL, "号码"},
	{0x540D /* 名 */, NULL, "名称 名誉 名单"},
	{0x5428 /* 吨 */, NULL, ""},
	{0x5468 /* 周 */, NULL, "周期 周边"},
	{0x5929 /* 天 */, NULL, "天猫"},
	{0x5957 /* 套 */, NULL, "套餐"},
	{0x5B63 /* 季 */, NULL, "季度"},
	{0x5BA4 /* 室 */, NULL, "室内"},
	{0x5BB6 /* 家 */, NULL, "家具 家庭 家属 家电"},
	{0x5BF8 /* 寸 */, NULL, ""},
	{0x5C0F, "小时", ""},
	{0x5C42 /* 层 */, NULL, "层级"},
	{0x5C81 /* 岁 */, NULL, ""},
	{0x5E62 /* 幢 */, NULL, ""},
	{0x5E73, "平方 平米", ""},
	{0x5E74 /* 年 */, NULL, "年度 年检 年费"},
	{0x5EA6 /* 度 */, NULL, "度假"},
	{0x5EA7 /* 座 */, NULL, ""},
	{0x5F20 /* 张 */, NULL, "张贴"},
	{0x6210 /* 成 */, NULL, "成果 成本 成交 成立 成员"},
	{0x6216 /* 或 */, NULL, "或有"},
	{0x6279 /* 批 */, NULL, "批次 批准"},
	{0x6298 /* 折 */, NULL, "折扣 折旧"},
	{0x65E5 /* 日 */, NULL, "日常 日志 日期"},
	{0x661F, "星期", ""},
	{0x6708 /* 月 */, NULL, "月度 月租 月结 月报"},
	{0x671F /* 期 */, NULL, "期限 期间 期满"},
	{0x6761 /* 条 */, NULL, "条款 条件"},
	{0x680B /* 栋 */, NULL, ""},
	{0x697C /* 楼 */, NULL, ""},
	{0x6B21 /* 次 */, NULL, "次日 次月"},
	{0x6B3E /* 款 */, NULL, "款项"},
	{0x6BEB /* 毫 */, NULL, ""},
	{0x70B9 /* 点 */, NULL, "点击"},
	{0x7248 /* 版 */, NULL, "版权"},
	{0x73AF /* 环 */, NULL, "环境 环保"},
	{0x767E /* 百 */, NULL, "百度"},
	{0x79CD /* 种 */, NULL, "种类"},
	{0x79D2 /* 秒 */, NULL, ""},
	{0x7ACB, "立方", ""},
	{0x7AE0 /* 章 */, NULL, "章程"},
	{0x7B14 /* 笔 */, NULL, "笔误"},
	{0x7C73 /* 米 */, NULL, ""},
	{0x7EA7 /* 级 */, NULL, "级别"},
	{0x7EBF /* 线 */, NULL, "线上 线下 线路"},
	{0x7EC4 /* 组 */, NULL, "组织"},
	{0x81F3 /* 至 */, NULL, "至少 至迟"},
	{0x8282 /* 节 */, NULL, "节能 节假 节点"},
	{0x89D2 /* 角 */, NULL, ""},
	{0x8F86 /* 辆 */, NULL, ""},
	{0x95F4 /* 间 */, NULL, "间接"},
	{0x9875 /* 页 */, NULL, "页面"},
	{0x9879 /* 项 */, NULL, "项目 项下"},
};

bool measures(struct str text, size_t at)
{
	enum { ROWS = sizeof measured / sizeof measured[0] };
	uint32_t cp = utf8_peek(text, at), row = SORTED_FROM(measured, ROWS, first, cp);

	return row < ROWS && measured[row].first == cp &&
	       (!measured[row].units || word_after(text, at, measured[row].units)) &&
	       !word_after(text, at, measured[row].words);
}
