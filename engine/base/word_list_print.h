/* How a generator prints a list of words with its signs.
 *
 * For the word_list_gen.c of the layers. */
#ifndef CLAUSELINT_BASE_WORD_LIST_PRINT_H
#define CLAUSELINT_BASE_WORD_LIST_PRINT_H

#include <inttypes.h>
#include <stdio.h>
#include "base/word_list.h"

static inline void print_signs(const uint64_t signs[WORD_SIGNS / 64])
{
	printf("\t{");
	for (size_t i = 0; i < WORD_SIGNS / 64; i++)
		printf("0x%" PRIx64 "u, ", signs[i]);
	printf("},\n");
}

static inline void print_quoted(const char *words)
{
	printf("\tSTR_INIT(\"");
	for (; *words; words++)
		printf("\\%03o", (unsigned char)*words);
	printf("\"),\n");
}

static inline void word_list_print(const char *name, const char *words)
{
	uint64_t begins[WORD_SIGNS / 64] = {0}, ends[WORD_SIGNS / 64] = {0};

	for (const char *rest = words; *rest;) {
		struct str word = word_next(&rest);
		uint32_t first = word_sign_at(word.p, word.n);
		uint32_t last = word_sign_before(word.p + word.n, word.n);

		begins[first / 64] |= (uint64_t)1 << first % 64;
		ends[last / 64] |= (uint64_t)1 << last % 64;
	}
	printf("\nconst struct word_list %s = {\n", name);
	print_quoted(words);
	print_signs(begins);
	print_signs(ends);
	printf("};\n");
}

#endif
