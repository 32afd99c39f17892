/* Dates that do not exist, periods that end before they begin or last otherwise than it is said. */
#include "detect/structure.h"

#include "fact/numeral.h"
#include "fact/words.h"

static bool is_date(const struct quantity *q)
{
	return q->kind == QUANTITY_DATE && q->state == QUANTITY_VALUE;
}

/* The numbers of a date as written: year, month, day; false when they are not three. */
static bool date_parts(struct str date, double parts[3])
{
	unsigned n = 0;
	struct numeral numeral;

	for (size_t at = 0; at < date.n && n < 3;) {
		if (numeral_read(date, at, &numeral)) {
			parts[n++] = numeral.value;
			at = numeral.end;
		} else {
			at++;
		}
	}
	return n == 3;
}

static unsigned days_in_month(unsigned year, unsigned month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[(month - 1) % 12];
}

static bool is_impossible(struct str date, bool roc)
{
	double parts[3];
	unsigned month;

	if (!date_parts(date, parts))
		return false;
	month = (unsigned)parts[1];
	return month < 1 || month > 12 || parts[2] < 1 ||
	       parts[2] > days_in_month((unsigned)parts[0] + (roc ? 1911 : 0), month);
}

/* 自A起至B止: what stands between two dates of one period. */
static bool is_period(const struct run *run, const struct quantity *from, const struct quantity *to)
{
	static const char BETWEEN[] =
		"起 日 止 （含） （含当日） 零时 0时 24时 00：00 00:00 （ ） 含 含当日 于";
	static const char TO[] = "至 到 — — – － - ~ ～ 起至 止于";
	struct str gap = str_cut(run->norm, from->at.end, to->at.begin);
	bool joined = false;

	if (!is_date(from) || !is_date(to) || gap.n > 40)
		return false;
	for (size_t at = 0; at < gap.n;) {
		size_t link = word_after(gap, at, TO), other = word_after(gap, at, BETWEEN);

		joined |= link > 0;
		if (!link && !other && gap.p[at] != ' ')
			return false;
		at += link ? link : other ? other : 1;
	}
	return joined;
}

void date_impossible(struct run *run, const struct rule *rule, struct statements said)
{
	struct quantities q = run->facts->quantities;

	for (uint32_t i = 0; i < said.n; i++)
		statement_report(run, &said.p[i], structure_words(run, said.p[i].at));
	for (uint32_t i = 0; i < q.n; i++) {
		struct span at = q.p[i].at;

		if (!is_date(&q.p[i]))
			continue;
		if (is_impossible(str_at(run->norm, at),
				  word_before(run->norm, q.p[i].number.begin, "民国") ||
					  str_starts(str_at(run->norm, at), STR("民国"))))
			structure_report(run, rule, at, structure_words(run, at));
		else if (i + 1 < q.n && is_period(run, &q.p[i], &q.p[i + 1]) &&
			 q.p[i + 1].value < q.p[i].value)
			structure_report(
				run, rule, (struct span){at.begin, q.p[i + 1].at.end},
				structure_words(run, (struct span){at.begin, q.p[i + 1].at.end}));
	}
}

/* --- how long it lasts --- */

/* Months with their part, counted in the calendar, the last day included. */
static double months_between(double from, double to)
{
	return (to + 1 - from) / 30.436875;
}

static bool lasts(const struct quantity *said, double from, double to)
{
	double days = to + 1 - from, gap;

	switch (said->time) {
	case TIME_YEAR: gap = months_between(from, to) - said->value / 365 * 12; break;
	case TIME_QUARTER:
	case TIME_MONTH: gap = months_between(from, to) - said->value / 30; break;
	case TIME_DAY: gap = (days - said->value) / 2.5; break;
	default: return true;
	}
	return gap > -0.6 && gap < 0.6;
}

static bool is_term(const struct run *run, const struct quantity *q, struct span sentence,
		    bool behind)
{
	static const char TERM[] =
		"期限 有效期 合作期 服务期 租期 租赁期 为期 聘期 合同期 周期 期间 工期";
	static const char SUM[] = "共 共计 合计 为期 计 总计 期限为 期限 （ （共 （共计 即";
	struct span part = part_around(run->norm, q->at, sentence);

	if (q->kind != QUANTITY_DURATION || q->state != QUANTITY_VALUE)
		return false;
	if (word_within(str_at(run->norm, part),
			"每 提前 逾期 试用 免租 装修 宽限 内支付 届满前 期满前 前"))
		return false;
	return behind ? word_before(run->norm, q->at.begin, SUM) > 0
		      : word_within(str_cut(run->norm, part.begin, q->at.begin), TERM);
}

/* The duration just in front of the dates, or just behind them. */
static const struct quantity *term_of(const struct run *run, uint32_t from)
{
	enum { NEAR = 60 };
	struct quantities q = run->facts->quantities;
	const struct quantity *first = &q.p[from], *last = &q.p[from + 1];
	struct span sentence = sentence_around(run, first->at.begin);

	if (from > 0 && q.p[from - 1].at.begin >= sentence.begin &&
	    first->at.begin - q.p[from - 1].at.end <= NEAR &&
	    is_term(run, &q.p[from - 1], sentence, false))
		return &q.p[from - 1];
	if (from + 2 < q.n && q.p[from + 2].at.end <= sentence.end &&
	    q.p[from + 2].at.begin - last->at.end <= NEAR / 2 &&
	    is_term(run, &q.p[from + 2], sentence, true))
		return &q.p[from + 2];
	return NULL;
}

void period_conflict(struct run *run, const struct rule *rule, struct statements said)
{
	struct quantities q = run->facts->quantities;

	(void)said;
	for (uint32_t i = 0; i + 1 < q.n; i++) {
		const struct quantity *term;
		struct span dates;

		if (!is_period(run, &q.p[i], &q.p[i + 1]) || q.p[i + 1].value < q.p[i].value)
			continue;
		term = term_of(run, i);
		dates = (struct span){q.p[i].at.begin, q.p[i + 1].at.end};
		if (term && !lasts(term, q.p[i].value, q.p[i + 1].value))
			structure_report(
				run, rule,
				(struct span){term->at.begin < dates.begin ? term->at.begin
									   : dates.begin,
					      term->at.end > dates.end ? term->at.end : dates.end},
				arena_format(run->arena, "%.*s ／ %.*s",
					     STR_ARG(str_at(run->norm, term->at)),
					     STR_ARG(structure_words(run, dates))));
	}
}
