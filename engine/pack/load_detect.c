#include "pack/load.h"


NAMES(units, "a unit", STR_INIT("sentence"), STR_INIT("clause"), STR_INIT("section"),
      STR_INIT("document"));
NAMES(quantity_units, "a kind of quantity", STR_INIT("money"), STR_INIT("ratio"),
      STR_INIT("duration"), STR_INIT("count"), STR_INIT("date"));
NAMES(counterparts, "what a counterpart can have", STR_INIT("none"), STR_INIT("some"));
NAMES(report_places, "a place to report at", STR_INIT("document"), STR_INIT("heading"));
/* In the order of enum blank_mark and enum blank_need (fact/blank.h). */
NAMES(marks, "a mark of a blank", STR_INIT("line"), STR_INIT("gap"), STR_INIT("bracket"),
      STR_INIT("hint"), STR_INIT("letter"), STR_INIT("cross"), STR_INIT("variable"),
      STR_INIT("label"), STR_INIT("missing"), STR_INIT("choice"), STR_INIT("open"));
NAMES(needs, "a kind of missing value", STR_INIT("unknown"), STR_INIT("party"),
      STR_INIT("identity"), STR_INIT("contact"), STR_INIT("account"), STR_INIT("money"),
      STR_INIT("ratio"), STR_INIT("duration"), STR_INIT("date"), STR_INIT("count"),
      STR_INIT("place"), STR_INIT("name"), STR_INIT("choice"), STR_INIT("number"),
      STR_INIT("signature"), STR_INIT("text"));
/* In the order of enum service_state (detect/detect.h); nobody reports what is present. */
NAMES(states, "a state of a service level", STR_INIT(""), STR_INIT("blank"),
      STR_INIT("placeholder"), STR_INIT("vague"), STR_INIT("elsewhere"), STR_INIT("missing"));
/* clang-format off */
#define STRUCTURE(name, check) STR_INIT(name),
static const struct str structure_names[] = {
#include "pack/structures.def"
};
#undef STRUCTURE
/* clang-format on */
static const struct names structures = {"a structural check", structure_names,
					sizeof structure_names / sizeof structure_names[0]};

/* For words that stay words in the rule, but must be known ones. */
static void load_known_text(struct loader *loader, const struct yaml *node,
			    const struct names *names, void *into)
{
	uint32_t found = UINT32_MAX;

	load_name(loader, node, names, &found);
	if (found != UINT32_MAX)
		*(struct str *)into = arena_str(loader->arena, names->p[found]);
}

/* --- unless --- */

static const struct field guard_fields[] = {
	{STR_INIT("within"), load_name, offsetof(struct guard, within), &units, true},
	{STR_INIT("any"), load_patterns, offsetof(struct guard, any), NULL, false},
	{STR_INIT("phrases"), load_phrases, offsetof(struct guard, any), NULL, false},
};

static void load_unless(struct loader *loader, const struct yaml *node, const struct names *names,
			void *into)
{
	struct detect *detect = into;
	struct guard *guards;

	(void)names;
	if (!load_is(loader, node, YAML_LIST, "a list of guards"))
		return;
	guards = ARENA_ARRAY(loader->arena, struct guard, node->n);
	for (uint32_t i = 0; i < node->n; i++) {
		load_map(loader, node->items[i], "a guard", FIELDS(guard_fields), &guards[i]);
		if (node->items[i]->kind == YAML_MAP && !guards[i].any.n)
			load_mistake(loader, node->items[i],
				     "a guard needs \"any\" or \"phrases\"");
	}
	detect->unless.p = guards;
	detect->unless.n = node->n;
}

/* --- in, near --- */

static const struct field in_fields[] = {
	{STR_INIT("heading"), load_patterns, offsetof(struct detect, heading), NULL, true},
};

static void load_in(struct loader *loader, const struct yaml *node, const struct names *names,
		    void *into)
{
	(void)names;
	load_map(loader, node, "\"in\"", FIELDS(in_fields), into);
}

static const struct field near_fields[] = {
	{STR_INIT("of"), load_patterns, offsetof(struct detect, near.of), NULL, true},
	{STR_INIT("distance"), load_count, offsetof(struct detect, near.distance), NULL, true},
};

static void load_near(struct loader *loader, const struct yaml *node, const struct names *names,
		      void *into)
{
	struct detect *detect = into;

	(void)names;
	load_map(loader, node, "\"near\"", FIELDS(near_fields), detect);
	if (detect->near.of.n == 1)
		load_mistake(loader, node, "\"near\" needs two patterns or more");
}

/* --- quantity --- */

static const struct {
	struct str word;
	enum quantity_test test;
} tests[] = {
	{STR_INIT("blank"), TEST_BLANK},     {STR_INIT("placeholder"), TEST_PLACEHOLDER},
	{STR_INIT("empty"), TEST_EMPTY},     {STR_INIT("absent"), TEST_ABSENT},
	{STR_INIT("present"), TEST_PRESENT},
};

