/* How a generator prints a list of words with its two indices.
 *
 * For the word_list_gen.c of the layers. A list that has too many words fails the
 * build. */
#ifndef CLAUSELINT_BASE_WORD_LIST_PRINT_H
#define CLAUSELINT_BASE_WORD_LIST_PRINT_H

#include <stdio.h>
#include <stdlib.h>
#include "base/word_list.h"

struct signed_word {
	struct str text;
	uint32_t sign;
};

static inline int by_sign_and_size(const void *a, const void *b)
{
	const struct signed_word *x = a, *y = b;

	if (x->sign != y->sign)
		return x->sign < y->sign ? -1 : 1;
	return (x->text.n < y->text.n) - (x->text.n > y->text.n);
}

static inline void index_print(const char *name, const char *side, const char *words,
			       struct signed_word *rows, uint32_t n)
{
	qsort(rows, n, sizeof *rows, by_sign_and_size);
	printf("static const struct word_row %s_%s[] = {{0, 0, true},\n", name, side);
	for (uint32_t i = 0; i < n; i++)
		printf("\t{%td, %zu, %d},\n", rows[i].text.p - words, rows[i].text.n,
		       i + 1 == n || rows[i + 1].sign != rows[i].sign);
	printf("};\n");
}

static inline void firsts_print(const char *name, const char *side, const struct signed_word *rows,
				uint32_t n)
{
	printf("\t{%s_%s, {", name, side);
	for (uint32_t i = 0; i < n; i++)
		if (i == 0 || rows[i - 1].sign != rows[i].sign)
			printf("[%u] = %u, ", rows[i].sign, i + 1);
	printf("}},\n");
}

static inline void word_list_print(const char *name, const char *words)
{
	struct signed_word begins[UINT8_MAX], ends[UINT8_MAX];
	uint32_t n = 0;

	for (const char *rest = words; *rest; n++) {
		struct str word = word_next(&rest);

		if (n == UINT8_MAX || word.n == 0 || word.n > UINT8_MAX) {
			fprintf(stderr, "%s: more words, or longer ones, than a list may have\n",
				name);
			exit(EXIT_FAILURE);
		}
		begins[n] = (struct signed_word){word, word_sign_at(word.p, word.n)};
		ends[n] = (struct signed_word){word, word_sign_before(word.p + word.n, word.n)};
	}
	printf("\n");
	index_print(name, "begins", words, begins, n);
	index_print(name, "ends", words, ends, n);
	printf("const struct word_list %s = {\n\tSTR_INIT(\"", name);
	for (const char *p = words; *p; p++)
		printf("\\%03o", (unsigned char)*p);
	printf("\"),\n");
	firsts_print(name, "begins", begins, n);
	firsts_print(name, "ends", ends, n);
	printf("};\n");
}

#endif
