/* Clause numbers: doubles, gaps, steps back, 条 and 章 on one level. */
#include "detect/structure.h"

/* Whether a number has more than one part: 6.1, 3-2. */
static bool is_compound(struct str number)
{
	size_t digits = 0;

	while (digits < number.n && number.p[digits] >= '0' && number.p[digits] <= '9')
		digits++;
	return digits + 1 < number.n && number.p[digits + 1] >= '0' && number.p[digits + 1] <= '9';
}

/* Numbers that count on their own in every clause: a second （一）, or a second 1. below another
 * clause, is no defect. */
static bool counts_per_clause(const struct clause *clause)
{
	if (clause->style == LABEL_DECIMAL)
		return clause->parent != 0 && !is_compound(clause->number);
	return clause->style > LABEL_ARTICLE;
}

static bool is_numbered(const struct clause *clause)
{
	return clause->style > LABEL_HEADING && clause->style != LABEL_BULLET &&
	       zone_is_searched(clause->zone);
}

/* What two clauses must share for their numbers to be of one series. */
struct series {
	uint64_t key;
	uint32_t clause;
};

static uint64_t number_key(const struct clause *clause)
{
	return str_hash(clause->number) ^ (uint64_t)clause->zone * UINT64_C(0x9E3779B97F4A7C15);
}

/* Clauses by their number: a power of two of slots, never more than half full. */
struct first_of {
	struct series *slots;
	uint64_t mask;
};

static struct series *first_slot(const struct first_of *table, uint64_t key)
{
	uint64_t i = key & table->mask;

	while (table->slots[i].clause && table->slots[i].key != key)
		i = (i + 1) & table->mask;
	return &table->slots[i];
}

static struct first_of first_table(struct run *run)
{
	uint64_t size = 16;

	while (size < (uint64_t)run->outline->clause_count * 2)
		size *= 2;
	return (struct first_of){ARENA_ARRAY(run->arena, struct series, size), size - 1};
}

void number_duplicate(struct run *run, const struct rule *rule, struct statements said)
{
	struct first_of table = first_table(run);

	(void)said;
	for (uint32_t i = 1; i < run->outline->clause_count; i++) {
		const struct clause *clause = &run->outline->clauses[i];
		const struct clause *first;
		struct series *slot;

		if (!is_numbered(clause) || counts_per_clause(clause) || !clause->number.n)
			continue;
		slot = first_slot(&table, number_key(clause));
		if (!slot->clause || clause->occurrence <= 1) {
			*slot = (struct series){number_key(clause), i};
			continue;
		}
		first = &run->outline->clauses[slot->clause];
		structure_report(
			run, rule, clause->label,
			arena_format(run->arena, "%.*s（第%u处；前一处“%.*s”）",
				     STR_ARG(clause->number), clause->occurrence,
				     STR_ARG(structure_words(run, span_size(first->title)
									  ? first->title
									  : first->body))));
	}
}

typedef void sibling_check(struct run *run, const struct rule *rule, const struct clause *elder,
			   const struct clause *clause);

/* Calls seen for each numbered clause whose elder sibling is of the same style and zone. */
static void each_sibling(struct run *run, const struct rule *rule, sibling_check *seen)
{
	const struct outline *outline = run->outline;
	uint32_t *last = ARENA_ARRAY(run->arena, uint32_t, outline->clause_count);

	for (uint32_t i = 1; i < outline->clause_count; i++) {
		const struct clause *clause = &outline->clauses[i];
		const struct clause *elder = &outline->clauses[last[clause->parent]];

		if (!is_numbered(clause))
			continue;
		if (last[clause->parent] && elder->style == clause->style &&
		    elder->zone == clause->zone)
			seen(run, rule, elder, clause);
		last[clause->parent] = i;
	}
}

static struct str step(struct run *run, const struct clause *elder, const struct clause *clause)
{
	return arena_format(run->arena, "%.*s → %.*s", STR_ARG(elder->number),
			    STR_ARG(clause->number));
}

/* More numbers than this are not left out: what looks like a number is a year or an amount. */
enum { GAP_MAX = 20 };

static void gap_between(struct run *run, const struct rule *rule, const struct clause *elder,
			const struct clause *clause)
{
	if (clause->ordinal > elder->ordinal + 1 && clause->ordinal - elder->ordinal <= GAP_MAX)
		structure_report(run, rule, clause->label, step(run, elder, clause));
}

void number_gap(struct run *run, const struct rule *rule, struct statements said)
{
	(void)said;
	each_sibling(run, rule, gap_between);
}

/* Back to 1 begins a new run; back to anything else is out of order. A number that stands twice is
 * another check's. */
static void order_between(struct run *run, const struct rule *rule, const struct clause *elder,
			  const struct clause *clause)
{
	if (clause->ordinal < elder->ordinal && clause->ordinal > 1 &&
	    (clause->occurrence <= 1 || counts_per_clause(clause)))
		structure_report(run, rule, clause->label, step(run, elder, clause));
}

void number_order(struct run *run, const struct rule *rule, struct statements said)
{
	(void)said;
	each_sibling(run, rule, order_between);
}

static bool is_level(const struct clause *clause)
{
	return (clause->style == LABEL_ARTICLE || clause->style == LABEL_CHAPTER) &&
	       clause->zone == ZONE_TERMS;
}

/* 第六章 第七条: a 章 that counts on from the 条 before it, and from which the 条 behind it count
 * on, is one of them. With 章 above 条 only one of the two can happen. */
static bool is_one_of_them(const struct clause *before, const struct clause *chapter,
			   const struct clause *after, bool chapters_first)
{
	bool on =
		before && before->style == LABEL_ARTICLE && chapter->ordinal == before->ordinal + 1;
	bool from =
		after && after->style == LABEL_ARTICLE && after->ordinal == chapter->ordinal + 1;

	if (chapter->ordinal <= 1)
		return false;
	return (on && (from || !after)) || (from && !chapters_first);
}

void level_mixed(struct run *run, const struct rule *rule, struct statements said)
{
	const struct outline *outline = run->outline;
	const struct clause *before = NULL, *chapter = NULL;
	bool any = false, chapters_first = false;

	(void)said;
	for (uint32_t i = 1; i <= outline->clause_count; i++) {
		const struct clause *clause =
			i < outline->clause_count ? &outline->clauses[i] : NULL;

		if (clause && !is_level(clause))
			continue;
		if (clause && !any)
			chapters_first = clause->style == LABEL_CHAPTER;
		any = true;
		if (chapter && is_one_of_them(before, chapter, clause, chapters_first)) {
			structure_report(run, rule, chapter->label,
					 before ? step(run, before, chapter) : chapter->number);
			return;
		}
		if (chapter)
			before = chapter;
		if (clause && clause->style == LABEL_CHAPTER) {
			chapter = clause;
		} else {
			chapter = NULL;
			before = clause;
		}
	}
}
