#include "fact/lexicon.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "fact/words.h"

struct edge {
	uint64_t key; /* node above (root is 1) and code point; 0 when free */
	uint32_t node;
};

/* A trie over code points whose edges are one hash table. */
struct lexicon {
	struct arena *arena;
	VEC(uint32_t) values; /* by node; 0 and 1 are nothing and the root */
	struct edge *edges;
	uint32_t room, used;
	uint8_t first[8192]; /* which code points (their low 16 bits) begin a word */
};

struct lexicon *lexicon_new(struct arena *arena)
{
	struct lexicon *lexicon = ARENA_NEW(arena, struct lexicon);

	lexicon->arena = arena;
	lexicon->room = 256;
	lexicon->edges = ARENA_ARRAY(arena, struct edge, lexicon->room);
	*VEC_PUSH(arena, &lexicon->values) = LEXICON_NONE;
	*VEC_PUSH(arena, &lexicon->values) = LEXICON_NONE;
	return lexicon;
}

static struct edge *edge_slot(struct edge *edges, uint32_t room, uint64_t key)
{
	uint64_t hash = key * 0x9E3779B97F4A7C15u;
	uint32_t at = (uint32_t)(hash >> 32) & (room - 1);

	while (edges[at].key && edges[at].key != key)
		at = (at + 1) & (room - 1);
	return edges + at;
}

static void edges_grow(struct lexicon *lexicon)
{
	uint32_t room = lexicon->room * 2;
	struct edge *edges = ARENA_ARRAY(lexicon->arena, struct edge, room);

	for (uint32_t i = 0; i < lexicon->room; i++)
		if (lexicon->edges[i].key)
			*edge_slot(edges, room, lexicon->edges[i].key) = lexicon->edges[i];
	arena_drop(lexicon->arena, lexicon->edges, lexicon->room * sizeof *edges);
	lexicon->edges = edges;
	lexicon->room = room;
}

static uint64_t edge_key(uint32_t node, uint32_t cp)
{
	return (uint64_t)node << 21 | cp;
}

uint32_t lexicon_branch(struct lexicon *lexicon, uint32_t node, uint32_t cp)
{
	uint64_t key = edge_key(node, cp);
	struct edge *edge;

	if (lexicon->used >= lexicon->room / 2)
		edges_grow(lexicon);
	edge = edge_slot(lexicon->edges, lexicon->room, key);
	if (!edge->key) {
		*edge = (struct edge){key, lexicon->values.n};
		*VEC_PUSH(lexicon->arena, &lexicon->values) = LEXICON_NONE;
		lexicon->used++;
	}
	return edge->node;
}

uint32_t lexicon_add(struct lexicon *lexicon, struct str word, uint32_t value)
{
	size_t at = 0;
	uint32_t node = LEXICON_ROOT;

	if (word.n == 0 || utf8_count(word) > LEXICON_WORD_MAX)
		return LEXICON_NONE;
	while (at < word.n) {
		uint32_t cp = utf8_next(word, &at);

		if (node == LEXICON_ROOT)
			lexicon->first[(cp & 0xFFFF) >> 3] |= (uint8_t)(1u << (cp & 7));
		node = lexicon_branch(lexicon, node, cp);
	}
	if (lexicon->values.p[node] == LEXICON_NONE)
		lexicon->values.p[node] = value;
	return lexicon->values.p[node];
}

void lexicon_add_all(struct lexicon *lexicon, const char *words, uint32_t value)
{
	while (*words)
		lexicon_add(lexicon, word_next(&words), value);
}

static bool may_begin(const struct lexicon *lexicon, uint32_t cp)
{
	return lexicon->first[(cp & 0xFFFF) >> 3] >> (cp & 7) & 1;
}

uint32_t lexicon_longest(const struct lexicon *lexicon, struct str text, size_t at, uint32_t *size)
{
	size_t begin = at;
	uint32_t node = LEXICON_ROOT, best = LEXICON_NONE;

	while (at < text.n) {
		uint32_t cp = utf8_next(text, &at);

		if (node == LEXICON_ROOT && !may_begin(lexicon, cp))
			break;
		node = edge_slot(lexicon->edges, lexicon->room, edge_key(node, cp))->node;
		if (!node)
			break;
		if (lexicon->values.p[node] != LEXICON_NONE) {
			best = lexicon->values.p[node];
			*size = (uint32_t)(at - begin);
		}
	}
	return best;
}

bool lexicon_next(const struct lexicon *lexicon, struct str text, uint32_t *from, uint32_t end,
		  struct lexicon_hit *hit)
{
	size_t at = *from;

	text = str_cut(text, 0, end);
	while (at < text.n) {
		size_t begin = at;
		uint32_t size = 0, value;

		if (!may_begin(lexicon, utf8_next(text, &at)))
			continue;
		value = lexicon_longest(lexicon, text, begin, &size);
		if (value == LEXICON_NONE)
			continue;
		*hit = (struct lexicon_hit){{(uint32_t)begin, (uint32_t)begin + size}, value};
		*from = hit->at.end;
		return true;
	}
	*from = (uint32_t)at;
	return false;
}
