/* The pieces a Markdown report is built of. */
#include "report/markdown.h"

#include "base/visible.h"

#include <string.h>

void md_open(struct markdown *md, struct rendering *rendering, enum lang lang)
{
	*md = (struct markdown){.rendering = rendering, .arena = rendering->scratch};
	md->phrases = (struct phrases){.arena = md->arena, .lang = lang};
	md->mem = cmark_heap_begin(md->arena);
}

cmark_node *md_block(struct markdown *md, cmark_node *parent, cmark_node_type type)
{
	cmark_node *node = cmark_node_new_with_mem(type, md->mem);

	if (!md->piece)
		md->piece = cmark_node_new_with_mem(CMARK_NODE_DOCUMENT, md->mem);
	cmark_node_append_child(parent ? parent : md->piece, node);
	return node;
}

/* The piece as text, on md's heap; the next one can begin. */
static char *render(struct markdown *md)
{
	char *text = cmark_render_commonmark(md->piece, CMARK_OPT_DEFAULT, 0);

	cmark_node_free(md->piece);
	md->piece = NULL;
	return text;
}

struct str md_take(struct markdown *md)
{
	struct str taken = STR_NONE;
	char *text;

	if (md->piece) {
		text = render(md);
		taken = arena_str(md->arena, str_from(text));
		md->mem->free(text);
	}
	return taken;
}

void md_flush(struct markdown *md)
{
	struct out *out = md->rendering->out;
	char *text;

	if (!md->piece)
		return;
	text = render(md);
	if (out->total)
		out_char(out, '\n');
	out_str(out, str_from(text));
	md->mem->free(text);
}

/* --- text ------------------------------------------------------------------------------------ */

enum cleaning { DROP = 0, SPACE = ' ' };

/* White space, what nobody sees, and what GitHub and GitLab take for more than text. */
static const struct {
	uint32_t first, last, shown;
} cleaning[] = {
	{0x0009, 0x000D, SPACE}, {0x0020, 0x0020, SPACE}, {'$', '$', 0xFF04},
	{'~', '~', 0xFF5E},	 {0x0085, 0x0085, SPACE}, {0x00A0, 0x00A0, SPACE},
	{0x00AD, 0x00AD, DROP},	 {0x1680, 0x1680, SPACE}, {0x2000, 0x200A, SPACE},
	{0x200B, 0x200D, DROP},	 {0x2028, 0x2029, SPACE}, {0x202F, 0x202F, SPACE},
	{0x205F, 0x205F, SPACE}, {0x2060, 0x2060, DROP},  {0x3000, 0x3000, SPACE},
	{0xFEFF, 0xFEFF, DROP},
};

static uint32_t shown_as(uint32_t cp)
{
	if (cp > 0x3000 && cp < 0xFEFF)
		return cp;
	for (size_t i = 0; i < sizeof cleaning / sizeof cleaning[0] && cleaning[i].first <= cp; i++)
		if (cp <= cleaning[i].last)
			return cleaning[i].shown;
	return cp_visible(cp);
}

/* text in md->clean: runs of white space are one space, what could do anything is made harmless. */
static const char *clean(struct markdown *md, struct str text)
{
	size_t need = text.n * 3 + 1, at = 0, n = 0;

	if (md->clean_room < need) {
		md->clean = arena_grow(md->arena, md->clean, md->clean_room, need * 2);
		md->clean_room = need * 2;
	}
	while (at < text.n) {
		size_t han = han_run(text, at);
		uint32_t cp;
		if (han) {
			memcpy(md->clean + n, text.p + at, han);
			n += han;
			at += han;
			continue;
		}
		cp = shown_as(utf8_next(text, &at));
		if (cp == DROP || (cp == SPACE && n && md->clean[n - 1] == ' '))
			continue;
		n += utf8_put(md->clean + n, cp);
	}
	md->clean[n] = 0;
	return md->clean;
}

static void leaf(struct markdown *md, cmark_node *parent, cmark_node_type type, const char *literal)
{
	cmark_node *node = cmark_node_new_with_mem(type, md->mem);

	cmark_node_set_literal(node, literal);
	cmark_node_append_child(parent, node);
}

