#include "detect/promise.h"

#include "base/utf8.h"

struct vicinity naming_around(const struct run *run, const struct naming *naming)
{
	struct span sentence = run->outline->sentences[naming->sentence].at, at = naming->at;
	struct vicinity near = {.name = str_at(run->norm, at)};

	at.begin =
		at.begin - sentence.begin > NAMING_REACH ? at.begin - NAMING_REACH : sentence.begin;
	at.end = sentence.end - at.end > NAMING_REACH ? at.end + NAMING_REACH : sentence.end;
	while (utf8_splits(run->norm, at.begin))
		at.begin++;
	while (utf8_splits(run->norm, at.end))
		at.end--;
	near.at = at;
	near.before = str_cut(run->norm, at.begin, naming->at.begin);
	near.behind = str_cut(run->norm, naming->at.end, at.end);
	near.words = str_at(run->norm, at);
	near.has = characters_of(near.words);
	return near;
}

bool naming_is_reported(const struct vicinity *near)
{
	static const char WORDS[] = "报告 报表 月报 周报 日报 统计 记录";

	return word_among(near->before, &near->has, WORDS) || word_after(near->behind, 0, WORDS);
}

bool naming_is_aside(const struct vicinity *near)
{
	return word_among(near->words, &near->has, "争议 仲裁 诉讼 协商") ||
	       word_before(near->before, near->before.n, "逾期 延期 延迟 迟延") ||
	       word_after(near->behind, 0, "= ＝");
}

bool naming_is_measure(const struct vicinity *near)
{
	struct str name = near->name;

	return word_before(name, name.n, "时间 时长 时限 时效 率 度 性 得分 数 量") ||
	       (name.n && (unsigned char)name.p[name.n - 1] < 0x80);
}

bool naming_is_promised(const struct vicinity *near)
{
	static const char PROMISES[] =
		"达到 达标 保证 确保 低于 超过 符合 标准 考核 指标 要求 良好 较高 承诺";
	static const char REFUSALS[] = "不保证 不承诺 不提供 不作 不做 不对 不就 无法保证";

	return naming_is_measure(near) && word_among(near->words, &near->has, PROMISES) &&
	       !word_among(near->words, &near->has, REFUSALS);
}
