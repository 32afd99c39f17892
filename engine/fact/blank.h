/* Every spot that must still be filled in.
 *
 * For detectors and reports. What counts, and what does not (values typed between underscores, ticked
 * boxes, 7X24, the quoted ×× of bad wording), was read off real contracts. Spans are of norm text. */
#ifndef CLAUSELINT_FACT_BLANK_H
#define CLAUSELINT_FACT_BLANK_H

#include "clause/outline.h"

struct cues; /* fact/cues.h */

/* How the blank is written. */
enum blank_mark {
	BLANK_LINE,        /* ____ ＿＿ ﹍, also broken runs _ _ */
	BLANK_GAP,         /* spaces where a value should stand */
	BLANK_BRACKET,     /* 【 】 （ ） 《 》 with nothing inside */
	BLANK_HINT,        /* 【公司名称】 [填写交货日期] （根据具体约定填写） and other instructions left in */
	BLANK_LETTER,      /* X分钟 Y% N个工作日 */
	BLANK_CROSS,       /* ×× XXX *** ○○ XXXX年XX月 */
	BLANK_VARIABLE,    /* {{x}} ${x} {x} <甲方名称> {%…%} */
	BLANK_LABEL,       /* 甲方：⏎ — a label with nothing behind its colon */
	BLANK_MISSING,     /* a gap that left no mark: 金额为元, 提前个工作日, 自年月日起 */
	BLANK_CHOICE,      /* □ … □ none ticked; 第__种; 是/否 kept */
	BLANK_OPEN,        /* 待定 待补 TBD */
	BLANK_MARKS
};

/* What kind of value is missing. */
enum blank_need {
	NEED_UNKNOWN, NEED_PARTY, NEED_IDENTITY /* code, representative, id number */,
	NEED_CONTACT /* address, phone, mail, contact person */, NEED_ACCOUNT /* bank */,
	NEED_MONEY, NEED_RATIO, NEED_DURATION, NEED_DATE, NEED_COUNT, NEED_PLACE, NEED_NAME,
	NEED_CHOICE, NEED_NUMBER /* contract number, file number */, NEED_SIGNATURE, NEED_TEXT,
	BLANK_NEEDS
};

struct blank {
	struct span at;    /* the mark (for BLANK_LABEL the label, for BLANK_MISSING the words around) */
	struct span field; /* what it belongs to: the words left of it, at most 24 code points */
	struct span unit;  /* the unit right of it; may be empty */
	enum blank_mark mark : 8;
	enum blank_need need : 8;
	enum zone zone : 8;
	bool formality; /* contract number, signing date or place, signature block: filled when signing */
	uint32_t clause, sentence;
};

struct blanks {
	const struct blank *p; /* in order, not overlapping; ____年__月__日 is one */
	uint32_t n;
};

struct blanks blanks_find(struct arena *arena, const struct norm *norm,
			  const struct outline *outline, const struct cues *cues);
/* The first blank that ends behind offset (n when there is none). */
uint32_t blank_from(struct blanks blanks, uint32_t offset);

#endif
