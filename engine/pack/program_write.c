#include "pack/program_tree.h"
#include "base/utf8.h"

enum {
	FILTERS_MAX = 256, /* of one program, which are looked through for every new one */
	BUCKETS_MAX = 64   /* of the alternatives of a choice */
};

/* So many characters in a row have all bits. */
void filter_add_range(uint32_t *filter, struct character_range range)
{
	for (uint32_t i = 0; i < FILTER_BITS && i <= range.last - range.first; i++) {
		uint32_t bits = bits_of_character(range.first + i);

		filter[bits / 32] |= 1u << bits % 32;
	}
}

void filter_join(uint32_t *filter, const uint32_t *more)
{
	for (uint32_t i = 0; i < FILTER_WORDS; i++)
		filter[i] |= more[i];
}

void filter_fill(uint32_t *filter)
{
	for (uint32_t i = 0; i < FILTER_WORDS; i++)
		filter[i] = UINT32_MAX;
}

void write_word(struct writer *writer, uint32_t word)
{
	if (writer->code.n >= writer->room)
		writer->failed = true;
	else
		*VEC_PUSH(writer->arena, &writer->code) = word;
}

static void emit(struct writer *writer, const struct node *node, const uint32_t *follow);

/* Puts the number of a filter; equal ones are the same. */
static void put_filter(struct writer *writer, const uint32_t *filter)
{
	uint32_t n = writer->filters.n / FILTER_WORDS, i = 0;

	while (i < n && memcmp(writer->filters.p + (size_t)i * FILTER_WORDS, filter,
			       FILTER_WORDS * sizeof *filter) != 0)
		i++;
	write_word(writer, i);
	writer->failed |= i == FILTERS_MAX;
	for (uint32_t k = 0; i == n && k < FILTER_WORDS; k++)
		*VEC_PUSH(writer->arena, &writer->filters) = filter[k];
}

static void set_word(struct writer *writer, uint32_t at, uint32_t word)
{
	if (!writer->failed)
		writer->code.p[at] = word;
}

/* What comes behind pieces, which stand in front of follow. */
static void filter_of_rest(const struct node *piece, const uint32_t *follow, uint32_t *filter)
{
	memset(filter, 0, FILTER_WORDS * sizeof *filter);
	for (; piece; piece = piece->next) {
		filter_join(filter, piece->first);
		if (!piece->nullable)
			return;
	}
	filter_join(filter, follow);
}

static void emit_two(struct writer *writer, enum opcode opcode, uint32_t word)
{
	write_word(writer, opcode);
	write_word(writer, word);
}

static const struct node *emit_string(struct writer *writer, const struct node *piece)
{
	char bytes[256] = {0};
	size_t n = 0;

	for (; piece && piece->kind == NODE_STRING && n + 4 <= sizeof bytes; piece = piece->next)
		n += utf8_put(bytes + n, piece->cp);
	write_word(writer, OP_STRING);
	write_word(writer, (uint32_t)n);
	for (size_t i = 0; i < n; i += sizeof(uint32_t)) {
		uint32_t word;

		memcpy(&word, bytes + i, sizeof word);
		write_word(writer, word);
	}
	return piece;
}

static void emit_sequence(struct writer *writer, const struct node *piece, const uint32_t *follow)
{
	uint32_t filter[FILTER_WORDS];

	while (piece && !writer->failed) {
		if (piece->kind == NODE_STRING) {
			piece = emit_string(writer, piece);
			continue;
		}
		filter_of_rest(piece->next, follow, filter);
		emit(writer, piece, filter);
		piece = piece->next;
	}
}

/* Whether nothing that follows may begin with a character of the set: then no fewer of them than
 * all will do. */
static bool is_taken_whole(const struct node *repeat, const uint32_t *follow)
{
	uint32_t both = 0;

	for (uint32_t i = 0; i < BITS_WORDS; i++)
		both |= repeat->inside->first[i] & follow[i];
	return !both && !repeat->lazy;
}

static void emit_take(struct writer *writer, const struct node *repeat)
{
	write_word(writer, OP_TAKE);
	write_word(writer, repeat->inside->set);
	write_word(writer, repeat->min);
	write_word(writer, repeat->max);
}

