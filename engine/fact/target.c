#include "fact/reference_part.h"

#include <stdio.h>
#include "fact/lexicon.h"

/* Clauses are found by style and ordinal, and below a clause by ordinal. In a contract that has no
 * 第…条 of its own, 第四条 means 四、 or 4. at the top: the plain numbers there are one more style.
 */
enum { STYLE_TOP = LABEL_STYLES };

enum key_kind { KEY_STYLE, KEY_CHILD, KEY_TOP };

/* A hash table from keys to the first clause that has them. A slot holds the clause and, in its two
 * lowest bits, the kind of key; 0 when it is free, since the document is no target. */
struct targets {
	const struct outline *outline;
	struct arena *arena;
	struct lexicon *numbers; /* 6.1.1 as written; NULL until one is looked up */
	uint32_t *slots;
	size_t room;
	bool used[LABEL_STYLES];
};

static uint64_t style_key(uint32_t style, uint32_t ordinal)
{
	return UINT64_C(1) << 63 | (uint64_t)style << 32 | ordinal;
}

static uint64_t child_key(uint32_t parent, uint32_t ordinal)
{
	return (uint64_t)parent << 32 | ordinal;
}

static uint64_t key_in(const struct targets *targets, uint32_t slot)
{
	const struct clause *clause = targets->outline->clauses + (slot >> 2);

	switch ((enum key_kind)(slot & 3)) {
	case KEY_STYLE: return style_key(clause->style, clause->ordinal);
	case KEY_CHILD: return child_key(clause->parent, clause->ordinal);
	default: return style_key(STYLE_TOP, clause->ordinal);
	}
}

/* The slot with this key, or the free one where it belongs. */
static uint32_t *slot_of(const struct targets *targets, uint64_t key)
{
	size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> 32) & (targets->room - 1);

	while (targets->slots[at] && key_in(targets, targets->slots[at]) != key)
		at = (at + 1) & (targets->room - 1);
	return targets->slots + at;
}

static void key_add(const struct targets *targets, uint32_t clause, enum key_kind kind)
{
	uint32_t slot = clause << 2 | kind, *place = slot_of(targets, key_in(targets, slot));

	if (!*place)
		*place = slot;
}

static uint32_t key_find(const struct targets *targets, uint64_t key)
{
	uint32_t slot = *slot_of(targets, key);

	return slot ? slot >> 2 : UINT32_MAX;
}

static bool is_target(const struct clause *clause)
{
	return clause->style > LABEL_HEADING && clause->zone != ZONE_CONTENTS &&
	       clause->zone != ZONE_FURNITURE;
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

	targets->outline = outline;
	targets->arena = arena;
	for (targets->room = 16; targets->room < (size_t)outline->clause_count * 4;)
		targets->room *= 2;
	targets->slots = ARENA_ARRAY(arena, uint32_t, targets->room);
	for (uint32_t i = 1; i < outline->clause_count; i++) {
		const struct clause *clause = outline->clauses + i;

		if (!is_target(clause))
			continue;
		targets->used[clause->style] = true;
		key_add(targets, i, KEY_STYLE);
		key_add(targets, i, KEY_CHILD);
		if (is_top(outline, clause))
			key_add(targets, i, KEY_TOP);
	}
	return targets;
}

void targets_drop(struct arena *arena, struct targets *targets)
{
	arena_drop(arena, targets->slots, targets->room * sizeof *targets->slots);
	targets->slots = NULL;
}

static struct lexicon *numbers_read(struct arena *arena, const struct outline *outline)
{
	struct lexicon *numbers = lexicon_new(arena);

	for (uint32_t i = 1; i < outline->clause_count; i++)
		if (is_target(outline->clauses + i) && outline->clauses[i].style == LABEL_DECIMAL)
			lexicon_add(numbers, clause_number(outline, &outline->clauses[i]), i);
	return numbers;
}

/* The clause written 6.1.1. */
static uint32_t number_find(struct targets *targets, const struct label *label)
{
	char number[LABEL_DEPTH * 8];
	int n = 0;
	uint32_t size = 0, clause;

	for (uint32_t i = 0; i < label->count; i++)
		n += snprintf(number + n, sizeof number - (size_t)n, i ? ".%u" : "%u",
			      label->ordinals[i]);
	if (!targets->numbers)
		targets->numbers = numbers_read(targets->arena, targets->outline);
	clause = lexicon_longest(targets->numbers, (struct str){number, (size_t)n}, 0, &size);
	return size == (uint32_t)n ? clause : UINT32_MAX;
}

uint32_t targets_find(struct targets *targets, const struct label *label)
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
