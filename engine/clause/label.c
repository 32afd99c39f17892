#include "clause/label.h"

#include "base/utf8.h"
#include "clause/lead.h"
#include "clause/label_numeral.h"
#include "clause/measure.h"
#include "clause/word_list.h"
#include "text/norm.h"

/* What stands behind the numeral: one bit each, for the sets of a form. */
enum closing {
	CLOSE_PAUSE = 1,      /* 、 */
	CLOSE_DOT = 2,	      /* . */
	CLOSE_STOP = 4,	      /* 。 */
	CLOSE_COMMA = 8,      /* ， */
	CLOSE_COLON = 16,     /* ： */
	CLOSE_SMALL = 32,     /* : */
	CLOSE_ROUND = 64,     /* ） */
	CLOSE_SQUARE = 128,   /* 】 */
	CLOSE_BOOK = 256,     /* 部分 部份 编 篇 卷 */
	CLOSE_CHAPTER = 512,  /* 章 */
	CLOSE_SECTION = 1024, /* 节 */
	CLOSE_ARTICLE = 2048, /* 条 */
	CLOSE_PART = 4096,    /* 款 项 */
	CLOSE_NONE = 8192     /* nothing of it */
};

/* One way to write a clause number: an opening, a numeral and one of the closings. Openings are
 * alternatives between bars. */
struct form {
	enum label_style style;
	enum numeral numeral;
	const char *open;
	unsigned close;
};

/* The forms that begin with each class, up to one without a style. The first that fits is taken;
 * those with the same opening and numeral stand together. */
enum { FORMS_MAX = 7 };
static const struct form forms[LEADS][FORMS_MAX] = {
	[LEAD_HASH] = {{LABEL_HEADING, NUMERAL_HASHES, "", CLOSE_NONE}},
	[LEAD_DI] = {{LABEL_BOOK, NUMERAL_ANY, "第", CLOSE_BOOK},
		     {LABEL_CHAPTER, NUMERAL_ANY, "第", CLOSE_CHAPTER},
		     {LABEL_SECTION, NUMERAL_ANY, "第", CLOSE_SECTION},
		     {LABEL_ARTICLE, NUMERAL_ANY, "第", CLOSE_ARTICLE},
		     {LABEL_PARAGRAPH, NUMERAL_ANY, "第", CLOSE_PART},
		     {LABEL_DECIMAL, NUMERAL_DEEP, "第", CLOSE_ARTICLE | CLOSE_PART}},
	[LEAD_FU] = {{LABEL_ANNEX, NUMERAL_ANY, "附件|附录|附表|附图",
		      CLOSE_COLON | CLOSE_SMALL | CLOSE_PAUSE | CLOSE_DOT | CLOSE_STOP |
			      CLOSE_NONE},
		     {LABEL_ANNEX, NUMERAL_LETTER, "附件|附录|附表",
		      CLOSE_COLON | CLOSE_SMALL | CLOSE_PAUSE | CLOSE_DOT | CLOSE_STOP |
			      CLOSE_NONE},
		     {LABEL_ANNEX, NUMERAL_NONE, "附件|附录|附表",
		      CLOSE_COLON | CLOSE_SMALL | CLOSE_NONE}},
	[LEAD_LATIN] = {{LABEL_ARTICLE, NUMERAL_ANY, "Article |ARTICLE |Article|Clause |CLAUSE ",
			 CLOSE_DOT | CLOSE_PAUSE | CLOSE_COLON | CLOSE_NONE},
			{LABEL_SECTION, NUMERAL_ANY, "Section |SECTION ",
			 CLOSE_DOT | CLOSE_PAUSE | CLOSE_COLON | CLOSE_NONE},
			{LABEL_ANNEX, NUMERAL_ANY, "Annex |Appendix |Schedule ",
			 CLOSE_COLON | CLOSE_SMALL | CLOSE_PAUSE | CLOSE_DOT | CLOSE_NONE},
			{LABEL_ANNEX, NUMERAL_LETTER, "Annex |Appendix ",
			 CLOSE_COLON | CLOSE_SMALL | CLOSE_PAUSE | CLOSE_DOT | CLOSE_STOP |
				 CLOSE_NONE},
			{LABEL_ROMAN, NUMERAL_ROMAN, "",
			 CLOSE_ROUND | CLOSE_PAUSE | CLOSE_DOT | CLOSE_STOP},
			{LABEL_LETTER, NUMERAL_LETTER, "",
			 CLOSE_ROUND | CLOSE_PAUSE | CLOSE_DOT | CLOSE_STOP}},
	[LEAD_DIGIT] = {{LABEL_DECIMAL_PAREN, NUMERAL_DOTTED, "", CLOSE_ROUND | CLOSE_SQUARE},
			{LABEL_DECIMAL, NUMERAL_DOTTED, "",
			 CLOSE_PAUSE | CLOSE_DOT | CLOSE_STOP | CLOSE_COMMA | CLOSE_COLON |
				 CLOSE_NONE}},
	[LEAD_HAN] = {{LABEL_HAN_PAREN, NUMERAL_HAN, "", CLOSE_ROUND | CLOSE_SQUARE},
		      {LABEL_HAN, NUMERAL_HAN, "",
		       CLOSE_PAUSE | CLOSE_DOT | CLOSE_STOP | CLOSE_COMMA | CLOSE_COLON |
			       CLOSE_SMALL}},
	[LEAD_SIGN] = {{LABEL_CIRCLED, NUMERAL_SIGN, "",
			CLOSE_PAUSE | CLOSE_DOT | CLOSE_STOP | CLOSE_COMMA | CLOSE_NONE},
		       {LABEL_ROMAN, NUMERAL_ROMAN, "",
			CLOSE_ROUND | CLOSE_PAUSE | CLOSE_DOT | CLOSE_STOP}},
	[LEAD_BRACKET] = {{LABEL_HAN_PAREN, NUMERAL_HAN, "（|【", CLOSE_ROUND | CLOSE_SQUARE},
			  {LABEL_DECIMAL_PAREN, NUMERAL_DOTTED, "（|【",
			   CLOSE_ROUND | CLOSE_SQUARE},
			  {LABEL_ROMAN, NUMERAL_ROMAN, "（", CLOSE_ROUND},
			  {LABEL_LETTER, NUMERAL_LETTER, "（", CLOSE_ROUND},
			  {LABEL_STEM, NUMERAL_STEM, "（", CLOSE_ROUND}},
	[LEAD_STEM] = {{LABEL_STEM, NUMERAL_STEM, "", CLOSE_ROUND | CLOSE_PAUSE}},
	[LEAD_BULLET] = {{LABEL_BULLET, NUMERAL_NONE, "-|–|—|•|·|*|●|○|■|◆|◇|▪|►|➢", CLOSE_NONE}},
};

