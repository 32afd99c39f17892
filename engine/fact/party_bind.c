#include "fact/party_case.h"

#include "base/utf8.h"

enum { LOOK_BACK = 180, NAME_BYTES = 120 };

/* What an alias that is no known word must end in to name a party (保险人, 融合参与方). */
static bool names_a_side(struct str name)
{
	static const struct str ends[] = {STR_INIT("方"),   STR_INIT("人"),   STR_INIT("商"),
					  STR_INIT("者"),   STR_INIT("单位"), STR_INIT("公司"),
					  STR_INIT("企业"), STR_INIT("机构"), STR_INIT("平台")};
	static const struct str persons[] = {
		STR_INIT("联系人"), STR_INIT("代表人"), STR_INIT("负责人"), STR_INIT("代理人"),
		STR_INIT("签署人"), STR_INIT("经办人"), STR_INIT("签字人"), STR_INIT("签约人"),
		STR_INIT("收款人"), STR_INIT("法人"),	STR_INIT("自然人"), STR_INIT("本人"),
		STR_INIT("双方"),   STR_INIT("各方"),	STR_INIT("一方"),   STR_INIT("三方"),
		STR_INIT("对方"),   STR_INIT("授权人")};
	size_t size = utf8_count(name);

	if (size < 2 || size > 12)
		return false;
	for (size_t i = 0; i < sizeof persons / sizeof persons[0]; i++)
		if (str_ends(name, persons[i]))
			return false;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (str_ends(name, ends[i]))
			return true;
	return false;
}

/* A side is bound by a role word: 甲方（出租方）. A draft's own name settles nothing. */
static void settle(struct party_case *c, struct draft *draft, struct str word)
{
	uint32_t known = party_word_of(word);

	if (str_equal(word, draft->name))
		return;
	draft_alias(c, draft, word);
	if (known == LEXICON_NONE || draft->settled || PARTY_WORDS[known].family == FAMILY_STEM)
		return;
	draft->role = PARTY_WORDS[known].role;
	draft->family = PARTY_WORDS[known].family;
	draft->settled = true;
}

static struct draft *draft_of(struct party_case *c, const struct sighting *s)
{
	return draft_named(c, str_at(c->text, s->at));
}

/* 甲方（委托方）, 甲方（出租方、房东）: the words in the bracket right behind a side. */
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
			struct str word = str_cut(c->text, begin, here);

			if (party_word_of(word) != LEXICON_NONE || names_a_side(word))
				settle(c, draft, word);
			begin = at;
			if (cp == 0xFF09 || cp == 0x3011)
				return (uint32_t)at;
		}
	}
	return end;
}

static bool is_blank_mark(uint32_t cp)
{
	return cp == '_' || cp == '{' || cp == '$' || cp == '<' || cp == 0x3010 || cp == 0xD7 ||
	       cp == '*' || cp == NORM_GAP_CP || cp == '\n' || cp == 'X' || cp == 0xFF08;
}

/* 甲方（委托方）：NAME: the company's name behind the colon, unless it is a blank. */
static void bind_full(struct party_case *c, struct draft *draft, uint32_t at)
{
	struct str colon = STR("：");
	size_t here, end;

	if (draft->full.n || !str_starts(str_cut(c->text, at, c->text.n), colon))
		return;
	here = end = at + colon.n;
	while (utf8_peek(c->text, here) == ' ')
		end = ++here;
	if (is_blank_mark(utf8_peek(c->text, here)))
		return;
	while (end - here < NAME_BYTES) {
		size_t next = end;
		uint32_t cp = utf8_next(c->text, &next);

		if (cp == UTF8_NONE || cp == '\n' || cp == NORM_GAP_CP || cp == 0xFF0C ||
		    cp == 0x3002 || cp == 0xFF1B || cp == 0xFF1A || cp == '_' || cp == '{')
			break;
		end = next;
	}
	draft->full = str_trim(str_cut(c->text, here, end));
	if (utf8_count(draft->full) < 2 || end - here >= NAME_BYTES)
		draft->full = STR_NONE;
}

/* 出租方：（甲方） or 需方（甲方）: the role word left of a bracket that holds a side. */
static void bind_before_bracket(struct party_case *c, struct draft *draft, uint32_t i)
{
	const struct sighting *s = c->sightings.p + i;
	struct str between;

	if (i == 0)
		return;
	between = str_cut(c->text, s[-1].at.end, s->at.begin);
	if (str_equal(between, STR("（")) || str_equal(between, STR("：（")) ||
	    str_equal(between, STR("（即")) || str_equal(between, STR("（“")) ||
	    str_equal(between, STR("【")))
		settle(c, draft, str_at(c->text, s[-1].at));
}

static bool ends_clause(uint32_t cp)
{
	return cp == UTF8_NONE || cp == '\n' || cp == 0xFF0C || cp == 0x3002 || cp == 0xFF1B;
}

