#include "fact/quantity.h"
#include "base/sorted.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "fact/cues.h"
#include "fact/numeral.h"
#include "fact/unit.h"
#include "fact/word_list.h"
#include "fact/words.h"

struct survey {
	struct arena *arena;
	struct str text;
	const struct outline *outline;
	struct blanks blanks;
	uint32_t blank, clause; /* the next ones */
	VEC(struct quantity) found;
};

static struct span span_from(size_t begin, size_t end)
{
	return (struct span){(uint32_t)begin, (uint32_t)end};
}

static void note(struct survey *survey, struct quantity quantity)
{
	*VEC_PUSH(survey->arena, &survey->found) = quantity;
}

/* Days since 1970-01-01 of a date of the Gregorian calendar (H. Hinnant's days_from_civil). */
static double days_from_civil(double year, unsigned month, unsigned day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (int64_t)(month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return (double)(era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468);
}

enum { ROC_EPOCH = 1911, YEAR_FIRST = 1800, YEAR_LAST = 2999 };

/* The separators of a date, as written: 2026年1月1日, 2026-01-01, 2026.1.1, 2026/1/1. */
static const char *const date_signs[][3] = {
	{"年", "月", "日 号"},
	{"-", "-", ""},
	{".", ".", ""},
	{"/", "/", ""},
};

static bool date_part(struct str text, size_t *at, const char *sign, double most, double *value)
{
	struct numeral numeral;
	size_t size;
	bool single = *sign == '.';

	if (single) { /* 2026.1 is no fraction here: digits are read up to the full stop. */
		size_t end = *at;
		double sum = 0;

		while (end < text.n && end - *at < 5 && cp_is_digit((unsigned char)text.p[end]))
			sum = sum * 10 + (text.p[end++] - '0');
		numeral = (struct numeral){.end = end, .value = sum};
		if (end == *at)
			return false;
	} else if (!numeral_read(text, *at, &numeral)) {
		return false;
	}
	size = word_after(text, numeral.end, sign);
	if ((*sign && !size) || numeral.value < 1 || numeral.value > most)
		return false;
	*value = numeral.value;
	*at = numeral.end + size;
	return true;
}

static bool date_day(struct str text, size_t *at, const char *sign, double *value)
{
	size_t end = *at;

	if (*sign)
		return date_part(text, at, sign, 31, value);
	*value = 0;
	while (end < text.n && end - *at < 3 && cp_is_digit((unsigned char)text.p[end]))
		*value = *value * 10 + (text.p[end++] - '0');
	if (end == *at || end - *at > 2 || *value < 1 || *value > 31)
		return false;
	*at = end;
	return true;
}

/* number_end: behind the number at at, which a year with a full stop runs beyond. */
static bool read_date(struct survey *survey, size_t at, size_t number_end_at, size_t *end)
{
	struct str text = survey->text;
	size_t era = word_before(text, at, "民国");

	for (size_t i = 0; i < sizeof date_signs / sizeof date_signs[0]; i++) {
		const char *sign = date_signs[i][0];
		double year, month, day;
		size_t next = at;

		if (*sign != '.' && !word_after(text, number_end_at, sign))
			continue;
		if (!date_part(text, &next, sign, YEAR_LAST, &year) ||
		    !date_part(text, &next, date_signs[i][1], 12, &month) ||
		    !date_day(text, &next, date_signs[i][2], &day))
			continue;
		if (era)
			year += ROC_EPOCH;
		if (year < YEAR_FIRST)
			continue;
		note(survey, (struct quantity){
				     .at = span_from(at - era, next),
				     .number = span_from(at, next),
				     .unit = span_from(next, next),
				     .kind = QUANTITY_DATE,
				     .value = days_from_civil(year, (unsigned)month, (unsigned)day),
			     });
		*end = next;
		return true;
	}
	return false;
}

/* 百分之三十, 万分之五: the whole stands in front of the part. */
static const struct {
	struct str words;
	double whole;
} parts[] = {
	{STR_INIT("百分之"), 100}, {STR_INIT("千分之"), 1000},	{STR_INIT("万分之"), 1e4},
	{STR_INIT("十分之"), 10},  {STR_INIT("千万分之"), 1e7}, {STR_INIT("百万分之"), 1e6},
};

static bool read_part(struct survey *survey, size_t at, size_t *end)
{
	struct str rest = str_cut(survey->text, at, survey->text.n);

	if (!list_after(rest, 0, &PART_BEGINS))
		return false;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		size_t number = at + parts[i].words.n;
		struct numeral numeral;

		if (!str_starts(rest, parts[i].words) ||
		    !numeral_read(survey->text, number, &numeral))
			continue;
		note(survey, (struct quantity){
				     .at = span_from(at, numeral.end),
				     .number = span_from(number, numeral.end),
				     .unit = span_from(at, number),
				     .kind = QUANTITY_RATIO,
				     .value = numeral.value / parts[i].whole,
			     });
		*end = numeral.end;
		return true;
	}
	return false;
}