/* Spaces at the start of a block would not come back when it is parsed. */
static const char *fit(cmark_node *parent, const char *text)
{
	cmark_node *last = cmark_node_last_child(parent);

	if (!last || cmark_node_get_type(last) == CMARK_NODE_SOFTBREAK)
		while (*text == ' ')
			text++;
	return text;
}

void md_text(struct markdown *md, cmark_node *parent, struct str text)
{
	const char *literal = fit(parent, clean(md, text));
	cmark_node *last = cmark_node_last_child(parent);

	if (!*literal)
		return;
	if (last && cmark_node_get_type(last) == CMARK_NODE_TEXT) {
		struct str before = str_from(cmark_node_get_literal(last));
		struct str more = str_from(literal);
		char *both = arena_bytes(md->arena, before.n + more.n + 1);
		memcpy(both, before.p, before.n);
		memcpy(both + before.n, more.p, more.n + 1);
		cmark_node_set_literal(last, both);
		return;
	}
	leaf(md, parent, CMARK_NODE_TEXT, literal);
}

void md_strong(struct markdown *md, cmark_node *parent, struct str text)
{
	const char *literal;
	cmark_node *strong;

	text = str_trim(text);
	literal = fit(parent, clean(md, text));
	if (!*literal)
		return;
	strong = cmark_node_new_with_mem(CMARK_NODE_STRONG, md->mem);
	cmark_node_append_child(parent, strong);
	leaf(md, strong, CMARK_NODE_TEXT, literal);
}

/* url is of our own making: letters, digits, hyphens, dots. */
void md_link(struct markdown *md, cmark_node *parent, struct str text, struct str url)
{
	cmark_node *link = cmark_node_new_with_mem(CMARK_NODE_LINK, md->mem);

	cmark_node_append_child(parent, link);
	cmark_node_set_url(link, arena_str(md->arena, url).p);
	leaf(md, link, CMARK_NODE_TEXT, clean(md, text));
}

void md_code(struct markdown *md, cmark_node *parent, struct str text)
{
	const char *literal = clean(md, str_trim(text));

	if (*literal)
		leaf(md, parent, CMARK_NODE_CODE, literal);
}

/* Letters, digits and Han characters never keep ** from being bold. */
static bool is_plain(uint32_t cp)
{
	return cp_is_han(cp) || cp_is_digit(cp) || cp_is_letter(cp);
}

static bool is_white(uint32_t cp)
{
	return cp == UTF8_NONE || shown_as(cp) == SPACE;
}

/* Where text ends but for white space, which CommonMark drops at the end of a line. */
static size_t without_end(struct str text)
{
	size_t end = text.n, before = end;

	while (end && is_white(utf8_prev(text, &before)))
		end = before;
	return end;
}

void md_marked(struct markdown *md, cmark_node *parent, struct str text, struct span mark)
{
	struct str before, marked, behind;

	while (mark.begin < mark.end) {
		size_t next = mark.begin;
		if (!is_white(utf8_next(text, &next)))
			break;
		mark.begin = (uint32_t)next;
	}
	while (mark.begin < mark.end) {
		size_t last = mark.end;
		if (!is_white(utf8_prev(text, &last)))
			break;
		mark.end = (uint32_t)last;
	}
	before = str_cut(text, 0, mark.begin);
	marked = str_at(text, mark);
	behind = str_cut(text, mark.end, without_end(text));
	if (!marked.n)
		marked = md_say(md, TEXT_EMPTY_QUOTE);
	md_text(md, parent, before);
	if (before.n && !is_plain(utf8_peek(marked, 0)) && !is_white(utf8_before(before, before.n)))
		md_text(md, parent, STR(" "));
	md_strong(md, parent, marked);
	if (behind.n && !is_plain(utf8_before(marked, marked.n)) && !is_white(utf8_peek(behind, 0)))
		md_text(md, parent, STR(" "));
	md_text(md, parent, behind);
}

/* The character that parent ends with; 0 when that is the mark of something bold or struck out. */
static uint32_t last_of(cmark_node *parent)
{
	cmark_node *last = cmark_node_last_child(parent);
	struct str text;

	if (!last)
		return UTF8_NONE;
	if (cmark_node_get_type(last) != CMARK_NODE_TEXT)
		return 0;
	text = str_from(cmark_node_get_literal(last));
	return utf8_before(text, text.n);
}

