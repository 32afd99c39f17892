#include "pack/syntax_part.h"
#include "base/utf8.h"

#include <string.h>

static int hex_digit(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The end of what begins at from and ends with close; s.n when it does not end. */
static size_t behind(struct str s, size_t from, char close)
{
	const char *end = from < s.n ? memchr(s.p + from, close, s.n - from) : NULL;

	return end ? (size_t)(end - s.p) + 1 : s.n;
}

/* \x{HHHH} or \xHH; at is behind the x. */
static uint32_t read_hex(struct str s, size_t *at)
{
	bool braced = byte_at(s, *at) == '{';
	size_t i = *at + braced;
	uint32_t cp = 0;

	for (int digits = 0; hex_digit(byte_at(s, i)) >= 0 && digits < (braced ? 6 : 2); digits++)
		cp = cp * 16 + (uint32_t)hex_digit(byte_at(s, i++));
	if (braced)
		i = byte_at(s, i) == '}' ? i + 1 : s.n;
	*at = i;
	return cp;
}

enum escape_kind {
	ESC_NONE, /* not special: a strange letter */
	ESC_CHAR, /* a control character: value */
	ESC_HEX,
	ESC_SET,
	ESC_PROPERTY,
	ESC_EDGE,
	ESC_NAMED_BACK /* \k \g */
};

static const struct {
	uint8_t kind;
	char value;
} escapes[128] = {
	['a'] = {ESC_CHAR, '\a'},  ['e'] = {ESC_CHAR, 0x1B},	['f'] = {ESC_CHAR, '\f'},
	['n'] = {ESC_CHAR, '\n'},  ['r'] = {ESC_CHAR, '\r'},	['t'] = {ESC_CHAR, '\t'},
	['x'] = {ESC_HEX, 0},	   ['d'] = {ESC_SET, 0},	['D'] = {ESC_SET, 0},
	['s'] = {ESC_SET, 0},	   ['S'] = {ESC_SET, 0},	['w'] = {ESC_SET, 0},
	['W'] = {ESC_SET, 0},	   ['h'] = {ESC_SET, 0},	['H'] = {ESC_SET, 0},
	['v'] = {ESC_SET, 0},	   ['V'] = {ESC_SET, 0},	['R'] = {ESC_SET, 0},
	['X'] = {ESC_SET, 0},	   ['N'] = {ESC_SET, 0},	['p'] = {ESC_PROPERTY, 0},
	['P'] = {ESC_PROPERTY, 0}, ['b'] = {ESC_EDGE, 0},	['B'] = {ESC_EDGE, 0},
	['A'] = {ESC_EDGE, 0},	   ['z'] = {ESC_EDGE, 0},	['Z'] = {ESC_EDGE, 0},
	['G'] = {ESC_EDGE, 0},	   ['k'] = {ESC_NAMED_BACK, 0}, ['g'] = {ESC_NAMED_BACK, 0},
};

/* \k<name> \k{name} \g{-1} \g1; \g<name> and \g'name' call a group. */
static void read_named_back(struct str s, char letter, size_t *at, struct token *token)
{
	int open = byte_at(s, *at);

	token->kind = TOKEN_BACK;
	if (open == '{') {
		*at = behind(s, *at, '}');
	} else if (open == '<' || open == '\'') {
		*at = behind(s, *at + 1, open == '<' ? '>' : '\'');
		if (letter == 'g')
			token->kind = TOKEN_RECURSION;
	} else {
		while (byte_at(s, *at) == '-' || is_word(byte_at(s, *at)))
			++*at;
	}
}

void read_escape(struct str s, size_t *at, struct token *token)
{
	uint32_t cp = utf8_next(s, at);

	token->kind = TOKEN_LITERAL;
	token->cp = cp;
	if (cp == UTF8_NONE) {
		token->kind = TOKEN_STRANGE;
		return;
	}
	if (cp >= 128 || !is_word((int)cp) || cp == '_')
		return;
	if (cp_is_digit(cp)) {
		/* \0 and \012 are characters in octal; nobody writes them here. */
		token->kind = cp == '0' ? TOKEN_STRANGE : TOKEN_BACK;
		while (cp_is_digit((uint32_t)byte_at(s, *at)))
			++*at;
		return;
	}
	switch ((enum escape_kind)escapes[cp].kind) {
	case ESC_CHAR: token->cp = (uint32_t)escapes[cp].value; break;
	case ESC_HEX: token->cp = read_hex(s, at); break;
	case ESC_SET:
		/* \N{U+…} is a character's number, and strange here. */
		token->kind = byte_at(s, *at) == '{' && cp == 'N' ? TOKEN_STRANGE : TOKEN_SET;
		break;
	case ESC_EDGE: token->kind = TOKEN_EDGE; break;
	case ESC_NAMED_BACK: read_named_back(s, (char)cp, at, token); break;
	case ESC_PROPERTY:
		token->kind = TOKEN_SET;
		*at = byte_at(s, *at) == '{' ? behind(s, *at, '}') : *at + 1;
		break;
	case ESC_NONE: token->kind = TOKEN_STRANGE; break;
	}
}

size_t behind_posix(struct str s, size_t at)
{
	size_t end = at + 2;

	if (byte_at(s, at) != '[' || byte_at(s, at + 1) != ':')
		return at;
	while (byte_at(s, end) == '^' || is_word(byte_at(s, end)))
		end++;
	return str_starts(str_cut(s, end, s.n), STR(":]")) ? end + 2 : at;
}

/* Escapes whose length, or even meaning, is another inside a class: \Q \E \c and the like. */
static bool is_strange_in_class(int c)
{
	bool letter = is_word(c) && c != '_' && !cp_is_digit((uint32_t)c);

	return letter && (escapes[c].kind == ESC_NONE || escapes[c].kind == ESC_NAMED_BACK ||
			  (escapes[c].kind == ESC_EDGE && c != 'b'));
}

/* A class; *at is its [. */
static void read_class(struct str s, size_t *at, struct token *token)
{
	size_t end = *at + 1;

	token->kind = TOKEN_SET;
	if (byte_at(s, end) == '^')
		end++;
	if (byte_at(s, end) == ']')
		end++;
	while (end < s.n && s.p[end] != ']') {
		size_t posix = behind_posix(s, end);
		if (s.p[end] == '\\' && is_strange_in_class(byte_at(s, end + 1)))
			token->kind = TOKEN_STRANGE;
		if (posix > end)
			end = posix;
		else
			end += s.p[end] == '\\' ? 2 : 1;
	}
	*at = end < s.n ? end + 1 : s.n;
}

/* {n} {n,} {n,m} at from; false when the brace is an ordinary character. */
static bool read_braces(struct str s, size_t *at, struct token *token)
{
	size_t i = *at + 1, digits = i;
	uint32_t min = 0, max = 0;

	while (cp_is_digit((uint32_t)byte_at(s, i)) && i - digits < 6)
		min = min * 10 + (uint32_t)(s.p[i++] - '0');
	if (i == digits)
		return false;
	max = min;
	if (byte_at(s, i) == ',') {
		digits = ++i;
		max = 0;
		while (cp_is_digit((uint32_t)byte_at(s, i)) && i - digits < 6)
			max = max * 10 + (uint32_t)(s.p[i++] - '0');
		if (i == digits)
			max = UINT32_MAX;
	}
	if (byte_at(s, i) != '}')
		return false;
	*at = i + 1;
	token->min = min;
	token->max = max;
	return true;
}

static void read_repeat(struct str s, size_t *at, struct token *token)
{
	static const struct {
		char sign;
		uint32_t min, max;
	} signs[] = {{'*', 0, UINT32_MAX}, {'+', 1, UINT32_MAX}, {'?', 0, 1}};

	token->kind = TOKEN_REPEAT;
	if (s.p[*at] == '{') {
		if (!read_braces(s, at, token)) {
			token->kind = TOKEN_LITERAL;
			token->cp = '{';
			++*at;
			return;
		}
	} else {
		for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
			if (signs[i].sign == s.p[*at]) {
				token->min = signs[i].min;
				token->max = signs[i].max;
			}
		++*at;
	}
	if (byte_at(s, *at) == '?' || byte_at(s, *at) == '+')
		++*at;
}

/* (?i) (?-i) (?i:…) (?im-x:…); *at is behind the question mark. */
static void read_options(struct str s, size_t *at, struct token *token)
{
	bool off = false;

	for (; *at < s.n; ++*at) {
		int c = byte_at(s, *at);
		if (c == '-') {
			off = true;
		} else if (c == '^') {
			token->cased = true; /* and what follows is switched on again */
		} else if (c == 'i') {
			*(off ? &token->cased : &token->caseless) = true;
		} else if (c == 'x') {
			token->spaced = token->spaced || !off;
		} else if (c != 'm' && c != 's' && c != 'n' && c != 'J' && c != 'U') {
			break;
		}
	}
	token->kind = byte_at(s, *at) == ':'   ? TOKEN_OPEN
		      : byte_at(s, *at) == ')' ? TOKEN_OPTION
					       : TOKEN_STRANGE;
	if (token->kind != TOKEN_STRANGE)
		++*at;
}

/* What follows (? decides: the longest fitting row counts, so longer ones stand first. */
static const struct {
	const char *begin;
	enum token_kind kind;
	char name_end; /* a name follows, up to this */
} group_kinds[] = {
	{"<=", TOKEN_OPEN_LOOK, 0},  {"<!", TOKEN_OPEN_LOOK, 0},   {"=", TOKEN_OPEN_LOOK, 0},
	{"!", TOKEN_OPEN_LOOK, 0},   {":", TOKEN_OPEN, 0},	   {">", TOKEN_OPEN, 0},
	{"P<", TOKEN_OPEN, '>'},     {"<", TOKEN_OPEN, '>'},	   {"'", TOKEN_OPEN, '\''},
	{"#", TOKEN_COMMENT, ')'},   {"C", TOKEN_CALLOUT, ')'},	   {"R", TOKEN_RECURSION, ')'},
	{"&", TOKEN_RECURSION, ')'}, {"P>", TOKEN_RECURSION, ')'}, {"P=", TOKEN_BACK, ')'},
	{"(", TOKEN_STRANGE, 0},     {"|", TOKEN_STRANGE, 0},	   {"*", TOKEN_STRANGE, 0},
};

static void read_group(struct str s, size_t *at, struct token *token)
{
	token->kind = TOKEN_OPEN;
	++*at;
	if (byte_at(s, *at) == '*') {
		token->kind = TOKEN_VERB;
		*at = behind(s, *at, ')');
		return;
	}
	if (byte_at(s, *at) != '?')
		return;
	++*at;
	for (size_t i = 0; i < sizeof group_kinds / sizeof group_kinds[0]; i++) {
		struct str begin = str_from(group_kinds[i].begin);
		if (!str_starts(str_cut(s, *at, s.n), begin))
			continue;
		token->kind = group_kinds[i].kind;
		*at += begin.n;
		if (group_kinds[i].name_end)
			*at = behind(s, *at, group_kinds[i].name_end);
		return;
	}
	if (byte_at(s, *at) == '+' || cp_is_digit((uint32_t)byte_at(s, *at)) ||
	    (byte_at(s, *at) == '-' && cp_is_digit((uint32_t)byte_at(s, *at + 1)))) {
		token->kind = TOKEN_RECURSION;
		*at = behind(s, *at, ')');
		return;
	}
	read_options(s, at, token);
}

static void read_plain(struct syntax *syntax, struct token *token)
{
	struct str s = syntax->pattern;
	char c = s.p[syntax->at];

	switch (c) {
	case '(': read_group(s, &syntax->at, token); return;
	case '[': read_class(s, &syntax->at, token); return;
	case '*':
	case '+':
	case '?':
	case '{': read_repeat(s, &syntax->at, token); return;
	default: break;
	}
	token->cp = utf8_next(s, &syntax->at);
	token->kind = c == ')'		     ? TOKEN_CLOSE
		      : c == '|'	     ? TOKEN_OR
		      : c == '.'	     ? TOKEN_SET
		      : c == '^' || c == '$' ? TOKEN_EDGE
					     : TOKEN_LITERAL;
}

struct token syntax_next(struct syntax *syntax)
{
	struct str s = syntax->pattern;
	struct token token = {.at = {(uint32_t)syntax->at, (uint32_t)s.n}};

	if (syntax->at >= s.n)
		return token;
	if (s.p[syntax->at] == '\\' && byte_at(s, syntax->at + 1) == (syntax->quoted ? 'E' : 'Q')) {
		syntax->quoted = !syntax->quoted;
		syntax->at += 2;
		token.kind = TOKEN_COMMENT;
	} else if (syntax->quoted) {
		token.kind = TOKEN_LITERAL;
		token.cp = utf8_next(s, &syntax->at);
	} else if (s.p[syntax->at] == '\\' && byte_at(s, syntax->at + 1) == 'E') {
		syntax->at += 2;
		token.kind = TOKEN_COMMENT;
	} else if (s.p[syntax->at] == '\\') {
		syntax->at++;
		read_escape(s, &syntax->at, &token);
	} else {
		read_plain(syntax, &token);
	}
	if (syntax->at > s.n)
		syntax->at = s.n;
	token.at.end = (uint32_t)syntax->at;
	return token;
}
