#include "pack/program.h"
#include "base/utf8.h"
#include "pack/program_tree.h"
#include "pack/syntax.h"

#include <stdlib.h>

enum {
	NEST_MAX = 48,
	CODE_LEAST = 1024,   /* words that every program may have, … */
	CODE_PER_BYTE = 16,  /* … more of them for each byte of its pattern, … */
	CODE_MAX = 32 * 1024 /* … and in all */
};

struct frame {
	struct node *group, *choice, *sequence; /* choice: in group; sequence: in choice */
};

struct maker {
	struct arena *arena;
	struct str pattern;
	struct frame frames[NEST_MAX];
	uint32_t depth, groups;
	struct writer to;
};

/* --- the tree --- */

static struct node *new_node(struct maker *maker, enum node_kind kind)
{
	struct node *node = ARENA_NEW(maker->arena, struct node);

	node->kind = kind;
	return node;
}

static void append(struct node *parent, struct node *child)
{
	child->before = parent->last;
	if (parent->last)
		parent->last->next = child;
	else
		parent->inside = child;
	parent->last = child;
}

/* What a node that is complete begins with; its pieces are complete. */
static void complete(struct node *node)
{
	const struct node *piece = node->inside;

	switch (node->kind) {
	case NODE_STRING:
		filter_add_range(node->first, (struct character_range){node->cp, node->cp});
		break;
	case NODE_SET: break;
	case NODE_AHEAD:
	case NODE_BEHIND:
	case NODE_EDGE: node->nullable = true; break;
	case NODE_CAPTURE:
	case NODE_ATOMIC:
	case NODE_REPEAT:
		filter_join(node->first, piece->first);
		node->nullable = piece->nullable || (node->kind == NODE_REPEAT && !node->min);
		break;
	case NODE_CHOICE:
		for (; piece; piece = piece->next) {
			filter_join(node->first, piece->first);
			node->nullable |= piece->nullable;
		}
		break;
	case NODE_SEQUENCE:
		node->nullable = true;
		for (; piece && node->nullable; piece = piece->next) {
			filter_join(node->first, piece->first);
			node->nullable = piece->nullable;
		}
		break;
	}
}

/* --- sets --- */