static void emit_repeat_of_set(struct writer *writer, const struct node *node,
			       const uint32_t *follow)
{
	if (is_taken_whole(node, follow)) {
		emit_take(writer, node);
		return;
	}
	write_word(writer, OP_REPEAT);
	write_word(writer, node->inside->set);
	write_word(writer, node->min);
	write_word(writer, node->max);
	write_word(writer, node->lazy);
	put_filter(writer, follow);
}

/* The repeat's piece once more, or what follows; gives where the place behind it all is to be put.
 */
static uint32_t emit_option(struct writer *writer, const struct node *repeat,
			    const uint32_t *follow, const uint32_t *either)
{
	uint32_t hole;

	write_word(writer, OP_OPTION);
	hole = writer->code.n;
	write_word(writer, 0);
	write_word(writer, repeat->lazy);
	put_filter(writer, repeat->inside->first);
	put_filter(writer, follow);
	emit(writer, repeat->inside, either);
	return hole;
}

static void emit_repeat(struct writer *writer, const struct node *node, const uint32_t *follow)
{
	const struct node *piece = node->inside;
	uint32_t either[FILTER_WORDS], holes[COPIES_MAX], made = 0, loop, options;

	if (piece->kind == NODE_SET) {
		emit_repeat_of_set(writer, node, follow);
		return;
	}
	memcpy(either, follow, sizeof either);
	filter_join(either, piece->first);
	for (uint32_t i = 0; i < node->min; i++)
		emit(writer, piece, either);
	loop = writer->code.n;
	options = node->max == ENDLESS ? 1 : node->max - node->min;
	while (made < options && !writer->failed)
		holes[made++] = emit_option(writer, node, follow, either);
	if (node->max == ENDLESS)
		emit_two(writer, OP_LOOP, loop);
	for (uint32_t i = 0; i < made; i++)
		set_word(writer, holes[i], writer->code.n);
}

/* The character that node always begins with, or ANY_FIRST. */
static uint32_t only_first(const struct node *node)
{
	const struct node *piece;

	switch (node->kind) {
	case NODE_STRING: return node->cp;
	case NODE_CAPTURE:
	case NODE_ATOMIC: return only_first(node->inside);
	case NODE_REPEAT: return node->min ? only_first(node->inside) : ANY_FIRST;
	case NODE_SEQUENCE:
		for (piece = node->inside; piece; piece = piece->next)
			if (piece->kind != NODE_AHEAD && piece->kind != NODE_BEHIND &&
			    piece->kind != NODE_EDGE)
				return only_first(piece);
		return ANY_FIRST;
	default: return ANY_FIRST;
	}
}

/* Whether node always begins with a sign of marked text, all of which have the same first byte. */
static bool begins_with_sign(const struct writer *writer, const struct node *node)
{
	const struct node *piece;
	const uint32_t *set;

	switch (node->kind) {
	case NODE_SET:
		set = writer->code.p + node->set + SET_HEAD;
		return !set[-2] && set[0] >= 0xE000 && set[2 * set[-1] - 1] < 0xF000;
	case NODE_CAPTURE:
	case NODE_ATOMIC: return begins_with_sign(writer, node->inside);
	case NODE_SEQUENCE: piece = node->inside; return piece && begins_with_sign(writer, piece);
	default: return false;
	}
}

/* The alternatives of a choice, while it is written. */
struct alternative {
	const struct node *node;
	uint32_t first; /* see only_first */
	uint32_t entry; /* of the table */
};

static struct alternative *list_alternatives(struct writer *writer, const struct node *choice,
					     uint32_t *n, uint32_t *buckets)
{
	struct alternative *list;

	*n = 0;
	*buckets = 1;
	for (const struct node *piece = choice->inside; piece; piece = piece->next)
		++*n;
	while (*buckets < *n && *buckets < BUCKETS_MAX)
		*buckets *= 2;
	list = ARENA_ARRAY(writer->arena, struct alternative, *n);
	*n = 0;
	for (const struct node *piece = choice->inside; piece; piece = piece->next) {
		uint32_t first = only_first(piece);

		/* It would have to be in all of them. */
		if (first == ANY_FIRST)
			*buckets = 1;
		list[(*n)++] = (struct alternative){piece, first, 0};
	}
	return list;
}

