#include "pack/code.h"
#include "pack/pattern.h"

#include <stdatomic.h>

enum {
	WARM_RUNS = 15,		  /* then machine code pays; */
	RUN_BYTES = 256,	  /* so many bytes of starting points are another run */
	MATCH_LIMIT = 200 * 1000, /* steps from one starting point */
	DEPTH_LIMIT = 20 * 1000,
	HEAP_LIMIT = 4 * 1024, /* KiB */
	WINDOW = 8 * 1024,     /* bytes: starting points looked at together, and a match's reach */
	JIT_STACK_MIN = 32 * 1024,
	JIT_STACK_MAX = 512 * 1024
};

/* --- code ---
 *
 * For patterns without a program, and where that gave up. Most are never run on a contract. So
 * a pattern is compiled when it is run for the first time, and machine code, which takes longer to
 * make than all the rest, is made for those that are run often. Whichever thread gets there first
 * keeps what it made. */

struct code {
	_Atomic(pcre2_code *) cold; /* NULL: not yet */
	_Atomic(pcre2_code *) hot;  /* a copy, since others are using cold; cold itself: there is no
				       machine code to be had */
	_Atomic uint32_t runs;
};

struct codes {
	pcre2_compile_context *context;
	const struct stored_codes *stored;
	uint32_t n;
	struct code list[];
};

static void free_codes(void *object)
{
	struct codes *codes = object;

	for (uint32_t i = 0; i < codes->n; i++) {
		pcre2_code *cold = atomic_load(&codes->list[i].cold);
		pcre2_code *hot = atomic_load(&codes->list[i].hot);
		if (hot != cold)
			pcre2_code_free(hot);
		pcre2_code_free(cold);
	}
}

struct codes *codes_new(struct arena *arena, uint32_t n, const struct stored_codes *stored)
{
	struct codes *codes = arena_alloc(arena, sizeof *codes + n * sizeof codes->list[0]);

	codes->n = n;
	codes->stored = stored;
	arena_defer(arena, free_codes, codes);
	codes->context = code_context(arena);
	return codes;
}

struct matcher {
	struct arena *arena;
	struct codes *codes;
	pcre2_match_context *context;
	pcre2_match_data *data;
	pcre2_jit_stack *stack;
	size_t pairs[2 * PROGRAM_GROUPS]; /* of the last match by a program */
	const size_t *found;	       /* those, or PCRE2's */
};

/* Puts made into slot unless somebody was faster; what is there then. */
static pcre2_code *keep_first(_Atomic(pcre2_code *) *slot, pcre2_code *made,
			      const pcre2_code *shared)
{
	pcre2_code *before = NULL;

	if (atomic_compare_exchange_strong(slot, &before, made))
		return made;
	if (made != shared)
		pcre2_code_free(made);
	return before;
}

/* Patterns were compiled when the pack was loaded, so all that can be missing here is memory. */
static struct code *code_of(const struct matcher *matcher, const struct pattern *pattern)
{
	struct code *code = &matcher->codes->list[pattern->index];
	pcre2_code *made;
	size_t offset;
	int error;

	if (atomic_load_explicit(&code->cold, memory_order_acquire))
		return code;
	made = matcher->codes->stored ? code_fetch(matcher->codes->stored, pattern->index) : NULL;
	if (!made)
		made = code_compile(matcher->codes->context, pattern->expanded, &error, &offset);
	if (!made)
		arena_fail(matcher->arena);
	keep_first(&code->cold, made, NULL);
	return code;
}

static const pcre2_code *heat(struct code *code)
{
	/* With tables of its own: the count of who uses the shared ones is not made for threads. */
	pcre2_code *cold = atomic_load(&code->cold), *hot = pcre2_code_copy_with_tables(cold);

	if (!hot || pcre2_jit_compile(hot, PCRE2_JIT_COMPLETE) != 0) {
		pcre2_code_free(hot);
		hot = cold;
	}
	return keep_first(&code->hot, hot, cold);
}

/* --- matching --- */

static void free_matcher(void *object)
{
	struct matcher *matcher = object;

	pcre2_match_data_free(matcher->data);
	pcre2_match_context_free(matcher->context);
	pcre2_jit_stack_free(matcher->stack);
}

struct matcher *matcher_new(struct arena *arena, struct codes *codes)
{
	struct matcher *matcher = ARENA_NEW(arena, struct matcher);

