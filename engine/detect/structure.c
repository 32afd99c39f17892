#include "detect/structure.h"

#include <stdlib.h>
#include "base/out.h"
#include "base/utf8.h"
#include "fact/words.h"

/* --- reporting --- */

struct finding *structure_report(struct run *run, const struct rule *rule, struct span at,
				 struct str detail)
{
	struct finding *finding;

	if (!heading_holds(run, rule, outline_clause_at(run->outline, at.begin)) ||
	    guard_hits(run, rule, at.begin))
		return NULL;
	finding = run_report(run, rule, at);
	if (finding)
		finding->detail = detail;
	return finding;
}

void statement_report(struct run *run, const struct finding *said, struct str detail)
{
	struct finding *finding = VEC_PUSH(run->arena, &run->findings);

	*finding = *said;
	finding->detail = detail;
}

const struct span *statement_group(const struct finding *said, struct str name)
{
	for (uint32_t i = 0; i < said->capture_count; i++)
		if (str_equal(said->captures[i].name, name))
			return &said->captures[i].at;
	return NULL;
}

/* --- saying where --- */

/* How people say where offset is: 第四条, 6.1.1; the line where no clause around it has a number.
 */
static struct str structure_where(const struct run *run, uint32_t offset)
{
	const struct subject *subject = run->subject;
	uint32_t clause = outline_clause_at(run->outline, offset);
	struct span src;

	for (; clause != 0; clause = run->outline->clauses[clause].parent)
		if (run->outline->clauses[clause].number_size)
			return clause_number(run->outline, &run->outline->clauses[clause]);
	src = norm_to_source(subject->norm, (struct span){offset, offset + 1});
	return DETAIL(run->arena, LINE,
		      detail_number(run->arena, source_place(subject->source, src.begin).line));
}

struct str structure_words(const struct run *run, struct span at)
{
	enum { WORDS_MAX_CP = 24 };
	struct str words = str_trim(str_at(run->norm, at));
	size_t end = 0;

	for (unsigned n = 0; n < WORDS_MAX_CP && end < words.n; n++)
		if (utf8_next(words, &end) == '\n')
			return str_cut(words, 0, end - 1);
	if (end == words.n)
		return words;
	return arena_format(run->arena, "%.*s…", STR_ARG(str_cut(words, 0, end)));
}

struct str structure_pair(const struct run *run, struct span first, struct span second)
{
	return DETAIL(run->arena, PAIR, structure_words(run, first),
		      structure_where(run, first.begin), structure_words(run, second),
		      structure_where(run, second.begin));
}

/* --- reading around --- */

static bool stops_part(uint32_t cp)
{
	return cp == 0xFF0C || cp == 0x3002 || cp == 0xFF1B || cp == '\n' || cp == UTF8_NONE;
}

struct span part_around(struct str text, struct span at, struct span limit)
{
	size_t begin = at.begin, end = at.end, here;

	while (begin > limit.begin && at.begin - begin < PART_BYTES) {
		here = begin;
		if (stops_part(utf8_prev(text, &here)))
			break;
		begin = here;
	}
	while (end < limit.end && end - at.end < PART_BYTES) {
		here = end;
		if (stops_part(utf8_next(text, &here)))
			break;
		end = here;
	}
	return (struct span){(uint32_t)begin, (uint32_t)end};
}

struct span sentence_around(const struct run *run, uint32_t offset)
{
	const struct outline *outline = run->outline;
	uint32_t s = outline_sentence_at(outline, offset);
	struct span at = {offset, offset};

	if (s == outline->sentence_count || outline->sentences[s].at.begin > offset)
		return at;
	at = outline->sentences[s].at;
	if (offset - at.begin > PART_BYTES * 4)
		at.begin = offset - PART_BYTES * 4;
	if (at.end - offset > PART_BYTES * 4)
		at.end = offset + PART_BYTES * 4;
	while (at.begin < offset && utf8_splits(run->norm, at.begin))
		at.begin++;
	while (at.end > offset && utf8_splits(run->norm, at.end))
		at.end--;
	return at;
}

bool words_cover(struct str text, const char *words)
{
	for (size_t at = 0; at < text.n;) {
		size_t size = text.p[at] == ' ' ? 1 : word_after(text, at, words);

		if (size == 0)
			return false;
		at += size;
	}
	return true;
}

/* --- running the checks --- */

/* clang-format off */
#define STRUCTURE(name, check) {STR_INIT(name), check},
static const struct {
	struct str name;
	structure_check *check;
} checks[] = {
#include "pack/structures.def"
};
#undef STRUCTURE
/* clang-format on */

static structure_check *check_of(const struct rule *rule)
{
	for (size_t i = 0; rule->detect.structure.n && i < sizeof checks / sizeof checks[0]; i++)
		if (str_equal(checks[i].name, rule->detect.structure))
			return checks[i].check;
	return NULL;
}

static int by_rule(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->rule != y->rule)
		return x->rule->index < y->rule->index ? -1 : 1;
	if (x->at.begin != y->at.begin)
		return x->at.begin < y->at.begin ? -1 : 1;
	return (x->at.end > y->at.end) - (x->at.end < y->at.end);
}

void structure_collect(struct run *run)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < run->findings.n; i++) {
		const struct finding *f = &run->findings.p[i];

		if (f->rule->detect.structure.n)
			*VEC_PUSH(run->arena, &run->statements) = *f;
		else
			run->findings.p[kept++] = *f;
	}
	run->findings.n = kept;
	if (run->statements.n)
		qsort(run->statements.p, run->statements.n, sizeof *run->statements.p, by_rule);
	article_find(run);
}

static struct statements statements_of(const struct run *run, const struct rule *rule)
{
	const struct finding *p = run->statements.p;
	uint32_t low = 0, high = run->statements.n, end;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (p[middle].rule->index < rule->index)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < run->statements.n && p[end].rule == rule; end++)
		;
	return (struct statements){end > low ? p + low : NULL, end - low};
}

void structure_findings(struct run *run)
{
	for (uint32_t i = 0; i < run->pack->rule_count; i++) {
		const struct rule *rule = &run->pack->rules[i];
		structure_check *check = check_of(rule);

		if (!check)
			continue;
		check(run, rule, statements_of(run, rule));
		arena_empty(run->scratch);
	}
}
