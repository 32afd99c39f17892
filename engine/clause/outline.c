#include "clause/outline.h"

#include "base/out.h"
#include "base/sorted.h"
#include "clause/heading.h"
#include "clause/sentence.h"
#include "clause/tree.h"

const struct outline *segment(struct arena *arena, const struct norm *norm)
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
		.sentences = sentences.p,
		.sentence_count = sentences.n,
		.truncated = clauses.truncated,
	};
	return outline;
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

static void path_step(struct text *path, const struct norm *norm, const struct clause *clause)
{
	struct str title = str_at(norm->text, clause->title);

	text_str(path, clause->number);
	if (clause->number.n && title.n && !str_ends(clause->number, STR("、")))
		text_str(path, STR(" "));
	text_str(path, title);
	if (clause->occurrence > 1)
		text_format(path, " #%u", clause->occurrence);
}

struct str outline_path(struct arena *arena, const struct outline *outline, const struct norm *norm,
			uint32_t clause, struct str separator)
{
	uint32_t steps[UINT8_MAX + 1];
	uint32_t count = 0;
	struct text path = {.arena = arena};

	for (uint32_t i = clause; i && count <= UINT8_MAX; i = outline->clauses[i].parent)
		if (outline->clauses[i].number.n || span_size(outline->clauses[i].title))
			steps[count++] = i;
	while (count--) {
		path_step(&path, norm, &outline->clauses[steps[count]]);
		if (count)
			text_str(&path, separator);
	}
	return text_done(&path);
}
