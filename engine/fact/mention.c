#include "fact/marked.h"

#include "base/sorted.h"
#include "base/vec.h"
#include "fact/cues.h"
#include "fact/vocabulary.h"
#include "fact/words.h"

/* The names that are marked. */
struct names {
	struct lexicon *lexicon;
	struct str uncued[PARTIES_MAX * (ALIASES_MAX + 2)]; /* those that are in no list of words */
	uint32_t uncued_count;
};

/* Two Latin letters are left out: they have no room for a sign, and also stand inside other words.
 */
static void add_name(struct names *names, struct str name, uint32_t party)
{
	if (name.n < MARKED_SIGN)
		return;
	lexicon_add(names->lexicon, name, party);
	if (!cues_cover(CUE_PARTY, name))
		names->uncued[names->uncued_count++] = name;
}

/* Every name of every party, and the longer words that hold one and mean something else. */
static struct lexicon *names_lexicon(struct arena *arena, struct parties parties, struct cues *cues)
{
	struct names names;

	names.lexicon = lexicon_over(arena, &PARTY_DECOY_TRIE, false);
	names.uncued_count = 0;

	for (uint32_t i = 0; i < parties.n; i++) {
		add_name(&names, parties.p[i].name, i);
		for (uint32_t j = 0; j < parties.p[i].alias_count; j++)
			add_name(&names, parties.p[i].aliases[j], i);
	}
	for (uint32_t i = 0; i < parties.n; i++)
		add_name(&names, parties.p[i].full, i);
	cues_add(cues, CUE_PARTY, names.uncued, names.uncued_count);
	return names.lexicon;
}

/* 本网站 and the like are also things: one uses a site, and stops it. */
static bool is_thing(struct str text, struct span at)
{
	return word_before(text, at.end, "站 平台 网 系统 软件 服务 商城 APP 应用 店") &&
	       word_before(
		       text, at.begin,
		       "使用 利用 登录 登陆 访问 进入 浏览 关闭 暂停 停止 终止 中止 中断 离开 在 于");
}

struct mentions mentions_find(struct arena *arena, const struct norm *norm, struct parties parties,
			      struct cues *cues)
{
	struct lexicon *names = names_lexicon(arena, parties, cues);
	VEC(struct mention) list = {0};
	struct lexicon_hit hit;
	uint32_t from = 0;

	if (parties.n == 0)
		return (struct mentions){0};
	while (cues_word(cues, CUE_PARTY, names, &from, (uint32_t)norm->text.n, &hit))
		if (hit.value != VOCABULARY_DECOY && !is_thing(norm->text, hit.at))
			*VEC_PUSH(arena, &list) = (struct mention){hit.at, hit.value};
	return (struct mentions){list.p, list.n};
}

uint32_t mention_at(struct mentions mentions, uint32_t offset)
{
	uint32_t i = SORTED_AFTER(mentions.p, mentions.n, at.end, offset);

	return i < mentions.n && mentions.p[i].at.begin <= offset ? mentions.p[i].party
								  : UINT32_MAX;
}
