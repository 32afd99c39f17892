#include "detect/run.h"

#include "base/sorted.h"
#include "base/utf8.h"

/* The window of a long stretch of text that offset is in: offsets near each other share one, so
 * that what was found out about it can be remembered, and each sees a quarter of UNIT_MAX around
 * it. */
static struct span window(struct str text, struct span whole, uint32_t offset)
{
	enum { STEP = UNIT_MAX / 2, MARGIN = UNIT_MAX / 4 };
	struct span w;

	if (span_size(whole) <= UNIT_MAX)
		return whole;
	w.begin = whole.begin + (offset - whole.begin) / STEP * STEP;
	w.end = whole.end - w.begin > STEP + MARGIN ? w.begin + STEP + MARGIN : whole.end;
	w.begin = w.begin - whole.begin > MARGIN ? w.begin - MARGIN : whole.begin;
	while (w.begin > whole.begin && utf8_splits(text, w.begin))
		w.begin--;
	while (w.end < whole.end && utf8_splits(text, w.end))
		w.end++;
	return w;
}

struct span unit_of_sentence(const struct run *run, uint32_t sentence, uint32_t offset)
{
	return window(run->norm, run->outline->sentences[sentence].at, offset);
}

struct span unit_of_clause(const struct run *run, uint32_t clause, uint32_t offset)
{
	return window(run->norm, run->outline->clauses[clause].at, offset);
}

struct span unit_around(const struct run *run, enum unit kind, uint32_t clause, uint32_t offset)
{
	uint32_t sentence;

	switch (kind) {
	case UNIT_SENTENCE:
		sentence = outline_sentence_at(run->outline, offset);
		if (sentence < run->outline->sentence_count &&
		    run->outline->sentences[sentence].at.begin <= offset)
			return unit_of_sentence(run, sentence, offset);
		return unit_of_clause(run, clause, offset);
	case UNIT_CLAUSE: return unit_of_clause(run, clause, offset);
	case UNIT_SECTION: return run->outline->clauses[outline_section(run->outline, clause)].at;
	case UNIT_DOCUMENT: break;
	}
	return (struct span){0, (uint32_t)run->norm.n};
}

bool zone_is_searched(enum zone zone)
{
	return zone != ZONE_FURNITURE && zone != ZONE_CONTENTS;
}

static void run_gave_up(struct run *run, const struct rule *rule, uint32_t offset)
{
	struct rule_state *state;

	if (!rule)
		return;
	state = &run->rules[rule->index];
	if (state->gave_up)
		return;
	state->gave_up = true;
	*VEC_PUSH(run->arena, &run->incompletes) = (struct incomplete){
		.rule = rule, .clause = outline_clause_at(run->outline, offset)};
}

static struct str read_marked(void *marked, struct span at)
{
	return marked_at(marked, at);
}

/* The first match in unit that begins in starts, its end included. */
static bool run_match_from(struct run *run, const struct rule *rule, const struct pattern *pattern,
			   struct span unit, struct span starts, struct match *match)
{
	struct subject_reader marked = {read_marked, run->marked};
	enum match_result result =
		pattern->on_marked
			? pattern_match_read(run->matcher, pattern, marked, unit, starts, match)
			: pattern_match(run->matcher, pattern, run->norm, unit, starts, match);

	switch (result) {
	case MATCH_YES: return true;
	case MATCH_GAVE_UP: run_gave_up(run, rule, unit.begin); break;
	case MATCH_NO: break;
	}
	return false;
}

/* The first searched stretch that ends behind offset. */
static uint32_t searched_from(const struct run *run, uint32_t offset)
{
	return SORTED_AFTER(run->searched, run->searched_count, end, offset);
}

/* A large unit is looked at where the filter says that a match may begin. */
static bool match_pieces(struct run *run, const struct rule *rule, const struct pattern *pattern,
			 struct span unit, uint32_t from, struct match *match)
{
	struct span starts;

	while (places_next(run->places, pattern, unit, from, &starts)) {
		if (run_match_from(run, rule, pattern, unit, starts, match))
			return true;
		if (starts.end >= unit.end)
			break;
		from = starts.end + 1;
	}
	return false;
}

/* The same for a small one. */
static bool may_match(struct run *run, const struct pattern *pattern, struct span unit,
		      uint32_t from, struct span *starts)
{
	if (filter_is_about(run->filter, unit))
		return filter_unit(run->filter, pattern, from, starts);
	return places_unit(run->places, pattern, (struct span){from, unit.end}, starts);
}

bool run_match(struct run *run, const struct rule *rule, const struct pattern *pattern,
	       struct span unit, uint32_t from, struct match *match)
{
	struct span starts;

	/* Sentences and clauses never reach into text that is not searched. */
	if (span_size(unit) <= UNIT_MAX)
		return may_match(run, pattern, unit, from, &starts) &&
		       run_match_from(run, rule, pattern, unit, starts, match);
	for (uint32_t i = searched_from(run, from); i < run->searched_count; i++) {
		struct span part = run->searched[i];

		if (part.begin >= unit.end)
			break;
		if (part.begin < unit.begin)
			part.begin = unit.begin;
		if (part.end > unit.end)
			part.end = unit.end;
		if (match_pieces(run, rule, pattern, part, from > part.begin ? from : part.begin,
				 match))
			return true;
	}
	return false;
}

bool run_match_at(struct run *run, const struct rule *rule, const struct pattern *pattern,
		  struct span unit, uint32_t offset, struct match *match)
{
	return run_match_from(run, rule, pattern, unit, (struct span){offset, offset}, match);
}

bool run_matches_any(struct run *run, const struct rule *rule, struct patterns patterns,
		     struct span unit)
{
	struct match match;

	for (uint32_t i = 0; i < patterns.n; i++)
		if (run_match(run, rule, &patterns.p[i], unit, unit.begin, &match))
			return true;
	return false;
}

uint32_t match_next(const struct run *run, const struct match *match)
{
	uint32_t next = match->at.end;

	if (next == match->at.begin) {
		next++;
		while (utf8_splits(run->norm, next))
			next++;
	}
	return next;
}

const struct span *match_group(const struct pattern *pattern, const struct match *match,
			       struct str name)
{
	for (uint32_t i = 0; i < pattern->group_count; i++)
		if (str_equal(pattern->groups[i].name, name) &&
		    match->groups[i].begin != UINT32_MAX)
			return &match->groups[i];
	return NULL;
}

struct finding *run_report(struct run *run, const struct rule *rule, struct span at)
{
	struct rule_state *state = &run->rules[rule->index];
	uint32_t sentence = outline_sentence_at(run->outline, at.begin);
	uint32_t clause = outline_clause_at(run->outline, at.begin);
	struct finding *finding;

	if (state->findings ==
	    FINDINGS_PER_RULE + run->subject->source->text.n / BYTES_PER_FINDING) {
		if (!state->capped)
			*VEC_PUSH(run->arena, &run->incompletes) =
				(struct incomplete){.rule = rule, .clause = clause, .capped = true};
		state->capped = true;
		return NULL;
	}
	state->findings++;
	if (sentence == run->outline->sentence_count ||
	    run->outline->sentences[sentence].at.begin > at.begin)
		sentence = NOWHERE;
	finding = VEC_PUSH(run->arena, &run->findings);
	*finding = (struct finding){.rule = rule,
				    .clause = clause,
				    .sentence = sentence,
				    .at = at,
				    .party = NOBODY,
				    .severity = rule->severity};
	return finding;
}

struct str source_words(const struct run *run, struct span at)
{
	return str_at(run->subject->source->text, norm_to_source(run->subject->norm, at));
}
