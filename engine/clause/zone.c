#include "clause/zone.h"

#include "base/vec.h"

struct zones zones_find(struct arena *arena, struct str text, struct candidates candidates)
{
	VEC(struct zone_break) breaks = {0};
	struct span contract = furniture_trim(text), contents;
	uint32_t at = contract.begin, candidate = 0;

	if (contract.begin > 0)
		*VEC_PUSH(arena, &breaks) = (struct zone_break){0, ZONE_FURNITURE};
	*VEC_PUSH(arena, &breaks) = (struct zone_break){contract.begin, ZONE_TERMS};
	contents = contents_find(arena, text, contract, candidates);
	if (contents.begin < contents.end) {
		*VEC_PUSH(arena, &breaks) = (struct zone_break){contents.begin, ZONE_CONTENTS};
		*VEC_PUSH(arena, &breaks) = (struct zone_break){contents.end, ZONE_TERMS};
		at = contents.end;
	}
	while (at < contract.end) {
		struct span block = signature_find(text, (struct span){at, contract.end},
						   candidates, &candidate);
		if (block.begin < block.end)
			*VEC_PUSH(arena, &breaks) =
				(struct zone_break){block.begin, ZONE_SIGNATURE};
		if (block.begin < block.end && block.end < contract.end)
			*VEC_PUSH(arena, &breaks) = (struct zone_break){block.end, ZONE_TERMS};
		at = block.end;
	}
	if (contract.end < text.n)
		*VEC_PUSH(arena, &breaks) = (struct zone_break){contract.end, ZONE_FURNITURE};
	return (struct zones){breaks.p, breaks.n};
}
