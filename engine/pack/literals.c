#include "pack/literals.h"
#include "base/out.h"
#include "base/utf8.h"
#include "pack/frequency.h"

#include <stdlib.h>
#include <string.h>

/* Few pairs of characters of a text begin a literal. So the scan asks, a character at a time, one
 * bit whether it is a literal and one whether a longer one may begin with it and the next; both
 * tables fit the first-level cache. Only then it looks the pair up, and behind it those of three
 * characters. */

enum { FIRST_BITS = 1 << 16, PAIR_ROWS = 1 << 10, ROW_BITS = 64 };

/* One literal, as a place in texts, and the owners that it stands for: owners[begin..end). */
struct word {
	struct span text;
	uint32_t owner_begin, owner_end;
};

/* The first bytes of a word, and which of eight those are: what is asked first, so it lies apart,
 * in order of keys. */
struct head {
	uint64_t bytes, mask;
	uint32_t word;
};

/* The words that begin with the same three characters, or are the same one or two: their key. */
struct bucket {
	uint32_t pair;	 /* the first and the second */
	uint16_t third;	 /* what is not there is 0 */
	uint16_t thirds; /* of a pair: what may follow it in a longer word, by the lowest bits */
	uint32_t head_begin, head_end;
};

/* What is asked first, character by character. */
struct bits {
	uint64_t single[FIRST_BITS / 64]; /* characters that are a word */
	uint64_t pairs[PAIR_ROWS]; /* a row for the first of a longer one, in it a bit for the
				      second */
};

struct literals {
	struct str texts; /* of the words, one behind the other */
	const struct word
		*words; /* common ones first, so that what is known of those lies together */
	const struct head *heads;
	uint32_t word_count;
	const uint32_t *owners;
	const struct bucket *buckets;
	uint32_t bucket_mask;
	const struct bits *bits;
};

/* A character as it stands in UTF-8, in 16 bits, never 0: exact up to U+FFFF. */
static inline uint32_t fingerprint(const unsigned char *p, size_t size)
{
	switch (size) {
	case 1: return p[0] ? p[0] : FIRST_BITS - 1;
	case 2: return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	case 3: return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	default: return (p[1] & 0x0Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu) | 1;
	}
}

/* The bytes of the character at p, not more than are left; a stray byte is a character. */
static inline size_t size_at(const unsigned char *p, size_t left)
{
	size_t size = p[0] < 0xC0 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;

	return size <= left ? size : 1;
}

static inline uint32_t pair_from(uint32_t first, uint32_t second)
{
	return first << 16 | second;
}

/* Where to look for a key. */
static inline uint32_t mix(uint32_t pair, uint32_t third)
{
	return (uint32_t)(((uint64_t)pair << 16 | third) * 0x9E3779B97F4A7C15u >> 40);
}

static inline uint16_t third_bit(uint32_t third)
{
	return (uint16_t)(1u << third % 16);
}

