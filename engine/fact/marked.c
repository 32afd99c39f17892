#include "fact/marked.h"

#include <string.h>
#include "base/sorted.h"
#include "base/utf8.h"

/* A piece of the marked text that is there, and how much is to be there at least. */
struct window {
	struct span at;
	char *p;
	uint32_t room, least;
};

/* Short places have a window of their own, since they are asked for between long ones; it grows as
 * long as they follow each other. Most contracts are one long window. */
enum { SHORT = 8 * 1024, SHORT_LEAST = 4 * 1024, LONG_LEAST = 64 * 1024 };
struct marked {
	struct arena *arena;
	struct str text;
	const struct facts *facts;
	struct window of_short, of_long;
};

/* Puts sign and filler over size bytes at p; size is at least MARKED_SIGN. */
static void put_sign(char *p, uint32_t size, uint32_t sign)
{
	uint32_t at = (uint32_t)utf8_put(p, sign);

	for (; size - at >= 3; at += 3)
		utf8_put(p + at, MARKED_FILLER_CP);
	memset(p + at, MARKED_FILLER_BYTE, size - at);
}

/* Takes the signs out of n bytes of text at p, keeping its length: U+E000 to U+E003 and U+E00F are
 * EE 80 80 to 83 and 8F. */
static void clear_signs(char *p, size_t n)
{
	for (char *hit = p; (hit = memchr(hit, MARKED_BLANK_BYTE, n - (size_t)(hit - p))); hit++)
		*hit = '?';
	for (size_t i = 0; n - i >= 3;) {
		char *hit = memchr(p + i, 0xEE, n - i - 2);

		if (!hit)
			return;
		i = (size_t)(hit - p);
		if (memcmp(hit, "\xEE\x80", 2) == 0 && memchr("\x80\x81\x82\x83\x8F", hit[2], 5))
			utf8_put(hit, UTF8_BAD);
		i++;
	}
}

static void mark_piece(char *p, uint32_t size)
{
	if (size >= 3) {
		put_sign(p, size, MARKED_BLANK_CP);
	} else if (size) {
		p[0] = MARKED_BLANK_BYTE;
		memset(p + 1, MARKED_FILLER_BYTE, size - 1);
	}
}

/* What stands for a value in lines, gaps, letters and crosses; 年 and 分钟 between them stay. */
static bool stands_for_value(uint32_t cp)
{
	return cp == '_' || cp == NORM_GAP_CP || cp == '*' || cp == 0xD7 || cp == 0x25CB ||
	       cp_is_letter(cp);
}

static void mark_pieces(struct str marked, struct span at)
{
	char *p = (char *)(uintptr_t)marked.p;
	size_t next = at.begin, begin = at.begin;

	while (next < at.end) {
		size_t here = next;
		if (stands_for_value(utf8_next(marked, &next)))
			continue;
		mark_piece(p + begin, (uint32_t)(here - begin));
		begin = next;
	}
	if (begin < at.end)
		mark_piece(p + begin, (uint32_t)(at.end - begin));
}

/* The marks of a window; all of each is in it. */
static void mark_blanks(const struct window *window, struct blanks blanks)
{
	struct str marked = {window->p, span_size(window->at)};

	for (uint32_t i = blank_from(blanks, window->at.begin);
	     i < blanks.n && blanks.p[i].at.begin < window->at.end; i++) {
		struct span at = blanks.p[i].at;

		at.begin -= window->at.begin;
		at.end -= window->at.begin;
		switch (blanks.p[i].mark) {
		case BLANK_LINE:
		case BLANK_GAP:
		case BLANK_LETTER:
		case BLANK_CROSS: mark_pieces(marked, at); break;
		case BLANK_BRACKET:
		case BLANK_HINT:
		case BLANK_VARIABLE: mark_piece(window->p + at.begin, span_size(at)); break;
		default: break;
		}
	}
}

