#include "clause/label_numeral.h"

#include "base/utf8.h"

/* Characters that are a whole number, in runs: cp first.. counts value.. */
static const struct sign_run {
	uint32_t first, last, value;
} signs[] = {
	{0x2460 /* ① */, 0x2473, 1},   {0x2474 /* ⑴ */, 0x2487, 1},  {0x2488 /* ⒈ */, 0x249B, 1},
	{0x24F5 /* ⓵ */, 0x24FE, 1},   {0x24EB /* ⓫ */, 0x24F4, 11}, {0x2776 /* ❶ */, 0x277F, 1},
	{0x2780 /* ➀ */, 0x2789, 1},   {0x278A /* ➊ */, 0x2793, 1},  {0x3220 /* ㈠ */, 0x3229, 1},
	{0x3251 /* ㉑ */, 0x325F, 21}, {0x3280 /* ㊀ */, 0x3289, 1}, {0x32B1 /* ㊱ */, 0x32BF, 36},
};

enum { PART_MAX = 199 };

static bool ordinal_one(struct str text, struct label *label, size_t *size)
{
	uint32_t value;

	if (!ordinal_read(text, &value, size) || value == 0)
		return false;
	label->count = 1;
	label->ordinals[0] = value < LABEL_ORDINAL_MAX ? value : LABEL_ORDINAL_MAX;
	return true;
}

/* 3.2.1 and 3-2, without a dot behind the last part. Leading zeros and large parts belong to
 * decimals, dates and telephone numbers. */
static bool dotted(struct str text, struct label *label, size_t *size)
{
	size_t at = 0, part;
	uint32_t value;
	char separator = 0;

	label->count = 0;
	for (;;) {
		if (at >= text.n || text.p[at] < '1' || text.p[at] > '9' ||
		    !ordinal_read(str_cut(text, at, text.n), &value, &part) || value > PART_MAX)
			return false;
		if (label->count == LABEL_DEPTH)
			return false;
		label->ordinals[label->count++] = value;
		at += part;
		if (at + 1 >= text.n || !cp_is_digit((unsigned char)text.p[at + 1]))
			break;
		if (text.p[at] != '.' && text.p[at] != '-')
			break;
		if (separator && separator != text.p[at])
			return false;
		separator = text.p[at++];
	}
	*size = at;
	return true;
}

static bool sign(struct str text, struct label *label, size_t *size)
{
	size_t at = 0;
	uint32_t cp = utf8_next(text, &at);

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		if (cp < signs[i].first || cp > signs[i].last)
			continue;
		label->count = 1;
		label->ordinals[0] = cp - signs[i].first + signs[i].value;
		*size = at;
		return true;
	}
	return false;
}

static uint32_t roman_digit(char c)
{
	switch (c) {
	case 'i':
	case 'I': return 1;
	case 'v':
	case 'V': return 5;
	case 'x':
	case 'X': return 10;
	default: return 0;
	}
}

/* Ⅳ as one character, or letters up to xxxix. A single v or x is a letter here: the outline knows
 * whether it follows iv or u. */
static bool roman(struct str text, struct label *label, size_t *size)
{
	size_t at = 0;
	uint32_t cp = utf8_next(text, &at), total = 0;

	label->count = 1;
	if ((cp >= 0x2160 && cp <= 0x216B) || (cp >= 0x2170 && cp <= 0x217B)) {
		label->ordinals[0] = (cp & 0xF) + 1;
		*size = at;
		return true;
	}
	for (at = 0; at < text.n && at < 7 && roman_digit(text.p[at]); at++) {
		uint32_t here = roman_digit(text.p[at]);
		uint32_t next = at + 1 < text.n ? roman_digit(text.p[at + 1]) : 0;
		total = here < next ? total - here : total + here;
	}
	if (at == 0 || total == 0 || total > PART_MAX || (at == 1 && total != 1))
		return false;
	label->ordinals[0] = total;
	*size = at;
	return true;
}

static bool letter(struct str text, struct label *label, size_t *size)
{
	if (text.n == 0 || !cp_is_letter((unsigned char)text.p[0]))
		return false;
	label->count = 1;
	label->ordinals[0] = (uint32_t)(text.p[0] | 0x20) - 'a' + 1;
	*size = 1;
	return true;
}

static uint32_t stem_value(uint32_t cp)
{
	static const uint32_t stems[] = {0x7532, 0x4E59, 0x4E19, 0x4E01, 0x620A,
					 0x5DF1, 0x5E9A, 0x8F9B, 0x58EC, 0x7678}; /* 甲乙丙… */

	for (uint32_t i = 0; i < sizeof stems / sizeof stems[0]; i++)
		if (stems[i] == cp)
			return i + 1;
	return 0;
}

static bool stem(struct str text, struct label *label, size_t *size)
{
	size_t at = 0;

	label->count = 1;
	label->ordinals[0] = stem_value(utf8_next(text, &at));
	*size = at;
	return label->ordinals[0] != 0;
}

static bool hashes(struct str text, struct label *label, size_t *size)
{
	size_t n = 0;

	while (n < text.n && text.p[n] == '#')
		n++;
	if (n == 0 || n > 6)
		return false;
	label->count = 1;
	label->ordinals[0] = (uint32_t)n;
	*size = n < text.n && text.p[n] == ' ' ? n + 1 : n;
	return *size < text.n && text.p[*size] != '\n';
}

bool label_numeral(enum numeral numeral, struct str text, struct label *label, size_t *size)
{
	switch (numeral) {
	case NUMERAL_ANY: return ordinal_one(text, label, size);
	case NUMERAL_HAN:
		return text.n && !cp_is_digit((unsigned char)text.p[0]) &&
		       ordinal_one(text, label, size);
	case NUMERAL_DOTTED: return dotted(text, label, size);
	case NUMERAL_DEEP: return dotted(text, label, size) && label->count > 1;
	case NUMERAL_SIGN: return sign(text, label, size);
	case NUMERAL_ROMAN: return roman(text, label, size);
	case NUMERAL_LETTER: return letter(text, label, size);
	case NUMERAL_STEM: return stem(text, label, size);
	case NUMERAL_HASHES: return hashes(text, label, size);
	case NUMERAL_NONE: break;
	}
	label->count = 0;
	*size = 0;
	return true;
}
