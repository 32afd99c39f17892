#include "report/plain.h"

#include "base/visible.h"
#include "text/width.h"

static bool is_line_break(uint32_t cp)
{
	return (cp >= '\n' && cp <= '\r') || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

static bool is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x1680 ||
	       (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F || cp == 0x3000 ||
	       is_line_break(cp);
}

static bool has_no_width(uint32_t cp)
{
	return cp == 0xAD || (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060 || cp == 0xFEFF;
}

/* Whether the sign that ends at at begins a command: it is the second #, and a name or [ follows;
 * or it is the first of two colons with nothing in front. */
static bool begins_command(struct str text, uint32_t cp, size_t at)
{
	uint32_t next = utf8_peek(text, at);

	if (cp == '#')
		return at >= 2 && text.p[at - 2] == '#' && (next == '[' || cp_is_letter(next));
	if (cp != ':' || next != ':')
		return false;
	at--;
	while (is_space(utf8_before(text, at)) || has_no_width(utf8_before(text, at)))
		utf8_prev(text, &at);
	return at == 0;
}

void plain_skip(struct str text, size_t *at)
{
	while (has_no_width(utf8_peek(text, *at)))
		utf8_next(text, at);
}

uint32_t plain_next(struct str text, size_t *at)
{
	uint32_t cp;

	plain_skip(text, at);
	cp = utf8_next(text, at);
	if (is_line_break(cp)) {
		while (is_space(utf8_peek(text, *at)))
			utf8_next(text, at);
		return ' ';
	}
	if (cp == '\t')
		return ' ';
	if (begins_command(text, cp, *at))
		return UTF8_BAD;
	return cp == UTF8_NONE ? cp : cp_visible(cp);
}

void plain_put(struct out *out, struct str text)
{
	size_t at = 0;
	char bytes[4];

	for (uint32_t cp; (cp = plain_next(text, &at)) != UTF8_NONE;)
		out_str(out, (struct str){bytes, utf8_put(bytes, cp)});
}

size_t plain_width(struct str text)
{
	size_t at = 0, width = 0;

	for (uint32_t cp; (cp = plain_next(text, &at)) != UTF8_NONE;)
		width += cp_width(cp);
	return width;
}
