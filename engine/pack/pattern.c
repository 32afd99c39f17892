#include "pack/pattern.h"
#include "base/out.h"
#include "base/utf8.h"
#include "pack/code.h"
#include "pack/expand.h"
#include "pack/lint.h"
#include "pack/literals.h"

/* The code that is looked at while a pattern is checked, one at a time: what contracts are matched
 * with is compiled by those who match. */
struct workbench {
	pcre2_compile_context *context;
	pcre2_code *code;
};

static void free_workbench(void *object)
{
	struct workbench *bench = object;

	pcre2_code_free(bench->code);
}

void compiler_begin(struct compiler *compiler, struct arena *arena, struct mistakes *mistakes)
{
	struct workbench *bench = ARENA_NEW(arena, struct workbench);

	arena_defer(arena, free_workbench, bench);
	bench->context = code_context(arena);
	*compiler = (struct compiler){.arena = arena,
				      .mistakes = mistakes,
				      .bench = bench,
				      .placing = placing_new(arena)};
}

static bool refuse(struct compiler *compiler, const struct pattern *pattern, const char *message)
{
	mistake_add(compiler->mistakes, compiler->file, pattern->line, pattern->column, "%s",
		    message);
	return false;
}

static bool refuse_code(struct compiler *compiler, const struct pattern *pattern,
			const struct expansion *expansion, int error, size_t offset)
{
	PCRE2_UCHAR message[200];

	if (error == PCRE2_ERROR_NOMEMORY)
		arena_fail(compiler->arena);
	pcre2_get_error_message(error, message, sizeof message);
	mistake_add(
		compiler->mistakes, compiler->file, pattern->line, pattern->column,
		"not a regular expression: %s (character %u of the pattern)", (char *)message,
		pattern_character(pattern, expansion_source(expansion, (uint32_t)offset).source));
	return false;
}

/* The names of the groups; false when there are more than a match has room for. */
static bool read_groups(struct compiler *compiler, struct pattern *pattern)
{
	const pcre2_code *code = compiler->bench->code;
	uint32_t names = 0, size = 0, groups = 0;
	PCRE2_SPTR table = NULL;
	struct pattern_group *list;

	pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
	pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &names);
	pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
	if (groups >= CODE_GROUPS || names > PATTERN_GROUPS)
		return refuse(compiler, pattern,
			      "too many groups: at most 16 with a name and 63 in all; write (?:…)");
	list = ARENA_ARRAY(compiler->arena, struct pattern_group, names);
	for (uint32_t i = 0; i < names; i++) {
		const unsigned char *entry = table + (size_t)i * size;
		list[i].number = (uint32_t)entry[0] << 8 | entry[1];
		list[i].name = arena_str(compiler->arena, str_from((const char *)entry + 2));
	}
	pattern->groups = list;
	pattern->group_count = names;
	return true;
}

static bool compile_code(struct compiler *compiler, const struct pattern *pattern,
			 const struct expansion *expansion)
{
	struct workbench *bench = compiler->bench;
	size_t offset = 0;
	int error = 0;

	pcre2_code_free(bench->code);
	bench->code = code_compile(bench->context, expansion->text, &error, &offset);
	return bench->code || refuse_code(compiler, pattern, expansion, error, offset);
}

/* A look-behind may stand in another one. */
static uint32_t looks_behind(const pcre2_code *code, struct str expanded)
{
	enum { BYTES_MAX = 4 };
	uint32_t farthest = 0, count = 1;

	pcre2_pattern_info(code, PCRE2_INFO_MAXLOOKBEHIND, &farthest);
	for (size_t at = 0; (at = str_find(expanded, STR("(?<"), at)) != SIZE_MAX; at++)
		count++;
	return farthest < UINT16_MAX && count < UINT16_MAX / BYTES_MAX
		       ? farthest * count * BYTES_MAX
		       : UINT32_MAX;
}

/* What only the whole of a pattern must keep to. */
static bool check_whole(struct compiler *compiler, struct pattern *pattern)
{
	uint32_t empty = 0;

	pcre2_pattern_info(compiler->bench->code, PCRE2_INFO_MATCHEMPTY, &empty);
	if (empty)
		return refuse(compiler, pattern,
			      "the pattern matches nothing at all, so it would match everywhere");
	return read_groups(compiler, pattern);
}

static bool expand(struct compiler *compiler, const struct pattern *pattern,
		   struct expansion *expansion)
{
	struct error error = {0};

	if (compiler->written > WRITTEN_MAX || mistakes_full(compiler->mistakes))
		return false;
	if (expand_pattern(compiler->arena, compiler->terms, pattern->source, expansion, &error)) {
		compiler->written += expansion->text.n;
		return compiler->written <= WRITTEN_MAX ||
		       refuse(compiler, pattern,
			      "the patterns up to here are longer than 32 MiB with their terms "
			      "written out; the rest is not read");
	}
	if (error.message[0])
		mistake_add(compiler->mistakes, compiler->file, pattern->line, pattern->column,
			    "%s (character %u of the pattern)", error.message, error.column);
	return false;
}

static void keep_literals(struct arena *arena, struct pattern *pattern)
{
	struct prefilter prefilter;
	struct str *literals;

	prefilter_make(arena, pattern->expanded, &prefilter);
	literals = ARENA_ARRAY(arena, struct str, prefilter.literal_count);
	for (uint32_t i = 0; i < prefilter.literal_count; i++)
		literals[i] = prefilter.literals[i];
	pattern->literals = literals;
	pattern->literal_count = prefilter.literal_count;
}

bool pattern_compile(struct compiler *compiler, struct pattern *pattern)
{
	struct expansion expansion;
	bool clean;

	if (!expand(compiler, pattern, &expansion) || !compile_code(compiler, pattern, &expansion))
		return false;
	pattern->expanded = expansion.text;
	clean = check_whole(compiler, pattern);
	clean = pattern_lint(compiler, pattern, &expansion) && clean;
	pattern_warn(compiler, pattern, &expansion);
	pattern->on_marked = expansion.on_marked;
	pattern->looks_behind = looks_behind(compiler->bench->code, expansion.text);
	keep_literals(compiler->arena, pattern);
	return clean;
}

bool pattern_check_piece(struct compiler *compiler, const struct pattern *piece)
{
	struct pattern scratch = *piece;
	struct expansion expansion;

	if (!expand(compiler, &scratch, &expansion) ||
	    !compile_code(compiler, &scratch, &expansion))
		return false;
	pattern_warn(compiler, &scratch, &expansion);
	return pattern_lint(compiler, &scratch, &expansion);
}

struct str pattern_quote(struct arena *arena, struct str text)
{
	struct text quoted = {.arena = arena};

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c > ' ' && c < 0x7F && !cp_is_letter(c) && !cp_is_digit(c))
			text_str(&quoted, STR("\\"));
		text_str(&quoted, str_cut(text, i, i + 1));
	}
	return text_done(&quoted);
}
