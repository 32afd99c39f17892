#include "report/builder.h"

#include "base/utf8.h"
#include "text/hant.h"

#include <string.h>

enum { TITLE_MAX = 120, BEGINS_MAX = 36 };

size_t cut_before(struct str s, size_t at)
{
	if (at >= s.n)
		return s.n;
	while (at > 0 && utf8_splits(s, at))
		at--;
	return at;
}

size_t cut_after(struct str s, size_t at)
{
	while (utf8_splits(s, at))
		at++;
	return at < s.n ? at : s.n;
}

struct str builder_take(struct builder *b, struct text *text)
{
	struct str copy = arena_str(b->arena, text_done(text));

	text->n = 0;
	return copy;
}

struct str builder_text(struct builder *b, enum text_id id)
{
	if (!b->texts[id].p)
		b->texts[id] = report_text(b->arena, id, b->report->lang);
	return b->texts[id];
}

struct str builder_words(struct builder *b, const struct words *words)
{
	enum lang lang = b->report->lang;

	if (words->in[lang].n)
		return arena_str(b->arena, words->in[lang]);
	if (lang == LANG_HANT)
		return to_traditional(b->arena, words->in[LANG_HANS]);
	return arena_str(b->arena, words->in[lang == LANG_EN ? LANG_HANS : LANG_EN]);
}

struct str builder_quote(struct builder *b, struct span norm, size_t limit)
{
	return builder_quote_source(b, norm_to_source(b->in->subject->norm, norm), limit);
}

struct str builder_quote_source(struct builder *b, struct span src, size_t limit)
{
	struct str quote = str_at(b->in->subject->source->text, src);

	if (b->in->redact)
		return STR("");
	if (quote.n <= limit)
		return arena_str(b->arena, quote);
	quote.n = cut_before(quote, limit);
	return arena_format(b->arena, "%.*s…", STR_ARG(quote));
}

/* Adds to text what a span of norm text was in the source, without what was dropped. */
static void put_phrase(struct builder *b, struct text *text, struct span at, size_t limit)
{
	const struct norm *norm = b->in->subject->norm;
	struct str source = b->in->subject->source->text;
	size_t begin = text->n;

	for (uint32_t i = norm_run_at(norm, at.begin);
	     i + 1 < norm->run_count && norm->runs[i].norm < at.end; i++) {
		struct norm_run run = norm->runs[i], next = norm->runs[i + 1];
		struct span src = {run.src, next.src};
		if (run.norm == next.norm)
			continue;
		if (next.norm - run.norm == next.src - run.src) {
			if (at.begin > run.norm)
				src.begin += at.begin - run.norm;
			if (at.end < next.norm)
				src.end -= next.norm - at.end;
		}
		text_str(text, str_at(source, src));
		if (text->n - begin > limit) {
			text->n = cut_before(text_done(text), begin + limit);
			text_str(text, STR("…"));
			break;
		}
	}
}

struct str builder_phrase(struct builder *b, struct span at, size_t limit)
{
	if (at.begin >= at.end || b->in->redact)
		return STR("");
	put_phrase(b, &b->phrase, at, limit);
	return builder_take(b, &b->phrase);
}

struct place builder_place(const struct builder *b, uint32_t norm)
{
	struct span src = norm_to_source(b->in->subject->norm, (struct span){norm, norm});

	return source_place(b->in->subject->source, src.begin);
}

struct str builder_number(struct builder *b, const struct clause *clause)
{
	struct str number = clause_number(b->in->subject->outline, clause);

	return b->report->script == SCRIPT_HANT ? to_traditional(b->arena, number)
						: arena_str(b->arena, number);
}

/* Where the number and the title of a clause are in the text of its path. */
struct own_words {
	struct span number, title;
};

/* Adds number and title as one step of a path to b->line. A clause that has neither is called by
 * its first words; the opening of the contract is no step. */
static struct own_words put_step(struct builder *b, const struct clause *clause)
{
	struct str number = clause_number(b->in->subject->outline, clause);
	struct text *text = &b->line;
	uint32_t begin = (uint32_t)text->n;
	struct own_words own = {{begin, begin}, {begin, begin}};

	if (number.n && b->report->script == SCRIPT_HANT)
		number = to_traditional(b->arena, number);
	text_str(text, number);
	own.number.end = (uint32_t)text->n;
	if (clause->occurrence > 1 && number.n) {
		text_str(text, STR("#"));
		text_uint(text, clause->occurrence);
	}
	if (span_size(clause->title) && !b->in->redact) {
		if (number.n)
			text_str(text, STR(" "));
		own.title.begin = (uint32_t)text->n;
		put_phrase(b, text, clause->title, TITLE_MAX);
		own.title.end = (uint32_t)text->n;
	}
	if (text->n > begin)
		return own;
	if (clause->zone == ZONE_SIGNATURE)
		text_str(text, builder_text(b, TEXT_SIGNATURE_BLOCK));
	else if (clause->zone != ZONE_HEADER && span_size(clause->body) && !b->in->redact)
		put_phrase(b, text, clause->body, BEGINS_MAX);
	return own;
}

/* The clauses from the outermost to this one; of a very deep nest the ones in the middle are left
 * out, so that a path is never long. */
static uint32_t list_steps(const struct outline *outline, uint32_t clause, uint32_t *steps)
{
	uint32_t n = 0;

	for (uint32_t c = clause; c != 0; c = outline->clauses[c].parent) {
		if (n == STEPS_SHOWN)
			memmove(steps + STEPS_SHOWN / 2, steps + STEPS_SHOWN / 2 + 1,
				(--n - STEPS_SHOWN / 2) * sizeof *steps);
		steps[n++] = c;
	}
	for (uint32_t i = 0; i < n / 2; i++) {
		uint32_t step = steps[i];
		steps[i] = steps[n - 1 - i];
		steps[n - 1 - i] = step;
	}
	return n;
}

