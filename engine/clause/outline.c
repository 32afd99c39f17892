#include "clause/outline.h"

#include "base/sorted.h"
#include "clause/heading.h"
#include "clause/sentence.h"
#include "clause/tree.h"

struct outline *segment(struct arena *arena, const struct norm *norm)
{
	struct outline *outline = ARENA_NEW(arena, struct outline);
	struct candidates numbers = candidates_find(arena, norm->text);
	struct candidates candidates = headings_add(arena, norm->text, numbers);
	struct zones zones = zones_find(arena, norm->text, candidates);
	struct clause_list clauses = tree_build(arena, norm->text, candidates, zones);
	struct sentence_list sentences;

	candidates_drop(arena, candidates);
	sentences = sentences_find(arena, norm->text, clauses);

	*outline = (struct outline){
		.clauses = clauses.p,
		.clause_count = clauses.n,
		.numbers = norm->text,
		.sentences = sentences.p,
		.sentence_count = sentences.n,
		.truncated = clauses.truncated,
	};
	return outline;
}

void outline_keep_numbers(struct arena *arena, struct outline *outline)
{
	struct clause *clauses = (struct clause *)(uintptr_t)outline->clauses;
	size_t size = 0;
	char *kept;

	for (uint32_t i = 0; i < outline->clause_count; i++)
		size += clauses[i].number_size;
	kept = arena_bytes(arena, size);
	size = 0;
	for (uint32_t i = 0; i < outline->clause_count; i++) {
		struct str number = clause_number(outline, &clauses[i]);

		if (number.n)
			memcpy(kept + size, number.p, number.n);
		clauses[i].number_at = (uint32_t)size;
		size += number.n;
	}
	outline->numbers = (struct str){kept, size};
}

/* The last clause that begins at or before offset holds it, or one of its ancestors does. */
uint32_t outline_clause_at(const struct outline *outline, uint32_t offset)
{
	return SORTED_LAST(outline->clauses, outline->clause_count, at.begin, offset);
}

uint32_t outline_sentence_at(const struct outline *outline, uint32_t offset)
{
	return SORTED_AFTER(outline->sentences, outline->sentence_count, at.end, offset);
}

uint32_t outline_section(const struct outline *outline, uint32_t clause)
{
	while (clause && outline->clauses[clause].parent)
		clause = outline->clauses[clause].parent;
	return clause;
}
