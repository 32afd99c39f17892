/* Acceptances written in a contract: which lines are any, and that taking them out moves no place.
 */
#include "test.h"

#include "base/out.h"
#include "text/inline.h"


static const struct source *source_of(struct test_run *test, const char *text)
{
	return source_read(test->arena, STR("a"), str_from(text), ENC_UTF8, NULL);
}

static const struct {
	const char *text, *marks, *left;
} cases[] = {
	{"甲\n[clauselint-accept PEN003 -- 已 确认]\n乙\n", "PEN003=已 确认", "甲\n乙\n"},
	{"<!-- clauselint-accept PEN003 -- 理由 -->\n乙\n", "PEN003=理由", "乙\n"},
	{"甲\n  [Clauselint-Accept late-fee -- ok]  ", "late-fee=ok", "甲\n"},
	{"［ｃｌａｕｓｅｌｉｎｔ－ａｃｃｅｐｔ　ＰＥＮ００３　－－　確認］\n", "PEN003=確認", ""},
	{"【clauselint-accept PEN003——确认】\n", "PEN003=确认", ""},
	{"甲\n[clause\xE2\x80\x8Blint-accept A1 -- b]\n", "A1=b", "甲\n"},
	{"[clauselint-accept A1 -- b]\r\n[clauselint-accept A2 -- c]\r\n乙", "A1=b|A2=c", "乙"},
	{"甲 [clauselint-accept A1 -- b]\n", "", NULL},
	{"[clauselint-accept A1 -- b] 乙\n", "", NULL},
	{"[clauselint-accept A1 -- ]\n", "", NULL},
	{"[clauselint-accept A1]\n", "", NULL},
	{"[clauselint-accept -- b]\n", "", NULL},
	{"clauselint-accept A1 -- b\n", "", NULL},
	{"[clauselint-accept A1 -- b\n]\n", "", NULL},
	{"[clauselint-accept A1 -- b", "", NULL},
	{"[clauselint-", "", NULL},
	{"\xE2\x80\x8B[clauselint-accept A1 -- b]\n", "", NULL},
};

TEST(inline_marks_are_lines_of_their_own_with_a_reason)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct source *source = source_of(test, cases[i].text);
		struct norm *norm = normalise(test->arena, source);
		struct inline_marks marks = inline_find(test->arena, norm, source);
		struct text text = {.arena = test->arena};

		for (uint32_t k = 0; k < marks.n; k++)
			text_format(&text, "%s%.*s=%.*s", k ? "|" : "", STR_ARG(marks.p[k].rule),
				    STR_ARG(marks.p[k].reason));
		CHECK_STR(text_done(&text), cases[i].marks);
		if (cases[i].left)
			CHECK_STR(inline_cut(test->arena, norm, marks)->text, cases[i].left);
	}
}

static const char *const contracts[] = {
	"第一条　服務\n[clauselint-accept A1 -- b]\n甲 方应付５ %。\r\n\r\n<!-- clauselint-accept A2 -- c -->\n— 2 —\n第二条",
	"[clauselint-accept A1 -- b]\n[clauselint-accept A1 -- b]\n務(wù)甲\n[clauselint-accept A1 -- b]",
	"無(wú)\n[clause\xE2\x80\x8Blint-accept A1 -- b]\n甲方：      乙方",
};

/* What is left comes from where it came from before. */
static void check_places(struct test_run *test, const struct norm *norm, const struct norm *cut,
			 struct inline_marks marks)
{
	uint32_t from = 0, mark = 0;

	for (uint32_t at = 0; at < cut->text.n; at++, from++) {
		struct span before, after;
		while (mark < marks.n && from == marks.p[mark].at.begin)
			from = marks.p[mark++].at.end;
		before = norm_to_source(norm, (struct span){from, from + 1});
		after = norm_to_source(cut, (struct span){at, at + 1});
		CHECK(before.begin == after.begin && before.end == after.end);
		CHECK(norm->text.p[from] == cut->text.p[at]);
	}
}

TEST(inline_marks_are_taken_out_without_moving_places)
{
	for (size_t i = 0; i < sizeof contracts / sizeof contracts[0]; i++) {
		const struct source *source = source_of(test, contracts[i]);
		struct norm *norm = normalise(test->arena, source);
		struct inline_marks marks = inline_find(test->arena, norm, source);
		const struct norm *cut = inline_cut(test->arena, norm, marks);
		uint32_t last = 0;

		CHECK(marks.n >= 1 && cut->text.n < norm->text.n);
		check_places(test, norm, cut, marks);
		CHECK(cut->runs[0].norm == 0 && cut->runs[cut->run_count - 1].norm == cut->text.n);
		for (uint32_t at = 0; at <= source->text.n; at++) {
			uint32_t to = source_to_norm(cut, at);
			CHECK(to >= last && to <= cut->text.n);
			last = to;
		}
		CHECK_UINT(last, cut->text.n);
	}
}

/* Thousands of beginnings without an end are no work for each other. */
TEST(inline_marks_are_found_in_linear_time)
{
	struct text text = {.arena = test->arena};
	const struct source *source;

	for (int i = 0; i < 50000; i++)
		text_str(&text, STR("[clauselint-accept A1 -- "));
	source = source_of(test, arena_str(test->arena, text_done(&text)).p);
	CHECK_UINT(inline_find(test->arena, normalise(test->arena, source), source).n, 0);
}
