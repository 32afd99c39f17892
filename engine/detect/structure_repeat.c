/* Clauses that say the same thing twice: near copies under different numbers.
 *
 * A leaf clause is the set of its pieces: its Han characters in threes. A table tells which clauses
 * had a piece last. Those that are told for many pieces of the next clause are compared with it. So
 * every clause is read once and compared with few others, mostly with none. */
#include "detect/structure.h"

#include "base/sorted.h"
#include "base/utf8.h"
#include "fact/words.h"

enum { PIECES_MIN = 18, PIECES_MAX = 400 };

/* Hashed. */
struct pieces {
	uint32_t n, p[PIECES_MAX];
};

/* The Han characters of text in threes. What is not Han does not count: numbers may differ. */
static void pieces_read(struct str text, struct pieces *pieces)
{
	const uint64_t three = (UINT64_C(1) << 63) - 1;
	uint64_t window = 0;
	uint32_t n = 0, seen = 0;

	for (size_t at = 0; at < text.n && n < PIECES_MAX;) {
		uint32_t cp = utf8_next_valid(text, &at);

		if (!cp_is_han(cp))
			continue;
		window = (window << 21 | cp) & three;
		if (++seen >= 3)
			pieces->p[n++] = (uint32_t)(window * UINT64_C(0xD6E8FEB86659FD93) >> 32);
	}
	pieces->n = n;
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
	enum { LOOKED_AT = 3000 };

	return word_within(str_cut(text, 0, LOOKED_AT), "{{ □ ☐ ${ ____ 【】 ␣");
}

/* --- comparing two clauses --- */

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

/* Sorted, each once. */
static void pieces_order(struct pieces *pieces)
{
	uint32_t kept = 0;

	sort_values(pieces->p, pieces->n);
	for (uint32_t i = 0; i < pieces->n; i++)
		if (!kept || pieces->p[kept - 1] != pieces->p[i])
			pieces->p[kept++] = pieces->p[i];
	pieces->n = kept;
}

static uint32_t common(const struct pieces *a, const struct pieces *b)
{
	uint32_t i = 0, k = 0, n = 0;

	while (i < a->n && k < b->n) {
		uint32_t x = a->p[i], y = b->p[k];

		n += x == y;
		i += x <= y;
		k += y <= x;
	}
	return n;
}

/* The party that a clause speaks of at its beginning. */
static uint32_t first_party(const struct run *run, uint32_t clause)
{
	enum { LOOKED_AT = 60 };
	struct span at = run->outline->clauses[clause].body;
	struct mentions mentions = run->facts->mentions;
	uint32_t i = SORTED_AFTER(mentions.p, mentions.n, at.end, at.begin);
	uint32_t limit = span_size(at) > LOOKED_AT ? at.begin + LOOKED_AT : at.end;

	return i < mentions.n && mentions.p[i].at.begin < limit ? mentions.p[i].party : NOBODY;
}

