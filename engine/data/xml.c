#include "data/xml.h"
#include "base/utf8.h"

enum { DEPTH_MAX = sizeof((struct xml *)0)->open / sizeof(const char *) };

void xml_begin(struct xml *xml, struct out *out)
{
	*xml = (struct xml){.out = out};
	out_str(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
}

static void end_tag(struct xml *xml)
{
	if (xml->in_tag)
		out_char(xml->out, '>');
	xml->in_tag = false;
}

static void new_line(struct xml *xml)
{
	out_char(xml->out, '\n');
	out_repeat(xml->out, ' ', 2u * xml->depth);
}

void xml_open(struct xml *xml, const char *name)
{
	if (xml->depth == DEPTH_MAX) {
		xml->out->failed = true;
		return;
	}
	end_tag(xml);
	if (xml->depth)
		new_line(xml);
	out_char(xml->out, '<');
	out_str(xml->out, str_from(name));
	xml->open[xml->depth++] = name;
	xml->in_tag = true;
	xml->has_text = false;
}

void xml_close(struct xml *xml)
{
	if (xml->depth == 0) {
		xml->out->failed = true;
		return;
	}
	xml->depth--;
	if (xml->in_tag) {
		out_str(xml->out, STR("/>"));
	} else {
		if (!xml->has_text)
			new_line(xml);
		out_str(xml->out, STR("</"));
		out_str(xml->out, str_from(xml->open[xml->depth]));
		out_char(xml->out, '>');
	}
	xml->in_tag = xml->has_text = false;
	if (xml->depth == 0)
		out_char(xml->out, '\n');
}

/* XML 1.0, production 2. */
static bool can_be_written(uint32_t cp)
{
	return cp >= 0x20 ? cp != 0xFFFE && cp != 0xFFFF : cp == '\t' || cp == '\n' || cp == '\r';
}

/* A reader turns a carriage return into a line feed, and in attributes all white space into spaces,
 * unless it is written by its number. */
static void put(struct out *out, struct str text, bool in_attribute)
{
	char bytes[4];

	for (size_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);
		if (!can_be_written(cp))
			cp = UTF8_BAD;
		if (cp == '&')
			out_str(out, STR("&amp;"));
		else if (cp == '<')
			out_str(out, STR("&lt;"));
		else if (cp == '>')
			out_str(out, STR("&gt;"));
		else if (cp == '"')
			out_str(out, STR("&quot;"));
		else if (cp == '\r' || (in_attribute && cp < 0x20))
			out_format(out, "&#%u;", (unsigned)cp);
		else
			out_str(out, (struct str){bytes, utf8_put(bytes, cp)});
	}
}

void xml_attribute(struct xml *xml, const char *name, struct str value)
{
	out_char(xml->out, ' ');
	out_str(xml->out, str_from(name));
	out_str(xml->out, STR("=\""));
	put(xml->out, value, true);
	out_char(xml->out, '"');
}

void xml_attribute_uint(struct xml *xml, const char *name, uint64_t value)
{
	out_format(xml->out, " %s=\"%llu\"", name, (unsigned long long)value);
}

void xml_text(struct xml *xml, struct str text)
{
	end_tag(xml);
	xml->has_text = true;
	put(xml->out, text, false);
}
