/* Values that are others now: 5% → 50%, ____日 → 30日, 30日 → nothing. */
#include "judge/differ.h"

#include "base/utf8.h"

enum {
	AHEAD = 8,     /* values on the other side among which a partner is looked for */
	UNPAIRED = 64, /* of one clause, among which what only stands elsewhere is looked for */
	ABOUT_WORDS = 16,
	WORDS_FOR_VALUE = 6
};

/* A quantity or a blank, as the index of a word in a clause change. */
struct value {
	uint32_t word;
	uint32_t quantity; /* UINT32_MAX for a blank that is none */
};

struct side {
	const struct draft *draft;
	const struct word *words;
	VEC(struct value) values;   /* of the edit in hand */
	VEC(struct value) unpaired; /* of the clause in hand */
};

struct weigher {
	struct differ *d;
	uint32_t change;
	struct side old, now;
};

static const struct quantity *quantity_of(const struct side *side, struct value value)
{
	if (value.quantity == UINT32_MAX)
		return NULL;
	return &side->draft->subject->facts->quantities.p[value.quantity];
}

static void list_values(struct weigher *w, struct side *side, struct span words)
{
	side->values.n = 0;
	for (uint32_t i = words.begin; i < words.end; i++) {
		uint32_t quantity = draft_quantity(side->draft, &side->words[i]);
		if (quantity != UINT32_MAX || side->words[i].id == WORD_BLANK)
			*VEC_PUSH(w->d->arena, &side->values) = (struct value){i, quantity};
	}
}

/* --- telling values apart -------------------------------------------------------------------- */

static bool same_value(const struct weigher *w, const struct quantity *old,
		       const struct quantity *now)
{
	if (!old || !now || old->kind != now->kind || old->state != QUANTITY_VALUE ||
	    now->state != QUANTITY_VALUE)
		return false;
	if (old->value != now->value || (old->time == TIME_WORKDAY) != (now->time == TIME_WORKDAY))
		return false;
	/* A count is of what its unit says, money of a currency: 元, 万元 and 元整 end alike. */
	if (old->kind == QUANTITY_MONEY || old->kind == QUANTITY_COUNT) {
		static const char *const currencies[] = {"美", "港", "欧", "日", "台", "英"};
		struct str a = str_at(w->old.draft->subject->norm->text, old->unit);
		struct str b = str_at(w->now.draft->subject->norm->text, now->unit);
		for (size_t i = 0; i < sizeof currencies / sizeof currencies[0]; i++)
			if (str_contains(a, str_from(currencies[i])) !=
			    str_contains(b, str_from(currencies[i])))
				return false;
		return old->kind == QUANTITY_MONEY || str_equal(a, b);
	}
	return true;
}

static bool may_pair(const struct weigher *w, struct value old, struct value now)
{
	const struct quantity *a = quantity_of(&w->old, old), *b = quantity_of(&w->now, now);

	if (!a || !b)
		return a || b;
	return a->kind == b->kind || (w->old.values.n == 1 && w->now.values.n == 1);
}

/* --- noting ---------------------------------------------------------------------------------- */

static bool ends_phrase(uint32_t id)
{
	static const uint32_t signs[] = {0x3002, 0xFF0C, 0xFF1B, 0xFF1A, 0x3001, 0xFF08, 0xFF09};

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (signs[i] == id)
			return true;
	return false;
}

/* Where the text begins that a word stands in: the heading, or what is below it. */
static uint32_t text_begin(const struct side *side, const struct word *word)
{
	const struct outline *outline = side->draft->subject->outline;
	const struct clause *clause = &outline->clauses[outline_clause_at(outline, word->begin)];

	return word->begin < clause->title.end ? clause->at.begin : clause->title.end;
}

/* The words in front of a value, back to the last sign. A sign just before it is passed over. */
static struct span about(const struct side *side, uint32_t word)
{
	uint32_t begin, end = word, floor = text_begin(side, &side->words[word]);

	while (end > 0 && end + 2 > word && ends_phrase(side->words[end - 1].id))
		end--;
	begin = end;
	while (begin > 0 && end - begin < ABOUT_WORDS && !ends_phrase(side->words[begin - 1].id) &&
	       side->words[begin - 1].begin >= floor &&
	       side->words[begin - 1].end <= side->words[begin].begin)
		begin--;
	if (begin == end)
		return (struct span){0, 0};
	return (struct span){side->words[begin].begin, side->words[end - 1].end};
}

static struct span span_of(const struct side *side, struct span words)
{
	if (words.begin == words.end)
		return (struct span){0, 0};
	return (struct span){side->words[words.begin].begin, side->words[words.end - 1].end};
}

static struct span one_word(struct value value)
{
	return (struct span){value.word, value.word + 1};
}

