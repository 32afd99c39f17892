/* One clause number as it stands in a contract: 第四条, 4.2, 一、, （三）, ①.
 *
 * For the outline, and for references in the fact layer. Works on norm text. */
#ifndef CLAUSELINT_CLAUSE_LABEL_H
#define CLAUSELINT_CLAUSE_LABEL_H

#include "base/str.h"

/* In the order of their usual rank in a contract, highest first. */
enum label_style {
	LABEL_NONE,
	LABEL_HEADING,      /* # Markdown heading, or a line that is a heading without a number */
	LABEL_BOOK,         /* 第一部分 第一编 */
	LABEL_CHAPTER,      /* 第一章 */
	LABEL_SECTION,      /* 第一节 */
	LABEL_ARTICLE,      /* 第一条 第3条 Article 3 */
	LABEL_ANNEX,        /* 附件一 附件2 附录A, and 附件 alone: count 0 */
	LABEL_PARAGRAPH,    /* 第一款 第2项 */
	LABEL_HAN,          /* 一、 一. 一， */
	LABEL_HAN_PAREN,    /* （一） */
	LABEL_ROMAN,        /* Ⅰ、 (i) */
	LABEL_DECIMAL,      /* 1. 1、 1 4.2 6.1.1 3-2 第4.2条: depth is in count */
	LABEL_DECIMAL_PAREN,/* （1） 1） */
	LABEL_CIRCLED,      /* ① ⑴ ⒈ ㈠ */
	LABEL_LETTER,       /* A. （a） */
	LABEL_STEM,         /* 甲、 乙、 as numbers */
	LABEL_BULLET,       /* - • * at the start of a line */
	LABEL_STYLES
};

enum { LABEL_DEPTH = 8 };

/* Small, since there are as many of them as clauses. */
struct label {
	uint8_t style; /* enum label_style */
	uint8_t size;  /* bytes, with the delimiter that belongs to it */
	uint8_t count; /* how many ordinals: 3 for 6.1.1 */
	uint16_t ordinals[LABEL_DEPTH]; /* 1-based; capped at LABEL_ORDINAL_MAX */
};
enum { LABEL_ORDINAL_MAX = UINT16_MAX };

/* The last ordinal, which counts a clause among its siblings: 3 for 6.1.3; 0 for none. */
static inline uint32_t label_last(const struct label *label)
{
	return label->count ? label->ordinals[label->count - 1] : 0;
}

/* Reads a label that begins at offset at of text. false when none does: whether what looks like one
 * is one (1.5倍, 按照第三条约定) is for the outline to decide from its surroundings, but what can be
 * told from the label alone and the characters beside it is told here. */
bool label_read(struct str text, size_t at, struct label *label);

/* A Chinese or Arabic whole number at the start of text: its value, and in *size its bytes.
 * 十二, 一百零三, 壹拾, 廿一, 2024, 二〇二四. false when there is none. */
bool ordinal_read(struct str text, uint32_t *value, size_t *size);
/* Whether the character is one of those of a Chinese number: 三 十 万. */
bool ordinal_is_han(uint32_t cp);

#endif
