#include "fact/lexicon.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "fact/words.h"

enum { ROOM_FIRST = 64 };
static const struct lexicon_node NODE_NEW = {LEXICON_NONE, false};

/* Nothing is allocated for words before there are some. */
struct lexicon {
	struct arena *arena;
	VEC(struct lexicon_node) nodes; /* 0 and 1 are nothing and the root */
	struct lexicon_edge *edges;
	uint32_t room, used;
	const struct lexicon_trie *base; /* NULL for none */
	bool base_first;
	const struct pair_set *begins; /* where a word of either may begin; NULL without words */
	struct pair_set *own_begins;   /* the same, when words have been added */
};

struct lexicon *lexicon_new(struct arena *arena)
{
	struct lexicon *lexicon = ARENA_NEW(arena, struct lexicon);

	lexicon->arena = arena;
	return lexicon;
}

struct lexicon *lexicon_over(struct arena *arena, const struct lexicon_trie *base, bool base_first)
{
	struct lexicon *lexicon = lexicon_new(arena);

	lexicon->base = base;
	lexicon->base_first = base_first;
	lexicon->begins = base->begins;
	return lexicon;
}

struct lexicon_trie lexicon_trie(const struct lexicon *lexicon)
{
	return (struct lexicon_trie){lexicon->edges, lexicon->room, lexicon->nodes.p,
				     lexicon->begins};
}

static uint32_t slot_of(const struct lexicon_edge *edges, uint32_t room, uint64_t key)
{
	uint64_t hash = key * 0x9E3779B97F4A7C15u;
	uint32_t at = (uint32_t)(hash >> 32) & (room - 1);

	while (edges[at].key && edges[at].key != key)
		at = (at + 1) & (room - 1);
	return at;
}

static void edges_grow(struct lexicon *lexicon)
{
	uint32_t room = lexicon->room ? lexicon->room * 2 : ROOM_FIRST;
	struct lexicon_edge *edges = ARENA_ARRAY(lexicon->arena, struct lexicon_edge, room);

	for (uint32_t i = 0; i < lexicon->room; i++)
		if (lexicon->edges[i].key)
			edges[slot_of(edges, room, lexicon->edges[i].key)] = lexicon->edges[i];
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
	struct lexicon_edge *edge;

	while (lexicon->nodes.n <= LEXICON_ROOT)
		*VEC_PUSH(lexicon->arena, &lexicon->nodes) = NODE_NEW;
	if (lexicon->used >= lexicon->room / 2)
		edges_grow(lexicon);
	edge = lexicon->edges + slot_of(lexicon->edges, lexicon->room, key);
	if (!edge->key) {
		*edge = (struct lexicon_edge){key, lexicon->nodes.n};
		*VEC_PUSH(lexicon->arena, &lexicon->nodes) = NODE_NEW;
		lexicon->nodes.p[node].inner = true;
		lexicon->used++;
	}
	return edge->node;
}

/* The beginnings of words, for one more. */
static struct pair_set *own_begins(struct lexicon *lexicon)
{
	if (!lexicon->own_begins) {
		lexicon->own_begins = ARENA_NEW(lexicon->arena, struct pair_set);
		if (lexicon->base)
			*lexicon->own_begins = *lexicon->base->begins;
		lexicon->begins = lexicon->own_begins;
	}
	return lexicon->own_begins;
}

uint32_t lexicon_add(struct lexicon *lexicon, struct str word, uint32_t value)
{
	size_t at = 0;
	uint32_t node = LEXICON_ROOT;

	if (word.n == 0 || utf8_count(word) > LEXICON_WORD_MAX)
		return LEXICON_NONE;
	pairs_add(own_begins(lexicon), word);
	while (at < word.n)
		node = lexicon_branch(lexicon, node, utf8_next(word, &at));
	if (lexicon->nodes.p[node].value == LEXICON_NONE)
		lexicon->nodes.p[node].value = value;
	return lexicon->nodes.p[node].value;
}

void lexicon_add_all(struct lexicon *lexicon, const char *words, uint32_t value)
{
	while (*words)
		lexicon_add(lexicon, word_next(&words), value);
}

static uint32_t node_below(const struct lexicon_trie *trie, uint32_t node, uint32_t cp)
{
	return trie->edges[slot_of(trie->edges, trie->room, edge_key(node, cp))].node;
}

uint32_t trie_longest(const struct lexicon_trie *trie, struct str text, size_t at, uint32_t *size)
{
	size_t begin = at;
	uint32_t node = LEXICON_ROOT, best = LEXICON_NONE;

	*size = 0;
	while (at < text.n && trie->nodes[node].inner) {
		node = node_below(trie, node, utf8_next_valid(text, &at));
		if (trie->nodes[node].value == LEXICON_NONE)
			continue;
		best = trie->nodes[node].value;
		*size = (uint32_t)(at - begin);
	}
	return best;
}

uint32_t trie_longest_before(const struct lexicon_trie *trie, struct str text, size_t at,
			     uint32_t *size)
{
	size_t end = at;
	uint32_t node = LEXICON_ROOT, best = LEXICON_NONE;

	*size = 0;
	while (at > 0 && trie->nodes[node].inner) {
		node = node_below(trie, node, utf8_prev(text, &at));
		if (trie->nodes[node].value == LEXICON_NONE)
			continue;
		best = trie->nodes[node].value;
		*size = (uint32_t)(end - at);
	}
	return best;
}

/* The character at at and the one behind it, as far as a set of pairs tells them apart. */
struct pair {
	uint32_t first, second;
};

static struct pair pair_at(struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;
	struct pair pair;

	if (text.n - at >= 6 && pairs_has_three(p[0]) && pairs_has_three(p[3]))
		return (struct pair){pairs_low(pairs_load(p)), p[5]};
	pair.first = utf8_next_valid(text, &at);
	pair.second = at < text.n ? utf8_next_valid(text, &at) : UTF8_NONE;
	return pair;
}

uint32_t lexicon_longest(const struct lexicon *lexicon, struct str text, size_t at, uint32_t *size)
{
	uint32_t value = LEXICON_NONE, base, base_size;
	struct pair pair;

	*size = 0;
	if (at >= text.n || !lexicon->begins)
		return LEXICON_NONE;
	pair = pair_at(text, at);
	if (!pairs_has(lexicon->begins, pair.first, pair.second))
		return LEXICON_NONE;
	if (lexicon->used) {
		const struct lexicon_trie added = lexicon_trie(lexicon);
		value = trie_longest(&added, text, at, size);
	}
	if (!lexicon->base || !pairs_has(lexicon->base->begins, pair.first, pair.second))
		return value;
	base = trie_longest(lexicon->base, text, at, &base_size);
	if (base_size > *size || (base_size == *size && lexicon->base_first)) {
		*size = base_size;
		return base;
	}
	return value;
}

bool lexicon_next(const struct lexicon *lexicon, struct str text, uint32_t *from, uint32_t end,
		  struct lexicon_hit *hit)
{
	size_t at = *from;

	text = str_cut(text, 0, end);
	while (lexicon->begins && (at = pairs_next(lexicon->begins, text, at)) < text.n) {
		uint32_t begin = (uint32_t)at, size, value;

		value = lexicon_longest(lexicon, text, begin, &size);
		if (value == LEXICON_NONE) {
			utf8_next(text, &at);
			continue;
		}
		*hit = (struct lexicon_hit){{begin, begin + size}, value};
		*from = hit->at.end;
		return true;
	}
	*from = (uint32_t)at;
	return false;
}
