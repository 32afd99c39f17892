/* Blanks in brackets: empty ones, instructions that were left in, variables of a template. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "clause/label.h"
#include "clause/line.h"
#include "fact/cues.h"
#include "fact/word_list.h"
#include "fact/words.h"

enum { BRACKET_MAX = 160 /* bytes of what can be an instruction */, VARIABLE_MAX = 120 };

static const struct {
	uint32_t open, close;
} brackets[] = {
	{0x3010, 0x3011},
	{0xFF08, 0xFF09},
	{0x300A, 0x300B},
	{0x201C, 0x201D},
};

static size_t close_of(struct str text, size_t inside, uint32_t close)
{
	size_t stop = inside + BRACKET_MAX < text.n ? inside + BRACKET_MAX : text.n;

	for (size_t at = inside; at < stop;) {
		size_t here = at;
		uint32_t cp = utf8_next(text, &at);

		if (cp == close)
			return here;
		if (cp == '\n' || cp == 0x3010 || cp == 0xFF08 || cp == 0x300A || cp == 0x201C)
			return 0;
	}
	return 0;
}

static bool is_empty(struct str inside)
{
	for (size_t at = 0; at < inside.n;) {
		uint32_t cp = utf8_next(inside, &at);

		if (cp != ' ' && cp != '_' && cp != NORM_GAP_CP && cp != '.' && cp != 0x3000 &&
		    cp != 0x25CF && cp != '*')
			return false;
	}
	return true;
}

/* A heading stands alone on its line, or alone behind its number, in brackets or not. */
static bool alone_on_line(struct str text, size_t begin, size_t end)
{
	enum { NUMBER_BYTES = 24 };
	size_t from = begin > NUMBER_BYTES ? begin - NUMBER_BYTES : 0;
	const char *line = memrchr(text.p + from, '\n', begin - from);
	struct label number;

	if (end < text.n && text.p[end] != '\n')
		return false;
	if (line)
		from = (size_t)(line - text.p) + 1;
	else if (from)
		return false;
	return from == begin ||
	       (label_read(str_cut(text, 0, begin), from, &number) && from + number.size == begin);
}

/* Whether a verb of instruction stands in text[begin, end). */
static bool has_instruction(const struct blank_scan *scan, size_t begin, size_t end)
{
	struct str text = str_cut(scan->text, 0, end);

	for (size_t at = begin; (at = cues_next(scan->cues, CUE_INSTRUCTION, at, end)) < end; at++)
		if (word_after(text, at, BLANK_INSTRUCTIONS))
			return true;
	return false;
}

static bool is_hint(uint32_t open, uint32_t before, struct str inside, bool verb, bool alone)
{
	if (open == 0xFF08)
		return (verb && (!list_within(inside, &NO_INSTRUCTION) ||
				 list_within(inside, &BOTH_FILL_IN))) ||
		       (before == 0xFF1A && list_has(&PARTY_HINTS, inside));
	if (open != 0x3010)
		return false;
	if (verb)
		return !word_within(inside, "由 用户 会员 《");
	return !alone && utf8_count(inside) <= 12 && list_before(inside, inside.n, &HINT_ENDS) &&
	       !word_within(inside, "以下简称 ，");
}

/* 【 】一次付清 【√】分期: boxes, of which another nearby on the line is ticked. */
static bool is_box_left_open(struct str text, size_t at)
{
	enum { NEAR_BYTES = 120 };
	static const struct str ticked[] = {STR_INIT("√】"), STR_INIT("✓】"), STR_INIT("✔】")};
	struct str behind = str_cut(text, at, at + NEAR_BYTES);
	size_t begin = at > NEAR_BYTES ? at - NEAR_BYTES : 0;
	const char *end = memchr(behind.p, '\n', behind.n);
	struct str around;

	begin = line_begin(text, begin, at);
	around = str_cut(text, begin, at + (end ? (size_t)(end - behind.p) : behind.n));
	for (size_t i = 0; i < sizeof ticked / sizeof ticked[0]; i++)
		if (str_find(around, ticked[i], 0) != SIZE_MAX)
			return true;
	return false;
}

