#include "report/uri.h"

#include "base/out.h"
#include "base/utf8.h"

static void put_step(struct text *uri, struct str step)
{
	for (size_t i = 0; i < step.n; i++) {
		unsigned char c = (unsigned char)step.p[i];
		if (cp_is_letter(c) || cp_is_digit(c) || (c < 0x80 && c && strchr("-._~", c)))
			text_str(uri, str_cut(step, i, i + 1));
		else
			text_format(uri, "%%%02X", (unsigned)c);
	}
}

struct str uri_from_path(struct arena *arena, struct str path)
{
	struct text uri = {.arena = arena};
	bool absolute = path.n && path.p[0] == '/', first = true;

	if (absolute)
		text_str(&uri, STR("file:///"));
	for (size_t at = 0; at < path.n;) {
		size_t end = str_find(path, STR("/"), at);
		struct str step = str_cut(path, at, end);
		at = end == SIZE_MAX ? path.n : end + 1;
		if (!step.n || str_equal(step, STR(".")))
			continue;
		if (!first)
			text_str(&uri, STR("/"));
		put_step(&uri, step);
		first = false;
	}
	return text_done(&uri);
}
