#include "fact/party_case.h"

#include "base/utf8.h"
#include "fact/word_list.h"
#include "fact/words.h"

/* What a side does (PARTY_DEEDS), read from the words behind its name up to the next comma. */
enum { DEED_WINDOW = 120 };

/* The words from offset at on, up to the end of their phrase. */
static struct str window(const struct cues *cues, size_t at)
{
	struct str text = cues->text;
	size_t end = at + DEED_WINDOW < text.n ? at + DEED_WINDOW : text.n;

	while (utf8_splits(text, end))
		end++;
	for (size_t stop = at; (stop = cues_next(cues, CUE_STOP, stop, end)) < end; stop++)
		if (list_after(text, stop, &PHRASE_ENDS))
			return str_cut(text, at, stop);
	return str_cut(text, at, end);
}

/* The lean of the first deed in the words behind a side's name. */
static int deed_lean(const struct cues *cues, uint32_t from)
{
	struct str words = window(cues, from);
	size_t base = from, end = base + words.n;
	uint32_t size;

	for (size_t at = base; (at = cues_next(cues, CUE_DEED, at, end)) < end;
	     at += size ? size : 1) {
		uint32_t row = trie_longest(&PARTY_DEED_TRIE, words, at - base, &size);
		struct str rest = str_cut(words, at - base + size, words.n);
		const struct party_deed *deed;

		if (row == LEXICON_NONE || list_after(rest, 0, &ATTRIBUTE) ||
		    word_before(words, at - base, "所"))
			continue;
		deed = PARTY_DEEDS + row;
		if (deed->objects && !word_within(rest, deed->objects))
			continue;
		if (list_within(words, &NO_DEED))
			return 0;
		return list_after(rest, 0, &BOTH_STEMS) ? deed->direct : deed->lean;
	}
	return 0;
}

void lean_by_deeds(struct party_case *c)
{
	for (uint32_t i = 0; i < c->sightings.n; i++) {
		const struct sighting *s = c->sightings.p + i;
		struct draft *draft = draft_sighted(c, s);

		if (draft && !list_before(c->text, s->at.begin, &DEED_OBJECT))
			draft->lean += deed_lean(c->cues, s->at.end);
	}
}
