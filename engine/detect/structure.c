#include "detect/run.h"

static void report(struct run *run, const struct rule *rule, struct span at, struct str detail)
{
	struct finding *finding;

	if (!heading_holds(run, rule, outline_clause_at(run->outline, at.begin)) ||
	    guard_hits(run, rule, at.begin))
		return;
	finding = run_report(run, rule, at);
	if (finding)
		finding->detail = detail;
}

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

static void number_duplicate(struct run *run, const struct rule *rule)
{
	for (uint32_t i = 1; i < run->outline->clause_count; i++) {
		const struct clause *clause = &run->outline->clauses[i];

		if (is_numbered(clause) && !counts_per_clause(clause) && clause->occurrence > 1)
			report(run, rule, clause->label, clause->number);
	}
}

/* Calls seen for each numbered clause whose elder sibling is of the same style and zone. */
static void each_sibling(struct run *run, const struct rule *rule,
			 void (*seen)(struct run *run, const struct rule *rule,
				      const struct clause *elder, const struct clause *clause))
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

static void gap_between(struct run *run, const struct rule *rule, const struct clause *elder,
			const struct clause *clause)
{
	if (clause->ordinal > elder->ordinal + 1)
		report(run, rule, clause->label, clause->number);
}

static void number_gap(struct run *run, const struct rule *rule)
{
	each_sibling(run, rule, gap_between);
}

/* Back to 1 begins a new run; back to anything else is out of order. */
static void order_between(struct run *run, const struct rule *rule, const struct clause *elder,
			  const struct clause *clause)
{
	if (clause->ordinal < elder->ordinal && clause->ordinal > 1)
		report(run, rule, clause->label, clause->number);
}

static void number_order(struct run *run, const struct rule *rule)
{
	each_sibling(run, rule, order_between);
}

static void reference_dangling(struct run *run, const struct rule *rule)
{
	struct references refs = run->facts->references;

	for (uint32_t i = 0; i < refs.reference_count; i++) {
		const struct reference *ref = &refs.references[i];

		if (!ref->resolved && ref->label.style != LABEL_ANNEX)
			report(run, rule, ref->at, source_words(run, ref->at));
	}
}

static void annex_missing(struct run *run, const struct rule *rule)
{
	struct references refs = run->facts->references;

	for (uint32_t i = 0; i < refs.annex_count; i++)
		if (!refs.annexes[i].present)
			report(run, rule, refs.annexes[i].first, refs.annexes[i].number);
}

/* Words and signs that promise more text behind them. */
static const struct str open_ends[] = {
	STR_INIT("，"), STR_INIT("、"), STR_INIT("（"), STR_INIT("和"),	  STR_INIT("及"),
	STR_INIT("与"), STR_INIT("或"), STR_INIT("并"), STR_INIT("以及"),
};

static void text_truncated(struct run *run, const struct rule *rule)
{
	const struct outline *outline = run->outline;
	struct str text;
	struct span at;

	if (outline->sentence_count == 0)
		return;
	at = outline->sentences[outline->sentence_count - 1].at;
	text = str_trim(str_at(run->norm, at));
	for (size_t i = 0; i < sizeof open_ends / sizeof open_ends[0]; i++) {
		if (str_ends(text, open_ends[i])) {
			at.begin = (uint32_t)(text.p - run->norm.p + text.n - open_ends[i].n);
			at.end = at.begin + (uint32_t)open_ends[i].n;
			report(run, rule, at, STR_NONE);
			return;
		}
	}
}

static const struct {
	struct str name;
	void (*check)(struct run *run, const struct rule *rule);
} checks[] = {
	{STR_INIT("number-duplicate"), number_duplicate},
	{STR_INIT("number-gap"), number_gap},
	{STR_INIT("number-order"), number_order},
	{STR_INIT("reference-dangling"), reference_dangling},
	{STR_INIT("annex-missing"), annex_missing},
	{STR_INIT("text-truncated"), text_truncated},
};

/* A check that this program does not have is an incomplete result, not a clean one. */
static void run_check(struct run *run, const struct rule *rule)
{
	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
		if (str_equal(checks[i].name, rule->detect.structure)) {
			checks[i].check(run, rule);
			return;
		}
	}
	run_gave_up(run, rule, 0);
}

void structure_findings(struct run *run)
{
	for (uint32_t i = 0; i < run->pack->rule_count; i++)
		if (run->pack->rules[i].detect.structure.n)
			run_check(run, &run->pack->rules[i]);
}
