/* Spaces, punctuation, Markdown's signs: characters whose fold depends on their neighbours. */
#include "text/pass.h"

#include <string.h>
#include "base/utf8.h"
#include "text/fold.h"

enum { GAP_COLUMNS = 3 };

static struct str line_text(const struct pass *pass)
{
	return str_cut(pass->src, 0, pass->end);
}

static uint32_t last_written(const struct pass *pass)
{
	return utf8_before((struct str){pass->out + pass->line, pass->n - pass->line},
			   pass->n - pass->line);
}

static bool is_han(uint32_t cp)
{
	return fold_entry(cp) & FOLD_HAN;
}

/* 合    同, 名    称：: a gap that only spreads the single characters of a title or of a label.
 * Units stand alone as well, but what is before them is a blank (年    月    日). */
static bool only_spreads(const struct pass *pass, size_t next)
{
	static const struct str units = STR_INIT("年月日时分秒元角页份条款天次");
	uint32_t before = last_written(pass), after, behind;

	if (!is_han(before) || pass->n - pass->segment > 4 ||
	    pass->n - pass->segment != (before < 0x10000 ? 3u : 4u))
		return false;
	after = fold_cp(utf8_next(line_text(pass), &next));
	if (!is_han(after) || is_one_of(after, units) || is_one_of(before, units))
		return false;
	behind = utf8_peek(line_text(pass), next);
	return behind == UTF8_NONE || fold_care(fold_entry(behind)) == CARE_SPACE ||
	       is_one_of(fold_cp(behind), STR("：（_"));
}

/* Columns of the space at pass->at; *next is behind it, and behind what has no width in it. */
static uint32_t measure_space(struct pass *pass, size_t *next)
{
	size_t from = pass->at;
	uint32_t columns;

	while (from < pass->end && pass->src.p[from] == ' ')
		from++;
	columns = (uint32_t)(from - pass->at);
	for (*next = from; from < pass->end; *next = from) {
		uint32_t cp = utf8_next(line_text(pass), &from), entry = fold_entry(cp);
		enum care care = fold_care(entry);
		if (care == CARE_ZERO || care == CARE_BIDI)
			note(pass, care == CARE_BIDI ? FOLD_BIDI : FOLD_ZERO_WIDTH, *next, from);
		else if (care != CARE_SPACE)
			break;
		else
			columns += cp == '\t' ? 4 : entry & FOLD_WIDE_SPACE ? 2 : 1;
	}
	return columns;
}

/* 5 % and ￥ 100: a sign belongs to its number. */
static bool belongs_together(uint32_t before, uint32_t after)
{
	return (cp_is_digit(before) && is_one_of(fold_cp(after), STR("%‰℃"))) ||
	       (cp_is_digit(fold_cp(after)) && is_one_of(before, STR("¥￥")));
}

void care_space(struct pass *pass, uint32_t entry, size_t size)
{
	size_t next;
	uint32_t columns = measure_space(pass, &next);
	uint32_t after = utf8_peek(line_text(pass), next);

	(void)entry;
	size = next - pass->at;
	if (pass->n == pass->line) {
		drop(pass, size);
	} else if (columns >= GAP_COLUMNS) {
		if (only_spreads(pass, next))
			drop(pass, size);
		else
			replace(pass, size, NORM_GAP, sizeof NORM_GAP - 1);
		pass->segment = pass->n;
	} else if (after == UTF8_NONE || fold_entry(after) & FOLD_DENSE ||
		   fold_entry(last_written(pass)) & FOLD_DENSE ||
		   belongs_together(last_written(pass), after)) {
		drop(pass, size);
	} else {
		replace(pass, size, " ", 1);
	}
}

/* 1,000 and 9:00 and https:// keep their sign. */
void care_between(struct pass *pass, uint32_t entry, size_t size)
{
	struct str behind = str_cut(pass->src, pass->at + size, pass->end);
	bool digits = cp_is_digit(last_written(pass)) && behind.n > 0 &&
		      cp_is_digit((unsigned char)behind.p[0]);

	if (digits || (pass->src.p[pass->at] == ':' && str_starts(behind, STR("//"))))
		replace(pass, size, pass->src.p + pass->at, size);
	else
		replace_folded(pass, size, entry);
}

