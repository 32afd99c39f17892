#include "fact/party_case.h"

#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "fact/words.h"

/* By how much the deeds of two sides must differ to say that 甲方 pays, and that any other does. */
enum { LEAN_MIN = 2, LEAN_AGAINST_MIN = 4 };
/* Marked text puts a sign of three bytes over each name. */
enum { ALIAS_BYTES_MIN = 3 };

/* The word that text is, even if only this contract's header knows it. */
static const struct party_word *any_word_of(const struct party_case *c, struct str text)
{
	uint32_t size = 0;
	uint32_t word = lexicon_longest(c->index, text, 0, &size);

	return word < c->words.n && size == text.n ? c->words.p + word : NULL;
}

const struct party_word *party_word_of(const struct party_case *c, struct str text)
{
	const struct party_word *word = any_word_of(c, text);

	return word && word->family != FAMILY_HEADER ? word : NULL;
}

struct draft *draft_named(struct party_case *c, struct str name)
{
	for (uint32_t i = 0; i < c->n; i++)
		if (str_equal(c->drafts[i].name, name))
			return c->drafts + i;
	return NULL;
}

/* NULL when there are PARTIES_MAX. */
static struct draft *draft_add(struct party_case *c, struct str name, enum role role)
{
	if (c->n == PARTIES_MAX)
		return NULL;
	c->drafts[c->n] = (struct draft){.name = name, .role = role};
	return c->drafts + c->n++;
}

struct draft *draft_sighted(struct party_case *c, const struct sighting *s)
{
	const char *name = c->words.p[s->word].text.p; /* drafts share the words' bytes */

	for (uint32_t i = 0; i < c->n; i++)
		if (c->drafts[i].name.p == name)
			return c->drafts + i;
	return NULL;
}

bool draft_goes_by(const struct draft *draft, struct str name)
{
	for (uint32_t i = 0; i < draft->alias_count; i++)
		if (str_equal(draft->aliases[i], name))
			return true;
	return str_equal(draft->name, name);
}

static bool is_taken(const struct party_case *c, struct str name)
{
	for (uint32_t i = 0; i < c->n; i++)
		if (draft_goes_by(c->drafts + i, name))
			return true;
	return false;
}

void draft_alias(struct party_case *c, struct draft *draft, struct str alias)
{
	if (draft->alias_count == ALIASES_MAX || alias.n < ALIAS_BYTES_MIN || is_taken(c, alias) ||
	    utf8_count(alias) > LEXICON_WORD_MAX)
		return;
	draft->aliases[draft->alias_count++] = alias;
}

static void words_load(struct party_case *c)
{
	c->index = lexicon_over(c->arena, &PARTY_WORD_TRIE, true);
	VEC_RESERVE(c->arena, &c->words, PARTY_WORD_COUNT + NAMED_MAX);
	memcpy(c->words.p, PARTY_WORDS, PARTY_WORD_COUNT * sizeof *PARTY_WORDS);
	c->words.n = PARTY_WORD_COUNT;
	header_names(c);
	for (uint32_t i = 0; i < c->named.n; i++)
		if (!party_word_of(c, c->named.p[i].name)) {
			lexicon_add(c->index, c->named.p[i].name, c->words.n);
			*VEC_PUSH(c->arena, &c->words) = (struct party_word){
				c->named.p[i].name, FAMILY_HEADER, ROLE_OTHER, 0};
		}
}

/* Finds every party word of the text, longest first: 公司 in 子公司 is none. */
static void words_count(struct party_case *c)
{
	struct str names[NAMED_MAX];
	struct party_walk walk;

	for (uint32_t i = 0; i < c->named.n; i++)
		names[i] = c->named.p[i].name;
	walk = party_walk_begin(c->arena, c->places, c->index, names, c->named.n);
	for (uint32_t s = 0; s < c->outline->sentence_count; s++) {
		struct span at = c->outline->sentences[s].at;
		struct lexicon_hit hit;

		for (uint32_t from = at.begin; party_walk_next(&walk, &from, at.end, &hit);) {
			if (hit.value == VOCABULARY_DECOY)
				continue;
			c->words.p[hit.value].count++;
			c->side_counts[c->words.p[hit.value].family][c->words.p[hit.value].role]++;
			*VEC_PUSH(c->arena, &c->sightings) = (struct sighting){hit.at, hit.value};
		}
	}
	party_walk_end(c->arena, &walk);
}

