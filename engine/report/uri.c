#include "report/uri.h"

#include "base/out.h"
#include "base/utf8.h"

struct str path_clean(struct arena *arena, struct str path)
{
	struct text clean = {.arena = arena};
	bool slash = path.n && path.p[0] == '/';

	for (size_t at = 0; at < path.n;) {
		size_t end = str_find(path, STR("/"), at);
		struct str step = str_cut(path, at, end);
		at = end == SIZE_MAX ? path.n : end + 1;
		if (!step.n || str_equal(step, STR(".")))
			continue;
		if (slash)
			text_str(&clean, STR("/"));
		text_str(&clean, step);
		slash = true;
	}
	return text_done(&clean);
}

struct str uri_from_path(struct arena *arena, struct str path)
{
	struct text uri = {.arena = arena};
	struct str clean = path_clean(arena, path);

	if (clean.n && clean.p[0] == '/')
		text_str(&uri, STR("file://"));
	for (size_t i = 0; i < clean.n; i++) {
		unsigned char c = (unsigned char)clean.p[i];
		if (cp_is_letter(c) || cp_is_digit(c) || (c < 0x80 && c && strchr("/-._~", c)))
			text_str(&uri, str_cut(clean, i, i + 1));
		else
			text_format(&uri, "%%%02X", (unsigned)c);
	}
	return text_done(&uri);
}
