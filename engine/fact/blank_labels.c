/* Blanks that are labels with nothing behind their colon: 甲方：⏎, 账号：；, 联系人：电话：. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "clause/label.h"
#include "fact/cues.h"
#include "fact/word_list.h"
#include "fact/words.h"

#include <string.h>

enum {
	LABEL_LONG = 24 /* code points of a label */,
	LABEL_BYTES = 4 * (LABEL_LONG + 1),
	VALUE_LONG = 60 /* of a value */
};

static size_t line_end_of(struct str text, size_t at)
{
	const char *end = memchr(text.p + at, '\n', text.n - at);

	return end ? (size_t)(end - text.p) : text.n;
}

/* The start of the label that ends at colon. */
static size_t label_begin(struct str text, size_t colon)
{
	const unsigned stops = PUNCT_COLON | PUNCT_STOP | PUNCT_COMMA | PUNCT_ASK | PUNCT_CLOSED |
			       PUNCT_GAP | PUNCT_OPEN;
	size_t at = colon;
	unsigned depth = 0;

	for (unsigned count = 0; at && count < LABEL_LONG; count++) {
		size_t before = at;
		unsigned sign = punctuation_of(utf8_prev(text, &before));

		if ((sign & (PUNCT_LINE | PUNCT_BAR)) || (!depth && (sign & stops)))
			return at;
		depth += (sign == PUNCT_CLOSE) - (sign == PUNCT_OPEN);
		at = before;
	}
	return at;
}

struct field {
	struct str words;     /* without its number */
	struct label own;     /* the number */
	enum blank_need need; /* NEED_UNKNOWN when the words name no field */
};

/* 三、交货期为: the clause number or bullet in front is not part of the name. */
static struct field read_field(struct str words)
{
	struct field field = {.words = words};

	if (label_read(words, 0, &field.own) && field.own.size < words.n)
		words = str_cut(words, field.own.size, words.n);
	else
		field.own = (struct label){0};
	field.words = str_trim(words);
	field.need = field_need(field.words);
	return field;
}

