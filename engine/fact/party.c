#include "fact/party_case.h"

#include <stdlib.h>
#include "base/utf8.h"

/* By how much the deeds of two sides must differ to say who pays. */
enum { LEAN_MIN = 4 };
/* Marked text puts a sign of three bytes over each name. */
enum { ALIAS_BYTES_MIN = 3 };

uint32_t party_word_of(struct str text)
{
	for (uint32_t i = 0; i < PARTY_WORD_COUNT; i++)
		if (str_equal(PARTY_WORDS[i].text, text))
			return i;
	return LEXICON_NONE;
}

struct draft *draft_named(struct party_case *c, struct str name)
{
	for (uint32_t i = 0; i < c->n; i++)
		if (str_equal(c->drafts[i].name, name))
			return c->drafts + i;
	return NULL;
}

struct draft *draft_add(struct party_case *c, struct str name, enum role role)
{
	if (c->n == PARTIES_MAX)
		return NULL;
	c->drafts[c->n] = (struct draft){.name = name, .role = role};
	return c->drafts + c->n++;
}

static bool is_taken(const struct party_case *c, struct str name)
{
	for (uint32_t i = 0; i < c->n; i++) {
		const struct draft *draft = c->drafts + i;

		if (str_equal(draft->name, name))
			return true;
		for (uint32_t j = 0; j < draft->alias_count; j++)
			if (str_equal(draft->aliases[j], name))
				return true;
	}
	return false;
}

void draft_alias(struct party_case *c, struct draft *draft, struct str alias)
{
	if (draft->alias_count == ALIASES_MAX || alias.n < ALIAS_BYTES_MIN || is_taken(c, alias) ||
	    utf8_count(alias) > LEXICON_WORD_MAX)
		return;
	draft->aliases[draft->alias_count++] = alias;
}

/* Finds every party word of the text, longest first, so that 甲方 in no longer word is counted. */
static void words_count(struct party_case *c)
{
	struct lexicon *words = lexicon_new(c->arena);

	c->counts = ARENA_ARRAY(c->arena, uint32_t, PARTY_WORD_COUNT);
	for (uint32_t i = 0; i < PARTY_WORD_COUNT; i++)
		lexicon_add(words, PARTY_WORDS[i].text, i);
	for (uint32_t i = 0; i < PARTY_DECOY_COUNT; i++)
		lexicon_add(words, PARTY_DECOYS[i], PARTY_WORD_COUNT);
	for (uint32_t s = 0; s < c->outline->sentence_count; s++) {
		struct span at = c->outline->sentences[s].at;
		struct lexicon_hit hit;

		for (uint32_t from = at.begin; lexicon_next(words, c->text, &from, at.end, &hit);) {
			if (hit.value == PARTY_WORD_COUNT)
				continue;
			c->counts[hit.value]++;
			*VEC_PUSH(c->arena, &c->sightings) = (struct sighting){hit.at, hit.value};
		}
	}
}

static bool is_word(uint32_t i, enum party_family family, enum role role)
{
	return PARTY_WORDS[i].family == family && PARTY_WORDS[i].role == role;
}

static uint32_t side_count(const struct party_case *c, enum party_family family, enum role role)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < PARTY_WORD_COUNT; i++)
		n += is_word(i, family, role) ? c->counts[i] : 0;
	return n;
}

/* The most frequent word of a side; LEXICON_NONE when there is none. */
static uint32_t side_word(const struct party_case *c, enum party_family family, enum role role)
{
	uint32_t best = LEXICON_NONE;

	for (uint32_t i = 0; i < PARTY_WORD_COUNT; i++)
		if (is_word(i, family, role) && c->counts[i] &&
		    (best == LEXICON_NONE || c->counts[i] > c->counts[best]))
			best = i;
	return best;
}

/* All words of a side that occur at least min times become names of draft. */
static void side_aliases(struct party_case *c, struct draft *draft, enum party_family family,
			 enum role role, uint32_t min)
{
	for (uint32_t i = 0; i < PARTY_WORD_COUNT; i++)
		if (is_word(i, family, role) && c->counts[i] >= min)
			draft_alias(c, draft, PARTY_WORDS[i].text);
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

/* The first two sides: what their words say, else what they do, else 甲 pays 乙. */
static bool roles_decide(struct draft *a, struct draft *b)
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
	if (abs(lean) >= LEAN_MIN) {
		a->role = lean > 0 ? ROLE_CUSTOMER : ROLE_PROVIDER;
		b->role = opposite(a->role);
		return true;
	}
	a->role = ROLE_CUSTOMER;
	b->role = ROLE_PROVIDER;
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

/* One of 甲方 and 乙方 is missing: the other side speaks as 本公司, or is spoken to. */
static void missing_side(struct party_case *c, const struct draft *known)
{
	static const enum party_family families[] = {FAMILY_SELF, FAMILY_USER, FAMILY_PATRON};
	enum role role = opposite(known->role);

	for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
		uint32_t word = side_word(c, families[i], role);

		if (word != LEXICON_NONE) {
			struct draft *draft = draft_add(c, PARTY_WORDS[word].text, role);

			side_aliases(c, draft, families[i], role, 1);
			return;
		}
	}
}

