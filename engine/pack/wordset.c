#include "pack/wordset.h"
#include "base/utf8.h"
#include "pack/pattern.h"

#include <stdlib.h>
#include <string.h>

/* --- how common words are --- */

/* Words that stand in most clauses of most contracts, and characters that do; what is made only of
 * them says little about a place. In order of code points. */
static const uint16_t common_words[][2] = {
	{u'一', u'方'}, {u'不', u'得'}, {u'乙', u'方'}, {u'产', u'品'}, {u'人', u'员'},
	{u'内', u'容'}, {u'协', u'议'}, {u'双', u'方'}, {u'可', u'以'}, {u'合', u'同'},
	{u'客', u'户'}, {u'对', u'方'}, {u'工', u'作'}, {u'应', u'当'}, {u'情', u'况'},
	{u'按', u'照'}, {u'提', u'供'}, {u'支', u'付'}, {u'时', u'间'}, {u'有', u'权'},
	{u'服', u'务'}, {u'期', u'限'}, {u'甲', u'方'}, {u'相', u'关'}, {u'约', u'定'},
	{u'要', u'求'}, {u'规', u'定'}, {u'责', u'任'}, {u'费', u'用'}, {u'进', u'行'},
};
static const uint16_t common_characters[] =
	u"0123456789_、。一三不与个为二人以元其内及可向和在定年应得或按方日时月有期本条款由的第等该须（），：；";

static int by_code_points(const void *a, const void *b)
{
	const uint16_t *x = a, *y = b;

	return x[0] != y[0] ? x[0] - y[0] : x[1] - y[1];
}

static int by_code_point(const void *a, const void *b)
{
	return *(const uint16_t *)a - *(const uint16_t *)b;
}

static bool is_common_word(uint32_t first, uint32_t second)
{
	const uint16_t word[2] = {(uint16_t)first, (uint16_t)second};

	return first < 0x10000 && second < 0x10000 &&
	       bsearch(word, common_words, sizeof common_words / sizeof common_words[0],
		       sizeof common_words[0], by_code_points);
}

static bool is_among(const uint16_t *sorted, size_t n, uint32_t cp)
{
	const uint16_t character = (uint16_t)cp;

	return cp < 0x10000 && bsearch(&character, sorted, n, sizeof *sorted, by_code_point);
}

static bool is_common_character(uint32_t cp)
{
	return is_among(common_characters,
			sizeof common_characters / sizeof common_characters[0] - 1, cp);
}

static double cost_of_word(struct str word)
{
	const double common_word = 0.03, common_character = 0.1, other = 0.02;
	double cost = 1;
	size_t at = 0;

	while (at < word.n) {
		uint32_t cp = utf8_next(word, &at);
		size_t behind = at;
		if (is_common_word(cp, utf8_next(word, &behind))) {
			cost *= common_word;
			at = behind;
		} else {
			cost *= is_common_character(cp) ? common_character : other;
		}
	}
	return cost;
}

/* How often a place would have to be looked at; each word more costs the scan a little, too. */
double set_cost(struct set set)
{
	const double per_word = 0.00005;
	double cost = 0;

	for (uint32_t i = 0; i < set.n; i++)
		cost += cost_of_word(set.p[i]) + per_word;
	return cost;
}

bool set_is_usable(struct set set)
{
	for (uint32_t i = 0; i < set.n; i++)
		if (set.p[i].n < 2)
			return false;
	return set.n > 0 && set.n <= PATTERN_LITERALS;
}

static void set_reserve(struct arena *arena, struct set *set, uint32_t count)
{
	if (count <= set->room)
		return;
	count = count < 2 * set->room ? 2 * set->room : count;
	set->p = arena_grow(arena, set->p, set->room * sizeof *set->p, count * sizeof *set->p);
	set->room = count;
}

void set_add(struct arena *arena, struct set *set, struct str word)
{
	set_reserve(arena, set, set->n + 1);
	set->p[set->n++] = word;
}

void set_append(struct arena *arena, struct set *set, struct set more)
{
	set_reserve(arena, set, set->n + more.n);
	for (uint32_t i = 0; i < more.n; i++)
		set->p[set->n++] = more.p[i];
}

/* A set of its own with room to grow, since parts share theirs. */
struct set set_copy(struct arena *arena, struct set set, uint32_t room)
{
	struct set copy = {0};

	set_reserve(arena, &copy, room);
	set_append(arena, &copy, set);
	return copy;
}

/* Every word of a followed by every word of b; false when that is too much. */
bool set_product(struct arena *arena, struct set a, struct set b, struct set *product)
{
	uint32_t room = a.n * b.n;

	if (a.n == 1 && a.p[0].n == 0) {
		*product = b;
		return b.n <= WORDS_MAX;
	}
	if (room > WORDS_MAX)
		return false;
	*product = (struct set){0};
	set_reserve(arena, product, room);
	for (uint32_t i = 0; i < a.n; i++)
		for (uint32_t j = 0; j < b.n; j++) {
			struct str word = b.p[j];
			if (a.p[i].n + b.p[j].n > WORD_BYTES_MAX)
				return false;
			if (a.p[i].n) {
				char *joined = arena_alloc(arena, a.p[i].n + b.p[j].n);
				memcpy(joined, a.p[i].p, a.p[i].n);
				memcpy(joined + a.p[i].n, b.p[j].p, b.p[j].n);
				word = (struct str){joined, a.p[i].n + b.p[j].n};
			}
			set_add(arena, product, word);
		}
	return true;
}

struct set set_of_nothing(struct arena *arena)
{
	struct set set = {0};

	set_add(arena, &set, STR(""));
	return set;
}

/* Characters that stand in every second sentence, alone or beside a mark of punctuation. */
static bool is_everywhere(struct str word)
{
	static const uint16_t marks[] = u"*._、。（），：；";
	static const uint16_t frequent[] =
		u"一万不与为之书于人付代以件价任份会使内分到及受后向和因在地定市年应延或"
		u"报提收方日时月有期本权条款止法用电的章第签系约经结续自至行计责账费起限除";
	uint32_t letters = 0;
	size_t at = 0;

	while (at < word.n) {
		uint32_t cp = utf8_next(word, &at);
		bool mark = is_among(marks, sizeof marks / sizeof marks[0] - 1, cp);

		letters += !mark;
		if (!mark && !is_among(frequent, sizeof frequent / sizeof frequent[0] - 1, cp))
			return false;
	}
	return letters < 2;
}

/* What is this common is not worth asking for beside something else. */
bool set_tells(struct set set)
{
	const double common = 0.3;

	for (uint32_t i = 0; i < set.n; i++)
		if (is_everywhere(set.p[i]))
			return false;
	return set_is_usable(set) && set_cost(set) < common;
}

uint32_t set_longest(struct set set)
{
	size_t n = 0;

	for (uint32_t i = 0; i < set.n; i++)
		n = set.p[i].n > n ? set.p[i].n : n;
	return (uint32_t)n;
}
