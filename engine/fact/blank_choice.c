/* Blanks that are choices: boxes none of which is ticked, 按第__种方式 without a number. */
#include "fact/blank_scan.h"
#include "base/utf8.h"
#include "clause/line.h"
#include "fact/words.h"

/* Wingdings boxes arrive as private-use characters. */
static const char boxes[] = "□ ☐ ▢ ◻ ❏ ❑ \xEF\x82\xA3 \xEF\x82\xA8 \xEF\x81\xAF";
static const char ticks[] = "■ ☑ √ ✓ ✔ ☒ ▣ \xEF\x81\x92 \xEF\x83\xBE \xEF\x83\xBC";

/* Not the one of a note that says how to tick: （在选定的方式前打√）. */
static size_t tick_at(struct str text, size_t at)
{
	size_t tick = word_after(text, at, ticks);

	return tick && word_before(text, at, "打 划 画 勾 打“ 划“ 画“ 勾“") ? 0 : tick;
}

/* A new field begins behind ；: 餐点：□荤 □素；付款：■现金. */
static bool field_begins(struct str text, size_t at)
{
	enum { NAME_LONG = 12 };

	if (!word_before(text, at, "；"))
		return false;
	for (unsigned count = 0; at < text.n && count < NAME_LONG; count++) {
		if (word_after(text, at, "："))
			return count > 0;
		if (!cp_is_han(utf8_next(text, &at)))
			return false;
	}
	return false;
}

/* A group of boxes goes on while the next one is near: on the same line within GROUP_REACH code
 * points, or first on the next line. */
enum { GROUP_REACH = 48 };

struct box_group {
	size_t end; /* behind the last box */
	bool ticked;
};

static struct box_group read_group(struct str text, size_t at)
{
	struct box_group group = {.end = at};
	bool behind_line_end = false;

	for (unsigned reach = 0; at < text.n && reach < GROUP_REACH; reach++) {
		size_t box = word_after(text, at, boxes), tick = tick_at(text, at);

		if (box || tick) {
			group.ticked = group.ticked || tick;
			at += box + tick;
			group.end = at;
			reach = 0;
			behind_line_end = false;
			continue;
		}
		if (behind_line_end || word_after(text, at, "。") || field_begins(text, at))
			break;
		behind_line_end = text.p[at] == '\n';
		utf8_next(text, &at);
	}
	return group;
}

/* √ 包工、部分包料⏎□ 包工包料: whether the line above the one at at begins with a tick. */
static bool ticked_above(struct str text, size_t at)
{
	return at >= 2 && text.p[at - 1] == '\n' &&
	       word_after(text, line_begin(text, 0, at - 1), ticks) > 0;
}

/* A tick may stand in front of the first box: √是 □否. */
static bool ticked_before(struct str text, size_t at)
{
	if (ticked_above(text, at))
		return true;
	for (unsigned count = 0; count < 16 && at && text.p[at - 1] != '\n'; count++) {
		if (word_before(text, at, ticks))
			return true;
		utf8_prev(text, &at);
	}
	return false;
}

size_t scan_box(struct blank_scan *scan, size_t at)
{
	struct box_group group = read_group(scan->text, at);

	if (!group.ticked && !ticked_before(scan->text, at))
		blank_note(scan, BLANK_CHOICE, at, group.end);
	return group.end;
}

/* 第 with nothing behind it but what it should have counted; 第三方 and 次第 are words. */
size_t scan_ordinal(struct blank_scan *scan, size_t at)
{
	struct str text = scan->text;
	size_t behind = at + sizeof "第" - 1;
	size_t size = word_after(text, behind, "种 项 款 条 层 期 号 章 页 个 类");

	if (!size || word_before(text, at, "次 门 等 及 品 府") ||
	    word_after(text, behind, "条件 项目 款项 种类 个人 期限 期间"))
		return at;
	blank_note(scan, BLANK_MISSING, at, behind + size);
	return behind + size;
}

/* - [ ] in a list of Markdown, where another line may be ticked: - [x]. */
size_t scan_checkbox(struct blank_scan *scan, size_t at)
{
	enum { LIST_REACH = 200 };
	struct str text = scan->text;
	size_t end = at + word_after(text, at, "【】 【" NORM_GAP "】");
	struct str list = str_cut(text, at > LIST_REACH ? at - LIST_REACH : 0, at + LIST_REACH);

	if (end > at && !word_within(list, "【x】 【X】 【√】 【✓】 ☑ ☒"))
		blank_note(scan, BLANK_CHOICE, at, end);
	return end;
}
