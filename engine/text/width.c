#include "text/width.h"

#include <utf8proc.h>
#include "base/utf8.h"

uint32_t cp_width(uint32_t cp)
{
	int width = utf8proc_charwidth((utf8proc_int32_t)cp);

	return width > 0 ? (uint32_t)width : 0;
}

size_t text_width(struct str text)
{
	size_t at = 0, width = 0;

	for (uint32_t cp; (cp = utf8_next(text, &at)) != UTF8_NONE;)
		width += cp_width(cp);
	return width;
}