/* What OP_CHOICE has in front of the alternatives. */
static void write_table(struct writer *writer, struct alternative *list, uint32_t n,
			uint32_t buckets)
{
	uint32_t begins = writer->code.n;

	for (uint32_t bucket = 0; bucket <= buckets; bucket++)
		write_word(writer, begins + buckets + 1);
	for (uint32_t bucket = 0; bucket < buckets; bucket++) {
		for (uint32_t i = 0; i < n; i++) {
			if ((list[i].first & (buckets - 1)) != bucket)
				continue;
			list[i].entry = writer->code.n;
			write_word(writer, list[i].first);
			write_word(writer, 0);
		}
		set_word(writer, begins + bucket + 1, writer->code.n);
	}
}

static void emit_choice(struct writer *writer, const struct node *node, const uint32_t *follow)
{
	uint32_t filter[FILTER_WORDS], n, buckets, behind = 0;
	struct alternative *list = list_alternatives(writer, node, &n, &buckets);

	memcpy(filter, node->first, sizeof filter);
	if (node->nullable)
		filter_join(filter, follow);
	write_word(writer, OP_CHOICE);
	write_word(writer, buckets);
	put_filter(writer, filter);
	write_table(writer, list, n, buckets);
	/* The places that alternatives end at are chained until it is known where that leads. */
	for (uint32_t i = 0; i < n && !writer->failed; i++) {
		const struct node *piece = list[i].node;

		set_word(writer, list[i].entry + 1, writer->code.n);
		if (list[i].first == ANY_FIRST && !piece->nullable) {
			write_word(writer, OP_FILTER);
			put_filter(writer, piece->first);
		}
		emit(writer, piece, follow);
		if (i + 1 == n)
			break;
		emit_two(writer, OP_JUMP, behind);
		behind = writer->code.n - 1;
	}
	while (behind && !writer->failed) {
		uint32_t before = writer->code.p[behind];

		set_word(writer, behind, writer->code.n);
		behind = before;
	}
}

/* The characters that node takes, always as many; anything else fails. */
static uint32_t length_of(struct writer *writer, const struct node *node)
{
	uint32_t length = 0;

	switch (node->kind) {
	case NODE_STRING:
	case NODE_SET: return 1;
	case NODE_AHEAD:
	case NODE_BEHIND:
	case NODE_EDGE: return 0;
	case NODE_CAPTURE:
	case NODE_ATOMIC: return length_of(writer, node->inside);
	case NODE_REPEAT:
		writer->failed |= node->min != node->max;
		return node->max * length_of(writer, node->inside);
	case NODE_SEQUENCE:
		for (const struct node *piece = node->inside; piece; piece = piece->next)
			length += length_of(writer, piece);
		return length;
	case NODE_CHOICE:
		length = length_of(writer, node->inside);
		for (const struct node *piece = node->inside->next; piece; piece = piece->next)
			writer->failed |= length_of(writer, piece) != length;
		return length;
	}
	return length;
}

/* What nothing behind it says anything about, up to OP_DONE. */
static void emit_alone(struct writer *writer, const struct node *node)
{
	uint32_t all[FILTER_WORDS];

	filter_fill(all);
	emit(writer, node, all);
	write_word(writer, OP_DONE);
}

static void emit_ahead(struct writer *writer, const struct node *node)
{
	uint32_t hole, filter[FILTER_WORDS];

	write_word(writer, OP_AHEAD);
	write_word(writer, node->negative);
	hole = writer->code.n;
	write_word(writer, 0);
	if (node->inside->nullable)
		filter_fill(filter);
	else
		memcpy(filter, node->inside->first, sizeof filter);
	put_filter(writer, filter);
	emit_alone(writer, node->inside);
	set_word(writer, hole, writer->code.n);
}

