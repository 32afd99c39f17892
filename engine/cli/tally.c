#include "cli/tally.h"

#include <stdlib.h>

static struct rule_count *count_of(struct tally *tally, struct clint_text rule)
{
	struct str id = {rule.bytes, rule.size};
	struct rule_count **at = &tally->rules[str_hash(id) % 256];

	while (*at && !str_equal((*at)->id, id))
		at = &(*at)->next;
	if (!*at) {
		*at = ARENA_NEW(tally->arena, struct rule_count);
		(*at)->id = arena_str(tally->arena, id);
		tally->rule_total++;
	}
	return *at;
}

static void add_rules(struct tally *tally, const clint_report *report)
{
	struct clint_finding finding;

	for (size_t i = 0; clint_report_finding(report, i, &finding); i++) {
		struct rule_count *count = count_of(tally, finding.rule);
		count->count++;
		if (count->worst < finding.severity)
			count->worst = finding.severity;
	}
}

void tally_add(struct tally *tally, const clint_report *report, int fail_on)
{
	struct clint_summary summary;

	clint_report_summary(report, &summary);
	if (summary.refused)
		tally->skipped++;
	else
		tally->files++;
	tally->trouble |= summary.refused || summary.incomplete;
	tally->clauses += summary.clauses;
	for (int i = 0; i < 4; i++) {
		tally->found[i] += summary.found[i];
		tally->failed |= summary.found[i] && i >= fail_on;
	}
	if (tally->by_rule)
		add_rules(tally, report);
}

void tally_say(const struct tally *tally, const struct walk *walk, struct arena *arena)
{
	struct text passed = {.arena = arena};

	say("%zu file%s, %zu clause%s: %zu high, %zu medium, %zu low, %zu info; %zu not checked",
	    tally->files, tally->files == 1 ? "" : "s", tally->clauses,
	    tally->clauses == 1 ? "" : "s", tally->found[CLINT_HIGH], tally->found[CLINT_MEDIUM],
	    tally->found[CLINT_LOW], tally->found[CLINT_INFO], tally->skipped);
	for (int i = 0; i < PASSED_COUNT; i++)
		if (walk->passed[i])
			text_format(&passed, "%s%.*s", passed.n ? ", " : "",
				    STR_ARG(passed_text(arena, i, walk->passed[i])));
	if (passed.n)
		say("passed over: %.*s (-v names them)", STR_ARG(text_done(&passed)));
}

static int worst_first(const void *a, const void *b)
{
	const struct rule_count *one = *(struct rule_count *const *)a;
	const struct rule_count *other = *(struct rule_count *const *)b;

	if (one->worst != other->worst)
		return one->worst < other->worst ? 1 : -1;
	if (one->count != other->count)
		return one->count < other->count ? 1 : -1;
	return str_compare(one->id, other->id);
}

void tally_say_rules(const struct tally *tally, struct arena *arena)
{
	const struct rule_count **rows =
		ARENA_ARRAY(arena, const struct rule_count *, tally->rule_total);
	uint32_t n = 0;

	for (int i = 0; i < 256; i++)
		for (const struct rule_count *row = tally->rules[i]; row; row = row->next)
			rows[n++] = row;
	qsort(rows, n, sizeof(rows[0]), worst_first);
	for (uint32_t i = 0; i < n; i++)
		say("%8zu %-6s %.*s", rows[i]->count, clint_severity_name(rows[i]->worst),
		    STR_ARG(rows[i]->id));
}

int tally_status(const struct tally *tally)
{
	if (tally->trouble)
		return EXIT_TROUBLE;
	return tally->failed ? EXIT_FINDINGS : EXIT_CLEAN;
}
