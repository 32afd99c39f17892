#include "text/inline.h"

#include <strings.h>
#include "base/utf8.h"
#include "base/vec.h"

enum { REASON_MAX = 600, RULE_MAX = 64 };

static const struct str word = STR_INIT("clauselint-accept");

/* --- finding --------------------------------------------------------------------------------- */

/* One of several words that may stand at *at, which moves behind it. */
static bool take(struct str text, size_t *at, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_starts(str_cut(text, *at, text.n), words[i])) {
			*at += words[i].n;
			return true;
		}
	return false;
}
#define TAKE(text, at, ...)                                                                        \
	take((text), (at), (const struct str[]){__VA_ARGS__},                                      \
	     sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))

static size_t skip_spaces(struct str text, size_t at)
{
	while (at < text.n && text.p[at] == ' ')
		at++;
	return at;
}

static size_t skip_spaces_back(struct str text, size_t at)
{
	while (at > 0 && text.p[at - 1] == ' ')
		at--;
	return at;
}

/* Where the bracket or comment around the word at begins; SIZE_MAX when there is none. */
static size_t opening(struct str text, size_t at, bool *comment)
{
	static const struct {
		struct str mark;
		bool comment;
	} marks[] = {{STR_INIT("【"), false},
		     {STR_INIT("["), false},
		     {STR_INIT("<!--"), true},
		     {STR_INIT("<！--"), true}};
	struct str before = str_cut(text, 0, skip_spaces_back(text, at));

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (str_ends(before, marks[i].mark)) {
			*comment = marks[i].comment;
			return before.n - marks[i].mark.n;
		}
	return SIZE_MAX;
}

static bool is_rule_char(char c)
{
	return cp_is_letter((unsigned char)c) || cp_is_digit((unsigned char)c) || c == '_';
}

/* The rule at *at: an id, or a name with hyphens, none of which stands at its end. */
static struct str take_rule(struct str text, size_t *at)
{
	size_t end = *at;
	struct str rule;

	while (end < text.n && end - *at < RULE_MAX &&
	       (is_rule_char(text.p[end]) ||
		(text.p[end] == '-' && end + 1 < text.n && is_rule_char(text.p[end + 1]) &&
		 end > *at && text.p[end - 1] != '-')))
		end++;
	rule = str_cut(text, *at, end);
	*at = end;
	return rule;
}

/* Whether nothing but space is on the source line of src beside it. */
static bool is_alone(struct str source, struct span src)
{
	size_t begin = src.begin, end = src.end;

	while (begin > 0 && (source.p[begin - 1] == ' ' || source.p[begin - 1] == '\t'))
		begin--;
	while (end < source.n && (source.p[end] == ' ' || source.p[end] == '\t'))
		end++;
	return (begin == 0 || source.p[begin - 1] == '\n' || source.p[begin - 1] == '\r') &&
	       (end == source.n || source.p[end] == '\n' || source.p[end] == '\r');
}

/* The line goes with its end when it is one in norm text, too, and was not joined to others. */
static struct span whole_line(struct str text, size_t begin, size_t end)
{
	bool line =
		(begin == 0 || text.p[begin - 1] == '\n') && end < text.n && text.p[end] == '\n';

	return (struct span){(uint32_t)begin, (uint32_t)(end + line)};
}