size_t scan_bracket(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t inside = at, row = 0, close, end;
	uint32_t open = utf8_next(text, &inside), before = utf8_before(text, at);
	struct str words;

	while (row + 1 < sizeof brackets / sizeof brackets[0] && brackets[row].open != open)
		row++;
	close = close_of(text, inside, brackets[row].close);
	if (!close)
		return at;
	end = close;
	utf8_next(text, &end);
	words = str_cut(text, inside, close);
	if (is_empty(words)) {
		if (open == 0xFF08 && (cp_is_letter(before) || cp_is_digit(before) ||
				       before == '_' || before == 0x3011))
			return at;
		if (open == 0x3010 && !cp_is_han(before) && is_box_left_open(text, at))
			return end;
		if (open == 0x3010 && (before == '-' || before == '*') &&
		    (at == 1 || text.p[at - 2] == '\n'))
			return scan_checkbox(scan, at);
		blank_note(scan, BLANK_BRACKET, at, end);
		return end;
	}
	if (!is_hint(open, before, words, has_instruction(scan, inside, close),
		     alone_on_line(text, at, end)))
		return at;
	blank_note(scan, BLANK_HINT, at, end);
	return end;
}

static bool is_name_sign(uint32_t cp)
{
	return cp_is_han(cp) || cp_is_letter(cp) || cp_is_digit(cp) || cp == '_' || cp == '.' ||
	       cp == ' ' || cp == '-' || cp == 0xFF0C || cp == 0x3001;
}

/* The end of a name in single braces or angles, which other things than variables use too; 0 when
 * it is none. */
static size_t plain_variable(struct str text, size_t inside, char close)
{
	bool han = false;

	if (inside < text.n && (text.p[inside] == '.' || text.p[inside] == ' '))
		return 0;
	for (size_t at = inside; at < text.n && at - inside < VARIABLE_MAX;) {
		uint32_t cp;

		if (text.p[at] == close)
			return at > inside && (han || close == '}') ? at + 1 : 0;
		cp = utf8_next(text, &at);
		if (!is_name_sign(cp))
			return 0;
		han = han || cp_is_han(cp);
	}
	return 0;
}

static size_t variable_end(struct str text, size_t at)
{
	static const struct {
		struct str open, close;
	} pairs[] = {
		{STR_INIT("{{"), STR_INIT("}}")},
		{STR_INIT("{%"), STR_INIT("%}")},
		{STR_INIT("${"), STR_INIT("}")},
	};
	struct str rest = str_cut(text, at, at + VARIABLE_MAX);

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		size_t close;

		if (!str_starts(rest, pairs[i].open))
			continue;
		close = str_find(rest, pairs[i].close, 2);
		return close == SIZE_MAX ? 0 : at + close + pairs[i].close.n;
	}
	if (text.p[at] == '{')
		return plain_variable(text, at + 1, '}');
	return text.p[at] == '<' ? plain_variable(text, at + 1, '>') : 0;
}

size_t scan_variable(struct blank_scan *scan, size_t at)
{
	size_t end = variable_end(scan->text, at);

	if (!end)
		return at;
	blank_note(scan, BLANK_VARIABLE, at, end);
	return end;
}

size_t scan_instruction(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t size = list_after(text, at, &PROMPTS);

	if (!size || word_after(text, at + size, "《 申请 表") ||
	    word_before(text, at, "用户 会员 您 客户 可 应"))
		return at;
	blank_note(scan, BLANK_HINT, at, at + size);
	return at + size;
}

/* 待定, TBD: a term that was put off. */
size_t scan_open(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t size = word_after(text, at, "待定 待补 待补充 待确认 待商定 待填 TBD TBC TBA");
	uint32_t before = utf8_before(text, at), behind = utf8_peek(text, at + size);

	if (!size && word_before(text, at, "| ： （ 为 " NORM_GAP))
		size = list_after(text, at, &WAITING);
	if (!size || (text.p[at] == 'T' && (cp_is_letter(before) || cp_is_letter(behind))))
		return at;
	if (text.p[at] != 'T' && at + size < text.n &&
	    !word_after(text, at + size, "， 。 ； ） ” 】 \n | 、 " NORM_GAP))
		return at;
	blank_note(scan, BLANK_OPEN, at, at + size);
	return at + size;
}
