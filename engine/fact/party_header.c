#include "fact/party_case.h"

#include "base/utf8.h"
#include "fact/word_list.h"
#include "fact/words.h"

/* A label is a name of so many characters; only the first names of a contract are looked at. */
enum { LABEL_MIN_CP = 2, LABEL_MAX_CP = 8, BRACKET_MAX_CP = 16, DEEDS_MIN = 2 };
/* How much of a label is taken that has run into the value before it: 某某馆 借用方：. */
enum { SIDE_CP = 3 };

/* Where the bracket before offset at opens, if one closes there: 委托方（盖章）：. */
static size_t before_bracket(struct str text, size_t at)
{
	size_t begin = at;

	if (!word_before(text, at, "）"))
		return at;
	for (unsigned n = 0; n < BRACKET_MAX_CP; n++) {
		uint32_t cp = utf8_prev(text, &begin);

		if (cp == 0xFF08)
			return begin;
		if (cp == UTF8_NONE || cp == '\n')
			break;
	}
	return at;
}

/* The name whose colon is at offset colon; empty when there is none. */
static struct str label_before(struct str text, size_t colon)
{
	size_t end = before_bracket(text, colon), begin = end;
	unsigned n = 0;

	for (size_t at = begin; n <= LABEL_MAX_CP && cp_is_han(utf8_prev(text, &at)); n++)
		begin = at;
	if (n > LABEL_MAX_CP)
		begin = back_by(text, end, SIDE_CP);
	return n < LABEL_MIN_CP ? STR_NONE : str_cut(text, begin, end);
}

/* A label must read like a side's name; what is defined may be any word. */
static void name_add(struct party_case *c, struct lexicon *names, struct str name, bool label)
{
	const struct party_word *word;
	uint32_t place;

	if (c->named.n == NAMED_MAX || name.n < 6 ||
	    (name.n > LABEL_MAX_CP && utf8_count(name) > LABEL_MAX_CP))
		return;
	word = party_word_of(c, name);
	if (word ? word->family == FAMILY_STEM
		 : (label ? !names_a_side(name) : list_before(name, name.n, &DEFINED_THINGS) > 0))
		return;
	if (word_within(name, "甲方 乙方 双方 各方"))
		return;
	place = lexicon_add(names, name, c->named.n);
	if (place < c->named.n)
		c->named.p[place].label |= label;
	else
		*VEC_PUSH(c->arena, &c->named) = (struct named){name, label, 0};
}

static void labels_read(struct party_case *c, struct lexicon *names)
{
	const struct str colon = STR("：");

	for (size_t at = 0; (at = str_find(c->text, colon, at)) != SIZE_MAX; at += colon.n)
		name_add(c, names, label_before(c->text, at), true);
}

static void deeds_count(struct party_case *c, const struct lexicon *lexicon)
{
	struct str names[NAMED_MAX];
	struct party_walk walk;
	struct lexicon_hit hit;
	uint32_t from = 0;

	for (uint32_t i = 0; i < c->named.n; i++)
		names[i] = c->named.p[i].name;
	walk = party_walk_begin(c->arena, c->places, lexicon, names, c->named.n);
	while (party_walk_next(&walk, &from, (uint32_t)c->text.n, &hit))
		c->named.p[hit.value].deeds += list_after(c->text, hit.at.end, &DUTIES) > 0;
	party_walk_end(c->arena, &walk);
}

void header_names(struct party_case *c)
{
	struct lexicon *names = lexicon_new(c->arena);
	uint32_t kept = 0;

	labels_read(c, names);
	for (uint32_t i = 0; i < c->definitions.n; i++)
		if (c->definitions.p[i].shorthand)
			name_add(c, names, str_at(c->text, c->definitions.p[i].name), false);
	if (c->named.n)
		deeds_count(c, names);
	for (uint32_t i = 0; i < c->named.n; i++)
		if (c->named.p[i].deeds >= DEEDS_MIN)
			c->named.p[kept++] = c->named.p[i];
	c->named.n = kept;
}
