#include "clause/zone.h"

#include "base/vec.h"

struct zones zones_find(struct arena *arena, struct str text, struct candidates candidates)
{
	VEC(struct zone_break) breaks = {0};

	(void)text;
	(void)candidates;
	*VEC_PUSH(arena, &breaks) = (struct zone_break){0, ZONE_TERMS};
	return (struct zones){breaks.p, breaks.n};
}
