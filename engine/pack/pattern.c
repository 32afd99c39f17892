#include "pack/pattern.h"
#include "base/out.h"
#include "base/utf8.h"
#include "pack/expand.h"
#include "pack/lint.h"
#include "pack/literals.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
	GROUPS_MAX = 64,          /* numbered groups of one pattern, the match itself included */
	NEST_LIMIT = 60,          /* brackets in brackets */
	MATCH_LIMIT = 200 * 1000, /* steps from one starting point */
	DEPTH_LIMIT = 20 * 1000,
	HEAP_LIMIT = 4 * 1024,    /* KiB */
	JIT_STACK_MIN = 32 * 1024,
	JIT_STACK_MAX = 512 * 1024
};

static void free_compile_context(void *context)
{
	pcre2_compile_context_free(context);
}

static void free_code(void *code)
{
	pcre2_code_free(code);
}

void compiler_begin(struct compiler *compiler, struct arena *arena, struct mistakes *mistakes)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);

	if (!context)
		arena_fail(arena);
	arena_defer(arena, free_compile_context, context);
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_parens_nest_limit(context, NEST_LIMIT);
	pcre2_set_max_pattern_length(context, EXPANDED_MAX);
	*compiler =
		(struct compiler){.arena = arena, .mistakes = mistakes, .context = context};
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
	mistake_add(compiler->mistakes, compiler->file, pattern->line, pattern->column,
		    "not a regular expression: %s (character %u of the pattern)", (char *)message,
		    pattern_character(pattern, expansion, offset));
	return false;
}

/* The names of the groups; false when there are more than a match has room for. */
static bool read_groups(struct compiler *compiler, struct pattern *pattern)
{
	uint32_t names = 0, size = 0, groups = 0;
	PCRE2_SPTR table = NULL;

	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &names);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &table);
	if (groups >= GROUPS_MAX || names > PATTERN_GROUPS)
		return refuse(compiler, pattern,
			      "too many groups: at most 16 with a name and 63 in all; write (?:…)");
	for (uint32_t i = 0; i < names; i++) {
		const unsigned char *entry = table + (size_t)i * size;
		pattern->groups[i].number = (uint32_t)entry[0] << 8 | entry[1];
		pattern->groups[i].name =
			arena_str(compiler->arena, str_from((const char *)entry + 2));
	}
	pattern->group_count = names;
	return true;
}

static bool compile_code(struct compiler *compiler, struct pattern *pattern,
			 const struct expansion *expansion)
{
	int error;
	size_t offset;

	pattern->code = pcre2_compile((PCRE2_SPTR)expansion->text.p, expansion->text.n,
				      PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &error, &offset,
				      compiler->context);
	if (!pattern->code)
		return refuse_code(compiler, pattern, expansion, error, offset);
	arena_defer(compiler->arena, free_code, pattern->code);
	return true;
}

/* What only the whole of a pattern must keep to. */
static bool check_whole(struct compiler *compiler, struct pattern *pattern)
{
	uint32_t empty = 0;

	pcre2_pattern_info(pattern->code, PCRE2_INFO_MATCHEMPTY, &empty);
	if (empty)
		return refuse(compiler, pattern,
			      "the pattern matches nothing at all, so it would match everywhere");
	return read_groups(compiler, pattern);
}

static bool expand(struct compiler *compiler, const struct pattern *pattern,
		   struct expansion *expansion)
{
	struct error error = {0};

	if (expand_pattern(compiler->arena, compiler->terms, pattern->source, expansion, &error))
		return true;
	mistake_add(compiler->mistakes, compiler->file, pattern->line, pattern->column,
		    "%s (character %u of the pattern)", error.message, error.column);
	return false;
}

static void keep_literals(struct arena *arena, struct pattern *pattern, struct str expanded)
{
	struct str literals[PATTERN_LITERALS], *copy;
	uint32_t n;

	if (!literals_of_pattern(arena, expanded, literals, PATTERN_LITERALS, &n))
		return;
	copy = ARENA_ARRAY(arena, struct str, n);
	for (uint32_t i = 0; i < n; i++)
		copy[i] = literals[i];
	pattern->literals = copy;
	pattern->literal_count = n;
}

bool pattern_compile(struct compiler *compiler, struct pattern *pattern)
{
	struct expansion expansion;
	bool clean;

	if (!expand(compiler, pattern, &expansion) || !compile_code(compiler, pattern, &expansion))
		return false;
	clean = check_whole(compiler, pattern);
	clean = pattern_lint(compiler, pattern, &expansion) && clean;
	pattern->on_marked = expansion.on_marked;
	pattern->jit = pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0;
	keep_literals(compiler->arena, pattern, expansion.text);
	return clean;
}

bool pattern_check_piece(struct compiler *compiler, const struct pattern *piece)
{
	struct pattern scratch = *piece;
	struct expansion expansion;

	return expand(compiler, &scratch, &expansion) &&
	       compile_code(compiler, &scratch, &expansion) &&
	       pattern_lint(compiler, &scratch, &expansion);
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

/* --- matching --- */

struct matcher {
	pcre2_match_context *context;
	pcre2_match_data *data;
	pcre2_jit_stack *stack;
};

static void free_matcher(void *object)
{
	struct matcher *matcher = object;

	pcre2_match_data_free(matcher->data);
	pcre2_match_context_free(matcher->context);
	pcre2_jit_stack_free(matcher->stack);
}

struct matcher *matcher_new(struct arena *arena)
{
	struct matcher *matcher = ARENA_NEW(arena, struct matcher);

	arena_defer(arena, free_matcher, matcher);
	matcher->context = pcre2_match_context_create(NULL);
	matcher->data = pcre2_match_data_create(GROUPS_MAX, NULL);
	if (!matcher->context || !matcher->data)
		arena_fail(arena);
	pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
	pcre2_set_depth_limit(matcher->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(matcher->context, HEAP_LIMIT);
	/* Without a stack of its own, compiled code makes do with 32 KiB of the thread's. */
	matcher->stack = pcre2_jit_stack_create(JIT_STACK_MIN, JIT_STACK_MAX, NULL);
	if (matcher->stack)
		pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
	return matcher;
}

static struct span span_of(const size_t *pair, uint32_t base)
{
	if (pair[0] == PCRE2_UNSET)
		return (struct span){UINT32_MAX, UINT32_MAX};
	return (struct span){base + (uint32_t)pair[0], base + (uint32_t)pair[1]};
}

enum match_result pattern_match(struct matcher *matcher, const struct pattern *pattern,
				struct str subject, struct span unit, uint32_t from,
				struct match *match)
{
	struct str seen = str_at(subject, unit);
	const size_t *pairs = pcre2_get_ovector_pointer(matcher->data);
	size_t start = from > unit.begin ? from - unit.begin : 0;
	int found;

	if (start > seen.n)
		return MATCH_NO;
	found = pattern->jit ? pcre2_jit_match(pattern->code, (PCRE2_SPTR)seen.p, seen.n, start, 0,
					       matcher->data, matcher->context)
			     : pcre2_match(pattern->code, (PCRE2_SPTR)seen.p, seen.n, start,
					   PCRE2_NO_UTF_CHECK, matcher->data, matcher->context);
	if (found == PCRE2_ERROR_NOMATCH)
		return MATCH_NO;
	if (found < 0)
		return MATCH_GAVE_UP;
	match->at = span_of(pairs, unit.begin);
	for (uint32_t i = 0; i < pattern->group_count; i++)
		match->groups[i] = span_of(pairs + 2 * pattern->groups[i].number, unit.begin);
	return MATCH_YES;
}
