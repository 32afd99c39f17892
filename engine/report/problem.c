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
	size_t open = str_find(pattern, STR("{"), 0);

	values->n = 0;
	if (!str_starts(text, str_cut(pattern, 0, open)))
		return false;
	text = str_cut(text, open, text.n);
	while (open < pattern.n) {
		size_t close = str_find(pattern, STR("}"), open);
		size_t next = str_find(pattern, STR("{"), close), end;
		struct str behind = str_cut(pattern, close + 1, next);

		end = behind.n ? str_find(text, behind, 0) : text.n;
		if (end == SIZE_MAX ||
		    !add_value(values, str_cut(pattern, open + 1, close), str_cut(text, 0, end)))
			return false;
		text = str_cut(text, end + behind.n, text.n);
		open = next;
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
