/* Clauses that say the same thing twice: near copies under different numbers.
 *
 * Each leaf clause is a set of hashed three-character pieces. Sets are grouped by their smallest
 * hashes under a few orders (min-hashing): what shares a band with an earlier clause is compared
 * with the latest one of that band, so every clause is compared with few others. */
#include "detect/structure.h"

#include "base/utf8.h"
#include "fact/words.h"

enum { PIECES_MIN = 18, PIECES_MAX = 400, ORDERS = 24, ROWS = 2 };

struct sketch {
	uint32_t clause, n;
	uint32_t part;		/* which contract of the file */
	const uint32_t *pieces; /* sorted, each once */
	uint32_t least[ORDERS];
};

static uint32_t mix(uint32_t value, uint32_t seed)
{
	uint64_t x = (value ^ (uint64_t)seed << 32 ^ seed) * UINT64_C(0xD6E8FEB86659FD93);

	x ^= x >> 32;
	return (uint32_t)((x * UINT64_C(0xD6E8FEB86659FD93)) >> 32);
}

/* Shell's sort: a few dozen numbers at a time. */
static void sort_values(uint32_t *values, uint32_t n)
{
	static const uint32_t gaps[] = {132, 57, 23, 10, 4, 1};

	for (size_t g = 0; g < sizeof gaps / sizeof gaps[0]; g++) {
		uint32_t gap = gaps[g];

		for (uint32_t i = gap; i < n; i++) {
			uint32_t value = values[i], k = i;

			for (; k >= gap && values[k - gap] > value; k -= gap)
				values[k] = values[k - gap];
			values[k] = value;
		}
	}
}

/* The Han characters of text in threes. What is not Han does not count: numbers may differ. */
static uint32_t pieces_read(struct str text, uint32_t *pieces)
{
	uint32_t window[3] = {0}, seen = 0, n = 0, kept = 0;

	for (size_t at = 0; at < text.n && n < PIECES_MAX;) {
		uint32_t cp = utf8_next(text, &at);

		if (!cp_is_han(cp))
			continue;
		window[0] = window[1];
		window[1] = window[2];
		window[2] = cp;
		if (++seen >= 3)
			pieces[n++] = mix(window[0] * 31 + window[1], window[2]);
	}
	sort_values(pieces, n);
	for (uint32_t i = 0; i < n; i++)
		if (!kept || pieces[kept - 1] != pieces[i])
			pieces[kept++] = pieces[i];
	return kept;
}

static void sketch_fill(struct sketch *sketch)
{
	for (uint32_t order = 0; order < ORDERS; order++) {
		sketch->least[order] = UINT32_MAX;
		for (uint32_t i = 0; i < sketch->n; i++) {
			uint32_t hash = mix(sketch->pieces[i], order + 1);

			if (hash < sketch->least[order])
				sketch->least[order] = hash;
		}
	}
}

static bool is_leaf(const struct run *run, uint32_t i)
{
	const struct clause *clause = &run->outline->clauses[i];

	return clause->zone == ZONE_TERMS && clause->after == i + 1 && span_size(clause->label) &&
	       clause->style != LABEL_BULLET;
}

/* A field, a template's variables or boxes to tick are alike by their nature. */
static bool is_form(struct str text)
{
	return word_within(text, "{{ □ ☐ ${ ____ 【】 ␣");
}

static uint32_t common(const struct sketch *a, const struct sketch *b)
{
	uint32_t i = 0, k = 0, n = 0;

	while (i < a->n && k < b->n) {
		if (a->pieces[i] == b->pieces[k]) {
			n++;
			i++;
			k++;
		} else if (a->pieces[i] < b->pieces[k]) {
			i++;
		} else {
			k++;
		}
	}
	return n;
}

/* Duties of both sides in the same words are no copy: 甲方违约的… 乙方违约的…. */
static bool is_mirrored(const struct run *run, uint32_t a, uint32_t b)
{
	struct mentions mentions = run->facts->mentions;
	uint32_t first[2] = {NOBODY, NOBODY};
	const uint32_t clauses[2] = {a, b};

	for (int side = 0; side < 2; side++) {
		struct span at = run->outline->clauses[clauses[side]].body;

		for (uint32_t offset = at.begin; offset < at.end && offset < at.begin + 60;
		     offset++) {
			uint32_t party = mention_at(mentions, offset);

			if (party == UINT32_MAX)
				continue;
			first[side] = party;
			break;
		}
	}
	return first[0] != first[1];
}

/* The heading a clause stands under, its own first. */
static struct span heading_of(const struct run *run, uint32_t clause)
{
	const struct clause *clauses = run->outline->clauses;

