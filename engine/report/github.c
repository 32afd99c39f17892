/* Annotations of a GitHub workflow: commands that its runner reads from the standard output of a
 * step (https://docs.github.com/actions, "Workflow commands").
 *
 * GitHub shows the first ten of each level and drops the others without a word. So the worst ten
 * are kept until the end, and what is not among them is counted in a notice. */
#include "report/phrases.h"
#include "report/plain.h"
#include "report/problem.h"

enum level { LEVEL_ERROR, LEVEL_WARNING, LEVEL_NOTICE, LEVELS };
enum { MOST = 10, MOST_LEFT_OUT = MOST / 2 };

struct annotation {
	unsigned rank; /* higher is worse */
	struct str path, rule, message;
	struct place begin, end;
};

struct annotations {
	struct annotation worst[LEVELS][MOST]; /* worst first, then in the order of the document */
	uint32_t n[LEVELS];
	uint64_t seen[LEVELS]; /* those that are not among the worst too */
};

static const char *const level_names[LEVELS] = {"error", "warning", "notice"};

static enum level level_of(enum severity severity)
{
	return severity == SEVERITY_HIGH     ? LEVEL_ERROR
	       : severity == SEVERITY_MEDIUM ? LEVEL_WARNING
					     : LEVEL_NOTICE;
}

/* --- collecting ------------------------------------------------------------------------------ */

void github_begin(struct rendering *rendering)
{
	rendering->state = ARENA_NEW(rendering->arena, struct annotations);
}

static struct str message_of(struct phrases *phrases, const struct report *report,
			     const struct shown_finding *finding)
{
	struct text text = {.arena = phrases->arena};
	struct str suggestion = str_trim(finding->words->suggestion);

	text_str(&text, finding->words->message);
	text_str(&text, phrase(phrases, TEXT_OPEN));
	text_str(&text, phrase_clause(phrases, report, finding->clause->path,
				      finding_is_absence(finding)));
	text_str(&text, phrase(phrases, TEXT_CLOSE));
	if (suggestion.n) {
		text_str(&text, STR("\n"));
		text_str(&text, phrase(phrases, TEXT_SHORT_SUGGESTION));
		text_str(&text, suggestion);
	}
	return text_done(&text);
}

/* Where an annotation of rank goes among those of its level; MOST: it is not one of the worst. */
static uint32_t slot_for(const struct annotations *kept, enum level level, unsigned rank)
{
	uint32_t slot = kept->n[level];

	while (slot > 0 && kept->worst[level][slot - 1].rank < rank)
		slot--;
	return slot;
}

/* What is copied for good is bounded: an annotation is only replaced by a worse one, and there are
 * few ranks. */
static void keep(struct rendering *rendering, const struct report *report,
		 const struct shown_finding *finding)
{
	struct phrases phrases = {.arena = rendering->scratch, .lang = report->lang};
	struct annotations *kept = rendering->state;
	enum level level = level_of(finding->severity);
	unsigned rank = 4u * finding->severity + finding->rule->confidence;
	uint32_t slot = slot_for(kept, level, rank);
	struct annotation *list = kept->worst[level];

	kept->seen[level]++;
	if (slot == MOST)
		return;
	kept->n[level] += kept->n[level] < MOST;
	for (uint32_t i = kept->n[level] - 1; i > slot; i--)
		list[i] = list[i - 1];
	list[slot] = (struct annotation){
		.rank = rank,
		.path = arena_str(rendering->arena, report->path),
		.rule = arena_str(rendering->arena, finding->rule->id),
		.message = arena_str(rendering->arena, message_of(&phrases, report, finding)),
		.begin = finding->begin,
		.end = finding->end,
	};
}

void github_add(struct rendering *rendering, const struct report *report)
{
	for (uint32_t i = 0; i < report->finding_count; i++)
		if (finding_is_open(&report->findings[i]))
			keep(rendering, report, &report->findings[i]);
}

/* --- writing --------------------------------------------------------------------------------- */

/* In a message and in a property; what needs no escape is as safe as on a terminal. */
static void put_escaped(struct out *out, struct str text, bool property)
{
	static const struct {
		uint32_t cp;
		const char *escape;
		bool in_message;
	} escapes[] = {{'%', "%25", true},
		       {'\r', "%0D", true},
		       {'\n', "%0A", true},
		       {':', "%3A", false},
		       {',', "%2C", false}};
	enum { COUNT = sizeof escapes / sizeof escapes[0] };

	for (size_t at = 0; at < text.n;) {
		uint32_t cp = utf8_peek(text, at);
		size_t from = at, i;
		for (i = 0; i < COUNT; i++)
			if (escapes[i].cp == cp && (property || escapes[i].in_message))
				break;
		utf8_next(text, &at);
		if (i < COUNT)
			out_str(out, str_from(escapes[i].escape));
		else
			plain_put(out, str_cut(text, from, at));
	}
}

