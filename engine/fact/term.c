#include "fact/reference_part.h"

#include "base/vec.h"
#include "fact/cues.h"

void terms_find(struct arena *arena, const struct norm *norm, const struct outline *outline,
		struct definitions definitions, struct cues *cues, struct references *references)
{
	struct lexicon *names = lexicon_new(arena);
	VEC(struct term) terms = {0};
	VEC(struct str) uncued = {0};

	for (uint32_t i = 0; i < definitions.n; i++) {
		const struct definition *d = definitions.p + i;
		struct str name = str_at(norm->text, d->name);

		if (lexicon_add(names, name, terms.n) != terms.n)
			continue;
		if (!cues_cover(CUE_DEFINITION, name))
			*VEC_PUSH(arena, &uncued) = name;
		*VEC_PUSH(arena, &terms) = (struct term){
			.name = name,
			.at = outline->sentences[d->sentence].at,
		};
	}
	cues_add(cues, CUE_DEFINITION, uncued.p, uncued.n);
	for (uint32_t s = 0; terms.n && s < outline->sentence_count; s++) {
		struct span at = outline->sentences[s].at;
		struct lexicon_hit hit;

		for (uint32_t from = at.begin;
		     cues_word(cues, CUE_DEFINITION, names, &from, at.end, &hit);)
			if (!span_holds(terms.p[hit.value].at, hit.at))
				terms.p[hit.value].uses++;
	}
	references->terms = terms.p;
	references->term_count = terms.n;
}
