#include "judge/baseline.h"

#include "data/json_read.h"

#include <stdlib.h>

enum { FILE_, RULE, CLAUSE, TEXT_, FINGERPRINT, CONTEXT, KEYS };

static const struct str keys[KEYS] = {STR_INIT("file"), STR_INIT("rule"), STR_INIT("clause"),
				      STR_INIT("text"), STR_INIT("fp"),	  STR_INIT("ctx")};

static void add_entry(struct baseline *baseline, struct str from, uint32_t line,
		      const struct str *values, struct mistakes *mistakes)
{
	if (!str_starts(values[FINGERPRINT], STR("c1:"))) {
		mistake_add(mistakes, from, line, 1,
			    "the fingerprint '%.*s' is of no kind that is known here; it begins "
			    "with c1:",
			    STR_ARG(values[FINGERPRINT]));
		return;
	}
	*VEC_PUSH(mistakes->arena, &baseline->list) = (struct baseline_entry){
		.file = values[FILE_],
		.rule = values[RULE],
		.clause = values[CLAUSE],
		.text = values[TEXT_],
		.fingerprint = values[FINGERPRINT],
		.context = values[CONTEXT],
		.from = from,
		.line = line,
	};
}

void baseline_read(struct baseline *baseline, struct str from, struct str text,
		   struct mistakes *mistakes)
{
	struct json_lines *lines =
		json_lines_open(mistakes, from, text, (struct json_keys){keys, KEYS});
	struct str values[KEYS];
	uint32_t number;

	baseline->there = true;
	while (json_lines_next(lines, &number, values)) {
		if (baseline->list.n == BASELINE_MAX) {
			mistake_add(mistakes, from, number, 1, "more than %d findings",
				    BASELINE_MAX);
			return;
		}
		add_entry(baseline, from, number, values, mistakes);
	}
}

static int by_file(const void *a, const void *b)
{
	const struct baseline_entry *x = a, *y = b;
	int order = str_compare(x->file, y->file);

	if (!order)
		order = str_compare(x->fingerprint, y->fingerprint);
	return order ? order : (x->line > y->line) - (x->line < y->line);
}

void baseline_sort(struct baseline *baseline)
{
	struct baseline_entry *p = baseline->list.p;
	uint32_t n = 0;

	if (baseline->list.n)
		qsort(p, baseline->list.n, sizeof *p, by_file);
	for (uint32_t i = 0; i < baseline->list.n; i++)
		if (n == 0 || !str_equal(p[n - 1].file, p[i].file) ||
		    !str_equal(p[n - 1].fingerprint, p[i].fingerprint))
			p[n++] = p[i];
	baseline->list.n = n;
}
