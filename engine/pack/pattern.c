#include "pack/pattern.h"
#include "base/out.h"
#include "base/utf8.h"
#include "pack/expand.h"
#include "pack/lint.h"
#include "pack/literals.h"

#include <stdatomic.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
	GROUPS_MAX = 64,	  /* numbered groups of one pattern, the match itself included */
	WARM_RUNS = 30,		  /* then machine code pays */
	NEST_LIMIT = 60,	  /* brackets in brackets */
	MATCH_LIMIT = 200 * 1000, /* steps from one starting point */
	DEPTH_LIMIT = 20 * 1000,
	HEAP_LIMIT = 4 * 1024, /* KiB */
	WINDOW = 8 * 1024,     /* bytes: starting points looked at together, and a match's reach */
	JIT_STACK_MIN = 32 * 1024,
	JIT_STACK_MAX = 512 * 1024
};

static void free_compile_context(void *context)
{
	pcre2_compile_context_free(context);
}

/* Making machine code takes longer than loading all the rest of a rule, and most patterns are
 * hardly ever run on a contract. So it is made for those that are run often, by whichever thread
 * gets there first: a copy of the code, since others are using the code. */
struct warmth {
	pcre2_code *cold;
	_Atomic uint32_t runs;
	_Atomic(pcre2_code *) hot; /* NULL: not yet; cold: there is no machine code to be had */
};

static void free_warmth(void *object)
{
	struct warmth *warmth = object;
	pcre2_code *hot = atomic_load(&warmth->hot);

	if (hot != warmth->cold)
		pcre2_code_free(hot);
	pcre2_code_free(warmth->cold);
}

static const pcre2_code *heat(struct warmth *warmth)
{
	pcre2_code *hot = pcre2_code_copy(warmth->cold), *before = NULL;

	if (!hot || pcre2_jit_compile(hot, PCRE2_JIT_COMPLETE) != 0) {
		pcre2_code_free(hot);
		hot = warmth->cold;
	}
	if (atomic_compare_exchange_strong(&warmth->hot, &before, hot))
		return hot;
	if (hot != warmth->cold)
		pcre2_code_free(hot);
	return before;
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
	*compiler = (struct compiler){.arena = arena, .mistakes = mistakes, .context = context};
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
	struct warmth *warmth = ARENA_NEW(compiler->arena, struct warmth);
	int error;
	size_t offset;

	arena_defer(compiler->arena, free_warmth, warmth);
	pattern->warmth = warmth;
	pattern->code = warmth->cold = pcre2_compile(
		(PCRE2_SPTR)expansion->text.p, expansion->text.n,
		PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &error, &offset, compiler->context);
	if (!pattern->code)
		return refuse_code(compiler, pattern, expansion, error, offset);
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
	if (error.message[0])
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

/* What is looked at in one go: starting points from start, in seen, which goes on when cut is set.
 */
struct look {
	struct str seen;
	size_t start;
	bool cut;
};

static int run(struct matcher *matcher, const pcre2_code *hot, const pcre2_code *cold,
	       struct look look)
{
	uint32_t options = look.cut ? PCRE2_NOTEOL : 0;
	PCRE2_SPTR text = (PCRE2_SPTR)look.seen.p;

	if (hot && hot != cold)
		return pcre2_jit_match(hot, text, look.seen.n, look.start, options, matcher->data,
				       matcher->context);
	return pcre2_match(cold, text, look.seen.n, look.start, options | PCRE2_NO_UTF_CHECK,
			   matcher->data, matcher->context);
}

/* The two ways to run count their steps differently. So that a result never depends on how often a
 * pattern was run before, the interpreter does not give up while there is machine code to be had.
 */
static int find(struct matcher *matcher, struct warmth *warmth, struct look look)
{
	const pcre2_code *hot = atomic_load_explicit(&warmth->hot, memory_order_acquire);
	int found;

	if (!hot && atomic_fetch_add_explicit(&warmth->runs, 1, memory_order_relaxed) >= WARM_RUNS)
		hot = heat(warmth);
	found = run(matcher, hot, warmth->cold, look);
	if (!hot && found < 0 && found != PCRE2_ERROR_NOMATCH)
		found = run(matcher, heat(warmth), warmth->cold, look);
	return found;
}

/* The start of the character that offset is in. */
static size_t character_start(struct str text, size_t offset)
{
	while (offset < text.n && offset && ((unsigned char)text.p[offset] & 0xC0) == 0x80)
		offset--;
	return offset;
}

/* A long unit is looked at in windows: a repeat without end could otherwise run from every starting
 * point to the end of the text, which is quadratic. A match that touches a window's end is looked
 * at again with a whole window of its own. */
static int find_in_windows(struct matcher *matcher, struct warmth *warmth, struct str seen,
			   size_t start)
{
	const size_t *pairs = pcre2_get_ovector_pointer(matcher->data);

	for (;;) {
		bool cut = seen.n - start > 2 * WINDOW;
		size_t end = cut ? character_start(seen, start + 2 * WINDOW) : seen.n;
		struct look look = {str_cut(seen, 0, end), start, cut};
		int found = find(matcher, warmth, look);
		if (!cut || (found < 0 && found != PCRE2_ERROR_NOMATCH))
			return found;
		if (found >= 0 && (pairs[1] < end || pairs[0] <= start))
			return found;
		start = found >= 0 ? pairs[0] : character_start(seen, start + WINDOW);
	}
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
	found = find_in_windows(matcher, pattern->warmth, seen, start);
	if (found == PCRE2_ERROR_NOMATCH)
		return MATCH_NO;
	if (found < 0)
		return MATCH_GAVE_UP;
	match->at = span_of(pairs, unit.begin);
	for (uint32_t i = 0; i < pattern->group_count; i++)
		match->groups[i] = span_of(pairs + 2 * pattern->groups[i].number, unit.begin);
	return MATCH_YES;
}
