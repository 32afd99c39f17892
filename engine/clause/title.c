#include "clause/title.h"

#include "base/utf8.h"
#include "clause/stops.h"

/* The longest heading, in characters. */
enum { TITLE_MAX = 30, LEAD_IN_MIN = 13 };

static bool is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\n' || cp == NORM_GAP_CP || cp == '\t';
}

static uint32_t skip_space(struct str text, uint32_t at, uint32_t end)
{
	size_t i = at, next = at;

	while (i < end && is_space(utf8_next(text, &next)))
		i = next;
	return (uint32_t)i;
}

/* 第三条：收费标准, 第三条 收费标准. A zone begins with its own text. */
static uint32_t skip_delimiter(struct str text, uint32_t at, uint32_t end)
{
	size_t next = skip_space(text, at, end);
	uint32_t cp = utf8_next(text, &next);

	if (next <= end && (cp == 0xFF1A || cp == ':' || cp == 0x3001 || cp == '.'))
		at = (uint32_t)next;
	return skip_space(text, at, end);
}

static uint32_t trim_space(struct str text, uint32_t begin, uint32_t end)
{
	size_t i = end, before = end;

	while (i > begin && is_space(utf8_prev(text, &before)))
		i = before;
	return (uint32_t)i;
}

/* 5.1乙方应保证以下服务质量标准： opens a list; 二、服务内容： is a heading. */
static bool leads_in(struct str words)
{
	static const char *const signs[] = {"以下", "如下", "下列", "应",   "之一", "包括",
					    "为",   "按",   "不得", "可以", "有权", "须"};

	if (utf8_count(words) >= LEAD_IN_MIN)
		return true;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (str_contains(words, str_from(signs[i])))
			return true;
	return false;
}

/* 第四条（服务期限）… : true with the title set and *body behind the bracket. */
static bool bracketed(struct str text, struct clause *clause, uint32_t begin, uint32_t end,
		      uint32_t *body)
{
	size_t at = begin, count = 0;
	uint32_t cp = utf8_next(text, &at), close = cp == 0xFF08 ? 0xFF09 : 0x3011;

	if (cp != 0xFF08 && cp != 0x3010)
		return false;
	for (size_t inside = at; at < end && count <= TITLE_MAX; count++) {
		size_t before = at;
		cp = utf8_next(text, &at);
		if (cp == close && count > 1) {
			clause->title = (struct span){(uint32_t)inside, (uint32_t)before};
			*body = (uint32_t)at;
			return true;
		}
		if (stops_has(&TITLE_STOPS, cp) && cp != NORM_GAP_CP)
			return false;
	}
	return false;
}

/* 1. is spoken of as 1, 附件一： as 附件一; the 、 of 一、 and the brackets of （三） belong to
 * them. */
static struct str spoken(struct str number)
{
	size_t at = number.n;

	switch (utf8_prev(number, &at)) {
	case '.':
	case ':':
	case 0xFF1A /* ： */:
	case 0xFF0C /* ， */:
	case 0x3002 /* 。 */: return str_cut(number, 0, at);
	default: return number;
	}
}

/* Where the words from begin on end, that may be a heading; SIZE_MAX when they are too many. */
static size_t heading_end(struct str text, size_t begin, size_t end)
{
	size_t limit = begin + 4 * (TITLE_MAX + 2), stop;

	if (end <= begin)
		return begin;
	stop = stops_next(&TITLE_STOPS, str_cut(text, 0, limit < end ? limit : end), begin);
	if (utf8_count(str_cut(text, begin, stop)) > TITLE_MAX + (stop == end))
		return SIZE_MAX;
	return stop;
}

void title_find(struct str text, struct clause *clause, uint32_t end, bool leaf)
{
	bool zone = clause->style == LABEL_NONE;
	uint32_t begin = zone ? skip_space(text, clause->at.begin, end)
			      : skip_delimiter(text, clause->label.end, end);
	uint32_t body = begin;
	bool structural = clause->style >= LABEL_HEADING && clause->style <= LABEL_HAN;
	bool colon;
	uint32_t cp;
	size_t stop;

	end = trim_space(text, begin, end);
	clause->title = (struct span){begin, begin};
	clause->body = (struct span){begin, end > begin ? end : begin};
	if (clause->style == LABEL_NONE || clause->style == LABEL_BULLET)
		return;
	clause->number_at = clause->label.begin;
	clause->number_size = (uint8_t)spoken(str_at(text, clause->label)).n;
	if (structural && bracketed(text, clause, begin, end, &body)) {
		clause->body.begin = skip_space(text, body, end);
		return;
	}
	stop = heading_end(text, begin, end);
	if (stop == SIZE_MAX || (stop >= end && leaf && !structural))
		return;
	cp = utf8_peek(text, stop);
	if (stop < end && !(cp == '\n' || (structural && cp == NORM_GAP_CP)))
		return;
	colon = stop > begin && utf8_before(text, stop) == 0xFF1A;
	if (colon && leads_in(str_cut(text, begin, stop)))
		return;
	clause->title = (struct span){begin, (uint32_t)(colon ? stop - 3 : stop)};
	clause->body.begin = skip_space(text, (uint32_t)stop, end);
}
