/* Blanks that are labels with nothing behind their colon: 甲方：⏎, 账号：；, 联系人：电话：. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "clause/label.h"
#include "fact/words.h"

enum { LABEL_LONG = 24 /* code points of a label */, VALUE_LONG = 60 /* of a value */ };

/* The start of the label that ends at colon. */
static size_t label_begin(struct str text, size_t colon)
{
	size_t at = colon;
	unsigned depth = 0;

	for (unsigned count = 0; at && count < LABEL_LONG; count++) {
		if (word_before(text, at, "）"))
			depth++;
		else if (word_before(text, at, "（")) {
			if (!depth)
				return at;
			depth--;
		} else if (text.p[at - 1] == '\n' || text.p[at - 1] == '|' ||
			   (!depth && word_before(text, at, "： ； 。 ， ？ ！ ” 】 " NORM_GAP)))
			return at;
		utf8_prev(text, &at);
	}
	return at;
}

/* Without the clause number or bullet in front: 三、交货期为. */
static struct str without_number(struct str words)
{
	struct label label;

	while (words.n && word_after(words, 0, "- • * · ● ◆ #"))
		words = str_trim(str_cut(words, word_after(words, 0, "- • * · ● ◆ #"), words.n));
	if (label_read(words, 0, &label) && label.size < words.n)
		words = str_cut(words, label.size, words.n);
	return str_trim(words);
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
	bool line;     /* ends its line at once after the colon */
};

/* What stands at the start of text, as far as a reader glances. */
static struct glance glance_at(struct str text, size_t at)
{
	struct glance glance = {0};
	size_t begin = at;
	unsigned count = 0, stops = 0;

	for (; at < text.n && text.p[at] != '\n' && count < VALUE_LONG; count++) {
		size_t size = word_after(text, at, "： ； " NORM_GAP);

		if (size && count <= LABEL_LONG) {
			struct str words = without_number(str_cut(text, begin, at));

			if (word_after(text, at, "：")) {
				glance.label = words.n > 0;
				glance.named = is_field_name(words);
				glance.line = at + size >= text.n || text.p[at + size] == '\n';
			}
			return glance;
		}
		stops += word_after(text, at, "， 。 ； 、") > 0;
		utf8_next(text, &at);
	}
	glance.sentence = count >= VALUE_LONG || (stops && count > 16);
	return glance;
}

/* How a recital begins, which can follow the last party's label without a line end. */
static const char recitals[] =
	"甲乙双方 甲、乙 甲方和 甲方与 双方 根据 依据 鉴于 为了 本着 就甲 依照 按照 经双方 经甲 兹 （以下简称 （以下称 （下称 （简称";

static bool has_no_value(struct str text, size_t begin, size_t colon)
{
	size_t behind = colon + sizeof "：" - 1;
	struct str words = without_number(str_cut(text, begin, colon));
	bool field = is_field_name(words);
	unsigned lines;
	size_t next = skip_white(text, behind, &lines);
	struct glance ahead = glance_at(text, next);
	struct label label;

	if (!words.n || word_is(words, "注 备注 附 说明 附件 如下 以下"))
		return false;
	if (!lines && word_after(text, next, "， 。 ； 、 ） |"))
		return !word_after(text, next, "、") || field;
	if (!field)
		return false;
	if (next >= text.n || word_after(text, next, recitals))
		return true;
	if (ahead.label)
		return ahead.named || (lines && word_before(words, words.n, "： 期 时间"));
	if (!lines)
		return false;
	if (label_read(text, next, &label) && label.style != LABEL_BULLET)
		return true;
	return ahead.sentence;
}

size_t scan_colon(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t behind = at + sizeof "：" - 1;
	size_t begin;

	if (blank_ends_at(scan, at))
		return behind;
	begin = label_begin(text, at);
	if (has_no_value(text, begin, at)) {
		struct str words = without_number(str_cut(text, begin, at));

		blank_note(scan, BLANK_LABEL, (size_t)(words.p - text.p), behind);
	}
	return behind;
}
