/* Which value belongs to a service metric.
 *
 * People write the value behind the metric (响应时间不超过30秒), in front of it (30分钟内响应),
 * behind a comma, or in the sentence that a heading is followed by; other numbers of the same
 * sentence are about something else. So: the same comma-part first, and a step further only where
 * the words say so. */
#include "detect/promise.h"

#include "base/utf8.h"
#include "fact/words.h"

enum { REACH = NAMING_REACH, CHAIN = 16, TRIES = 16 };

struct value {
	struct span at;
	enum service_state state;
};

/* Bytes of the stop that begins at offset at, 0 for none; most bytes are told apart by what stops
 * begin with. colon: that is one, too. */
static uint32_t stop_at(struct str text, uint32_t at, bool colon)
{
	unsigned char lead = (unsigned char)text.p[at];

	if (lead != 0xE3 && lead != 0xEF && lead != '\n')
		return 0;
	return (uint32_t)word_after(text, at, colon ? "， 。 ； ！ ？ \n ：" : "， 。 ； ！ ？ \n");
}

/* The end of the comma-part that at is in, at most REACH away and not behind limit. */
static uint32_t part_end(struct str text, uint32_t at, uint32_t limit)
{
	uint32_t end = at;

	if (limit - at > REACH)
		limit = at + REACH;
	while (end < limit && !stop_at(text, end, false))
		end++;
	while (utf8_splits(text, end))
		end--;
	return end;
}

/* Where it begins; what stands in front of a colon is another part, too. */
static uint32_t part_begin(struct str text, uint32_t at, uint32_t limit)
{
	if (at - limit > REACH)
		limit = at - REACH;
	while (utf8_splits(text, limit))
		limit++;
	for (uint32_t i = at; i-- > limit;) {
		uint32_t stop = stop_at(text, i, true);

		if (stop)
			return i + stop;
	}
	return limit;
}

static bool need_fits(const struct metric *metric, enum blank_need need)
{
	static const struct {
		enum blank_need need;
		uint32_t kinds;
	} table[] = {
		{NEED_DURATION, 1 << QUANTITY_DURATION},
		{NEED_RATIO, 1 << QUANTITY_RATIO},
		{NEED_MONEY, 1 << QUANTITY_MONEY},
		{NEED_DATE, 1 << QUANTITY_DATE},
		{NEED_COUNT, 1 << QUANTITY_COUNT},
		{NEED_UNKNOWN, UINT32_MAX},
		{NEED_TEXT, UINT32_MAX},
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].need == need)
			return (table[i].kinds & metric->kinds) != 0;
	return false;
}

static enum service_state blank_state(enum blank_mark mark)
{
	switch (mark) {
	case BLANK_LETTER:
	case BLANK_CROSS:
	case BLANK_VARIABLE:
	case BLANK_HINT: return SERVICE_PLACEHOLDER;
	case BLANK_OPEN: return SERVICE_ELSEWHERE;
	default: return SERVICE_BLANK;
	}
}

static bool quantity_is_value(const struct metric *metric, const struct quantity *q)
{
	return metric->kinds >> q->kind & 1 ||
	       (q->state != QUANTITY_VALUE && q->kind == QUANTITY_NUMBER);
}

static bool quantity_in(const struct run *run, const struct naming *naming, struct span within,
			bool last, struct value *value)
{
	static const enum service_state states[] = {
		[QUANTITY_VALUE] = SERVICE_PRESENT,
		[QUANTITY_BLANK] = SERVICE_BLANK,
		[QUANTITY_PLACEHOLDER] = SERVICE_PLACEHOLDER,
	};
	const struct metric *metric = &run->pack->metrics[naming->metric];
	struct quantities all = run->facts->quantities;
	uint32_t i = quantity_from(all, within.begin), end = quantity_from(all, within.end);

	for (uint32_t tries = 0; tries < TRIES && i < end; tries++) {
		const struct quantity *q = &all.p[last ? --end : i++];

		/* The 一次 of 一次性解决率 is no count. */
		if (quantity_is_value(metric, q) && q->at.end <= within.end &&
		    !span_overlaps(q->at, naming->at)) {
			*value = (struct value){q->at, states[q->state]};
			return true;
		}
	}
	return false;
}

