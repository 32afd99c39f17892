#include "report/problem.h"

enum { VALUES_MAX = 4, NAME_MAX_SIZE = 16 };

/* What stands in a problem where its English pattern has names in braces. */
struct read_values {
	char names[VALUES_MAX][NAME_MAX_SIZE];
	struct phrase_value list[VALUES_MAX];
	uint32_t n;
};

static bool add_value(struct read_values *values, struct str name, struct str text)
{
	if (values->n == VALUES_MAX || name.n >= NAME_MAX_SIZE)
		return false;
	memcpy(values->names[values->n], name.p, name.n);
	values->names[values->n][name.n] = 0;
	values->list[values->n] = (struct phrase_value){values->names[values->n], text};
	values->n++;
	return true;
}

/* Whether text is what pattern becomes with some values, which are noted; a value ends where the
 * words behind its name first stand. */
static bool fits(struct str pattern, struct str text, struct read_values *values)
{
	struct str words, name, value_name;
	size_t at = 0;
	bool more = text_next_name(pattern, &at, &words, &name);

	values->n = 0;
	if (!str_starts(text, words))
		return false;
	text = str_cut(text, words.n, text.n);
	while (more) {
		size_t end;

		value_name = name;
		more = text_next_name(pattern, &at, &words, &name);
		end = words.n ? str_find(text, words, 0) : text.n;
		if (end == SIZE_MAX || !add_value(values, value_name, str_cut(text, 0, end)))
			return false;
		text = str_cut(text, end + words.n, text.n);
	}
	return text.n == 0;
}

static struct str translated(struct phrases *phrases, struct str problem, unsigned depth)
{
	struct read_values values;

	for (int id = TEXT_PROBLEM_EMPTY; id <= TEXT_PROBLEM_MEMORY; id++) {
		struct str english = report_text(phrases->arena, (enum text_id)id, LANG_EN);

		if (!fits(english, problem, &values))
			continue;
		for (uint32_t i = 0; depth == 0 && i < values.n; i++)
			if (str_equal(str_from(values.names[i]), STR("why")))
				values.list[i].text =
					translated(phrases, values.list[i].text, depth + 1);
		return phrase_fill(phrases, phrase(phrases, (enum text_id)id), values.list,
				   values.n);
	}
	return problem;
}

struct str phrase_problem(struct phrases *phrases, struct str problem)
{
	return translated(phrases, problem, 0);
}