static bool is_side(const struct party_word *word, enum party_family family, enum role role)
{
	return word->family == family && word->role == role;
}

static uint32_t side_count(const struct party_case *c, enum party_family family, enum role role)
{
	return c->side_counts[family][role];
}

/* The most frequent word of a side; NULL when none occurs. */
static const struct party_word *side_word(const struct party_case *c, enum party_family family,
					  enum role role)
{
	const struct party_word *best = NULL;

	for (uint32_t i = 0; i < c->words.n; i++) {
		const struct party_word *word = c->words.p + i;

		if (is_side(word, family, role) && word->count &&
		    (!best || word->count > best->count))
			best = word;
	}
	return best;
}

/* All words of a side that occur at least min times become names of draft. */
static void side_aliases(struct party_case *c, struct draft *draft, enum party_family family,
			 enum role role, uint32_t min)
{
	for (uint32_t i = 0; i < c->words.n; i++)
		if (is_side(c->words.p + i, family, role) && c->words.p[i].count >= min)
			draft_alias(c, draft, c->words.p[i].text);
}

/* The kind of contract whose two sides are spoken of most; FAMILY_STEM when none is. */
static enum party_family family_best(const struct party_case *c, uint32_t *score)
{
	enum party_family best = FAMILY_STEM;

	*score = 0;
	for (enum party_family family = FAMILY_COMMISSION; family <= FAMILY_LABOUR; family++) {
		uint32_t pays = side_count(c, family, ROLE_CUSTOMER);
		uint32_t performs = side_count(c, family, ROLE_PROVIDER);

		if (pays >= 2 && performs >= 2 && pays + performs > *score) {
			*score = pays + performs;
			best = family;
		}
	}
	return best;
}

static enum role opposite(enum role role)
{
	static const enum role other[] = {ROLE_OTHER, ROLE_PROVIDER, ROLE_CUSTOMER};

	return other[role];
}

/* Two sides that face each other: what their words say, else what they do. */
static bool roles_decide(struct draft *a, struct draft *b, int lean_min)
{
	int lean = a->lean - b->lean;

	if (a->settled && b->settled && (a->role != b->role || a->role == ROLE_OTHER))
		return true;
	if (a->settled != b->settled) {
		struct draft *known = a->settled ? a : b, *open = a->settled ? b : a;

		if (known->role == ROLE_OTHER)
			return false;
		open->role = opposite(known->role);
		return true;
	}
	if (lean >= lean_min || lean <= -LEAN_AGAINST_MIN) {
		a->role = lean > 0 ? ROLE_CUSTOMER : ROLE_PROVIDER;
		b->role = opposite(a->role);
		a->family = b->family = FAMILY_STEM;
		return true;
	}
	return false;
}

/* 出租方 stands for a side without having been bound, when its family is the contract's. */
static void family_aliases(struct party_case *c, struct draft *a, struct draft *b)
{
	uint32_t score;
	enum party_family family = a->settled ? a->family : b->settled ? b->family : FAMILY_STEM;

	if (family == FAMILY_STEM)
		family = family_best(c, &score);
	if (family == FAMILY_STEM || family >= FAMILY_LABOUR)
		return;
	side_aliases(c, a, family, a->role, 1);
	side_aliases(c, b, family, b->role, 1);
}

static void fill_sides(struct party_case *c, bool *guessed)
{
	for (uint32_t i = 0; c->words.p[i].family == FAMILY_STEM; i++) {
		const struct party_word *word = c->words.p + i;

		if (word->role != ROLE_OTHER || word->count >= 2)
			draft_add(c, word->text, word->role);
	}
	bind_header(c);
	lean_by_deeds(c);
	*guessed = !roles_decide(c->drafts, c->drafts + 1, LEAN_MIN);
	if (*guessed) {
		c->drafts[0].role = ROLE_CUSTOMER;
		c->drafts[1].role = ROLE_PROVIDER;
	}
	family_aliases(c, c->drafts, c->drafts + 1);
}