/* 甲方作为…的提供商，: a role word at the end of what a side is said to be. */
static void bind_being(struct party_case *c, struct draft *draft, uint32_t i)
{
	static const struct str being[] = {STR_INIT("作为"), STR_INIT("为"), STR_INIT("是"),
					   STR_INIT("系")};
	const struct sighting *s = c->sightings.p + i;
	struct str rest = str_cut(c->text, s->at.end, c->text.n);

	for (size_t b = 0; b < sizeof being / sizeof being[0]; b++) {
		if (!str_starts(rest, being[b]))
			continue;
		for (uint32_t j = i + 1; j < c->sightings.n && j < i + 4; j++) {
			const struct sighting *t = c->sightings.p + j;

			if (t->at.begin - s->at.end > LOOK_BACK)
				return;
			if (ends_clause(utf8_peek(c->text, t->at.end))) {
				struct str between = str_cut(c->text, s->at.end, t->at.begin);
				const struct party_word *word = PARTY_WORDS + t->word;

				if (draft->settled || word->family <= FAMILY_STEM ||
				    word->family >= FAMILY_AGENT ||
				    str_contains(between, STR("，")) ||
				    str_contains(between, STR("。")))
					return;
				draft->role = word->role;
				draft->family = word->family;
				draft->settled = true;
				return;
			}
		}
	}
}

/* X公司（以下简称“甲方”）, 出租方：张三（以下简称甲方）, 甲方：X公司（以下简称“委托方”）. */
static void bind_definition(struct party_case *c, const struct definition *d, uint32_t first,
			    uint32_t floor)
{
	struct draft *named = draft_named(c, str_at(c->text, d->name));
	uint32_t from = line_start(c->text, d->head, LOOK_BACK);

	if (from < floor)
		from = floor;
	for (uint32_t i = first; i-- > 0 && c->sightings.p[i].at.begin >= from;) {
		struct str word = str_at(c->text, c->sightings.p[i].at);

		if (c->sightings.p[i].at.end > d->head)
			continue;
		if (named) {
			if (PARTY_WORDS[c->sightings.p[i].word].family < FAMILY_USER)
				settle(c, named, word);
		} else if (c->sightings.p[i].at.begin == from && draft_named(c, word)) {
			settle(c, draft_named(c, word), str_at(c->text, d->name));
		}
	}
}

static bool is_organisation(struct str name)
{
	static const struct str ends[] = {
		STR_INIT("公司"),   STR_INIT("银行"),	STR_INIT("大学"),   STR_INIT("学院"),
		STR_INIT("医院"),   STR_INIT("中心"),	STR_INIT("协会"),   STR_INIT("事务所"),
		STR_INIT("基金会"), STR_INIT("集团"),	STR_INIT("合伙）"), STR_INIT("企业社"),
		STR_INIT("研究院"), STR_INIT("研究所"), STR_INIT("工作室"), STR_INIT("商行")};

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (str_ends(name, ends[i]))
			return true;
	return false;
}

/* The company's name that ends where its short name is given. */
static void bind_owner(struct party_case *c, const struct definition *d)
{
	struct draft *draft = draft_named(c, str_at(c->text, d->name));
	uint32_t from = line_start(c->text, d->head, NAME_BYTES);
	struct str owner;
	size_t begin = d->head;

	if (!draft || draft->full.n)
		return;
	if (from == d->head && from > 0) /* the name stands on the line above */
		begin = from - 1, from = line_start(c->text, from - 1, NAME_BYTES);
	owner = str_cut(c->text, from, begin);
	while (owner.n) {
		size_t at = owner.n;
		uint32_t cp = utf8_prev(owner, &at);

		begin -= owner.n - at;
		owner.n = at;
		if (cp == 0xFF1A || cp == 0xFF0C || cp == 0x3002 || cp == NORM_GAP_CP ||
		    cp == 0x7531) {
			from = (uint32_t)begin + (cp == 0x7531 || cp == 0xFF0C || cp == 0xFF1A ||
								  cp == 0x3002 || cp == NORM_GAP_CP
							  ? 3
							  : 0);
			break;
		}
	}
	owner = str_trim(str_cut(c->text, from, d->head));
	if (is_organisation(owner))
		draft->full = owner;
}

void bind_header(struct party_case *c)
{
	uint32_t sighting = 0, floor = 0;

	for (uint32_t i = 0; i < c->sightings.n; i++) {
		struct draft *draft = draft_of(c, c->sightings.p + i);

		if (!draft)
			continue;
		bind_before_bracket(c, draft, i);
		bind_full(c, draft, bind_bracket(c, draft, c->sightings.p[i].at.end));
		bind_being(c, draft, i);
	}
	for (uint32_t i = 0; i < c->definitions.n; i++) {
		const struct definition *d = c->definitions.p + i;

		if (!d->shorthand)
			continue;
		while (sighting < c->sightings.n && c->sightings.p[sighting].at.begin < d->head)
			sighting++;
		bind_definition(c, d, sighting, floor);
		bind_owner(c, d);
		floor = d->end;
	}
}
