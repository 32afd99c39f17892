#include "base/utf8.h"
#include "clause/label.h"

struct numeral {
	uint32_t cp;
	uint32_t value; /* of a digit, or what a unit multiplies by */
	enum { DIGIT, UNIT, TENS } kind;
};

static const struct numeral numerals[] = {
	{0x3007 /* 〇 */, 0, DIGIT},   {0x96F6 /* 零 */, 0, DIGIT},
	{0x4E00 /* 一 */, 1, DIGIT},   {0x58F9 /* 壹 */, 1, DIGIT},
	{0x3127 /* ㄧ */, 1, DIGIT},   {0x5F0C /* 弌 */, 1, DIGIT},
	{0x4E8C /* 二 */, 2, DIGIT},   {0x8D30 /* 贰 */, 2, DIGIT},
	{0x4E24 /* 两 */, 2, DIGIT},   {0x4E09 /* 三 */, 3, DIGIT},
	{0x53C1 /* 叁 */, 3, DIGIT},   {0x56DB /* 四 */, 4, DIGIT},
	{0x8086 /* 肆 */, 4, DIGIT},   {0x4E94 /* 五 */, 5, DIGIT},
	{0x4F0D /* 伍 */, 5, DIGIT},   {0x516D /* 六 */, 6, DIGIT},
	{0x9646 /* 陆 */, 6, DIGIT},   {0x4E03 /* 七 */, 7, DIGIT},
	{0x67D2 /* 柒 */, 7, DIGIT},   {0x516B /* 八 */, 8, DIGIT},
	{0x634C /* 捌 */, 8, DIGIT},   {0x4E5D /* 九 */, 9, DIGIT},
	{0x7396 /* 玖 */, 9, DIGIT},   {0x5341 /* 十 */, 10, UNIT},
	{0x62FE /* 拾 */, 10, UNIT},   {0x767E /* 百 */, 100, UNIT},
	{0x4F70 /* 佰 */, 100, UNIT},  {0x5343 /* 千 */, 1000, UNIT},
	{0x4EDF /* 仟 */, 1000, UNIT}, {0x4E07 /* 万 */, 10000, UNIT},
	{0x5EFF /* 廿 */, 20, TENS},   {0x5345 /* 卅 */, 30, TENS},
};

static const struct numeral *numeral_of(uint32_t cp)
{
	if (cp < 0x3007 || cp > 0x96F6)
		return NULL;
	for (size_t i = 0; i < sizeof numerals / sizeof numerals[0]; i++)
		if (numerals[i].cp == cp)
			return &numerals[i];
	return NULL;
}

static uint32_t capped(uint64_t value)
{
	return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

/* 一千零二十 adds up; 二〇二四, where no unit stands, is read place by place. */
static bool han_read(struct str text, uint32_t *value, size_t *size)
{
	uint64_t total = 0, section = 0, digit = 0;
	bool pending = false;
	size_t at = 0, end = 0;

	for (;;) {
		const struct numeral *numeral = numeral_of(utf8_next(text, &at));
		if (!numeral)
			break;
		end = at;
		if (numeral->kind == DIGIT) {
			digit = capped(pending ? digit * 10 + numeral->value : numeral->value);
			pending = true;
		} else if (numeral->kind == TENS) {
			section = capped(section + numeral->value);
			pending = false;
			digit = 0;
		} else if (numeral->value == 10000) {
			total = capped((total + section + digit) * 10000);
			section = digit = 0;
			pending = false;
		} else {
			section = capped(section + (pending && digit ? digit : 1) * numeral->value);
			digit = 0;
			pending = false;
		}
	}
	*value = capped(total + section + digit);
	*size = end;
	return end > 0;
}

bool ordinal_read(struct str text, uint32_t *value, size_t *size)
{
	uint64_t number = 0;
	size_t n = 0;

	while (n < text.n && cp_is_digit((unsigned char)text.p[n]))
		number = capped(number * 10 + (uint64_t)(text.p[n++] - '0'));
	if (n == 0)
		return han_read(text, value, size);
	*value = capped(number);
	*size = n;
	return true;
}