/* 元 and its parts in an amount in words: 壹拾万元伍角整. */
static size_t read_small_change(struct str text, size_t at, double *value)
{
	static const struct {
		const char *unit;
		double scale;
	} change[] = {{"角", 0.1}, {"毛", 0.1}, {"分", 0.01}};

	for (size_t i = 0; i < sizeof change / sizeof change[0]; i++) {
		struct numeral numeral;
		size_t size;

		if (!numeral_read(text, at, &numeral))
			break;
		size = word_after(text, numeral.end, change[i].unit);
		if (!size)
			continue;
		*value += numeral.value * change[i].scale;
		at = numeral.end + size;
	}
	return at + list_after(text, at, &WHOLE);
}

/* 半 behind one word or two: most numbers are settled by its absence. */
static bool half_follows(struct str text, size_t at)
{
	enum { HAN = 3 };

	return str_starts(str_cut(text, at + HAN, text.n), STR("半")) ||
	       str_starts(str_cut(text, at + 2 * HAN, text.n), STR("半"));
}

/* 一个半月, 两年半, 半年: half a unit, before it or behind it. */
static size_t read_half(struct str text, struct numeral *numeral, const struct unit **unit)
{
	size_t half =
		half_follows(text, numeral->end) ? list_after(text, numeral->end, &HALVES) : 0;
	const struct unit *after;

	if (half && word_after(text, numeral->end, "个半")) {
		after = unit_at(text, numeral->end + half);
		if (!after || after->kind != QUANTITY_DURATION)
			return 0;
		numeral->value += 0.5;
		*unit = after;
		return numeral->end + half + after->name.n;
	}
	if (half) {
		*unit = unit_at(text, numeral->end);
		numeral->value += 0.5;
		return numeral->end + half;
	}
	return 0;
}

static bool is_counting(struct str text, size_t at, const struct numeral *numeral)
{
	uint32_t before = utf8_before(text, at);

	if (!numeral->han)
		return !cp_is_letter(before) && before != '.' && before != '_' && before != '#' &&
		       before != 0x7B2C;
	if (numeral->value == 0)
		return false;
	return !list_before(text, at, &NOT_COUNTING);
}

static bool is_times_sign(struct str text, size_t at)
{
	return list_after(text, at, &TIMES_SIGNS) > 0;
}

