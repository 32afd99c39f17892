#include "detect/hidden.h"

#include <uchar.h>
#include "base/utf8.h"
#include "detect/lookalike.h"
#include "fact/words.h"

enum { COMMENT_BYTES = 4000, TAG_BYTES = 300, GAP_COLUMNS = 40, GAP_LINES = 15, WORDS_BYTES = 90 };

struct finder {
	struct arena *arena;
	struct str text;
	size_t no_comment; /* from here on no comment ends */
	VEC(struct hidden) list;
};

static void found(struct finder *finder, enum hidden_kind kind, size_t begin, size_t end)
{
	if (finder->list.n < HIDDEN_KEPT)
		*VEC_PUSH(finder->arena, &finder->list) =
			(struct hidden){kind, {(uint32_t)begin, (uint32_t)end}};
}

/* --- letters and digits --- */

static bool is_ascii_word(uint32_t cp)
{
	return cp_is_letter(cp) || cp_is_digit(cp);
}

static bool is_foreign_letter(uint32_t cp)
{
	return cp >= LOOKALIKE_FIRST && cp <= LOOKALIKE_LAST;
}

/* Greek that contracts use by itself: α测试, 50Ω, Σ, Δ, μm. */
static bool is_sign(uint32_t cp)
{
	static const char16_t signs[] = u"αβγδεθλμπρστφχωΔΘΛΣΦΨΩ";

	for (size_t i = 0; signs[i]; i++)
		if (signs[i] == cp)
			return true;
	return false;
}

static void letter(struct finder *finder, size_t begin, size_t end)
{
	struct str text = finder->text;
	uint32_t cp = utf8_peek(text, begin);
	uint32_t before = utf8_before(text, begin), after = utf8_peek(text, end);

	if (is_foreign_letter(cp) && !is_sign(cp) &&
	    (is_ascii_word(before) || is_ascii_word(after)))
		found(finder, HIDDEN_LETTER, begin, end);
	else if (cp_is_han(before) && cp_is_han(after) && cp != 0xB7 && cp != 0xD7 && cp != 0xF7 &&
		 cp != 0xA7 && cp != 0xB0 && cp != 0xB1 && cp != 0xA5 && cp != 0xAD && cp > 0xA0 &&
		 !is_sign(cp))
		found(finder, HIDDEN_BROKEN, begin, end);
}

/* What makes digits with a letter in them a number. */
static const char UNITS[] = "元 万 % 日 天 个 份 年 月 圆 亿 台 套 席 人 小时 分钟";

static bool is_wide_digit(uint32_t cp)
{
	return cp >= 0xFF10 && cp <= 0xFF19;
}

/* 1O000元, 3l日: one letter inside or behind digits that are followed by a unit. */
static void letter_in_number(struct finder *finder, size_t at)
{
	struct str text = finder->text;
	size_t end = at + 1, begin = at;

	if (!cp_is_digit(utf8_before(text, at)))
		return;
	while (end < text.n && cp_is_digit((unsigned char)text.p[end]) && end - at < 20)
		end++;
	while (begin > 0 && cp_is_digit((unsigned char)text.p[begin - 1]) && at - begin < 20)
		begin--;
	if (!cp_is_letter(utf8_before(text, begin)) && word_after(text, end, UNITS))
		found(finder, HIDDEN_DIGIT, begin, end);
}

static void wide_digit(struct finder *finder, size_t begin, size_t end)
{
	if (is_wide_digit(utf8_peek(finder->text, begin)) &&
	    (cp_is_digit(utf8_before(finder->text, begin)) ||
	     cp_is_digit(utf8_peek(finder->text, end))))
		found(finder, HIDDEN_DIGIT, begin, end);
}

/* Symbol fonts put bullets at U+F000–F0FF; elsewhere a private character between words is a lost
 * one. */
static void private_use(struct finder *finder, size_t begin, size_t end)
{
	uint32_t cp = utf8_peek(finder->text, begin);
	bool symbol = cp >= 0xF000 && cp <= 0xF0FF;

	if (cp == 0xFFFD || (cp >= 0xE000 && cp <= 0xF8FF && !symbol &&
			     cp_is_han(utf8_before(finder->text, begin)) &&
			     cp_is_han(utf8_peek(finder->text, end))))
		found(finder, HIDDEN_BROKEN, begin, end);
}

/* --- markup --- */

static bool has_han(struct str text)
{
	for (size_t at = 0; at < text.n;)
		if (cp_is_han(utf8_next(text, &at)))
			return true;
	return false;
}

/* Styles under which words are not shown, with spaces left out of the text they are compared with.
 */
static const char INVISIBLE[] =
	"display:none visibility:hidden opacity:0; opacity:0\" opacity:0' font-size:0 "
	"font-size:1px color:#fff color:white color:#ffffff color:transparent";

static bool is_invisible(struct str tag)
{
	char squeezed[TAG_BYTES];
	size_t n = 0;

	for (size_t i = 0; i < tag.n && n < sizeof squeezed; i++)
		if (tag.p[i] != ' ')
			squeezed[n++] = tag.p[i] >= 'A' && tag.p[i] <= 'Z' ? (char)(tag.p[i] + 32)
									   : tag.p[i];
	return word_within((struct str){squeezed, n}, "style=") &&
	       word_within((struct str){squeezed, n}, INVISIBLE);
}

