/* Text in HTML: whatever it holds, it stays text, and nothing in it is unseen. */
#include "report/html.h"

#include "base/utf8.h"

/* How a character is shown. */
enum showing {
	AS_IT_IS,
	AS_NUMBER, /* it would reorder the text, or is a control */
	AS_TICK,   /* it takes no room: a mark with its number on it */
	AS_BAD	   /* HTML has no way to write it */
};

static const struct {
	uint32_t first, last;
	enum showing showing;
} showings[] = {
	{0x0000, 0x0008, AS_NUMBER}, {0x000B, 0x000C, AS_NUMBER}, {0x000E, 0x001F, AS_NUMBER},
	{0x007F, 0x009F, AS_NUMBER}, {0x00AD, 0x00AD, AS_TICK},	  {0x034F, 0x034F, AS_TICK},
	{0x061C, 0x061C, AS_NUMBER}, {0x115F, 0x1160, AS_TICK},	  {0x17B4, 0x17B5, AS_TICK},
	{0x180B, 0x180F, AS_TICK},   {0x200B, 0x200D, AS_TICK},	  {0x200E, 0x200F, AS_NUMBER},
	{0x2028, 0x202E, AS_NUMBER}, {0x2060, 0x2065, AS_TICK},	  {0x2066, 0x206F, AS_NUMBER},
	{0x3164, 0x3164, AS_TICK},   {0xFDD0, 0xFDEF, AS_BAD},	  {0xFEFF, 0xFEFF, AS_TICK},
	{0xFFA0, 0xFFA0, AS_TICK},   {0xFFF9, 0xFFFB, AS_NUMBER}, {0xFFFE, 0xFFFF, AS_BAD},
	{0xE0000, 0xE00FF, AS_TICK},
};

static enum showing showing_of(uint32_t cp)
{
	if ((cp >= 0x20 && cp < 0x7F) || (cp > 0x3164 && cp < 0xFDD0))
		return AS_IT_IS;
	if (cp > 0xFFFF && (cp & 0xFFFE) == 0xFFFE)
		return AS_BAD;
	for (size_t i = 0; i < sizeof showings / sizeof showings[0] && showings[i].first <= cp; i++)
		if (cp <= showings[i].last)
			return showings[i].showing;
	return AS_IT_IS;
}

static struct str escape_of(uint32_t cp)
{
	switch (cp) {
	case '&': return STR("&amp;");
	case '<': return STR("&lt;");
	case '>': return STR("&gt;");
	case '"': return STR("&quot;");
	case '\'': return STR("&#39;");
	default: return STR("");
	}
}

static void put_number(struct out *out, uint32_t cp)
{
	out_format(out, "U+%04X", (unsigned)cp);
}

/* Within an attribute there are no elements to show a character by. */
static void put_shown(struct out *out, uint32_t cp, enum showing showing, bool attribute)
{
	if (showing == AS_BAD) {
		out_str(out, STR("\uFFFD"));
	} else if (attribute) {
		put_number(out, cp);
	} else if (showing == AS_NUMBER) {
		out_str(out, STR("<span class=\"ctl\">"));
		put_number(out, cp);
		out_str(out, STR("</span>"));
	} else {
		out_str(out, STR("<span class=\"zw\" title=\""));
		put_number(out, cp);
		out_str(out, STR("\"></span>"));
	}
}

/* A carriage return is a line feed in HTML, whether one follows or not. */
static void put_return(struct out *out, struct str text, size_t behind)
{
	if (behind >= text.n || text.p[behind] != '\n')
		out_char(out, '\n');
}

static void put(struct out *out, struct str text, bool attribute)
{
	size_t at = 0, done = 0;

	while (at < text.n) {
		size_t begin = at;
		uint32_t cp = utf8_next(text, &at);
		enum showing showing = showing_of(cp);
		struct str escape = escape_of(cp);
		bool malformed = cp == UTF8_BAD && at - begin == 1;
		if (showing == AS_IT_IS && !escape.n && cp != '\r' && !malformed)
			continue;
		out_str(out, str_cut(text, done, begin));
		done = at;
		if (escape.n)
			out_str(out, escape);
		else if (cp == '\r')
			put_return(out, text, at);
		else
			put_shown(out, cp, malformed ? AS_BAD : showing, attribute);
	}
	out_str(out, str_cut(text, done, text.n));
}

void html_text(struct html *html, struct str text)
{
	put(html->out, text, false);
}

void html_attribute(struct html *html, struct str text)
{
	put(html->out, text, true);
}

void html_say(struct html *html, enum text_id id)
{
	html_text(html, phrase(&html->phrases, id));
}

void html_id(struct html *html, char kind, uint32_t number)
{
	out_format(html->out, " id=\"c%u%c%u\"", html->number, kind, (unsigned)number);
}

void html_link(struct html *html, char kind, uint32_t number)
{
	out_format(html->out, " href=\"#c%u%c%u\"", html->number, kind, (unsigned)number);
}

void html_isolated(struct html *html, struct str text)
{
	PUT(html, "<bdi>");
	html_text(html, text);
	PUT(html, "</bdi>");
}

void html_section(struct html *html, const char *name, struct str heading)
{
	out_format(html->out, "<section class=\"%s\" aria-labelledby=\"c%u-%s\">\n", name,
		   html->number, name);
	out_format(html->out, "<h2 id=\"c%u-%s\">", html->number, name);
	html_text(html, heading);
	PUT(html, "</h2>\n");
}