/* Longest labels: 附件 + ordinal + delimiter, or eight ordinals of three digits. */
enum { LABEL_BYTES = 64, PART_DIGITS = 3 };

/* The alternative of words that text starts with: true with its size. */
static bool alternative(struct str text, const char *words, size_t *size)
{
	for (;;) {
		size_t n = 0;

		while (n < text.n && words[n] == text.p[n] && words[n] && words[n] != '|')
			n++;
		if (!words[n] || words[n] == '|') {
			*size = n;
			return true;
		}
		while (words[n] && words[n] != '|')
			n++;
		if (!words[n])
			return false;
		words += n + 1;
	}
}

/* Which closing stands at at, and how many bytes it is. */
static unsigned closing_at(struct str text, size_t at, size_t *size)
{
	uint32_t cp = utf8_peek(text, at), next;

	*size = cp < 0x80 ? 1 : 3;
	switch (cp) {
	case 0x3001 /* 、 */: return CLOSE_PAUSE;
	case '.': return CLOSE_DOT;
	case 0x3002 /* 。 */: return CLOSE_STOP;
	case 0xFF0C /* ， */: return CLOSE_COMMA;
	case 0xFF1A /* ： */: return CLOSE_COLON;
	case ':': return CLOSE_SMALL;
	case 0xFF09 /* ） */: return CLOSE_ROUND;
	case 0x3011 /* 】 */: return CLOSE_SQUARE;
	case 0x7F16 /* 编 */:
	case 0x7BC7 /* 篇 */:
	case 0x5377 /* 卷 */: return CLOSE_BOOK;
	case 0x7AE0 /* 章 */: return CLOSE_CHAPTER;
	case 0x8282 /* 节 */: return CLOSE_SECTION;
	case 0x6761 /* 条 */: return CLOSE_ARTICLE;
	case 0x6B3E /* 款 */:
	case 0x9879 /* 项 */: return CLOSE_PART;
	case 0x90E8 /* 部 */:
		next = utf8_peek(text, at + 3);
		*size = 6;
		return next == 0x5206 /* 分 */ || next == 0x4EFD /* 份 */ ? CLOSE_BOOK : 0;
	default: return 0;
	}
}

/* A bullet stands before words; --- is a rule, -5 a number. */
static bool bulleted(struct str text, size_t end, uint32_t next)
{
	uint32_t bullet = utf8_before(text, end);

	return next != bullet && next != '\n' && next != UTF8_NONE && !cp_is_digit(next);
}

/* 6.1A is a clause put in behind 6.1, and no second 6.1; but 6.1 may begin with A公司 or APP. */
static bool is_inserted(struct str text, size_t end)
{
	uint32_t next = utf8_peek(text, end), behind = utf8_peek(text, end + 1);

	return next >= 'A' && next <= 'F' &&
	       (behind == ' ' || behind == NORM_GAP_CP || behind == '.' || behind == 0x3001 ||
		(cp_is_han(behind) && !list_after(text, end + 1, &LETTERED)));
}

