#include "clause/label.h"

#include <string.h>
#include "base/sorted.h"
#include "base/utf8.h"
#include "clause/line.h"
#include "text/norm.h"

/* What stands between the opening and the closing of a label. */
enum numeral {
	NUMERAL_ANY,	/* 3 or 三 */
	NUMERAL_HAN,	/* 三 */
	NUMERAL_DOTTED, /* 3 or 3.2.1 or 3-2 */
	NUMERAL_DEEP,	/* 3.2.1, never 3 alone */
	NUMERAL_SIGN,	/* ③ ⑶ ⒊ ㈢: one character of its own */
	NUMERAL_ROMAN,	/* iv, Ⅳ */
	NUMERAL_LETTER, /* d */
	NUMERAL_STEM,	/* 丁 */
	NUMERAL_HASHES, /* ###: how many */
	NUMERAL_NONE
};

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

/* The classes of characters that labels begin with. */
enum lead {
	LEAD_NONE,
	LEAD_HASH,
	LEAD_DI, /* 第 */
	LEAD_FU, /* 附 */
	LEAD_LATIN,
	LEAD_DIGIT,
	LEAD_HAN,  /* 一 二 三 … */
	LEAD_SIGN, /* ① Ⅳ */
	LEAD_BRACKET,
	LEAD_STEM, /* 甲 乙 丙 … */
	LEAD_BULLET,
	LEADS
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
enum { FORMS_MAX = 9 };
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

/* Characters that are a whole number, in runs: cp first.. counts value.. */
static const struct sign_run {
	uint32_t first, last, value;
} signs[] = {
	{0x2460 /* ① */, 0x2473, 1},   {0x2474 /* ⑴ */, 0x2487, 1},  {0x2488 /* ⒈ */, 0x249B, 1},
	{0x24F5 /* ⓵ */, 0x24FE, 1},   {0x24EB /* ⓫ */, 0x24F4, 11}, {0x2776 /* ❶ */, 0x277F, 1},
	{0x2780 /* ➀ */, 0x2789, 1},   {0x278A /* ➊ */, 0x2793, 1},  {0x3220 /* ㈠ */, 0x3229, 1},
	{0x3251 /* ㉑ */, 0x325F, 21}, {0x3280 /* ㊀ */, 0x3289, 1}, {0x32B1 /* ㊱ */, 0x32BF, 36},
};

/* What a number without a delimiter measures; it is no label then, unless one of the longer words
 * stands. By the first character, which is the whole unit where there are none. */
static const struct measure {
	uint32_t first;
	const char *units, *words;
} measured[] = {
	{'%', NULL, ""},
	{'+', NULL, ""},
	{'/', NULL, ""},
	{'=', NULL, ""},
	{'~', NULL, ""},
	{0x00D7 /* × */, NULL, ""},
	{0x2030 /* ‰ */, NULL, ""},
	{0x2103 /* ℃ */, NULL, ""},
	{0x33A1 /* ㎡ */, NULL, ""},
	{0x4E07 /* 万 */, NULL, "万一"},
	{0x4E2A /* 个 */, NULL, "个人 个别"},
	{0x4EA9 /* 亩 */, NULL, ""},
	{0x4EBA /* 人 */, NULL, "人员 人民 人身 人力 人工 人事 人机"},
	{0x4EBF /* 亿 */, NULL, ""},
	{0x4EE5 /* 以 */, NULL, "以下 以上述 以甲 以乙 以双 以书 以本 以及"},
	{0x4EF6 /* 件 */, NULL, "件数"},
	{0x4EFD /* 份 */, NULL, ""},
	{0x4F4D /* 位 */, NULL, "位置"},
	{0x500D /* 倍 */, NULL, ""},
	{0x5143 /* 元 */, NULL, ""},
	{0x514B /* 克 */, NULL, ""},
	{0x516C, "公里 公斤 公顷", ""},
	{0x5206 /* 分 */, NULL, "分包 分期 分工 分成 分享 分公司 分支 分配 分类 分润"},
	{0x5230 /* 到 */, NULL, "到期 到货 到场"},
	{0x5343 /* 千 */, NULL, "千万"},
	{0x5398 /* 厘 */, NULL, ""},
	{0x53EA /* 只 */, NULL, "只有 只能 只要"},
	{0x53F0 /* 台 */, NULL, "台账"},
	{0x53F7 /* 号 */, NULL, "号码"},
	{0x540D /* 名 */, NULL, "名称 名誉 名单"},
	{0x5428 /* 吨 */, NULL, ""},
	{0x5468 /* 周 */, NULL, "周期 周边"},
	{0x5929 /* 天 */, NULL, "天猫"},
	{0x5957 /* 套 */, NULL, "套餐"},
	{0x5B63 /* 季 */, NULL, "季度"},
	{0x5BA4 /* 室 */, NULL, "室内"},
	{0x5BB6 /* 家 */, NULL, "家具 家庭 家属 家电"},
	{0x5BF8 /* 寸 */, NULL, ""},
	{0x5C0F, "小时", ""},
	{0x5C42 /* 层 */, NULL, "层级"},
	{0x5C81 /* 岁 */, NULL, ""},
	{0x5E62 /* 幢 */, NULL, ""},
	{0x5E73, "平方 平米", ""},
	{0x5E74 /* 年 */, NULL, "年度 年检 年费"},
	{0x5EA6 /* 度 */, NULL, "度假"},
	{0x5EA7 /* 座 */, NULL, ""},
	{0x5F20 /* 张 */, NULL, "张贴"},
	{0x6210 /* 成 */, NULL, "成果 成本 成交 成立 成员"},
	{0x6216 /* 或 */, NULL, "或有"},
	{0x6279 /* 批 */, NULL, "批次 批准"},
	{0x6298 /* 折 */, NULL, "折扣 折旧"},
	{0x65E5 /* 日 */, NULL, "日常 日志 日期"},
	{0x661F, "星期", ""},
	{0x6708 /* 月 */, NULL, "月度 月租 月结 月报"},
	{0x671F /* 期 */, NULL, "期限 期间 期满"},
	{0x6761 /* 条 */, NULL, "条款 条件"},
	{0x680B /* 栋 */, NULL, ""},
	{0x697C /* 楼 */, NULL, ""},
	{0x6B21 /* 次 */, NULL, "次日 次月"},
	{0x6B3E /* 款 */, NULL, "款项"},
	{0x6BEB /* 毫 */, NULL, ""},
	{0x70B9 /* 点 */, NULL, "点击"},
	{0x7248 /* 版 */, NULL, "版权"},
	{0x73AF /* 环 */, NULL, "环境 环保"},
	{0x767E /* 百 */, NULL, "百度"},
	{0x79CD /* 种 */, NULL, "种类"},
	{0x79D2 /* 秒 */, NULL, ""},
	{0x7ACB, "立方", ""},
	{0x7AE0 /* 章 */, NULL, "章程"},
	{0x7B14 /* 笔 */, NULL, "笔误"},
	{0x7C73 /* 米 */, NULL, ""},
	{0x7EA7 /* 级 */, NULL, "级别"},
	{0x7EBF /* 线 */, NULL, "线上 线下 线路"},
	{0x7EC4 /* 组 */, NULL, "组织"},
	{0x81F3 /* 至 */, NULL, "至少 至迟"},
	{0x8282 /* 节 */, NULL, "节能 节假 节点"},
	{0x89D2 /* 角 */, NULL, ""},
	{0x8F86 /* 辆 */, NULL, ""},
	{0x95F4 /* 间 */, NULL, "间接"},
	{0x9875 /* 页 */, NULL, "页面"},
	{0x9879 /* 项 */, NULL, "项目 项下"},
};

static bool measures(struct str text, size_t at)
{
	enum { ROWS = sizeof measured / sizeof measured[0] };
	uint32_t cp = utf8_peek(text, at), row = SORTED_FROM(measured, ROWS, first, cp);

	return row < ROWS && measured[row].first == cp &&
	       (!measured[row].units || word_after(text, at, measured[row].units)) &&
	       !word_after(text, at, measured[row].words);
}

/* Longest labels: 附件 + ordinal + delimiter, or eight ordinals of three digits. */
enum { LABEL_BYTES = 64, PART_MAX = 199 };

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

static bool ordinal_one(struct str text, struct label *label, size_t *size)
{
	uint32_t value;

	if (!ordinal_read(text, &value, size) || value == 0)
		return false;
	label->count = 1;
	label->ordinals[0] = value < LABEL_ORDINAL_MAX ? value : LABEL_ORDINAL_MAX;
	return true;
}

/* 3.2.1 and 3-2, without a dot behind the last part. Leading zeros and large parts belong to
 * decimals, dates and telephone numbers. */
static bool dotted(struct str text, struct label *label, size_t *size)
{
	size_t at = 0, part;
	uint32_t value;
	char separator = 0;

	label->count = 0;
	for (;;) {
		if (at >= text.n || text.p[at] < '1' || text.p[at] > '9' ||
		    !ordinal_read(str_cut(text, at, text.n), &value, &part) || value > PART_MAX)
			return false;
		if (label->count == LABEL_DEPTH)
			return false;
		label->ordinals[label->count++] = value;
		at += part;
		if (at + 1 >= text.n || !cp_is_digit((unsigned char)text.p[at + 1]))
			break;
		if (text.p[at] != '.' && text.p[at] != '-')
			break;
		if (separator && separator != text.p[at])
			return false;
		separator = text.p[at++];
	}
	*size = at;
	return true;
}

static bool sign(struct str text, struct label *label, size_t *size)
{
	size_t at = 0;
	uint32_t cp = utf8_next(text, &at);

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		if (cp < signs[i].first || cp > signs[i].last)
			continue;
		label->count = 1;
		label->ordinals[0] = cp - signs[i].first + signs[i].value;
		*size = at;
		return true;
	}
	return false;
}

