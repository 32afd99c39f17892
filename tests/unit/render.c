#include "render.h"

#include "base/out.h"

const struct norm *norm_of(struct arena *arena, const char *text)
{
	struct norm *norm = ARENA_NEW(arena, struct norm);

	norm->text = str_from(text);
	return norm;
}

static void render_clause(struct text *out, const struct norm *norm, const struct outline *outline,
			  const struct clause *clause)
{
	static const char *const zones[] = {"F:", "C:", "H:", "", "S:", "A:"};
	struct str title = str_at(norm->text, clause->title);
	struct str number = clause_number(outline, clause);

	text_format(out, "%s%.*s", zones[clause->zone], STR_ARG(number));
	if (clause->occurrence > 1)
		text_format(out, "#%u", clause->occurrence);
	if (title.n)
		text_format(out, "<%.*s>", STR_ARG(title));
	else if (!number.n)
		text_str(out, STR("*"));
}

struct str render_tree(struct arena *arena, const char *text)
{
	const struct norm *norm = norm_of(arena, text);
	const struct outline *outline = segment(arena, norm);
	struct text out = {.arena = arena};
	unsigned depth = 1;

	for (uint32_t i = 1; i < outline->clause_count; i++) {
		const struct clause *clause = &outline->clauses[i];
		if (clause->depth > depth)
			text_str(&out, STR("("));
		for (; depth > clause->depth; depth--)
			text_str(&out, STR(")"));
		depth = clause->depth;
		if (i > 1 && outline->clauses[i - 1].depth >= depth)
			text_str(&out, STR(" "));
		render_clause(&out, norm, outline, clause);
	}
	for (; depth > 1; depth--)
		text_str(&out, STR(")"));
	return text_done(&out);
}

struct str render_sentences(struct arena *arena, const char *text)
{
	const struct norm *norm = norm_of(arena, text);
	const struct outline *outline = segment(arena, norm);
	struct text out = {.arena = arena};

	for (uint32_t i = 0; i < outline->sentence_count; i++) {
		const struct sentence *sentence = &outline->sentences[i];
		const struct clause *clause = &outline->clauses[sentence->clause];
		struct str words = str_at(norm->text, sentence->at);
		struct str number = clause_number(outline, clause);
		if (i == 0 || sentence[-1].clause != sentence->clause)
			text_format(&out, "%s%.*s|", i ? " " : "", STR_ARG(number));
		text_format(&out, "%.*s|", STR_ARG(words));
	}
	return text_done(&out);
}
