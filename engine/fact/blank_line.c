/* Blanks that are drawn as lines, and values that were typed over them. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "fact/numeral.h"
#include "fact/unit.h"
#include "fact/word_list.h"
#include "fact/words.h"

/* Behind a run of line characters; a broken run (_ _) is one. */
static size_t line_end(struct str text, size_t at)
{
	for (;;) {
		size_t end = at, next;

		while (end < text.n && text.p[end] == '_')
			end++;
		if (end == at)
			return at;
		next = skip_spaces(text, end);
		if (next == end && str_starts(str_cut(text, end, text.n), STR(NORM_GAP)))
			next = end + sizeof NORM_GAP - 1;
		if (next >= text.n || text.p[next] != '_' || next == end)
			return end;
		at = next;
	}
}

/* 用途：__日常商务接待使用__， and 账号 ___4589 6612 0373___。: what stands between two lines and fills
 * what is left of the field behind the line at line. The end of the whole, or 0. */
static size_t typed_field(struct str text, size_t line, size_t begin)
{
	enum { VALUE_LONG = 30 };
	bool field = word_before(text, line, "： ：" NORM_GAP), figures = true;
	size_t stop = begin, size;

	for (unsigned count = 0; stop < text.n && text.p[stop] != '_'; count++) {
		uint32_t cp = utf8_next(text, &stop);

		figures = figures && (cp_is_digit(cp) || cp == ' ' || cp == '-');
		if (count == VALUE_LONG || (!figures && !cp_is_han(cp) && !cp_is_letter(cp) &&
					    !cp_is_digit(cp) && cp != 0x3001))
			return 0;
	}
	size = line_end(text, stop) - stop;
	if (stop == begin || !size || (!field && !figures) ||
	    is_exact_field(str_cut(text, begin, stop)))
		return 0;
	stop += size;
	return stop == text.n || word_after(text, stop, "， 。 ； ） \n " NORM_GAP) ? stop : 0;
}

/* A value that was typed over the line: ___15___, ____花旗____. The end of the whole, or 0. */
static size_t typed_value(struct str text, size_t begin, size_t end)
{
	size_t at = skip_spaces(text, end);
	size_t number = number_end(text, at);
	size_t stop = at, count = 0;

	if (number > at && number < text.n) {
		bool framed = text.p[number] == '_';
		const struct unit *unit = unit_at(text, number);

		if (framed)
			return line_end(text, number);
		if (word_after(text, number, NORM_GAP))
			return number;
		if (unit && !(unit->time == TIME_YEAR && end - begin > 1))
			return line_end(text, number + unit->name.n);
		return typed_field(text, begin, at);
	}
	/* Where a party begins, the next sentence does. */
	if (list_after(text, at, &AFTER_LINE) || word_after(text, at, "甲方有 甲方拟 甲方因 乙方有 乙方拟 双方"))
		return 0;
	if ((stop = typed_field(text, begin, at)) > 0)
		return stop;
	for (stop = at; stop < text.n && text.p[stop] != '_'; count++) {
		uint32_t cp = utf8_peek(text, stop);

		if (count == 8 || (!cp_is_han(cp) && !cp_is_letter(cp) && !cp_is_digit(cp)))
			return 0;
		if (word_after(text, stop, "的 由 与 和 或 在 为 于 至 向 及 将 并 经 后 前"))
			return 0;
		utf8_next(text, &stop);
	}
	if (count < 2 || stop >= text.n)
		return 0;
	stop = line_end(text, stop);
	return unit_at(text, stop) ? 0 : stop;
}

size_t scan_line(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t end = line_end(text, at);
	size_t typed = typed_value(text, at, end);
	bool own_line =
		(at == 0 || text.p[at - 1] == '\n') && (end == text.n || text.p[end] == '\n');
	uint32_t before = utf8_before(text, at), behind = utf8_peek(text, end);

	if (typed)
		return typed;
	/* Identifiers (file_name), and a thematic break of Markdown. */
	if ((cp_is_letter(before) && cp_is_letter(behind)) || (own_line && end - at < 8))
		return end;
	/* A single one is a hyphen of titles (合同_第1页) unless a value is expected there. */
	if (end - at == 1 && !unit_at(text, end) &&
	    !word_after(text, end, "公司 省 市 区 县 号 ， 。 ； ） \n") &&
	    !word_before(text, at, "： ¥ （ 百分之 千分之 万分之"))
		return end;
	blank_note(scan, BLANK_LINE, at, end);
	return end;
}

/* ▁▁▁▁, where a web page has drawn the line with blocks. */
size_t scan_block(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t end = at, size;

	while ((size = word_after(text, end, "▁ ˍ ﹎ ‗ ▂")) > 0)
		end += size;
	blank_note(scan, BLANK_LINE, at, end);
	return end;
}

/* 甲方：........, 共————元: rows of dots or dashes. Those of a table of contents, and the dash of a
 * sentence, have neither a colon in front nor a unit behind. */
size_t scan_dots(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	uint32_t cp = utf8_peek(text, at);
	size_t end = at, count = 0;

	while (end < text.n && utf8_peek(text, end) == cp) {
		utf8_next(text, &end);
		count++;
	}
	if (count >= (cp == '.' ? 5 : 3) && number_end(text, end) == end &&
	    (word_before(text, at, "： ¥ 为") || unit_at(text, end)))
		blank_note(scan, BLANK_LINE, at, end);
	return end;
}
