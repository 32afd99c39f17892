#include "report/snippet.h"

#include "base/out.h"
#include "report/plain.h"
#include "text/width.h"

enum { ELLIPSIS_COLUMNS = 1 };

/* What is shown for the bytes [from, to) of the sentence. */
struct piece {
	uint32_t cp, width;
	size_t from, to;
};

struct pieces {
	struct piece *p;
	uint32_t n;
};

static struct pieces cut_up(struct arena *arena, struct str sentence)
{
	struct pieces pieces = {ARENA_ARRAY(arena, struct piece, sentence.n), 0};
	size_t at = 0;

	for (;;) {
		size_t from;
		uint32_t cp;
		plain_skip(sentence, &at);
		from = at;
		cp = plain_next(sentence, &at);
		if (cp == UTF8_NONE)
			return pieces;
		pieces.p[pieces.n++] = (struct piece){cp, cp_width(cp), from, at};
	}
}

/* The pieces of which some byte is in span; an empty one gives an empty range at its place. */
static struct span pieces_in(struct pieces pieces, struct span span)
{
	struct span range;

	for (range.begin = 0; range.begin < pieces.n; range.begin++)
		if (pieces.p[range.begin].to > span.begin)
			break;
	for (range.end = range.begin; range.end < pieces.n; range.end++)
		if (pieces.p[range.end].from >= span.end)
			break;
	return range;
}

static size_t width_of(struct pieces pieces, struct span range)
{
	size_t width = 0;

	for (uint32_t i = range.begin; i < range.end; i++)
		width += pieces.p[i].width;
	return width;
}

/* What belongs to the piece before it stays with it. */
static void grow_end(struct pieces pieces, struct span *window)
{
	while (window->end < pieces.n && pieces.p[window->end].width == 0)
		window->end++;
}

/* The risky words from their start, then by turns what stands before and behind them, as far as
 * columns allow. */
static struct span choose_window(struct pieces pieces, struct span risk, size_t columns)
{
	struct span window = {risk.begin, risk.begin};
	bool before = true, behind = true;

	while (before || behind) {
		behind = window.end < pieces.n && pieces.p[window.end].width <= columns;
		if (behind) {
			columns -= pieces.p[window.end++].width;
			grow_end(pieces, &window);
		}
		if (window.end < risk.end && behind)
			continue;
		before = window.begin > 0 && pieces.p[window.begin - 1].width <= columns;
		if (before)
			columns -= pieces.p[--window.begin].width;
	}
	while (window.begin < risk.begin && pieces.p[window.begin].width == 0)
		window.begin++;
	return window;
}

static struct span window_of(struct pieces pieces, struct span risk, size_t columns)
{
	struct span all = {0, pieces.n};

	return width_of(pieces, all) <= columns
		       ? all
		       : choose_window(pieces, risk, columns - 2 * ELLIPSIS_COLUMNS);
}

static struct str make_line(struct arena *arena, struct pieces pieces, struct span window,
			    struct span range, struct span *risk)
{
	struct text line = {.arena = arena};
	char bytes[4];

	if (window.begin > 0)
		text_str(&line, STR("…"));
	*risk = (struct span){(uint32_t)line.n, (uint32_t)line.n};
	for (uint32_t i = window.begin; i < window.end; i++) {
		if (i == range.begin)
			risk->begin = (uint32_t)line.n;
		text_write(&line, bytes, utf8_put(bytes, pieces.p[i].cp));
		if (i < range.end)
			risk->end = (uint32_t)line.n;
	}
	if (risk->end < risk->begin)
		risk->end = risk->begin;
	if (window.end < pieces.n)
		text_str(&line, STR("…"));
	return text_done(&line);
}

/* Marks a range, as far as the window shows it, where there is no mark yet. */
static void mark(struct str *marks, char *room, struct pieces pieces, struct span window,
		 struct span range, char sign)
{
	size_t begin = window.begin > 0 ? ELLIPSIS_COLUMNS : 0, end;

	if (range.end < window.begin || range.begin > window.end)
		return;
	if (range.begin < window.begin)
		range.begin = window.begin;
	if (range.end > window.end)
		range.end = window.end;
	begin += width_of(pieces, (struct span){window.begin, range.begin});
	end = begin + width_of(pieces, range);
	if (end == begin)
		end++;
	for (size_t i = begin; i < end; i++)
		if (room[i] == ' ')
			room[i] = sign;
	if (marks->n < end)
		marks->n = end;
}

struct snippet snippet_make(struct arena *arena, struct str sentence, struct span risk,
			    const struct span *notes, uint32_t n, size_t columns)
{
	struct pieces pieces = cut_up(arena, sentence);
	struct span range = pieces_in(pieces, risk), window = window_of(pieces, range, columns);
	char *room = ARENA_ARRAY(arena, char, columns + 2);
	struct snippet snippet = {.marks = {room, 0}};

	memset(room, ' ', columns + 2);
	snippet.line = make_line(arena, pieces, window, range, &snippet.risk);
	mark(&snippet.marks, room, pieces, window, range, '^');
	for (uint32_t i = 0; i < n; i++)
		if (notes[i].begin < notes[i].end)
			mark(&snippet.marks, room, pieces, window, pieces_in(pieces, notes[i]),
			     '~');
	return snippet;
}
