#include "fact/party_case.h"

#include "base/utf8.h"
#include "fact/word_list.h"
#include "fact/words.h"

enum { LOOK_BACK = 180, NAME_BYTES = 120, OWNERS_MAX = 8, OWNER_USES_MIN = 3 };

bool names_a_side(struct str name)
{
	size_t size = list_before(name, name.n, &SIDES) ? utf8_count(name) : 0;

	return size >= 2 && size <= 12 && !list_before(name, name.n, &PERSONS) &&
	       !list_within(name, &NOT_IN_SIDE);
}

static bool is_trade(const struct party_word *word)
{
	return word->family > FAMILY_STEM && word->family <= FAMILY_AGENT &&
	       word->family != FAMILY_LABOUR;
}

static bool draft_of_stem(const struct party_case *c, const struct draft *draft)
{
	const struct party_word *word = party_word_of(c, draft->name);

	return word && word->family == FAMILY_STEM;
}

/* A side is bound by a role word: 甲方（出租方）. A draft's own name settles nothing. */
static void settle(struct party_case *c, struct draft *draft, struct str name)
{
	const struct party_word *word = party_word_of(c, name);

	bool side = draft_of_stem(c, draft);

	if (str_equal(name, draft->name) || (!word && !(side && names_a_side(name))) ||
	    (word && word->family == FAMILY_LABOUR && !side))
		return;
	draft_alias(c, draft, name);
	if (str_starts(name, STR("平台")))
		draft_alias(c, draft, STR("平台"));
	if (!word || draft->settled || word->family == FAMILY_STEM)
		return;
	draft->role = word->role;
	draft->family = word->family;
	draft->settled = true;
}

/* 甲方（委托方）, 甲方（出租方、房东）: the words in the bracket right behind a side. The answer is
 * where the bracket ends. */
static uint32_t bind_bracket(struct party_case *c, struct draft *draft, uint32_t end)
{
	size_t at = end, begin, here;
	uint32_t cp = utf8_next(c->text, &at);

	if (cp != 0xFF08 && cp != 0x3010)
		return end;
	begin = at;
	for (unsigned n = 0; n < 24; n++) {
		here = at;
		cp = utf8_next(c->text, &at);
		if (cp == UTF8_NONE || cp == '\n')
			return end;
		if (cp == 0xFF09 || cp == 0x3011 || cp == 0x3001 || cp == '/') {
			settle(c, draft, str_cut(c->text, begin, here));
			begin = at;
			if (cp == 0xFF09 || cp == 0x3011)
				return (uint32_t)at;
		}
	}
	return end;
}

static struct str clean_name(struct str name)
{
	size_t size;

	name = str_trim(name);
	size = utf8_count(name);
	return size < 2 || size > 40 || list_within(name, &NO_NAME) ? STR_NONE : name;
}

/* 甲方（委托方）：NAME: the company's name behind the colon, unless it is a blank. */
static void bind_full(const struct party_case *c, struct draft *draft, uint32_t at)
{
	struct str colon = STR("：");
	size_t begin = at + colon.n, end = begin;

	if (draft->full.n || !str_starts(str_cut(c->text, at, c->text.n), colon))
		return;
	while (end < c->text.n && end - begin <= NAME_BYTES && c->text.p[end] != '\n' &&
	       !list_after(c->text, end, &FULL_NAME_ENDS))
		utf8_next(c->text, &end);
	draft->full = clean_name(str_cut(c->text, begin, end));
}

/* 出租方：（甲方） or 需方（甲方）: the role word left of a bracket that holds a side. */
static void bind_before_bracket(struct party_case *c, struct draft *draft, uint32_t i)
{
	const struct sighting *s = c->sightings.p + i;

	if (i > 0 && list_has(&BRACKET_OPENS, str_cut(c->text, s[-1].at.end, s->at.begin)))
		settle(c, draft, str_at(c->text, s[-1].at));
}

/* 甲方作为…的提供商，: a role word at the end of what a side is said to be. */
static void bind_being(const struct party_case *c, struct draft *draft, uint32_t i)
{
	const struct sighting *s = c->sightings.p + i;

	if (draft->settled || !list_after(c->text, s->at.end, &BEING))
		return;
	for (uint32_t j = i + 1; j < c->sightings.n && j < i + 4; j++) {
		const struct sighting *t = c->sightings.p + j;
		const struct party_word *word = c->words.p + t->word;

		if (t->at.begin - s->at.end > LOOK_BACK ||
		    word_within(str_cut(c->text, s->at.end, t->at.begin), "， 。 ； \n"))
			return;
		if (is_trade(word) && word_after(c->text, t->at.end, "， 。 ； \n")) {
			draft->role = word->role;
			draft->family = word->family;
			draft->settled = true;
			return;
		}
	}
}

/* A side's own short name (某某科技); things may be given one in the same line. */
static void name_side(struct party_case *c, struct draft *draft, struct str name)
{
	settle(c, draft, name);
	if (!list_within(name, &NO_NAME) && !list_before(name, name.n, &NAMED_THINGS))
		draft_alias(c, draft, name);
}

/* Whether a line that begins with a side says who that is: 甲方：… or 甲方（委托方）：… */
static bool is_label(struct str text, uint32_t end, uint32_t head)
{
	struct str rest = str_cut(text, end, head);

	return str_starts(rest, STR("：")) ||
	       (str_starts(rest, STR("（")) && str_contains(rest, STR("）：")));
}

/* 出租方：张三（以下简称甲方）, 甲方：X公司（以下简称“委托方”）. Sightings from first on stand
 * behind the definition's head; what stands before floor belongs to the definition before. */
