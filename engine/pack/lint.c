#include "pack/lint.h"
#include "base/out.h"
#include "base/utf8.h"
#include "pack/syntax.h"
#include "text/norm.h"

#include <string.h>

struct lint {
	struct compiler *compiler;
	const struct pattern *pattern;
	struct token before; /* the last token that is not a comment or an option */
	uint32_t run_begin;  /* the literal characters in a row up to here, written out */
	struct text run;
	bool on_marked;
	bool folds; /* some character of the pattern as it is written folds */
	bool ok;
};

uint32_t pattern_character(const struct pattern *pattern, size_t offset)
{
	return (uint32_t)utf8_count(str_cut(pattern->source, 0, offset)) + 1;
}

static void refuse(struct lint *lint, uint32_t offset, const char *message)
{
	lint->ok = false;
	mistake_add(lint->compiler->mistakes, lint->compiler->file, lint->pattern->line,
		    lint->pattern->column, "%s (character %u of the pattern)", message,
		    pattern_character(lint->pattern, offset));
}

/* --- characters that folded text does not have --- */

/* Signs that are Chinese punctuation although they are full-width forms of ASCII. */
static const struct str kept_wide = STR_INIT("！（），：；？");

/* ASCII signs that become Chinese punctuation wherever they stand; of the others that depends on what
 * is around them. In a class they do no harm beside their full-width forms. */
static const struct str always_wide = STR_INIT("()[];?!\"");

/* Private-use characters are the signs of marked text; below U+2E80 nothing else folds that is worth
 * asking for. */
static bool may_fold(uint32_t cp, struct str character)
{
	return ((cp >= 0x2E80 && cp < 0xD800) || cp >= 0xF900) &&
	       !str_contains(kept_wide, character);
}

static void check_folding(struct lint *lint, uint32_t cp, uint32_t offset, struct str context)
{
	struct arena *arena = lint->compiler->arena;
	char bytes[4];
	struct str one = {bytes, 0}, folded;

	one.n = utf8_put(bytes, cp);
	if (!may_fold(cp, one) && cp >= 0x80)
		return;
	folded = fold_phrase(arena, one);
	if (str_equal(folded, one))
		return;
	/* Some characters stay in certain words (乾坤). */
	if (context.n > one.n && str_equal(fold_phrase(arena, context), context))
		return;
	lint->ok = false;
	mistake_add(lint->compiler->mistakes, lint->compiler->file, lint->pattern->line,
		    lint->pattern->column,
		    "\"%.*s\" can never match: contracts are read with \"%.*s\" in its place "
		    "(character %u of the pattern)",
		    STR_ARG(one), STR_ARG(folded), pattern_character(lint->pattern, offset));
}

/* Party names that marked text has signs for. */
static const struct str marked_names[] = {STR_INIT("甲方"), STR_INIT("乙方")};

static void check_names(struct lint *lint, struct str run)
{
	for (size_t i = 0; i < sizeof marked_names / sizeof marked_names[0]; i++) {
		size_t at = str_find(run, marked_names[i], 0);
		if (at != SIZE_MAX)
			refuse(lint, lint->run_begin + (uint32_t)at,
			       "甲方 and 乙方 do not stand in text where parties are marked: write "
			       "{{customer}}, {{provider}} or {{party}}");
	}
}

static void check_run(struct lint *lint)
{
	struct str run = text_done(&lint->run);
	size_t at = 0;

	if (lint->on_marked)
		check_names(lint, run);
	while (lint->folds && at < run.n) {
		uint32_t offset = lint->run_begin + (uint32_t)at;
		uint32_t cp = utf8_next(run, &at);
		if (cp >= 0x80)
			check_folding(lint, cp, offset, run);
	}
	lint->run.n = 0;
}

static void check_member(void *context, uint32_t cp, uint32_t at)
{
	if (cp >= 0x80)
		check_folding(context, cp, at, STR_NONE);
}

/* Folding has a cost a call, and nearly no pattern has anything that folds: all its characters are
 * folded in one call, apart from each other, and only when something changes one by one. */
static bool has_folding(struct arena *arena, struct str pattern)
{
	struct text apart = {.arena = arena};
	size_t at = 0;

	while (at < pattern.n) {
		size_t begin = at;
		uint32_t cp = utf8_next(pattern, &at);
		struct str one = str_cut(pattern, begin, at);
		if (!may_fold(cp, one))
			continue;
		text_str(&apart, one);
		text_str(&apart, STR("|"));
	}
	return str_contains(pattern, STR("\\x")) ||
	       !str_equal(fold_phrase(arena, text_done(&apart)), text_done(&apart));
}

/* --- \b --- */

struct edges {
	uint32_t last; /* the last character, other than brackets; 0: none */
	bool pending;  /* a \b waits for the character behind it */
	uint32_t at;
};

static void refuse_edge(struct lint *lint, const struct expansion *expansion, uint32_t offset)
{
	struct expand_run run = expansion_source(expansion, offset);

	if (!run.from_term)
		refuse(lint, run.source,
		       "\\b beside a Han character never matches, Han characters are not word "
		       "characters");
}

