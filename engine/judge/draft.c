#include "judge/draft.h"

#include "base/sorted.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <stdlib.h>

/* A word of several characters, before it has an id. */
struct spelling {
	struct str text;
	uint32_t index; /* of the word, in its draft */
	bool now;
};

struct reader {
	struct arena *arena;
	const struct subject *subject;
	bool now;
	VEC(struct word) words;
	uint32_t begin;			     /* the clause's first word */
	uint32_t reference, quantity, blank; /* the first that does not end before the place */
};

typedef VEC(struct spelling) spellings;

static bool is_mark(uint32_t cp)
{
	return cp == '_' || cp == NORM_GAP_CP;
}

static bool in_number(uint32_t cp)
{
	return cp_is_digit(cp) || cp == '.' || cp == ',';
}

/* --- words ----------------------------------------------------------------------------------- */

static void add_word(struct reader *r, struct span at, uint32_t id)
{
	struct word *last = r->words.n > r->begin ? &r->words.p[r->words.n - 1] : NULL;

	if (id == WORD_BLANK && last && last->id == WORD_BLANK) {
		last->end = at.end;
		return;
	}
	*VEC_PUSH(r->arena, &r->words) = (struct word){at.begin, at.end, id};
}

static void add_spelled(struct reader *r, spellings *list, struct span at, struct str text)
{
	*VEC_PUSH(r->arena, list) = (struct spelling){text, r->words.n, r->now};
	*VEC_PUSH(r->arena, &r->words) = (struct word){at.begin, at.end, WORD_OTHER};
}

static bool read_reference(struct reader *r, uint32_t at, uint32_t end, uint32_t *next)
{
	const struct references *list = &r->subject->facts->references;
	const struct reference *reference;

	while (r->reference < list->reference_count && list->references[r->reference].at.end <= at)
		r->reference++;
	if (r->reference == list->reference_count)
		return false;
	reference = &list->references[r->reference];
	if (reference->at.begin != at || reference->at.end > end || !reference->resolved)
		return false;
	add_word(r, reference->at, WORD_REFERENCE);
	*next = reference->at.end;
	return true;
}

/* A quantity's spelling: as it stands without spaces; a blank one by what it lacks. */
static struct str spelling_of(struct reader *r, const struct quantity *quantity)
{
	struct str text = r->subject->norm->text, words = str_at(text, quantity->at);
	char *p;
	size_t n = 0;

	if (quantity->state != QUANTITY_VALUE)
		return arena_format(r->arena, NORM_GAP "%d%.*s", (int)quantity->kind,
				    STR_ARG(str_at(text, quantity->unit)));
	if (!str_contains(words, STR(" ")))
		return words;
	p = arena_alloc(r->arena, words.n);
	for (size_t i = 0; i < words.n; i++)
		if (words.p[i] != ' ')
			p[n++] = words.p[i];
	return (struct str){p, n};
}

static bool read_quantity(struct reader *r, spellings *list, uint32_t at, uint32_t end,
			  uint32_t *next)
{
	struct quantities quantities = r->subject->facts->quantities;
	const struct quantity *quantity;

	while (r->quantity < quantities.n && quantities.p[r->quantity].at.end <= at)
		r->quantity++;
	if (r->quantity == quantities.n)
		return false;
	quantity = &quantities.p[r->quantity];
	if (quantity->at.begin != at || quantity->at.end > end)
		return false;
	add_spelled(r, list, quantity->at, spelling_of(r, quantity));
	*next = quantity->at.end;
	return true;
}

/* Hints and variables have words of their own; labels and missing values are nothing but words. */
static bool read_blank(struct reader *r, uint32_t at, uint32_t end, uint32_t *next)
{
	enum {
		MARKS = 1 << BLANK_LINE | 1 << BLANK_GAP | 1 << BLANK_BRACKET | 1 << BLANK_LETTER |
			1 << BLANK_CROSS
	};
	struct blanks blanks = r->subject->facts->blanks;
	const struct blank *blank;

	while (r->blank < blanks.n && blanks.p[r->blank].at.end <= at)
		r->blank++;
	if (r->blank == blanks.n)
		return false;
	blank = &blanks.p[r->blank];
	if (blank->at.begin > at || !(MARKS >> blank->mark & 1))
		return false;
	*next = blank->at.end < end ? blank->at.end : end;
	add_word(r, (struct span){at, *next}, WORD_BLANK);
	return true;
}

static uint32_t run_of(struct str text, uint32_t at, uint32_t end, bool (*in)(uint32_t cp))
{
	size_t i = at, next = at;

	while (i < end && in(utf8_next(text, &next)))
		i = next;
	return (uint32_t)i;
}

static uint32_t read_plain(struct reader *r, spellings *list, uint32_t at, uint32_t end)
{
	struct str text = r->subject->norm->text;
	size_t behind = at;
	uint32_t cp = utf8_next(text, &behind), next = (uint32_t)behind;

	if (cp_is_space(cp))
		return next;
	if (is_mark(cp)) {
		next = run_of(text, at, end, is_mark);
		add_word(r, (struct span){at, next}, WORD_BLANK);
		return next;
	}
	if (cp_is_digit(cp))
		next = run_of(text, at, end, in_number);
	else if (cp_is_letter(cp))
		next = run_of(text, at, end, cp_is_letter);
	if (next == behind)
		add_word(r, (struct span){at, next}, cp);
	else
		add_spelled(r, list, (struct span){at, next}, str_cut(text, at, next));
	return next;
}

