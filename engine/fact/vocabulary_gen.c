/* Prints gen/fact/party.c: the words of party_word.c one by one, and the tries in which they are
 * looked up (see party_case.h). They are the same for every contract, so none builds them anew. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/words.h"
#include "fact/lexicon.h"
#include "fact/party_case.h"
#include "fact/party_word.c"

enum { NUMBERS_A_LINE = 8 };

static void print_words(struct lexicon *index)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < PARTY_ROW_COUNT; i++)
		printf("static const char row_%u[] = \"%s\";\n", i, PARTY_ROWS[i].words);
	printf("\nconst struct party_word PARTY_WORDS[] = {\n");
	for (uint32_t i = 0; i < PARTY_ROW_COUNT; i++) {
		const struct party_row *row = PARTY_ROWS + i;

		for (const char *rest = row->words; *rest;) {
			struct str word = word_next(&rest);

			lexicon_add(index, word, n++);
			printf("\t{{row_%u + %td, %zu}, (enum party_family)%d, (enum role)%d, 0},\n",
			       i, word.p - row->words, word.n, (int)row->family, (int)row->role);
		}
	}
	printf("};\nconst uint32_t PARTY_WORD_COUNT = %u;\n", n);
}

static void print_pairs(const char *name, const struct pair_set *pairs)
{
	printf("\n};\nstatic const struct pair_set %s_begins = {{", name);
	for (size_t i = 0; i < PAIRS_ROWS; i++)
		printf("%s0x%" PRIx64 "u,", i % NUMBERS_A_LINE ? " " : "\n\t", pairs->rows[i]);
	printf("\n}};\n");
}

static void print_trie(const char *name, struct lexicon_trie trie)
{
	uint32_t nodes = 2;

	printf("\nstatic const struct lexicon_edge %s_edges[] = {", name);
	for (uint32_t i = 0; i < trie.room; i++) {
		nodes = trie.edges[i].node >= nodes ? trie.edges[i].node + 1 : nodes;
		printf("%s{0x%" PRIx64 "u, %u},", i % (NUMBERS_A_LINE / 2) ? " " : "\n\t",
		       trie.edges[i].key, trie.edges[i].node);
	}
	printf("\n};\nstatic const uint32_t %s_values[] = {", name);
	for (uint32_t i = 0; i < nodes; i++)
		printf("%s%uu,", i % NUMBERS_A_LINE ? " " : "\n\t", trie.values[i]);
	print_pairs(name, trie.begins);
	printf("const struct lexicon_trie %s = {%s_edges, %u, %s_values, &%s_begins};\n", name,
	       name, trie.room, name, name);
}

static void print_all(void *context)
{
	struct arena *arena = context;
	struct lexicon *words = lexicon_new(arena), *decoys = lexicon_new(arena);
	struct lexicon *deeds = lexicon_new(arena);

	printf("/* Made by party_gen.c. */\n#include \"fact/party_case.h\"\n\n");
	print_words(words);
	lexicon_add_all(words, PARTY_DECOYS, PARTY_DECOY);
	lexicon_add_all(decoys, PARTY_DECOYS, PARTY_DECOY);
	for (uint32_t i = 0; i < PARTY_DEED_COUNT; i++)
		lexicon_add_all(deeds, PARTY_DEEDS[i].verbs, i);
	print_trie("PARTY_WORD_TRIE", lexicon_trie(words));
	print_trie("PARTY_DECOY_TRIE", lexicon_trie(decoys));
	print_trie("PARTY_DEED_TRIE", lexicon_trie(deeds));
}

int main(void)
{
	struct arena *arena = arena_new(allocator_libc, 0);

	return arena && arena_protect(arena, print_all, arena) ? 0 : EXIT_FAILURE;
}