static void bind_definition(struct party_case *c, const struct definition *d, uint32_t first,
			    uint32_t floor)
{
	struct draft *named = draft_named(c, str_at(c->text, d->name));
	uint32_t from = line_start(c->text, d->head, LOOK_BACK);

	if (from < floor)
		from = floor;
	for (uint32_t i = first; i-- > 0 && c->sightings.p[i].at.begin >= from;) {
		const struct sighting *s = c->sightings.p + i;
		struct draft *labelled = draft_sighted(c, s);

		if (named && is_trade(c->words.p + s->word))
			settle(c, named, str_at(c->text, s->at));
		else if (!named && labelled && s->at.begin == from &&
			 is_label(c->text, s->at.end, d->head))
			name_side(c, labelled, str_at(c->text, d->name));
	}
}

/* The words that a definition gives a short name to: quoted, or what its line (or the line above)
 * holds since the last punctuation mark. */
static struct str defined_words(const struct party_case *c, const struct definition *d,
				bool *quoted)
{
	struct str text = c->text;
	uint32_t end = d->head, from = line_start(text, end, NAME_BYTES);
	size_t begin;

	if (from == end && from > 0)
		from = line_start(text, --end, NAME_BYTES);
	*quoted = word_before(text, end, "” 》 】") > 0;
	if (*quoted) {
		end -= 3;
		begin = end;
		while (begin > from && !word_before(text, begin, "“ 《 【"))
			utf8_prev(text, &begin);
		return str_cut(text, begin, end);
	}
	for (begin = end; begin > from; utf8_prev(text, &begin))
		if (list_before(text, begin, &OWNER_BEGINS))
			break;
	return str_cut(text, begin, end);
}

static uint32_t uses(struct str text, struct str name)
{
	uint32_t n = 0;

	for (size_t at = 0; n < OWNER_USES_MIN && (at = str_find(text, name, at)) != SIZE_MAX; n++)
		at += name.n;
	return n;
}

/* 某某（以下称本平台）: the longest end of these words that the text uses again is a name, too. */
static void bind_owner(struct party_case *c, const struct definition *d, unsigned *owners)
{
	bool quoted;
	struct str words = defined_words(c, d, &quoted), name = quoted ? words : STR_NONE;
	struct draft *draft = NULL;

	for (uint32_t i = 0; i < c->n; i++)
		if (draft_goes_by(c->drafts + i, str_at(c->text, d->name)))
			draft = c->drafts + i;
	if (!draft)
		return;
	if (!draft->full.n && list_before(words, words.n, &ORGANISATIONS))
		draft->full = clean_name(words);
	if (draft->role != ROLE_PROVIDER || (*owners)++ >= OWNERS_MAX)
		return;
	for (size_t begin = words.n; begin > 0 && !quoted;) {
		utf8_prev(words, &begin);
		if (party_word_of(c, str_cut(words, begin, words.n)))
			return;
		if (words.n - begin < 6)
			continue;
		if (uses(c->text, str_cut(words, begin, words.n)) < OWNER_USES_MIN)
			break;
		name = str_cut(words, begin, words.n);
	}
	if (!list_within(name, &NO_NAME) && !word_within(name, "的 协议 条款 合同"))
		draft_alias(c, draft, name);
}

/* 某某软件有限公司（以下称“算盘云”）: a company's short name, or one that begins the words that it
 * stands for, is what the author of terms of use goes by. */
void bind_author(struct party_case *c, struct draft *author)
{
	for (uint32_t i = 0; i < c->definitions.n; i++) {
		const struct definition *d = c->definitions.p + i;
		struct str name = str_at(c->text, d->name), words;
		bool quoted;

		if (!d->shorthand || party_word_of(c, name) || list_within(name, &NO_NAME) ||
		    list_before(name, name.n, &NAMED_THINGS) ||
		    uses(c->text, name) < OWNER_USES_MIN)
			continue;
		words = defined_words(c, d, &quoted);
		if (list_before(words, words.n, &ORGANISATIONS) ||
		    (author->alias_count == 0 && author->name.n == 0 && str_starts(words, name)))
			draft_alias(c, author, name);
	}
}

/* （以下简称“飞羽”或“平台”）: a name beside one that stands for a party is that party's, too. */
static void bind_other(struct party_case *c, struct span known, struct span other)
{
	struct str name = str_at(c->text, other);

	if (party_word_of(c, name) || list_within(name, &NO_NAME) ||
	    list_before(name, name.n, &NAMED_THINGS))
		return;
	for (uint32_t i = 0; i < c->n; i++)
		if (draft_goes_by(c->drafts + i, str_at(c->text, known)))
			draft_alias(c, c->drafts + i, name);
}

void bind_header(struct party_case *c)
{
	uint32_t sighting = 0, floor = 0;
	unsigned owners = 0;

	for (uint32_t i = 0; i < c->sightings.n; i++) {
		const struct sighting *s = c->sightings.p + i;
		struct draft *draft = draft_sighted(c, s);

		if (!draft)
			continue;
		bind_before_bracket(c, draft, i);
		bind_full(c, draft, bind_bracket(c, draft, s->at.end));
		bind_being(c, draft, i);
	}
	for (uint32_t i = 0; i < c->definitions.n; i++) {
		const struct definition *d = c->definitions.p + i;

		if (!d->shorthand)
			continue;
		while (sighting < c->sightings.n && c->sightings.p[sighting].at.end <= d->head)
			sighting++;
		bind_definition(c, d, sighting, floor);
		bind_owner(c, d, &owners);
		floor = d->end;
	}
}

void bind_beside(struct party_case *c)
{
	for (uint32_t i = 1; i < c->definitions.n; i++) {
		const struct definition *d = c->definitions.p + i;

		if (!d->shorthand || d[-1].head != d->head)
			continue;
		bind_other(c, d->name, d[-1].name);
		bind_other(c, d[-1].name, d->name);
	}
}
