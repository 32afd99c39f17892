/* Clause numbers: doubles, gaps, steps back, 条 and 章 on one level. */
#include "detect/structure.h"

#include "fact/words.h"

/* Whether a number has more than one part: 6.1, 3-2. */
static bool is_compound(struct str number)
{
	size_t digits = 0;

	while (digits < number.n && number.p[digits] >= '0' && number.p[digits] <= '9')
		digits++;
	return digits + 1 < number.n && number.p[digits + 1] >= '0' && number.p[digits + 1] <= '9';
}

static bool is_compound_decimal(const struct outline *outline, const struct clause *clause)
{
	return clause->style == LABEL_DECIMAL && is_compound(clause_number(outline, clause));
}

/* Numbers that count on their own in every clause: a second （一）, or a second 1. below another
 * clause, is no defect. */
static bool counts_per_clause(const struct outline *outline, const struct clause *clause)
{
	if (clause->style == LABEL_DECIMAL)
		return clause->parent != 0 && !is_compound_decimal(outline, clause);
	return clause->style > LABEL_ARTICLE;
}

static bool is_numbered(const struct clause *clause)
{
	return clause->style > LABEL_HEADING && clause->style != LABEL_BULLET &&
	       zone_is_searched(clause->zone);
}

/* --- doubles ---
 *
 * Numbers begin anew in an annex, and where a series that was past 1 is back at 1: several
 * contracts in one file, general and special terms. So each style counts its series, and a number
 * is used twice when it stands twice in one series. */

struct seen {
	uint32_t tag;	 /* a part of the hash */
	uint32_t clause; /* 0: a free slot */
};

struct doubles {
	const struct outline *outline;
	struct seen *slots; /* a power of two of them, never more than half full */
	uint64_t mask;
	uint32_t series[LABEL_STYLES + 1], last[LABEL_STYLES + 1];
	bool *doubled; /* per clause */
	/* Doubles that follow each other as siblings are one finding. */
	uint32_t first, latest, before, count;
};

/* 6.1 and 6.1.1 are of one series, which the first number counts. */
enum { STYLE_COMPOUND = LABEL_STYLES };

static uint32_t major_of(struct str number)
{
	uint32_t major = 0;

	for (size_t i = 0; i < number.n && major < LABEL_ORDINAL_MAX; i++) {
		if (number.p[i] < '0' || number.p[i] > '9')
			break;
		major = major * 10 + (uint32_t)(number.p[i] - '0');
	}
	return major;
}

static void series_advance(struct doubles *d, const struct clause *clause)
{
	bool compound = is_compound_decimal(d->outline, clause);
	uint32_t style = compound ? STYLE_COMPOUND : (uint32_t)clause->style;
	uint32_t ordinal = compound ? major_of(clause_number(d->outline, clause)) : clause->ordinal;

	if (clause->style == LABEL_ANNEX) {
		for (uint32_t i = 0; i <= STYLE_COMPOUND; i++) {
			d->series[i]++;
			d->last[i] = 0;
		}
		return;
	}
	d->series[style] += ordinal == 1 && d->last[style] > 1;
	d->last[style] = ordinal;
}

/* The clause with the same number in the same series; 0 when this is the first. */
static uint32_t seen_before(struct doubles *d, const struct clause *clause, uint32_t index)
{
	bool compound = is_compound_decimal(d->outline, clause);
	uint32_t series = d->series[compound ? STYLE_COMPOUND : (uint32_t)clause->style], seen;
	struct str number = clause_number(d->outline, clause);
	uint64_t key = str_hash(number) + series * UINT64_C(0x9E3779B97F4A7C15);
	uint64_t i = key & d->mask;
	uint32_t tag = (uint32_t)(key >> 32);

	for (; (seen = d->slots[i].clause); i = (i + 1) & d->mask)
		if (d->slots[i].tag == tag &&
		    str_equal(clause_number(d->outline, &d->outline->clauses[seen]), number))
			return seen;
	d->slots[i] = (struct seen){tag, index};
	return 0;
}

/* 3—5 (before it: “付款”) */
static struct str doubles_detail(struct run *run, const struct doubles *d)
{
	const struct clause *clauses = run->outline->clauses;
	const struct clause *before = &clauses[d->before];
	struct str range = clause_number(d->outline, &clauses[d->first]), words;

	if (d->latest != d->first)
		range = arena_format(run->arena, "%.*s—%.*s", STR_ARG(range),
				     STR_ARG(clause_number(d->outline, &clauses[d->latest])));
	words = structure_words(run, span_size(before->title) ? before->title : before->body);
	return DETAIL(run->arena, DOUBLE, range, words);
}

/* There may be more of them than findings are kept, so what is said of one is only put together
 * when it is a finding. */
static void doubles_report(struct run *run, const struct rule *rule, struct doubles *d)
{
	struct span label = run->outline->clauses[d->first].label;
	struct finding *finding;

	if (!d->count)
		return;
	finding = structure_report(run, rule, label, STR_NONE);
	if (finding)
		finding->detail = doubles_detail(run, d);
	d->count = 0;
}

static void doubles_add(struct run *run, const struct rule *rule, struct doubles *d, uint32_t index,
			uint32_t before)
{
	const struct clause *clauses = run->outline->clauses;
	const struct clause *clause = &clauses[index], *latest = &clauses[d->latest];

	d->doubled[index] = true;
	if (d->doubled[clause->parent])
		return;
	if (d->count && latest->parent == clause->parent && latest->style == clause->style &&
	    latest->after == index && clause->ordinal == latest->ordinal + 1) {
		d->latest = index;
		d->count++;
		return;
	}
	doubles_report(run, rule, d);
	d->first = d->latest = index;
	d->before = before;
	d->count = 1;
}

