#include "text/decode.h"

#include <string.h>
#include "base/utf8.h"

enum encoding encoding_marked(struct str bytes, size_t *mark)
{
	*mark = str_starts(bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
	return *mark ? ENC_UTF8 : ENC_AUTO;
}

enum encoding encoding_guess(struct arena *arena, struct str bytes)
{
	(void)arena;
	(void)bytes;
	return ENC_AUTO;
}

size_t utf8_valid_fast(struct str bytes)
{
	return utf8_valid_prefix(bytes);
}

bool decode(struct arena *arena, struct str bytes, enum encoding encoding, struct str *text,
	    size_t *bad)
{
	(void)arena;
	*text = bytes;
	*bad = utf8_valid_fast(bytes);
	return encoding == ENC_UTF8 && *bad == bytes.n;
}
