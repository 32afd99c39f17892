#include "judge/words.h"

#include "base/utf8.h"
#include "text/norm.h"

#include <sha2.h>
#include <string.h>

/* --- folding --------------------------------------------------------------------------------- */

/* Marks that say nothing but “blank”: whatever they are and however wide, they are one ␣. Hints and
 * variables have words of their own, labels and missing values are nothing but words. */
enum {
	MARKS_FOLDED = 1 << BLANK_LINE | 1 << BLANK_GAP | 1 << BLANK_BRACKET | 1 << BLANK_LETTER |
		       1 << BLANK_CROSS
};

enum { GROWTH = 3, SHOWN_OF_LONG = 240 };

static bool is_space(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r');
}

static char *room_for(struct arena *arena, struct words_buffer *buffer, size_t size)
{
	if (buffer->room < size) {
		arena_drop(arena, buffer->p, buffer->room);
		buffer->room = size + size / 2;
		buffer->p = arena_alloc(arena, buffer->room);
	}
	return buffer->p;
}

/* The beginning of long words, and their hash behind it. */
static struct str shorten(char *p, size_t n)
{
	static const char digits[] = "0123456789abcdef", sign[] = "…sha256:";
	uint8_t digest[SHA256_DIGEST_LENGTH];
	size_t at = SHOWN_OF_LONG;
	SHA2_CTX hash;

	SHA256Init(&hash);
	SHA256Update(&hash, (const uint8_t *)p, n);
	SHA256Final(digest, &hash);
	while (((unsigned char)p[at] & 0xC0) == 0x80)
		at--;
	memcpy(p + at, sign, sizeof sign - 1);
	at += sizeof sign - 1;
	for (size_t i = 0; i < sizeof digest; i++) {
		p[at++] = digits[digest[i] >> 4];
		p[at++] = digits[digest[i] & 15];
	}
	return (struct str){p, at};
}

struct str words_fold(struct arena *arena, struct words_buffer *buffer, struct str text,
		      struct span at, struct blanks blanks)
{
	char *p = room_for(arena, buffer, (size_t)span_size(at) * GROWTH + 1);
	uint32_t blank = blank_from(blanks, at.begin);
	size_t n = 0, i = at.begin;
	bool gap = false;

	while (i < at.end) {
		size_t begin = i;
		uint32_t cp = utf8_next(text, &i);
		bool mark = cp == '_' || cp == NORM_GAP_CP;

		while (blank < blanks.n && blanks.p[blank].at.end <= begin)
			blank++;
		if (blank < blanks.n && blanks.p[blank].at.begin <= begin &&
		    MARKS_FOLDED >> blanks.p[blank].mark & 1)
			mark = true;
		if (is_space(cp))
			continue;
		if (mark) {
			if (!gap) {
				memcpy(p + n, NORM_GAP, sizeof NORM_GAP - 1);
				n += sizeof NORM_GAP - 1;
			}
		} else {
			memcpy(p + n, text.p + begin, i - begin);
			n += i - begin;
		}
		gap = mark;
	}
	return n > WORDS_MAX ? shorten(p, n) : (struct str){p, n};
}

struct str words_of_phrase(struct arena *arena, struct str text)
{
	struct words_buffer buffer = {0};
	struct str folded = fold_phrase(arena, text);

	return words_fold(arena, &buffer, folded, (struct span){0, (uint32_t)folded.n},
			  (struct blanks){0});
}

/* --- likeness -------------------------------------------------------------------------------- */

/* Pairs of neighbouring characters, counted by hash. A figure is one character, whatever its value.
 */
enum { BUCKETS = 512, COMPARED = 400, FIGURE = 1 };

struct pairs {
	uint8_t count[BUCKETS];
	unsigned n;
};

static bool is_figure(uint32_t cp)
{
	/* 〇零一二两三四五六七八九十百千万 and 壹 to 仟, which are no range. */
	switch (cp) {
	case 0x96F6:
	case 0x3007:
	case 0x4E00:
	case 0x4E8C:
	case 0x4E24:
	case 0x4E09:
	case 0x56DB:
	case 0x4E94:
	case 0x516D:
	case 0x4E03:
	case 0x516B:
	case 0x4E5D:
	case 0x5341:
	case 0x767E:
	case 0x5343:
	case 0x4E07:
	case 0x58F9:
	case 0x8D30:
	case 0x53C1:
	case 0x8086:
	case 0x4F0D:
	case 0x9646:
	case 0x67D2:
	case 0x634C:
	case 0x7396:
	case 0x62FE:
	case 0x4F70:
	case 0x4EDF: return true;
	default: return cp_is_digit(cp) || cp == '.' || cp == ',';
	}
}

uint64_t words_shape(struct str words)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a, by code points */
	uint32_t last = 0;

	for (size_t at = 0; at < words.n;) {
		uint32_t cp = utf8_next(words, &at);

		if (is_figure(cp))
			cp = FIGURE;
		if (cp != FIGURE || last != FIGURE)
			hash = (hash ^ cp) * 1099511628211u;
		last = cp;
	}
	return hash;
}

static void count_pairs(struct str words, struct pairs *pairs)
{
	uint32_t last = 0;

	memset(pairs, 0, sizeof *pairs);
	for (size_t at = 0; at < words.n && pairs->n < COMPARED;) {
		uint32_t cp = utf8_next(words, &at);
		uint32_t slot;

		if (is_figure(cp)) {
			if (last == FIGURE)
				continue;
			cp = FIGURE;
		}
		slot = (last * 31 + cp) * 2654435761u >> 23;
		if (pairs->count[slot] < UINT8_MAX)
			pairs->count[slot]++;
		pairs->n++;
		last = cp;
	}
}

unsigned words_likeness(struct str a, struct str b)
{
	struct pairs x, y;
	unsigned common = 0;

	count_pairs(a, &x);
	count_pairs(b, &y);
	for (size_t i = 0; i < BUCKETS; i++)
		common += x.count[i] < y.count[i] ? x.count[i] : y.count[i];
	return x.n + y.n ? 200 * common / (x.n + y.n) : 100;
}
