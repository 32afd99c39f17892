#include "base/sorted.h"
#include "base/utf8.h"
#include "clause/line.h"
#include "clause/numbers.h"
#include "clause/word_list.h"
#include "clause/zone.h"

/* An entry of a table of contents is a heading, so short; a table has some entries. */
enum { ENTRY_BYTES = 120, ENTRIES_MIN = 3 };

/* The first candidate that begins at or after at. */
static uint32_t candidate_from(struct candidates candidates, uint32_t at)
{
	return SORTED_FROM(candidates.p, candidates.n, begin, at);
}

static bool is_prose(struct str words)
{
	return str_contains(words, STR("。")) || str_contains(words, STR("；")) ||
	       str_contains(words, STR("，")) || words.n > ENTRY_BYTES;
}

/* Walks the numbers behind the word 目录 until one of them comes again or a clause has a text. */
static uint32_t contents_end(struct arena *arena, struct str text, uint32_t at, uint32_t end,
			     struct candidates candidates)
{
	uint32_t first = candidate_from(candidates, at), i = first, stop = first;
	enum label_style entry_style;
	struct numbers seen;

	while (stop < candidates.n && stop - first < 4096 && candidates.p[stop].begin < end)
		stop++;
	if (first == stop || candidates.p[first].begin - at > ENTRY_BYTES)
		return at;
	seen = numbers_new(arena);
	entry_style = candidates.p[first].label.style;
	for (; i < stop; i++) {
		const struct candidate *c = &candidates.p[i];
		uint32_t behind = i + 1 < candidates.n ? candidates.p[i + 1].begin : end;
		uint32_t ordinal = label_last(&c->label);
		uint32_t *times =
			numbers_at(&seen, number_key(number_list(&c->label, 0), ordinal), 0);
		/* 第一条 behind a table of plain numbers is where the contract begins. */
		if (c->label.style <= LABEL_ARTICLE && entry_style > LABEL_ARTICLE)
			break;
		if (ordinal && c->label.count == 1 && (*times)++ && c->label.style == entry_style)
			break;
		if (is_prose(str_cut(text, c->at + c->label.size, behind)))
			break;
	}
	if (i - first < ENTRIES_MIN)
		return at;
	return i < candidates.n ? candidates.p[i].begin : end;
}

/* 总则 ...... 3: a number at the end, set off by a wide gap or by leaders. */
static bool ends_in_page_number(struct str line)
{
	size_t at = line.n;
	uint32_t last, before;

	while (at > 0 && cp_is_digit((unsigned char)line.p[at - 1]))
		at--;
	if (at == line.n || line.n - at > 3 || at == 0)
		return false;
	last = utf8_prev(line, &at);
	before = utf8_before(line, at);
	if (last == NORM_GAP_CP || last == '\t')
		return true;
	return last == before && (last == '.' || last == 0x2026 || last == 0xB7 || last == '_' ||
				  last == 0x2500 || last == '-');
}

struct span contents_find(struct arena *arena, struct str text, struct span at,
			  struct candidates candidates)
{
	struct span table = {at.begin, at.begin};
	unsigned entries = 0;

	for (uint32_t next = at.begin; next < at.end;) {
		struct span span = line_next(text, &next);
		struct str line = str_trim(str_at(text, span));
		bool entry = line.n < ENTRY_BYTES && ends_in_page_number(line);
		size_t word = span_size(span) > ENTRY_BYTES ? str_find(line, STR("目录一览"), 0)
							    : SIZE_MAX;
		if (line.n < 32 && list_after(line, 0, &CONTENTS_WORDS))
			word = 0;
		if (word != SIZE_MAX && word < 2048) {
			uint32_t begin = span.begin + (uint32_t)word;
			uint32_t end = contents_end(arena, text, begin + 6, at.end, candidates);
			if (end > begin + 6)
				return (struct span){begin, end};
		}
		if (entry && entries++ == 0)
			table.begin = span.begin;
		if (entry)
			table.end = next;
		if (!entry && line.n && entries >= ENTRIES_MIN)
			return table;
		if (!entry && line.n)
			entries = 0;
	}
	return entries >= ENTRIES_MIN ? table : (struct span){at.end, at.end};
}
