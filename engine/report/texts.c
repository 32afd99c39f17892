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
