#include "pack/code.h"
#include "base/out.h"
#include "pack/expand.h"
#include "pack/pattern.h"

#include <stdlib.h>

enum { NEST_LIMIT = 60 }; /* brackets in brackets */

static void free_context(void *context)
{
	pcre2_compile_context_free(context);
}

static pcre2_compile_context *new_context(struct arena *arena, pcre2_general_context *memory)
{
	pcre2_compile_context *context = pcre2_compile_context_create(memory);

	if (!context)
		arena_fail(arena);
	arena_defer(arena, free_context, context);
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_parens_nest_limit(context, NEST_LIMIT);
	pcre2_set_max_pattern_length(context, EXPANDED_MAX);
	return context;
}

pcre2_compile_context *code_context(struct arena *arena)
{
	return new_context(arena, NULL);
}

pcre2_code *code_compile(pcre2_compile_context *context, struct str text, int *error,
			 size_t *offset)
{
	return pcre2_compile((PCRE2_SPTR)text.p, text.n,
			     PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT, error,
			     offset, context);
}

/* What the library leaves unwritten in its blocks is stored too. */
static void *zeroed(size_t size, void *context)
{
	(void)context;
	return calloc(1, size);
}

static void release(void *block, void *context)
{
	(void)context;
	free(block);
}

static void free_memory(void *memory)
{
	pcre2_general_context_free(memory);
}

struct stored_codes {
	struct str head;       /* what the bytes of all patterns begin with: tables, mostly … */
	struct str tails;      /* … and what each goes on with */
	const uint32_t *begin; /* by pattern, in tails; and the end of the last */
};

static struct str store(struct arena *arena, pcre2_general_context *memory,
			pcre2_compile_context *context, struct str text)
{
	struct str stored;
	uint8_t *bytes;
	size_t size, offset;
	int error;
	const pcre2_code *code = code_compile(context, text, &error, &offset);

	if (!code || pcre2_serialize_encode(&code, 1, &bytes, &size, memory) != 1)
		arena_fail(arena);
	stored = arena_str(arena, (struct str){(const char *)bytes, size});
	pcre2_serialize_free(bytes);
	pcre2_code_free((pcre2_code *)code);
	return stored;
}

static size_t common(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	return n;
}

const struct stored_codes *codes_store(struct arena *arena, const struct pattern *const *patterns,
				       uint32_t n)
{
	struct stored_codes *stored = ARENA_NEW(arena, struct stored_codes);
	struct str *whole = ARENA_ARRAY(arena, struct str, n);
	uint32_t *begin = ARENA_ARRAY(arena, uint32_t, n + 1);
	struct text tails = {.arena = arena};
	pcre2_general_context *memory = pcre2_general_context_create(zeroed, release, NULL);
	pcre2_compile_context *context;

	if (!memory)
		arena_fail(arena);
	arena_defer(arena, free_memory, memory);
	context = new_context(arena, memory);
	for (uint32_t i = 0; i < n; i++) {
		if (program_is_made(patterns[i]->program))
			continue; /* hardly ever asked of PCRE2 */
		whole[i] = store(arena, memory, context, patterns[i]->expanded);
		stored->head = str_cut(
			whole[i], 0, stored->head.n ? common(stored->head, whole[i]) : whole[i].n);
	}
	for (uint32_t i = 0; i < n; i++) {
		if (whole[i].n)
			text_str(&tails, str_cut(whole[i], stored->head.n, whole[i].n));
		begin[i + 1] = (uint32_t)tails.n;
	}
	stored->tails = arena_str(arena, text_done(&tails));
	stored->begin = begin;
	return stored;
}

pcre2_code *code_fetch(const struct stored_codes *stored, uint32_t number)
{
	struct str tail = str_cut(stored->tails, stored->begin[number], stored->begin[number + 1]);
	uint8_t *bytes = malloc(stored->head.n + tail.n);
	pcre2_code *code = NULL;

	if (!bytes || !tail.n) {
		free(bytes);
		return NULL;
	}
	memcpy(bytes, stored->head.p, stored->head.n);
	memcpy(bytes + stored->head.n, tail.p, tail.n);
	pcre2_serialize_decode(&code, 1, bytes, NULL);
	free(bytes);
	return code;
}
