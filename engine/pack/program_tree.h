/* A pattern as a tree, between being read (program.c) and written as a program (program_write.c); for
 * these only. */
#ifndef CLAUSELINT_PACK_PROGRAM_TREE_H
#define CLAUSELINT_PACK_PROGRAM_TREE_H

#include "base/vec.h"
#include "pack/program_code.h"
#include "pack/syntax.h"

enum { COPIES_MAX = 64 }; /* of a group that is repeated */

enum node_kind {
	NODE_STRING, /* one character: cp */
	NODE_SET,
	NODE_SEQUENCE,
	NODE_CHOICE,
	NODE_REPEAT,
	NODE_CAPTURE,
	NODE_AHEAD,
	NODE_BEHIND,
	NODE_ATOMIC,
	NODE_EDGE
};

/* A piece of a pattern. */
struct node {
	enum node_kind kind;
	uint32_t cp;	   /* the character, the letter of an edge, the number of a group */
	uint32_t set;	   /* its place in sets */
	uint32_t min, max; /* of a repeat */
	bool lazy, negative;
	bool nullable;		      /* it may match nothing */
	bool certain;		      /* a group that is in every match */
	uint32_t first[FILTER_WORDS]; /* a filter: the characters it may begin with */
	struct node *inside, *next;   /* its first piece, and the next piece of what it is in */
	struct node *last, *before;   /* the last of those inside, and the piece in front of this */
};

/* The program that is made, which begins with the sets of the tree. */
struct writer {
	struct arena *arena;
	VEC(uint32_t) code, filters;
	uint32_t room;	 /* words that there may be of code */
	uint32_t groups; /* see HEAD_GROUPS */
	bool failed;	 /* no program can be made */
};

void filter_add_range(uint32_t *filter, struct character_range range);
void filter_join(uint32_t *filter, const uint32_t *more);
void filter_fill(uint32_t *filter);

void write_word(struct writer *writer, uint32_t word);
/* What is behind the head and the sets. */
void write_tree(struct writer *writer, struct node *whole);

#endif