/* What the characters behind say against a label. */
static bool followed_well(const struct form *form, const struct label *label, struct str text,
			  size_t end, size_t delimiter)
{
	uint32_t next = utf8_peek(text, end);

	switch (form->numeral) {
	case NUMERAL_LETTER:
		/* e.g., U.S. and Section A of English prose */
		return form->style == LABEL_ANNEX ? !cp_is_letter(next)
						  : delimiter > 1 || !cp_is_letter(next);
	case NUMERAL_NONE: return form->style == LABEL_ANNEX || bulleted(text, end, next);
	case NUMERAL_STEM:
		return next != 0x4E59 && next != 0x4E19 && next != 0x4E01; /* 甲、乙双方 */
	case NUMERAL_DOTTED:
		if (form->style == LABEL_DECIMAL_PAREN)
			return true;
		if (delimiter > 0)
			return true;
		if (label->count > 1)
			return next != '_' && next != ':' && next != ',' && !measures(text, end) &&
			       !is_inserted(text, end);
		return (next == '\n' || next == ' ' || next == NORM_GAP_CP || cp_is_han(next) ||
			next == 0x300A || next == 0x201C) &&
		       !measures(text, end);
	default: return true;
	}
}

/* What has been read of a label, for the forms that begin alike. */
struct reading {
	const char *open; /* alternatives tried; NULL at first */
	enum numeral numeral;
	bool fits;	  /* an opening and a numeral are there */
	size_t size;	  /* of both, in bytes */
	unsigned closing; /* what stands behind them */
	size_t close;	  /* its bytes */
};

static void read_number(const struct form *form, struct str text, size_t at,
			struct reading *reading, struct label *label)
{
	struct str window = str_cut(text, at, at + LABEL_BYTES);
	size_t open, number;

	*label = (struct label){0};
	*reading = (struct reading){.open = form->open, .numeral = form->numeral};
	if (!alternative(window, form->open, &open) ||
	    !label_numeral(form->numeral, str_cut(window, open, window.n), label, &number))
		return;
	reading->fits = true;
	reading->size = open + number;
	reading->closing = closing_at(text, at + reading->size, &reading->close);
}

static bool form_read(const struct form *form, struct str text, size_t at, struct reading *reading,
		      struct label *label)
{
	size_t close = 0;

	if (form->open != reading->open || form->numeral != reading->numeral)
		read_number(form, text, at, reading, label);
	if (!reading->fits)
		return false;
	if (form->close & reading->closing)
		close = reading->close;
	else if (!(form->close & CLOSE_NONE))
		return false;
	if (reading->size + close == 0 || reading->size + close >= LABEL_BYTES - 4)
		return false;
	label->style = form->style;
	label->size = (uint8_t)(reading->size + close);
	return followed_well(form, label, text, at + label->size, close);
}

/* What the character in front says: a number that goes on is no new number. */
static bool preceded_well(struct str text, size_t at)
{
	uint32_t first = utf8_peek(text, at), before = utf8_before(text, at);

	if (cp_is_digit(first))
		return !cp_is_digit(before) && !cp_is_letter(before) && before != '.' &&
		       before != '-' && before != '/' && before != ':' && before != ',' &&
		       before != '_' && before != '$' && before != 0x00A5 && before != 0xFFE5;
	if (cp_is_letter(first))
		return !cp_is_letter(before) && !cp_is_digit(before) && before != '.';
	/* 二之一 is put in behind 二. */
	return before != 0x4E4B || !ordinal_is_han(first);
}

/* The questions that most places fail at, which look like the beginning of a label: 30日, 2024年,
 * 统一 and （以下. Whatever passes is read as forms say. */
static bool may_read(enum lead lead, struct str text, size_t at)
{
	size_t end = at, size;
	uint32_t next;

	switch (lead) {
	case LEAD_DIGIT:
		while (end < text.n && cp_is_digit((unsigned char)text.p[end]))
			end++;
		return text.p[at] != '0' && end - at <= PART_DIGITS && !measures(text, end);
	case LEAD_HAN:
		next = utf8_peek(text, at + 3);
		return ordinal_is_han(next) || closing_at(text, at + 3, &size);
	case LEAD_BRACKET:
		next = utf8_peek(text, at + 3);
		return lead_of(next) != LEAD_NONE || ordinal_is_han(next);
	default: return true;
	}
}

bool label_read(struct str text, size_t at, struct label *label)
{
	enum lead lead = lead_of(utf8_peek(text, at));
	struct reading reading = {0};

	if (lead != LEAD_NONE && preceded_well(text, at) && may_read(lead, text, at))
		for (const struct form *form = forms[lead]; form->style; form++)
			if (form_read(form, text, at, &reading, label))
				return true;
	*label = (struct label){0};
	return false;
}
