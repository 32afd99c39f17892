#include "detect/promise.h"
#include "detect/words.h"

struct span naming_around(const struct run *run, const struct naming *naming)
{
	struct span sentence = run->outline->sentences[naming->sentence].at, at = naming->at;

	at.begin =
		at.begin - sentence.begin > NAMING_REACH ? at.begin - NAMING_REACH : sentence.begin;
	at.end = sentence.end - at.end > NAMING_REACH ? at.end + NAMING_REACH : sentence.end;
	while (splits_character(run->norm, at.begin))
		at.begin++;
	while (splits_character(run->norm, at.end))
		at.end--;
	return at;
}

bool naming_is_reported(const struct run *run, const struct naming *naming)
{
	static const struct str words[] = {
		STR_INIT("报告"), STR_INIT("报表"), STR_INIT("月报"), STR_INIT("周报"),
		STR_INIT("日报"), STR_INIT("统计"), STR_INIT("记录"),
	};
	struct span near = naming_around(run, naming);

	return contains_any(str_cut(run->norm, near.begin, naming->at.begin), words,
			    COUNT_OF(words)) ||
	       starts_with_any(str_cut(run->norm, naming->at.end, near.end), words,
			       COUNT_OF(words));
}

bool naming_is_aside(const struct run *run, const struct naming *naming)
{
	static const struct str disputes[] = {STR_INIT("争议"), STR_INIT("仲裁"), STR_INIT("诉讼"),
					      STR_INIT("协商")};
	static const struct str delays[] = {STR_INIT("逾期"), STR_INIT("延期"), STR_INIT("延迟"),
					    STR_INIT("迟延")};
	static const struct str formulas[] = {STR_INIT("="), STR_INIT("＝")};
	struct span near = naming_around(run, naming);

	return contains_any(str_at(run->norm, near), disputes, COUNT_OF(disputes)) ||
	       ends_with_any(str_cut(run->norm, near.begin, naming->at.begin), delays,
			     COUNT_OF(delays)) ||
	       starts_with_any(str_cut(run->norm, naming->at.end, near.end), formulas,
			       COUNT_OF(formulas));
}

bool naming_is_measure(const struct run *run, const struct naming *naming)
{
	static const struct str endings[] = {
		STR_INIT("时间"), STR_INIT("时长"), STR_INIT("时限"), STR_INIT("时效"),
		STR_INIT("率"),	  STR_INIT("度"),   STR_INIT("性"),   STR_INIT("得分"),
		STR_INIT("数"),	  STR_INIT("量"),
	};
	struct str name = str_at(run->norm, naming->at);

	return ends_with_any(name, endings, COUNT_OF(endings)) ||
	       (name.n && (unsigned char)name.p[name.n - 1] < 0x80);
}

bool naming_is_promised(const struct run *run, const struct naming *naming)
{
	static const struct str words[] = {
		STR_INIT("达到"), STR_INIT("达标"), STR_INIT("保证"), STR_INIT("确保"),
		STR_INIT("低于"), STR_INIT("超过"), STR_INIT("符合"), STR_INIT("标准"),
		STR_INIT("考核"), STR_INIT("指标"), STR_INIT("要求"), STR_INIT("良好"),
		STR_INIT("较高"), STR_INIT("承诺"),
	};
	static const struct str refusals[] = {
		STR_INIT("不保证"), STR_INIT("不承诺"), STR_INIT("不提供"), STR_INIT("不作"),
		STR_INIT("不做"),   STR_INIT("不对"),	STR_INIT("不就"),   STR_INIT("无法保证"),
	};
	struct str near = str_at(run->norm, naming_around(run, naming));

	return naming_is_measure(run, naming) && contains_any(near, words, COUNT_OF(words)) &&
	       !contains_any(near, refusals, COUNT_OF(refusals));
}
