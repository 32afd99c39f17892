#include "judge/fingerprint.h"

#include "base/vec.h"
#include "base/utf8.h"

#include <sha2.h>
#include <stdlib.h>
#include <string.h>

/* A sentence or heading longer than this stands in the hash by its own hash, so that thousands of
 * findings in one endless sentence do not read all of it each. */
enum { WORDS_MAX = 4096, KEY = 16 };

/* Marks that say nothing but “blank”: whatever they are and however wide, they are one ␣. Hints and
 * variables have words of their own, labels and missing values are nothing but words. */
enum {
	MARKS_FOLDED = 1 << BLANK_LINE | 1 << BLANK_GAP | 1 << BLANK_BRACKET | 1 << BLANK_LETTER |
		       1 << BLANK_CROSS
};

/* What tells a finding from others before anything is hashed for good. Equal ones are taken for the
 * same, which costs a wrong number once in 2^64 pairs. */
struct seen {
	uint64_t heading, words;
	uint32_t rule, finding;
};

/* Words as they are hashed: where they lie in the maker's text; and a short hash of them. */
struct folded {
	size_t begin, n;
	uint64_t hash;
};

/* What a finding is known by besides its rule. */
struct named {
	struct folded heading, words;
};

struct maker {
	struct arena *arena;
	const struct subject *subject;
	char *text; /* all that was folded, used bytes of it */
	size_t used, room;
	struct span sentence; /* the one whose words were normalised last */
	struct folded words;
	uint32_t heading_of; /* the clause whose heading was asked for last */
	struct folded heading;
};

static bool is_space(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r');
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 29;
}

static uint64_t hash_of(struct str s)
{
	uint64_t hash = mix(1, s.n), word;

	for (; s.n >= sizeof word; s = str_cut(s, sizeof word, s.n)) {
		memcpy(&word, s.p, sizeof word);
		hash = mix(hash, word);
	}
	word = 0;
	if (s.n)
		memcpy(&word, s.p, s.n);
	return mix(mix(hash, word), 2);
}

/* Bytes behind what is folded so far, for size more. */
static char *make_room(struct maker *maker, size_t size)
{
	if (maker->room - maker->used < size) {
		size_t room = (maker->used + size) * 2;

		maker->text = arena_grow(maker->arena, maker->text, maker->room, room);
		maker->room = room;
	}
	return maker->text + maker->used;
}

/* Text without white space, blanks as one ␣ each. */
static struct folded fold(struct maker *maker, struct span at)
{
	struct str text = maker->subject->norm->text;
	struct blanks blanks = maker->subject->facts->blanks;
	char *p = make_room(maker, (size_t)span_size(at) * 3 + SHA256_DIGEST_LENGTH);
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
	if (n > WORDS_MAX) {
		SHA2_CTX hash;

		SHA256Init(&hash);
		SHA256Update(&hash, (const uint8_t *)p, n);
		n = SHA256_DIGEST_LENGTH;
		SHA256Final((uint8_t *)p, &hash);
	}
	maker->used += n;
	return (struct folded){maker->used - n, n, hash_of((struct str){p, n})};
}

static struct folded nothing(void)
{
	return (struct folded){0, 0, hash_of(STR(""))};
}

/* The heading of the clause, or of the nearest one above it that has one; never its number. */
static struct folded heading_of(struct maker *maker, uint32_t clause)
{
	const struct clause *clauses = maker->subject->outline->clauses;
	uint32_t at = clause;

	if (maker->heading_of == clause)
		return maker->heading;
	while (at && span_size(clauses[at].title) == 0)
		at = clauses[at].parent;
	maker->heading_of = clause;
	maker->heading = at ? fold(maker, clauses[at].title) : nothing();
	return maker->heading;
}

/* In a form without clause numbers a blank is known by its label: 甲方, 地址, 开户行. */
static const struct blank *field_at(const struct maker *maker, const struct finding *finding)
{
	struct blanks blanks = maker->subject->facts->blanks;
	uint32_t i = blank_from(blanks, finding->at.begin);
	const struct clause *clause = &maker->subject->outline->clauses[finding->clause];

	if (clause->number.n && clause->zone != ZONE_HEADER && clause->zone != ZONE_SIGNATURE)
		return NULL;
	if (i == blanks.n || blanks.p[i].at.begin != finding->at.begin ||
	    span_size(blanks.p[i].field) == 0)
		return NULL;
	return &blanks.p[i];
}

