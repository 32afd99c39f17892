/* Lists of words that are looked for at very many places, nearly always in vain.
 *
 * For the clause and fact layers. The build looks a list through (the word_list_gen.c of a layer,
 * from its word_list.def) and sorts its words by the character they begin with, and by the one they
 * end in: a look at one character answers nearly every question, and else there are few words to
 * compare. Texts are well-formed UTF-8; the longest word that fits is taken. */
#ifndef CLAUSELINT_BASE_WORD_LIST_H
#define CLAUSELINT_BASE_WORD_LIST_H

#include "base/words.h"

enum { WORD_SIGNS = 256 };

struct word_row {
	uint16_t at; /* of a word, in the words of its list */
	uint8_t size;
	bool last; /* of those with this sign */
};
/* The words of a list sorted by sign, the longest first; row 0 is none. */
struct word_index {
	const struct word_row *rows;
	uint8_t first[WORD_SIGNS]; /* the first row of a sign; 0 for none */
};
struct word_list {
	struct str words;
	struct word_index begins, ends;
};

/* What tells the character at text from most others; n is at least 1. */
static inline uint32_t word_sign_at(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;

	if (p[0] < 0xC0 || n < 2)
		return p[0];
	if (p[0] < 0xE0 || n < 3)
		return (p[0] << 2 ^ p[1]) % WORD_SIGNS;
	return (p[1] << 2 ^ p[2]) % WORD_SIGNS;
}
/* The same of the character that ends where end stands. */
static inline uint32_t word_sign_before(const char *end, size_t n)
{
	const unsigned char *p = (const unsigned char *)end;

	return p[-1] < 0x80 || n < 2 ? p[-1] : (p[-2] << 2 ^ p[-1]) % WORD_SIGNS;
}

size_t word_rows_after(struct str text, size_t at, const struct word_list *list, uint8_t row);
size_t word_rows_before(struct str text, size_t at, const struct word_list *list, uint8_t row);

/* Bytes of the longest word of the list that begins, or ends, at offset at of text; 0 for none. */
static inline size_t list_after(struct str text, size_t at, const struct word_list *list)
{
	uint8_t row;

	if (at >= text.n)
		return 0;
	row = list->begins.first[word_sign_at(text.p + at, text.n - at)];
	return row ? word_rows_after(text, at, list, row) : 0;
}
static inline size_t list_before(struct str text, size_t at, const struct word_list *list)
{
	uint8_t row;

	if (at == 0 || at > text.n)
		return 0;
	row = list->ends.first[word_sign_before(text.p + at, at)];
	return row ? word_rows_before(text, at, list, row) : 0;
}
/* Whether any word of the list stands anywhere in text. */
bool list_within(struct str text, const struct word_list *list);
/* Whether text is one of the words. */
static inline bool list_has(const struct word_list *list, struct str text)
{
	return text.n && list_after(text, 0, list) == text.n;
}

#endif