/* Whether what was written ends in a number that may be a label: 一. or 第三. */
static bool after_han_number(const struct pass *pass)
{
	static const struct str digits = STR_INIT("一二三四五六七八九十百零〇甲乙丙丁戊己庚辛壬癸");
	struct str line = {pass->out + pass->line, pass->n - pass->line};
	size_t at = line.n;
	uint32_t cp;

	for (int i = 0; (cp = utf8_prev(line, &at)) != UTF8_NONE && is_one_of(cp, digits); i++)
		if (i == 5)
			return false;
	return cp == UTF8_NONE || cp == 0x7B2C /* 第 */ || !is_han(cp);
}

void care_stop(struct pass *pass, uint32_t entry, size_t size)
{
	size_t next = pass->at + size;
	uint32_t after;

	(void)entry;
	while ((after = utf8_peek(line_text(pass), next)) == ' ')
		next++;
	if (is_han(last_written(pass)) && !after_han_number(pass) &&
	    (after == UTF8_NONE || is_han(after)))
		replace_cp(pass, size, 0x3002);
	else
		replace(pass, size, pass->src.p + pass->at, size);
}

void care_quote(struct pass *pass, uint32_t entry, size_t size)
{
	(void)entry;
	replace_cp(pass, size, pass->quoted ? 0x201D : 0x201C);
	pass->quoted = !pass->quoted;
}

static size_t count_stars(const struct pass *pass, size_t at)
{
	size_t begin = at;

	while (at < pass->end && pass->src.p[at] == '*')
		at++;
	return at - begin;
}

/* Whether another pair of stars stands further on in the line; what was searched is remembered. */
static bool stars_follow(struct pass *pass, size_t from)
{
	if (pass->unstarred >= pass->end)
		return false;
	for (size_t at = from; at < pass->end; at++) {
		size_t stars = count_stars(pass, at);
		if (stars == 2 || stars == 4)
			return true;
		at += stars;
	}
	pass->unstarred = pass->end;
	return false;
}

/* ** is Markdown's only in pairs; 张** and 138****1234 and *** are something else. */
void care_star(struct pass *pass, uint32_t entry, size_t size)
{
	(void)entry;
	size = count_stars(pass, pass->at);
	if (pass->bold && (size == 2 || size == 4)) {
		pass->bold = size == 4;
		drop(pass, size);
	} else if (size == 2 && stars_follow(pass, pass->at + 2)) {
		pass->bold = true;
		drop(pass, size);
	} else {
		replace(pass, size, pass->src.p + pass->at, size);
	}
}

void care_escape(struct pass *pass, uint32_t entry, size_t size)
{
	static const char punctuation[] = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
	char after = pass->at + 1 < pass->end ? pass->src.p[pass->at + 1] : '\0';

	(void)entry;
	if (after && strchr(punctuation, after)) {
		drop(pass, size);
		if (after != '\\' && after != '*')
			return;
	}
	replace(pass, size, pass->src.p + pass->at, size);
}

/* 務(wù): looked for once in the whole text, when the first pinyin without a tone is met. */
static bool has_tones(struct pass *pass)
{
	if (pass->tones != TONES_UNKNOWN)
		return pass->tones == TONES_SOME;
	pass->tones = TONES_NONE;
	for (size_t at = 0; at < pass->src.n; at++) {
		bool toned = false;
		if ((pass->src.p[at] == '(' || pass->src.p[at] == '\xEF') &&
		    pinyin_at(pass->src, at, &toned) && toned) {
			pass->tones = TONES_SOME;
			break;
		}
	}
	return pass->tones == TONES_SOME;
}

void care_open(struct pass *pass, uint32_t entry, size_t size)
{
	uint32_t before = last_written(pass);
	bool toned = false;
	size_t pinyin =
		is_han(before) || before == '_' ? pinyin_at(line_text(pass), pass->at, &toned) : 0;

	if (pinyin > 0 && (toned || has_tones(pass))) {
		note(pass, FOLD_PINYIN, pass->at, pass->at + pinyin);
		drop(pass, pinyin);
	} else {
		replace_folded(pass, size, entry);
	}
}
