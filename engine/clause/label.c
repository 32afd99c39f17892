#include "clause/label.h"

#include <string.h>
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

/* The classes of characters that labels begin with, to pass over the forms that cannot fit. */
enum lead {
	LEAD_HASH = 1,
	LEAD_DI = 2, /* 第 */
	LEAD_FU = 4, /* 附 */
	LEAD_LATIN = 8,
	LEAD_DIGIT = 16,
	LEAD_HAN = 32,	/* 一 二 三 … */
	LEAD_SIGN = 64, /* ① Ⅳ */
	LEAD_BRACKET = 128,
	LEAD_STEM = 256, /* 甲 乙 丙 … */
	LEAD_BULLET = 512,
	LEADS_INSIDE = LEAD_DI | LEAD_DIGIT | LEAD_HAN | LEAD_SIGN | LEAD_BRACKET
};

/* One way to write a clause number. Openings and closings are alternatives between bars; an empty
 * alternative, always the last, says that it may be missing. The first form that fits is taken. */
struct form {
	enum label_style style;
	unsigned leads;
	enum numeral numeral;
	const char *open, *close;
};

static const struct form forms[] = {
	{LABEL_HEADING, LEAD_HASH, NUMERAL_HASHES, "", ""},
	{LABEL_BOOK, LEAD_DI, NUMERAL_ANY, "第", "部分|部份|编|篇|卷"},
	{LABEL_CHAPTER, LEAD_DI, NUMERAL_ANY, "第", "章"},
	{LABEL_SECTION, LEAD_DI, NUMERAL_ANY, "第", "节"},
	{LABEL_ARTICLE, LEAD_DI, NUMERAL_ANY, "第", "条"},
	{LABEL_DECIMAL, LEAD_DI, NUMERAL_DEEP, "第", "条|款|项"},
	{LABEL_PARAGRAPH, LEAD_DI, NUMERAL_ANY, "第", "款|项"},
	{LABEL_ARTICLE, LEAD_LATIN, NUMERAL_ANY, "Article |ARTICLE |Article|Clause |CLAUSE ",
	 ".|、|：|"},
	{LABEL_SECTION, LEAD_LATIN, NUMERAL_ANY, "Section |SECTION ", ".|、|：|"},
	{LABEL_ANNEX, LEAD_FU, NUMERAL_ANY, "附件|附录|附表|附图", "：|:|、|.|。|"},
	{LABEL_ANNEX, LEAD_LATIN, NUMERAL_ANY, "Annex |Appendix |Schedule ", "：|:|、|.|"},
	{LABEL_ANNEX, LEAD_FU | LEAD_LATIN, NUMERAL_LETTER, "附件|附录|附表|Annex |Appendix ",
	 "：|:|、|.|。|"},
	{LABEL_ANNEX, LEAD_FU, NUMERAL_NONE, "附件|附录|附表", "：|:|"},
	{LABEL_HAN_PAREN, LEAD_BRACKET | LEAD_HAN, NUMERAL_HAN, "（|【|", "）|】"},
	{LABEL_HAN, LEAD_HAN, NUMERAL_HAN, "", "、|.|。|，|：|:"},
	{LABEL_CIRCLED, LEAD_SIGN, NUMERAL_SIGN, "", "、|.|。|，|"},
	{LABEL_ROMAN, LEAD_BRACKET | LEAD_SIGN | LEAD_LATIN, NUMERAL_ROMAN, "（|", "）"},
	{LABEL_ROMAN, LEAD_SIGN | LEAD_LATIN, NUMERAL_ROMAN, "", "、|.|。"},
	{LABEL_LETTER, LEAD_BRACKET | LEAD_LATIN, NUMERAL_LETTER, "（|", "）"},
	{LABEL_LETTER, LEAD_LATIN, NUMERAL_LETTER, "", "、|.|。"},
	{LABEL_STEM, LEAD_BRACKET | LEAD_STEM, NUMERAL_STEM, "（|", "）"},
	{LABEL_STEM, LEAD_STEM, NUMERAL_STEM, "", "、"},
	{LABEL_DECIMAL_PAREN, LEAD_BRACKET | LEAD_DIGIT, NUMERAL_DOTTED, "（|【|", "）|】"},
	{LABEL_DECIMAL, LEAD_DIGIT, NUMERAL_DOTTED, "", "、|.|。|，|：|"},
	{LABEL_BULLET, LEAD_BULLET, NUMERAL_NONE, "-|–|—|•|·|*|●|○|■|◆|◇|▪|►|➢", ""},
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

/* What a number without a delimiter measures; it is no label then, unless the longer word stands.
 */
static const char units[] =
	"% ‰ 元 角 万 亿 千 百 天 日 月 年 个 倍 版 小时 分 秒 周 星期 季 人 名 份 号 次 米 克 吨 台 套 折 级 层 楼 家 张 页 种 件 批 平方 平米 公里 公斤 公顷 立方 毫 厘 亩 度 位 岁 期 成 点 寸 辆 栋 幢 室 座 只 笔 组 间 环 线 条 款 项 章 节 至 到 以 或 / ~ ℃ ㎡ × + =";
static const char unit_words[] =
	"日常 日志 日期 月度 月租 月结 月报 年度 年检 年费 个人 个别 版权 分包 分期 分工 分成 分享 分公司 分支 分配 分类 分润 周期 周边 季度 人员 人民 人身 人力 人工 人事 人机 名称 名誉 名单 折扣 折旧 级别 层级 家具 家庭 家属 家电 种类 件数 批次 批准 度假 位置 期限 期间 期满 期满 成果 成本 成交 成立 成员 点击 室内 笔误 组织 间接 环境 环保 线上 线下 线路 条款 条件 款项 项目 项下 章程 节能 节假 节点 至少 至迟 到期 到货 到场 以下 以上述 以甲 以乙 以双 以书 以本 以及 或有 台账 套餐 号码 天猫 万一 千万 百度 次日 次月 张贴 页面 只有 只能 只要";

static bool measures(struct str after)
{
	return word_after(after, 0, units) && !word_after(after, 0, unit_words);
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
	static const char digits[] = "ivx";
	static const uint32_t values[] = {1, 5, 10};
	const char *found = strchr(digits, c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);

	return found && *found ? values[found - digits] : 0;
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
	struct str after = str_cut(text, end, end + 16);
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
		if (delimiter == 0 &&
		    (measures(after) || next == '_' || next == ':' || next == ','))
			return false;
		if (delimiter == 0 && label->count == 1)
			return next == '\n' || next == ' ' || next == NORM_GAP_CP ||
			       cp_is_han(next) || next == 0x300A || next == 0x201C;
		return delimiter > 0 || !cp_is_letter(next) || label->count > 1;
	default: return true;
	}
}

