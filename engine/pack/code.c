#include "pack/code.h"
#include "pack/expand.h"

enum { NEST_LIMIT = 60 }; /* brackets in brackets */

static void free_context(void *context)
{
	pcre2_compile_context_free(context);
}

pcre2_compile_context *code_context(struct arena *arena)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);

	if (!context)
		arena_fail(arena);
	arena_defer(arena, free_context, context);
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_parens_nest_limit(context, NEST_LIMIT);
	pcre2_set_max_pattern_length(context, EXPANDED_MAX);
	return context;
}

pcre2_code *code_compile(pcre2_compile_context *context, struct str text, int *error,
			 size_t *offset)
{
	return pcre2_compile((PCRE2_SPTR)text.p, text.n, PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, error,
			     offset, context);
}