static inline bool bit(const uint64_t *bits, uint32_t i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

static void set_bit(uint64_t *bits, uint32_t i)
{
	bits[i / 64] |= (uint64_t)1 << (i % 64);
}

enum { KEY_CHARACTERS = 3 };

/* The first characters of a word, and how many it has of them. */
static uint32_t key_characters(struct str word, uint32_t characters[KEY_CHARACTERS])
{
	uint32_t n = 0;

	for (size_t at = 0, size; at < word.n && n < KEY_CHARACTERS; at += size, n++) {
		const unsigned char *p = (const unsigned char *)word.p + at;

		size = size_at(p, word.n - at);
		characters[n] = fingerprint(p, size);
	}
	return n;
}

static uint64_t key_of(struct str word)
{
	uint32_t characters[KEY_CHARACTERS] = {0};

	key_characters(word, characters);
	return (uint64_t)pair_from(characters[0], characters[1]) << 16 | characters[2];
}

struct keyed {
	uint64_t key;
	uint32_t owner;
	struct str text;
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int order;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	order = str_compare(x->text, y->text);
	return order ? order : (x->owner > y->owner) - (x->owner < y->owner);
}

static void mark_word(struct bits *bits, struct str word)
{
	uint32_t characters[KEY_CHARACTERS] = {0}, n = key_characters(word, characters);

	if (n == 1)
		set_bit(bits->single, characters[0]);
	else
		set_bit(&bits->pairs[characters[0] % PAIR_ROWS], characters[1] % ROW_BITS);
}

static struct keyed *sort_by_key(struct arena *arena, const struct literal *list, uint32_t n)
{
	struct keyed *keyed = ARENA_ARRAY(arena, struct keyed, n);

	for (uint32_t i = 0; i < n; i++)
		keyed[i] = (struct keyed){key_of(list[i].text), list[i].owner, list[i].text};
	qsort(keyed, n, sizeof *keyed, by_key);
	return keyed;
}

/* The number of the bucket of a key, or of a free one. */
static inline uint32_t bucket_of(const struct bucket *buckets, uint32_t mask, uint32_t pair,
				 uint32_t third)
{
	uint32_t i = mix(pair, third) & mask;

	while (buckets[i].pair && (buckets[i].pair != pair || buckets[i].third != third))
		i = (i + 1) & mask;
	return i;
}

/* The first of n bytes; what is missing is as in no word. */
static uint64_t head_of(const char *p, size_t n)
{
	uint64_t head = UINT64_MAX;

	if (n >= sizeof head)
		memcpy(&head, p, sizeof head);
	else
		memcpy(&head, p, n);
	return head;
}

/* The bytes of a head that n bytes fill. */
static uint64_t mask_of(size_t n)
{
	uint64_t mask = 0;

	memset(&mask, 0xFF, n < sizeof mask ? n : sizeof mask);
	return mask;
}

/* A word among those in order of keys, and how common it is. */
struct ranked {
	double frequency;
	uint32_t i;
};

static int common_first(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->frequency != y->frequency)
		return x->frequency > y->frequency ? -1 : 1;
	return (x->i > y->i) - (x->i < y->i);
}

/* Numbers the words, which are in order of keys. */
static void number_words(struct arena *arena, struct literals *literals, const struct word *by_key)
{
	uint32_t n = literals->word_count;
	struct ranked *ranked = ARENA_ARRAY(arena, struct ranked, n);
	struct word *words = ARENA_ARRAY(arena, struct word, n);
	struct head *heads = ARENA_ARRAY(arena, struct head, n);

	for (uint32_t i = 0; i < n; i++)
		ranked[i] =
			(struct ranked){frequency_of(str_at(literals->texts, by_key[i].text)), i};
	qsort(ranked, n, sizeof *ranked, common_first);
	for (uint32_t w = 0; w < n; w++) {
		uint32_t i = ranked[w].i;
		struct str text = str_at(literals->texts, by_key[i].text);

		words[w] = by_key[i];
		heads[i] = (struct head){head_of(text.p, text.n), mask_of(text.n), w};
	}
	literals->words = words;
	literals->heads = heads;
}

static void put_head(struct literals *literals, struct bucket *buckets, uint32_t head)
{
	uint32_t mask = literals->bucket_mask, c[KEY_CHARACTERS] = {0}, pair;
	struct bucket *bucket;

	key_characters(literals_text(literals, literals->heads[head].word), c);
	pair = pair_from(c[0], c[1]);
	bucket = &buckets[bucket_of(buckets, mask, pair, c[2])];
	if (!bucket->head_end)
		*bucket = (struct bucket){pair, (uint16_t)c[2], bucket->thirds, head, head};
	bucket->head_end = head + 1;
	if (c[2] == 0)
		return;
	bucket = &buckets[bucket_of(buckets, mask, pair, 0)];
	bucket->pair = pair;
	bucket->thirds |= third_bit(c[2]);
}

/* Words of one key stand together. */
static void make_buckets(struct arena *arena, struct literals *literals)
{
	uint32_t room = 16, keys = 0;
	uint64_t last = 0;
	struct bucket *buckets;

	for (uint32_t i = 0; i < literals->word_count; i++) {
		uint64_t key = key_of(literals_text(literals, literals->heads[i].word));

		keys += (key != last) + (key >> 16 != last >> 16);
		last = key;
	}
	while (room < keys + keys / 2)
		room *= 2;
	buckets = ARENA_ARRAY(arena, struct bucket, room);
	literals->buckets = buckets;
	literals->bucket_mask = room - 1;
	for (uint32_t i = 0; i < literals->word_count; i++)
		put_head(literals, buckets, i);
}

