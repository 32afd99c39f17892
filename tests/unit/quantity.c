#include "test.h"

#include <math.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>
#include "fact/numeral.h"
#include "fact/facts.h"

static struct quantities quantities_in(struct test_run *test, const char *text,
				       const struct norm **norm)
{
	const struct source *source =
		source_read(test->arena, STR("t"), str_from(text), ENC_UTF8, NULL);

	*norm = normalise(test->arena, source);
	return survey(test->arena, *norm, segment(test->arena, *norm))->quantities;
}

struct row {
	const char *text;
	enum quantity_kind kind;
	double value;
	const char *at;
};

static void check_rows(struct test_run *test, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct norm *norm;
		struct quantities found = quantities_in(test, rows[i].text, &norm);
		const struct quantity *first = found.p;
		bool right = found.n && first->kind == rows[i].kind &&
			     first->state == QUANTITY_VALUE &&
			     fabs(first->value - rows[i].value) <= 1e-9 * fabs(rows[i].value) &&
			     str_equal(str_at(norm->text, first->at), str_from(rows[i].at));

		if (right)
			continue;
		fprintf(stderr, "%s: %s: got %u quantities", test->name, rows[i].text, found.n);
		if (found.n)
			fprintf(stderr, ", kind %d value %.12g at \"%.*s\"", (int)first->kind,
				first->value, STR_ARG(str_at(norm->text, first->at)));
		fprintf(stderr, "\n");
		test->failures++;
	}
}
#define CHECK_ROWS(rows) check_rows(test, (rows), sizeof(rows) / sizeof(rows)[0])

TEST(quantity_money)
{
	static const struct row rows[] = {
		{"合同总价为100000元。", QUANTITY_MONEY, 100000, "100000元"},
		{"合同总价为人民币壹拾万元整。", QUANTITY_MONEY, 100000, "人民币壹拾万元整"},
		{"价款￥100,000.00元", QUANTITY_MONEY, 100000, "￥100,000.00元"},
		{"押金10万元", QUANTITY_MONEY, 100000, "10万元"},
		{"注册资本1.2亿元", QUANTITY_MONEY, 1.2e8, "1.2亿元"},
		{"租金新台幣伍萬元整", QUANTITY_MONEY, 50000, "新台币伍万元整"},
		{"费用为USD 3,500", QUANTITY_MONEY, 3500, "USD 3,500"},
		{"费用为3500美元", QUANTITY_MONEY, 3500, "3500美元"},
		{"大写壹仟叁佰伍拾元整", QUANTITY_MONEY, 1350, "壹仟叁佰伍拾元整"},
		{"大写叁元伍角整", QUANTITY_MONEY, 3.5, "叁元伍角整"},
		{"共人民币壹佰零伍万叁仟元", QUANTITY_MONEY, 1053000, "人民币壹佰零伍万叁仟元"},
		{"港币三千元", QUANTITY_MONEY, 3000, "港币三千元"},
	};

	CHECK_ROWS(rows);
}

TEST(quantity_ratios)
{
	static const struct row rows[] = {
		{"支付30%。", QUANTITY_RATIO, 0.3, "30%"},
		{"支付３０％。", QUANTITY_RATIO, 0.3, "30%"},
		{"总价的百分之三十", QUANTITY_RATIO, 0.3, "百分之三十"},
		{"按日万分之五", QUANTITY_RATIO, 0.0005, "万分之五"},
		{"按日千分之三", QUANTITY_RATIO, 0.003, "千分之三"},
		{"按日5‰", QUANTITY_RATIO, 0.005, "5‰"},
		{"承担三成", QUANTITY_RATIO, 0.3, "三成"},
		{"可用性99.95%", QUANTITY_RATIO, 0.9995, "99.95%"},
		{"百分之0.5", QUANTITY_RATIO, 0.005, "百分之0.5"},
	};

	CHECK_ROWS(rows);
}

TEST(quantity_durations)
{
	static const struct row rows[] = {
		{"应在三十日内", QUANTITY_DURATION, 30, "三十日"},
		{"应在15个工作日内", QUANTITY_DURATION, 15, "15个工作日"},
		{"应在24小时内", QUANTITY_DURATION, 1, "24小时"},
		{"响应不超过30秒", QUANTITY_DURATION, 30.0 / 86400, "30秒"},
		{"响应不超过30分钟", QUANTITY_DURATION, 30.0 / 1440, "30分钟"},
		{"为期一个半月", QUANTITY_DURATION, 45, "一个半月"},
		{"提前半年", QUANTITY_DURATION, 182.5, "半年"},
		{"期限为两年", QUANTITY_DURATION, 730, "两年"},
		{"期限为3个月", QUANTITY_DURATION, 90, "3个月"},
		{"两周内", QUANTITY_DURATION, 14, "两周"},
		{"一个季度", QUANTITY_DURATION, 90, "一个季度"},
		{"廿日内", QUANTITY_DURATION, 20, "廿日"},
	};

	CHECK_ROWS(rows);
}

TEST(quantity_dates)
{
	static const struct row rows[] = {
		{"自2026年1月1日起", QUANTITY_DATE, 20454, "2026年1月1日"},
		{"自2026-01-01起", QUANTITY_DATE, 20454, "2026-01-01"},
		{"自2026.1.1起", QUANTITY_DATE, 20454, "2026.1.1"},
		{"自2026/1/1起", QUANTITY_DATE, 20454, "2026/1/1"},
		{"自二〇二六年一月一日起", QUANTITY_DATE, 20454, "二〇二六年一月一日"},
		{"自民國115年1月1日起", QUANTITY_DATE, 20454, "民国115年1月1日"},
		{"自2024年2月29日起", QUANTITY_DATE, 19782, "2024年2月29日"},
		{"自1970年1月1日起", QUANTITY_DATE, 0, "1970年1月1日"},
	};

	CHECK_ROWS(rows);
}

