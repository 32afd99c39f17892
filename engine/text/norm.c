#include "text/norm.h"
#include "text/hant.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

const struct norm *normalise(struct arena *arena, const struct source *source)
{
	struct norm *norm = ARENA_NEW(arena, struct norm);
	struct norm_run *runs = ARENA_ARRAY(arena, struct norm_run, 2);

	runs[1] = (struct norm_run){(uint32_t)source->text.n, (uint32_t)source->text.n};
	norm->text = source->text;
	norm->runs = runs;
	norm->run_count = 2;
	return norm;
}

struct span norm_to_source(const struct norm *norm, struct span at)
{
	(void)norm;
	return at;
}

uint32_t source_to_norm(const struct norm *norm, uint32_t src)
{
	(void)norm;
	return src;
}

struct str fold_phrase(struct arena *arena, struct str text)
{
	(void)arena;
	return text;
}

struct str to_traditional(struct arena *arena, struct str text)
{
	(void)arena;
	return text;
}
