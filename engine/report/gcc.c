/* The lines of a compiler: what editors, and whatever else reads the messages of gcc, know how to
 * follow. Columns are display columns, as gcc counts them. */
#include "report/phrases.h"
#include "report/plain.h"
#include "report/problem.h"

static void put_place(struct out *out, struct str path, uint32_t line, uint32_t column,
		      const char *level)
{
	plain_put(out, path);
	out_format(out, ":%u:%u: %s: ", (unsigned)line, (unsigned)column, level);
}

void gcc_begin(struct rendering *rendering)
{
	(void)rendering;
}

static void put_finding(struct out *out, struct phrases *phrases, const struct report *report,
			const struct shown_finding *finding)
{
	static const char *const levels[] = {[SEVERITY_INFO] = "note",
					     [SEVERITY_LOW] = "note",
					     [SEVERITY_MEDIUM] = "warning",
					     [SEVERITY_HIGH] = "error"};
	struct str clause =
		phrase_clause(phrases, report, finding->clause->path, finding_is_absence(finding));

	put_place(out, report->path, finding->begin.line, finding->display,
		  levels[finding->severity]);
	plain_put(out, finding->words->message);
	plain_put(out, phrase(phrases, TEXT_OPEN));
	plain_put(out, clause);
	plain_put(out, phrase(phrases, TEXT_CLOSE));
	out_str(out, STR(" ["));
	plain_put(out, finding->rule->id);
	out_str(out, STR("]\n"));
}

void gcc_add(struct rendering *rendering, const struct report *report)
{
	struct phrases phrases = {.arena = rendering->scratch, .lang = report->lang};
	struct out *out = rendering->out;

	for (uint32_t i = 0; i < report->finding_count; i++)
		if (finding_is_open(&report->findings[i]))
			put_finding(out, &phrases, report, &report->findings[i]);
	for (uint32_t i = 0; i < report->incomplete_count; i++) {
		put_place(out, report->path, 1, 1, "error");
		plain_put(out, phrase_incomplete(&phrases, &report->incompletes[i]));
		out_char(out, '\n');
	}
}

/* What has no place is said as gcc does, by the program's name; editors pass over it. */
void gcc_end(struct rendering *rendering)
{
	struct phrases phrases = {.arena = rendering->scratch, .lang = rendering->lang};
	struct str not_listed = phrase_not_listed(&phrases, rendering);
	struct out *out = rendering->out;

	for (uint32_t i = 0; i < rendering->skipped.n; i++) {
		const struct left_out *skipped = &rendering->skipped.p[i];
		put_place(out, skipped->path, 1, 1, "error");
		plain_put(out, PHRASE_FILL(&phrases, TEXT_SHORT_SKIPPED,
					   {"reason", phrase_problem(&phrases, skipped->reason)}));
		out_char(out, '\n');
	}
	if (not_listed.n) {
		out_str(out, STR("clauselint: note: "));
		plain_put(out, not_listed);
		out_char(out, '\n');
	}
}