static void read_span(struct reader *r, spellings *list, struct span at)
{
	uint32_t i = at.begin, next = 0;

	while (i < at.end) {
		if (!read_reference(r, i, at.end, &next) &&
		    !read_quantity(r, list, i, at.end, &next) && !read_blank(r, i, at.end, &next))
			next = read_plain(r, list, i, at.end);
		i = next;
	}
}

/* Whether the words of a clause begin with some in brackets, as 3.（期限）… does; in
 * 第三条（期限）… they are the heading, without brackets. */
static bool opens_in_brackets(const struct reader *r, uint32_t *close)
{
	enum { HEADING_MAX = 30, OPEN = 0xFF08, CLOSE = 0xFF09 };
	uint32_t i = r->begin + 1;

	if (r->words.n <= i || r->words.p[r->begin].id != OPEN)
		return false;
	while (i < r->words.n && i - r->begin <= HEADING_MAX && r->words.p[i].id != CLOSE)
		i++;
	*close = i;
	return i < r->words.n && r->words.p[i].id == CLOSE;
}

static void drop_word(struct reader *r, spellings *list, uint32_t index)
{
	memmove(r->words.p + index, r->words.p + index + 1,
		(r->words.n - index - 1) * sizeof *r->words.p);
	r->words.n--;
	for (uint32_t i = list->n; i-- > 0 && list->p[i].now == r->now && list->p[i].index > index;)
		list->p[i].index--;
}

static void read_clause(struct reader *r, spellings *list, const struct clause *clause)
{
	uint32_t close;

	read_span(r, list, clause->title);
	read_span(r, list, clause->body);
	if (opens_in_brackets(r, &close)) {
		drop_word(r, list, close);
		drop_word(r, list, r->begin);
	}
}

static struct draft read_draft(struct arena *arena, const struct subject *subject, bool now,
			       spellings *list)
{
	const struct outline *outline = subject->outline;
	struct reader r = {.arena = arena, .subject = subject, .now = now};
	uint32_t *first = ARENA_ARRAY(arena, uint32_t, outline->clause_count + 1);

	for (uint32_t i = 0; i < outline->clause_count; i++) {
		const struct clause *clause = &outline->clauses[i];
		first[i] = r.begin = r.words.n;
		if (clause->zone != ZONE_FURNITURE && clause->zone != ZONE_CONTENTS)
			read_clause(&r, list, clause);
	}
	first[outline->clause_count] = r.words.n;
	return (struct draft){subject, r.words.p, first};
}

/* --- ids ------------------------------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
	return str_compare(((const struct spelling *)a)->text, ((const struct spelling *)b)->text);
}

/* Sorting gives equal spellings one id, whatever they are; a hash table could be filled to be slow.
 */
struct drafts drafts_read(struct arena *arena, const struct subject *old, const struct subject *now)
{
	spellings list = {0};
	struct drafts drafts;
	uint32_t id = WORD_OTHER;

	drafts.old = read_draft(arena, old, false, &list);
	drafts.now = read_draft(arena, now, true, &list);
	if (list.n)
		qsort(list.p, list.n, sizeof *list.p, by_text);
	for (uint32_t i = 0; i < list.n; i++) {
		struct draft *draft = list.p[i].now ? &drafts.now : &drafts.old;
		if (i && !str_equal(list.p[i].text, list.p[i - 1].text))
			id++;
		((struct word *)draft->words)[list.p[i].index].id = id;
	}
	VEC_DROP(arena, &list);
	drafts.ids = id + 1;
	return drafts;
}

/* --- looking up ------------------------------------------------------------------------------ */

uint32_t draft_heading(const struct draft *draft, uint32_t clause)
{
	const struct word *words = draft_words(draft, clause);
	uint32_t n = draft_count(draft, clause), end = draft_clause(draft, clause)->title.end;

	return SORTED_FROM(words, n, end, (uint64_t)end + 1);
}

uint32_t draft_word_at(const struct draft *draft, uint32_t offset)
{
	uint32_t n = draft->first[draft_clauses(draft)];

	return SORTED_AFTER(draft->words, n, end, offset);
}

const struct reference *draft_reference(const struct draft *draft, const struct word *word)
{
	const struct references *list = &draft->subject->facts->references;
	uint32_t i;

	if (word->id != WORD_REFERENCE)
		return NULL;
	i = SORTED_FROM(list->references, list->reference_count, at.begin, word->begin);
	return &list->references[i];
}

uint32_t draft_quantity(const struct draft *draft, const struct word *word)
{
	struct quantities quantities = draft->subject->facts->quantities;
	uint32_t i = quantity_from(quantities, word->begin);

	if (word->id < WORD_OTHER || i == quantities.n || quantities.p[i].at.begin != word->begin ||
	    quantities.p[i].at.end != word->end)
		return UINT32_MAX;
	return i;
}
