#include "text/hant.h"

#include <string.h>
#include "base/utf8.h"
#include "text/fold.h"

const struct fold_word *fold_word_at(const struct fold_words *words, struct str s, size_t at)
{
	const struct fold_word *rows = words->rows;
	uint32_t first = utf8_peek(s, at), low = 0, high = words->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (rows[middle].first < first)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < words->count && rows[low].first == first; low++)
		if (s.n - at >= rows[low].n && memcmp(s.p + at, rows[low].from, rows[low].n) == 0)
			return &rows[low];
	return NULL;
}

struct str to_traditional(struct arena *arena, struct str text)
{
	char *out = arena_alloc(arena, text.n + 1);
	size_t at = 0;

	while (at < text.n) {
		const struct fold_word *word = fold_word_at(&hant_words, text, at);
		size_t next = at;
		utf8_next(text, &next);
		if (word)
			next = at + word->n;
		memcpy(out + at, word ? word->to : text.p + at, next - at);
		at = next;
	}
	return (struct str){out, text.n};
}