	arena_defer(arena, free_matcher, matcher);
	matcher->arena = arena;
	matcher->codes = codes;
	matcher->context = pcre2_match_context_create(NULL);
	matcher->data = pcre2_match_data_create(CODE_GROUPS, NULL);
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

/* What is looked at in one go: starting points from start to last, in seen, which goes on when cut
 * is set. */
struct look {
	struct str seen;
	size_t start, last;
	bool cut;
};

static int run(struct matcher *matcher, const pcre2_code *hot, const pcre2_code *cold,
	       struct look look)
{
	uint32_t options = look.cut ? PCRE2_NOTEOL : 0;
	PCRE2_SPTR text = (PCRE2_SPTR)look.seen.p;

	pcre2_set_offset_limit(matcher->context, look.last);
	if (hot && hot != cold)
		return pcre2_jit_match(hot, text, look.seen.n, look.start, options, matcher->data,
				       matcher->context);
	return pcre2_match(cold, text, look.seen.n, look.start, options | PCRE2_NO_UTF_CHECK,
			   matcher->data, matcher->context);
}

/* The two ways to run count their steps differently. So that a result never depends on how often a
 * pattern was run before, the interpreter does not give up while there is machine code to be had.
 */
static int find_by_code(struct matcher *matcher, const struct pattern *pattern, struct look look)
{
	struct code *code = code_of(matcher, pattern);
	const pcre2_code *cold = atomic_load_explicit(&code->cold, memory_order_acquire);
	const pcre2_code *hot = atomic_load_explicit(&code->hot, memory_order_acquire);
	uint32_t runs = 1 + (uint32_t)(look.last - look.start) / RUN_BYTES;
	int found;

	if (!hot &&
	    atomic_fetch_add_explicit(&code->runs, runs, memory_order_relaxed) + runs > WARM_RUNS)
		hot = heat(code);
	found = run(matcher, hot, cold, look);
	if (!hot && found < 0 && found != PCRE2_ERROR_NOMATCH)
		found = run(matcher, heat(code), cold, look);
	return found;
}

static int find(struct matcher *matcher, const struct pattern *pattern, struct look look)
{
	if (pattern->program.code) {
		matcher->found = matcher->pairs;
		switch (program_run(pattern->program, look.seen, look.start, look.last, look.cut,
				    matcher->pairs)) {
		case PROGRAM_YES: return 1;
		case PROGRAM_NO: return PCRE2_ERROR_NOMATCH;
		case PROGRAM_GAVE_UP: look.start = matcher->pairs[0]; break;
		}
	}
	matcher->found = pcre2_get_ovector_pointer(matcher->data);
	return find_by_code(matcher, pattern, look);
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
static int find_in_windows(struct matcher *matcher, const struct pattern *pattern, struct str seen,
			   size_t start, size_t last)
{
	while (start <= last) {
		bool cut = seen.n - start > 2 * WINDOW;
		size_t end = cut ? character_start(seen, start + 2 * WINDOW) : seen.n;
		struct look look = {str_cut(seen, 0, end), start, last < end ? last : end, cut};
		int found = find(matcher, pattern, look);
		const size_t *pairs = matcher->found;

		if (!cut || (found < 0 && found != PCRE2_ERROR_NOMATCH))
			return found;
		if (found >= 0 && (pairs[1] < end || pairs[0] <= start))
			return found;
		start = found >= 0 ? pairs[0] : character_start(seen, start + WINDOW);
	}
	return PCRE2_ERROR_NOMATCH;
}

enum match_result pattern_match(struct matcher *matcher, const struct pattern *pattern,
				struct str subject, struct span unit, struct span starts,
				struct match *match)
{
	struct str seen = str_at(subject, unit);
	const size_t *pairs;
	size_t start = starts.begin > unit.begin ? starts.begin - unit.begin : 0;
	size_t last = starts.end - unit.begin;
	int found;

	if (start > seen.n)
		return MATCH_NO;
	found = find_in_windows(matcher, pattern, seen, character_start(seen, start), last);
	if (found == PCRE2_ERROR_NOMATCH)
		return MATCH_NO;
	if (found < 0)
		return MATCH_GAVE_UP;
	pairs = matcher->found;
	match->at = span_of(pairs, unit.begin);
	for (uint32_t i = 0; i < pattern->group_count; i++)
		match->groups[i] = span_of(pairs + 2 * pattern->groups[i].number, unit.begin);
	return MATCH_YES;
}