static bool form_read(const struct form *form, struct str text, size_t at, struct label *label)
{
	struct str window = str_cut(text, at, at + LABEL_BYTES);
	size_t open, number, close;

	if (!alternative(window, form->open, &open))
		return false;
	if (!numeral_read(form->numeral, str_cut(window, open, window.n), label, &number))
		return false;
	if (!alternative(str_cut(window, open + number, window.n), form->close, &close))
		return false;
	if (open + number + close == 0 || open + number + close >= LABEL_BYTES - 4)
		return false;
	label->style = form->style;
	label->size = (uint32_t)(open + number + close);
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

static unsigned lead_of(uint32_t cp)
{
	size_t low = 0, high = sizeof leads / sizeof leads[0];

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (cp > leads[middle].last)
			low = middle + 1;
		else if (cp < leads[middle].first)
			high = middle;
		else
			return leads[middle].lead;
	}
	return 0;
}

void label_leads(struct label_leads *bits)
{
	*bits = (struct label_leads){{0}, {0}};
	for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
		for (uint32_t cp = leads[i].first; cp <= leads[i].last; cp++) {
			bits->anywhere[cp >> 6] |= (uint64_t)1 << (cp & 63);
			if (leads[i].lead & LEADS_INSIDE)
				bits->inside[cp >> 6] |= (uint64_t)1 << (cp & 63);
		}
	}
}

/* What most often begins with such a character is none of the forms, and what follows tells so:
 * 一方, 第三方, （以下简称…. */
static bool is_hopeless(unsigned lead, struct str text, size_t at)
{
	static const char closings[] = "） 】 、 . 。 ， ： :";
	struct str window = str_cut(text, at, at + LABEL_BYTES);
	uint32_t value, next;
	size_t size = 0;

	switch (lead) {
	case LEAD_HAN:
		return !ordinal_read(window, &value, &size) || !word_after(window, size, closings);
	case LEAD_DI:
		utf8_next(window, &size);
		return !ordinal_read(str_cut(window, size, window.n), &value, &size);
	case LEAD_BRACKET:
		utf8_next(window, &size);
		next = utf8_peek(window, size);
		return cp_is_han(next) && !stem_value(next) &&
		       !ordinal_read(str_cut(window, size, window.n), &value, &size);
	default: return false;
	}
}

bool label_read(struct str text, size_t at, struct label *label)
{
	unsigned lead = lead_of(utf8_peek(text, at));

	*label = (struct label){0};
	if (lead == 0 || !preceded_well(text, at) || is_hopeless(lead, text, at))
		return false;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		if (!(forms[i].leads & lead))
			continue;
		if (form_read(&forms[i], text, at, label))
			return true;
		*label = (struct label){0};
	}
	return false;
}
