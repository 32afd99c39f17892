/* Lists of words that are looked for at very many places, nearly always in vain.
 *
 * For the clause and fact layers. The build looks a list through (the word_list_gen.c of a layer
 * makes it from its word_list.def) and notes which characters its words begin with and end in: one
 * bit of a text's character answers nearly every question. Texts are well-formed UTF-8. What each
 * function says is what the function of base/words.h says, to which it goes when the bit is set. */
#ifndef CLAUSELINT_BASE_WORD_LIST_H
#define CLAUSELINT_BASE_WORD_LIST_H

#include "base/words.h"

enum { WORD_SIGNS = 512 };

struct word_list {
	struct str words;
	uint64_t begins[WORD_SIGNS / 64], ends[WORD_SIGNS / 64]; /* a bit for each sign */
};

/* What tells a character from most others: of its bytes, the last two that are told by the first
 * two or three; n is at least 1. */
static inline uint32_t word_sign_at(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;

	if (p[0] < 0xC0 || n < 2)
		return p[0];
	if (p[0] < 0xE0 || n < 3)
		return (p[0] << 3 ^ p[1]) % WORD_SIGNS;
	return (p[1] << 3 ^ p[2]) % WORD_SIGNS;
}
/* The same by the last two bytes, behind which end stands. */
static inline uint32_t word_sign_before(const char *end, size_t n)
{
	const unsigned char *p = (const unsigned char *)end;

	return p[-1] < 0x80 || n < 2 ? p[-1] : (p[-2] << 3 ^ p[-1]) % WORD_SIGNS;
}
static inline bool word_list_begins(const struct word_list *list, struct str text, size_t at)
{
	uint32_t sign = word_sign_at(text.p + at, text.n - at);

	return list->begins[sign / 64] >> sign % 64 & 1;
}

size_t word_list_look_after(struct str text, size_t at, const struct word_list *list);
size_t word_list_look_before(struct str text, size_t at, const struct word_list *list);

static inline size_t list_after(struct str text, size_t at, const struct word_list *list)
{
	return at < text.n && word_list_begins(list, text, at)
		       ? word_list_look_after(text, at, list)
		       : 0;
}
static inline size_t list_before(struct str text, size_t at, const struct word_list *list)
{
	uint32_t sign;

	if (at == 0 || at > text.n)
		return 0;
	sign = word_sign_before(text.p + at, at);
	return list->ends[sign / 64] >> sign % 64 & 1 ? word_list_look_before(text, at, list) : 0;
}
bool list_within(struct str text, const struct word_list *list);
static inline bool list_has(const struct word_list *list, struct str text)
{
	return text.n && list_after(text, 0, list) == text.n;
}

#endif
