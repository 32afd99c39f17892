#include "fact/marked.h"

#include <string.h>
#include "base/utf8.h"
#include "text/norm.h"

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

static void mark_blanks(struct str marked, struct blanks blanks)
{
	for (uint32_t i = 0; i < blanks.n; i++) {
		struct span at = blanks.p[i].at;

		switch (blanks.p[i].mark) {
		case BLANK_LINE:
		case BLANK_GAP:
		case BLANK_LETTER:
		case BLANK_CROSS: mark_pieces(marked, at); break;
		case BLANK_BRACKET:
		case BLANK_HINT:
		case BLANK_VARIABLE:
			mark_piece((char *)(uintptr_t)marked.p + at.begin, span_size(at));
			break;
		default: break;
		}
	}
}

static void mark_parties(struct str marked, struct parties parties, struct mentions mentions)
{
	static const uint32_t signs[] = {MARKED_OTHER_CP, MARKED_CUSTOMER_CP, MARKED_PROVIDER_CP};
	char *p = (char *)(uintptr_t)marked.p;

	for (uint32_t i = 0; i < mentions.n; i++) {
		struct mention mention = mentions.p[i];

		put_sign(p + mention.at.begin, span_size(mention.at),
			   signs[parties.p[mention.party].role]);
	}
}

struct str marked_text(struct arena *arena, struct str text, struct parties parties,
		       struct mentions mentions, struct blanks blanks)
{
	struct str marked = arena_str(arena, text);

	clear_signs((char *)(uintptr_t)marked.p, marked.n);
	mark_parties(marked, parties, mentions);
	mark_blanks(marked, blanks);
	return marked;
}
