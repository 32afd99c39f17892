/* Prints gen/fact/vocabulary.c: the words of party_word.c one by one, and the tries in which the
 * words of the finders are looked up (see vocabulary.h). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "base/words.h"
#include "fact/party_word.c"
#include "fact/vocabulary.h"

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
	printf("\n};\nstatic const struct lexicon_node %s_nodes[] = {", name);
	for (uint32_t i = 0; i < nodes; i++)
		printf("%s{%uu, %d},", i % NUMBERS_A_LINE ? " " : "\n\t", trie.nodes[i].value,
		       trie.nodes[i].inner);
	print_pairs(name, trie.begins);
	printf("const struct lexicon_trie %s = {%s_edges, %u, %s_nodes, &%s_begins};\n", name, name,
	       trie.room, name, name);
}

static struct lexicon *party_decoys(struct lexicon *words)
{
	lexicon_add_all(words, PARTY_DECOYS, VOCABULARY_DECOY);
	return words;
}

static struct lexicon *deeds(struct arena *arena)
{
	struct lexicon *verbs = lexicon_new(arena);

	for (uint32_t i = 0; i < PARTY_DEED_COUNT; i++)
		lexicon_add_all(verbs, PARTY_DEEDS[i].verbs, i);
	return verbs;
}

static struct lexicon *units(struct arena *arena)
{
	static const char *const names[] = {
#define MONEY(name, scale)	    name,
#define RATIO(name, scale)	    name,
#define DURATION(name, time, scale) name,
#define COUNT(name)		    name,
#define NOT_UNIT(name)
#include "fact/unit.def"
#undef MONEY
#undef RATIO
#undef DURATION
#undef COUNT
#undef NOT_UNIT
	};
	struct lexicon *words = lexicon_new(arena);

	for (uint32_t i = 0; i < sizeof names / sizeof names[0]; i++)
		lexicon_add(words, str_from(names[i]), i);
#define MONEY(name, scale)
#define RATIO(name, scale)
#define DURATION(name, time, scale)
#define COUNT(name)
#define NOT_UNIT(name) lexicon_add(words, STR(name), VOCABULARY_DECOY);
#include "fact/unit.def"
	return words;
}

static struct str reversed(struct arena *arena, struct str word)
{
	char *p = arena_alloc(arena, word.n + 1);
	size_t n = 0;

	for (size_t at = word.n; at > 0;)
		n += utf8_put(p + n, utf8_prev(word, &at));
	return (struct str){p, n};
}

static struct lexicon *fields(struct arena *arena)
{
	static const char *const rows[] = {
#define FIELD(need, words) words,
#include "fact/blank_field.def"
#undef FIELD
	};
	struct lexicon *names = lexicon_new(arena);

	for (uint32_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (const char *rest = rows[i]; *rest;)
			lexicon_add(names, reversed(arena, word_next(&rest)), i);
	return names;
}

static void print_all(void *context)
{
	struct arena *arena = context;
	struct lexicon *words = lexicon_new(arena);

	printf("/* Made by vocabulary_gen.c. */\n#include \"fact/vocabulary.h\"\n\n"
	       "#include \"fact/party_word.h\"\n\n");
	print_words(words);
	print_trie("PARTY_WORD_TRIE", lexicon_trie(party_decoys(words)));
	print_trie("PARTY_DECOY_TRIE", lexicon_trie(party_decoys(lexicon_new(arena))));
	print_trie("PARTY_DEED_TRIE", lexicon_trie(deeds(arena)));
	print_trie("UNIT_TRIE", lexicon_trie(units(arena)));
	print_trie("FIELD_TRIE", lexicon_trie(fields(arena)));
}

int main(void)
{
	struct arena *arena = arena_new(allocator_libc, 0);

	return arena && arena_protect(arena, print_all, arena) ? 0 : EXIT_FAILURE;
}