/* Longer signs first. */
static const struct {
	struct str sign;
	enum quantity_test test;
} comparisons[] = {
	{STR_INIT("<="), TEST_LESS_EQUAL}, {STR_INIT(">="), TEST_GREATER_EQUAL},
	{STR_INIT("=="), TEST_EQUAL},	   {STR_INIT("<"), TEST_LESS},
	{STR_INIT(">"), TEST_GREATER},	   {STR_INIT("="), TEST_EQUAL},
};

/* "30", "0.3" or "30%"; anything else is an option's name, which is looked up when the rule is
 * read. */
static void read_bound(struct detect *detect, struct str bound)
{
	bool percent = str_ends(bound, STR("%"));
	struct str number = percent ? str_cut(bound, 0, bound.n - 1) : bound;

	if (!load_number(number, &detect->quantity.value))
		detect->quantity.option = bound;
	else if (percent)
		detect->quantity.value /= 100;
}

static void load_test(struct loader *loader, const struct yaml *node, const struct names *names,
		      void *into)
{
	struct detect *detect = into;

	(void)names;
	if (!load_is(loader, node, YAML_SCALAR, "a comparison"))
		return;
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		if (str_equal(tests[i].word, node->text))
			detect->quantity.test = tests[i].test;
	for (size_t i = 0; i < sizeof comparisons / sizeof comparisons[0]; i++) {
		struct str sign = comparisons[i].sign;
		if (detect->quantity.test || !str_starts(node->text, sign))
			continue;
		detect->quantity.test = comparisons[i].test;
		read_bound(detect, str_trim(str_cut(node->text, sign.n, node->text.n)));
	}
	if (!detect->quantity.test)
		load_mistake(
			loader, node,
			"\"%.*s\" is not a comparison: write \"< 30\", \"> max-percent\", blank, "
			"placeholder, empty, absent or present",
			STR_ARG(node->text));
}

static const struct field quantity_fields[] = {
	{STR_INIT("group"), load_text, offsetof(struct detect, quantity.group), NULL, false},
	{STR_INIT("unit"), load_known_text, offsetof(struct detect, quantity.unit), &quantity_units,
	 false},
	{STR_INIT("is"), load_test, 0, NULL, true},
};

static void load_quantity(struct loader *loader, const struct yaml *node, const struct names *names,
			  void *into)
{
	struct detect *detect = into;

	(void)names;
	detect->quantity.on =
		load_map(loader, node, "\"quantity\"", FIELDS(quantity_fields), detect);
}

/* --- party --- */

static void load_counterpart(struct loader *loader, const struct yaml *node,
			     const struct names *names, void *into)
{
	uint32_t some = 0;

	load_name(loader, node, names, &some);
	*(bool *)into = some != 0;
}

static const struct field party_fields[] = {
	{STR_INIT("group"), load_text, offsetof(struct detect, party.group), NULL, true},
	{STR_INIT("counterpart"), load_counterpart, offsetof(struct detect, party.counterpart_has),
	 &counterparts, true},
	{STR_INIT("within"), load_name, offsetof(struct detect, party.within), &units, false},
};

static void load_party(struct loader *loader, const struct yaml *node, const struct names *names,
		       void *into)
{
	struct detect *detect = into;

	(void)names;
	detect->party.within = UNIT_DOCUMENT;
	detect->party.on = load_map(loader, node, "\"party\"", FIELDS(party_fields), detect);
}

/* --- missing --- */

static void load_missing_types(struct loader *loader, const struct yaml *node,
			       const struct names *names, void *into)
{
	struct detect *detect = into;

	(void)names;
	detect->missing.types = load_texts(loader, node, &detect->missing.type_count);
}

static const struct field when_fields[] = {
	{STR_INIT("types"), load_missing_types, 0, NULL, false},
	{STR_INIT("any"), load_patterns, offsetof(struct detect, missing.when), NULL, false},
	{STR_INIT("phrases"), load_phrases, offsetof(struct detect, missing.when), NULL, false},
};

/* A list is short for its "any". */
static void load_when(struct loader *loader, const struct yaml *node, const struct names *names,
		      void *into)
{
	struct detect *detect = into;

	if (node->kind == YAML_MAP)
		load_map(loader, node, "\"when\"", FIELDS(when_fields), detect);
	else
		load_patterns(loader, node, names, &detect->missing.when);
}

static void load_report_at(struct loader *loader, const struct yaml *node,
			   const struct names *names, void *into)
{
	uint32_t heading = 0;

	load_name(loader, node, names, &heading);
	*(bool *)into = heading != 0;
}

static const struct field missing_fields[] = {
	{STR_INIT("when"), load_when, 0, NULL, false},
	{STR_INIT("report-at"), load_report_at, offsetof(struct detect, missing.at_heading),
	 &report_places, false},
};