static void fill_family(struct party_case *c, enum party_family family)
{
	static const enum role sides[] = {ROLE_CUSTOMER, ROLE_PROVIDER};

	for (size_t i = 0; i < 2; i++) {
		struct draft *draft = draft_add(c, side_word(c, family, sides[i])->text, sides[i]);

		side_aliases(c, draft, family, sides[i], 1);
	}
	for (uint32_t i = 0; i < c->words.n; i++)
		if (c->words.p[i].family == FAMILY_AGENT && c->words.p[i].count >= 3)
			draft_add(c, c->words.p[i].text, ROLE_OTHER);
	bind_header(c);
}

/* Terms of use: who is spoken to. Words such as 商户 often mean a third person, so they must be
 * frequent beside the others. */
static void fill_user(struct party_case *c)
{
	const struct party_word *user = side_word(c, FAMILY_USER, ROLE_CUSTOMER);
	const struct party_word *patron = side_word(c, FAMILY_PATRON, ROLE_CUSTOMER);
	const struct party_word *lessee = side_word(c, FAMILY_LEASE, ROLE_CUSTOMER);
	struct draft *draft;

	if (lessee && (!patron || lessee->count > patron->count))
		patron = lessee;
	if (!user || (patron && patron->count > user->count))
		user = patron;
	if (!user)
		return;
	draft = draft_add(c, user->text, ROLE_CUSTOMER);
	side_aliases(c, draft, FAMILY_USER, ROLE_CUSTOMER, 1);
	side_aliases(c, draft, FAMILY_PATRON, ROLE_CUSTOMER, user->count / 4 + 3);
	side_aliases(c, draft, FAMILY_LEASE, ROLE_CUSTOMER, user->count / 4 + 3);
	if (side_count(c, FAMILY_STEM, ROLE_PROVIDER) == 0)
		side_aliases(c, draft, FAMILY_STEM, ROLE_CUSTOMER, 1);
}

/* Terms of use: whoever speaks. */
static void fill_author(struct party_case *c)
{
	const struct party_word *self = side_word(c, FAMILY_SELF, ROLE_PROVIDER);
	struct draft *draft = draft_add(c, self ? self->text : STR_NONE, ROLE_PROVIDER);

	draft->author = true;
	side_aliases(c, draft, FAMILY_SELF, ROLE_PROVIDER, 1);
	brand_aliases(c, draft);
	bind_author(c, draft);
	if (draft->name.n == 0 && draft->alias_count)
		draft->name = draft->aliases[--draft->alias_count];
	if (draft->name.n == 0)
		c->n--;
}

/* Calls a party by the name that the contract uses most. */
static void name_most(const struct party_case *c, struct draft *draft)
{
	struct lexicon *names = lexicon_new(c->arena);
	uint32_t uses[ALIASES_MAX] = {0}, own = 0, from = 0, best = 0;
	struct lexicon_hit hit;

	for (uint32_t i = 0; i < draft->alias_count; i++)
		lexicon_add(names, draft->aliases[i], i);
	lexicon_add(names, draft->name, ALIASES_MAX);
	while (lexicon_next(names, c->text, &from, (uint32_t)c->text.n, &hit))
		++*(hit.value == ALIASES_MAX ? &own : uses + hit.value);
	for (uint32_t i = 1; i < draft->alias_count; i++)
		best = uses[i] > uses[best] ? i : best;
	if (uses[best] > own) {
		struct str name = draft->name;

		draft->name = draft->aliases[best];
		draft->aliases[best] = name;
	}
}

static void fill_terms(struct party_case *c)
{
	fill_user(c);
	fill_author(c);
	bind_header(c);
	for (uint32_t i = 0; i < c->n; i++)
		name_most(c, c->drafts + i);
}

/* Who a contract's own header names and no list of words knows: 货主：…, 仓库业者：…. Behind other
 * parties the names of a header count only when there are two labels (several contracts in a file).
 */
static void fill_header(struct party_case *c)
{
	uint32_t first = c->n;
	unsigned labels = 0;

	for (uint32_t i = 0; i < c->named.n; i++)
		labels += c->named.p[i].label;
	if (c->named.n < 2 || (first && labels < 2))
		return;
	for (uint32_t i = 0; i < c->named.n; i++) {
		const struct party_word *word = any_word_of(c, c->named.p[i].name);
		struct draft *draft;

		if (is_taken(c, word->text) || !(draft = draft_add(c, word->text, word->role)))
			continue;
		draft->settled = word->role != ROLE_OTHER;
		draft->family = word->family;
	}
	if (c->n == first)
		return;
	bind_header(c);
	lean_by_deeds(c);
	if ((c->n - first) % 2 && first && c->drafts[first - 1].role != ROLE_OTHER) {
		c->drafts[--first].settled = true;
		c->drafts[first].family = FAMILY_STEM;
	}
	for (; first + 1 < c->n; first += 2)
		roles_decide(c->drafts + first, c->drafts + first + 1, LEAN_AGAINST_MIN);
}

