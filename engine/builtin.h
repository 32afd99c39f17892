/* The packs that are compiled in, as they lie in memory after loading.
 *
 * For the public interface. The build loads them (image_gen.c), so a mistake in them stops the build,
 * and opening one reads no YAML and sorts nothing. Other selections of packs are loaded from their
 * texts (pack_builtins). */
#ifndef CLAUSELINT_BUILTIN_H
#define CLAUSELINT_BUILTIN_H

#include "pack/pack.h"

struct builtin {
	const struct pack *pack; /* with its plan; without code, which is made per opened pack */
	const struct mistake *warnings;
	uint32_t warning_count;
};

/* What images point at: each one pack, and behind those all of them together. */
extern const struct builtin *const builtin_images[];
extern const uint32_t builtin_image_count;

/* The image that holds just these packs in this order; NULL when there is none. */
const struct builtin *builtin_find(const char *const *names, size_t count);
/* The image's pack, with room for code in arena. Costs next to nothing. */
const struct pack *builtin_open(struct arena *arena, const struct builtin *builtin);

#endif