/* Behind spaces, gaps, and line ends; *lines counts the line ends. */
static size_t skip_white(struct str text, size_t at, unsigned *lines)
{
	*lines = 0;
	for (;;) {
		if (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t'))
			at++;
		else if (at < text.n && text.p[at] == '\n')
			at++, ++*lines;
		else if (word_after(text, at, NORM_GAP))
			at += sizeof NORM_GAP - 1;
		else
			return at;
	}
}

struct glance {
	bool label;    /* a short run of words and a colon: another field */
	bool named;    /* … whose words name a field */
	bool sentence; /* too long, or with stops inside: no value of a field */
	struct str words;
};

/* What stands at the start of text, as far as a reader glances. */
static struct glance glance_at(const struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	struct glance glance = {0};
	size_t begin = at;
	unsigned count = 0, stops = 0;
	bool label_over = false;
	int depth = 0;

	for (; at < text.n && text.p[at] != '\n' && count < VALUE_LONG; count++) {
		size_t next = at;
		unsigned sign = punctuation_of(utf8_next(text, &next));

		stops += (sign & (PUNCT_COMMA | PUNCT_STOP | PUNCT_LIST)) > 0;
		depth += (sign == PUNCT_OPEN) - (sign == PUNCT_CLOSE);
		if ((sign & (PUNCT_COLON | PUNCT_STOP | PUNCT_COMMA | PUNCT_GAP)) &&
		    count <= LABEL_LONG && !label_over) {
			struct field field = read_field(str_cut(text, begin, at));

			label_over = true;
			if (sign == PUNCT_COLON && depth == 0 &&
			    !cp_is_digit(utf8_peek(text, begin))) {
				glance.words = field.words;
				glance.label = field.words.n > 0;
				glance.named = is_exact_field(field.words);
				return glance;
			}
		}
		at = next;
	}
	glance.sentence = count >= VALUE_LONG || (stops && count > 16);
	return glance;
}

static struct str without_brackets(struct str words)
{
	size_t open = str_find(words, STR("（"), 0);

	return open == SIZE_MAX ? words : str_cut(words, 0, open);
}

static bool is_nested(struct str words, struct glance ahead)
{
	return word_within(without_brackets(words), "、 和 及 与 以下 如下 信息 资料") ||
	       (list_before(ahead.words, ahead.words.n, &INNER_FIELDS) &&
		list_before(words, words.n, &OUTER_FIELDS));
}

/* Values of these fields fit on a line, so that a list or a sentence below is none. */
static bool is_short_field(enum blank_need need)
{
	return need == NEED_IDENTITY || need == NEED_CONTACT || need == NEED_ACCOUNT ||
	       need == NEED_NUMBER || need == NEED_SIGNATURE || need == NEED_PARTY;
}

/* Whether a clause of this label can stand below a field without being its value. */
static bool is_next_clause(enum blank_need need, struct label own, struct label next)
{
	if (next.style == LABEL_BULLET || next.style == LABEL_NONE)
		return false;
	if (is_short_field(need) && need != NEED_PARTY)
		return true;
	if (next.style == own.style)
		return next.count <= own.count;
	return next.style < (own.style == LABEL_NONE ? LABEL_ROMAN : own.style);
}

/* Whether a line is nothing but the name of a field, without a colon. */
static bool line_is_field(const struct blank_scan *scan, size_t at, enum blank_need above)
{
	struct str text = scan->text, line;
	size_t end = at;

	for (unsigned count = 0; end < text.n && text.p[end] != '\n' && count < 12; count++)
		utf8_next(text, &end);
	if (end < text.n && text.p[end] != '\n')
		return false;
	line = str_cut(text, at, end - word_before(text, end, "； ，"));
	return is_exact_field(line) && (above == NEED_PARTY || field_need(line) != NEED_PARTY);
}

/* Whether the line at at can be the value of a field that holds a number of some kind. */
static bool line_has_digit(struct str text, size_t at)
{
	for (unsigned count = 0; at < text.n && text.p[at] != '\n' && count < VALUE_LONG; count++)
		if (cp_is_digit(utf8_next(text, &at)))
			return true;
	return false;
}

/* 使用工地：⏎ */
static bool is_empty_label(struct str text, size_t at)
{
	size_t end = line_end_of(text, at);

	return word_before(text, end, "：") > 0;
}

static bool value_is_below(const struct blank_scan *scan, const struct field *field, size_t next)
{
	struct str text = scan->text;
	struct glance ahead = glance_at(scan, next);
	struct label label;

	if (next >= text.n || word_after(text, next, "（以下简称 （以下称 （下称 （简称"))
		return false;
	if (list_after(text, next, &EMPTY_DATES) && field->need != NEED_DATE)
		return false;
	if (list_before(field->words, field->words.n, &NUMBER_FIELDS) &&
	    !line_has_digit(text, next))
		return word_after(text, next, "_ { $ 【 < / 无");
	if (label_read(text, next, &label))
		return !is_next_clause(field->need, field->own, label);
	if (ahead.label)
		return is_nested(field->words, ahead) ||
		       (!ahead.named && !is_empty_label(text, next)) ||
		       list_has(&PARTIES_HEADINGS, field->words);
	if (line_is_field(scan, next, field->need))
		return false;
	if (list_after(text, next, &RECITALS))
		return field->need == NEED_TEXT || field->need == NEED_CHOICE;
	return !is_short_field(field->need) || field->need == NEED_PARTY || !ahead.sentence;
}

static bool value_is_behind(const struct blank_scan *scan, const struct field *field, size_t next)
{
	struct str text = scan->text;
	struct glance ahead = glance_at(scan, next);
	struct label label;

	if (word_after(text, next, "_ { $ 【 < “"))
		return true;
	if (word_after(text, next, "， 。 ； ） 、"))
		return false;
	if (field->need == NEED_PARTY && list_after(text, next, &RECITALS))
		return false;
	/* On one line: 辅助事务是指：二、服务费的支付. A list of values would begin with the first.
	 */
	if (label_read(text, next, &label) && label.style <= LABEL_HAN && label.ordinals[0] > 1)
		return false;
	return !ahead.label || !ahead.named || is_nested(field->words, ahead);
}

/* Whether the words behind the colon are a list: 付款方式：␣⏎（1）… */
static bool lists_follow(struct str text, const struct field *field, size_t next)
{
	struct label label;

	return word_within(without_brackets(field->words), "如下 以下 下列 包括 ，") ||
	       (label_read(text, next, &label) && !is_next_clause(NEED_TEXT, field->own, label));
}

/* Whether a value stands behind the colon, on its line, whatever the field is: most do. */
static bool has_value_for_sure(const struct blank_scan *scan, size_t colon)
{
	struct str text = scan->text;
	unsigned lines;
	size_t next = skip_white(text, colon + sizeof "：" - 1, &lines), stop;
	size_t end = next + LABEL_BYTES < text.n ? next + LABEL_BYTES : text.n;
	struct label label;

	if (lines || next >= text.n || list_after(text, next, &NO_VALUE) ||
	    list_after(text, next, &RECITALS) || label_read(text, next, &label))
		return false;
	for (stop = next; (stop = cues_next(scan->cues, CUE_STOP, stop, end)) < end; stop++)
		if (punctuation_of(utf8_peek(text, stop)))
			return utf8_peek(text, stop) != 0xFF1A;
	return true;
}

/* 委托方：（以下简称“品牌方”）某某公司: the short name stands in front of the name. */
static bool name_is_behind_alias(struct str text, size_t at)
{
	size_t line = line_end_of(text, at), close;

	if (!list_after(text, at, &ALIAS_OPENS))
		return false;
	close = str_find(str_cut(text, at, line), STR("）"), 0);
	return close != SIZE_MAX && at + close + sizeof "）" - 1 < line;
}

/* …，并没收保证金：⏎（一）…: what stands before the colon is a sentence, and leads a list. */
static bool ends_lead(struct str text, const struct field *field, size_t next)
{
	struct label label;

	return word_before(text, (size_t)(field->words.p - text.p), "，") &&
	       label_read(text, next, &label) && label.count == 1 && label.ordinals[0] == 1;
}

static bool has_no_value(const struct blank_scan *scan, const struct field *field, size_t colon)
{
	struct str text = scan->text;
	size_t behind = colon + sizeof "：" - 1;
	unsigned lines;
	size_t next = skip_white(text, behind, &lines);
	bool stop = !lines && word_after(text, next, "， 。 ；"), open_end;
	size_t alias = lines ? 0 : list_after(text, next, &PARTY_ALIASES);

	if (field->need == NEED_PARTY && !lines && name_is_behind_alias(text, next))
		return false;
	if (alias && field->need == NEED_PARTY)
		next = skip_white(text, next + alias, &lines);
	if (!field->words.n || word_is(field->words, "注 备注 附 说明 附件 如下 以下 其中"))
		return false;
	/* 乙方有下列行为之一的，甲方有权没收保证金：⏎ leads in a list. */
	if (lines && (word_within(field->words, "有权 应当 可以 不得 之一") ||
		      ends_lead(text, field, next)))
		return false;
	while ((alias = list_after(text, next, &SEAL_NOTES)) > 0)
		next = skip_white(text, next + alias, &lines);
	open_end = lines && word_after(text, behind, NORM_GAP) && !lists_follow(text, field, next);
	if (!stop && !open_end && field->need == NEED_UNKNOWN)
		return false;
	if (open_end)
		return true;
	if (lines || next >= text.n)
		return !value_is_below(scan, field, next);
	return !value_is_behind(scan, field, next);
}

size_t scan_colon(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t behind = at + sizeof "：" - 1;
	struct field field;

	if (blank_ends_at(scan, at) || has_value_for_sure(scan, at))
		return behind;
	field = read_field(str_cut(text, label_begin(text, at), at));
	if (!has_no_value(scan, &field, at))
		return behind;
	behind += word_after(text, behind, NORM_GAP);
	blank_note(scan, BLANK_LABEL, (size_t)(field.words.p - text.p), behind);
	return behind;
}

/* 乙方； on a line of its own: a colon mistyped. */
size_t scan_semicolon(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t behind = at + sizeof "；" - 1, begin;

	if (behind < text.n && text.p[behind] != '\n')
		return behind;
	begin = back_by(text, at, 4);
	while (begin < at && begin && text.p[begin - 1] != '\n')
		utf8_next(text, &begin);
	if (begin < at && word_is(str_cut(text, begin, at), "甲方 乙方 丙方 丁方"))
		blank_note(scan, BLANK_LABEL, begin, behind);
	return behind;
}

/* （以下简称乙方） with no name in front of it. */
size_t scan_alias(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t line = at && text.p[at - 1] == '\n' ? at - 1 : 0;
	size_t end = at;

	if (!line || !list_after(text, at, &ALIAS_OPENS) || !list_before(text, line, &BEFORE_ALIAS))
		return scan_bracket(scan, at);
	for (unsigned count = 0; count < 12 && end < text.n && !word_before(text, end, "）");
	     count++)
		utf8_next(text, &end);
	if (!word_before(text, end, "方） 方”） 人）") || word_before(text, line, "：")
		    ? blank_ends_at(scan, line)
		    : false)
		return at;
	blank_note(scan, BLANK_MISSING, at, end);
	return end;
}