static bool blank_in(const struct run *run, const struct naming *naming, struct span within,
		     bool last, struct value *value)
{
	const struct metric *metric = &run->pack->metrics[naming->metric];
	struct blanks blanks = run->facts->blanks;
	bool found = false;

	for (uint32_t i = blank_from(blanks, within.begin), tries = 0;
	     tries < TRIES && i < blanks.n && blanks.p[i].at.begin < within.end; i++, tries++) {
		if (!need_fits(metric, blanks.p[i].need))
			continue;
		*value = (struct value){blanks.p[i].at, blank_state(blanks.p[i].mark)};
		found = true;
		if (!last)
			break;
	}
	return found;
}

/* The first (or last) value in a stretch of text: a quantity, or a blank that has no unit. */
static bool value_in(const struct run *run, const struct naming *naming, struct span within,
		     bool last, struct value *value)
{
	struct value blank;
	bool found;

	if (within.begin >= within.end)
		return false;
	found = quantity_in(run, naming, within, last, value);
	if (blank_in(run, naming, within, last, &blank) &&
	    (!found ||
	     (last ? blank.at.begin >= value->at.end : blank.at.end <= value->at.begin))) {
		*value = blank;
		found = true;
	}
	return found;
}

/* Names in a row share the value behind the last: 接通率、满意度均不低于95%. */
static uint32_t chain_end(const struct run *run, uint32_t i, uint32_t limit)
{
	const struct naming *names = run->namings.p;

	for (uint32_t k = i + 1; k < run->namings.n && names[k].at.begin < limit; k++) {
		struct str between = str_cut(run->norm, names[k - 1].at.end, names[k].at.begin);

		if (!word_is(between, "、 和 及 以及 与 或 /") || k - i > CHAIN)
			return names[k].at.begin;
	}
	return limit;
}

/* 30分钟内响应, 95%的接通率: the words between leave no doubt. */
static bool stands_before(const struct run *run, const struct naming *naming, struct span before,
			  struct value *value)
{
	return value_in(run, naming, before, true, value) &&
	       word_after(str_cut(run->norm, 0, naming->at.begin), value->at.end,
			  "内 以内 之内 前 以前 之前 的");
}

/* 首次响应时间，不超过30秒: the next comma-part goes on about the metric when it begins so. */
static bool stands_behind_comma(const struct run *run, const struct naming *naming, uint32_t begin,
				uint32_t limit, struct value *value)
{
	static const char OPENERS[] = "不 应 须 需 为 达 控制 在 ≥ ≤ 至少 最 平均 均 保证 确保";
	struct str rest;
	uint32_t end;

	if (begin >= limit || !str_starts(str_cut(run->norm, begin, limit), STR("，")))
		return false;
	begin += 3;
	end = part_end(run->norm, begin, limit);
	rest = str_cut(run->norm, begin, end);
	return value_in(run, naming, (struct span){begin, end}, false, value) &&
	       (value->at.begin == begin || word_after(rest, 0, OPENERS));
}

/* A heading, or a sentence that ends with the metric, is about what comes next. */
static bool stands_in_next_sentence(const struct run *run, uint32_t i, struct value *value)
{
	enum { TAIL = 15, HEAD = 90 };
	const struct outline *outline = run->outline;
	const struct naming *naming = &run->namings.p[i];
	const struct sentence *here = &outline->sentences[naming->sentence], *next = here + 1;
	struct span within;

	if (naming->sentence + 1 == outline->sentence_count ||
	    here->at.end - naming->at.end > TAIL || next->clause < here->clause ||
	    next->clause >= outline->clauses[here->clause].after)
		return false;
	within.begin = next->at.begin;
	within.end = part_end(run->norm, within.begin, next->at.end);
	if (span_size(within) > HEAD)
		within.end = within.begin + HEAD; /* only values that end before it count */
	if (i + 1 < run->namings.n && run->namings.p[i + 1].at.begin < within.end)
		within.end = run->namings.p[i + 1].at.begin;
	return value_in(run, naming, within, false, value);
}

