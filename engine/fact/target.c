#include "fact/reference_part.h"

#include <stdio.h>
#include <stdlib.h>
#include "fact/lexicon.h"

struct target {
	uint64_t key;
	uint32_t clause;
};

struct targets {
	struct lexicon *numbers; /* 6.1.1 as written */
	struct target *p;	 /* sorted by key, then place */
	uint32_t n;
	size_t room;
	bool used[LABEL_STYLES];
};

/* Clauses are found by style and ordinal, and below a clause by ordinal. In a contract that has no
 * 第…条 of its own, 第四条 means 四、 or 4. at the top: the plain numbers there are one more style.
 */
enum { STYLE_TOP = LABEL_STYLES };

static uint64_t style_key(uint32_t style, uint32_t ordinal)
{
	return UINT64_C(1) << 63 | (uint64_t)style << 32 | ordinal;
}

static uint64_t child_key(uint32_t parent, uint32_t ordinal)
{
	return (uint64_t)parent << 32 | ordinal;
}

static int by_key(const void *a, const void *b)
{
	const struct target *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->clause > y->clause) - (x->clause < y->clause);
}

static bool is_top(const struct outline *outline, const struct clause *clause)
{
	enum label_style above = outline->clauses[clause->parent].style;

	return (clause->style == LABEL_HAN || clause->style == LABEL_DECIMAL) &&
	       (clause->parent == 0 || above <= LABEL_SECTION);
}

struct targets *targets_new(struct arena *arena, const struct outline *outline)
{
	struct targets *targets = ARENA_NEW(arena, struct targets);

	targets->numbers = lexicon_new(arena);
	targets->room = (size_t)outline->clause_count * 3;
	targets->p = ARENA_ARRAY(arena, struct target, targets->room);
	for (uint32_t i = 1; i < outline->clause_count; i++) {
		const struct clause *clause = outline->clauses + i;

		if (clause->style <= LABEL_HEADING || clause->zone == ZONE_CONTENTS ||
		    clause->zone == ZONE_FURNITURE)
			continue;
		targets->used[clause->style] = true;
		targets->p[targets->n++] =
			(struct target){style_key(clause->style, clause->ordinal), i};
		targets->p[targets->n++] =
			(struct target){child_key(clause->parent, clause->ordinal), i};
		if (is_top(outline, clause))
			targets->p[targets->n++] =
				(struct target){style_key(STYLE_TOP, clause->ordinal), i};
		if (clause->style == LABEL_DECIMAL)
			lexicon_add(targets->numbers, clause->number, i);
	}
	qsort(targets->p, targets->n, sizeof *targets->p, by_key);
	return targets;
}

void targets_drop(struct arena *arena, struct targets *targets)
{
	arena_drop(arena, targets->p, targets->room * sizeof *targets->p);
	targets->p = NULL;
}

static uint32_t key_find(const struct targets *targets, uint64_t key)
{
	uint32_t low = 0, high = targets->n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (targets->p[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < targets->n && targets->p[low].key == key ? targets->p[low].clause : UINT32_MAX;
}

/* The clause written 6.1.1. */
static uint32_t number_find(const struct targets *targets, const struct label *label)
{
	char number[LABEL_DEPTH * 8];
	int n = 0;
	uint32_t size = 0, clause;

	for (uint32_t i = 0; i < label->count; i++)
		n += snprintf(number + n, sizeof number - (size_t)n, i ? ".%u" : "%u",
			      label->ordinals[i]);
	clause = lexicon_longest(targets->numbers, (struct str){number, (size_t)n}, 0, &size);
	return size == (uint32_t)n ? clause : UINT32_MAX;
}

uint32_t targets_find(const struct targets *targets, const struct label *label)
{
	uint32_t style = label->style, clause;

	if (label->count == 0)
		return UINT32_MAX;
	if (style == LABEL_DECIMAL) {
		clause = number_find(targets, label);
		if (clause != UINT32_MAX)
			return clause;
		style = LABEL_ARTICLE;
	}
	if (style != LABEL_ANNEX && !targets->used[style])
		style = STYLE_TOP;
	clause = key_find(targets, style_key(style, label->ordinals[0]));
	for (uint32_t i = 1; i < label->count && clause != UINT32_MAX; i++) {
		uint32_t below = key_find(targets, child_key(clause, label->ordinals[i]));

		/* 第二款 counts paragraphs, which need no number of their own. */
		if (below == UINT32_MAX && label->style == LABEL_ARTICLE)
			break;
		clause = below;
	}
	return clause;
}
