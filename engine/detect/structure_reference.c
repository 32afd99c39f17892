/* What the contract points at: clauses, annexes, defined terms, parties. */
#include "detect/structure.h"

#include "base/out.h"
#include "base/utf8.h"
#include "fact/lexicon.h"
#include "fact/words.h"

/* --- clauses --- */

/* The highest number of each style at the top, by which a wrong reference is told from a clause
 * that the outline did not see. */
static void count_top(const struct run *run, uint32_t highest[LABEL_STYLES], uint32_t *articles)
{
	*articles = 0;
	for (uint32_t i = 1; i < run->outline->clause_count; i++) {
		const struct clause *clause = &run->outline->clauses[i];

		if (!zone_is_searched(clause->zone))
			continue;
		if (clause->ordinal > highest[clause->style])
			highest[clause->style] = clause->ordinal;
		*articles += clause->style >= LABEL_CHAPTER && clause->style < LABEL_BULLET &&
			     (clause->depth <= 2);
	}
}

/* Between the numbers that stand there a clause may only have been overlooked. */
static bool is_beyond(const struct reference *ref, const uint32_t highest[LABEL_STYLES])
{
	uint32_t most = highest[LABEL_ARTICLE];

	if (ref->label.style != LABEL_ARTICLE)
		return ref->label.style == LABEL_DECIMAL && ref->label.count > 1;
	if (most == 0)
		most = highest[LABEL_HAN] > highest[LABEL_DECIMAL] ? highest[LABEL_HAN]
								   : highest[LABEL_DECIMAL];
	return ref->label.ordinals[0] > most;
}

/* 2.3 节日期间…: a number at the start of a line, and the word behind it. */
static bool is_label(const struct run *run, const struct reference *ref)
{
	uint32_t before = utf8_before(run->norm, ref->at.begin);

	return (before == '\n' || before == UTF8_NONE) && ref->label.style == LABEL_DECIMAL;
}

void reference_dangling(struct run *run, const struct rule *rule, struct statements said)
{
	struct references refs = run->facts->references;
	uint32_t highest[LABEL_STYLES] = {0}, articles;

	(void)said;
	count_top(run, highest, &articles);
	if (articles < 2)
		return;
	for (uint32_t i = 0; i < refs.reference_count; i++) {
		const struct reference *ref = &refs.references[i];

		if (!ref->resolved && ref->label.style != LABEL_ANNEX && is_beyond(ref, highest) &&
		    !is_label(run, ref))
			structure_report(run, rule, ref->at, structure_words(run, ref->at));
	}
}

/* --- annexes --- */

void annex_missing(struct run *run, const struct rule *rule, struct statements said)
{
	enum { NAMED_MAX = 6 };
	struct references refs = run->facts->references;
	struct text names = {.arena = run->arena};
	const struct annex *first = NULL;
	struct finding *finding;
	struct str detail;
	uint32_t missing = 0;

	(void)said;
	for (uint32_t i = 0; i < refs.annex_count; i++) {
		const struct annex *annex = &refs.annexes[i];

		if (annex->present)
			continue;
		if (!first)
			first = annex;
		if (missing++ >= NAMED_MAX)
			continue;
		text_str(&names, names.n ? STR("、") : STR_NONE);
		text_str(&names, annex->number);
		if (annex->title.n)
			text_format(&names, "《%.*s》", STR_ARG(annex->title));
	}
	if (!first)
		return;
	detail = text_done(&names);
	if (missing > NAMED_MAX)
		detail = DETAIL(run->arena, MORE, detail, detail_number(run->arena, missing));
	finding = structure_report(run, rule, first->first, detail);
	/* “见附件”, without a number or a name, is often a file of its own. */
	if (finding && missing == 1 && span_size(first->first) == STR("附件").n &&
	    !first->title.n && finding->severity > SEVERITY_MEDIUM)
		finding->severity = SEVERITY_MEDIUM;
}

/* --- defined terms --- */

/* Whether a term is set off as one: “客户信息”是指…. */
static bool is_quoted(const struct run *run, const struct term *term)
{
	struct span at = sentence_around(run, term->at.begin);
	size_t place = str_find(str_at(run->norm, at), term->name, 0);

	return place != SIZE_MAX && word_before(run->norm, at.begin + place, "“ 《 【 ‘ \"");
}

void term_unused(struct run *run, const struct rule *rule, struct statements said)
{
	struct references refs = run->facts->references;
	struct parties parties = run->facts->parties;

	(void)said;
	for (uint32_t i = 0; i < refs.term_count; i++) {
		const struct term *term = &refs.terms[i];
		bool party = word_is(term->name, "甲方 乙方 丙方 丁方 双方 各方 一方");

		for (uint32_t p = 0; !party && p < parties.n; p++) {
			party = str_equal(parties.p[p].name, term->name);
			for (uint32_t a = 0; !party && a < parties.p[p].alias_count; a++)
				party = str_equal(parties.p[p].aliases[a], term->name);
		}
		if (!party && term->uses == 0 && is_quoted(run, term))
			structure_report(run, rule, term->at, term->name);
	}
}

/* Statements capture quoted names; one that is quoted again and again but never defined. */
void term_undefined(struct run *run, const struct rule *rule, struct statements said)
{
	struct references refs = run->facts->references;
	struct lexicon *defined = lexicon_new(run->scratch), *seen = lexicon_new(run->scratch);
	uint8_t *times = ARENA_ARRAY(run->scratch, uint8_t, said.n);

	(void)rule;
	if (refs.term_count == 0)
		return;
	for (uint32_t i = 0; i < refs.term_count; i++)
		lexicon_add(defined, refs.terms[i].name, i);
	for (uint32_t i = 0; i < said.n; i++) {
		const struct span *group = statement_group(&said.p[i], STR("term"));
		struct str name = group ? str_at(run->norm, *group) : STR_NONE;
		uint32_t size = 0, at;

		if (!name.n ||
		    (lexicon_longest(defined, name, 0, &size) != LEXICON_NONE && size == name.n))
			continue;
		at = lexicon_add(seen, name, i);
		if (at == LEXICON_NONE)
			continue;
		if (times[at] < 2 && ++times[at] == 2)
			statement_report(run, &said.p[i], name);
	}
}

/* --- parties --- */

/* Statements capture 丙方 and the like as `label`, or as `defined` where they are explained. */
void party_undefined(struct run *run, const struct rule *rule, struct statements said)
{
	struct lexicon *known = lexicon_new(run->scratch);

	(void)rule;
	for (uint32_t i = 0; i < said.n; i++) {
		const struct span *defined = statement_group(&said.p[i], STR("defined"));

		if (defined)
			lexicon_add(known, str_at(run->norm, *defined), i);
	}
	for (uint32_t i = 0; i < said.n; i++) {
		const struct span *label = statement_group(&said.p[i], STR("label"));

		if (label && lexicon_add(known, str_at(run->norm, *label), i) == i)
			statement_report(run, &said.p[i], str_at(run->norm, *label));
	}
}
