#include "fact/cues.h"

/* A walk over a text: the row of the character before, and where its kinds are noted once the next
 * one is known. */
struct cue_walk {
	const uint8_t *row;
	uint8_t *kinds;
};

static void walk_step(struct cue_walk *walk, uint32_t low, uint8_t *kinds)
{
	*walk->kinds = walk->row[low % 64];
	walk->row = CUE_TABLE.kinds[low];
	walk->kinds = kinds;
}

/* Over characters of one and of three bytes, as long as they follow each other from at on. */
static size_t walk_common(struct cue_walk *walk, const struct cues *cues, size_t at)
{
	const unsigned char *p = (const unsigned char *)cues->text.p;
	struct cue_walk here = *walk;

	while (at + 4 <= cues->text.n) {
		uint32_t four = pairs_load(p + at);

		if (pairs_has_three(four)) {
			walk_step(&here, pairs_low(four), cues->kinds + at);
			at += 3;
		} else if (p[at] < 0x80) {
			walk_step(&here, p[at], cues->kinds + at);
			at++;
		} else {
			break;
		}
	}
	*walk = here;
	return at;
}

struct cues cues_find(struct arena *arena, struct str text)
{
	struct cues cues = {text, ARENA_ARRAY(arena, uint8_t, text.n + CUES_BEHIND)};
	struct cue_walk walk = {CUE_TABLE.kinds[0], cues.kinds + text.n};

	for (size_t at = 0; (at = walk_common(&walk, &cues, at)) < text.n;) {
		uint8_t *kinds = cues.kinds + at;

		walk_step(&walk, utf8_next(text, &at) % PAIRS_ROWS, kinds);
	}
	walk_step(&walk, UTF8_NONE % 64, cues.kinds + text.n);
	return cues;
}

bool cues_cover(enum cue kind, struct str word)
{
	size_t at = 0;
	const uint8_t *row = CUE_TABLE.kinds[utf8_next(word, &at) % PAIRS_ROWS];

	if (at < word.n)
		return row[utf8_peek(word, at) % 64] & kind;
	for (size_t i = 0; i < 64; i++)
		if (!(row[i] & kind))
			return false;
	return true;
}

/* Few words are searched one by one, many in one walk. */
void cues_add(struct cues *cues, enum cue kind, const struct str *words, uint32_t n)
{
	enum { FEW = 6 };
	struct str text = cues->text;
	struct pair_set begins = {{0}};

	for (uint32_t i = 0; i < n && n <= FEW; i++)
		for (size_t at = 0; (at = str_find(text, words[i], at)) != SIZE_MAX; at++)
			cues->kinds[at] |= (uint8_t)kind;
	if (n <= FEW)
		return;
	for (uint32_t i = 0; i < n; i++)
		pairs_add(&begins, words[i]);
	for (size_t at = 0; (at = pairs_next(&begins, text, at)) < text.n; utf8_next(text, &at))
		cues->kinds[at] |= (uint8_t)kind;
}

bool cues_word(const struct cues *cues, enum cue kind, const struct lexicon *lexicon,
	       uint32_t *from, uint32_t end, struct lexicon_hit *hit)
{
	struct str text = str_cut(cues->text, 0, end);

	for (size_t at = *from; (at = cues_next(cues, kind, at, text.n)) < text.n; at++) {
		uint32_t begin = (uint32_t)at, size;

		hit->value = lexicon_longest(lexicon, text, at, &size);
		if (hit->value == LEXICON_NONE)
			continue;
		hit->at = (struct span){begin, begin + size};
		*from = hit->at.end;
		return true;
	}
	*from = end;
	return false;
}

void cues_drop(struct arena *arena, struct cues *cues)
{
	arena_drop(arena, cues->kinds, cues->text.n + CUES_BEHIND);
	cues->kinds = NULL;
}