static uint32_t roman_digit(char c)
{
	switch (c) {
	case 'i':
	case 'I': return 1;
	case 'v':
	case 'V': return 5;
	case 'x':
	case 'X': return 10;
	default: return 0;
	}
}

/* Ⅳ as one character, or letters up to xxxix. A single v or x is a letter here: the outline knows
 * whether it follows iv or u. */
static bool roman(struct str text, struct label *label, size_t *size)
{
	size_t at = 0;
	uint32_t cp = utf8_next(text, &at), total = 0;

	label->count = 1;
	if ((cp >= 0x2160 && cp <= 0x216B) || (cp >= 0x2170 && cp <= 0x217B)) {
		label->ordinals[0] = (cp & 0xF) + 1;
		*size = at;
		return true;
	}
	for (at = 0; at < text.n && at < 7 && roman_digit(text.p[at]); at++) {
		uint32_t here = roman_digit(text.p[at]);
		uint32_t next = at + 1 < text.n ? roman_digit(text.p[at + 1]) : 0;
		total = here < next ? total - here : total + here;
	}
	if (at == 0 || total == 0 || total > PART_MAX || (at == 1 && total != 1))
		return false;
	label->ordinals[0] = total;
	*size = at;
	return true;
}

static bool letter(struct str text, struct label *label, size_t *size)
{
	if (text.n == 0 || !cp_is_letter((unsigned char)text.p[0]))
		return false;
	label->count = 1;
	label->ordinals[0] = (uint32_t)(text.p[0] | 0x20) - 'a' + 1;
	*size = 1;
	return true;
}

