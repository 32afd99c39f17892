/* Lines: where they end, which are only page numbers, and which only wrap a sentence. */
#include "text/pass.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "text/fold.h"

enum {
	WIDEST = 256,	      /* wider lines count as this wide */
	NARROWEST_WRAP = 40,  /* a text wrapped at less than this is a table or a list */
	WRAP_SLACK = 8,	      /* columns that a wrapped line may fall short */
	PAGE_BYTES = 64,      /* longer lines are never page numbers */
	PATTERN_BYTES = 32,   /* nor are those with more than this besides spaces and digits */
	LABEL_CHARACTERS = 14 /* within which a colon makes the start of a line a label */
};

static bool ends_line(unsigned char c)
{
	return c >= '\n' && c <= '\r';
}

/* From the numbers of lines of every width the wrap: the width that hardly any line exceeds, when
 * many reach it. A text that is not wrapped has lines of all widths up to its longest paragraph. */
static uint32_t find_wrap(const uint32_t widths[WIDEST + 1], uint32_t lines)
{
	uint32_t over = 0, near = 0, wrap = WIDEST;

	while (wrap > NARROWEST_WRAP && over + widths[wrap] <= lines / 50)
		over += widths[wrap--];
	for (uint32_t i = wrap - 5; i <= wrap; i++)
		near += widths[i];
	return wrap > NARROWEST_WRAP && wrap < WIDEST && near >= 4 && near >= lines * 3 / 20 ? wrap
											     : 0;
}

static size_t line_end(struct str text, size_t at)
{
#if BYTES_BLOCK
	for (; text.n - at >= BYTES_BLOCK; at += BYTES_BLOCK) {
		uint32_t ends = bytes_between(bytes_load(text.p + at), '\n', '\r');
		if (ends)
			return at + bytes_first(ends);
	}
#endif
	while (at < text.n && !ends_line((unsigned char)text.p[at]))
		at++;
	return at;
}

/* Characters of one and two bytes take one column, others two. */
static uint32_t columns_of_byte(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xC0 ? 0 : c < 0xE0 ? 1 : 2;
}

/* By how many bytes folding can lengthen what begins with this byte. Of ASCII only signs grow, to
 * three bytes; of the compatibility ideographs some stand for characters of four bytes. */
static uint32_t growth_of_byte(unsigned char c)
{
	if (c >= 0x80)
		return c == 0xEF;
	return cp_is_letter(c) || cp_is_digit(c) ? 0 : 2;
}

#if BYTES_BLOCK
static bytes_block columns_of_block(bytes_block block)
{
	return bytes_minus(bytes_plus(bytes_all(1), bytes_in(block, 0x80, 0xBF)),
			   bytes_in(block, 0xE0, 0xFF));
}

static bytes_block growth_of_block(bytes_block block)
{
	bytes_block small = bytes_or(block, bytes_all(0x20));
	bytes_block others =
		bytes_or(bytes_or(bytes_in(block, '0', '9'), bytes_in(small, 'a', 'z')),
			 bytes_in(block, 0x80, 0xFF));

	return bytes_minus(bytes_unless(bytes_all(2), others), bytes_in(block, 0xEF, 0xEF));
}
#endif

static uint32_t columns_of(struct str line)
{
	uint32_t width = 0;
	size_t i = 0;

#if BYTES_BLOCK
	for (; line.n - i >= BYTES_BLOCK; i += BYTES_BLOCK)
		width += bytes_sum(columns_of_block(bytes_load(line.p + i)));
#endif
	for (; i < line.n; i++)
		width += columns_of_byte((unsigned char)line.p[i]);
	return width;
}

/* A walk over the whole text: how many lines there were of every width, and how wide this one is.
 */
struct widths {
	uint32_t of[WIDEST + 1], lines, width;
};

static void end_width(struct widths *widths)
{
	widths->of[widths->width < WIDEST ? widths->width : WIDEST]++;
	widths->lines += widths->width > 0;
	widths->width = 0;
}

#if BYTES_BLOCK
static void add_block(struct widths *widths, bytes_block block)
{
	bytes_block columns = columns_of_block(block);
	uint32_t ends = bytes_between(block, '\n', '\r'), passed = 0;

	for (; ends; ends &= ends - 1) {
		uint32_t sum = bytes_sum(bytes_before(columns, bytes_first(ends)));
		widths->width += sum - passed;
		end_width(widths);
		passed = sum + 1;
	}
	widths->width += bytes_sum(columns) - passed;
}
#endif

