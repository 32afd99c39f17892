#include "report/harmless.h"

#include "base/visible.h"

static uint32_t in_line(uint32_t cp)
{
	return cp == '\n' ? ' ' : cp_visible(cp);
}

static uint32_t plain(uint32_t cp)
{
	switch (cp) {
	case '\n': return '\n';
	case '[':
	case ']':
	case '{':
	case '}': return cp + 0xFEE0;
	default: return cp_visible(cp);
	}
}

static struct str each(struct arena *arena, struct str text, uint32_t (*shown)(uint32_t cp))
{
	char *copy = arena_bytes(arena, text.n * 3 + 1);
	size_t at = 0, n = 0;

	while (at < text.n) {
		size_t han = han_run(text, at);
		memcpy(copy + n, text.p + at, han);
		n += han;
		at += han;
		if (at < text.n)
			n += utf8_put(copy + n, shown(utf8_next(text, &at)));
	}
	return (struct str){copy, n};
}

struct str visible_line(struct arena *arena, struct str text)
{
	return each(arena, text, in_line);
}

struct str plain_text(struct arena *arena, struct str text)
{
	return each(arena, text, plain);
}