static void read_amount(struct survey *survey, size_t at, size_t lead, struct numeral numeral,
			size_t *end)
{
	struct str text = survey->text;
	size_t spaces = list_after(text, numeral.end, &ABOUT);
	const struct unit *unit = NULL;
	size_t half = read_half(text, &numeral, &unit);
	size_t unit_begin = numeral.end + spaces, unit_end;
	struct quantity quantity = {
		.at.begin = (uint32_t)(at - lead),
		.number = span_from(at, numeral.end),
		.kind = QUANTITY_NUMBER,
		.value = numeral.value,
		.formal = numeral.financial,
	};

	if (!half)
		unit = unit_at(text, unit_begin);
	/* 7×24小时 says when, not how long. */
	if (unit && unit->kind == QUANTITY_DURATION &&
	    (is_times_sign(text, at - 1) || word_before(text, at, "×")))
		unit = NULL;
	/* 3月 and 2026年 name a time; a period is 3个月, 3年. */
	if (unit && !half &&
	    (word_is(unit->name, "月") || (unit->time == TIME_YEAR && numeral.value >= YEAR_FIRST)))
		unit = NULL;
	unit_end = half ? half : unit_begin + (unit ? unit->name.n : 0);
	if (unit) {
		quantity.kind = unit->kind;
		quantity.time = unit->time;
		quantity.value = numeral.value * unit->scale;
	} else if (lead) {
		quantity.kind = QUANTITY_MONEY;
	}
	if (quantity.kind == QUANTITY_MONEY && unit)
		unit_end = read_small_change(text, unit_end, &quantity.value);
	*end = numeral.end;
	if (!lead && numeral.han &&
	    (!unit || (unit->kind == QUANTITY_COUNT && list_after(text, at, &NOT_COUNTED))))
		return;
	quantity.unit = span_from(unit_begin, unit_end);
	quantity.at.end = (uint32_t)unit_end;
	note(survey, quantity);
	*end = unit_end > numeral.end ? unit_end : numeral.end;
}

/* 半年, 半个月. */
static bool read_bare_half(struct survey *survey, size_t at, size_t *end)
{
	struct str text = survey->text;
	size_t number = at + word_after(text, at, "半 大半");
	const struct unit *unit = number > at ? unit_at(text, number) : NULL;

	if (!unit || unit->kind != QUANTITY_DURATION)
		return false;
	*end = number + unit->name.n;
	note(survey, (struct quantity){
			     .at = span_from(at, *end),
			     .number = span_from(at, number),
			     .unit = span_from(number, *end),
			     .kind = QUANTITY_DURATION,
			     .time = unit->time,
			     .value = unit->scale / 2,
		     });
	return true;
}

/* Bytes of the currency that ends at offset at. Most of what stands there cannot end one. */
static size_t currency_before(struct str text, size_t at)
{
	uint32_t cp = utf8_before(text, at);

	if (cp_is_han(cp) && cp != 0x5E01 && cp != 0x5143 && cp != 0x91D1 && cp != 0x9551)
		return 0;
	return list_before(text, at, &CURRENCIES);
}

/* A Chinese numeral that only belongs to a word, 任一方 or 统一: what is behind it goes on with no
 * number, and is no unit. */
static bool is_word_part(struct str text, size_t at)
{
	uint32_t cp = utf8_next(text, &at), next = utf8_next(text, &at);

	return !cp_is_digit(cp) && cp_is_han(next) && !cp_is_numeral(next) &&
	       next != 0x4F59 /* 余 */ && next != 0x591A /* 多 */ && next != 0x6765 /* 来 */ &&
	       !unit_may_begin(next, utf8_peek(text, at));
}

static void read_number(struct survey *survey, size_t at, size_t *end)
{
	size_t space = at && survey->text.p[at - 1] == ' ';
	size_t lead = currency_before(survey->text, at - space);
	struct numeral numeral;

	lead += lead ? space : 0;
	/* 元人民币 is the unit of the blank before it, not the currency of what follows. */
	if (survey->found.n && survey->found.p[survey->found.n - 1].at.end > at - lead)
		lead = 0;
	if (!lead && is_word_part(survey->text, at))
		return;
	if (read_part(survey, at, end) || !numeral_read(survey->text, at, &numeral))
		return;
	*end = numeral.end;
	if (list_after(survey->text, numeral.end, &DATE_SIGNS) &&
	    read_date(survey, at, numeral.end, end))
		return;
	if (is_counting(survey->text, at, &numeral))
		read_amount(survey, at, lead, numeral, end);
}

