#include "clause/lead.h"

#include "base/sorted.h"

/* Which class a character is of, sorted; the numerals are those that labels are written with. */
static const struct lead_run {
	uint32_t first, last;
	enum lead lead;
} leads[] = {
	{'#', '#', LEAD_HASH},		{'*', '*', LEAD_BULLET},
	{'-', '-', LEAD_BULLET},	{'0', '9', LEAD_DIGIT},
	{'A', 'Z', LEAD_LATIN},		{'a', 'z', LEAD_LATIN},
	{0x00B7, 0x00B7, LEAD_BULLET},	{0x2013, 0x2014, LEAD_BULLET},
	{0x2022, 0x2022, LEAD_BULLET},	{0x2160, 0x24FE, LEAD_SIGN},
	{0x25A0, 0x25A0, LEAD_BULLET},	{0x25AA, 0x25AA, LEAD_BULLET},
	{0x25BA, 0x25BA, LEAD_BULLET},	{0x25C6, 0x25C7, LEAD_BULLET},
	{0x25CB, 0x25CB, LEAD_BULLET},	{0x25CF, 0x25CF, LEAD_BULLET},
	{0x2776, 0x2793, LEAD_SIGN},	{0x27A2, 0x27A2, LEAD_BULLET},
	{0x3010, 0x3010, LEAD_BRACKET}, {0x3127, 0x3127, LEAD_HAN},
	{0x3220, 0x32BF, LEAD_SIGN},	{0x4E00, 0x4E00, LEAD_HAN},
	{0x4E01, 0x4E01, LEAD_STEM},	{0x4E03, 0x4E03, LEAD_HAN},
	{0x4E09, 0x4E09, LEAD_HAN},	{0x4E19, 0x4E19, LEAD_STEM},
	{0x4E59, 0x4E59, LEAD_STEM},	{0x4E5D, 0x4E5D, LEAD_HAN},
	{0x4E8C, 0x4E8C, LEAD_HAN},	{0x4E94, 0x4E94, LEAD_HAN},
	{0x4F0D, 0x4F0D, LEAD_HAN},	{0x516B, 0x516B, LEAD_HAN},
	{0x516D, 0x516D, LEAD_HAN},	{0x5341, 0x5341, LEAD_HAN},
	{0x5345, 0x5345, LEAD_HAN},	{0x53C1, 0x53C1, LEAD_HAN},
	{0x56DB, 0x56DB, LEAD_HAN},	{0x58EC, 0x58EC, LEAD_STEM},
	{0x58F9, 0x58F9, LEAD_HAN},	{0x5DF1, 0x5DF1, LEAD_STEM},
	{0x5E9A, 0x5E9A, LEAD_STEM},	{0x5EFF, 0x5EFF, LEAD_HAN},
	{0x620A, 0x620A, LEAD_STEM},	{0x62FE, 0x62FE, LEAD_HAN},
	{0x634C, 0x634C, LEAD_HAN},	{0x67D2, 0x67D2, LEAD_HAN},
	{0x7396, 0x7396, LEAD_HAN},	{0x7532, 0x7532, LEAD_STEM},
	{0x7678, 0x7678, LEAD_STEM},	{0x767E, 0x767E, LEAD_HAN},
	{0x7B2C, 0x7B2C, LEAD_DI},	{0x8086, 0x8086, LEAD_HAN},
	{0x8D30, 0x8D30, LEAD_HAN},	{0x8F9B, 0x8F9B, LEAD_STEM},
	{0x9644, 0x9644, LEAD_FU},	{0x9646, 0x9646, LEAD_HAN},
	{0xFF08, 0xFF08, LEAD_BRACKET},
};

enum lead lead_of(uint32_t cp)
{
	enum { RUNS = sizeof leads / sizeof leads[0] };
	uint32_t run;

	if (cp_is_digit(cp))
		return LEAD_DIGIT;
	run = SORTED_FROM(leads, RUNS, last, cp);
	return run < RUNS && leads[run].first <= cp ? leads[run].lead : LEAD_NONE;
}

static bool is_inside(enum lead lead)
{
	return lead == LEAD_DI || (lead >= LEAD_DIGIT && lead <= LEAD_BRACKET);
}

void lead_stops(struct stops *stops)
{
	for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++)
		if (is_inside(leads[i].lead))
			stops_add(stops, leads[i].first, leads[i].last);
}
