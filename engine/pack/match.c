#include "base/utf8.h"
#include "pack/code.h"
#include "pack/pattern.h"

#include <stdatomic.h>
#include <stdlib.h>

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
 * Programs, and PCRE2's code for patterns without one, and where that gave up. Most patterns are
 * never run on a contract. So what a pattern needs is made when it is run for the first time, and
 * machine code, which takes longer to make than all the rest, for those that are run often.
 * Whichever thread gets there first keeps what it made. */

struct code {
	_Atomic(pcre2_code *) cold; /* NULL: not yet */
	_Atomic(pcre2_code *) hot;  /* a copy, since others are using cold; cold itself: there is no
				       machine code to be had */
	_Atomic uint32_t runs;
	_Atomic(struct own_program *) program; /* NULL: not yet, or the pattern has one itself */
};

/* A program that was made by whoever ran the pattern first. */
struct own_program {
	struct program program;
	uint32_t code[];
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
		free(atomic_load(&codes->list[i].program));
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
	struct arena *arena, *scratch;
	struct codes *codes;
	pcre2_match_context *context;
	pcre2_match_data *data;
	pcre2_jit_stack *stack;
	size_t pairs[2 * PROGRAM_GROUPS]; /* of the last match by a program */
	const size_t *found;		  /* those, or PCRE2's */
	uint32_t found_from; /* where in the subject the text begins that they are of */
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
	matcher->scratch = arena_sub(arena);
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

static struct own_program *make_program(struct matcher *matcher, const struct pattern *pattern)
{
	struct program made = program_make(matcher->scratch, pattern->expanded);
	struct own_program *own = malloc(sizeof *own + made.size * sizeof own->code[0]);

	if (!own)
		arena_fail(matcher->arena);
	memcpy(own->code, made.code, made.size * sizeof own->code[0]);
	own->program = (struct program){own->code, made.size};
	arena_empty(matcher->scratch);
	return own;
}

static struct program program_of(struct matcher *matcher, const struct pattern *pattern)
{
	struct code *code = &matcher->codes->list[pattern->index];
	struct own_program *own, *before = NULL;

	if (pattern->program.size)
		return pattern->program;
	own = atomic_load_explicit(&code->program, memory_order_acquire);
	if (own)
		return own->program;
	own = make_program(matcher, pattern);
	if (atomic_compare_exchange_strong(&code->program, &before, own))
		return own->program;
	free(own);
	return before->program;
}

static int find(struct matcher *matcher, const struct pattern *pattern, struct look look)
{
	struct program program = program_of(matcher, pattern);

	if (program_is_made(program)) {
		matcher->found = matcher->pairs;
		switch (program_run(program, look.seen, look.start, look.last, look.cut,
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
	while (offset && utf8_splits(text, offset))
		offset--;
	return offset;
}

/* A piece of the unit from start on and, in a long one, with as much in front as the pattern looks
 * at; it begins at *begin. In start and *begin offsets are of the unit. */
static struct look look_from(const struct pattern *pattern, struct subject_reader subject,
			     struct span unit, size_t start, size_t last, size_t *begin)
{
	enum { CHARACTER = 4 };
	size_t size = span_size(unit), before = (size_t)pattern->looks_behind + CHARACTER, end;
	struct look look = {.start = start};

	*begin = size > 2 * WINDOW && start > before ? start - before : 0;
	end = size - start > 2 * WINDOW ? start + 2 * WINDOW + 1 : size;
	look.seen = subject.read(subject.context, (struct span){unit.begin + (uint32_t)*begin,
								unit.begin + (uint32_t)end});
	for (; *begin && utf8_splits(look.seen, 0); ++*begin)
		look.seen = str_cut(look.seen, 1, look.seen.n);
	look.start = character_start(look.seen, start - *begin);
	look.cut = size - *begin - look.start > 2 * WINDOW;
	if (look.cut)
		look.seen.n = character_start(look.seen, look.start + 2 * WINDOW);
	look.last = last - *begin < look.seen.n ? last - *begin : look.seen.n;
	return look;
}

/* A long unit is looked at in windows: a repeat without end could otherwise run from every starting
 * point to the end of the text, which is quadratic. A match that touches a window's end is looked
 * at again with a whole window of its own. */
static int find_in_windows(struct matcher *matcher, const struct pattern *pattern,
			   struct subject_reader subject, struct span unit, size_t start,
			   size_t last)
{
	while (start <= last) {
		size_t begin;
		struct look look = look_from(pattern, subject, unit, start, last, &begin);
		int found = find(matcher, pattern, look);
		const size_t *pairs = matcher->found;

		matcher->found_from = unit.begin + (uint32_t)begin;
		if (!look.cut || (found < 0 && found != PCRE2_ERROR_NOMATCH))
			return found;
		if (found >= 0 && (pairs[1] < look.seen.n || pairs[0] <= look.start))
			return found;
		start = begin +
			(found >= 0 ? pairs[0] : character_start(look.seen, look.start + WINDOW));
	}
	return PCRE2_ERROR_NOMATCH;
}

enum match_result pattern_match_read(struct matcher *matcher, const struct pattern *pattern,
				     struct subject_reader subject, struct span unit,
				     struct span starts, struct match *match)
{
	const size_t *pairs;
	size_t start = starts.begin > unit.begin ? starts.begin - unit.begin : 0;
	int found;

	if (start > span_size(unit))
		return MATCH_NO;
	found = find_in_windows(matcher, pattern, subject, unit, start, starts.end - unit.begin);
	if (found == PCRE2_ERROR_NOMATCH)
		return MATCH_NO;
	if (found < 0)
		return MATCH_GAVE_UP;
	pairs = matcher->found;
	match->at = span_of(pairs, matcher->found_from);
	for (uint32_t i = 0; i < pattern->group_count; i++)
		match->groups[i] =
			span_of(pairs + 2 * pattern->groups[i].number, matcher->found_from);
	return MATCH_YES;
}

static struct str read_str(void *context, struct span at)
{
	const struct str *text = context;

	return str_at(*text, at);
}

enum match_result pattern_match(struct matcher *matcher, const struct pattern *pattern,
				struct str subject, struct span unit, struct span starts,
				struct match *match)
{
	return pattern_match_read(matcher, pattern, (struct subject_reader){read_str, &subject},
				  unit, starts, match);
}