struct survey survey_lines(struct str text)
{
	struct widths widths = {{0}, 0, 0};
	size_t growth = 0, i = 0;

#if BYTES_BLOCK
	for (; text.n - i >= BYTES_BLOCK; i += BYTES_BLOCK) {
		bytes_block block = bytes_load(text.p + i);
		growth += bytes_sum(growth_of_block(block));
		add_block(&widths, block);
	}
#endif
	for (; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		growth += growth_of_byte(c);
		if (ends_line(c))
			end_width(&widths);
		else
			widths.width += columns_of_byte(c);
	}
	return (struct survey){growth, find_wrap(widths.of, widths.lines)};
}

static bool is_blank(struct str line)
{
	size_t at = 0;

	for (uint32_t cp; (cp = utf8_next(line, &at)) != UTF8_NONE;) {
		enum care care = fold_care(fold_entry(cp));
		if (care != CARE_SPACE && care != CARE_ZERO && care != CARE_BIDI &&
		    care != CARE_LINE)
			return false;
	}
	return true;
}

bool next_text_line(struct str text, size_t at, bool pages, struct line *line)
{
	while (at < text.n) {
		struct str bytes;
		line->begin = at;
		at = line_end(text, at);
		line->end = at;
		if (at < text.n)
			at += str_starts(str_cut(text, at, at + 2), STR("\r\n")) ? 2 : 1;
		line->next = at;
		bytes = str_cut(text, line->begin, line->end);
		if (!is_blank(bytes) && !(pages && is_page_number(bytes)))
			return true;
	}
	*line = (struct line){text.n, text.n, text.n};
	return false;
}

/* Whether a pattern below has the character, besides letters. */
static bool in_page_number(uint32_t cp)
{
	switch (cp) {
	case 0x7B2C /* 第 */:
	case 0x9875 /* 页 */:
	case 0x5171 /* 共 */:
	case 0x7801 /* 码 */:
	case 0xFF0C /* ， */:
	case 0xFF1A /* ： */:
	case 0xFF08 /* （ */:
	case 0xFF09 /* ） */:
	case 0x2013 /* – */:
	case 0x2014 /* — */:
	case 0x00B7 /* · */:
	case '/':
	case '-':
	case '~':
	case '.': return true;
	default: return cp_is_letter(cp);
	}
}

static bool begins_page_number(uint32_t cp)
{
	return fold_entry(cp) & FOLD_HAN ? is_one_of(cp, STR("第共页")) : cp != '0';
}

/* The line as a pattern: every number is N, spaces are left out, letters are small. Empty when it
 * cannot be any of ours, being too long or having other characters or a number 0 in front. */
static struct str page_pattern(struct str line, char room[PATTERN_BYTES])
{
	size_t n = 0, at = 0;
	bool number = false;

	for (uint32_t cp; (cp = utf8_next(line, &at)) != UTF8_NONE;) {
		enum care care = fold_care(fold_entry(cp));
		if (care == CARE_SPACE || care == CARE_ZERO || care == CARE_BIDI)
			continue;
		cp = fold_cp(cp);
		if (n + 4 > PATTERN_BYTES || (n == 0 && !begins_page_number(cp)))
			return STR_NONE;
		if (!cp_is_digit(cp) && !in_page_number(cp))
			return STR_NONE;
		if (!cp_is_digit(cp))
			n += utf8_put(room + n, cp >= 'A' && cp <= 'Z' ? cp + 32 : cp);
		else if (!number)
			room[n++] = 'N';
		number = cp_is_digit(cp);
	}
	return (struct str){room, n};
}