static bool fill_stems(struct party_case *c, bool *guessed)
{
	for (uint32_t i = 0; PARTY_WORDS[i].family == FAMILY_STEM; i++)
		if (c->counts[i] >= (PARTY_WORDS[i].role == ROLE_OTHER ? 2 : 1))
			draft_add(c, PARTY_WORDS[i].text, PARTY_WORDS[i].role);
	if (!draft_named(c, STR("甲方")) || !draft_named(c, STR("乙方"))) {
		bind_header(c);
		missing_side(c, c->drafts);
		return true;
	}
	bind_header(c);
	lean_by_deeds(c);
	*guessed = !roles_decide(c->drafts, c->drafts + 1);
	family_aliases(c, c->drafts, c->drafts + 1);
	return true;
}

static bool fill_family(struct party_case *c, enum party_family family)
{
	static const enum role sides[] = {ROLE_CUSTOMER, ROLE_PROVIDER};

	for (size_t i = 0; i < 2; i++) {
		uint32_t word = side_word(c, family, sides[i]);
		struct draft *draft = draft_add(c, PARTY_WORDS[word].text, sides[i]);

		side_aliases(c, draft, family, sides[i], 1);
	}
	for (uint32_t i = 0; i < PARTY_WORD_COUNT; i++)
		if (PARTY_WORDS[i].family == FAMILY_AGENT && c->counts[i] >= 3)
			draft_add(c, PARTY_WORDS[i].text, ROLE_OTHER);
	bind_header(c);
	return true;
}

/* Terms of use: who is spoken to, and whoever speaks. */
static void fill_terms(struct party_case *c)
{
	uint32_t user = side_word(c, FAMILY_USER, ROLE_CUSTOMER);
	uint32_t self = side_word(c, FAMILY_SELF, ROLE_PROVIDER);
	uint32_t patron = side_word(c, FAMILY_PATRON, ROLE_CUSTOMER);
	struct draft *draft;

	if (user == LEXICON_NONE || (patron != LEXICON_NONE && c->counts[patron] > c->counts[user]))
		user = patron;
	if (user != LEXICON_NONE) {
		draft = draft_add(c, PARTY_WORDS[user].text, ROLE_CUSTOMER);
		side_aliases(c, draft, FAMILY_USER, ROLE_CUSTOMER, 1);
		side_aliases(c, draft, FAMILY_PATRON, ROLE_CUSTOMER, c->counts[user] / 4 + 3);
	}
	draft = draft_add(c, self == LEXICON_NONE ? STR_NONE : PARTY_WORDS[self].text,
			  ROLE_PROVIDER);
	side_aliases(c, draft, FAMILY_SELF, ROLE_PROVIDER, 1);
	brand_aliases(c, draft);
	if (draft->name.n == 0 && draft->alias_count)
		draft->name = draft->aliases[--draft->alias_count];
	bind_header(c);
	if (draft->name.n == 0)
		c->n--;
}

static uint32_t count_of(const struct party_case *c, struct str word)
{
	return c->counts[party_word_of(word)];
}

/* Which of the three ways of naming parties the contract uses, and its drafts. */
static void fill(struct party_case *c, bool *guessed)
{
	uint32_t first = count_of(c, STR("甲方")), second = count_of(c, STR("乙方")), score;
	uint32_t spoken_to = count_of(c, STR("您")) + count_of(c, STR("你"));
	uint32_t users = side_count(c, FAMILY_USER, ROLE_CUSTOMER);
	uint32_t selves = side_count(c, FAMILY_SELF, ROLE_PROVIDER);
	enum party_family family = family_best(c, &score);

	if (first + second >= 3 && (first + second) * 3 >= spoken_to)
		fill_stems(c, guessed);
	else if (family != FAMILY_STEM && score >= 6 && score >= (users < selves ? users : selves))
		fill_family(c, family);
	else if (users + selves + side_count(c, FAMILY_PATRON, ROLE_CUSTOMER) >= 3)
		fill_terms(c);
}

static int longest_first(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : str_compare(*x, *y);
}

struct parties parties_find(struct arena *arena, const struct norm *norm,
			    const struct outline *outline)
{
	struct party_case *c = ARENA_NEW(arena, struct party_case);
	struct party *parties = ARENA_ARRAY(arena, struct party, PARTIES_MAX);
	bool guessed = false;

	c->arena = arena;
	c->text = norm->text;
	c->outline = outline;
	c->definitions = definitions_find(arena, norm, outline);
	words_count(c);
	fill(c, &guessed);
	for (uint32_t i = 0; i < c->n; i++) {
		struct draft *draft = c->drafts + i;

		qsort(draft->aliases, draft->alias_count, sizeof *draft->aliases, longest_first);
		parties[i] = (struct party){
			.name = draft->name,
			.role = draft->role,
			.guessed = guessed && draft->role != ROLE_OTHER,
			.aliases = draft->aliases,
			.alias_count = draft->alias_count,
			.full = draft->full,
		};
	}
	return (struct parties){parties, c->n};
}