/* Puts a path into b->line, and notes its steps in b->path. What it has in common with the last one
 * is copied from there. */
static struct own_words put_path(struct builder *b, const uint32_t *clauses, uint32_t n)
{
	struct own_words own = {{0, 0}, {0, 0}};
	struct text *text = &b->line;
	struct path *path = &b->path;
	uint32_t i = 0;

	while (i + 1 < n && i < path->n && path->steps[i].clause == clauses[i])
		i++;
	if (i)
		text_str(text, str_cut(path->text, 0, path->steps[i - 1].at.end));
	for (; i < n; i++) {
		uint32_t end = (uint32_t)text->n, begin;
		if (end)
			text_str(text, STR(" › "));
		begin = (uint32_t)text->n;
		own = put_step(b, &b->in->subject->outline->clauses[clauses[i]]);
		if (text->n == begin)
			text->n = begin = end;
		path->steps[i].clause = clauses[i];
		path->steps[i].at = (struct span){begin, (uint32_t)text->n};
	}
	path->n = n;
	return own;
}

static struct shown_clause *make_clause(struct builder *b, uint32_t index)
{
	const struct outline *outline = b->in->subject->outline;
	uint32_t clauses[STEPS_SHOWN], n = list_steps(outline, index, clauses);
	struct own_words own = put_path(b, clauses, n);
	struct shown_clause *clause = ARENA_NEW(b->arena, struct shown_clause);
	struct span *steps = ARENA_ARRAY(b->arena, struct span, n);

	clause->path = b->path.text = builder_take(b, &b->line);
	clause->steps = steps;
	for (uint32_t i = 0; i < n; i++)
		if (span_size(b->path.steps[i].at))
			steps[clause->step_count++] = b->path.steps[i].at;
	clause->number = own.number;
	clause->title = own.title;
	clause->occurrence = outline->clauses[index].occurrence;
	return clause;
}

const struct shown_clause *builder_clause(struct builder *b, uint32_t index)
{
	if (!b->clauses[index])
		b->clauses[index] = make_clause(b, index);
	return b->clauses[index];
}

static enum lang lang_of(enum script script)
{
	return script == SCRIPT_HANT ? LANG_HANT : LANG_HANS;
}

static void show_packs(struct report *report, const struct pack *pack)
{
	struct shown_pack *packs = ARENA_ARRAY(report->arena, struct shown_pack, pack->info_count);

	for (uint32_t i = 0; i < pack->info_count; i++)
		packs[i] = (struct shown_pack){arena_str(report->arena, pack->infos[i].name),
					       arena_str(report->arena, pack->infos[i].version),
					       pack->infos[i].rules};
	report->packs = packs;
	report->pack_count = pack->info_count;
}

/* A party without its name. */
static struct str role_name(struct builder *b, enum role role)
{
	static const enum text_id texts[] = {[ROLE_OTHER] = TEXT_WHO_PARTY,
					     [ROLE_CUSTOMER] = TEXT_WHO_CUSTOMER,
					     [ROLE_PROVIDER] = TEXT_WHO_PROVIDER};

	return builder_text(b, texts[role]);
}

static void show_parties(struct builder *b)
{
	const struct parties *parties = &b->in->subject->facts->parties;

	for (uint32_t i = 0; i < parties->n && i < PARTIES_MAX; i++)
		b->parties[i] = b->in->redact ? role_name(b, parties->p[i].role)
				: b->report->script == SCRIPT_HANT
					? to_traditional(b->arena, parties->p[i].name)
					: arena_str(b->arena, parties->p[i].name);
}

static size_t clauses_size(const struct build_input *in)
{
	return in->subject->outline->clause_count * sizeof(struct shown_clause *);
}

void builder_open(struct builder *b, struct arena *arena, struct report *report,
		  const struct build_input *in)
{
	*b = (struct builder){.report = report, .arena = arena, .in = in};
	b->line.arena = b->phrase.arena = arena;
	b->rules = ARENA_ARRAY(arena, struct rule_texts *, in->pack->rule_count);
	b->clauses = arena_alloc(arena, clauses_size(in));
}

void builder_close(struct builder *b)
{
	arena_drop(b->arena, b->clauses, clauses_size(b->in));
}

void build_report(struct report *report, const struct build_input *in)
{
	const struct source *source = in->subject->source;
	struct builder b;

	builder_open(&b, report->arena, report, in);
	report->path = arena_str(b.arena, source->name);
	report->encoding = source->encoding;
	report->encoding_guessed = source->guessed;
	report->script = source->script;
	if (in->auto_lang)
		report->lang = lang_of(source->script);
	report->side = arena_str(b.arena, in->side);
	report->redacted = in->redact;
	report->has_baseline = in->has_baseline;
	report->clauses = in->subject->outline->clause_count - 1;
	show_packs(report, in->pack);
	show_parties(&b);
	build_findings(&b);
	build_facts(&b);
	if (in->settlement)
		build_settled(&b);
	if (in->needs & NEEDS_OUTLINE)
		build_outline(&b);
	if (in->needs & NEEDS_TEXT && !in->redact)
		report->text = arena_str(b.arena, (struct str){source->text.p - source->lead,
							       source->text.n + source->lead});
	builder_close(&b);
}

void build_refusal(struct report *report, const struct pack *pack, struct str name,
		   const char *problem)
{
	report->path = arena_str(report->arena, name);
	report->refused = true;
	report->problem = arena_str(report->arena, str_from(problem));
	show_packs(report, pack);
}