static void mark_parties(const struct window *window, struct parties parties,
			 struct mentions mentions)
{
	static const uint32_t signs[] = {MARKED_OTHER_CP, MARKED_CUSTOMER_CP, MARKED_PROVIDER_CP};

	for (uint32_t i = SORTED_AFTER(mentions.p, mentions.n, at.end, window->at.begin);
	     i < mentions.n && mentions.p[i].at.begin < window->at.end; i++) {
		struct mention mention = mentions.p[i];

		put_sign(window->p + (mention.at.begin - window->at.begin), span_size(mention.at),
			 signs[parties.p[mention.party].role]);
	}
}

/* The smallest span around at that cuts no mark. */
static struct span whole_marks(const struct facts *facts, struct span at)
{
	struct mentions mentions = facts->mentions;
	struct blanks blanks = facts->blanks;
	struct span before;

	do {
		uint32_t mention = SORTED_AFTER(mentions.p, mentions.n, at.end, at.begin);
		uint32_t blank = blank_from(blanks, at.begin);

		before = at;
		if (mention < mentions.n && mentions.p[mention].at.begin < at.begin)
			at.begin = mentions.p[mention].at.begin;
		if (blank < blanks.n && blanks.p[blank].at.begin < at.begin)
			at.begin = blanks.p[blank].at.begin;
		mention = SORTED_AFTER(mentions.p, mentions.n, at.end, at.end);
		blank = blank_from(blanks, at.end);
		if (mention < mentions.n && mentions.p[mention].at.begin < at.end)
			at.end = mentions.p[mention].at.end;
		if (blank < blanks.n && blanks.p[blank].at.begin < at.end)
			at.end = blanks.p[blank].at.end;
	} while (before.begin != at.begin || before.end != at.end);
	return at;
}

static void fill(struct marked *marked, struct window *window, struct span at)
{
	uint32_t size;

	window->at = at = whole_marks(marked->facts, at);
	size = span_size(at);
	if (window->room < size) {
		arena_drop(marked->arena, window->p, window->room);
		window->p = arena_bytes(marked->arena, size);
		window->room = size;
	}
	memcpy(window->p, marked->text.p + at.begin, size);
	clear_signs(window->p, size);
	mark_parties(window, marked->facts->parties, marked->facts->mentions);
	mark_blanks(window, marked->facts->blanks);
}

/* Moves a window to where at is. */
static void move(struct marked *marked, struct window *window, struct span at)
{
	struct str text = marked->text;

	if (span_size(at) < window->least)
		at.end = text.n - at.begin > window->least ? at.begin + window->least
							   : (uint32_t)text.n;
	while (utf8_splits(text, at.begin))
		at.begin--;
	while (utf8_splits(text, at.end))
		at.end++;
	fill(marked, window, at);
}

static struct window *move_short(struct marked *marked, struct span at)
{
	struct window *window = &marked->of_short;
	bool goes_on = at.begin >= window->at.end && at.begin - window->at.end <= window->least;

	if (!goes_on)
		window->least = SHORT_LEAST;
	else if (window->least < LONG_LEAST)
		window->least *= 2;
	move(marked, window, at);
	return window;
}

static struct window *move_long(struct marked *marked, struct span at)
{
	marked->of_long.least = LONG_LEAST;
	move(marked, &marked->of_long, at);
	return &marked->of_long;
}

static struct window *window_with(struct marked *marked, struct span at)
{
	if (span_holds(marked->of_long.at, at))
		return &marked->of_long;
	if (span_holds(marked->of_short.at, at))
		return &marked->of_short;
	return span_size(at) > SHORT ? move_long(marked, at) : move_short(marked, at);
}

struct marked *marked_new(struct arena *arena, struct str text, const struct facts *facts)
{
	struct marked *marked = ARENA_NEW(arena, struct marked);

	marked->arena = arena;
	marked->text = text;
	marked->facts = facts;
	return marked;
}

struct str marked_at(struct marked *marked, struct span at)
{
	const struct window *window = window_with(marked, at);

	return (struct str){window->p + (at.begin - window->at.begin), span_size(at)};
}
