/* The fold table that the build makes from ICU, utf8proc and patches.def (see fold_gen.c).
 *
 * For text/. One 32-bit entry a code point: what it becomes (0: itself), what the pass must care about,
 * and what kind of character the result is. */
#ifndef CLAUSELINT_TEXT_FOLD_H
#define CLAUSELINT_TEXT_FOLD_H

#include "base/str.h"

/* What the pass does with a character; everything but CARE_NONE leaves the fast path. */
enum care {
	CARE_NONE,
	CARE_MAP,       /* becomes another character wherever it stands */
	CARE_WORD,      /* begins at least one row of fold_words */
	CARE_SPACE,
	CARE_LINE,      /* ends a line: U+0085, U+2028, U+2029; the others never reach the pass */
	CARE_ZERO,      /* has no width and no meaning for a contract */
	CARE_BIDI,      /* only turns the direction of writing */
	CARE_BETWEEN,   /* , and : which stay between digits */
	CARE_STOP,      /* . which may be 。 */
	CARE_QUOTE,     /* " */
	CARE_STAR,      /* * which may be Markdown's */
	CARE_ESCAPE,    /* \ which may be Markdown's */
	CARE_OPEN,      /* an opening bracket, behind which pinyin may stand */
	CARE_KINDS
};

enum {
	FOLD_CP = 0x3FFFF,         /* mask of the result */
	FOLD_SECOND = 1 << 18,     /* the second character of a row of fold_words */
	FOLD_DENSE = 1 << 19,      /* the result is Han or Chinese punctuation: no space beside it */
	FOLD_HAN = 1 << 20,        /* the result is a Han character */
	FOLD_RADICAL = 1 << 21,    /* a Kangxi radical or one of the radicals supplement */
	FOLD_HANS = 1 << 22,       /* written in Simplified text only */
	FOLD_HANT = 1 << 23,       /* written in Traditional text only */
	FOLD_WIDE_SPACE = 1 << 24, /* a space of two columns */
	FOLD_CARE_SHIFT = 25,      /* four bits of enum care */
	FOLD_PLAIN = 1 << 29,      /* becomes one character of as many bytes, and that is all */
	FOLD_PAGE = 64,
	FOLD_END = 0xE0200         /* code points from here on are themselves */
};

extern const uint16_t fold_pages[FOLD_END / FOLD_PAGE];
extern const uint32_t fold_entries[];

/* The same of the characters of three bytes, which are nearly all of a contract, by their bytes: what
 * each becomes, the first byte lowest, and what there is to know of it. */
enum {
	TRIPLE_BYTES = 0xFFFFFF,   /* mask of the result; 0 when it has not three bytes */
	TRIPLE_PLAIN = 1 << 24,    /* FOLD_PLAIN */
	TRIPLE_WORD = 1 << 25,     /* CARE_WORD, and the result has three bytes */
	TRIPLE_SECOND = 1 << 26,   /* FOLD_SECOND */
	TRIPLE_HANS = 1 << 27,     /* FOLD_HANS */
	TRIPLE_HANT = 1 << 28,     /* FOLD_HANT */
	TRIPLE_PAGES = 0x3F10
};

extern const uint16_t triple_pages[TRIPLE_PAGES];
extern const uint32_t triples[];

/* A word that is not folded character by character. Rows of one first character stand together, in
 * the order in which they are tried; the first characters ascend. from and to have n bytes. */
enum { FOLD_WORD_ROOM = 16 };
struct fold_word {
	uint32_t first; /* code point */
	uint32_t n;
	char from[FOLD_WORD_ROOM], to[FOLD_WORD_ROOM];
};

struct fold_words {
	const struct fold_word *rows;
	uint32_t count;
};

extern const struct fold_words fold_words;
/* To Traditional: one-character rows stand behind the longer ones. */
extern const struct fold_words hant_words;

static inline uint32_t fold_entry(uint32_t cp)
{
	return cp < FOLD_END ? fold_entries[fold_pages[cp / FOLD_PAGE] * FOLD_PAGE + cp % FOLD_PAGE]
			     : 0;
}
static inline enum care fold_care(uint32_t entry)
{
	return (enum care)(entry >> FOLD_CARE_SHIFT & 0xF);
}
static inline uint32_t fold_cp(uint32_t cp)
{
	uint32_t to = fold_entry(cp) & FOLD_CP;

	return to ? to : cp;
}

static inline bool fold_is_triple(unsigned char lead)
{
	return (lead & 0xF0) == 0xE0;
}
/* What stands in triples of three bytes, of which the first is the lowest; and of those at p. */
static inline uint32_t fold_three(uint32_t bytes)
{
	return triples[triple_pages[bytes & 0x3F0F] + (bytes >> 16 & 0x3F)];
}
static inline uint32_t fold_triple(const unsigned char *p)
{
	return fold_three(p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16);
}

/* The first row whose from begins s at at, or NULL. */
const struct fold_word *fold_word_at(const struct fold_words *words, struct str s, size_t at);

#endif
