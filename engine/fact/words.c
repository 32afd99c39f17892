#include "fact/words.h"

#include "base/utf8.h"

size_t back_by(struct str text, size_t at, unsigned count)
{
	while (count-- && at)
		utf8_prev(text, &at);
	return at;
}