static void note_change(struct weigher *w, const struct value *old, const struct value *now)
{
	*VEC_PUSH(w->d->arena, &w->d->quantities) = (struct quantity_change){
		.change = w->change,
		.old_quantity = old ? old->quantity : UINT32_MAX,
		.now_quantity = now ? now->quantity : UINT32_MAX,
		.old = old ? span_of(&w->old, one_word(*old)) : (struct span){0, 0},
		.now = now ? span_of(&w->now, one_word(*now)) : (struct span){0, 0},
		.about = now ? about(&w->now, now->word) : about(&w->old, old->word),
	};
}

/* A value in whose place words have come, or the other way: ____ → 王小明, 三年 → 长期. Of what
 * stood in the place of a blank any number of words, of other values few: more are another
 * sentence. */
static bool note_words(struct weigher *w, const struct edit *edit)
{
	bool was = span_size(edit->old) == 1 && w->old.values.n == 1 && !w->now.values.n;
	bool is = span_size(edit->now) == 1 && w->now.values.n == 1 && !w->old.values.n;
	struct span words = was ? edit->now : edit->old;
	uint32_t quantity;

	if (!(was || is) || !span_size(words))
		return false;
	quantity = (was ? w->old.values.p : w->now.values.p)->quantity;
	if (quantity != UINT32_MAX && span_size(words) > WORDS_FOR_VALUE)
		return false;
	*VEC_PUSH(w->d->arena, &w->d->quantities) = (struct quantity_change){
		.change = w->change,
		.old_quantity = was ? quantity : UINT32_MAX,
		.now_quantity = was ? UINT32_MAX : quantity,
		.old = span_of(&w->old, edit->old),
		.now = span_of(&w->now, edit->now),
		.about = about(&w->now, edit->now.begin),
	};
	return true;
}

/* --- one edit -------------------------------------------------------------------------------- */

static void pair_values(struct weigher *w)
{
	uint32_t next = 0;

	for (uint32_t i = 0; i < w->old.values.n; i++) {
		uint32_t j = next;
		while (j < w->now.values.n && j < next + AHEAD &&
		       !may_pair(w, w->old.values.p[i], w->now.values.p[j]))
			j++;
		if (j == w->now.values.n || j == next + AHEAD) {
			*VEC_PUSH(w->d->arena, &w->old.unpaired) = w->old.values.p[i];
			continue;
		}
		for (; next < j; next++)
			*VEC_PUSH(w->d->arena, &w->now.unpaired) = w->now.values.p[next];
		next = j + 1;
		if (!same_value(w, quantity_of(&w->old, w->old.values.p[i]),
				quantity_of(&w->now, w->now.values.p[j])))
			note_change(w, &w->old.values.p[i], &w->now.values.p[j]);
	}
	for (; next < w->now.values.n; next++)
		*VEC_PUSH(w->d->arena, &w->now.unpaired) = w->now.values.p[next];
}

/* Whether the value that only one side has here stands on the other side elsewhere in the clause;
 * it is then taken from there. */
static bool stands_elsewhere(const struct side *side, struct value value, struct side *other)
{
	if (other->unpaired.n > UNPAIRED)
		return false;
	for (uint32_t i = 0; i < other->unpaired.n; i++)
		if (other->words[other->unpaired.p[i].word].id == side->words[value.word].id) {
			other->unpaired.p[i] = other->unpaired.p[--other->unpaired.n];
			return true;
		}
	return false;
}

/* Bare numbers that come and go with the words around them say nothing by themselves. */
static bool counts(const struct side *side, struct value value)
{
	const struct quantity *quantity = quantity_of(side, value);

	return quantity && quantity->kind != QUANTITY_NUMBER;
}

static void note_unpaired(struct weigher *w)
{
	for (uint32_t i = 0; i < w->old.unpaired.n; i++) {
		struct value value = w->old.unpaired.p[i];
		if (!stands_elsewhere(&w->old, value, &w->now) && counts(&w->old, value))
			note_change(w, &value, NULL);
	}
	for (uint32_t i = 0; i < w->now.unpaired.n; i++)
		if (counts(&w->now, w->now.unpaired.p[i]))
			note_change(w, NULL, &w->now.unpaired.p[i]);
	w->old.unpaired.n = w->now.unpaired.n = 0;
}

void diff_quantities(struct differ *d)
{
	struct weigher w = {.d = d, .old.draft = &d->drafts.old, .now.draft = &d->drafts.now};

	for (uint32_t i = 0; i < d->changes.n; i++) {
		const struct clause_change *change = &d->changes.p[i];
		w.change = i;
		w.old.words = change->old_words;
		w.now.words = change->now_words;
		for (uint32_t j = 0; j < change->edits.n; j++) {
			const struct edit *edit = &change->edits.p[j];
			if (edit->kept)
				continue;
			list_values(&w, &w.old, edit->old);
			list_values(&w, &w.now, edit->now);
			if (!note_words(&w, edit))
				pair_values(&w);
		}
		note_unpaired(&w);
	}
}
