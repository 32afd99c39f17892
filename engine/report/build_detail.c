/* Details of findings: the contract's words and the report's own. */
#include "report/builder.h"

#include "detect/detail.h"
#include "text/hant.h"

enum { NESTED_MAX = 8 };

_Static_assert(TEXT_DETAIL_KANGXI - TEXT_DETAIL_LINE + 1 == DETAIL_TEXTS,
	       "each detail has a text, in the same order");

static unsigned char byte_at(struct str s, size_t at)
{
	return (unsigned char)s.p[at];
}

/* at is in front of the end. */
static size_t first_phrase(struct str detail, size_t at)
{
	const char *hit = memchr(detail.p + at, DETAIL_PHRASE, detail.n - at);

	return hit ? (size_t)(hit - detail.p) : detail.n;
}

/* Where the value that begins at ends: in front of the next one, or of the phrase's end. */
static size_t value_end(struct str detail, size_t at)
{
	unsigned open = 0;

	for (; at < detail.n; at++) {
		unsigned char c = byte_at(detail, at);
		if (open == 0 && (c == DETAIL_VALUE || c == DETAIL_END))
			break;
		open += c == DETAIL_PHRASE;
		open -= c == DETAIL_END;
	}
	return at;
}

static void put_detail(struct builder *b, struct str detail, unsigned nested, struct text *text);

/* {a} is the first value, and so on. */
static void put_filled(struct builder *b, struct str pattern, const struct str *values, uint32_t n,
		       unsigned nested, struct text *text)
{
	struct str before, name;

	for (size_t at = 0; text_next_name(pattern, &at, &before, &name);) {
		uint32_t value = (uint32_t)(name.p[0] - 'a');

		text_str(text, before);
		if (value < n)
			put_detail(b, values[value], nested + 1, text);
	}
	text_str(text, before);
}

/* The phrase at that offset; gives the offset behind it. */
static size_t put_phrase(struct builder *b, struct str detail, size_t at, unsigned nested,
			 struct text *text)
{
	struct str values[DETAIL_VALUES];
	unsigned phrase = byte_at(detail, at + 1) - DETAIL_LETTER;
	uint32_t n = 0;

	for (at += 2; at < detail.n && byte_at(detail, at) == DETAIL_VALUE && n < DETAIL_VALUES;) {
		size_t end = value_end(detail, at + 1);
		values[n++] = str_cut(detail, at + 1, end);
		at = end;
	}
	if (phrase < DETAIL_TEXTS && nested < NESTED_MAX)
		put_filled(b, builder_text(b, (enum text_id)(TEXT_DETAIL_LINE + phrase)), values, n,
			   nested, text);
	return at + 1;
}

static void put_detail(struct builder *b, struct str detail, unsigned nested, struct text *text)
{
	for (size_t at = 0; at < detail.n;) {
		size_t end = first_phrase(detail, at);
		struct str words = str_cut(detail, at, end);

		if (words.n && b->report->script == SCRIPT_HANT)
			words = to_traditional(b->arena, words);
		text_str(text, words);
		at = end + 1 < detail.n ? put_phrase(b, detail, end, nested, text) : detail.n;
	}
}

struct str builder_detail(struct builder *b, struct str detail)
{
	struct text *text = &b->phrase;

	put_detail(b, detail, 0, text);
	return builder_take(b, text);
}
