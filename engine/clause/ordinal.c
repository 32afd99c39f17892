#include "base/utf8.h"
#include "clause/label.h"

struct numeral {
	uint32_t value; /* of a digit, or what a unit multiplies by */
	enum { NO_NUMERAL, DIGIT, UNIT, TENS } kind;
};

/* Asked for every character that a number might go on with, so it is no table to be searched. */
static struct numeral numeral_of(uint32_t cp)
{
	switch (cp) {
	case 0x3007 /* 〇 */:
	case 0x96F6 /* 零 */: return (struct numeral){0, DIGIT};
	case 0x4E00 /* 一 */:
	case 0x58F9 /* 壹 */:
	case 0x3127 /* ㄧ */:
	case 0x5F0C /* 弌 */: return (struct numeral){1, DIGIT};
	case 0x4E8C /* 二 */:
	case 0x8D30 /* 贰 */:
	case 0x4E24 /* 两 */: return (struct numeral){2, DIGIT};
	case 0x4E09 /* 三 */:
	case 0x53C1 /* 叁 */: return (struct numeral){3, DIGIT};
	case 0x56DB /* 四 */:
	case 0x8086 /* 肆 */: return (struct numeral){4, DIGIT};
	case 0x4E94 /* 五 */:
	case 0x4F0D /* 伍 */: return (struct numeral){5, DIGIT};
	case 0x516D /* 六 */:
	case 0x9646 /* 陆 */: return (struct numeral){6, DIGIT};
	case 0x4E03 /* 七 */:
	case 0x67D2 /* 柒 */: return (struct numeral){7, DIGIT};
	case 0x516B /* 八 */:
	case 0x634C /* 捌 */: return (struct numeral){8, DIGIT};
	case 0x4E5D /* 九 */:
	case 0x7396 /* 玖 */: return (struct numeral){9, DIGIT};
	case 0x5341 /* 十 */:
	case 0x62FE /* 拾 */: return (struct numeral){10, UNIT};
	case 0x767E /* 百 */:
	case 0x4F70 /* 佰 */: return (struct numeral){100, UNIT};
	case 0x5343 /* 千 */:
	case 0x4EDF /* 仟 */: return (struct numeral){1000, UNIT};
	case 0x4E07 /* 万 */: return (struct numeral){10000, UNIT};
	case 0x5EFF /* 廿 */: return (struct numeral){20, TENS};
	case 0x5345 /* 卅 */: return (struct numeral){30, TENS};
	default: return (struct numeral){0, NO_NUMERAL};
	}
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
		const struct numeral numeral = numeral_of(utf8_next(text, &at));
		if (numeral.kind == NO_NUMERAL)
			break;
		end = at;
		if (numeral.kind == DIGIT) {
			digit = capped(pending ? digit * 10 + numeral.value : numeral.value);
			pending = true;
		} else if (numeral.kind == TENS) {
			section = capped(section + numeral.value);
			pending = false;
			digit = 0;
		} else if (numeral.value == 10000) {
			total = capped((total + section + digit) * 10000);
			section = digit = 0;
			pending = false;
		} else {
			section = capped(section + (pending && digit ? digit : 1) * numeral.value);
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

bool ordinal_is_han(uint32_t cp)
{
	return numeral_of(cp).kind != NO_NUMERAL;
}
