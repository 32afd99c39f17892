#include "detect/keep.h"

static void *copy(struct arena *arena, const void *from, size_t n, size_t size)
{
	void *to = arena_bytes(arena, n * size);

	return n ? memcpy(to, from, n * size) : to;
}

#define COPY(arena, p, n) copy((arena), (p), (n), sizeof *(p))

const struct findings *findings_keep(struct arena *arena, const struct findings *findings)
{
	struct findings *kept = ARENA_NEW(arena, struct findings);
	struct finding *list = COPY(arena, findings->p, findings->n);

	*kept = *findings;
	for (uint32_t i = 0; i < kept->n; i++) {
		list[i].captures = COPY(arena, list[i].captures, list[i].capture_count);
		if (list[i].detail.n)
			list[i].detail = arena_str(arena, list[i].detail);
	}
	kept->p = list;
	kept->services = COPY(arena, kept->services, kept->service_count);
	kept->checks = COPY(arena, kept->checks, kept->check_count);
	kept->incompletes = COPY(arena, kept->incompletes, kept->incomplete_count);
	return kept;
}