static uint32_t stem_value(uint32_t cp)
{
	static const uint32_t stems[] = {0x7532, 0x4E59, 0x4E19, 0x4E01, 0x620A,
					 0x5DF1, 0x5E9A, 0x8F9B, 0x58EC, 0x7678}; /* 甲乙丙… */

	for (uint32_t i = 0; i < sizeof stems / sizeof stems[0]; i++)
		if (stems[i] == cp)
			return i + 1;
	return 0;
}

static bool stem(struct str text, struct label *label, size_t *size)
{
	size_t at = 0;

	label->count = 1;
	label->ordinals[0] = stem_value(utf8_next(text, &at));
	*size = at;
	return label->ordinals[0] != 0;
}

static bool hashes(struct str text, struct label *label, size_t *size)
{
	size_t n = 0;

	while (n < text.n && text.p[n] == '#')
		n++;
	if (n == 0 || n > 6)
		return false;
	label->count = 1;
	label->ordinals[0] = (uint32_t)n;
	*size = n < text.n && text.p[n] == ' ' ? n + 1 : n;
	return *size < text.n && text.p[*size] != '\n';
}

static bool numeral_read(enum numeral numeral, struct str text, struct label *label, size_t *size)
{
	switch (numeral) {
	case NUMERAL_ANY: return ordinal_one(text, label, size);
	case NUMERAL_HAN:
		return text.n && !cp_is_digit((unsigned char)text.p[0]) &&
		       ordinal_one(text, label, size);
	case NUMERAL_DOTTED: return dotted(text, label, size);
	case NUMERAL_DEEP: return dotted(text, label, size) && label->count > 1;
	case NUMERAL_SIGN: return sign(text, label, size);
	case NUMERAL_ROMAN: return roman(text, label, size);
	case NUMERAL_LETTER: return letter(text, label, size);
	case NUMERAL_STEM: return stem(text, label, size);
	case NUMERAL_HASHES: return hashes(text, label, size);
	case NUMERAL_NONE: break;
	}
	label->count = 0;
	*size = 0;
	return true;
}

/* A bullet stands before words; --- is a rule, -5 a number. */
static bool bulleted(struct str text, size_t end, uint32_t next)
{
	uint32_t bullet = utf8_before(text, end);

	return next != bullet && next != '\n' && next != UTF8_NONE && !cp_is_digit(next);
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
			return next != '_' && next != ':' && next != ',' && !measures(text, end);
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
	    !numeral_read(form->numeral, str_cut(window, open, window.n), label, &number))
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
	return true;
}

