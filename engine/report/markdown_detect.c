/* What a rule looks for, in words made from the parts of its detector. The patterns themselves are
 * for those who open the pack; the rule's examples show best what they mean. */
#include "report/markdown.h"

#include "fact/blank.h"
#include "text/hant.h"

#include <string.h>

enum { WORDS_SHOWN = 12 };

struct telling {
	struct markdown *md;
	const struct rule *rule;
	cmark_node *list;
};

static struct str unit_name(struct markdown *md, enum unit unit)
{
	static const enum text_id units[] = {TEXT_UNIT_SENTENCE, TEXT_UNIT_CLAUSE,
					     TEXT_UNIT_SECTION, TEXT_UNIT_DOCUMENT};

	return md_say(md, units[unit]);
}

#define TELL(t, id, ...) md_item((t)->md, (t)->list, MD_FILL((t)->md, (id), __VA_ARGS__))

static bool is_plain(struct str source)
{
	for (size_t i = 0; i < source.n; i++)
		if (strchr("\\^$.[]|()?*+{}", source.p[i]))
			return false;
	return source.n > 0;
}

/* The patterns that are nothing but words, as words: “：自动续约、自动展期”. */
static struct str plain_words(struct markdown *md, struct patterns patterns)
{
	struct str words[WORDS_SHOWN];
	uint32_t n = 0;

	for (uint32_t i = 0; i < patterns.n && n < WORDS_SHOWN; i++) {
		struct str source = patterns.p[i].source;
		if (!is_plain(source))
			return STR_NONE;
		words[n++] =
			md->phrases.lang == LANG_HANT ? to_traditional(md->arena, source) : source;
	}
	return n ? arena_format(md->arena, "%.*s%.*s", STR_ARG(md_say(md, TEXT_COLON)),
				STR_ARG(md_join(md, words, n)))
		 : STR_NONE;
}

static void tell_patterns(struct telling *t, enum text_id id, struct patterns patterns,
			  enum unit unit)
{
	if (patterns.n)
		TELL(t, id, {"unit", unit_name(t->md, unit)}, {"n", md_number(t->md, patterns.n)},
		     {"words", plain_words(t->md, patterns)});
}

static void tell_words(struct telling *t)
{
	const struct detect *d = &t->rule->detect;

	tell_patterns(t, TEXT_DETECT_HEADING, d->heading, d->within);
	tell_patterns(t, TEXT_DETECT_ANY, d->any, d->within);
	tell_patterns(t, TEXT_DETECT_ALL, d->all, d->within);
	if (d->near.of.n)
		TELL(t, TEXT_DETECT_NEAR, {"n", md_number(t->md, d->near.of.n)},
		     {"distance", md_number(t->md, d->near.distance)});
	tell_patterns(t, TEXT_DETECT_NONE, d->none, d->within);
	for (uint32_t i = 0; i < d->unless.n; i++)
		tell_patterns(t, TEXT_DETECT_UNLESS, d->unless.p[i].any, d->unless.p[i].within);
}

/* --- values ---------------------------------------------------------------------------------- */

static struct str kind_name(struct markdown *md, struct str kind)
{
	static const struct {
		struct str name;
		enum text_id text;
	} kinds[] = {
		{STR_INIT("money"), TEXT_NEED_MONEY},	    {STR_INIT("ratio"), TEXT_NEED_RATIO},
		{STR_INIT("duration"), TEXT_NEED_DURATION}, {STR_INIT("count"), TEXT_NEED_COUNT},
		{STR_INIT("date"), TEXT_NEED_DATE},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (str_equal(kinds[i].name, kind))
			return md_say(md, kinds[i].text);
	return md_say(md, TEXT_NEED_UNKNOWN);
}

/* The bound of a comparison, with the option that can change it. */
static struct str bound(struct telling *t, struct str option_name, double value, struct str unit)
{
	const struct rule_option *option = rule_option(t->rule, option_name);

	if (option)
		return arena_format(t->md->arena, "%.*s (%.*s)", STR_ARG(option->text),
				    STR_ARG(option->name));
	if (str_equal(unit, STR("ratio")))
		return arena_format(t->md->arena, "%g%%", value * 100);
	return arena_format(t->md->arena, "%g", value);
}

static void tell_values(struct telling *t)
{
	static const enum text_id tests[] = {
		[TEST_LESS] = TEXT_TEST_LESS,
		[TEST_LESS_EQUAL] = TEXT_TEST_LESS_EQUAL,
		[TEST_GREATER] = TEXT_TEST_GREATER,
		[TEST_GREATER_EQUAL] = TEXT_TEST_GREATER_EQUAL,
		[TEST_EQUAL] = TEXT_TEST_EQUAL,
		[TEST_BLANK] = TEXT_TEST_BLANK,
		[TEST_PLACEHOLDER] = TEXT_TEST_PLACEHOLDER,
		[TEST_EMPTY] = TEXT_TEST_EMPTY,
		[TEST_ABSENT] = TEXT_TEST_ABSENT,
		[TEST_PRESENT] = TEXT_TEST_PRESENT,
	};
	const struct detect *d = &t->rule->detect;

	if (d->quantity.on && d->quantity.test != TEST_NONE)
		TELL(t, tests[d->quantity.test], {"kind", kind_name(t->md, d->quantity.unit)},
		     {"value", bound(t, d->quantity.option, d->quantity.value, d->quantity.unit)});
}

/* The texts from first on whose bits are set. */
static struct str named_bits(struct markdown *md, uint32_t bits, enum text_id first, uint32_t count)
{
	struct str names[32];
	uint32_t n = 0;

