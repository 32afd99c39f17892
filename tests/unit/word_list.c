#include "fact/word_list.h"

#include "clause/word_list.h"
#include "test.h"
#include "text/norm.h"

static const struct listed {
	const struct word_list *list;
	const char *words;
} all[] = {
#define WORDS(name, words) {&name, words},
#include "clause/word_list.def"
#include "fact/word_list.def"
#undef WORDS
};

TEST(word_lists_have_their_words)
{
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		for (const char *rest = all[i].words; *rest;) {
			struct str word = word_next(&rest);
			CHECK_UINT(list_after(word, 0, all[i].list), word.n);
			CHECK_UINT(list_before(word, word.n, all[i].list), word.n);
			CHECK(list_has(all[i].list, word));
			CHECK(list_within(word, all[i].list));
		}
}

/* The words of one list, one behind the other, hold those of others at all sorts of places. */
TEST(word_lists_say_what_their_words_say)
{
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		struct str text = all[(i + 1) % (sizeof all / sizeof all[0])].list->words;
		for (size_t at = 0; at <= text.n; at++) {
			CHECK_UINT(list_after(text, at, all[i].list),
				   word_after(text, at, all[i].words));
			CHECK_UINT(list_before(text, at, all[i].list),
				   word_before(text, at, all[i].words));
		}
		CHECK(list_within(text, all[i].list) == word_within(text, all[i].words));
	}
}

TEST(word_lists_take_the_longest)
{
	struct str text = STR("（以下简称甲方");

	CHECK_UINT(list_after(text, 0, &ALIAS_OPENS), sizeof "（以下简称" - 1);
	CHECK_UINT(list_after(text, text.n, &ALIAS_OPENS), 0);
	CHECK_UINT(list_before(text, 0, &ALIAS_OPENS), 0);
	CHECK(!list_has(&ALIAS_OPENS, text));
	CHECK(!list_within(STR(""), &ALIAS_OPENS));
}
