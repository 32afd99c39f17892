#include "base/sorted.h"
#include "base/words.h"
#include "detect/run.h"

/* What stands behind whoever may do something, or answers for nothing: 甲方有权, 甲方则可,
 * 甲方概不. */
static const char adverbs[] = "亦 也 则 仍 便 就 都 还 才 同样 届时";
static const char modals[] =
	"有权 可 得 概 均 皆 一概 享有 保留 随时 单方 无需 无须 毋须 毋需 不承担 不负";
/* What stands before whoever it is done to or with: 对乙方, 与乙方; and words that only end so. */
static const char prepositions[] =
	"对 向 给 为 与 和 及 、 或 因 由 被 将 把 按 经 从 替 受 于 在 以 除 令 使 让";
static const char other_ends[] = "行为 作为 理由 事由 缘由 自由 参与 存在 已经 所以 终于";

static bool acts(struct str text, struct span party)
{
	size_t at = party.end + word_after(text, party.end, adverbs);

	return word_after(text, at, modals) && (!word_before(text, party.begin, prepositions) ||
						word_before(text, party.begin, other_ends));
}

/* In 乙方逾期的甲方有权解除 a pattern that begins with a party finds 乙方 first; but it is 甲方,
 * from whom on the pattern matches as well, who has the right. */
static void prefer_actor(struct run *run, const struct rule *rule, const struct pattern *pattern,
			 struct span unit, struct match *match)
{
	struct mentions mentions = run->facts->mentions;
	const struct span *party = match_group(pattern, match, asymmetry_group(rule));
	struct match nearer;

	if (!party || party->begin != match->at.begin || acts(run->norm, *party))
		return;
	for (uint32_t i = SORTED_FROM(mentions.p, mentions.n, at.begin, party->end);
	     i < mentions.n && mentions.p[i].at.begin < match->at.end; i++)
		if (acts(run->norm, mentions.p[i].at) &&
		    run_match_at(run, rule, pattern, unit, mentions.p[i].at.begin, &nearer)) {
			*match = nearer;
			return;
		}
}

bool actor_match(struct run *run, const struct rule *rule, const struct pattern *pattern,
		 struct span unit, uint32_t from, struct match *match)
{
	if (!run_match(run, rule, pattern, unit, from, match))
		return false;
	if (pattern->group_count)
		prefer_actor(run, rule, pattern, unit, match);
	return true;
}