	for (uint32_t i = 0; i < count; i++)
		if (bits & 1u << i)
			names[n++] = md_say(md, (enum text_id)(first + i));
	return md_join(md, names, n);
}

static void tell_blanks(struct telling *t)
{
	const struct detect *d = &t->rule->detect;
	enum text_id id = d->blank.needs ? TEXT_DETECT_BLANK : TEXT_DETECT_ANY_BLANK;

	if (d->blank.on)
		TELL(t, id,
		     {"needs", named_bits(t->md, d->blank.needs, TEXT_NEED_UNKNOWN, BLANK_NEEDS)});
	if (d->blank.on && d->blank.formality >= 0)
		TELL(t, d->blank.formality ? TEXT_DETECT_FORMAL : TEXT_DETECT_NOT_FORMAL,
		     {"", STR_NONE});
	if (d->service.on)
		TELL(t, TEXT_DETECT_SERVICE,
		     {"states", named_bits(t->md, d->service.states, TEXT_STATE_PRESENT, 6)});
}

/* --- the contract as a whole ----------------------------------------------------------------- */

static struct str type_title(struct markdown *md, struct str type)
{
	const struct pack *pack = md->rendering->pack;

	for (uint32_t i = 0; i < pack->checklist_count; i++)
		if (str_equal(pack->checklists[i].type, type))
			return md_words(md, &pack->checklists[i].title);
	return type;
}

static void tell_types(struct telling *t, const struct str *types, uint32_t n)
{
	struct str *titles = ARENA_ARRAY(t->md->arena, struct str, n);

	for (uint32_t i = 0; i < n; i++)
		titles[i] = type_title(t->md, types[i]);
	if (n)
		TELL(t, TEXT_DETECT_TYPES, {"types", md_join(t->md, titles, n)});
}

static struct str item_title(struct markdown *md, struct str id)
{
	const struct pack *pack = md->rendering->pack;

	for (uint32_t i = 0; i < pack->checklist_count; i++)
		for (uint32_t k = 0; k < pack->checklists[i].item_count; k++)
			if (str_equal(pack->checklists[i].items[k].id, id))
				return md_words(md, &pack->checklists[i].items[k].title);
	return id;
}

static void tell_absence(struct telling *t)
{
	const struct detect *d = &t->rule->detect;
	struct str *items = ARENA_ARRAY(t->md->arena, struct str, d->lacking.item_count);

	if (d->missing.on)
		TELL(t, TEXT_DETECT_MISSING, {"", STR_NONE});
	tell_patterns(t, TEXT_DETECT_WHEN, d->missing.when, UNIT_DOCUMENT);
	tell_types(t, d->missing.types, d->missing.type_count);
	for (uint32_t i = 0; i < d->lacking.item_count; i++)
		items[i] = item_title(t->md, d->lacking.items[i]);
	if (d->lacking.on)
		TELL(t, TEXT_DETECT_LACKING,
		     {"n", bound(t, d->lacking.option, d->lacking.least, STR_NONE)},
		     {"items", md_join(t->md, items, d->lacking.item_count)});
}

static void tell_conditions(struct telling *t)
{
	const struct rule *rule = t->rule;
	const struct detect *d = &rule->detect;

	if (d->structure.n)
		TELL(t, TEXT_DETECT_STRUCTURE, {"name", d->structure});
	if (d->party.on)
		TELL(t, d->party.counterpart_has ? TEXT_DETECT_PARTY_SOME : TEXT_DETECT_PARTY_NONE,
		     {"unit", unit_name(t->md, d->party.within)});
	tell_absence(t);
	tell_types(t, rule->only.types, rule->only.type_count);
	if (rule->only.jurisdictions)
		TELL(t, TEXT_DETECT_LAW,
		     {"laws",
		      named_bits(t->md, rule->only.jurisdictions, TEXT_LAW_OF_CN, JURISDICTIONS)});
	if (rule->supersede_count)
		TELL(t, TEXT_DETECT_SUPERSEDES,
		     {"rules", md_join(t->md, rule->supersedes, rule->supersede_count)});
}

void markdown_detect(struct markdown *md, const struct rule *rule)
{
	struct telling t = {.md = md, .rule = rule};

	md_strong(md, md_paragraph(md, NULL, STR("")), md_say(md, TEXT_EXPLAIN_DETECT));
	t.list = md_list(md);
	tell_words(&t);
	tell_values(&t);
	tell_blanks(&t);
	tell_conditions(&t);
}