/* Duties of both sides in the same words are no copy: 甲方违约的… 乙方违约的…. */
static bool is_mirrored(const struct run *run, uint32_t a, uint32_t b)
{
	return first_party(run, a) != first_party(run, b);
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

/* Items of one list are alike by their nature. */
static bool are_siblings(const struct run *run, uint32_t a, uint32_t b)
{
	const struct clause *clauses = run->outline->clauses;

	return clauses[a].parent != 0 && clauses[a].parent == clauses[b].parent;
}

/* of_b: what b is made of, in order. */
static bool is_repeated(const struct run *run, uint32_t a, uint32_t b, const struct pieces *of_b)
{
	struct str text_a = str_at(run->norm, run->outline->clauses[a].body);
	struct pieces of_a;
	uint32_t both, least;

	if (are_siblings(run, a, b) || is_mirrored(run, a, b) || is_parallel(run, a, b))
		return false;
	pieces_read(text_a, &of_a);
	pieces_order(&of_a);
	least = of_a.n < of_b->n ? of_a.n : of_b->n;
	both = common(&of_a, of_b);
	return least >= PIECES_MIN && both * 100 >= least * 75 &&
	       both * 100 >= (of_a.n + of_b->n - both) * 60 && !is_form(text_a);
}

/* --- finding the others --- */

/* The clause that had such a piece last, and the last one before it that is not of the same list;
 * 0: none. */
struct slot {
	uint32_t latest, before;
};
/* A power of two near the number of characters in the text, at most so many: only clauses of one
 * contract are compared. */
enum { SLOTS_LEAST = 1 << 10, SLOTS_MOST = 1 << 18 };

/* How often a clause has been told for the clause `by`. */
struct told {
	uint32_t by, n;
};

struct finder {
	const struct run *run;
	struct slot *slots;
	uint32_t mask;
	struct told *told; /* per clause */
	uint32_t part;	   /* where this contract of the file begins: its first clause */
};

/* Clauses that were told for more than a sixth of the pieces: of near copies, other clauses may
 * have many a piece in common. A piece tells two clauses. */
enum { TOLD_SHARE = 6, CANDIDATES_MAX = 2 * TOLD_SHARE };
struct candidates {
	uint32_t n, p[CANDIDATES_MAX];
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

static void tell(struct finder *finder, uint32_t by, uint32_t other, uint32_t enough,
		 struct candidates *candidates)
{
	struct told *told = &finder->told[other];

	if (other < finder->part || other == 0)
		return;
	if (told->by != by)
		*told = (struct told){by, 0};
	if (++told->n == enough)
		candidates->p[candidates->n++] = other;
}

static struct candidates candidates_of(struct finder *finder, uint32_t clause,
				       const struct pieces *pieces)
{
	uint32_t enough = pieces->n / TOLD_SHARE + 1;
	struct candidates candidates = {0};

	for (uint32_t i = 0; i < pieces->n; i++) {
		struct slot *slot = &finder->slots[pieces->p[i] & finder->mask];
		uint32_t latest = slot->latest;

		if (latest == clause)
			continue;
		slot->latest = clause;
		if (latest == 0)
			continue;
		tell(finder, clause, slot->before, enough, &candidates);
		if (!are_siblings(finder->run, clause, latest)) {
			tell(finder, clause, latest, enough, &candidates);
			slot->before = latest;
		}
	}
	return candidates;
}

/* The one of those left that was told most often; it is none of those left any more. */
static uint32_t take_best(const struct finder *finder, struct candidates *left)
{
	uint32_t best = 0, taken;

	for (uint32_t i = 1; i < left->n; i++)
		if (finder->told[left->p[i]].n > finder->told[left->p[best]].n)
			best = i;
	taken = left->p[best];
	left->p[best] = left->p[--left->n];
	return taken;
}

static struct finder finder_new(struct run *run)
{
	struct finder finder = {.run = run};
	uint32_t slots = SLOTS_LEAST;

	while (slots < SLOTS_MOST && slots < run->norm.n / 4)
		slots *= 2;
	finder.mask = slots - 1;
	finder.slots = ARENA_ARRAY(run->scratch, struct slot, slots);
	finder.told = ARENA_ARRAY(run->scratch, struct told, run->outline->clause_count);
	return finder;
}

void clause_repeated(struct run *run, const struct rule *rule, struct statements said)
{
	const struct clause *clauses = run->outline->clauses;
	struct finder finder = finder_new(run);
	uint32_t last[LABEL_STYLES] = {0};
	struct pieces pieces;

	(void)said;
	for (uint32_t i = 1; i < run->outline->clause_count; i++) {
		struct str text = str_at(run->norm, clauses[i].body);
		struct candidates left = {0};
		uint32_t other = 0;

		if (begins_part(run, i, last))
			finder.part = i;
		if (!is_leaf(run, i) || text.n < PIECES_MIN * 3)
			continue;
		pieces_read(text, &pieces);
		if (pieces.n >= PIECES_MIN)
			left = candidates_of(&finder, i, &pieces);
		if (left.n && is_form(text))
			continue;
		if (left.n)
			pieces_order(&pieces);
		while (left.n && !is_repeated(run, other = take_best(&finder, &left), i, &pieces))
			other = 0;
		if (other)
			structure_report(run, rule, clauses[i].body,
					 structure_pair(run, clauses[other].body, clauses[i].body));
	}
}
