#include "pack/expand.h"
#include "base/out.h"
#include "base/utf8.h"

/* Terms that every contract fills in for itself: signs of marked text (fact/marked.h). */
#define FILLER "[\\x{E00F}\\x01]*+"
static const struct {
	struct str name, expanded;
} reserved[] = {
	{STR_INIT("customer"), STR_INIT("(?:\\x{E000}" FILLER ")")},
	{STR_INIT("provider"), STR_INIT("(?:\\x{E001}" FILLER ")")},
	{STR_INIT("party"), STR_INIT("(?:[\\x{E000}-\\x{E002}]" FILLER ")")},
	{STR_INIT("blank"), STR_INIT("(?:[\\x{E003}\\x02]" FILLER ")")},
};
enum { RESERVED = sizeof reserved / sizeof reserved[0] };

bool term_is_reserved(struct str name)
{
	for (size_t i = 0; i < RESERVED; i++)
		if (str_equal(reserved[i].name, name))
			return true;
	return false;
}

struct state {
	struct arena *arena;
	const struct terms *terms;
	struct error *error;
};

/* What a {{name}} stands for. */
struct meaning {
	struct str expanded;
	bool on_marked;
};

static bool expand_text(struct state *state, struct str pattern, uint32_t depth,
			struct expansion *expansion);

static bool is_name_char(char c)
{
	return cp_is_letter((unsigned char)c) || cp_is_digit((unsigned char)c) || c == '-' ||
	       c == '_';
}

bool is_plain_name(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!is_name_char(name.p[i]))
			return false;
	return name.n > 0;
}

/* The name in {{name}} at at; empty when there is none. */
static struct str name_at(struct str pattern, size_t at)
{
	size_t end = at + 2;

	if (!str_starts(str_cut(pattern, at, pattern.n), STR("{{")))
		return STR_NONE;
	while (end < pattern.n && is_name_char(pattern.p[end]))
		end++;
	if (!str_starts(str_cut(pattern, end, pattern.n), STR("}}")))
		return STR_NONE;
	return str_cut(pattern, at + 2, end);
}

static bool blame(struct state *state, const char *format, struct str name)
{
	error_set(state->error, STATUS_PACK, format, STR_ARG(name));
	return false;
}

static bool blame_unknown(struct state *state, struct str name)
{
	uint32_t count = state->terms->n + RESERVED;
	struct str *names = ARENA_ARRAY(state->arena, struct str, count);
	struct str near;

	for (uint32_t i = 0; i < state->terms->n; i++)
		names[i] = state->terms->p[i]->name;
	for (uint32_t i = 0; i < RESERVED; i++)
		names[state->terms->n + i] = reserved[i].name;
	near = nearest_word(name, names, count);
	if (near.n)
		error_set(state->error, STATUS_PACK,
			  "no term is called \"%.*s\"; did you mean \"%.*s\"?", STR_ARG(name),
			  STR_ARG(near));
	else
		error_set(state->error, STATUS_PACK, "no term is called \"%.*s\"", STR_ARG(name));
	return false;
}

static bool expand_term(struct state *state, struct term *term, uint32_t depth)
{
	struct text text = {.arena = state->arena};

	if (term->state == TERM_DONE)
		return true;
	if (term->state == TERM_OPEN)
		return blame(state, "the term \"%.*s\" is made of itself", term->name);
	if (term->state == TERM_BAD)
		return false;
	if (depth == TERM_DEPTH)
		return blame(state, "the term \"%.*s\" is nested too deeply", term->name);
	term->state = TERM_OPEN;
	text_str(&text, STR("(?:"));
	for (uint32_t i = 0; i < term->alternative_count; i++) {
		struct expansion inner = {0};
		if (!expand_text(state, term->alternatives[i], depth + 1, &inner)) {
			term->state = TERM_BAD;
			return false;
		}
		if (i)
			text_str(&text, STR("|"));
		text_str(&text, inner.text);
		term->on_marked = term->on_marked || inner.on_marked;
		if (text.n > EXPANDED_MAX)
			break;
	}
	text_str(&text, STR(")"));
	term->expanded = text_done(&text);
	term->state = TERM_DONE;
	return true;
}

static bool look_up(struct state *state, struct str name, uint32_t depth, struct meaning *meaning)
{
	for (size_t i = 0; i < RESERVED; i++)
		if (str_equal(reserved[i].name, name)) {
			*meaning = (struct meaning){reserved[i].expanded, true};
			return true;
		}
	for (uint32_t i = 0; i < state->terms->n; i++) {
		struct term *term = state->terms->p[i];
		if (!str_equal(term->name, name))
			continue;
		if (!expand_term(state, term, depth))
			return false;
		*meaning = (struct meaning){term->expanded, term->on_marked};
		return true;
	}
	return blame_unknown(state, name);
}

/* Copies pattern up to the next {{name}}; an escaped character is never the start of one. */
static size_t next_name(struct str pattern, size_t at)
{
	while (at < pattern.n) {
		if (pattern.p[at] == '\\')
			at += 2;
		else if (pattern.p[at] == '{' && name_at(pattern, at).n)
			return at;
		else
			at++;
	}
	return pattern.n;
}

static bool expand_text(struct state *state, struct str pattern, uint32_t depth,
			struct expansion *expansion)
{
	struct text text = {.arena = state->arena};
	size_t at = 0;

	if (next_name(pattern, 0) == pattern.n) {
		*VEC_PUSH(state->arena, &expansion->runs) = (struct expand_run){0, 0, false};
		expansion->text = pattern;
		return true;
	}
	for (;;) {
		size_t stop = next_name(pattern, at);
		struct str name = name_at(pattern, stop);
		struct meaning meaning = {0};
		*VEC_PUSH(state->arena, &expansion->runs) =
			(struct expand_run){(uint32_t)text.n, (uint32_t)at, false};
		text_str(&text, str_cut(pattern, at, stop));
		if (!name.n)
			break;
		*VEC_PUSH(state->arena, &expansion->runs) =
			(struct expand_run){(uint32_t)text.n, (uint32_t)stop, true};
		if (!look_up(state, name, depth, &meaning)) {
			if (state->error && depth == 0)
				state->error->column =
					(uint32_t)utf8_count(str_cut(pattern, 0, stop)) + 1;
			return false;
		}
		text_str(&text, meaning.expanded);
		expansion->on_marked = expansion->on_marked || meaning.on_marked;
		at = stop + name.n + 4;
		if (text.n > EXPANDED_MAX)
			return blame(state, "too long with \"%.*s\" written out", name);
	}
	expansion->text = text_done(&text);
	return true;
}

bool expand_pattern(struct arena *arena, const struct terms *terms, struct str pattern,
		    struct expansion *expansion, struct error *error)
{
	struct state state = {arena, terms, error};

	*expansion = (struct expansion){0};
	return expand_text(&state, pattern, 0, expansion);
}

struct expand_run expansion_source(const struct expansion *expansion, uint32_t offset)
{
	struct expand_run run = {0};

	for (uint32_t i = 0; i < expansion->runs.n && expansion->runs.p[i].expanded <= offset; i++)
		run = expansion->runs.p[i];
	if (!run.from_term)
		run.source += offset - run.expanded;
	return run;
}