static void emit_behind(struct writer *writer, const struct node *node)
{
	const struct node *first = node->inside, *piece;
	uint32_t hole, table, n = 0;

	if (first->kind == NODE_CHOICE)
		first = first->inside;
	for (piece = first; piece; piece = piece->next)
		n++;
	write_word(writer, OP_BEHIND);
	write_word(writer, node->negative);
	hole = writer->code.n;
	write_word(writer, 0);
	write_word(writer, n);
	table = writer->code.n;
	for (uint32_t i = 0; i < 2 * n; i++)
		write_word(writer, 0);
	piece = first;
	for (uint32_t i = 0; i < n && !writer->failed; i++, piece = piece->next) {
		set_word(writer, table + 2 * i, length_of(writer, piece));
		set_word(writer, table + 2 * i + 1, writer->code.n);
		emit_alone(writer, piece);
	}
	set_word(writer, hole, writer->code.n);
}

static void emit_atomic(struct writer *writer, const struct node *node)
{
	const struct node *repeat = node->inside;
	uint32_t hole;

	if (repeat->kind == NODE_REPEAT && repeat->inside->kind == NODE_SET && !repeat->lazy) {
		emit_take(writer, repeat);
		return;
	}
	write_word(writer, OP_ATOMIC);
	hole = writer->code.n;
	write_word(writer, 0);
	emit_alone(writer, node->inside);
	set_word(writer, hole, writer->code.n);
}

static void emit(struct writer *writer, const struct node *node, const uint32_t *follow)
{
	enum opcode place;

	if (writer->failed)
		return;
	switch (node->kind) {
	case NODE_STRING: emit_string(writer, &(struct node){.cp = node->cp}); break;
	case NODE_SET: emit_two(writer, OP_SET, node->set); break;
	case NODE_SEQUENCE: emit_sequence(writer, node->inside, follow); break;
	case NODE_CHOICE: emit_choice(writer, node, follow); break;
	case NODE_REPEAT: emit_repeat(writer, node, follow); break;
	case NODE_CAPTURE:
		place = node->certain ? OP_NOTE : OP_PLACE;
		emit_two(writer, place, 2 * node->cp);
		emit(writer, node->inside, follow);
		emit_two(writer, place, 2 * node->cp + 1);
		break;
	case NODE_AHEAD: emit_ahead(writer, node); break;
	case NODE_BEHIND: emit_behind(writer, node); break;
	case NODE_ATOMIC: emit_atomic(writer, node); break;
	case NODE_EDGE: emit_two(writer, OP_EDGE, node->cp); break;
	}
}

/* The byte that every match has, and how far behind its begin: the last of the one character that
 * it can begin with, or the first of the signs that it can. */
static void find_byte(struct writer *writer, const struct node *whole)
{
	uint32_t cp = only_first(whole), byte = NO_BYTE, at = 0;
	char bytes[4];

	if (cp != ANY_FIRST) {
		at = (uint32_t)utf8_put(bytes, cp) - 1;
		byte = (unsigned char)bytes[at];
	} else if (begins_with_sign(writer, whole)) {
		byte = 0xEE;
	}
	set_word(writer, HEAD_BYTE, byte);
	set_word(writer, HEAD_BYTE_AT, at);
}

/* Groups in node that nothing leads around. */
static void mark_certain(struct node *node)
{
	if (node->kind != NODE_CAPTURE && node->kind != NODE_SEQUENCE)
		return;
	node->certain = true;
	for (struct node *piece = node->inside; piece; piece = piece->next)
		mark_certain(piece);
}

void write_tree(struct writer *writer, struct node *whole)
{
	uint32_t all[FILTER_WORDS], place;

	filter_fill(all);
	writer->failed |= whole->nullable;
	set_word(writer, HEAD_START, writer->code.n);
	set_word(writer, HEAD_GROUPS, writer->groups);
	find_byte(writer, whole);
	put_filter(writer, whole->first); /* the first filter; the word is overwritten */
	writer->code.n--;
	mark_certain(whole);
	emit(writer, whole, all);
	write_word(writer, OP_MATCH);
	place = writer->code.n;
	set_word(writer, HEAD_FILTERS, place);
	for (uint32_t i = 0; i < writer->filters.n; i++)
		write_word(writer, writer->filters.p[i]);
}
