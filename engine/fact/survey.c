#include "fact/facts.h"

#include "fact/cues.h"
#include "fact/party_place.h"

struct facts *survey(struct arena *arena, const struct norm *norm, const struct outline *outline)
{
	struct facts *facts = ARENA_NEW(arena, struct facts);
	struct cues cues = cues_find(arena, norm->text);
	struct definitions definitions = definitions_find(arena, norm, outline, &cues);
	struct party_places places = party_places_find(arena, &cues);

	facts->parties = parties_find(arena, norm, outline, definitions, &cues, &places);
	facts->mentions = mentions_find(arena, facts->parties, &places);
	party_places_drop(arena, &places);
	facts->blanks = blanks_find(arena, norm, outline, &cues);
	facts->quantities = quantities_find(arena, norm, outline, facts->blanks, &cues);
	facts->references = references_find(arena, norm, outline, definitions, &cues);
	/* Each is as large as the text. */
	cues_drop(arena, &cues);
	return facts;
}

void survey_drop_quantities(struct arena *arena, struct facts *facts)
{
	struct quantities quantities = facts->quantities;

	facts->quantities = (struct quantities){0};
	arena_drop(arena, (struct quantity *)(uintptr_t)quantities.p,
		   quantities.n * sizeof *quantities.p);
}
