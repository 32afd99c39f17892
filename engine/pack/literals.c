#include "pack/literals.h"
#include "base/out.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Nearly every character of a text begins no literal. So the scan asks, a character at a time, one
 * bit of a table that fits the first-level cache; then, for those few that may begin one, whether
 * any literal begins with this character and the next; and only then compares. */

enum { FIRST_BITS = 1 << 16, PAIR_BITS = 1 << 16 };

/* One literal, as a place in texts, and the owners that it stands for: owners[begin..end). */
struct word {
	struct span text;
	uint32_t owner_begin, owner_end;
};

/* The first bytes of a word, and which of eight those are: what is asked first, so it lies apart.
 */
struct head {
	uint64_t bytes, mask;
};

/* Words that begin with the same two characters, or are the same single one. */
struct bucket {
	uint32_t key; /* 0: free */
	uint32_t word_begin, word_end;
};

/* What is asked first, character by character. */
struct bits {
	uint64_t first[FIRST_BITS / 64];  /* characters that begin a word */
	uint64_t single[FIRST_BITS / 64]; /* characters that are one */
	uint64_t pairs[PAIR_BITS / 64];	  /* first two characters of the other words */
};

struct literals {
	struct str texts; /* of the words, one behind the other */
	const struct word *words;
	const struct head *heads; /* of words */
	uint32_t word_count;
	const uint32_t *owners;
	const struct bucket *buckets;
	uint32_t bucket_mask;
	const struct bits *bits;
};

