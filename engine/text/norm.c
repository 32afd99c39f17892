#include "text/norm.h"

#include <string.h>
#include "base/sorted.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/pass.h"

static struct pass begin_pass(struct arena *arena, struct str text, size_t growth)
{
	struct pass pass = {.arena = arena, .src = text};

	pass.out = arena_bytes(arena, text.n + growth + 1);
	*VEC_PUSH(arena, &pass.runs) = (struct norm_run){0};
	return pass;
}

/* Drops the blank lines and page numbers up to end. */
static void drop_lines(struct pass *pass, size_t end)
{
	struct line line = {.next = pass->at};

	while (pass->document && line.next < end)
		if (next_text_line(str_cut(pass->src, 0, end), line.next, false, &line))
			note(pass, FOLD_PAGE_NUMBER, line.begin, line.end);
	if (pass->at < end)
		drop(pass, end - pass->at);
}

/* A line break in Latin text stands for a space. */
static bool latin(char c)
{
	return cp_is_letter((unsigned char)c) || cp_is_digit((unsigned char)c) || c == ',';
}

/* What is between the end of a line and the text of the next, which goes on with its sentence. */
static void join_lines(struct pass *pass, const struct line *line, const struct line *next)
{
	struct str text = str_cut(pass->src, 0, next->end);
	size_t begin = next->begin;

	for (size_t at = begin; fold_care(fold_entry(utf8_next(text, &at))) == CARE_SPACE;)
		begin = at;
	note(pass, FOLD_HARD_WRAP, line->end, line->next);
	if (latin(text.p[pass->at - 1]) && latin(text.p[begin]))
		replace(pass, line->next - pass->at, " ", 1);
	drop_lines(pass, begin);
}

/* The line break at pass->at becomes one LF. */
static void break_line(struct pass *pass, const struct line *line)
{
	if (line->next > line->end)
		replace(pass, line->next - line->end, "\n", 1);
	pass->line = pass->segment = pass->n;
	pass->quoted = pass->bold = false;
}

/* Where the text of line ends when the next line goes on with its sentence, or 0. Lines with blank
 * ones between them are apart, unless there is a page number among these. */
static size_t wraps_at(const struct pass *pass, const struct line *line, const struct line *next,
		       uint32_t wrap)
{
	struct str text = pass->src;
	struct line page;
	size_t size;

	if (wrap == 0 || next->begin == text.n ||
	    (line->next < next->begin &&
	     !next_text_line(str_cut(text, 0, next->begin), line->next, false, &page)))
		return 0;
	size = hard_wrap_at(str_cut(text, line->begin, line->end),
			    str_cut(text, next->begin, next->end), wrap);
	return size ? line->begin + size : 0;
}

static void fold_lines(struct pass *pass, uint32_t wrap)
{
	struct line line, next;
	bool more = next_text_line(pass->src, 0, pass->document, &line);

	drop_lines(pass, line.begin);
	for (; more; line = next) {
		size_t joined;
		more = next_text_line(pass->src, line.next, pass->document, &next);
		joined = wraps_at(pass, &line, &next, wrap);
		fold_line(pass, joined ? joined : line.end);
		if (joined) {
			join_lines(pass, &line, &next);
		} else {
			break_line(pass, &line);
			drop_lines(pass, next.begin);
		}
	}
}

struct norm *normalise(struct arena *arena, const struct source *source)
{
	struct norm *norm = ARENA_NEW(arena, struct norm);
	struct survey survey = survey_lines(source->text);
	struct pass pass = begin_pass(arena, source->text, survey.growth);
	struct norm_run *last;

	pass.document = true;
	fold_lines(&pass, survey.wrap);
	last = &pass.runs.p[pass.runs.n - 1];
	if (pass.runs.n == 1 || last->norm != pass.n || last->src != pass.at)
		*VEC_PUSH(arena, &pass.runs) =
			(struct norm_run){(uint32_t)pass.n, (uint32_t)pass.at};
	norm->text = (struct str){pass.out, pass.n};
	norm->runs = pass.runs.p;
	norm->run_count = pass.runs.n;
	norm->folds = pass.folds.p;
	norm->fold_count = pass.folds.n;
	memcpy(norm->fold_totals, pass.totals, sizeof norm->fold_totals);
	return norm;
}

void norm_drop_text(struct arena *arena, struct norm *norm)
{
	arena_drop(arena, (char *)(uintptr_t)norm->text.p, norm->text.n);
	norm->text.p = NULL;
}

struct str fold_phrase(struct arena *arena, struct str text)
{
	struct pass pass = begin_pass(arena, text, survey_lines(text).growth);

	fold_lines(&pass, 0);
	return (struct str){pass.out, pass.n};
}

uint32_t norm_run_at(const struct norm *norm, uint32_t at)
{
	return SORTED_LAST(norm->runs, norm->run_count, norm, at);
}

static bool one_for_one(const struct norm *norm, uint32_t run)
{
	const struct norm_run *runs = norm->runs;

	return run + 1 < norm->run_count &&
	       runs[run + 1].norm - runs[run].norm == runs[run + 1].src - runs[run].src;
}

/* The same of an offset at or behind one in run from, which is mostly a few runs away. */
static uint32_t run_onward(const struct norm *norm, uint32_t from, uint32_t at)
{
	enum { NEAR = 8 };

	for (uint32_t run = from; run + 1 < norm->run_count && run < from + NEAR; run++)
		if (norm->runs[run + 1].norm > at)
			return run;
	return norm_run_at(norm, at);
}

static uint32_t source_of(const struct norm *norm, uint32_t run, uint32_t at)
{
	return norm->runs[run].src + (one_for_one(norm, run) ? at - norm->runs[run].norm : 0);
}

struct span norm_to_source(const struct norm *norm, struct span at)
{
	uint32_t size = (uint32_t)norm->text.n, run;
	struct span src;

	at.begin = at.begin < size ? at.begin : size;
	at.end = at.end < size ? at.end : size;
	run = norm_run_at(norm, at.begin);
	src.begin = source_of(norm, run, at.begin);
	if (at.end <= at.begin)
		return (struct span){src.begin, src.begin};
	run = run_onward(norm, run, at.end - 1);
	src.end = one_for_one(norm, run) ? norm->runs[run].src + (at.end - norm->runs[run].norm)
					 : norm->runs[run + 1].src;
	return src;
}

uint32_t source_to_norm(const struct norm *norm, uint32_t src)
{
	const struct norm_run *runs = norm->runs;
	uint32_t run = SORTED_LAST(runs, norm->run_count, src, src);

	if (one_for_one(norm, run))
		return runs[run].norm + (src - runs[run].src);
	return src == runs[run].src || run + 1 == norm->run_count ? runs[run].norm
								  : runs[run + 1].norm;
}
