/* Words of a contract on one line with marks below: what stands under what, in display columns. */
#include "test.h"

#include "base/utf8.h"
#include "report/plain.h"
#include "report/snippet.h"
#include "text/width.h"

/* A sentence whose risky words stand in ⟦ and ⟧, and what is captured in ⟨ and ⟩. */
struct marked {
	struct str sentence;
	struct span risk;
	struct shown_capture capture;
};

static struct marked read_marked(struct arena *arena, const char *text)
{
	struct text sentence = {.arena = arena};
	struct marked marked = {0};
	struct str rest = str_from(text);

	for (size_t at = 0; at < rest.n;) {
		size_t from = at;
		uint32_t here = (uint32_t)sentence.n;
		switch (utf8_next(rest, &at)) {
		case 0x27E6: marked.risk.begin = here; break;
		case 0x27E7: marked.risk.end = here; break;
		case 0x27E8: marked.capture.in_sentence.begin = here; break;
		case 0x27E9: marked.capture.in_sentence.end = here; break;
		default: text_str(&sentence, str_cut(rest, from, at));
		}
	}
	marked.sentence = text_done(&sentence);
	return marked;
}

static void make(struct arena *arena, struct snippet *snippet, const char *text)
{
	struct marked marked = read_marked(arena, text);

	*snippet = (struct snippet){.line = {.arena = arena}};
	snippet_make(snippet, marked.sentence, marked.risk, &marked.capture, 1);
}

