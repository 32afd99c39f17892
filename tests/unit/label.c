#include "clause/label.h"

#include "base/out.h"
#include "test.h"

/* "style/size/1.2.3", or "none". */
static struct str read(struct arena *arena, const char *text)
{
	struct label label;
	struct text out = {.arena = arena};

	if (!label_read(str_from(text), 0, &label))
		return STR("none");
	text_format(&out, "%d/%u/", label.style, label.size);
	for (uint8_t i = 0; i < label.count; i++)
		text_format(&out, i ? ".%u" : "%u", label.ordinals[i]);
	return text_done(&out);
}

static bool reads(struct test_run *test, const char *text, enum label_style style, size_t size,
		  const char *ordinals)
{
	struct str got = read(test->arena, text);
	struct str want = arena_format(test->arena, "%d/%zu/%s", style, size, ordinals);

	if (!str_equal(got, want))
		fprintf(stderr, "%s: got %.*s, want %.*s\n", text, STR_ARG(got), STR_ARG(want));
	return str_equal(got, want);
}

static bool is_none(struct test_run *test, const char *text)
{
	struct str got = read(test->arena, text);

	if (!str_equal(got, STR("none")))
		fprintf(stderr, "%s: got %.*s, want none\n", text, STR_ARG(got));
	return str_equal(got, STR("none"));
}

TEST(label_every_style)
{
	CHECK(reads(test, "### 总则", LABEL_HEADING, 4, "3"));
	CHECK(reads(test, "第一部分通用条款", LABEL_BOOK, 12, "1"));
	CHECK(reads(test, "第二编", LABEL_BOOK, 9, "2"));
	CHECK(reads(test, "第六章服务费用", LABEL_CHAPTER, 9, "6"));
	CHECK(reads(test, "第3节", LABEL_SECTION, 7, "3"));
	CHECK(reads(test, "第十二条付款", LABEL_ARTICLE, 12, "12"));
	CHECK(reads(test, "第3条", LABEL_ARTICLE, 7, "3"));
	CHECK(reads(test, "Article 7.Term", LABEL_ARTICLE, 10, "7"));
	CHECK(reads(test, "附件二：报价单", LABEL_ANNEX, 12, "2"));
	CHECK(reads(test, "附录A", LABEL_ANNEX, 7, "1"));
	CHECK(reads(test, "附件：", LABEL_ANNEX, 9, ""));
	CHECK(reads(test, "第2款", LABEL_PARAGRAPH, 7, "2"));
	CHECK(reads(test, "十一、其他", LABEL_HAN, 9, "11"));
	CHECK(reads(test, "一.其他", LABEL_HAN, 4, "1"));
	CHECK(reads(test, "（三）验收", LABEL_HAN_PAREN, 9, "3"));
	CHECK(reads(test, "Ⅳ、验收", LABEL_ROMAN, 6, "4"));
	CHECK(reads(test, "（ii）验收", LABEL_ROMAN, 8, "2"));
	CHECK(reads(test, "1、甲方", LABEL_DECIMAL, 4, "1"));
	CHECK(reads(test, "1.甲方", LABEL_DECIMAL, 2, "1"));
	CHECK(reads(test, "1，甲方", LABEL_DECIMAL, 4, "1"));
	CHECK(reads(test, "1乙方保证", LABEL_DECIMAL, 1, "1"));
	CHECK(reads(test, "6.1.3如甲方", LABEL_DECIMAL, 5, "6.1.3"));
	CHECK(reads(test, "3.2.2.甲方", LABEL_DECIMAL, 6, "3.2.2"));
	CHECK(reads(test, "4-2-6甲方", LABEL_DECIMAL, 5, "4.2.6"));
	CHECK(reads(test, "第4.2条", LABEL_DECIMAL, 9, "4.2"));
	CHECK(reads(test, "（12）甲方", LABEL_DECIMAL_PAREN, 8, "12"));
	CHECK(reads(test, "2）甲方", LABEL_DECIMAL_PAREN, 4, "2"));
	CHECK(reads(test, "③甲方", LABEL_CIRCLED, 3, "3"));
	CHECK(reads(test, "⑵甲方", LABEL_CIRCLED, 3, "2"));
	CHECK(reads(test, "㈠甲方", LABEL_CIRCLED, 3, "1"));
	CHECK(reads(test, "㉑甲方", LABEL_CIRCLED, 3, "21"));
	CHECK(reads(test, "B.甲方", LABEL_LETTER, 2, "2"));
	CHECK(reads(test, "（b）甲方", LABEL_LETTER, 7, "2"));
	CHECK(reads(test, "丙、其他", LABEL_STEM, 6, "3"));
	CHECK(reads(test, "• 日报", LABEL_BULLET, 3, ""));
	CHECK(reads(test, "-日报", LABEL_BULLET, 1, ""));
}