void number_duplicate(struct run *run, const struct rule *rule, struct statements said)
{
	uint32_t count = run->outline->clause_count;
	struct doubles d = {.outline = run->outline,
			    .doubled = ARENA_ARRAY(run->scratch, bool, count + 1)};
	uint64_t size = 16;

	(void)said;
	while (size < (uint64_t)count * 2)
		size *= 2;
	d.slots = ARENA_ARRAY(run->scratch, struct seen, size);
	d.mask = size - 1;
	for (uint32_t i = 1; i < count && !run_has_enough(run, rule); i++) {
		const struct clause *clause = &run->outline->clauses[i];
		uint32_t before;

		if (!is_numbered(clause) || !clause->number_size)
			continue;
		series_advance(&d, clause);
		if (counts_per_clause(d.outline, clause) || clause->style == LABEL_ANNEX)
			continue;
		before = seen_before(&d, clause, i);
		if (before)
			doubles_add(run, rule, &d, i, before);
	}
	doubles_report(run, rule, &d);
}

/* --- gaps and steps back --- */

/* Numbers of lists: 1. （1） ①, which start again wherever a list does. */
static bool is_plain(const struct outline *outline, const struct clause *clause)
{
	return clause->style > LABEL_HAN && !is_compound_decimal(outline, clause);
}

/* 壹、 and 一、 are two levels, though one of them may have been lost. */
static bool is_formal(struct str number)
{
	/* Most numbers are digits. */
	return number.n && (unsigned char)number.p[0] >= 0x80 &&
	       word_after(number, 0, "壹 贰 叁 肆 伍 陆 柒 捌 玖 拾") > 0;
}

static bool is_series(const struct outline *outline, const struct clause *elder,
		      const struct clause *clause)
{
	return elder->style == clause->style && elder->zone == clause->zone &&
	       (clause->style != LABEL_HAN || is_formal(clause_number(outline, elder)) ==
						      is_formal(clause_number(outline, clause)));
}

typedef void sibling_check(struct run *run, const struct rule *rule, const struct clause *elder,
			   const struct clause *clause);

/* Calls seen for each numbered clause whose elder sibling is of the same style and zone. Where
 * plain numbers start again among their siblings, levels have been lost and gaps say nothing. */
static void each_sibling(struct run *run, const struct rule *rule, sibling_check *seen)
{
	const struct outline *outline = run->outline;
	const struct clause *clauses = outline->clauses;
	uint32_t count = outline->clause_count;
	uint32_t *last = ARENA_ARRAY(run->scratch, uint32_t, count);
	uint32_t *elders = ARENA_ARRAY(run->scratch, uint32_t, count);
	bool *restarts = ARENA_ARRAY(run->scratch, bool, count);

	for (uint32_t i = 1; i < count; i++) {
		uint32_t parent = clauses[i].parent, elder = last[parent];

		if (!is_numbered(&clauses[i]))
			continue;
		last[parent] = i;
		if (!elder || !is_series(outline, &clauses[elder], &clauses[i]))
			continue;
		elders[i] = elder;
		restarts[parent] |= clauses[i].ordinal <= clauses[elder].ordinal &&
				    is_plain(outline, &clauses[i]);
	}
	for (uint32_t i = 1; i < count && !run_has_enough(run, rule); i++) {
		const struct clause *clause = &clauses[i], *elder = &clauses[elders[i]];

		if (elders[i] && (!is_plain(outline, clause) ||
				  (!restarts[clause->parent] &&
				   !span_size(clause->title) == !span_size(elder->title))))
			seen(run, rule, elder, clause);
	}
}

static struct str step(struct run *run, const struct clause *elder, const struct clause *clause)
{
	return arena_format(run->arena, "%.*s → %.*s", STR_ARG(clause_number(run->outline, elder)),
			    STR_ARG(clause_number(run->outline, clause)));
}

/* More numbers than this are not left out: what looks like a number is a year or an amount. */
enum { GAP_MAX = 20 };

/* Whether the number that seems to be missing stands between the two, unseen as a clause: 2.2020年.
 */
static bool stands_between(struct run *run, const struct clause *elder, const struct clause *clause)
{
	enum { LOOKED_AT = 6000 };
	struct str whole = clause_number(run->outline, elder), number = whole, missing, text;

	while (number.n && number.p[number.n - 1] >= '0' && number.p[number.n - 1] <= '9')
		number.n--;
	if (number.n == whole.n)
		return false;
	missing = arena_format(run->arena, "\n%.*s%u", STR_ARG(number), elder->ordinal + 1);
	text = str_cut(run->norm, elder->at.begin, clause->at.begin);
	return str_contains(str_cut(text, 0, LOOKED_AT), missing);
}

/* 11.4 11.6 11.5: what is left out stands just behind; that is a step back, not a gap. */
static bool stands_next(const struct run *run, const struct clause *elder,
			const struct clause *clause)
{
	const struct clause *next = &run->outline->clauses[clause->after];

	return clause->after < run->outline->clause_count && next->style == clause->style &&
	       next->parent == clause->parent && next->ordinal == elder->ordinal + 1;
}

static void gap_between(struct run *run, const struct rule *rule, const struct clause *elder,
			const struct clause *clause)
{
	if (clause->ordinal > elder->ordinal + 1 && clause->ordinal - elder->ordinal <= GAP_MAX &&
	    !stands_next(run, elder, clause) && !stands_between(run, elder, clause))
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
	    (clause->occurrence <= 1 || counts_per_clause(run->outline, clause)))
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
					 before ? step(run, before, chapter)
						: clause_number(outline, chapter));
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
