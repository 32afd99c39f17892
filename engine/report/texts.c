#include "report/texts.h"

#include "text/hant.h"

static const struct {
	struct str hans, en;
} texts[TEXT_COUNT] = {
#define TEXT(id, hans, en) [TEXT_##id] = {STR_INIT(hans), STR_INIT(en)},
#include "report/texts.def"
#undef TEXT
};

struct str report_text(struct arena *arena, enum text_id id, enum lang lang)
{
	if (lang == LANG_EN)
		return texts[id].en;
	return lang == LANG_HANT ? to_traditional(arena, texts[id].hans) : texts[id].hans;
}

bool text_next_name(struct str pattern, size_t *at, struct str *before, struct str *name)
{
	size_t open = str_find(pattern, STR("{"), *at);
	size_t close = open == SIZE_MAX ? SIZE_MAX : str_find(pattern, STR("}"), open);

	*before = str_cut(pattern, *at, close == SIZE_MAX ? SIZE_MAX : open);
	if (close == SIZE_MAX)
		return false;
	*name = str_cut(pattern, open + 1, close);
	*at = close + 1;
	return true;
}
