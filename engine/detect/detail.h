/* What a finding says besides its place: words of the contract, and what the report says about them
 * in its own language.
 *
 * For the detectors, who write details, and the report, which reads them. A detail is a text in which a
 * phrase of the report stands as DETAIL_PHRASE, its letter (A for the first of enum detail_text), its
 * values, each behind DETAIL_VALUE, and DETAIL_END; a value is a detail too. These bytes stand in no UTF-8, so
 * nothing that a contract says is taken for a phrase. */
#ifndef CLAUSELINT_DETECT_DETAIL_H
#define CLAUSELINT_DETECT_DETAIL_H

#include "base/arena.h"

/* In the order of the report's texts (report/texts.def). */
enum detail_text {
	DETAIL_LINE,         /* line {a} */
	DETAIL_PAIR,         /* “{a}” ({b}), “{c}” ({d}) */
	DETAIL_DOUBLE,       /* {a} (before it: “{b}”) */
	DETAIL_MORE,         /* {a} and others, {b} in all */
	DETAIL_LIST,         /* {a}, {b} */
	DETAIL_AGAINST,      /* {a}; {b} */
	DETAIL_BALANCE,      /* {a}: {b} rights, {c} duties */
	DETAIL_INSTALMENTS,  /* {a} instalments make {b}% */
	DETAIL_COPIES,       /* {a} copies, the parties have {b} */
	DETAIL_INVISIBLE,    /* {a}, in “{b}” */
	DETAIL_EVERYWHERE,   /* {a}, in many places */
	DETAIL_LOOKALIKE,    /* {b} in “{a}” looks like {c} */
	DETAIL_BROKEN,       /* {a} (“{b}”) */
	DETAIL_COMMENT,      /* in a comment: “{a}” */
	DETAIL_STYLE,        /* by style: “{a}” */
	DETAIL_SPACE,        /* behind a gap: “{a}” */
	DETAIL_ADVICE,       /* {a} sentences of advice */
	DETAIL_NO_SIGNATURE, /* no signature block */
	DETAIL_ONE_SIGNATURE,/* one party's only */
	DETAIL_WEB,          /* {a} pieces of a web page */
	DETAIL_PINYIN,
	DETAIL_PAGE_NUMBER,
	DETAIL_KANGXI,
	DETAIL_TEXTS
};
enum { DETAIL_LETTER = 'A', DETAIL_PHRASE = 0xFF, DETAIL_VALUE = 0xFE, DETAIL_END = 0xFD, DETAIL_VALUES = 4 };

/* A phrase of the report with its values. */
struct str detail_phrase(struct arena *arena, enum detail_text text, const struct str *values,
			 uint32_t n);
#define DETAIL(arena, text, ...)                                                                   \
	detail_phrase((arena), DETAIL_##text, (const struct str[]){__VA_ARGS__},                   \
		      sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))
/* A number as a value: at most four digits that matter. */
struct str detail_number(struct arena *arena, double number);

#endif
