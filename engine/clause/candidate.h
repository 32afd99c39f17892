/* Every place of a text where a clause number may stand.
 *
 * For the clause tree. A candidate is a label with what its surroundings say; whether it is one is
 * decided in order of place, by tree.c, from how it fits. */
#ifndef CLAUSELINT_CLAUSE_CANDIDATE_H
#define CLAUSELINT_CLAUSE_CANDIDATE_H

#include "base/arena.h"
#include "clause/label.h"

/* What stands in front of a label, the surest first. */
enum edge {
	EDGE_LINE,
	EDGE_STOP,  /* 。；！？ and a wide gap */
	EDGE_COLON,
	EDGE_COMMA, /* ，、 */
	EDGE_GLUED, /* any other character */
	EDGES
};

struct candidate {
	struct label label;
	uint32_t begin;     /* of the clause: Markdown's # and bullets in front of the number count */
	uint32_t at;        /* of the label */
	uint32_t next;      /* the nearest later candidate with the next number; UINT32_MAX for none */
	uint32_t chain;     /* how many numbers follow one by one from here, this one included */
	uint8_t kind;       /* equal for labels written alike: 1. and 2. but not 1、 or （1） */
	uint8_t edge;       /* enum edge */
	bool steady : 1;    /* next comes before this list begins again with one */
	bool spoken_of : 1; /* reads like a reference to a clause: 按照第三条约定 */
	bool delimited : 1; /* has a delimiter, bracket or sign of its own, and is not bare digits */
};

struct candidates {
	struct candidate *p;
	uint32_t n, room;
	bool truncated; /* there were more than CANDIDATES_MAX */
};
enum { CANDIDATES_MAX = 4000000 };

struct candidates candidates_find(struct arena *arena, struct str text);
void candidates_drop(struct arena *arena, struct candidates candidates);

#endif