static void load_missing(struct loader *loader, const struct yaml *node, const struct names *names,
			 void *into)
{
	struct detect *detect = into;

	(void)names;
	detect->missing.on = load_map(loader, node, "\"missing\"", FIELDS(missing_fields), detect);
}

/* --- blank, service --- */

static void load_formality(struct loader *loader, const struct yaml *node,
			   const struct names *names, void *into)
{
	bool formality = false;

	load_flag(loader, node, names, &formality);
	*(int *)into = formality;
}

static const struct field blank_fields[] = {
	{STR_INIT("marks"), load_bits, offsetof(struct detect, blank.marks), &marks, false},
	{STR_INIT("needs"), load_bits, offsetof(struct detect, blank.needs), &needs, false},
	{STR_INIT("formality"), load_formality, offsetof(struct detect, blank.formality), NULL,
	 false},
};

static void load_blank(struct loader *loader, const struct yaml *node, const struct names *names,
		       void *into)
{
	struct detect *detect = into;

	(void)names;
	detect->blank.marks = ((uint32_t)1 << marks.n) - 1;
	detect->blank.on = load_map(loader, node, "\"blank\"", FIELDS(blank_fields), detect);
}

static const struct field service_fields[] = {
	{STR_INIT("states"), load_bits, offsetof(struct detect, service.states), &states, true},
};

static void load_service(struct loader *loader, const struct yaml *node, const struct names *names,
			 void *into)
{
	struct detect *detect = into;

	(void)names;
	detect->service.on = load_map(loader, node, "\"service\"", FIELDS(service_fields), detect);
}

/* --- lacking --- */

static void load_lacking_items(struct loader *loader, const struct yaml *node,
			       const struct names *names, void *into)
{
	struct detect *detect = into;

	(void)names;
	detect->lacking.items = load_texts(loader, node, &detect->lacking.item_count);
}

/* A number, or an option's name, which is looked up when a contract is read. */
static void load_least(struct loader *loader, const struct yaml *node, const struct names *names,
		       void *into)
{
	struct detect *detect = into;
	double number;

	if (node->kind == YAML_SCALAR && !load_number(node->text, &number))
		detect->lacking.option = node->text;
	else
		load_count(loader, node, names, &detect->lacking.least);
}

static const struct field lacking_fields[] = {
	{STR_INIT("items"), load_lacking_items, 0, NULL, true},
	{STR_INIT("at-least"), load_least, 0, NULL, true},
};

static void load_lacking(struct loader *loader, const struct yaml *node, const struct names *names,
			 void *into)
{
	struct detect *detect = into;

	(void)names;
	detect->lacking.on = load_map(loader, node, "\"lacking\"", FIELDS(lacking_fields), detect);
}

/* --- detect --- */

static const struct field detect_fields[] = {
	{STR_INIT("within"), load_name, offsetof(struct detect, within), &units, false},
	{STR_INIT("any"), load_patterns, offsetof(struct detect, any), NULL, false},
	{STR_INIT("phrases"), load_phrases, offsetof(struct detect, any), NULL, false},
	{STR_INIT("all"), load_patterns, offsetof(struct detect, all), NULL, false},
	{STR_INIT("none"), load_patterns, offsetof(struct detect, none), NULL, false},
	{STR_INIT("unless"), load_unless, 0, NULL, false},
	{STR_INIT("in"), load_in, 0, NULL, false},
	{STR_INIT("each"), load_flag, offsetof(struct detect, each), NULL, false},
	{STR_INIT("near"), load_near, 0, NULL, false},
	{STR_INIT("quantity"), load_quantity, 0, NULL, false},
	{STR_INIT("party"), load_party, 0, NULL, false},
	{STR_INIT("missing"), load_missing, 0, NULL, false},
	{STR_INIT("blank"), load_blank, 0, NULL, false},
	{STR_INIT("service"), load_service, 0, NULL, false},
	{STR_INIT("lacking"), load_lacking, 0, NULL, false},
	{STR_INIT("structure"), load_known_text, offsetof(struct detect, structure), &structures,
	 false},
	{STR_INIT("group"), load_text, offsetof(struct detect, group), NULL, false},
};

void load_detect(struct loader *loader, const struct yaml *node, const struct names *names,
		 void *into)
{
	struct detect *detect = into;

	(void)names;
	detect->blank.formality = -1;
	if (!load_map(loader, node, "\"detect\"", FIELDS(detect_fields), detect))
		return;
	if (!detect->any.n && !detect->all.n && !detect->near.of.n && !detect->quantity.on &&
	    !detect->blank.on && !detect->service.on && !detect->lacking.on &&
	    !detect->structure.n && !detect->heading.n)
		load_mistake(loader, node, "\"detect\" says nothing that could be found");
}