static void put_property(struct out *out, const char *name, struct str value)
{
	out_str(out, str_from(name));
	put_escaped(out, value, true);
}

/* GitHub knows columns only within one line. */
static void put_annotation(struct out *out, enum level level, const struct annotation *annotation)
{
	const struct place *begin = &annotation->begin, *end = &annotation->end;

	out_format(out, "::%s ", level_names[level]);
	put_property(out, "file=", annotation->path);
	out_format(out, ",line=%u,endLine=%u", (unsigned)begin->line, (unsigned)end->line);
	if (begin->line == end->line)
		out_format(out, ",col=%u,endColumn=%u", (unsigned)begin->column,
			   (unsigned)end->column);
	put_property(out, ",title=", annotation->rule);
	out_str(out, STR("::"));
	put_escaped(out, annotation->message, false);
	out_char(out, '\n');
}

static struct str why_left_out(struct phrases *phrases, const struct left_out *item)
{
	if (!item->rule.n)
		return PHRASE_FILL(phrases, TEXT_SHORT_SKIPPED,
				   {"reason", phrase_problem(phrases, item->reason)});
	return phrase_incomplete(
		phrases, &(struct shown_incomplete){item->rule, item->clause, item->capped});
}

/* Half of a level at most is about what was not checked, so that findings are seen too. */
static uint32_t put_left_out(struct out *out, struct phrases *phrases, enum level level,
			     const struct left_out *items, uint32_t n)
{
	uint32_t shown = n < MOST_LEFT_OUT ? n : MOST_LEFT_OUT;

	for (uint32_t i = 0; i < shown; i++) {
		out_format(out, "::%s ", level_names[level]);
		put_property(out, "file=", items[i].path);
		put_property(out, ",title=", items[i].rule.n ? items[i].rule : STR("clauselint"));
		out_str(out, STR("::"));
		put_escaped(out, why_left_out(phrases, &items[i]), false);
		out_char(out, '\n');
	}
	return shown;
}

static uint32_t least_of(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static struct str rest_of(struct phrases *phrases, const struct rendering *rendering,
			  const uint32_t shown[LEVELS], uint32_t left_out_shown)
{
	const struct annotations *kept = rendering->state;
	uint64_t others = (uint64_t)rendering->skipped.n + rendering->incomplete.n - left_out_shown;
	uint64_t missing[LEVELS], all = others;

	for (int level = 0; level < LEVELS; level++) {
		missing[level] = kept->seen[level] - shown[level];
		all += missing[level];
	}
	if (!all)
		return STR("");
	return PHRASE_FILL(
		phrases, TEXT_SHORT_REST, {"high", phrase_number(phrases, missing[LEVEL_ERROR])},
		{"medium", phrase_number(phrases, missing[LEVEL_WARNING])},
		{"low", phrase_number(phrases, missing[LEVEL_NOTICE])},
		{"other", phrase_number(phrases, others)}, {"most", phrase_number(phrases, MOST)});
}

/* What is not shown, in one notice, which takes the place of the last one when there are ten. */
static struct str make_notice(struct phrases *phrases, const struct rendering *rendering,
			      uint32_t shown[LEVELS], uint32_t left_out_shown)
{
	struct str not_listed = phrase_not_listed(phrases, rendering);
	struct str rest = rest_of(phrases, rendering, shown, left_out_shown);

	if (!rest.n && !not_listed.n)
		return STR("");
	if (shown[LEVEL_NOTICE] == MOST) {
		shown[LEVEL_NOTICE]--;
		rest = rest_of(phrases, rendering, shown, left_out_shown);
	}
	return arena_format(phrases->arena, "%.*s%s%.*s", STR_ARG(rest),
			    rest.n && not_listed.n ? "\n" : "", STR_ARG(not_listed));
}

void github_end(struct rendering *rendering)
{
	struct phrases phrases = {.arena = rendering->scratch, .lang = rendering->lang};
	const struct annotations *kept = rendering->state;
	struct out *out = rendering->out;
	uint32_t errors = put_left_out(out, &phrases, LEVEL_ERROR, rendering->skipped.p,
				       rendering->skipped.n);
	uint32_t warnings = put_left_out(out, &phrases, LEVEL_WARNING, rendering->incomplete.p,
					 rendering->incomplete.n);
	uint32_t shown[LEVELS] = {least_of(kept->n[LEVEL_ERROR], MOST - errors),
				  least_of(kept->n[LEVEL_WARNING], MOST - warnings),
				  kept->n[LEVEL_NOTICE]};
	struct str notice = make_notice(&phrases, rendering, shown, errors + warnings);

	for (int level = 0; level < LEVELS; level++)
		for (uint32_t i = 0; i < shown[level]; i++)
			put_annotation(out, (enum level)level, &kept->worst[level][i]);
	if (!notice.n)
		return;
	out_str(out, STR("::notice title=clauselint::"));
	put_escaped(out, notice, false);
	out_char(out, '\n');
}