/* A character as it stands in UTF-8, in 16 bits: exact up to U+FFFF when three bytes long. */
static inline uint32_t fingerprint(const unsigned char *p, size_t size)
{
	switch (size) {
	case 1: return p[0];
	case 2: return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	case 3: return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	default: return (p[1] & 0x0Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
	}
}

/* The bytes of the character at p, not more than are left; a stray byte is a character. */
static inline size_t size_at(const unsigned char *p, size_t left)
{
	size_t size = p[0] < 0xC0 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;

	return size <= left ? size : 1;
}

static inline uint32_t pair_key(uint32_t first, uint32_t second)
{
	uint32_t key = first << 16 | second;

	return key ? key : 1;
}

static inline uint32_t mix(uint32_t key)
{
	return (key * 0x9E3779B1u) >> 8;
}

static inline bool bit(const uint64_t *bits, uint32_t i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

static void set_bit(uint64_t *bits, uint32_t i)
{
	bits[i / 64] |= (uint64_t)1 << (i % 64);
}

/* The key of the bucket that a word is in; single tells whether it is one character. */
static uint32_t key_of(struct str word, uint32_t *first, bool *single)
{
	const unsigned char *p = (const unsigned char *)word.p;
	size_t size = size_at(p, word.n);

	*first = fingerprint(p, size);
	*single = size == word.n;
	if (*single)
		return pair_key(*first, 0);
	return pair_key(*first, fingerprint(p + size, size_at(p + size, word.n - size)));
}

struct keyed {
	uint32_t key, owner;
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

static struct keyed *sort_by_key(struct arena *arena, struct bits *bits, const struct literal *list,
				 uint32_t n)
{
	struct keyed *keyed = ARENA_ARRAY(arena, struct keyed, n);

	for (uint32_t i = 0; i < n; i++) {
		uint32_t first;
		bool single;
		keyed[i] = (struct keyed){key_of(list[i].text, &first, &single), list[i].owner,
					  list[i].text};
		set_bit(bits->first, first);
		if (single)
			set_bit(bits->single, first);
		else
			set_bit(bits->pairs, mix(keyed[i].key) % PAIR_BITS);
	}
	qsort(keyed, n, sizeof *keyed, by_key);
	return keyed;
}

static struct bucket *bucket_for(struct bucket *buckets, uint32_t mask, uint32_t key)
{
	uint32_t i = mix(key) & mask;

	while (buckets[i].key && buckets[i].key != key)
		i = (i + 1) & mask;
	return &buckets[i];
}

static uint64_t head_of(const char *p, size_t n)
{
	uint64_t head = 0;

	memcpy(&head, p, n < sizeof head ? n : sizeof head);
	return head;
}

static const struct head *make_heads(struct arena *arena, const struct literals *literals)
{
	static const char ones[] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
	struct head *heads = ARENA_ARRAY(arena, struct head, literals->word_count);

	for (uint32_t i = 0; i < literals->word_count; i++) {
		struct str text = literals_text(literals, i);
		heads[i] = (struct head){head_of(text.p, text.n), head_of(ones, text.n)};
	}
	return heads;
}

static uint32_t key_of_word(const struct literals *literals, uint32_t number)
{
	uint32_t first;
	bool single;

	return key_of(literals_text(literals, number), &first, &single);
}

/* Words of one key stand together. */
static void make_buckets(struct arena *arena, struct literals *literals)
{
	uint32_t keys = 0, room = 16, key, last = 0;
	struct bucket *buckets;

	for (uint32_t w = 0; w < literals->word_count; w++, last = key) {
		key = key_of_word(literals, w);
		keys += key != last;
	}
	while (room < 2 * keys)
		room *= 2;
	buckets = ARENA_ARRAY(arena, struct bucket, room);
	for (uint32_t w = 0; w < literals->word_count; w++) {
		struct bucket *bucket;
		key = key_of_word(literals, w);
		bucket = bucket_for(buckets, room - 1, key);
		if (!bucket->key)
			*bucket = (struct bucket){key, w, w};
		bucket->word_end = w + 1;
	}
	literals->buckets = buckets;
	literals->bucket_mask = room - 1;
}

const struct literals *literals_build(struct arena *arena, const struct literal *list, uint32_t n)
{
	struct literals *literals = ARENA_NEW(arena, struct literals);
	struct bits *bits = ARENA_NEW(arena, struct bits);
	struct keyed *keyed = sort_by_key(arena, bits, list, n);
	uint32_t *owners = ARENA_ARRAY(arena, uint32_t, n);
	struct text texts = {.arena = arena};
	VEC(struct word) words = {0};

	for (uint32_t i = 0; i < n; i++) {
		owners[i] = keyed[i].owner;
		if (i == 0 || !str_equal(keyed[i - 1].text, keyed[i].text)) {
			uint32_t at = (uint32_t)texts.n;
			text_str(&texts, keyed[i].text);
			*VEC_PUSH(arena, &words) = (struct word){{at, (uint32_t)texts.n}, i, i};
		}
		words.p[words.n - 1].owner_end = i + 1;
	}
	literals->texts = arena_str(arena, text_done(&texts));
	literals->words = words.p;
	literals->word_count = words.n;
	literals->owners = owners;
	literals->heads = make_heads(arena, literals);
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

static void compare(const struct literals *literals, uint32_t key, struct str text, uint32_t offset,
		    found_fn *found, void *context)
{
	uint32_t i = mix(key) & literals->bucket_mask;
	const struct bucket *bucket = &literals->buckets[i];
	uint64_t head = head_of(text.p + offset, text.n - offset);

	while (bucket->key != key) {
		if (!bucket->key)
			return;
		i = (i + 1) & literals->bucket_mask;
		bucket = &literals->buckets[i];
	}
	for (uint32_t w = bucket->word_begin; w < bucket->word_end; w++) {
		struct str word;

		if ((head ^ literals->heads[w].bytes) & literals->heads[w].mask)
			continue;
		word = literals_text(literals, w);
		if (word.n <= text.n - offset &&
		    (word.n <= sizeof head || memcmp(text.p + offset, word.p, word.n) == 0))
			found(context, w, offset);
	}
}

void literals_find(const struct literals *literals, struct str text, found_fn *found, void *context)
{
	const unsigned char *p = (const unsigned char *)text.p;
	const struct bits *bits = literals->bits;
	size_t at = 0, next, size = text.n ? size_at(p, text.n) : 0;
	uint32_t first = text.n ? fingerprint(p, size) : 0, second;

	for (; at < text.n; at = next, first = second) {
		next = at + size;
		second = 0;
		if (next < text.n) {
			size = size_at(p + next, text.n - next);
			second = fingerprint(p + next, size);
		}
		if (!bit(bits->first, first))
			continue;
		if (bit(bits->single, first))
			compare(literals, pair_key(first, 0), text, (uint32_t)at, found, context);
		if (next < text.n && bit(bits->pairs, mix(pair_key(first, second)) % PAIR_BITS))
			compare(literals, pair_key(first, second), text, (uint32_t)at, found,
				context);
	}
}
