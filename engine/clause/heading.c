#include "clause/heading.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "clause/line.h"
#include "clause/word_list.h"

/* A heading has 2 to 15 characters; a text that is divided by headings has at least three. */
enum { SHORTEST = 6, LONGEST = 45, PROSE_BYTES = 30, HEADINGS_MIN = 3 };

/* Does this candidate belong to a division of the text by numbers of the higher styles? */
static bool divides(const struct candidate *c)
{
	if (c->edge != EDGE_LINE)
		return false;
	if (c->label.count > 1)
		return c->chain > 1;
	return c->label.style <= LABEL_HAN && c->label.style != LABEL_ANNEX && c->chain > 2;
}

static bool is_heading(struct str line)
{
	size_t at = 0;

	if (line.n < SHORTEST || line.n > LONGEST || list_before(line, line.n, &NO_HEADING_ENDS))
		return false;
	while (at < line.n) {
		uint32_t cp = utf8_next(line, &at);
		if (!cp_is_han(cp) && !cp_is_letter(cp) && cp != 0x3001 && cp != ' ')
			return false;
	}
	return true;
}

static bool ends_sentence(struct str line)
{
	uint32_t last = utf8_before(line, line.n);

	return last == 0x3002 || last == 0xFF1B || last == 0xFF1A || last == 0xFF01;
}

/* A paragraph, or the first number of a list. */
static bool is_prose(struct str line, const struct candidate *c, uint32_t begin)
{
	if (c && c->begin == begin)
		return c->label.count == 1 && c->label.ordinals[0] == 1;
	return line.n >= PROSE_BYTES && (ends_sentence(line) || str_contains(line, STR("。")) ||
					 str_contains(line, STR("，")));
}

struct line_look {
	struct span at;
	uint32_t after; /* how many candidates begin before it */
	bool heading, closed;
};

static struct candidate heading_at(uint32_t begin)
{
	return (struct candidate){
		.label = {.style = LABEL_HEADING, .count = 1, .ordinals = {HEADING_PLAIN}},
		.begin = begin,
		.at = begin,
		.next = UINT32_MAX,
		.chain = 1,
		.kind = LABEL_HEADING * 16 + HEADING_PLAIN,
		.edge = EDGE_LINE,
		.delimited = true,
	};
}

/* A heading, and how many candidates stand before it. */
struct found {
	uint32_t begin, after;
};

static struct candidates merge(struct arena *arena, struct candidates candidates,
			       const struct found *headings, uint32_t n)
{
	struct candidate *merged = ARENA_ARRAY(arena, struct candidate, candidates.n + n);
	uint32_t count = 0, passed = 0;

	for (uint32_t i = 0; i < n; i++) {
		while (passed < headings[i].after)
			merged[count++] = candidates.p[passed++];
		merged[count++] = heading_at(headings[i].begin);
	}
	while (passed < candidates.n)
		merged[count++] = candidates.p[passed++];
	candidates_drop(arena, candidates);
	return (struct candidates){merged, count, candidates.n + n, candidates.truncated};
}

struct candidates headings_add(struct arena *arena, struct str text, struct candidates candidates)
{
	VEC(struct found) headings = {0};
	struct line_look before = {.closed = true}, last = {.closed = true};
	uint32_t end = (uint32_t)text.n, i = 0;

	for (uint32_t k = 0; k < candidates.n && end == text.n; k++)
		if (divides(&candidates.p[k]))
			end = candidates.p[k].begin;
	for (uint32_t at = 0; at < end;) {
		struct span span = line_next(text, &at);
		struct str line = str_trim(str_at(text, span));
		const struct candidate *c;
		struct line_look look;
		while (i < candidates.n && candidates.p[i].begin < span.begin)
			i++;
		c = i < candidates.n ? &candidates.p[i] : NULL;
		look = (struct line_look){span, i, is_heading(line) && !(c && c->begin == span.begin),
					  ends_sentence(line) || line.n > LONGEST};
		if (last.heading && (before.closed || before.heading) &&
		    is_prose(line, c, span.begin))
			*VEC_PUSH(arena, &headings) = (struct found){last.at.begin, last.after};
		before = last;
		last = look;
	}
	return headings.n < HEADINGS_MIN ? candidates
					 : merge(arena, candidates, headings.p, headings.n);
}