static void check_edge(struct lint *lint, const struct expansion *expansion, struct edges *edges,
		       struct token token)
{
	if (token.kind == TOKEN_EDGE && token.cp == 'b') {
		edges->at = token.at.begin;
		edges->pending = !cp_is_han(edges->last);
		if (!edges->pending)
			refuse_edge(lint, expansion, edges->at);
	}
	if (token.kind != TOKEN_LITERAL && token.kind != TOKEN_SET)
		return;
	if (edges->pending && token.kind == TOKEN_LITERAL && cp_is_han(token.cp))
		refuse_edge(lint, expansion, edges->at);
	edges->pending = false;
	edges->last = token.kind == TOKEN_LITERAL ? token.cp : 0;
}

/* What stands beside a \b may come from a term, so this alone reads the expanded pattern. */
static void check_edges(struct lint *lint, const struct expansion *expansion)
{
	struct syntax syntax = {.pattern = expansion->text};
	struct edges edges = {0};
	struct token token;

	if (!str_contains(lint->pattern->source, STR("\\b")))
		return;
	while ((token = syntax_next(&syntax)).kind != TOKEN_END)
		check_edge(lint, expansion, &edges, token);
}

/* --- empty alternatives --- */

static bool begins_alternative(enum token_kind kind)
{
	return kind == TOKEN_OPEN || kind == TOKEN_OPEN_LOOK || kind == TOKEN_OR;
}

static void check_alternatives(struct lint *lint, struct token token)
{
	bool at_end =
		token.kind == TOKEN_CLOSE || token.kind == TOKEN_OR || token.kind == TOKEN_END;
	bool at_start = begins_alternative(lint->before.kind) || lint->before.kind == TOKEN_END;
	bool whole = lint->before.kind == TOKEN_END && token.kind == TOKEN_END;

	if (at_end && at_start && !whole)
		refuse(lint, token.kind == TOKEN_END ? lint->before.at.begin : token.at.begin,
		       "an empty alternative: write (…)? when the rest may be missing");
}

/* --- what is not accepted at all --- */

static const struct {
	enum token_kind kind;
	const char *message;
} refused[] = {
	{TOKEN_CALLOUT, "callouts are not accepted"},
	{TOKEN_RECURSION, "calls of groups are not accepted; use a term"},
	{TOKEN_VERB, "verbs (*…) are not accepted"},
	{TOKEN_STRANGE, "this escape or kind of group is not accepted"},
};

static void check_kind(struct lint *lint, struct token token, uint32_t offset)
{
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (refused[i].kind == token.kind)
			refuse(lint, offset, refused[i].message);
	if (token.spaced)
		refuse(lint, offset, "the option x is not accepted; white space is text");
}

/* A term can close a class that it stands in, so this looks at the pattern with all terms written
 * out, which is what PCRE2 gets. */
static void check_kinds(struct lint *lint, const struct expansion *expansion)
{
	struct syntax syntax = {.pattern = expansion->text};
	struct token token;

	while ((token = syntax_next(&syntax)).kind != TOKEN_END)
		check_kind(lint, token, expansion_source(expansion, token.at.begin).source);
}

/* A literal written as an escape is not as long as what it stands for, so it ends a run. */
static void check_characters(struct lint *lint, struct token token)
{
	struct str written = str_at(lint->pattern->source, token.at);
	char bytes[4];
	size_t size = token.kind == TOKEN_LITERAL ? utf8_put(bytes, token.cp) : 0;
	bool plain = size && str_equal(written, (struct str){bytes, size});

	if (token.kind == TOKEN_LITERAL && token.cp < 0x80 &&
	    memchr(always_wide.p, (int)token.cp, always_wide.n))
		check_folding(lint, token.cp, token.at.begin, STR_NONE);
	if (plain && !lint->folds && !lint->on_marked)
		return;
	if (!plain || lint->run.n == 0 || lint->run_begin + lint->run.n != token.at.begin) {
		check_run(lint);
		lint->run_begin = token.at.begin;
	}
	if (plain)
		text_str(&lint->run, written);
	else if (token.kind == TOKEN_LITERAL && token.cp >= 0x80)
		check_folding(lint, token.cp, token.at.begin, STR_NONE);
	else if (token.kind == TOKEN_SET && lint->folds)
		syntax_set_written(lint->pattern->source, token, check_member, lint);
}

bool pattern_lint(struct compiler *compiler, const struct pattern *pattern,
		  const struct expansion *expansion)
{
	struct lint lint = {.compiler = compiler,
			    .pattern = pattern,
			    .run = {.arena = compiler->arena},
			    .on_marked = expansion->on_marked,
			    .folds = has_folding(compiler->arena, pattern->source),
			    .ok = true};
	struct syntax syntax = {.pattern = pattern->source};
	struct token token;

	do {
		token = syntax_next(&syntax);
		check_characters(&lint, token);
		if (token.kind == TOKEN_COMMENT || token.kind == TOKEN_OPTION)
			continue;
		check_alternatives(&lint, token);
		lint.before = token;
	} while (token.kind != TOKEN_END);
	check_kinds(&lint, expansion);
	check_edges(&lint, expansion);
	return lint.ok;
}
