#include "fact/marked.h"

#include "base/sorted.h"
#include "base/vec.h"
#include "fact/party_place.h"
#include "fact/vocabulary.h"
#include "fact/word_list.h"
#include "fact/words.h"

/* The names that are marked. */
struct names {
	struct lexicon *lexicon;
	struct str list[PARTIES_MAX * (ALIASES_MAX + 2)];
	uint32_t n;
};

/* Two Latin letters are left out: they have no room for a sign, and also stand inside other words.
 */
static void add_name(struct names *names, struct str name, uint32_t party)
{
	if (name.n < MARKED_SIGN)
		return;
	lexicon_add(names->lexicon, name, party);
	names->list[names->n++] = name;
}

/* Every name of every party, and the longer words that hold one and mean something else. */
static void names_add(struct arena *arena, struct names *names, struct parties parties)
{
	names->lexicon = lexicon_over(arena, &PARTY_DECOY_TRIE, false);
	names->n = 0;
	for (uint32_t i = 0; i < parties.n; i++) {
		add_name(names, parties.p[i].name, i);
		for (uint32_t j = 0; j < parties.p[i].alias_count; j++)
			add_name(names, parties.p[i].aliases[j], i);
	}
	for (uint32_t i = 0; i < parties.n; i++)
		add_name(names, parties.p[i].full, i);
}

/* 本网站 and the like are also things: one uses a site, and stops it. */
static bool is_thing(struct str text, struct span at)
{
	return list_before(text, at.end, &PLACE_ENDS) && list_before(text, at.begin, &PLACE_DEEDS);
}

struct mentions mentions_find(struct arena *arena, struct parties parties,
			      const struct party_places *places)
{
	struct names names;
	struct party_walk walk;
	VEC(struct mention) list = {0};
	struct lexicon_hit hit;
	uint32_t from = 0;

	if (parties.n == 0)
		return (struct mentions){0};
	names_add(arena, &names, parties);
	walk = party_walk_begin(arena, places, names.lexicon, names.list, names.n);
	while (party_walk_next(&walk, &from, (uint32_t)places->text.n, &hit))
		if (hit.value != VOCABULARY_DECOY && !is_thing(places->text, hit.at))
			*VEC_PUSH(arena, &list) = (struct mention){hit.at, hit.value};
	party_walk_end(arena, &walk);
	return (struct mentions){list.p, list.n};
}

uint32_t mention_at(struct mentions mentions, uint32_t offset)
{
	uint32_t i = SORTED_AFTER(mentions.p, mentions.n, at.end, offset);

	return i < mentions.n && mentions.p[i].at.begin <= offset ? mentions.p[i].party
								  : UINT32_MAX;
}