/* A blank beside a unit is a quantity without a value, unless a value already took its words. */
static bool note_blank(struct survey *survey, const struct blank *blank)
{
	static const enum quantity_kind kinds[BLANK_NEEDS] = {
		[NEED_MONEY] = QUANTITY_MONEY,	     [NEED_RATIO] = QUANTITY_RATIO,
		[NEED_DURATION] = QUANTITY_DURATION, [NEED_DATE] = QUANTITY_DATE,
		[NEED_COUNT] = QUANTITY_COUNT,
	};
	const struct unit *unit = unit_at(survey->text, blank->unit.begin);
	bool measured = span_size(blank->unit) > 0 || blank->mark == BLANK_MISSING;
	bool letter = blank->mark == BLANK_LETTER || blank->mark == BLANK_CROSS;

	if (survey->found.n && survey->found.p[survey->found.n - 1].at.end > blank->at.begin)
		return false;
	if (!kinds[blank->need] && blank->need != NEED_MONEY)
		return false;
	if (!measured && (blank->need != NEED_DATE || blank->mark == BLANK_LABEL))
		return false;
	note(survey, (struct quantity){
			     .at = {blank->at.begin,
				    span_size(blank->unit) ? blank->unit.end : blank->at.end},
			     .number = blank->at,
			     .unit = blank->unit,
			     .kind = kinds[blank->need],
			     .state = letter ? QUANTITY_PLACEHOLDER : QUANTITY_BLANK,
			     .time = unit && span_size(blank->unit) ? unit->time : TIME_NONE,
		     });
	return true;
}

/* 半 */
enum { HALF = 0x534A };

/* Passes the blanks and the clause numbers that begin at or before *at: 4.2 counts nothing. Where
 * the next one begins, or the end of the text. */
static size_t pass_marks(struct survey *survey, size_t *at)
{
	struct blanks blanks = survey->blanks;
	const struct outline *outline = survey->outline;
	size_t stop = survey->text.n;

	for (; survey->blank < blanks.n && blanks.p[survey->blank].at.begin <= *at;
	     survey->blank++) {
		const struct blank *here = &blanks.p[survey->blank];
		uint32_t behind = note_blank(survey, here) && span_size(here->unit) ? here->unit.end
										    : here->at.end;

		*at = behind > *at ? behind : *at;
	}
	while (survey->clause < outline->clause_count &&
	       outline->clauses[survey->clause].label.end <= *at)
		survey->clause++;
	if (survey->blank < blanks.n)
		stop = blanks.p[survey->blank].at.begin;
	if (survey->clause == outline->clause_count)
		return stop;
	if (outline->clauses[survey->clause].label.begin <= *at) {
		*at = outline->clauses[survey->clause].label.end;
		return *at;
	}
	return outline->clauses[survey->clause].label.begin < stop
		       ? outline->clauses[survey->clause].label.begin
		       : stop;
}

struct quantities quantities_find(struct arena *arena, const struct norm *norm,
				  const struct outline *outline, struct blanks blanks,
				  const struct cues *cues)
{
	struct survey survey = {
		.arena = arena, .text = norm->text, .outline = outline, .blanks = blanks};

	for (size_t at = 0, stop = 0; at < norm->text.n;) {
		size_t end;
		uint32_t cp;

		if (at >= stop)
			stop = pass_marks(&survey, &at);
		at = cues_next(cues, CUE_NUMBER, at, stop);
		if (at >= stop)
			continue;
		end = at;
		cp = utf8_next(norm->text, &end);
		if (cp == HALF)
			read_bare_half(&survey, at, &end);
		else if (cp_is_digit(cp) || cp_is_numeral(cp))
			read_number(&survey, at, &end);
		at = end;
	}
	return (struct quantities){survey.found.p, survey.found.n};
}

uint32_t quantity_from(struct quantities quantities, uint32_t offset)
{
	return SORTED_FROM(quantities.p, quantities.n, at.begin, offset);
}
