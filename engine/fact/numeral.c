#include "fact/numeral.h"
#include "base/utf8.h"

struct sign {
	double value;
	bool place;
	bool financial;
};

/* A switch rather than a search: most characters that are asked about are none. */
static const struct sign *sign_of(uint32_t cp)
{
	switch (cp) {
#define SIGN(cp_, value, place, financial)                                                         \
	case cp_: {                                                                                \
		static const struct sign row = {value, place, financial};                          \
		return &row;                                                                       \
	}
#include "fact/numeral.def"
#undef SIGN
	default: return NULL;
	}
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
