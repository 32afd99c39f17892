#include "detect/run.h"

/* The clause's parent as a unit too: an `all` may have one half in the lead-in and one in an item.
 */
static bool wants_parent(const struct rule *rule)
{
	const struct detect *d = &rule->detect;

	return d->all.n + (d->any.n > 0) > 1 || d->near.of.n > 1;
}

static bool same_unit(struct span *last, struct span unit)
{
	if (last->begin == unit.begin && last->end == unit.end)
		return true;
	*last = unit;
	return false;
}

static void look_at_clause(struct run *run, const struct rule *rule, uint32_t clause,
			   uint32_t offset)
{
	struct rule_state *state = &run->rules[rule->index];
	struct span unit = unit_of_clause(run, clause, offset);
	uint32_t parent = run->outline->clauses[clause].parent;

	if (!same_unit(&state->unit, unit))
		phrase_unit(run, rule, unit);
	if (!wants_parent(rule) || parent == 0 ||
	    span_size(run->outline->clauses[parent].at) > UNIT_MAX)
		return;
	unit = run->outline->clauses[parent].at;
	if (!same_unit(&state->parent, unit))
		phrase_unit(run, rule, unit);
}

/* Lets a rule look at its unit around offset, unless it has just done so. sentence: the one that
 * holds offset, NOWHERE when none does. */
static void look(struct run *run, const struct rule *rule, uint32_t sentence, uint32_t offset)
{
	struct rule_state *state = &run->rules[rule->index];
	enum unit within = rule->detect.within;
	uint32_t clause;
	struct span unit;

	if (state->found ||
	    (sentence == NOWHERE && !rule->detect.missing.on && within == UNIT_SENTENCE))
		return;
	if (within == UNIT_SENTENCE && sentence != NOWHERE) {
		unit = unit_of_sentence(run, sentence, offset);
	} else {
		clause = sentence != NOWHERE ? run->outline->sentences[sentence].clause
					     : outline_clause_at(run->outline, offset);
		if (!zone_is_searched(run->outline->clauses[clause].zone))
			return;
		if (within == UNIT_CLAUSE) {
			look_at_clause(run, rule, clause, offset);
			return;
		}
		/* An absence is also answered by a heading. */
		unit = within == UNIT_SENTENCE ? run->outline->clauses[clause].title
					       : unit_around(run, within, clause, offset);
	}
	if (span_size(unit) && !same_unit(&state->unit, unit))
		phrase_unit(run, rule, unit);
}

static void on_literal(void *context, uint32_t owner, uint32_t offset)
{
	struct run *run = context;
	const struct outline *outline = run->outline;
	uint32_t sentence;

	while (run->sentence < outline->sentence_count &&
	       outline->sentences[run->sentence].at.end <= offset)
		run->sentence++;
	sentence = run->sentence < outline->sentence_count &&
				   outline->sentences[run->sentence].at.begin <= offset
			   ? run->sentence
			   : NOWHERE;
	if (owner < run->pack->rule_count)
		look(run, &run->pack->rules[owner], sentence, offset);
	else if (owner - run->pack->rule_count < run->pack->metric_count)
		service_note(run, owner - run->pack->rule_count, sentence, offset);
	else if (sentence != NOWHERE ||
		 zone_is_searched(outline->clauses[outline_clause_at(outline, offset)].zone))
		watch_note(run, owner - run->pack->rule_count - run->pack->metric_count, offset);
}

/* A rule without a gate looks everywhere: at windows of sentences and clauses, at every section. */
static void look_everywhere(struct run *run, const struct rule *rule)
{
	const struct outline *outline = run->outline;

	for (uint32_t s = 0; s < outline->sentence_count; s++) {
		struct span at = outline->sentences[s].at;

		for (uint32_t offset = at.begin; offset < at.end;) {
			look(run, rule, s, offset);
			offset += span_size(at) > UNIT_MAX ? UNIT_MAX / 2 : span_size(at);
		}
	}
}

static void scan(struct run *run)
{
	const struct plan *plan = run->plan;

	literals_scan(plan->literals, run->norm, on_literal, run);
	if (plan->marked) {
		run->sentence = 0;
		literals_scan(plan->marked, run->marked, on_literal, run);
	}
	for (uint32_t i = 0; i < plan->ungated_count; i++) {
		const struct rule *rule = &run->pack->rules[plan->ungated[i]];

		look_everywhere(run, rule);
	}
}

/* The text between furniture and contents, merged. */
static void find_searched(struct run *run)
{
	const struct outline *outline = run->outline;
	VEC(struct span) searched = {0};
	uint32_t begin = 0, next;

	for (uint32_t i = 1; i < outline->clause_count; i = next) {
		const struct clause *clause = &outline->clauses[i];

		next = i + 1;
		if (zone_is_searched(clause->zone))
			continue;
		next = clause->after;
		if (clause->at.begin > begin)
			*VEC_PUSH(run->arena, &searched) = (struct span){begin, clause->at.begin};
		if (clause->at.end > begin)
			begin = clause->at.end;
	}
	if (begin < run->norm.n)
		*VEC_PUSH(run->arena, &searched) = (struct span){begin, (uint32_t)run->norm.n};
	run->searched = searched.p;
	run->searched_count = searched.n;
}

static struct run *run_make(struct arena *arena, const struct plan *plan,
			    const struct subject *subject)
{
	static const struct span nowhere = {NOWHERE, NOWHERE};
	struct run *run = ARENA_NEW(arena, struct run);
	uint32_t rules = plan->pack->rule_count;

	run->arena = arena;
	run->plan = plan;
	run->pack = plan->pack;
	run->subject = subject;
	run->outline = subject->outline;
	run->facts = subject->facts;
	run->norm = subject->norm->text;
	run->marked = subject->facts->mentions.marked;
	run->matcher = matcher_new(arena);
	run->rules = ARENA_ARRAY(arena, struct rule_state, rules);
	run->watches = ARENA_ARRAY(arena, struct watch_state, plan->watch_count);
	run->guards = ARENA_ARRAY(arena, struct guard_state, plan->guard_count);
	run->named_in = ARENA_ARRAY(arena, uint32_t, plan->pack->metric_count);
	for (uint32_t i = 0; i < rules; i++) {
		run->rules[i].unit = run->rules[i].parent = run->rules[i].rights_unit = nowhere;
		run->rules[i].headed_clause = NOWHERE;
	}
	for (uint32_t i = 0; i < plan->pack->metric_count; i++)
		run->named_in[i] = NOWHERE;
	find_searched(run);
	return run;
}

static const struct findings *results(struct run *run)
{
	struct findings *findings = ARENA_NEW(run->arena, struct findings);

	findings->p = run->findings.p;
	findings->n = run->findings.n;
	findings->services = run->services.p;
	findings->service_count = run->services.n;
	findings->checklist = run->checklist;
	findings->checks = checklist_results(run, &findings->check_count);
	findings->incompletes = run->incompletes.p;
	findings->incomplete_count = run->incompletes.n;
	return findings;
}

const struct findings *detect_with(struct arena *arena, const struct plan *plan,
				   const struct subject *subject, struct str type)
{
	struct run *run = run_make(arena, plan, subject);

	scan(run);
	checklist_choose(run, type);
	asymmetry_settle(run);
	blank_findings(run);
	service_levels(run);
	service_findings(run);
	missing_findings(run);
	structure_findings(run);
	order_findings(run);
	return results(run);
}

const struct findings *detect(struct arena *arena, const struct pack *pack,
			      const struct subject *subject, struct str type)
{
	return detect_with(arena, plan_make(arena, pack), subject, type);
}
