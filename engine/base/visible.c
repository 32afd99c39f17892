#include "base/visible.h"

uint32_t cp_visible(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} obeyed[] = {
		{0x00, 0x1F},	  {0x7F, 0x9F},	    {0x061C, 0x061C}, {0x200E, 0x200F},
		{0x2028, 0x202E}, {0x2066, 0x2069}, {0xFFFE, 0xFFFF}, /* no characters: cmark writes
									 them as no UTF-8 */
	};

	for (size_t i = 0; i < sizeof obeyed / sizeof obeyed[0] && obeyed[i].first <= cp; i++)
		if (cp <= obeyed[i].last)
			return UTF8_BAD;
	return cp;
}

void out_visible(struct out *out, struct str text)
{
	char bytes[4];

	for (size_t at = 0; at < text.n;) {
		size_t han = han_run(text, at);
		out_str(out, str_cut(text, at, at + han));
		at += han;
		if (at < text.n)
			out_str(out,
				(struct str){bytes,
					     utf8_put(bytes, cp_visible(utf8_next(text, &at)))});
	}
}
