#include "builtin.h"

#include "detect/plan.h"

static bool holds(const struct pack *pack, const char *const *names, size_t count)
{
	if (pack->info_count != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!str_equal(pack->infos[i].name, str_from(names[i])))
			return false;
	return true;
}

const struct builtin *builtin_find(const char *const *names, size_t count)
{
	for (uint32_t i = 0; i < builtin_image_count; i++)
		if (holds(builtin_images[i]->pack, names, count))
			return builtin_images[i];
	return NULL;
}

const struct pack *builtin_open(struct arena *arena, const struct builtin *builtin)
{
	struct pack *pack = ARENA_NEW(arena, struct pack);
	struct plan *plan = ARENA_NEW(arena, struct plan);

	*pack = *builtin->pack;
	*plan = *builtin->pack->plan;
	plan->pack = pack;
	pack->plan = plan;
	pack->codes = codes_new(arena, pack->pattern_count, pack->stored);
	return pack;
}