bool is_page_number(struct str line)
{
	static const struct str patterns[] = {
		STR_INIT("第N页"),
		STR_INIT("第N页共N页"),
		STR_INIT("第N页，共N页"),
		STR_INIT("第N页/共N页"),
		STR_INIT("第N页/N页"),
		STR_INIT("第N/N页"),
		STR_INIT("第N页（共N页）"),
		STR_INIT("共N页第N页"),
		STR_INIT("共N页，第N页"),
		STR_INIT("共N页/第N页"),
		STR_INIT("-N-"),
		STR_INIT("--N--"),
		STR_INIT("—N—"),
		STR_INIT("——N——"),
		STR_INIT("–N–"),
		STR_INIT("~N~"),
		STR_INIT("·N·"),
		STR_INIT("-第N页-"),
		STR_INIT("—第N页—"),
		STR_INIT("N/N"),
		STR_INIT("pageN"),
		STR_INIT("pageN/N"),
		STR_INIT("pageNofN"),
		STR_INIT("p.N"),
		STR_INIT("页码：N"),
		STR_INIT("页码N"),
	};
	char room[PATTERN_BYTES];
	struct str pattern;

	if (line.n > PAGE_BYTES)
		return false;
	pattern = page_pattern(line, room);
	for (size_t i = 0; pattern.n > 0 && i < sizeof patterns / sizeof patterns[0]; i++)
		if (str_equal(pattern, patterns[i]))
			return true;
	return false;
}

/* Whether the line has a colon near its start: 乙方：, 联系电话：. */
static bool begins_like_label(struct str line)
{
	size_t at = 0;

	for (int i = 0; i < LABEL_CHARACTERS; i++) {
		uint32_t cp = utf8_next(line, &at);
		if (cp == ':' || cp == 0xFF1A)
			return true;
	}
	return false;
}

/* Whether the line begins with a number or a bullet, and not with an amount or a date. */
static bool begins_like_item(struct str line)
{
	static const struct str han_digits = STR_INIT("一二三四五六七八九十百零〇甲乙丙丁戊己庚辛");
	static const struct str behind_number = STR_INIT("、.．，,）)：: 　\t");
	static const struct str units = STR_INIT("年月日天元个万亿%％‰份小时分秒倍套台人次");
	size_t at = 0;
	uint32_t first = utf8_next(line, &at), cp = first;

	if (first == 0x7B2C /* 第 */) {
		cp = utf8_next(line, &at);
		return is_one_of(cp, han_digits) || cp_is_digit(fold_cp(cp)) || cp == ' ' ||
		       cp == '_';
	}
	if (cp_is_digit(fold_cp(first))) {
		while (cp_is_digit(fold_cp(cp)))
			cp = utf8_next(line, &at);
		return !is_one_of(cp, units);
	}
	if (is_one_of(first, han_digits) || cp_is_letter(first)) {
		cp = utf8_next(line, &at);
		while (is_one_of(cp, han_digits))
			cp = utf8_next(line, &at);
		return is_one_of(cp, behind_number);
	}
	if (first == '(' || first == 0xFF08) {
		cp = utf8_next(line, &at);
		return is_one_of(cp, han_digits) || cp_is_digit(fold_cp(cp)) || cp_is_letter(cp);
	}
	return !(fold_entry(first) & FOLD_HAN) &&
	       !is_one_of(fold_cp(first), STR("，。、；：？！“”‘’《》）】…—_"));
}

/* Forms have gaps, running text has none. */
static bool has_gap(struct str line)
{
	return str_contains(line, STR("   ")) || str_contains(line, STR("\t")) ||
	       str_contains(line, STR("　　"));
}

static struct str without_trailing_space(struct str line)
{
	for (size_t at = line.n;
	     line.n > 0 && fold_care(fold_entry(utf8_prev(line, &at))) == CARE_SPACE;)
		line.n = at;
	return line;
}

static struct str without_indentation(struct str line)
{
	size_t at = 0, begin = 0;

	while (fold_care(fold_entry(utf8_next(line, &at))) == CARE_SPACE)
		begin = at;
	return str_cut(line, begin, line.n);
}

size_t hard_wrap_at(struct str line, struct str next, uint32_t wrap)
{
	static const struct str ends = STR_INIT("。；：？！.;:?!_…");
	uint32_t width;

	line = without_trailing_space(line);
	next = without_indentation(next);
	width = columns_of(line);
	if (width + WRAP_SLACK < wrap || width > wrap + WRAP_SLACK || has_gap(line) ||
	    has_gap(next) || is_one_of(utf8_before(line, line.n), ends) || begins_like_item(next) ||
	    begins_like_label(next))
		return 0;
	return line.n;
}
