#include "detect/detail.h"

#include "base/out.h"

static void put_byte(struct text *text, int byte)
{
	char c = (char)byte;

	text_str(text, (struct str){&c, 1});
}

struct str detail_phrase(struct arena *arena, enum detail_text phrase, const struct str *values,
			 uint32_t n)
{
	struct text text = {.arena = arena};

	put_byte(&text, DETAIL_PHRASE);
	put_byte(&text, DETAIL_LETTER + (int)phrase);
	for (uint32_t i = 0; i < n; i++) {
		put_byte(&text, DETAIL_VALUE);
		text_str(&text, values[i]);
	}
	put_byte(&text, DETAIL_END);
	return text_done(&text);
}

struct str detail_number(struct arena *arena, double number)
{
	return arena_format(arena, "%.4g", number);
}