TEST(snippet_marks_stand_under_the_words)
{
	static const struct {
		const char *text, *line, *marks;
	} rows[] = {
		{"pay ⟦now⟧ or never", "pay now or never", "    ^^^"},
		{"⟦甲方⟧应付款", "甲方应付款", "^^^^"},
		{"甲方应付⟦____⟧元", "甲方应付____元", "        ^^^^"},
		{"期满前⟦____⟧日，续约⟨____年⟩。", "期满前____日，续约____年。",
		 "      ^^^^        ~~~~~~"},
		{"续约⟨⟦____⟧年⟩。", "续约____年。", "    ^^^^~~"},
		/* Outside the Basic Multilingual Plane: wide ideographs and emoji. */
		{"𠮷野家付⟦款⟧。", "𠮷野家付款。", "        ^^"},
		{"付款😀⟦____⟧元", "付款😀____元", "      ^^^^"},
		{"付⟦𠮷😀⟧元", "付𠮷😀元", "  ^^^^"},
		/* Accents stand on their letters. */
		{"e\u0301e\u0301 ⟦now⟧", "e\u0301e\u0301 now", "   ^^^"},
		{"⟦e\u0301\u0302⟧x", "e\u0301\u0302x", "^"},
		/* Full width, half width, ambiguous width. */
		{"ＡＢＣ⟦１００％⟧", "ＡＢＣ１００％", "      ^^^^^^^^"},
		{"ｱｲ⟦ｳ⟧", "ｱｲｳ", "  ^"},
		{"“①”…⟦款⟧", "“①”…款", "    ^^"},
		{"甲方\u3000\u3000⟦乙方⟧", "甲方\u3000\u3000乙方", "        ^^^^"},
		/* Tabs and line breaks are spaces, with what follows a break. */
		{"甲方\t⟦付款⟧", "甲方 付款", "     ^^^^"},
		{"甲方\r\n\u3000\u3000应⟦付款⟧", "甲方 应付款", "       ^^^^"},
		{"甲方\u2028应⟦付款⟧", "甲方 应付款", "       ^^^^"},
		/* What is hidden between the characters has no column. */
		{"付\u200B\uFEFF\u2060款⟦十\u200B日⟧内", "付款十日内", "    ^^^^"},
		{"付款⟦日\u200B⟧内", "付款日内", "    ^^"},
		{"付款⟦\u200B\u200D⟧十日", "付款十日", "    ^"},
		{"付\u00AD款⟦日⟧", "付款日", "    ^^"},
		/* What a terminal would obey is shown as one sign. */
		{"\x1B[31m付⟦款⟧", "\uFFFD[31m付款", "       ^^"},
		{"付\u202E款⟦日⟧", "付\uFFFD款日", "     ^^"},
		{"a\x07\x7F\xC2\x9B⟦款⟧", "a\uFFFD\uFFFD\uFFFD款", "    ^^"},
		{"付款⟦⟧", "付款", "    ^"},
		{"", "", "^"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct snippet snippet;
		make(test->arena, &snippet, rows[i].text);
		CHECK_STR(text_done(&snippet.line), rows[i].line);
		CHECK_STR(str_from(snippet.marks), rows[i].marks);
	}
}

static const char *repeat(struct arena *arena, const char *text, unsigned times)
{
	struct text all = {.arena = arena};

	while (times--)
		text_str(&all, str_from(text));
	return text_done(&all).p;
}

/* What stands in line above the signs ^. */
static struct str words_above(struct str line, const char *marks)
{
	size_t at = 0, column = 0, begin = SIZE_MAX, end = 0;

	while (at < line.n) {
		size_t from = at;
		uint32_t width = cp_width(utf8_next(line, &at));
		if (width && column < strlen(marks) && marks[column] == '^') {
			begin = from < begin ? from : begin;
			end = at;
		}
		column += width;
	}
	return str_cut(line, begin, end);
}

TEST(snippet_of_a_long_sentence_keeps_the_risky_words)
{
	const char *han = repeat(test->arena, "服务", 100),
		   *accents = repeat(test->arena, "e\u0301", 90);
	const char *const fills[] = {"", "付", han, accents};

	for (int before = 0; before < 4; before++)
		for (int behind = 0; behind < 4; behind++) {
			struct str text = arena_format(test->arena, "%s⟦自动𠮷约⟧%s", fills[before],
						       fills[behind]);
			struct snippet snippet;
			struct str line;
			make(test->arena, &snippet, text.p);
			line = text_done(&snippet.line);
			CHECK(text_width(line) <= SNIPPET_COLUMNS);
			CHECK_UINT(str_starts(line, STR("…")), before > 1);
			CHECK_UINT(str_ends(line, STR("…")), behind > 1);
			CHECK_STR(words_above(line, snippet.marks), "自动𠮷约");
		}
}

TEST(snippet_of_risky_words_too_long_shows_how_they_begin)
{
	struct str text = arena_format(test->arena, "甲方⟦乙%s⟧日", repeat(test->arena, "_", 300));
	struct snippet snippet;

	make(test->arena, &snippet, text.p);
	CHECK(text_width(text_done(&snippet.line)) <= SNIPPET_COLUMNS);
	CHECK(str_starts(text_done(&snippet.line), STR("…乙____")));
	CHECK_UINT(strlen(snippet.marks), SNIPPET_COLUMNS - 1);
	CHECK(snippet.marks[0] == ' ' && snippet.marks[1] == '^');
}

TEST(plain_text_is_one_line_that_nobody_obeys)
{
	static const struct {
		const char *text, *put;
	} rows[] = {
		{"第一条 付款", "第一条 付款"},
		{"a\n::error::b", "a ::error::b"},
		{"##[error]a ##vso[task] ## 条款 #2",
		 "#\uFFFD[error]a #\uFFFDvso[task] ## 条款 #2"},
		{"::error::x", "\uFFFD:error::x"},
		{" \t\u3000\u200B::set-output name=a::b", "  \u3000\uFFFD:set-output name=a::b"},
		{"甲方::乙方 ： :", "甲方::乙方 ： :"},
		{"\x1B]0;title\x07", "\uFFFD]0;title\uFFFD"},
		{"a\x80\xFF"
		 "b",
		 "a\uFFFD\uFFFDb"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text text = {.arena = test->arena};
		struct out out;
		out_begin(&out, text_write, &text);
		plain_put(&out, str_from(rows[i].text));
		CHECK(out_finish(&out));
		CHECK_STR(text_done(&text), rows[i].put);
		CHECK_UINT(plain_width(str_from(rows[i].text)), text_width(text_done(&text)));
	}
}
