#include "builtin.h"

enum { WORD = sizeof(uint64_t), BITS = 64 };

static bool holds(const struct image *image, const char *const *names, size_t count)
{
	if (image->name_count != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!str_equal(image->names[i], str_from(names[i])))
			return false;
	return true;
}

const struct image *builtin_find(const char *const *names, size_t count)
{
	for (uint32_t i = 0; i < builtin_image_count; i++)
		if (holds(&builtin_images[i], names, count))
			return &builtin_images[i];
	return NULL;
}

/* Makes the pointer of what word says. */
static void link_word(const struct image *image, char *copy, char *word)
{
	size_t size = (size_t)image->word_count * WORD;
	const char *target;
	uint64_t at;

	memcpy(&at, word, sizeof at);
	target = at < size ? copy + at : (const char *)builtin_plain + (at - size);
	memcpy(word, &target, sizeof target);
}

const struct builtin *builtin_open(struct arena *arena, const struct image *image)
{
	size_t size = (size_t)image->word_count * WORD;
	char *copy = memcpy(arena_bytes(arena, size), image->words, size);
	const struct builtin *builtin = (const void *)copy;
	struct pack *pack;

	for (uint32_t w = 0; w < image->word_count; w += BITS)
		for (uint64_t bits = image->pointers[w / BITS]; bits; bits &= bits - 1)
			link_word(image, copy, copy + (w + (uint32_t)__builtin_ctzll(bits)) * WORD);
	pack = builtin->pack;
	pack->codes = codes_new(arena, pack->pattern_count, pack->stored);
	return builtin;
}
