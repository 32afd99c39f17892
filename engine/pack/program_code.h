/* The words that programs are made of; for pack/program*.c only.
 *
 * A program is a row of words: its head, the sets of the pattern, instructions, filters. An instruction is
 * its opcode and the words named here; places are counted from the program's begin, filters are told by
 * their number. A filter is a bitmap of characters by some of their bits, and a word that is not 0 when
 * the end of the text may stand there too: it may say too much. */
#ifndef CLAUSELINT_PACK_PROGRAM_CODE_H
#define CLAUSELINT_PACK_PROGRAM_CODE_H

#include <stdbool.h>
#include <stdint.h>

enum {
	FILTER_ASCII = 128, /* each has its bit */
	FILTER_OTHERS = 256,
	FILTER_BITS = FILTER_ASCII + FILTER_OTHERS,
	BITS_WORDS = FILTER_BITS / 32,
	FILTER_WORDS = BITS_WORDS + 1,
	SET_HEAD = 2 + BITS_WORDS /* words of a set in front of its ranges */
};

enum head {
	HEAD_START,   /* the place of the first instruction */
	HEAD_FILTERS, /* the place of the first filter, which is of what a match begins with */
	HEAD_BYTE,    /* a match has this byte so far behind its begin; more than a byte: none is known */
	HEAD_BYTE_AT,
	HEAD_GROUPS, /* the highest number of a named group, and one more */
	HEAD_WORDS
};
#define NO_BYTE 0x100u

enum opcode {
	OP_MATCH,  /* the whole matches */
	OP_DONE,   /* what stands in a look-around or an atomic group does */
	OP_STRING, /* bytes, then those */
	OP_SET,	   /* set */
	OP_REPEAT, /* set, min, max, lazy, filter of what follows */
	OP_TAKE,   /* set, min, max: as many as there are, which is the only way */
	OP_CHOICE, /* buckets, filter, where each of these begins and where the last ends, then for each
		      alternative, by bucket and in order: the character it begins with, place */
	OP_OPTION, /* place behind it, lazy, filter of what is optional, filter of what follows */
	OP_FILTER, /* filter */
	OP_JUMP,   /* place */
	OP_LOOP,   /* place, in front of this */
	OP_PLACE,  /* which of the pairs' offsets is here, and is what it was if nothing follows */
	OP_NOTE,   /* the same where every match passes: the last to pass is the one that matched */
	OP_AHEAD,  /* negative, place behind it, filter */
	OP_BEHIND, /* negative, place behind it, alternatives, then for each: characters, place */
	OP_ATOMIC, /* place behind it */
	OP_EDGE	   /* which: the letter of the escape, or ^ or $ */
};
#define ANY_FIRST UINT32_MAX /* an alternative may begin with several characters: there is one bucket */
#define ENDLESS UINT32_MAX   /* max of a repeat */

/* A set: the bitmap of the characters that are written out, whether it is all the others, the number of
 * ranges that those characters are, then the ends of these in order. */

static inline uint32_t bits_of_character(uint32_t cp)
{
	return cp < FILTER_ASCII ? cp : FILTER_ASCII + cp % FILTER_OTHERS;
}

static inline bool filter_has(const uint32_t *filter, uint32_t bits)
{
	return filter[bits / 32] >> bits % 32 & 1;
}

#endif
