#include "report/snippet.h"

#include "report/plain.h"
#include "text/width.h"

enum { ELLIPSIS_COLUMNS = 1 };

/* What is shown for the bytes [from, to) of the sentence. */
struct snippet_piece {
	uint32_t cp, width;
	size_t from, to;
};

static void cut_up(struct snippet *s, struct str sentence)
{
	size_t at = 0;

	if (s->room < sentence.n) {
		s->pieces = ARENA_ARRAY(s->line.arena, struct snippet_piece, 2 * sentence.n);
		s->room = 2 * (uint32_t)sentence.n;
	}
	for (s->piece_count = 0;; s->piece_count++) {
		size_t from;
		uint32_t cp;
		plain_skip(sentence, &at);
		from = at;
		cp = plain_next(sentence, &at);
		if (cp == UTF8_NONE)
			return;
		s->pieces[s->piece_count] = (struct snippet_piece){cp, cp_width(cp), from, at};
	}
}

/* The pieces of which some byte is in bytes; none gives an empty range at their place. */
static struct span pieces_in(const struct snippet *s, struct span bytes)
{
	struct span range;

	for (range.begin = 0; range.begin < s->piece_count; range.begin++)
		if (s->pieces[range.begin].to > bytes.begin)
			break;
	for (range.end = range.begin; range.end < s->piece_count; range.end++)
		if (s->pieces[range.end].from >= bytes.end)
			break;
	return range;
}

static size_t width_of(const struct snippet *s, uint32_t begin, uint32_t end)
{
	size_t width = 0;

	for (uint32_t i = begin; i < end; i++)
		width += s->pieces[i].width;
	return width;
}

/* One more piece behind the window, with all that stands on it, such as accents. */
static bool grow_behind(const struct snippet *s, struct span *window, size_t *columns)
{
	if (window->end == s->piece_count || s->pieces[window->end].width > *columns)
		return false;
	*columns -= s->pieces[window->end++].width;
	while (window->end < s->piece_count && s->pieces[window->end].width == 0)
		window->end++;
	return true;
}

static bool grow_before(const struct snippet *s, struct span *window, size_t *columns)
{
	if (window->begin == 0 || s->pieces[window->begin - 1].width > *columns)
		return false;
	*columns -= s->pieces[--window->begin].width;
	return true;
}

/* The risky words from their start, then by turns what stands behind and before them. */
static struct span choose_window(const struct snippet *s, struct span risk)
{
	size_t columns = SNIPPET_COLUMNS - 2 * ELLIPSIS_COLUMNS;
	struct span window = {risk.begin, risk.begin};
	bool behind = true, before = true;

	if (width_of(s, 0, s->piece_count) <= SNIPPET_COLUMNS)
		return (struct span){0, s->piece_count};
	while (window.end < risk.end && behind)
		behind = grow_behind(s, &window, &columns);
	while (behind || before) {
		behind = grow_behind(s, &window, &columns);
		before = grow_before(s, &window, &columns);
	}
	/* An accent whose letter is left out stands on nothing. */
	while (window.begin < risk.begin && s->pieces[window.begin].width == 0)
		window.begin++;
	return window;
}

static void make_line(struct snippet *s, struct span window)
{
	char bytes[4];

	s->line.n = 0;
	if (window.begin > 0)
		text_str(&s->line, STR("…"));
	for (uint32_t i = window.begin; i < window.end; i++)
		text_write(&s->line, bytes, utf8_put(bytes, s->pieces[i].cp));
	if (window.end < s->piece_count)
		text_str(&s->line, STR("…"));
}

/* Marks what the window shows of a range, where there is no mark yet. */
static void mark(struct snippet *s, struct span window, struct span range, char sign)
{
	size_t begin = window.begin > 0 ? ELLIPSIS_COLUMNS : 0, end;

	if (range.end < window.begin || range.begin > window.end)
		return;
	if (range.begin < window.begin)
		range.begin = window.begin;
	if (range.end > window.end)
		range.end = window.end;
	begin += width_of(s, window.begin, range.begin);
	end = begin + width_of(s, range.begin, range.end);
	if (end == begin)
		end++;
	for (size_t i = begin; i < end; i++)
		if (s->marks[i] == ' ')
			s->marks[i] = sign;
}

void snippet_make(struct snippet *s, struct str sentence, struct span risk,
		  const struct shown_capture *captures, uint32_t count)
{
	struct span range, window;
	size_t end = SNIPPET_COLUMNS + 1;

	cut_up(s, sentence);
	range = pieces_in(s, risk);
	window = choose_window(s, range);
	make_line(s, window);
	memset(s->marks, ' ', end);
	mark(s, window, range, '^');
	for (uint32_t i = 0; i < count; i++)
		if (span_size(captures[i].in_sentence))
			mark(s, window, pieces_in(s, captures[i].in_sentence), '~');
	while (end > 0 && s->marks[end - 1] == ' ')
		end--;
	s->marks[end] = 0;
}