/* The match of one of patterns that is nearest to the start of within. */
static bool first_match(struct run *run, struct patterns patterns, struct span within,
			struct span *at)
{
	bool found = false;

	for (uint32_t i = 0; i < patterns.n; i++) {
		struct match match;

		if (run_match(run, NULL, &patterns.p[i], within, within.begin, &match) &&
		    (!found || match.at.begin < at->begin)) {
			*at = match.at;
			found = true;
		}
	}
	return found;
}

/* Looks for a value where one may stand, nearest first. */
static bool find_value(const struct run *run, uint32_t i, struct span part, struct span sentence,
		       bool reported, struct value *value)
{
	const struct naming *naming = &run->namings.p[i];
	struct span before = {part.begin, naming->at.begin};
	struct span behind = {naming->at.begin, chain_end(run, i, part.end)};
	uint32_t next = i + 1 < run->namings.n ? run->namings.p[i + 1].at.begin : UINT32_MAX;

	if (i > 0 && run->namings.p[i - 1].at.end > before.begin)
		before.begin = run->namings.p[i - 1].at.end;
	if (reported)
		return value_in(run, naming, behind, false, value);
	return stands_before(run, naming, before, value) ||
	       value_in(run, naming, behind, false, value) ||
	       value_in(run, naming, before, true, value) ||
	       stands_behind_comma(run, naming, part.end, sentence.end < next ? sentence.end : next,
				   value) ||
	       stands_in_next_sentence(run, i, value);
}

/* Another part of the sentence has a value of this kind: 应在30分钟内响应，并及时反馈. The value of
 * another measure (满意度良好，接通率95%) is no value for this one. */
static bool sentence_has_value(const struct run *run, uint32_t i, const struct vicinity *near)
{
	const struct naming *naming = &run->namings.p[i];
	struct span within = near->at;
	struct value value;

	if (naming_is_measure(near)) {
		if (i > 0 && naming[-1].at.end > within.begin)
			within.begin = naming[-1].at.end;
		if (i + 1 < run->namings.n && naming[1].at.begin < within.end)
			within.end = naming[1].at.begin;
	}
	return quantity_in(run, naming, within, false, &value) && value.state == SERVICE_PRESENT;
}

bool service_bind(struct run *run, uint32_t i, struct service_level *level)
{
	const struct naming *naming = &run->namings.p[i];
	struct span sentence = run->outline->sentences[naming->sentence].at;
	struct span part = {part_begin(run->norm, naming->at.begin, sentence.begin),
			    part_end(run->norm, naming->at.end, sentence.end)};
	struct vicinity near = naming_around(run, naming);
	bool reported = naming_is_reported(&near);
	struct value value;

	if (naming_is_aside(&near))
		return false;
	*level = (struct service_level){
		.metric = &run->pack->metrics[naming->metric],
		.at = naming->at,
		.clause = run->outline->sentences[naming->sentence].clause,
	};
	if (find_value(run, i, part, sentence, reported, &value)) {
		level->value = value.at;
		level->state = value.state;
		return true;
	}
	if (reported)
		return false;
	if (first_match(run, run->pack->vague, part, &level->value)) {
		level->state = SERVICE_VAGUE;
		return !sentence_has_value(run, i, &near) &&
		       !str_contains(str_cut(run->norm, part.begin, level->value.begin), STR("未"));
	}
	part.end = near.at.end;
	if (first_match(run, run->pack->elsewhere, part, &level->value)) {
		level->state = SERVICE_ELSEWHERE;
		return true;
	}
	level->state = SERVICE_MISSING;
	return naming_is_promised(&near);
}
