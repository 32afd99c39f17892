/* The pieces a regular expression is written in.
 *
 * For the pack layer only: what refuses patterns and what finds their literals read them through
 * this. It knows PCRE2's syntax as far as patterns here may use it; anything else is TOKEN_STRANGE,
 * and whoever meets that must assume the worst. Patterns that PCRE2 has compiled are read right;
 * others are read somehow, and the reading ends. */
#ifndef CLAUSELINT_PACK_SYNTAX_H
#define CLAUSELINT_PACK_SYNTAX_H

#include "base/str.h"

enum token_kind {
	TOKEN_END,
	TOKEN_LITERAL,    /* one character: cp */
	TOKEN_SET,        /* [...] . \d \p{..} \R: one character or several, never none */
	TOKEN_EDGE,       /* ^ $ \b \B \A \z \Z \G: matches no character */
	TOKEN_OPEN,       /* ( (?: (?<name> (?> */
	TOKEN_OPEN_LOOK,  /* (?= (?! (?<= (?<! */
	TOKEN_CLOSE,
	TOKEN_OR,
	TOKEN_REPEAT,     /* * + ? {n,m} with what makes it lazy or possessive */
	TOKEN_OPTION,     /* (?i) (?-i) in the middle of a group */
	TOKEN_BACK,       /* \1 \k<name> */
	TOKEN_COMMENT,    /* (?#...) \E: nothing */
	TOKEN_CALLOUT,    /* (?C) */
	TOKEN_RECURSION,  /* (?R) (?1) (?&name) \g<name> */
	TOKEN_VERB,       /* (*NAME) */
	TOKEN_STRANGE     /* also a class with \Q, \E or \c in it */
};

struct token {
	enum token_kind kind;
	struct span at;      /* in the pattern */
	uint32_t cp;         /* TOKEN_LITERAL; the letter of a TOKEN_EDGE such as \b, else 0 */
	uint32_t min, max;   /* TOKEN_REPEAT; max UINT32_MAX: no limit */
	bool caseless;       /* TOKEN_OPEN, TOKEN_OPTION: switches caseless on … */
	bool cased;          /* … or off */
	bool spaced;         /* … or switches on x, in which white space means nothing */
};

struct syntax {
	struct str pattern;
	size_t at;
	bool quoted;         /* inside \Q…\E */
};

struct token syntax_next(struct syntax *syntax);

/* The members of a TOKEN_SET that is a class of at most room single characters; 0 when it is
 * negated, larger, or has members that are not single characters. */
uint32_t syntax_set_members(struct str pattern, struct token set, uint32_t *cps, uint32_t room);
struct character_range {
	uint32_t first, last;
};
enum { RANGES_MAX = 512 };
/* The ranges of characters that a TOKEN_SET is written with, which may overlap, \d, \s and \w among them:
 * those of its members or, when *negative is set, of all that are none. 0: it cannot be said. */
uint32_t syntax_set_ranges(struct str pattern, struct token set, bool *negative,
			   struct character_range ranges[RANGES_MAX]);
/* Calls seen for every character that is written out in the class, ends of ranges too. */
void syntax_set_written(struct str pattern, struct token set,
			void (*seen)(void *context, uint32_t cp, uint32_t at), void *context);

#endif