/* A comment or an invisible tag with the words in it; gives where to go on. */
static size_t markup(struct finder *finder, size_t at)
{
	struct str text = finder->text;
	size_t end;

	if (str_starts(str_cut(text, at, at + 4), STR("<!--"))) {
		if (at >= finder->no_comment)
			return at + 4;
		end = str_find(text, STR("-->"), at + 4);
		if (end == SIZE_MAX) {
			finder->no_comment = at;
			return at + 4;
		}
		if (has_han(str_cut(text, at + 4,
				    end < at + COMMENT_BYTES ? end : at + COMMENT_BYTES)))
			found(finder, HIDDEN_COMMENT, at + 4, end);
		return end + 3;
	}
	for (end = at + 1; end < text.n && end - at < TAG_BYTES && text.p[end] != '>'; end++)
		if (text.p[end] == '\n' || text.p[end] == '<')
			return at + 1;
	if (end < text.n && text.p[end] == '>' && is_invisible(str_cut(text, at, end))) {
		size_t begin = end + 1, last = begin;

		while (last < text.n && last - begin < COMMENT_BYTES && text.p[last] != '<')
			last++;
		if (has_han(str_cut(text, begin, last)))
			found(finder, HIDDEN_STYLE, begin, last);
		return last;
	}
	return at + 1;
}

/* --- space --- */

/* What is hidden is a sentence; titles, fields and cells of tables stand apart on purpose. */
static bool is_prose(struct str line)
{
	return has_han(line) && line.p[0] != '|' && word_within(line, "。 ， ； 应 不得 有权 承担");
}

/* Words far behind a sentence on the same line, or far below the last line. */
static size_t gap(struct finder *finder, size_t at)
{
	struct str text = finder->text, line;
	size_t end = at, stop;
	uint32_t columns = 0, lines = 0;

	for (; end < text.n; end++) {
		unsigned char c = (unsigned char)text.p[end];

		if (c == ' ' || c == '\t' || c == '\r')
			columns++;
		else if (c == 0xE3 && str_starts(str_cut(text, end, end + 3), STR("　")))
			columns += 2, end += 2;
		else if (c == '\n')
			lines++, columns = 0;
		else
			break;
	}
	if ((lines == 0 && columns < GAP_COLUMNS) || (lines > 0 && lines < GAP_LINES) ||
	    end == text.n)
		return end;
	for (stop = end; stop < text.n && stop - end < WORDS_BYTES && text.p[stop] != '\n'; stop++)
		;
	line = str_cut(text, end, stop);
	if (lines == 0) {
		uint32_t before = utf8_before(text, at);

		/* A field is spread out; behind a full stop a line is over. */
		if (before != 0x3002 && before != 0xFF1B && before != '.' && before != ';')
			return end;
	}
	if (is_prose(line))
		found(finder, HIDDEN_SPACE, end, stop);
	return end;
}

/* --- the walk --- */

enum interest { NOTHING, LETTER, WIDE, PRIVATE, NUMBER_LETTER, MARKUP, SPACE, STRAY };

/* By the first byte of a character. */
#define ROW(first, kind)                                                                           \
	[first] = (kind), [(first) + 1] = (kind), [(first) + 2] = (kind), [(first) + 3] = (kind)
static const uint8_t interests[256] = {
	ROW(0xC4, LETTER),     ROW(0xC8, LETTER),     ROW(0xCC, LETTER),     ROW(0xD0, LETTER),
	[0xC2] = LETTER,       [0xC3] = LETTER,	      [0xD4] = LETTER,	     [0xEF] = WIDE,
	[0xEE] = PRIVATE,      ['O'] = NUMBER_LETTER, ['o'] = NUMBER_LETTER, ['Q'] = NUMBER_LETTER,
	['l'] = NUMBER_LETTER, ['I'] = NUMBER_LETTER, ['|'] = NUMBER_LETTER, ['<'] = MARKUP,
	[' '] = SPACE,	       ['\t'] = SPACE,	      ['\n'] = SPACE,	     ['`'] = STRAY,
};
#undef ROW
/* The bytes of a character by the first half of the first. */
static const uint8_t sizes[16] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4};

/* What is of interest by its first byte only: signs of full width, which are in every sentence, but
 * not digits and what stands for a lost character; white space alone between words. */
static bool is_harmless(struct str text, size_t at, enum interest interest)
{
	const unsigned char *p = (const unsigned char *)text.p + at;

	if (interest == WIDE)
		return text.n - at >= 3 && p[1] == 0xBC && (p[2] < 0x90 || p[2] > 0x99);
	return interest == SPACE && text.n - at >= 2 && interests[p[1]] != SPACE && p[1] != '\r' &&
	       p[1] != 0xE3;
}

static size_t look_at(struct finder *finder, size_t at, enum interest interest)
{
	size_t end = at;

	switch (interest) {
	case MARKUP: return markup(finder, at);
	case SPACE: return gap(finder, at);
	case NUMBER_LETTER: letter_in_number(finder, at); return at + 1;
	default: break;
	}
	utf8_next(finder->text, &end);
	if (interest == WIDE)
		wide_digit(finder, at, end);
	if (interest == WIDE || interest == PRIVATE)
		private_use(finder, at, end);
	if (interest == LETTER)
		letter(finder, at, end);
	if (interest == STRAY && cp_is_han(utf8_before(finder->text, at)) &&
	    cp_is_han(utf8_peek(finder->text, end)))
		found(finder, HIDDEN_BROKEN, at, end);
	return end;
}

struct hiddens hidden_find(struct arena *arena, struct str source)
{
	struct finder finder = {.arena = arena, .text = source, .no_comment = SIZE_MAX};

	for (size_t at = 0; at < source.n;) {
		unsigned char lead = (unsigned char)source.p[at];

		if (interests[lead] == NOTHING)
			at += sizes[lead >> 4];
		else if (is_harmless(source, at, (enum interest)interests[lead]))
			at += interests[lead] == WIDE ? 3 : 1;
		else
			at = look_at(&finder, at, (enum interest)interests[lead]);
	}
	return (struct hiddens){finder.list.p, finder.list.n};
}