static struct folded words_of(struct maker *maker, const struct finding *finding)
{
	const struct blank *blank = field_at(maker, finding);
	struct span at = finding->at;

	if (blank)
		return fold(maker, blank->field);
	if (at.begin == at.end)
		return nothing(); /* an absence is known by the heading */
	if (finding->sentence != UINT32_MAX)
		at = maker->subject->outline->sentences[finding->sentence].at;
	if (at.begin != maker->sentence.begin || at.end != maker->sentence.end) {
		maker->sentence = at;
		maker->words = fold(maker, at);
	}
	return maker->words;
}

static void update(SHA2_CTX *hash, struct str text)
{
	SHA256Update(hash, (const uint8_t *)text.p, text.n);
	SHA256Update(hash, (const uint8_t *)"", 1);
}

static void finish(SHA2_CTX hash, uint8_t key[KEY])
{
	uint8_t digest[SHA256_DIGEST_LENGTH];

	SHA256Final(digest, &hash);
	memcpy(key, digest, KEY);
}

static int by_key(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;

	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if (x->words != y->words)
		return x->words < y->words ? -1 : 1;
	if (x->heading != y->heading)
		return x->heading < y->heading ? -1 : 1;
	return (x->finding > y->finding) - (x->finding < y->finding);
}

/* Counts for every finding how many like it there have been, this one included. Sorting takes the
 * same time whatever a text is made of. */
static void count_alike(struct seen *seen, uint32_t n, uint32_t *counts)
{
	qsort(seen, n, sizeof *seen, by_key);
	for (uint32_t i = 0; i < n; i++) {
		const struct seen *last = i ? &seen[i - 1] : NULL;
		bool again = last && last->rule == seen[i].rule && last->words == seen[i].words &&
			     last->heading == seen[i].heading;
		counts[seen[i].finding] = again ? counts[last->finding] + 1 : 1;
	}
}

static void put_digits(char *text, size_t *n, uint32_t value)
{
	char digits[10];
	size_t at = sizeof digits;

	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	*n = sizeof digits - at;
	memcpy(text, digits + at, *n);
}

static struct str folded_text(const struct maker *maker, struct folded folded)
{
	return folded.n ? (struct str){maker->text + folded.begin, folded.n} : STR_NONE;
}

static struct str fingerprint(const struct maker *maker, const struct finding *finding,
			      const struct named *named, uint32_t count)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_bytes(maker->arena, 3 + 2 * KEY), number[10];
	struct str occurrence = {number, 0};
	uint8_t key[KEY];
	SHA2_CTX hash;

	put_digits(number, &occurrence.n, count);
	SHA256Init(&hash);
	update(&hash, finding->rule->id);
	update(&hash, folded_text(maker, named->heading));
	update(&hash, folded_text(maker, named->words));
	update(&hash, occurrence);
	finish(hash, key);
	memcpy(text, "c1:", 3);
	for (size_t i = 0; i < KEY; i++) {
		text[3 + 2 * i] = digits[key[i] >> 4];
		text[4 + 2 * i] = digits[key[i] & 15];
	}
	return (struct str){text, 3 + 2 * KEY};
}

const struct str *fingerprints(struct arena *arena, const struct subject *subject,
			       const struct findings *findings)
{
	struct maker maker = {.arena = arena, .subject = subject, .heading_of = UINT32_MAX};
	struct str *list = ARENA_ARRAY(arena, struct str, findings->n);
	struct seen *seen = ARENA_ARRAY(arena, struct seen, findings->n);
	struct named *named = ARENA_ARRAY(arena, struct named, findings->n);
	uint32_t *counts = ARENA_ARRAY(arena, uint32_t, findings->n);

	maker.sentence.begin = UINT32_MAX;
	for (uint32_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->p[i];
		struct folded heading = heading_of(&maker, finding->clause);
		struct folded words = words_of(&maker, finding);

		named[i] = (struct named){heading, words};
		seen[i] = (struct seen){heading.hash, words.hash, finding->rule->index, i};
	}
	count_alike(seen, findings->n, counts);
	for (uint32_t i = 0; i < findings->n; i++)
		list[i] = fingerprint(&maker, &findings->p[i], &named[i], counts[i]);
	arena_drop(arena, maker.text, maker.room);
	arena_drop(arena, seen, findings->n * sizeof *seen);
	arena_drop(arena, named, findings->n * sizeof *named);
	arena_drop(arena, counts, findings->n * sizeof *counts);
	return list;
}
