/* Amounts, rates, periods, dates and counts, and the places where one should stand.
 *
 * For detectors and reports. "X分钟", "____%", "三十日", "万分之五", "人民币壹拾万元整" are all
 * quantities. Spans are of norm text. */
#ifndef CLAUSELINT_FACT_QUANTITY_H
#define CLAUSELINT_FACT_QUANTITY_H

#include "clause/outline.h"
#include "fact/blank.h"

enum quantity_kind {
	QUANTITY_MONEY,    /* value in yuan (or the other currency's unit) */
	QUANTITY_RATIO,    /* value as a fraction: 30% is 0.3, 万分之五 0.0005, 三成 0.3 */
	QUANTITY_DURATION, /* value in days (calendar): month 30, year 365, hour 1/24; unit tells 工作日 */
	QUANTITY_DATE,     /* value as days since 1970-01-01; ROC years are converted */
	QUANTITY_COUNT,    /* 次 人 份 个 席 声 倍 台 …, value as written */
	QUANTITY_NUMBER,   /* digits with no unit that is known */
	QUANTITY_KINDS
};

enum quantity_state { QUANTITY_VALUE, QUANTITY_BLANK, QUANTITY_PLACEHOLDER };

enum time_unit {
	TIME_NONE, TIME_SECOND, TIME_MINUTE, TIME_HOUR, TIME_DAY, TIME_WORKDAY, TIME_WEEK, TIME_MONTH,
	TIME_QUARTER, TIME_YEAR
};

struct quantity {
	struct span at;     /* number or blank, with its unit */
	struct span number; /* without the unit */
	struct span unit;   /* as written; may be empty */
	double value;       /* when state is QUANTITY_VALUE */
	enum quantity_kind kind : 8;
	enum quantity_state state : 8;
	enum time_unit time : 8; /* for durations */
	bool formal;             /* written in financial numerals (壹拾万元整) */
};

struct quantities {
	const struct quantity *p; /* in order, not overlapping */
	uint32_t n;
};

/* blanks: those of the same text, in order; each one beside a unit becomes a quantity without value. */
struct quantities quantities_find(struct arena *arena, const struct norm *norm,
				  const struct outline *outline, struct blanks blanks,
				  const struct cues *cues);
/* The first quantity that begins at or after offset (n when there is none). */
uint32_t quantity_from(struct quantities quantities, uint32_t offset);

#endif
