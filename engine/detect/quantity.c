#include "detect/run.h"

static const struct {
	struct str name;
	enum quantity_kind kind;
} kinds[] = {
	{STR_INIT("money"), QUANTITY_MONEY},	   {STR_INIT("ratio"), QUANTITY_RATIO},
	{STR_INIT("duration"), QUANTITY_DURATION}, {STR_INIT("count"), QUANTITY_COUNT},
	{STR_INIT("date"), QUANTITY_DATE},
};

/* The unit an option speaks in is the end of its name; in what a quantity's value is kept follows
 * from its kind. A ratio without such an ending is in percent, a duration in days, money in yuan.
 */
static const struct {
	struct str ending;
	double factor;
} endings[] = {
	{STR_INIT("-seconds"), 1.0 / 86400}, {STR_INIT("-minutes"), 1.0 / 1440},
	{STR_INIT("-hours"), 1.0 / 24},	     {STR_INIT("-weeks"), 7},
	{STR_INIT("-months"), 30},	     {STR_INIT("-years"), 365},
	{STR_INIT("-permille"), 0.001},	     {STR_INIT("-fraction"), 1},
};

static bool kind_fits(struct str unit, enum quantity_kind kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (str_equal(kinds[i].name, unit))
			return kinds[i].kind == kind;
	return true;
}

/* What a quantity of that kind is compared with. */
static double limit_of(const struct rule *rule, enum quantity_kind kind)
{
	struct str name = rule->detect.quantity.option;
	const struct rule_option *option = name.n ? rule_option(rule, name) : NULL;
	double value = option ? option->value : rule->detect.quantity.value;

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (str_ends(name, endings[i].ending))
			return value * endings[i].factor;
	return kind == QUANTITY_RATIO ? value / 100 : value;
}

/* Thirty percent written 30%, 三成 or 百分之三十 must be equal to 30/100 however they were
 * computed. */
static int compare(double a, double b)
{
	double scale = (a < 0 ? -a : a) + (b < 0 ? -b : b);

	if (a - b > scale * 1e-12)
		return 1;
	return b - a > scale * 1e-12 ? -1 : 0;
}

static bool value_passes(const struct rule *rule, const struct quantity *q)
{
	int order = compare(q->value, limit_of(rule, q->kind));

	switch (rule->detect.quantity.test) {
	case TEST_LESS: return order < 0;
	case TEST_LESS_EQUAL: return order <= 0;
	case TEST_GREATER: return order > 0;
	case TEST_GREATER_EQUAL: return order >= 0;
	case TEST_EQUAL: return order == 0;
	case TEST_NONE:
	case TEST_PRESENT: return true;
	default: return false;
	}
}

static bool state_passes(enum quantity_test test, bool placeholder)
{
	return test == TEST_EMPTY || test == (placeholder ? TEST_PLACEHOLDER : TEST_BLANK);
}

static bool quantity_fits(const struct rule *rule, const struct quantity *q)
{
	if (q->state == QUANTITY_VALUE)
		return value_passes(rule, q);
	return state_passes(rule->detect.quantity.test, q->state == QUANTITY_PLACEHOLDER);
}

/* A blank without a unit is no quantity, but where any kind will do it is one that is missing. */
static bool blank_passes(struct run *run, const struct rule *rule, struct span within,
			 struct span *found)
{
	enum {
		LETTERS =
			1 << BLANK_LETTER | 1 << BLANK_CROSS | 1 << BLANK_VARIABLE | 1 << BLANK_HINT
	};
	struct blanks blanks = run->facts->blanks;

	if (rule->detect.quantity.unit.n)
		return false;
	for (uint32_t i = blank_from(blanks, within.begin);
	     i < blanks.n && blanks.p[i].at.begin < within.end; i++) {
		if (state_passes(rule->detect.quantity.test, 1u << blanks.p[i].mark & LETTERS)) {
			*found = blanks.p[i].at;
			return true;
		}
	}
	return false;
}

bool quantity_passes(struct run *run, const struct rule *rule, struct span within,
		     struct span *found)
{
	struct quantities all = run->facts->quantities;
	uint32_t i = quantity_from(all, within.begin);
	bool any = false;

	*found = within;
	/* The group may begin inside a quantity: behind the 人民币 of 人民币100元. */
	if (i > 0 && all.p[i - 1].at.end > within.begin)
		i--;
	for (; i < all.n && all.p[i].at.begin < within.end; i++) {
		if (!kind_fits(rule->detect.quantity.unit, all.p[i].kind))
			continue;
		any = true;
		if (quantity_fits(rule, &all.p[i])) {
			*found = all.p[i].at;
			return true;
		}
	}
	if (rule->detect.quantity.test == TEST_ABSENT)
		return !any;
	return blank_passes(run, rule, within, found);
}