TEST(quantity_counts)
{
	static const struct row rows[] = {
		{"一式四份", QUANTITY_COUNT, 4, "四份"},
		{"坐席20席", QUANTITY_COUNT, 20, "20席"},
		{"每月不超过3次", QUANTITY_COUNT, 3, "3次"},
		{"面积120.5平方米", QUANTITY_COUNT, 120.5, "120.5平方米"},
	};

	CHECK_ROWS(rows);
}

TEST(quantity_words_that_count_nothing)
{
	static const char *const texts[] = {
		"一方有权解除", "第三方不得主张", "统一管理",
		"一切损失",	"双方一致同意",	  "万一发生争议",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		const struct norm *norm;
		struct quantities found = quantities_in(test, texts[i], &norm);

		if (found.n)
			fprintf(stderr, "%s\n", texts[i]);
		CHECK_UINT(found.n, 0);
	}
}

TEST(quantity_round_the_clock_is_no_duration)
{
	const struct norm *norm;
	struct quantities found = quantities_in(test, "提供7×24小时服务", &norm);

	for (uint32_t i = 0; i < found.n; i++)
		CHECK(found.p[i].kind != QUANTITY_DURATION);
}

TEST(quantity_without_value)
{
	const struct norm *norm;
	struct quantities found =
		quantities_in(test, "应在____个工作日内支付X%，响应不超过Z秒。", &norm);

	CHECK_UINT(found.n, 3);
	if (found.n != 3)
		return;
	CHECK(found.p[0].state == QUANTITY_BLANK && found.p[0].kind == QUANTITY_DURATION);
	CHECK(found.p[0].time == TIME_WORKDAY);
	CHECK(found.p[1].state == QUANTITY_PLACEHOLDER && found.p[1].kind == QUANTITY_RATIO);
	CHECK(found.p[2].state == QUANTITY_PLACEHOLDER && found.p[2].time == TIME_SECOND);
	CHECK_STR(str_at(norm->text, found.p[0].at), "____个工作日");
	CHECK_UINT(quantity_from(found, 0), 0);
	CHECK_UINT(quantity_from(found, found.p[0].at.begin + 1), 1);
	CHECK_UINT(quantity_from(found, (uint32_t)norm->text.n), 3);
}

TEST(quantity_financial_numerals_are_formal)
{
	const struct norm *norm;
	struct quantities found = quantities_in(test, "人民币壹拾万元整（10万元）", &norm);

	CHECK_UINT(found.n, 2);
	CHECK(found.n == 2 && found.p[0].formal && !found.p[1].formal);
	CHECK(found.n == 2 && found.p[0].value == found.p[1].value);
}

/* ICU spells the numbers out; the reader must read every one of them back. */
static void check_spelling(struct test_run *test, const char *locale, double value)
{
	UErrorCode status = U_ZERO_ERROR;
	UNumberFormat *speller = unum_open(UNUM_SPELLOUT, NULL, 0, locale, NULL, &status);
	UChar spelled[128];
	char text[512];
	int32_t size = 0;
	struct numeral numeral = {0};

	unum_formatDouble(speller, value, spelled, 128, NULL, &status);
	u_strToUTF8(text, sizeof text, &size, spelled, -1, &status);
	unum_close(speller);
	CHECK(U_SUCCESS(status));
	if (!numeral_read((struct str){text, (size_t)size}, 0, &numeral) ||
	    numeral.value != value || numeral.end != (size_t)size) {
		fprintf(stderr, "%s: %s: %.0f is read as %.0f\n", test->name, text, value,
			numeral.value);
		test->failures++;
	}
}

TEST(numeral_reads_what_icu_spells)
{
	static const double big[] = {1e4, 10001,       100000,	     1e6,	1050300,
				     1e7, 10200300,    1e8,	     100000001, 123456789,
				     1e9, 20300040005, 1234567890123};

	for (double value = 1; value < 300; value++)
		check_spelling(test, "zh_Hans", value);
	for (double value = 301; value < 100000; value = value * 1.13 + 7)
		check_spelling(test, "zh_Hans@numbers=hansfin", floor(value));
	for (size_t i = 0; i < sizeof big / sizeof big[0]; i++) {
		check_spelling(test, "zh_Hans", big[i]);
	}
}

TEST(numeral_forms)
{
	static const struct {
		const char *text;
		double value;
		size_t end;
	} rows[] = {
		{"1,000.50元", 1000.5, 8},
		{"1,2,3", 1, 1},
		{"10万", 100000, 5},
		{"1.2亿", 1.2e8, 6},
		{"二〇二六年", 2026, 12},
		{"十五", 15, 6},
		{"一百零五", 105, 12},
		{"两百", 200, 6},
		{"廿一", 21, 6},
		{"叁佰伍拾", 350, 12},
		{"3.", 3, 1},
		{"1.2.3", 1.2, 3},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct numeral numeral;

		CHECK(numeral_read(str_from(rows[i].text), 0, &numeral));
		if (numeral.value != rows[i].value || numeral.end != rows[i].end)
			fprintf(stderr, "%s: %g, %zu\n", rows[i].text, numeral.value, numeral.end);
		CHECK(numeral.value == rows[i].value);
		CHECK_UINT(numeral.end, rows[i].end);
	}
	CHECK_UINT(number_before(STR("共100"), 6), 3);
}
