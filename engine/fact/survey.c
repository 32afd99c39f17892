#include "fact/facts.h"
#include "fact/marked.h"

struct facts *survey(struct arena *arena, const struct norm *norm, const struct outline *outline)
{
	struct facts *facts = ARENA_NEW(arena, struct facts);
	struct definitions definitions = definitions_find(arena, norm, outline);

	facts->parties = parties_find(arena, norm, outline, definitions);
	facts->mentions = parties_mark(arena, norm, facts->parties);
	facts->blanks = blanks_find(arena, norm, outline);
	blanks_mark(facts->mentions.marked, facts->blanks);
	facts->quantities = quantities_find(arena, norm, outline, facts->blanks);
	facts->references = references_find(arena, norm, outline, definitions);
	return facts;
}

void survey_drop_marked(struct arena *arena, struct facts *facts)
{
	struct str marked = facts->mentions.marked;

	facts->mentions.marked = STR_NONE;
	arena_drop(arena, (char *)(uintptr_t)marked.p, marked.n + 1);
}