/* All words of one side become names of one draft; those of employment only without others. */
static void fill_side(struct party_case *c, enum role role)
{
	struct draft *draft = draft_add(c, STR_NONE, role);

	for (enum party_family family = FAMILY_COMMISSION; family <= FAMILY_SELF; family++)
		if (family != FAMILY_LABOUR)
			side_aliases(c, draft, family, role, 1);
	if (role == ROLE_PROVIDER)
		brand_aliases(c, draft);
	if (draft->alias_count == 0)
		side_aliases(c, draft, FAMILY_LABOUR, role, 1);
	if (draft->alias_count)
		draft->name = draft->aliases[--draft->alias_count];
	else
		c->n--;
}

/* A sentence or a short annex: a word that can name a side does, however rare it is. */
static void fill_fragment(struct party_case *c, bool *guessed)
{
	if (side_count(c, FAMILY_STEM, ROLE_CUSTOMER) + side_count(c, FAMILY_STEM, ROLE_PROVIDER)) {
		fill_sides(c, guessed);
		return;
	}
	fill_side(c, ROLE_CUSTOMER);
	fill_side(c, ROLE_PROVIDER);
	for (uint32_t i = 0; i < c->n; i++)
		name_most(c, c->drafts + i);
}

static uint32_t count_of(const struct party_case *c, struct str word)
{
	return party_word_of(c, word)->count;
}

/* Which of the three ways of naming parties the contract uses, and its drafts. */
static void fill(struct party_case *c, bool *guessed)
{
	uint32_t first = count_of(c, STR("甲方")), second = count_of(c, STR("乙方")), score;
	uint32_t spoken_to = count_of(c, STR("您")) + count_of(c, STR("你"));
	uint32_t users = side_count(c, FAMILY_USER, ROLE_CUSTOMER);
	uint32_t selves = side_count(c, FAMILY_SELF, ROLE_PROVIDER);
	enum party_family family = family_best(c, &score);

	if (((first && second) || first + second >= 3) && (first + second) * 3 >= spoken_to)
		fill_sides(c, guessed);
	else if (family != FAMILY_STEM && score >= 6 && score >= (users < selves ? users : selves))
		fill_family(c, family);
	else if (users + selves + side_count(c, FAMILY_PATRON, ROLE_CUSTOMER) >= 3)
		fill_terms(c);
	fill_header(c);
	if (c->n == 0)
		fill_fragment(c, guessed);
	bind_beside(c);
}

static int longest_first(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : str_compare(*x, *y);
}

struct parties parties_find(struct arena *arena, const struct norm *norm,
			    const struct outline *outline, struct definitions definitions,
			    const struct cues *cues, const struct party_places *places)
{
	struct party_case *c = ARENA_NEW(arena, struct party_case);
	struct party *parties = ARENA_ARRAY(arena, struct party, PARTIES_MAX);
	bool guessed = false;

	c->arena = arena;
	c->text = norm->text;
	c->outline = outline;
	c->definitions = definitions;
	c->cues = cues;
	c->places = places;
	words_load(c);
	words_count(c);
	fill(c, &guessed);
	for (uint32_t i = 0; i < c->n; i++) {
		struct draft *draft = c->drafts + i;

		qsort(draft->aliases, draft->alias_count, sizeof *draft->aliases, longest_first);
		for (uint32_t j = 0; j < draft->alias_count; j++)
			draft->aliases[j] = arena_str(arena, draft->aliases[j]);
		parties[i] = (struct party){
			.name = arena_str(arena, draft->name),
			.role = draft->role,
			.guessed = guessed && draft->role != ROLE_OTHER,
			.author = draft->author,
			.aliases = draft->aliases,
			.alias_count = draft->alias_count,
			.full = arena_str(arena, draft->full),
		};
	}
	VEC_DROP(arena, &c->sightings);
	return (struct parties){parties, c->n};
}