const struct literals *literals_build(struct arena *arena, const struct literal *list, uint32_t n)
{
	struct literals *literals = ARENA_NEW(arena, struct literals);
	struct bits *bits = ARENA_NEW(arena, struct bits);
	struct keyed *keyed = sort_by_key(arena, list, n);
	uint32_t *owners = ARENA_ARRAY(arena, uint32_t, n);
	struct text texts = {.arena = arena};
	VEC(struct word) words = {0};

	for (uint32_t i = 0; i < n; i++) {
		owners[i] = keyed[i].owner;
		if (i == 0 || !str_equal(keyed[i - 1].text, keyed[i].text)) {
			uint32_t at = (uint32_t)texts.n;
			text_str(&texts, keyed[i].text);
			mark_word(bits, keyed[i].text);
			*VEC_PUSH(arena, &words) = (struct word){{at, (uint32_t)texts.n}, i, i};
		}
		words.p[words.n - 1].owner_end = i + 1;
	}
	literals->texts = arena_str(arena, text_done(&texts));
	literals->word_count = words.n;
	literals->owners = owners;
	number_words(arena, literals, words.p);
	literals->bits = bits;
	make_buckets(arena, literals);
	return literals;
}

uint32_t literals_count(const struct literals *literals)
{
	return literals->word_count;
}

struct str literals_text(const struct literals *literals, uint32_t number)
{
	return str_at(literals->texts, literals->words[number].text);
}

const uint32_t *literals_owners(const struct literals *literals, uint32_t number, uint32_t *n)
{
	const struct word *word = &literals->words[number];

	*n = word->owner_end - word->owner_begin;
	return literals->owners + word->owner_begin;
}

typedef void found_fn(void *context, uint32_t number, uint32_t offset);

struct scan {
	const struct literals *literals;
	struct str text;
	found_fn *found;
	void *context;
};

/* The part of a word behind its head. */
static bool stands_whole(const struct scan *scan, uint32_t number, size_t offset)
{
	struct str word = literals_text(scan->literals, number);

	return str_starts(str_cut(scan->text, offset, scan->text.n), word);
}

/* The words of a bucket that stand at offset. */
static void compare(const struct scan *scan, const struct bucket *bucket, size_t offset)
{
	const struct head *heads = scan->literals->heads;
	uint64_t bytes = head_of(scan->text.p + offset, scan->text.n - offset);

	for (uint32_t i = bucket->head_begin; i < bucket->head_end; i++)
		if (((bytes ^ heads[i].bytes) & heads[i].mask) == 0 &&
		    (heads[i].mask != UINT64_MAX || stands_whole(scan, heads[i].word, offset)))
			scan->found(scan->context, heads[i].word, (uint32_t)offset);
}

static const struct bucket *find_bucket(const struct literals *literals, uint32_t pair,
					uint32_t third)
{
	return &literals->buckets[bucket_of(literals->buckets, literals->bucket_mask, pair, third)];
}

/* A character of the text and where it ends; behind the last stands an empty one. */
struct character {
	size_t end;
	uint32_t print;
};

static inline struct character character_at(struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;
	size_t left = text.n - at, size;

	if (left >= 3 && p[0] >> 4 == 0xE)
		return (struct character){at + 3, fingerprint(p, 3)};
	if (left == 0)
		return (struct character){at, 0};
	size = size_at(p, left);
	return (struct character){at + size, fingerprint(p, size)};
}

/* Words of two characters and more, of which third is the third. */
static void find_longer(const struct scan *scan, uint32_t pair, uint32_t third, size_t at)
{
	const struct bucket *bucket = find_bucket(scan->literals, pair, 0);

	if (bucket->head_end)
		compare(scan, bucket, at);
	if (third && bucket->thirds & third_bit(third))
		compare(scan, find_bucket(scan->literals, pair, third), at);
}

void literals_find(const struct literals *literals, struct str text, found_fn *found, void *context)
{
	const struct scan scan = {literals, text, found, context};
	const struct bits *bits = literals->bits;
	struct character first = character_at(text, 0), second = character_at(text, first.end);
	struct character third;

	for (size_t at = 0; at < text.n; at = first.end, first = second, second = third) {
		third = character_at(text, second.end);
		if (bit(bits->single, first.print))
			compare(&scan, find_bucket(literals, pair_from(first.print, 0), 0), at);
		if (second.print &&
		    bit(&bits->pairs[first.print % PAIR_ROWS], second.print % ROW_BITS))
			find_longer(&scan, pair_from(first.print, second.print), third.print, at);
	}
}
