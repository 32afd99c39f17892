/* One pattern of a rule, with the literals that tell where it is worth running.
 *
 * For the pack loader and the detectors. Patterns are immutable after load and may stand in constant
 * tables; the code that the first matches make of them is per pack (struct codes), and threads agree
 * on it; what a match needs is per thread (struct matcher). Limits are always set. */
#ifndef CLAUSELINT_PACK_PATTERN_H
#define CLAUSELINT_PACK_PATTERN_H

#include "base/arena.h"
#include "base/error.h"
#include "pack/program.h"

enum {
	PATTERN_GROUPS = 16,
	PATTERN_LITERALS = 160,
	PATTERN_STEPS = 8,
	PATTERN_CHAINS = 12,
	WRITTEN_MAX = 32 * 1024 * 1024
};
#define UNBOUNDED UINT32_MAX

struct pattern_group {
	struct str name;
	uint32_t number;
};

struct pattern {
	struct str source;    /* as the pack has it */
	uint32_t line, column;
	uint32_t index;       /* its number in pack->patterns */
	struct str expanded;  /* without {{terms}}; empty when it was refused */
	const struct pattern_group *groups; /* named groups */
	uint32_t group_count;
	bool on_marked;       /* speaks of parties or blanks: see fact/marked.h */
	uint32_t looks_behind; /* at most so many bytes in front of where it begins */
	struct program program; /* made in advance, as those of packs that are compiled in are */
	/* Every match contains one of these (folded, at least two bytes each); none: runs everywhere.
	 * NULL in a pack that is compiled in: they are for making the plan, which it has. */
	const struct str *literals;
	uint32_t literal_count;
};

struct terms; /* see pack/expand.h */

/* What patterns of one pack are compiled with. Mistakes are noted as places in file. */
struct compiler {
	struct arena *arena;
	struct mistakes *mistakes;
	struct str file;
	const struct terms *terms;
	struct workbench *bench; /* made by compiler_begin, as is … */
	struct placing *placing; /* … this, which is pack/lint_place.c's */
	size_t written; /* bytes of all patterns, their terms written out: see WRITTEN_MAX */
};
void compiler_begin(struct compiler *compiler, struct arena *arena, struct mistakes *mistakes);
/* Fills pattern, whose source, line and column are set. False after noting every mistake in it. */
bool pattern_compile(struct compiler *compiler, struct pattern *pattern);
/* The same checks for a piece of a pattern (one alternative of a term); nothing is kept. */
bool pattern_check_piece(struct compiler *compiler, const struct pattern *piece);
/* text as a pattern that matches just this. */
struct str pattern_quote(struct arena *arena, struct str text);

enum match_result { MATCH_NO, MATCH_YES, MATCH_GAVE_UP };

struct codes; /* what the patterns of one pack, by index, are compiled to when they are first matched */
/* stored: of the same patterns, so that there is less to compile; NULL for none. */
struct stored_codes;
struct codes *codes_new(struct arena *arena, uint32_t n, const struct stored_codes *stored);
/* What patterns compile to as bytes that another process can take code from: without addresses, the
 * same every time. */
const struct stored_codes *codes_store(struct arena *arena, const struct pattern *const *patterns,
				       uint32_t n);

struct matcher; /* match data, JIT stack and limits of one thread */
struct matcher *matcher_new(struct arena *arena, struct codes *codes);

struct match {
	struct span at;                    /* in the subject */
	struct span groups[PATTERN_GROUPS];/* in the order of pattern->groups; UINT32_MAX begin: not set */
};

/* The first match of pattern in subject[unit] that begins in starts, its end included; text outside unit
 * cannot be seen, so that look-behind stops at the unit's start. Offsets are of subject. */
enum match_result pattern_match(struct matcher *matcher, const struct pattern *pattern,
				struct str subject, struct span unit, struct span starts,
				struct match *match);

/* A text of which there is only a piece at a time: what is at a place, good until the next call. */
struct subject_reader {
	struct str (*read)(void *context, struct span at);
	void *context;
};
/* The same in such a text. */
enum match_result pattern_match_read(struct matcher *matcher, const struct pattern *pattern,
				     struct subject_reader subject, struct span unit, struct span starts,
				     struct match *match);

#endif
