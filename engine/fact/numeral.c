#include "fact/numeral.h"
#include "base/utf8.h"

struct sign {
	uint32_t cp;
	double value;
	bool place; /* 十 百 千 万 亿 multiply, the others are digits */
	bool financial;
};

/* In order of cp. */
static const struct sign signs[] = {
	{0x3007, 0, false, false},   /* 〇 */
	{0x4E00, 1, false, false},   /* 一 */
	{0x4E03, 7, false, false},   /* 七 */
	{0x4E07, 1e4, true, false},  /* 万 */
	{0x4E09, 3, false, false},   /* 三 */
	{0x4E24, 2, false, false},   /* 两 */
	{0x4E5D, 9, false, false},   /* 九 */
	{0x4E8C, 2, false, false},   /* 二 */
	{0x4E94, 5, false, false},   /* 五 */
	{0x4EBF, 1e8, true, false},  /* 亿 */
	{0x4EDF, 1000, true, true},  /* 仟 */
	{0x4F0D, 5, false, true},    /* 伍 */
	{0x4F70, 100, true, true},   /* 佰 */
	{0x5146, 1e12, true, false}, /* 兆 */
	{0x516B, 8, false, false},   /* 八 */
	{0x516D, 6, false, false},   /* 六 */
	{0x5341, 10, true, false},   /* 十 */
	{0x5343, 1000, true, false}, /* 千 */
	{0x5345, 30, false, false},  /* 卅 */
	{0x53C1, 3, false, true},    /* 叁 */
	{0x53C2, 3, false, true},    /* 参 */
	{0x56DB, 4, false, false},   /* 四 */
	{0x58F9, 1, false, true},    /* 壹 */
	{0x5E7A, 1, false, false},   /* 幺 */
	{0x5EFF, 20, false, false},  /* 廿 */
	{0x62FE, 10, true, true},    /* 拾 */
	{0x634C, 8, false, true},    /* 捌 */
	{0x67D2, 7, false, true},    /* 柒 */
	{0x7396, 9, false, true},    /* 玖 */
	{0x767E, 100, true, false},  /* 百 */
	{0x8086, 4, false, true},    /* 肆 */
	{0x842C, 1e4, true, false},  /* 萬 */
	{0x8D30, 2, false, true},    /* 贰 */
	{0x9646, 6, false, true},    /* 陆 */
	{0x96F6, 0, false, false},   /* 零 */
};

static const struct sign *sign_of(uint32_t cp)
{
	size_t low = 0, high = sizeof signs / sizeof signs[0];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (signs[middle].cp == cp)
			return &signs[middle];
		if (signs[middle].cp < cp)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool cp_is_numeral(uint32_t cp)
{
	return sign_of(cp) != NULL;
}

/* A comma belongs to a number when exactly three digits follow it. */
static bool is_group(struct str text, size_t comma)
{
	size_t at = comma + 1, digits = 0;

	while (digits < 4 && at + digits < text.n &&
	       cp_is_digit((unsigned char)text.p[at + digits]))
		digits++;
	return digits == 3;
}

static void read_digits(struct str text, size_t at, struct numeral *numeral)
{
	double fraction = 0;

	for (; at < text.n; at++) {
		unsigned char c = (unsigned char)text.p[at];

		if (cp_is_digit(c)) {
			numeral->value = fraction > 0 ? numeral->value + (c - '0') * fraction
						      : numeral->value * 10 + (c - '0');
			fraction /= 10;
			numeral->digits += numeral->digits < NUMERAL_DIGITS;
		} else if (c == '.' && fraction == 0 && at + 1 < text.n &&
			   cp_is_digit((unsigned char)text.p[at + 1])) {
			fraction = 0.1;
		} else if (c != ',' || fraction > 0 || !is_group(text, at)) {
			break;
		}
	}
	numeral->end = at;
}

/* The sum so far in three steps, as the language builds it: 三千五百 (section) 万 (whole) … */
struct han_sum {
	double whole, section, digit;
	bool digit_open;
};

static void add_place(struct han_sum *sum, double place)
{
	sum->section += sum->digit_open && place >= 1e4 ? sum->digit : 0;
	if (place < 1e4)
		sum->section += (sum->digit_open ? sum->digit : 1) * place;
	else if (sum->whole >= place)
		sum->whole += sum->section * place;
	else if (sum->whole + sum->section > 0)
		sum->whole = (sum->whole + sum->section) * place; /* 一万亿 */
	else
		sum->whole = place;
	if (place >= 1e4)
		sum->section = 0;
	sum->digit = 0;
	sum->digit_open = false;
}

static void read_han(struct str text, size_t at, struct numeral *numeral)
{
	struct han_sum sum = {0};
	size_t next = at;

	for (;;) {
		const struct sign *sign = sign_of(utf8_next(text, &next));

		if (!sign)
			break;
		numeral->financial = numeral->financial || sign->financial;
		if (sign->place) {
			add_place(&sum, sign->value);
			numeral->places = true;
		} else if (sign->value > 9) { /* 廿一, 卅 */
			sum.section += sign->value;
		} else {
			sum.digit = sum.digit_open ? sum.digit * 10 + sign->value : sign->value;
			sum.digit_open = true;
			numeral->digits += numeral->digits < NUMERAL_DIGITS;
		}
		at = next;
	}
	numeral->value = sum.whole + sum.section + sum.digit;
	numeral->han = true;
	numeral->end = at;
}

bool numeral_read(struct str text, size_t at, struct numeral *numeral)
{
	uint32_t cp = utf8_peek(text, at);
	const struct sign *first;

	*numeral = (struct numeral){.end = at};
	if (cp_is_digit(cp)) {
		read_digits(text, at, numeral);
		/* 10万, 1.2亿: Arabic digits before a Chinese place. */
		for (size_t next = numeral->end;; numeral->end = next) {
			const struct sign *sign = sign_of(utf8_next(text, &next));

			if (!sign || !sign->place || sign->value < 100)
				return true;
			numeral->value *= sign->value;
			numeral->places = true;
		}
	}
	first = sign_of(cp);
	if (!first || (first->place && first->value > 10)) /* 万元 and 百分之 are no numbers */
		return false;
	read_han(text, at, numeral);
	return true;
}

size_t number_end(struct str text, size_t at)
{
	struct numeral numeral;

	return numeral_read(text, at, &numeral) ? numeral.end : at;
}

size_t number_before(struct str text, size_t at)
{
	for (;;) {
		uint32_t cp = utf8_before(text, at);

		if (cp == UTF8_NONE ||
		    !(cp_is_digit(cp) || cp_is_numeral(cp) || cp == ',' || cp == '.'))
			return at;
		utf8_prev(text, &at);
	}
}
