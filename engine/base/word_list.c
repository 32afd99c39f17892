#include "base/word_list.h"

size_t word_list_look_after(struct str text, size_t at, const struct word_list *list)
{
	size_t key = str_key(str_cut(text, at, text.n));
	const char *hit;

	if (key >= text.n - at)
		return 0;
	hit = memchr(list->words.p, text.p[at + key], list->words.n);
	return hit ? words_after(text, at, list->words, hit) : 0;
}

size_t word_list_look_before(struct str text, size_t at, const struct word_list *list)
{
	const char *hit = memchr(list->words.p, text.p[at - 1], list->words.n);

	return hit ? words_before(text, at, list->words, hit) : 0;
}

bool list_within(struct str text, const struct word_list *list)
{
	for (size_t at = 0; at < text.n; at++) {
		/* Inside a character none begins. */
		if (((unsigned char)text.p[at] & 0xC0) != 0x80 &&
		    word_list_begins(list, text, at) && word_list_look_after(text, at, list))
			return true;
	}
	return false;
}
