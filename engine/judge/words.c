#include "judge/words.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "text/norm.h"

#include <nettle/sha2.h>
#include <string.h>

/* --- folding --------------------------------------------------------------------------------- */

/* Marks that say nothing but “blank”: whatever they are and however wide, they are one ␣. Hints and
 * variables have words of their own, labels and missing values are nothing but words. */
enum {
	MARKS_FOLDED = 1 << BLANK_LINE | 1 << BLANK_GAP | 1 << BLANK_BRACKET | 1 << BLANK_LETTER |
		       1 << BLANK_CROSS
};

enum { GROWTH = 3, SHOWN_OF_LONG = 240 };

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
	uint8_t digest[SHA256_DIGEST_SIZE];
	size_t at = SHOWN_OF_LONG;
	struct sha256_ctx hash;

	sha256_init(&hash);
	sha256_update(&hash, n, (const uint8_t *)p);
	sha256_digest(&hash, sizeof digest, digest);
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

/* Words as far as they are folded. */
struct folding {
	char *p;
	size_t n;
	bool gap; /* they end in one */
};

static void put(struct folding *folding, const char *bytes, size_t n)
{
	memcpy(folding->p + folding->n, bytes, n);
	folding->n += n;
	folding->gap = false;
}

static void put_gap(struct folding *folding)
{
	if (!folding->gap)
		put(folding, NORM_GAP, sizeof NORM_GAP - 1);
	folding->gap = true;
}

/* How many bytes at the beginning are no white space, and begin no mark of a blank. */
static size_t plain_bytes(struct str s)
{
	size_t i = 0;

#if BYTES_BLOCK
	for (; s.n - i >= BYTES_BLOCK; i += BYTES_BLOCK) {
		bytes_block block = bytes_load(s.p + i);
		uint32_t other = bytes_are(block, ' ') | bytes_between(block, '\t', '\r') |
				 bytes_are(block, '_') | bytes_are(block, NORM_GAP[0]);
		if (other)
			return i + bytes_first(other);
	}
#endif
	while (i < s.n && !cp_is_space((unsigned char)s.p[i]) && s.p[i] != '_' &&
	       s.p[i] != NORM_GAP[0])
		i++;
	return i;
}

static void put_words(struct folding *folding, struct str s)
{
	static const struct str gap = STR_INIT(NORM_GAP);

	while (s.n) {
		size_t n = plain_bytes(s);

		if (n) {
			put(folding, s.p, n);
		} else if (cp_is_space((unsigned char)s.p[0])) {
			n = 1;
		} else if (s.p[0] == '_' || str_starts(s, gap)) {
			n = s.p[0] == '_' ? 1 : gap.n;
			put_gap(folding);
		} else {
			n = 1;
			put(folding, s.p, n);
		}
		s = str_cut(s, n, s.n);
	}
}

static bool is_marked(const struct blank *blank)
{
	return MARKS_FOLDED >> blank->mark & 1;
}

struct str words_fold(struct arena *arena, struct words_buffer *buffer, struct str text,
		      struct span at, struct blanks blanks)
{
	struct folding folding = {.p = room_for(arena, buffer, (size_t)span_size(at) * GROWTH + 1)};
	size_t i = at.begin;

	for (uint32_t b = blank_from(blanks, at.begin);
	     b < blanks.n && blanks.p[b].at.begin < at.end; b++) {
		struct span mark = blanks.p[b].at;
		if (!is_marked(&blanks.p[b]))
			continue;
		if (mark.begin < i)
			mark.begin = (uint32_t)i;
		put_words(&folding, str_cut(text, i, mark.begin));
		i = mark.end < at.end ? mark.end : at.end;
		if (str_trim(str_cut(text, mark.begin, i)).n)
			put_gap(&folding);
	}
	put_words(&folding, str_cut(text, i, at.end));
	return folding.n > WORDS_MAX ? shorten(folding.p, folding.n)
				     : (struct str){folding.p, folding.n};
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