/* A mark beside a letter needs a letter on its other side, or a space on this one. */
void md_edited(struct markdown *md, cmark_node *parent, struct str text, enum piece_kind kind)
{
	uint32_t before = last_of(parent);
	cmark_node *last = cmark_node_last_child(parent), *struck;
	bool open = last && before == 0;

	if (kind == PIECE_KEPT) {
		const char *marked =
			open ? cmark_node_get_literal(cmark_node_first_child(last)) : "";
		struct str inside = str_from(marked);
		if (inside.n && !is_plain(utf8_before(inside, inside.n)) &&
		    is_plain(utf8_peek(text, 0)))
			md_text(md, parent, STR(" "));
		md_text(md, parent, text);
		return;
	}
	text = str_trim(str_from(arena_str(md->arena, str_from(clean(md, text))).p));
	if (!text.n)
		return;
	if (!is_plain(utf8_peek(text, 0)) && before && is_plain(before))
		md_text(md, parent, STR(" "));
	if (kind == PIECE_NEW) {
		md_strong(md, parent, text);
		return;
	}
	struck = cmark_node_new_with_mem(CMARK_NODE_CUSTOM_INLINE, md->mem);
	cmark_node_set_on_enter(struck, "~~");
	cmark_node_set_on_exit(struck, "~~");
	cmark_node_append_child(parent, struck);
	leaf(md, struck, CMARK_NODE_TEXT, clean(md, text));
}

/* --- blocks ---------------------------------------------------------------------------------- */

cmark_node *md_paragraph(struct markdown *md, cmark_node *parent, struct str text)
{
	cmark_node *paragraph = md_block(md, parent, CMARK_NODE_PARAGRAPH);

	md_text(md, paragraph, text);
	return paragraph;
}

cmark_node *md_heading(struct markdown *md, int level, struct str text)
{
	cmark_node *heading = md_block(md, NULL, CMARK_NODE_HEADING);

	cmark_node_set_heading_level(heading, level);
	md_text(md, heading, str_trim(text));
	return heading;
}

cmark_node *md_list(struct markdown *md)
{
	cmark_node *list = md_block(md, NULL, CMARK_NODE_LIST);

	cmark_node_set_list_type(list, CMARK_BULLET_LIST);
	cmark_node_set_list_tight(list, 1);
	return list;
}

cmark_node *md_item(struct markdown *md, cmark_node *list, struct str text)
{
	return md_paragraph(md, md_block(md, list, CMARK_NODE_ITEM), text);
}

static void new_line(struct markdown *md, cmark_node *paragraph)
{
	if (cmark_node_first_child(paragraph))
		md_block(md, paragraph, CMARK_NODE_SOFTBREAK);
}

void md_row(struct markdown *md, cmark_node *table, const struct str *cells, uint32_t n)
{
	struct text row = {.arena = md->arena};

	for (uint32_t i = 0; i < n; i++) {
		text_str(&row, i ? STR(" | ") : STR("| "));
		for (size_t at = 0; at < cells[i].n;) {
			size_t bar = str_find(cells[i], STR("|"), at);
			text_str(&row, str_cut(cells[i], at, bar));
			if (bar != SIZE_MAX)
				text_str(&row, STR("｜"));
			at = bar == SIZE_MAX ? cells[i].n : bar + 1;
		}
	}
	text_str(&row, STR(" |"));
	new_line(md, table);
	md_text(md, table, text_done(&row));
}

static void row_rule(struct markdown *md, cmark_node *paragraph, uint32_t columns)
{
	struct text row = {.arena = md->arena};

	for (uint32_t i = 0; i < columns; i++)
		text_str(&row, STR("| --- "));
	text_str(&row, STR("|"));
	new_line(md, paragraph);
	md_text(md, paragraph, text_done(&row));
}

cmark_node *md_table(struct markdown *md, const struct str *head, uint32_t n)
{
	cmark_node *table = md_paragraph(md, NULL, STR(""));

	md_row(md, table, head, n);
	row_rule(md, table, n);
	return table;
}
