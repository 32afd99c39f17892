/* The packs that are compiled in, as they lie in memory after loading.
 *
 * For the public interface. The build loads them (image_gen.c), so a mistake in them stops the build,
 * and opening one reads no YAML and sorts nothing. Other selections of packs are loaded from their
 * texts (pack_builtins). */
#ifndef CLAUSELINT_BUILTIN_H
#define CLAUSELINT_BUILTIN_H

#include "pack/pack.h"

struct builtin {
	struct pack *pack; /* with its plan */
	const struct mistake *warnings;
	uint32_t warning_count;
};

/* A pack without addresses, so that a program that holds many is loaded without touching any: memory as
 * words, a struct builtin first. Where bit w % 64 of pointers[w / 64] is set, word w is a pointer: so many
 * bytes behind the first word or, beyond the last, behind that of builtin_plain. */
struct image {
	const struct str *names; /* of its packs, in order */
	uint32_t name_count;
	uint32_t word_count;
	const uint64_t *words, *pointers;
};

/* Each one pack, and behind those all of them together. */
extern const struct image builtin_images[];
extern const uint32_t builtin_image_count;
/* What images point at that has no pointers in it. */
extern const uint64_t builtin_plain[];

/* The image that holds just these packs in this order; NULL when there is none. */
const struct image *builtin_find(const char *const *names, size_t count);
/* A copy of the image's pack in arena, with room for code. */
const struct builtin *builtin_open(struct arena *arena, const struct image *image);

#endif
