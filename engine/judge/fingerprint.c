#include "judge/fingerprint.h"

#include "base/sorted.h"
#include "judge/words.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

enum { KEY = 16, PREFIX = 3, PRINT = PREFIX + 2 * KEY };

struct seen {
	uint8_t key[KEY];
	uint32_t count;
};

struct maker {
	struct arena *arena;
	char *prints; /* room for those that are still to be made */
	const struct subject *subject;
	struct seen *table; /* open addressing; size is a power of two; count 0: free */
	uint32_t mask;
	struct span sentence; /* the one whose words were folded last */
	struct str words;
	uint32_t heading_of; /* the clause whose heading was asked for last */
	struct str heading;
	struct words_buffer for_sentence, for_heading, for_field;
};

static struct str fold(struct maker *maker, struct words_buffer *buffer, struct span at)
{
	return words_fold(maker->arena, buffer, maker->subject->norm->text, at,
			  maker->subject->facts->blanks);
}

/* What the contract as a whole lacks is said at its beginning or end, but of no clause there. */
static bool is_of_document(const struct finding *finding)
{
	const struct detect *detect = &finding->rule->detect;

	return finding->at.begin == finding->at.end && !detect->missing.at_heading &&
	       !detect->heading.n;
}

/* The heading of the clause, or of the nearest one above it that has one; never its number. */
static struct str heading_of(struct maker *maker, const struct finding *finding)
{
	const struct clause *clauses = maker->subject->outline->clauses;
	uint32_t clause = finding->clause, at = clause;

	if (is_of_document(finding))
		return STR_NONE;
	if (maker->heading_of == clause)
		return maker->heading;
	while (at && span_size(clauses[at].title) == 0)
		at = clauses[at].parent;
	maker->heading_of = clause;
	maker->heading = at ? fold(maker, &maker->for_heading, clauses[at].title) : STR_NONE;
	return maker->heading;
}

/* In a form without clause numbers a blank is known by its label: 甲方, 地址, 开户行. */
static const struct blank *field_at(const struct maker *maker, const struct finding *finding)
{
	struct blanks blanks = maker->subject->facts->blanks;
	uint32_t i = blank_from(blanks, finding->at.begin);
	const struct clause *clause = &maker->subject->outline->clauses[finding->clause];

	if (clause->number_size && clause->zone != ZONE_HEADER && clause->zone != ZONE_SIGNATURE)
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
		return fold(maker, &maker->for_field, blank->field);
	if (at.begin == at.end)
		return STR_NONE; /* an absence is known by the heading */
	if (finding->sentence != UINT32_MAX)
		at = maker->subject->outline->sentences[finding->sentence].at;
	if (at.begin != maker->sentence.begin || at.end != maker->sentence.end) {
		maker->sentence = at;
		maker->words = fold(maker, &maker->for_sentence, at);
	}
	return maker->words;
}

static void update(struct sha256_ctx *hash, struct str text)
{
	sha256_update(hash, text.n, (const uint8_t *)text.p);
	sha256_update(hash, 1, (const uint8_t *)"");
}

static void finish(struct sha256_ctx hash, uint8_t key[KEY])
{
	sha256_digest(&hash, KEY, key);
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

static void put_hex(char *text, const uint8_t *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		*text++ = digits[bytes[i] >> 4];
		*text++ = digits[bytes[i] & 15];
	}
}

static struct str hex(struct arena *arena, const uint8_t *bytes, size_t n)
{
	char *text = arena_bytes(arena, 2 * n);

	put_hex(text, bytes, n);
	return (struct str){text, 2 * n};
}

/* --- the words around it --------------------------------------------------------------------- */

struct digest {
	uint8_t bytes[SHA256_DIGEST_SIZE];
};

/* The sentences [first, end) of one clause. before[i] is a hash of those in front of the i-th,
 * behind[i] of the i-th and those behind it, so that what is around any of them is known at once.
 */
struct surroundings {
	uint32_t clause, first, end, room;
	struct digest *before, *behind;
};

static struct digest chain(const struct digest *link, struct str words)
{
	struct digest digest;
	struct sha256_ctx hash;

	sha256_init(&hash);
	sha256_update(&hash, sizeof link->bytes, link->bytes);
	update(&hash, words);
	sha256_digest(&hash, sizeof digest.bytes, digest.bytes);
	return digest;
}

