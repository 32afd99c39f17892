#include "clause/measure.h"

#include "clause/word_list.h"

bool measures(struct str text, size_t at)
{
	return list_after(text, at, &MEASURES) && !list_after(text, at, &NO_MEASURES);
}