	while (clause != 0 && !span_size(clauses[clause].title))
		clause = clauses[clause].parent;
	return clauses[clause].title;
}

/* 三、接机 … 四、送机 …: one text for two subjects, which the headings name. */
static bool is_parallel(const struct run *run, uint32_t a, uint32_t b)
{
	const struct clause *clauses = run->outline->clauses;
	struct str of_a = str_at(run->norm, heading_of(run, a));
	struct str of_b = str_at(run->norm, heading_of(run, b));

	if (!of_a.n || !of_b.n || str_equal(of_a, of_b))
		return false;
	if (span_size(clauses[a].title) && span_size(clauses[b].title))
		return true;
	return str_contains(str_at(run->norm, clauses[a].body), of_a) &&
	       str_contains(str_at(run->norm, clauses[b].body), of_b);
}

static bool is_repeated(const struct run *run, const struct sketch *a, const struct sketch *b)
{
	const struct clause *clauses = run->outline->clauses;
	uint32_t both, least = a->n < b->n ? a->n : b->n;

	if (a->part != b->part)
		return false;
	if (clauses[a->clause].parent != 0 &&
	    clauses[a->clause].parent == clauses[b->clause].parent)
		return false;
	both = common(a, b);
	return both * 100 >= least * 75 && both * 100 >= (a->n + b->n - both) * 60 &&
	       !is_mirrored(run, a->clause, b->clause) && !is_parallel(run, a->clause, b->clause);
}

struct bucket {
	uint32_t key, sketch; /* sketch counts from 1; 0: free */
};

static struct bucket *bucket_of(struct bucket *buckets, uint64_t mask, uint32_t key)
{
	uint64_t i = key & mask;

	while (buckets[i].sketch && buckets[i].key != key)
		i = (i + 1) & mask;
	return &buckets[i];
}

struct sketches {
	struct sketch *p;
	uint32_t n;
};

/* Numbers at the top that start again begin another contract of the file; so does an annex. */
static bool begins_part(const struct run *run, uint32_t i, uint32_t last[LABEL_STYLES])
{
	const struct clause *clause = &run->outline->clauses[i];
	bool again;

	if (clause->parent != 0 || !span_size(clause->label))
		return false;
	again = clause->ordinal == 1 && last[clause->style] > 1;
	last[clause->style] = clause->ordinal;
	return again || clause->style == LABEL_ANNEX;
}

static struct sketches sketches_make(struct run *run)
{
	const struct outline *outline = run->outline;
	struct sketches all = {ARENA_ARRAY(run->arena, struct sketch, outline->clause_count), 0};
	uint32_t pieces[PIECES_MAX], last[LABEL_STYLES] = {0}, part = 0;

	for (uint32_t i = 1; i < outline->clause_count; i++) {
		struct str text = str_at(run->norm, outline->clauses[i].body);
		struct sketch *sketch = &all.p[all.n];
		uint32_t n, *kept;

		part += begins_part(run, i, last);
		if (!is_leaf(run, i) || text.n < PIECES_MIN * 3 || is_form(str_cut(text, 0, 3000)))
			continue;
		n = pieces_read(text, pieces);
		if (n < PIECES_MIN)
			continue;
		kept = ARENA_ARRAY(run->arena, uint32_t, n);
		for (uint32_t k = 0; k < n; k++)
			kept[k] = pieces[k];
		*sketch = (struct sketch){.clause = i, .n = n, .part = part, .pieces = kept};
		sketch_fill(sketch);
		all.n++;
	}
	return all;
}

void clause_repeated(struct run *run, const struct rule *rule, struct statements said)
{
	struct sketches all = sketches_make(run);
	const struct clause *clauses = run->outline->clauses;
	uint64_t size = 64;
	struct bucket *buckets;

	(void)said;
	while (size < (uint64_t)all.n * (ORDERS / ROWS) * 2)
		size *= 2;
	buckets = ARENA_ARRAY(run->arena, struct bucket, size);
	for (uint32_t i = 0; i < all.n; i++) {
		bool reported = false;

		for (uint32_t band = 0; band < ORDERS / ROWS; band++) {
			uint32_t key = mix(all.p[i].least[band * ROWS],
					   all.p[i].least[band * ROWS + 1] + band);
			struct bucket *bucket = bucket_of(buckets, size - 1, key);
			const struct sketch *other =
				bucket->sketch ? &all.p[bucket->sketch - 1] : NULL;

			if (!reported && other && is_repeated(run, other, &all.p[i])) {
				reported = true;
				structure_report(run, rule, clauses[all.p[i].clause].body,
						 structure_pair(run, clauses[other->clause].body,
								clauses[all.p[i].clause].body));
			}
			*bucket = (struct bucket){key, i + 1};
		}
	}
}