TEST(label_measures_are_no_labels)
{
	static const char *const measures[] = {"1.5倍",		"99.5%以上", "9.00元",
					       "9:00至18:00",	"24小时",    "7x24",
					       "2024.5.1",	"2024年",    "30日内",
					       "3个工作日",	"10万元",    "0.5元",
					       "400-050-0827",	"3-5个",     "1.05",
					       "100",		"1,000元",   "12月",
					       "2名",		"6.1款",     "1.2.3.4.5.6.7.8.9",
					       "87654321、甲方"};

	for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++)
		CHECK(is_none(test, measures[i]));
}

TEST(label_units_that_begin_longer_words)
{
	CHECK(reads(test, "3.1日常维护", LABEL_DECIMAL, 3, "3.1"));
	CHECK(reads(test, "1.2人员安排", LABEL_DECIMAL, 3, "1.2"));
	CHECK(reads(test, "2.1月度对账", LABEL_DECIMAL, 3, "2.1"));
	CHECK(reads(test, "5.4分包", LABEL_DECIMAL, 3, "5.4"));
}

TEST(label_put_in_behind_another_is_part_of_it)
{
	CHECK(is_none(test, "6.1A 费用"));
	CHECK(is_none(test, "6.1B费用"));
	CHECK(reads(test, "6.1A公司负责运输", LABEL_DECIMAL, 3, "6.1"));
	CHECK(reads(test, "6.1API接口", LABEL_DECIMAL, 3, "6.1"));
}

TEST(label_looks_at_the_character_in_front)
{
	struct label label;

	CHECK(!label_read(STR("二之一、电子邮件"), 6, &label));
	CHECK(!label_read(STR("v1.2平台"), 1, &label));
	CHECK(!label_read(STR("12.3元"), 1, &label));
	CHECK(!label_read(STR("9:30甲方"), 2, &label));
	CHECK(label_read(STR("条款7.1双方"), 6, &label));
}

TEST(label_stems_and_rules_and_prose)
{
	CHECK(is_none(test, "甲、乙双方"));
	CHECK(is_none(test, "---"));
	CHECK(is_none(test, "-5度"));
	CHECK(is_none(test, "一方"));
	CHECK(is_none(test, "第三方"));
	CHECK(is_none(test, "ABC.甲方"));
	CHECK(is_none(test, ""));
}

static uint32_t value_of(const char *text)
{
	uint32_t value = 0;
	size_t size;

	return ordinal_read(str_from(text), &value, &size) && size == str_from(text).n ? value
										       : UINT32_MAX;
}

TEST(ordinal_numerals)
{
	CHECK_UINT(value_of("十"), 10);
	CHECK_UINT(value_of("十二"), 12);
	CHECK_UINT(value_of("二十"), 20);
	CHECK_UINT(value_of("一百零三"), 103);
	CHECK_UINT(value_of("一千零二十"), 1020);
	CHECK_UINT(value_of("三万五千"), 35000);
	CHECK_UINT(value_of("壹拾贰"), 12);
	CHECK_UINT(value_of("廿一"), 21);
	CHECK_UINT(value_of("二〇二四"), 2024);
	CHECK_UINT(value_of("2024"), 2024);
	CHECK_UINT(value_of("99999999999999999999"), UINT32_MAX);
	CHECK_UINT(value_of("条"), UINT32_MAX);
}
