#include "fact/unit.h"

#include "fact/vocabulary.h"

static const struct unit units[] = {
#define MONEY(name, scale)	    {STR_INIT(name), QUANTITY_MONEY, TIME_NONE, scale},
#define RATIO(name, scale)	    {STR_INIT(name), QUANTITY_RATIO, TIME_NONE, scale},
#define DURATION(name, time, scale) {STR_INIT(name), QUANTITY_DURATION, TIME_##time, scale},
#define COUNT(name)		    {STR_INIT(name), QUANTITY_COUNT, TIME_NONE, 1},
#define NOT_UNIT(name)
#include "fact/unit.def"
};

bool unit_may_begin(uint32_t first, uint32_t second)
{
	return pairs_has(UNIT_TRIE.begins, first, second);
}

const struct unit *unit_at(struct str text, size_t at)
{
	uint32_t size, row = trie_longest(&UNIT_TRIE, text, at, &size);

	return row < sizeof units / sizeof units[0] ? &units[row] : NULL;
}
