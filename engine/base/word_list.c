#include "base/word_list.h"

#include "base/utf8.h"

size_t word_rows_after(struct str text, size_t at, const struct word_list *list, uint8_t row)
{
	for (const struct word_row *here = list->begins.rows + row;; here++) {
		if (here->size <= text.n - at &&
		    memcmp(text.p + at, list->words.p + here->at, here->size) == 0)
			return here->size;
		if (here->last)
			return 0;
	}
}

size_t word_rows_before(struct str text, size_t at, const struct word_list *list, uint8_t row)
{
	for (const struct word_row *here = list->ends.rows + row;; here++) {
		if (here->size <= at &&
		    memcmp(text.p + at - here->size, list->words.p + here->at, here->size) == 0)
			return here->size;
		if (here->last)
			return 0;
	}
}

bool list_within(struct str text, const struct word_list *list)
{
	for (size_t at = 0; at < text.n; at++)
		if (!utf8_splits(text, at) && list_after(text, at, list))
			return true;
	return false;
}
