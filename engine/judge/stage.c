#include "judge/stage.h"

#include <string.h>

static bool is_about_a_blank(const struct rule *rule)
{
	enum quantity_test test = rule->detect.quantity.test;

	return str_equal(rule->category, STR("blank")) || rule->detect.blank.on ||
	       test == TEST_BLANK || test == TEST_PLACEHOLDER || test == TEST_EMPTY;
}

const struct findings *stage_judge(struct arena *arena, bool draft, const struct findings *findings)
{
	struct findings *judged;
	struct finding *list;

	if (!draft)
		return findings;
	judged = ARENA_NEW(arena, struct findings);
	list = ARENA_ARRAY(arena, struct finding, findings->n);
	if (findings->n)
		memcpy(list, findings->p, findings->n * sizeof *list);
	for (uint32_t i = 0; i < findings->n; i++)
		if (is_about_a_blank(list[i].rule))
			list[i].severity = SEVERITY_INFO;
	*judged = *findings;
	judged->p = list;
	return judged;
}
