#include "judge/fingerprint.h"

#include "base/vec.h"
#include "base/utf8.h"

#include <sha2.h>
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

struct seen {
	uint8_t key[KEY];
	uint32_t count;
};

struct maker {
	struct arena *arena;
	const struct subject *subject;
	struct seen *table; /* open addressing; size is a power of two; count 0: free */
	uint32_t mask;
	struct span sentence; /* the one whose words were normalised last */
	struct str words;
	uint32_t heading_of; /* the clause whose heading was asked for last */
	struct str heading;
};

static bool is_space(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r');
}

/* Text without white space, blanks as one ␣ each. */
static struct str fold(struct maker *maker, struct span at)
{
	struct str text = maker->subject->norm->text, folded;
	struct blanks blanks = maker->subject->facts->blanks;
	char *p = arena_alloc(maker->arena, (size_t)span_size(at) * 3 + 1);
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
	folded = (struct str){p, n};
	if (n > WORDS_MAX) {
		SHA2_CTX hash;
		uint8_t *digest = arena_alloc(maker->arena, SHA256_DIGEST_LENGTH);

		SHA256Init(&hash);
		SHA256Update(&hash, (const uint8_t *)p, n);
		SHA256Final(digest, &hash);
		folded = (struct str){(const char *)digest, SHA256_DIGEST_LENGTH};
	}
	return folded;
}

/* The heading of the clause, or of the nearest one above it that has one; never its number. */
static struct str heading_of(struct maker *maker, uint32_t clause)
{
	const struct clause *clauses = maker->subject->outline->clauses;
	uint32_t at = clause;

	if (maker->heading_of == clause)
		return maker->heading;
	while (at && span_size(clauses[at].title) == 0)
		at = clauses[at].parent;
	maker->heading_of = clause;
	maker->heading = at ? fold(maker, clauses[at].title) : STR_NONE;
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

static struct str words_of(struct maker *maker, const struct finding *finding)
{
	const struct blank *blank = field_at(maker, finding);
	struct span at = finding->at;

	if (blank)
		return fold(maker, blank->field);
	if (at.begin == at.end)
		return STR_NONE; /* an absence is known by the heading */
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

/* How many findings with this key there have been, this one included. */
static uint32_t occurrence(struct maker *maker, const uint8_t key[KEY])
{
	uint32_t slot;

	memcpy(&slot, key, sizeof slot);
	while (maker->table[slot & maker->mask].count &&
	       memcmp(maker->table[slot & maker->mask].key, key, KEY) != 0)
		slot++;
	memcpy(maker->table[slot & maker->mask].key, key, KEY);
	return ++maker->table[slot & maker->mask].count;
}

static void put_key(char *text, const uint8_t key[KEY])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < KEY; i++) {
		text[2 * i] = digits[key[i] >> 4];
		text[2 * i + 1] = digits[key[i] & 15];
	}
}

static struct str fingerprint(struct maker *maker, const struct finding *finding)
{
	char *text = arena_alloc(maker->arena, 3 + 2 * KEY);
	uint8_t key[KEY];
	SHA2_CTX hash;

	SHA256Init(&hash);
	update(&hash, finding->rule->id);
	update(&hash, heading_of(maker, finding->clause));
	update(&hash, words_of(maker, finding));
	finish(hash, key);
	update(&hash, arena_format(maker->arena, "%u", occurrence(maker, key)));
	finish(hash, key);
	memcpy(text, "c1:", 3);
	put_key(text + 3, key);
	return (struct str){text, 3 + 2 * KEY};
}

const struct str *fingerprints(struct arena *arena, const struct subject *subject,
			       const struct findings *findings)
{
	struct maker maker = {.arena = arena, .subject = subject, .heading_of = UINT32_MAX};
	struct str *list = ARENA_ARRAY(arena, struct str, findings->n);
	uint32_t size = 16;

	while (size < findings->n * 2u && size < 1u << 31)
		size *= 2;
	maker.table = ARENA_ARRAY(arena, struct seen, size);
	maker.mask = size - 1;
	maker.sentence.begin = UINT32_MAX;
	for (uint32_t i = 0; i < findings->n; i++)
		list[i] = fingerprint(&maker, &findings->p[i]);
	arena_drop(arena, maker.table, size * sizeof *maker.table);
	return list;
}

struct str fingerprint_in_file(struct arena *arena, struct str path, struct str fingerprint)
{
	char *text = arena_alloc(arena, 2 * KEY);
	uint8_t key[KEY];
	SHA2_CTX hash;

	SHA256Init(&hash);
	update(&hash, path);
	update(&hash, fingerprint);
	finish(hash, key);
	put_key(text, key);
	return (struct str){text, 2 * KEY};
}