/* Which class a character is of, sorted; the numerals are those that labels are written with. */
static const struct lead_run {
	uint32_t first, last;
	enum lead lead;
} leads[] = {
	{'#', '#', LEAD_HASH},		{'*', '*', LEAD_BULLET},
	{'-', '-', LEAD_BULLET},	{'0', '9', LEAD_DIGIT},
	{'A', 'Z', LEAD_LATIN},		{'a', 'z', LEAD_LATIN},
	{0x00B7, 0x00B7, LEAD_BULLET},	{0x2013, 0x2014, LEAD_BULLET},
	{0x2022, 0x2022, LEAD_BULLET},	{0x2160, 0x24FE, LEAD_SIGN},
	{0x25A0, 0x25A0, LEAD_BULLET},	{0x25AA, 0x25AA, LEAD_BULLET},
	{0x25BA, 0x25BA, LEAD_BULLET},	{0x25C6, 0x25C7, LEAD_BULLET},
	{0x25CB, 0x25CB, LEAD_BULLET},	{0x25CF, 0x25CF, LEAD_BULLET},
	{0x2776, 0x2793, LEAD_SIGN},	{0x27A2, 0x27A2, LEAD_BULLET},
	{0x3010, 0x3010, LEAD_BRACKET}, {0x3127, 0x3127, LEAD_HAN},
	{0x3220, 0x32BF, LEAD_SIGN},	{0x4E00, 0x4E00, LEAD_HAN},
	{0x4E01, 0x4E01, LEAD_STEM},	{0x4E03, 0x4E03, LEAD_HAN},
	{0x4E09, 0x4E09, LEAD_HAN},	{0x4E19, 0x4E19, LEAD_STEM},
	{0x4E59, 0x4E59, LEAD_STEM},	{0x4E5D, 0x4E5D, LEAD_HAN},
	{0x4E8C, 0x4E8C, LEAD_HAN},	{0x4E94, 0x4E94, LEAD_HAN},
	{0x4F0D, 0x4F0D, LEAD_HAN},	{0x516B, 0x516B, LEAD_HAN},
	{0x516D, 0x516D, LEAD_HAN},	{0x5341, 0x5341, LEAD_HAN},
	{0x5345, 0x5345, LEAD_HAN},	{0x53C1, 0x53C1, LEAD_HAN},
	{0x56DB, 0x56DB, LEAD_HAN},	{0x58EC, 0x58EC, LEAD_STEM},
	{0x58F9, 0x58F9, LEAD_HAN},	{0x5DF1, 0x5DF1, LEAD_STEM},
	{0x5E9A, 0x5E9A, LEAD_STEM},	{0x5EFF, 0x5EFF, LEAD_HAN},
	{0x620A, 0x620A, LEAD_STEM},	{0x62FE, 0x62FE, LEAD_HAN},
	{0x634C, 0x634C, LEAD_HAN},	{0x67D2, 0x67D2, LEAD_HAN},
	{0x7396, 0x7396, LEAD_HAN},	{0x7532, 0x7532, LEAD_STEM},
	{0x7678, 0x7678, LEAD_STEM},	{0x767E, 0x767E, LEAD_HAN},
	{0x7B2C, 0x7B2C, LEAD_DI},	{0x8086, 0x8086, LEAD_HAN},
	{0x8D30, 0x8D30, LEAD_HAN},	{0x8F9B, 0x8F9B, LEAD_STEM},
	{0x9644, 0x9644, LEAD_FU},	{0x9646, 0x9646, LEAD_HAN},
	{0xFF08, 0xFF08, LEAD_BRACKET},
};

static enum lead lead_of(uint32_t cp)
{
	enum { RUNS = sizeof leads / sizeof leads[0] };
	uint32_t run;

	if (cp_is_digit(cp))
		return LEAD_DIGIT;
	run = SORTED_FROM(leads, RUNS, last, cp);
	return run < RUNS && leads[run].first <= cp ? leads[run].lead : LEAD_NONE;
}

static bool is_inside(enum lead lead)
{
	return lead == LEAD_DI || (lead >= LEAD_DIGIT && lead <= LEAD_BRACKET);
}

bool label_begins(uint32_t cp)
{
	return lead_of(cp) != LEAD_NONE;
}

void label_leads(struct stops *stops)
{
	for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++)
		if (is_inside(leads[i].lead))
			stops_add(stops, leads[i].first, leads[i].last);
}

bool label_read(struct str text, size_t at, struct label *label)
{
	enum lead lead = lead_of(utf8_peek(text, at));
	struct reading reading = {0};

	if (lead != LEAD_NONE && preceded_well(text, at))
		for (const struct form *form = forms[lead]; form->style; form++)
			if (form_read(form, text, at, &reading, label))
				return true;
	*label = (struct label){0};
	return false;
}