static int by_first(const void *a, const void *b)
{
	const struct character_range *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

/* Puts a set into the code; gives its place. */
static uint32_t put_set(struct maker *maker, struct character_range *ranges, uint32_t n,
			bool negative)
{
	uint32_t at = maker->to.code.n, bits[FILTER_WORDS] = {0}, merged = 0, count;

	qsort(ranges, n, sizeof *ranges, by_first);
	for (uint32_t i = 0; i < n; i++)
		filter_add_range(bits, ranges[i]);
	for (uint32_t i = 0; i < BITS_WORDS; i++)
		write_word(&maker->to, bits[i]);
	write_word(&maker->to, negative);
	count = maker->to.code.n;
	write_word(&maker->to, 0);
	for (uint32_t i = 0, end; i < n; i = end, merged++) {
		uint32_t last = ranges[i].last;

		for (end = i + 1; end < n && ranges[end].first <= last + 1; end++)
			last = ranges[end].last > last ? ranges[end].last : last;
		write_word(&maker->to, ranges[i].first);
		write_word(&maker->to, last);
	}
	if (!maker->to.failed)
		maker->to.code.p[count] = merged;
	return at;
}

static struct node *node_of_set(struct maker *maker, struct token token)
{
	struct node *node = new_node(maker, NODE_SET);
	struct character_range ranges[RANGES_MAX];
	bool negative;
	uint32_t n = syntax_set_ranges(maker->pattern, token, &negative, ranges);

	if (n == 0) {
		maker->to.failed = true;
		return node;
	}
	node->set = put_set(maker, ranges, n, negative);
	for (uint32_t i = 0; i < n && !negative; i++)
		filter_add_range(node->first, ranges[i]);
	if (negative)
		filter_fill(node->first);
	return node;
}

/* --- reading --- */

static void put_piece(struct maker *maker, struct node *node)
{
	complete(node);
	append(maker->frames[maker->depth - 1].sequence, node);
}

static void open_alternative(struct maker *maker, struct frame *frame)
{
	frame->sequence = new_node(maker, NODE_SEQUENCE);
}

/* An alternative that is a choice itself becomes some more alternatives. */
static void close_alternative(struct frame *frame)
{
	struct node *sequence = frame->sequence, *only = sequence->inside;

	complete(sequence);
	if (only && !only->next && only->kind == NODE_CHOICE) {
		for (struct node *piece = only->inside, *next; piece; piece = next) {
			next = piece->next;
			piece->next = NULL;
			append(frame->choice, piece);
		}
		return;
	}
	append(frame->choice, sequence);
}

/* Whether the group captures: (…) and (?<name>…), whose number counts, and only a name is asked
 * for. */
static bool is_capture(struct str sign, bool *named)
{
	*named = sign.n > 3 && (str_starts(sign, STR("(?<")) || str_starts(sign, STR("(?P<")) ||
				str_starts(sign, STR("(?'")));
	return *named || sign.n == 1;
}

/* Whether the group that is opened stands in one that leaves no way back: what it captures there
 * could not be undone. */
static bool is_alone(const struct maker *maker)
{
	for (uint32_t i = 0; i + 1 < maker->depth; i++) {
		const struct node *group = maker->frames[i].group;

		if (group && group->kind != NODE_CAPTURE)
			return true;
	}
	return false;
}

static void open_group(struct maker *maker, struct token token)
{
	struct str sign = str_at(maker->pattern, token.at);
	struct frame *frame = &maker->frames[maker->depth];
	bool named;

	if (maker->depth == NEST_MAX || token.caseless || token.spaced || token.cased) {
		maker->to.failed = true;
		return;
	}
	maker->depth++;
	*frame = (struct frame){.choice = new_node(maker, NODE_CHOICE)};
	open_alternative(maker, frame);
	if (token.kind == TOKEN_OPEN_LOOK) {
		bool behind = sign.n > 3;

		frame->group = new_node(maker, behind ? NODE_BEHIND : NODE_AHEAD);
		frame->group->negative = sign.p[sign.n - 1] == '!';
	} else if (maker->depth == 1) {
		return; /* the whole */
	} else if (str_equal(sign, STR("(?>"))) {
		frame->group = new_node(maker, NODE_ATOMIC);
	} else if (is_capture(sign, &named)) {
		maker->groups++;
		maker->to.failed |= named && is_alone(maker);
		if (named) {
			frame->group = new_node(maker, NODE_CAPTURE);
			frame->group->cp = maker->groups;
			maker->to.groups = maker->groups + 1;
		}
	} else if (!str_equal(sign, STR("(?:"))) {
		maker->to.failed = true; /* options */
	}
}

static struct node *close_frame(struct maker *maker)
{
	struct frame *frame = &maker->frames[--maker->depth];
	struct node *choice = frame->choice;

	close_alternative(frame);
	if (choice->inside && !choice->inside->next)
		choice = choice->inside;
	else
		complete(choice);
	if (!frame->group)
		return choice;
	append(frame->group, choice);
	return frame->group;
}

static void close_group(struct maker *maker)
{
	if (maker->depth < 2)
		maker->to.failed = true;
	else
		put_piece(maker, close_frame(maker));
}

/* Takes the last piece of the sequence out of it. */
static struct node *take_last(struct node *sequence)
{
	struct node *last = sequence->last;

	sequence->last = last->before;
	*(last->before ? &last->before->next : &sequence->inside) = NULL;
	last->before = NULL;
	return last;
}

/* Whether a group that is repeated so often is written often enough to be all of that, or to be
 * followed by one that leads back to itself. */
static bool are_few(struct token repeat)
{
	return (repeat.max == ENDLESS ? repeat.min : repeat.max) <= COPIES_MAX;
}

static void repeat(struct maker *maker, struct token token)
{
	struct node *sequence = maker->frames[maker->depth - 1].sequence;
	struct str sign = str_at(maker->pattern, token.at);
	char end = sign.p[sign.n - 1];
	struct node *piece, *node = new_node(maker, NODE_REPEAT);

	if (!sequence->last || sequence->last->nullable || token.max == 0 ||
	    token.max < token.min) {
		maker->to.failed = true;
		return;
	}
	piece = take_last(sequence);
	if (piece->kind == NODE_STRING && token.max > 1) {
		piece->kind = NODE_SET;
		piece->set =
			put_set(maker, &(struct character_range){piece->cp, piece->cp}, 1, false);
	}
	if (piece->kind != NODE_SET && (!are_few(token) || (sign.n > 1 && end == '+')))
		maker->to.failed = true;
	node->min = token.min;
	node->max = token.max;
	node->lazy = sign.n > 1 && end == '?';
	append(node, piece);
	if (sign.n > 1 && end == '+') {
		struct node *atomic = new_node(maker, NODE_ATOMIC);

		complete(node);
		append(atomic, node);
		node = atomic;
	}
	put_piece(maker, node);
}

static void take(struct maker *maker, struct token token)
{
	struct frame *frame = &maker->frames[maker->depth - 1];
	struct node *node;

	switch (token.kind) {
	case TOKEN_LITERAL:
		node = new_node(maker, NODE_STRING);
		node->cp = token.cp;
		put_piece(maker, node);
		break;
	case TOKEN_SET: put_piece(maker, node_of_set(maker, token)); break;
	case TOKEN_EDGE:
		node = new_node(maker, NODE_EDGE);
		node->cp = (unsigned char)maker->pattern.p[token.at.end - 1];
		maker->to.failed |= node->cp == 'G';
		put_piece(maker, node);
		break;
	case TOKEN_COMMENT: break;
	case TOKEN_OPEN:
	case TOKEN_OPEN_LOOK: open_group(maker, token); break;
	case TOKEN_CLOSE: close_group(maker); break;
	case TOKEN_OR:
		close_alternative(frame);
		open_alternative(maker, frame);
		break;
	case TOKEN_REPEAT: repeat(maker, token); break;
	default: maker->to.failed = true;
	}
}

/* Copies in copies are many words of a short pattern, and there may be very many of those. */
static uint32_t code_room(struct str pattern)
{
	return pattern.n < (CODE_MAX - CODE_LEAST) / CODE_PER_BYTE
		       ? CODE_LEAST + CODE_PER_BYTE * (uint32_t)pattern.n
		       : CODE_MAX;
}

static void read_all(struct maker *maker)
{
	struct syntax syntax = {.pattern = maker->pattern};
	struct token token;

	for (uint32_t i = 0; i < HEAD_WORDS; i++)
		write_word(&maker->to, 0);
	open_group(maker, (struct token){.kind = TOKEN_OPEN});
	while (!maker->to.failed && (token = syntax_next(&syntax)).kind != TOKEN_END)
		take(maker, token);
	maker->to.failed |= maker->depth != 1 || maker->groups >= PROGRAM_GROUPS;
}

struct program program_make(struct arena *arena, struct str pattern)
{
	static const uint32_t none[PROGRAM_NONE];
	struct maker maker = {.arena = arena, .pattern = pattern, .to = {.arena = arena}};

	maker.to.room = code_room(pattern);
	read_all(&maker);
	if (!maker.to.failed)
		write_tree(&maker.to, close_frame(&maker));
	if (maker.to.failed)
		return (struct program){none, PROGRAM_NONE};
	return (struct program){maker.to.code.p, maker.to.code.n};
}