/* The mark around the word at. */
static bool read_mark(struct arena *arena, const struct norm *norm, const struct source *source,
		      size_t at, struct inline_mark *mark)
{
	struct str text = norm->text, reason;
	size_t begin, end, from = at + word.n;
	bool comment;
	struct span src;

	begin = opening(text, at, &comment);
	if (begin == SIZE_MAX)
		return false;
	from = skip_spaces(text, from);
	mark->rule = take_rule(text, &from);
	from = skip_spaces(text, from);
	if (!mark->rule.n || !TAKE(text, &from, STR("--"), STR("——"), STR("—"), STR("－－")))
		return false;
	end = str_find(str_cut(text, 0, from + REASON_MAX), comment ? STR("-->") : STR("】"), from);
	if (end == SIZE_MAX && !comment)
		end = str_find(str_cut(text, 0, from + REASON_MAX), STR("]"), from);
	if (end == SIZE_MAX)
		return false;
	reason = str_cut(text, from, end);
	if (str_contains(reason, STR("\n")))
		return false;
	reason = str_trim(reason);
	if (!reason.n)
		return false;
	src = norm_to_source(norm,
			     (struct span){(uint32_t)(reason.p - text.p),
					   (uint32_t)(reason.p - text.p + (ptrdiff_t)reason.n)});
	mark->reason = arena_str(arena, str_at(source->text, src));
	TAKE(text, &end, STR("-->"), STR("】"), STR("]"));
	src = norm_to_source(norm, (struct span){(uint32_t)begin, (uint32_t)end});
	mark->src = src.begin;
	mark->at = whole_line(text, begin, end);
	return is_alone(source->text, src);
}

static bool is_word(struct str text, size_t at)
{
	return text.n - at >= word.n && strncasecmp(text.p + at, word.p, word.n) == 0;
}

struct inline_marks inline_find(struct arena *arena, const struct norm *norm,
				const struct source *source)
{
	VEC(struct inline_mark) list = {0};
	struct str text = norm->text;
	struct inline_mark mark = {0};
	uint32_t behind = 0, cut = 0;

	for (size_t i = 0; i < text.n && list.n < INLINE_MARKS_MAX; i++) {
		if ((text.p[i] | 0x20) != 'c' || !is_word(text, i) ||
		    !read_mark(arena, norm, source, i, &mark) || mark.at.begin < behind)
			continue;
		mark.where = mark.at.begin - cut;
		cut += span_size(mark.at);
		i = behind = mark.at.end;
		*VEC_PUSH(arena, &list) = mark;
	}
	return (struct inline_marks){list.p, list.n};
}

/* --- cutting --------------------------------------------------------------------------------- */

struct cutter {
	struct arena *arena;
	const struct norm *norm;
	char *out;
	uint32_t n; /* of out */
	VEC(struct norm_run) runs;
};

static void add_run(struct cutter *cutter, uint32_t norm, uint32_t src)
{
	*VEC_PUSH(cutter->arena, &cutter->runs) = (struct norm_run){norm, src};
}

static uint32_t source_at(const struct norm *norm, uint32_t at)
{
	return norm_to_source(norm, (struct span){at, at}).begin;
}

/* Keeps a piece of the text with its runs, those that end it included. */
static void keep(struct cutter *cutter, uint32_t begin, uint32_t end)
{
	const struct norm *norm = cutter->norm;
	uint32_t run = norm_run_at(norm, begin) + 1, shift = begin - cutter->n;
	bool ended = false;

	add_run(cutter, cutter->n, source_at(norm, begin));
	for (; run < norm->run_count && norm->runs[run].norm <= end; run++) {
		add_run(cutter, norm->runs[run].norm - shift, norm->runs[run].src);
		ended = norm->runs[run].norm == end;
	}
	memcpy(cutter->out + cutter->n, norm->text.p + begin, end - begin);
	cutter->n += end - begin;
	if (!ended)
		add_run(cutter, cutter->n, source_at(norm, end));
}

struct norm *inline_cut(struct arena *arena, struct norm *norm, struct inline_marks marks)
{
	struct cutter cutter = {.arena = arena, .norm = norm};
	struct norm *cut;
	uint32_t at = 0;

	if (!marks.n)
		return norm;
	cutter.out = arena_alloc(arena, norm->text.n + 1);
	for (uint32_t i = 0; i < marks.n; i++) {
		keep(&cutter, at, marks.p[i].at.begin);
		at = marks.p[i].at.end;
	}
	keep(&cutter, at, (uint32_t)norm->text.n);
	cut = ARENA_NEW(arena, struct norm);
	*cut = *norm;
	cut->text = (struct str){cutter.out, cutter.n};
	cut->runs = cutter.runs.p;
	cut->run_count = cutter.runs.n;
	return cut;
}
