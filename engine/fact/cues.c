#include "fact/cues.h"

#include "base/bytes.h"

/* Notes the kinds of each character when the next one is known. */
struct cues cues_find(struct arena *arena, struct str text)
{
	struct cues cues = {text, ARENA_ARRAY(arena, uint8_t, text.n + 1)};
	const unsigned char *p = (const unsigned char *)text.p;
	size_t before = text.n; /* nobody looks there */
	uint32_t row = 0;

	for (size_t at = 0; at < text.n;) {
		size_t here = at;
		uint32_t low;

		if (p[at] < 0x80) {
			low = p[at++];
		} else if ((p[at] & 0xF0) == 0xE0) {
			low = (p[at + 1] & 15u) << 6 | (p[at + 2] & 63u);
			at += 3;
		} else {
			low = utf8_next(text, &at) % PAIRS_ROWS;
		}
		cues.kinds[before] = CUE_TABLE.kinds[row][low % 64];
		before = here;
		row = low;
	}
	cues.kinds[before] = CUE_TABLE.kinds[row][UTF8_NONE % 64];
	return cues;
}

size_t cues_next(const struct cues *cues, enum cue kind, size_t at, size_t end)
{
#if BYTES_BLOCK
	for (; at + BYTES_BLOCK <= end; at += BYTES_BLOCK) {
		uint32_t hits = bytes_with(bytes_load(cues->kinds + at), (unsigned char)kind);

		if (hits)
			return at + (size_t)__builtin_ctz(hits);
	}
#endif
	while (at < end && !(cues->kinds[at] & kind))
		at++;
	return at < end ? at : end;
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

void cues_add(struct cues *cues, enum cue kind, const struct pair_set *words)
{
	for (size_t at = 0; (at = pairs_next(words, cues->text, at)) < cues->text.n;
	     utf8_next(cues->text, &at))
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
	arena_drop(arena, cues->kinds, cues->text.n + 1);
	cues->kinds = NULL;
}
