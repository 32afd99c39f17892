/* How blanks are found: one walk over the text, with a scanner for every character that can begin
 * a blank.
 *
 * For the files of the blank finder only. A scanner looks at what stands at offset at, notes the
 * blanks it recognises, and returns where the walk goes on: behind what it has understood, or at at
 * when that is nothing. It looks a bounded way ahead, unless the walk then goes on behind it. */
#ifndef CLAUSELINT_FACT_BLANK_SCAN_H
#define CLAUSELINT_FACT_BLANK_SCAN_H

#include "clause/stops.h"
#include "base/vec.h"
#include "fact/blank.h"
#include "fact/words.h"

struct blank_scan {
	struct arena *arena;
	const struct norm *norm;
	struct str text; /* norm->text */
	const struct cues *cues;
	VEC(struct blank) found;
	size_t frame_end;  /* the gap here closes a value: ␣银行转账␣ */
	size_t line_end;   /* up to here line_prose is known */
	bool line_prose;
	bool was_field[2]; /* whether the line before, and the one before that, names a field */
	size_t form_end;   /* lines up to here have been looked at as a form */
	struct form_lines *form_lines; /* what is known of the lines ahead; NULL: not asked for yet */
};

typedef size_t blank_scanner(struct blank_scan *scan, size_t at);

/* Notes text[begin, end); what it overlaps of the blanks before becomes one blank with it. */
void blank_note(struct blank_scan *scan, enum blank_mark mark, size_t begin, size_t end);
/* Whether a noted blank ends at offset at; spaces between do not count. */
bool blank_ends_at(const struct blank_scan *scan, size_t at);

/* blank_line.c */
blank_scanner scan_line, scan_block, scan_dots;
/* blank_space.c */
blank_scanner scan_gap;
/* blank_letter.c */
blank_scanner scan_letter, scan_cross, scan_question, scan_zero;
/* blank_brackets.c */
blank_scanner scan_bracket, scan_variable, scan_instruction, scan_open;
/* blank_choice.c */
blank_scanner scan_box, scan_ordinal, scan_checkbox;
/* blank_labels.c */
blank_scanner scan_colon, scan_semicolon, scan_alias;
/* blank_forms.c */
blank_scanner scan_form_line;
/* blank_missing.c */
blank_scanner scan_year, scan_currency, scan_unit, scan_place_value, scan_person;

/* Verbs of an instruction to whoever fills the form in. */
#define BLANK_INSTRUCTIONS                                                                         \
	"填写 填入 填上 插入 输入 选填 勾选 注明 可选 请选择 选择一种 可选择 增删 删除 自行约定 应具体约定 待填 待定 待补 根据具体约定 请补充 此处补充"

/* Which row of blank_scan.def has a character, as an open hash by cp (cues_gen.c); cp 0 is a free slot.
 */
enum { BLANK_TRIGGERS = 512 };
struct blank_trigger {
	uint32_t cp, scanner;
};
extern const struct blank_trigger BLANK_TRIGGER_TABLE[BLANK_TRIGGERS];

/* The characters in front of units that lost their number, by blank_gap.def. */
extern const struct stops BLANK_GAP_SIDES;

/* The signs at which fields, cells and values end. */
enum punctuation {
	PUNCT_COMMA = 1,     /* ， */
	PUNCT_STOP = 2,	     /* 。 ； */
	PUNCT_COLON = 4,     /* ： */
	PUNCT_LIST = 8,	     /* 、 */
	PUNCT_ASK = 16,	     /* ？ ！ */
	PUNCT_LINE = 32,     /* line end */
	PUNCT_BAR = 64,	     /* | */
	PUNCT_GAP = 128,     /* NORM_GAP */
	PUNCT_OPEN = 256,    /* （ */
	PUNCT_CLOSE = 512,   /* ） */
	PUNCT_QUOTE = 1024,  /* “ 《 */
	PUNCT_BOX = 2048,    /* 【 */
	PUNCT_CLOSED = 4096, /* ” 】 */
	PUNCT_VALUE = 8192   /* { $ _ */
};
static inline unsigned punctuation_of(uint32_t cp)
{
	switch (cp) {
	case 0xFF0C: return PUNCT_COMMA;
	case 0x3002:
	case 0xFF1B: return PUNCT_STOP;
	case 0xFF1A: return PUNCT_COLON;
	case 0x3001: return PUNCT_LIST;
	case 0xFF1F:
	case 0xFF01: return PUNCT_ASK;
	case '\n': return PUNCT_LINE;
	case '|': return PUNCT_BAR;
	case NORM_GAP_CP: return PUNCT_GAP;
	case 0xFF08: return PUNCT_OPEN;
	case 0xFF09: return PUNCT_CLOSE;
	case 0x201C:
	case 0x300A: return PUNCT_QUOTE;
	case 0x3010: return PUNCT_BOX;
	case 0x201D:
	case 0x3011: return PUNCT_CLOSED;
	case '{':
	case '$':
	case '_': return PUNCT_VALUE;
	default: return 0;
	}
}

/* What kind of value is missing, from the words in front of the blank and the unit behind it. */
enum blank_need blank_need_of(struct str field, struct str unit);
/* The same for the words in front of a colon, when they name a field of a form (乙方联系电话, 开户行);
 * NEED_UNKNOWN when they name none. */
enum blank_need field_need(struct str words);
/* Whether words are such a name and nothing else. */
bool is_exact_field(struct str words);
/* Whether filling the field is part of signing: contract number, date and place of signing. */
bool is_formality(struct str field);

#endif
