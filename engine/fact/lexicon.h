/* A set of words that is looked up at every place of a text, longest word first.
 *
 * For the fact layer. Text is well-formed UTF-8. A look-up costs at most the length of the longest word, whatever the text, so a
 * walk over a text is linear; words are cut off at LEXICON_WORD_MAX code points when they are added. */
#ifndef CLAUSELINT_FACT_LEXICON_H
#define CLAUSELINT_FACT_LEXICON_H

#include "base/arena.h"
#include "base/pairs.h"

enum { LEXICON_WORD_MAX = 24 };
#define LEXICON_NONE UINT32_MAX

/* A trie over code points whose edges are one hash table of room slots; nodes 0 and 1 are nothing and
 * the root. That of words which are always the same is made by the build (vocabulary_gen.c). */
struct lexicon_edge {
	uint64_t key; /* node above and code point; 0 when free */
	uint32_t node;
};
struct lexicon_node {
	uint32_t value; /* LEXICON_NONE when no word ends here */
	bool inner;     /* whether words go on behind it */
};
struct lexicon_trie {
	const struct lexicon_edge *edges;
	uint32_t room;
	const struct lexicon_node *nodes;
	const struct pair_set *begins; /* where a word may begin */
};

/* The value of the longest word that begins at offset at, and its bytes; LEXICON_NONE without one. */
uint32_t trie_longest(const struct lexicon_trie *trie, struct str text, size_t at, uint32_t *size);
/* The same of the word that ends at offset at, in a trie whose words are written backwards. */
uint32_t trie_longest_before(const struct lexicon_trie *trie, struct str text, size_t at,
			     uint32_t *size);

struct lexicon;
struct lexicon *lexicon_new(struct arena *arena);
/* One that has the words of base, too. Of a word that is in both, base's value counts if base_first is
 * set, else the one that was added. */
struct lexicon *lexicon_over(struct arena *arena, const struct lexicon_trie *base, bool base_first);
/* The trie of all words that were added. */
struct lexicon_trie lexicon_trie(const struct lexicon *lexicon);
/* The first value that was given to a word stays. Words that are empty or too long are left out; the
 * answer is the word's value, or LEXICON_NONE. */
uint32_t lexicon_add(struct lexicon *lexicon, struct str word, uint32_t value);
/* Adds each of words separated by single spaces. */
void lexicon_add_all(struct lexicon *lexicon, const char *words, uint32_t value);
/* As trie_longest. */
uint32_t lexicon_longest(const struct lexicon *lexicon, struct str text, size_t at, uint32_t *size);

/* For counting strings that are met in passing: the node below node (first LEXICON_ROOT) for cp, made
 * when there is none. Nodes are small numbers, given out in turn. */
#define LEXICON_ROOT 1u
uint32_t lexicon_branch(struct lexicon *lexicon, uint32_t node, uint32_t cp);

struct lexicon_hit {
	struct span at;
	uint32_t value;
};
/* The next word at or after *from, which moves behind it; false when there is none before end. */
bool lexicon_next(const struct lexicon *lexicon, struct str text, uint32_t *from, uint32_t end,
		  struct lexicon_hit *hit);

#endif