static void look_around(struct maker *maker, struct surroundings *around, uint32_t clause)
{
	const struct outline *outline = maker->subject->outline;
	struct span body = outline->clauses[clause].at;
	uint32_t n;

	around->clause = clause;
	around->first =
		SORTED_FROM(outline->sentences, outline->sentence_count, at.begin, body.begin);
	for (around->end = around->first; around->end < outline->sentence_count &&
					  outline->sentences[around->end].clause == clause;)
		around->end++;
	n = around->end - around->first + 1;
	if (n > around->room) {
		around->room = n + n / 2;
		around->before = ARENA_ARRAY(maker->arena, struct digest, around->room);
		around->behind = ARENA_ARRAY(maker->arena, struct digest, around->room);
	}
	around->before[0] = around->behind[n - 1] = (struct digest){{0}};
	for (uint32_t i = 0; i + 1 < n; i++)
		around->before[i + 1] =
			chain(&around->before[i], fold(maker, &maker->for_field,
						       outline->sentences[around->first + i].at));
	for (uint32_t i = n - 1; i-- > 0;)
		around->behind[i] = chain(
			&around->behind[i + 1],
			fold(maker, &maker->for_field, outline->sentences[around->first + i].at));
}

/* A hash of the words of the clause but for the finding's sentence. What is missing has none. */
static struct str context_of(struct maker *maker, struct surroundings *around,
			     const struct finding *finding)
{
	enum { CONTEXT = 8 };
	struct digest digest;
	uint32_t before, behind;

	if (finding->at.begin == finding->at.end)
		return STR_NONE;
	if (around->clause != finding->clause)
		look_around(maker, around, finding->clause);
	before = behind = around->end - around->first;
	if (finding->sentence >= around->first && finding->sentence < around->end) {
		before = finding->sentence - around->first;
		behind = before + 1;
	}
	digest = chain(&around->before[before],
		       (struct str){(const char *)around->behind[behind].bytes, KEY});
	return hex(maker->arena, digest.bytes, CONTEXT);
}

/* The fingerprint, for which words are those of the finding. That of the first of its kind tells
 * how many there have been; most are the first. */
static struct str fingerprint(struct maker *maker, const struct finding *finding,
			      struct str heading, struct str words)
{
	uint8_t key[KEY];
	struct str print = {maker->prints, PRINT};
	struct sha256_ctx hash, first;
	uint32_t count;

	sha256_init(&hash);
	update(&hash, finding->rule->id);
	update(&hash, heading);
	update(&hash, words);
	first = hash;
	update(&first, STR("1"));
	finish(first, key);
	count = occurrence(maker, key);
	if (count > 1) {
		char number[16];

		snprintf(number, sizeof number, "%u", (unsigned)count);
		update(&hash, str_from(number));
		finish(hash, key);
	}
	memcpy(maker->prints, "c1:", PREFIX);
	put_hex(maker->prints + PREFIX, key, KEY);
	maker->prints += PRINT;
	return print;
}

static void begin(struct maker *maker, uint32_t findings)
{
	uint32_t size = 16;

	while (size < findings * 2u && size < 1u << 31)
		size *= 2;
	maker->prints = arena_bytes(maker->arena, (size_t)findings * PRINT);
	maker->table = ARENA_ARRAY(maker->arena, struct seen, size);
	maker->mask = size - 1;
	maker->sentence.begin = maker->heading_of = UINT32_MAX;
}

static void end(struct maker *maker)
{
	arena_drop(maker->arena, maker->table, (maker->mask + (size_t)1) * sizeof *maker->table);
}

const struct str *fingerprints(struct arena *arena, const struct subject *subject,
			       const struct findings *findings)
{
	struct maker maker = {.arena = arena, .subject = subject};
	struct str *list = ARENA_ARRAY(arena, struct str, findings->n);

	begin(&maker, findings->n);
	for (uint32_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->p[i];
		list[i] = fingerprint(&maker, finding, heading_of(&maker, finding),
				      words_of(&maker, finding));
	}
	end(&maker);
	return list;
}

/* A copy; many findings of one endless sentence share theirs. */
static struct str keep(struct arena *arena, struct str text, struct str last)
{
	return str_equal(text, last) ? last : arena_str(arena, text);
}

const struct identity *identities(struct arena *arena, const struct subject *subject,
				  const struct findings *findings)
{
	struct maker maker = {.arena = arena, .subject = subject};
	struct surroundings around = {.clause = UINT32_MAX};
	struct identity *list = ARENA_ARRAY(arena, struct identity, findings->n);

	begin(&maker, findings->n);
	for (uint32_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->p[i];
		struct str heading = heading_of(&maker, finding);
		struct str words = words_of(&maker, finding);
		list[i] = (struct identity){
			.fingerprint = fingerprint(&maker, finding, heading, words),
			.heading = keep(arena, heading, i ? list[i - 1].heading : STR_NONE),
			.words = keep(arena, words, i ? list[i - 1].words : STR_NONE),
			.context = context_of(&maker, &around, finding),
		};
	}
	end(&maker);
	return list;
}

struct str fingerprint_in_file(struct arena *arena, struct str path, struct str fingerprint)
{
	uint8_t key[KEY];
	struct sha256_ctx hash;

	sha256_init(&hash);
	update(&hash, path);
	update(&hash, fingerprint);
	finish(hash, key);
	return hex(arena, key, KEY);
}
