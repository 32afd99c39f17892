#include "pack/code.h"
#include "pack/expand.h"

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

struct str code_store(struct arena *arena, struct str text)
{
	pcre2_general_context *memory = pcre2_general_context_create(zeroed, release, NULL);
	struct str stored = STR_NONE;
	const pcre2_code *code;
	uint8_t *bytes;
	size_t size, offset;
	int error;

	if (!memory)
		arena_fail(arena);
	arena_defer(arena, free_memory, memory);
	code = code_compile(new_context(arena, memory), text, &error, &offset);
	if (code && pcre2_serialize_encode(&code, 1, &bytes, &size, memory) == 1) {
		stored = arena_str(arena, (struct str){(const char *)bytes, size});
		pcre2_serialize_free(bytes);
	}
	pcre2_code_free((pcre2_code *)code);
	return stored;
}

pcre2_code *code_fetch(struct str stored)
{
	pcre2_code *code = NULL;

	if (stored.n)
		pcre2_serialize_decode(&code, 1, (const uint8_t *)stored.p, NULL);
	return code;
}
