/* What stands where it can hardly match. */
#include "base/utf8.h"
#include "base/vec.h"
#include "pack/lint.h"
#include "pack/syntax.h"

struct item {
	enum token_kind kind;
	uint32_t at;
	bool may_lack; /* what is repeated perhaps not even once; both ends of a group */
};

/* A group that is being read. */
struct level {
	bool before; /* characters must have been passed in front of it */
	bool inside; /* and in every one of its alternatives so far */
};

struct items {
	struct item *p;
	uint32_t n, room;
};

/* One pattern after the other uses the same memory. */
struct placing {
	struct compiler *compiler;
	const struct pattern *pattern;
	const struct expansion *expansion;
	struct items items; /* without what looks around */
	VEC(uint32_t) open;
	VEC(struct level) levels;
};

struct placing *placing_new(struct arena *arena)
{
	return ARENA_NEW(arena, struct placing);
}

/* What a term says by itself is told where the term stands. */
static void warn(struct placing *placing, uint32_t offset, const char *message)
{
	struct expand_run run = expansion_source(placing->expansion, offset);

	if (!run.from_term)
		mistake_warn(placing->compiler->mistakes, placing->compiler->file,
			     placing->pattern->line, placing->pattern->column,
			     "%s (character %u of the pattern)", message,
			     pattern_character(placing->pattern, run.source));
}

/* --- spaces --- */

static bool is_literal(struct token token, bool (*is)(uint32_t cp))
{
	return token.kind == TOKEN_LITERAL && is(token.cp);
}

static bool is_space(uint32_t cp)
{
	return cp == ' ';
}

static void check_spaces(struct placing *placing)
{
	struct syntax syntax = {.pattern = placing->expansion->text};
	struct token last[2] = {{0}}, token; /* the last one and the one before */

	if (!str_contains(syntax.pattern, STR(" ")))
		return;
	do {
		token = syntax_next(&syntax);
		if (token.kind == TOKEN_REPEAT && token.min)
			continue;
		if (is_literal(last[0], is_space) && token.kind != TOKEN_REPEAT &&
		    (is_literal(last[1], cp_is_han) || is_literal(token, cp_is_han)))
			warn(placing, last[0].at.begin,
			     "a space beside a Han character hardly ever matches, since contracts are "
			     "read without it: leave it out; a gap to be filled in is {{blank}}");
		last[1] = last[0];
		last[0] = token;
	} while (token.kind != TOKEN_END);
}

/* --- ^ and $ --- */

/* (?m) and (?m: */
static bool changes_edges(struct str pattern, struct token token)
{
	struct str written = str_at(pattern, token.at);

	return (token.kind == TOKEN_OPEN || token.kind == TOKEN_OPTION) && written.n > 2 &&
	       written.p[1] == '?' && !str_contains(written, STR("<")) &&
	       str_contains(written, STR("m"));
}

/* False when ^ and $ mean something else here, or the pattern cannot be read. */
static bool read_items(struct placing *placing)
{
	struct arena *arena = placing->compiler->arena;
	struct syntax syntax = {.pattern = placing->expansion->text};
	struct items *items = &placing->items;
	uint32_t last = UINT32_MAX, looking = 0; /* where what a repeat is about begins */
	struct token token;

	while ((token = syntax_next(&syntax)).kind != TOKEN_END) {
		if (token.kind >= TOKEN_CALLOUT || changes_edges(syntax.pattern, token))
			return false;
		if (looking || token.kind == TOKEN_OPEN_LOOK) {
			looking += token.kind == TOKEN_OPEN || token.kind == TOKEN_OPEN_LOOK;
			looking -= token.kind == TOKEN_CLOSE;
			last = UINT32_MAX;
			continue;
		}
		if (token.kind == TOKEN_REPEAT && token.min == 0 && last != UINT32_MAX)
			items->p[last].may_lack = items->p[items->n - 1].may_lack = true;
		if (token.kind >= TOKEN_REPEAT)
			continue;
		last = items->n;
		if (token.kind == TOKEN_OPEN)
			*VEC_PUSH(arena, &placing->open) = items->n;
		if (token.kind == TOKEN_CLOSE)
			last = placing->open.n ? placing->open.p[--placing->open.n] : UINT32_MAX;
		*VEC_PUSH(arena, items) = (struct item){token.kind, token.at.begin, false};
	}
	return placing->open.n == 0;
}

/* Reads the pattern from one end, the one where sign belongs. */
static void check_edges(struct placing *placing, char sign, const char *message)
{
	const struct items *items = &placing->items;
	bool forwards = sign == '^', passed = false;

	placing->levels.n = 0;
	for (uint32_t i = 0; i < items->n; i++) {
		const struct item *item = &items->p[forwards ? i : items->n - 1 - i];
		struct level *level =
			placing->levels.n ? &placing->levels.p[placing->levels.n - 1] : NULL;

		if (item->kind == (forwards ? TOKEN_OPEN : TOKEN_CLOSE)) {
			*VEC_PUSH(placing->compiler->arena, &placing->levels) =
				(struct level){passed, true};
		} else if (item->kind == TOKEN_OR) {
			if (level)
				level->inside &= passed;
			passed = level && level->before;
		} else if (level && (item->kind == TOKEN_OPEN || item->kind == TOKEN_CLOSE)) {
			passed = level->before || (level->inside && passed && !item->may_lack);
			placing->levels.n--;
		} else if (item->kind == TOKEN_LITERAL || item->kind == TOKEN_SET) {
			passed |= !item->may_lack;
		} else if (passed && item->kind == TOKEN_EDGE &&
			   placing->expansion->text.p[item->at] == sign) {
			warn(placing, item->at, message);
		}
	}
}

/* Nearly every ^ stands in a class. */
static bool has_edges(struct str pattern)
{
	for (size_t i = 0; i < pattern.n; i++)
		if (pattern.p[i] == '$' ||
		    (pattern.p[i] == '^' && (i == 0 || pattern.p[i - 1] != '[')))
			return true;
	return false;
}

void pattern_warn(struct compiler *compiler, const struct pattern *pattern,
		  const struct expansion *expansion)
{
	struct placing *placing = compiler->placing;

	placing->compiler = compiler;
	placing->pattern = pattern;
	placing->expansion = expansion;
	placing->items.n = placing->open.n = 0;
	check_spaces(placing);
	if (!has_edges(pattern->source) || !read_items(placing))
		return;
	check_edges(
		placing, '^',
		"^ behind other characters never matches: it is the beginning of the whole sentence "
		"or clause that is looked at; leave it out, or write \\n for the beginning of a line");
	check_edges(
		placing, '$',
		"$ in front of other characters hardly ever matches: it is the end of the whole "
		"sentence or clause that is looked at; leave it out, or write \\n for the end of a "
		"line");
}
