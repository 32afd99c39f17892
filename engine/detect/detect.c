#include "detect/run.h"

/* The clause's parent as a unit too: an `all` may have one half in the lead-in and one in an item.
 */
static bool wants_parent(const struct rule *rule)
{
	const struct detect *d = &rule->detect;

	return d->all.n + (d->any.n > 0) > 1 || d->near.of.n > 1;
}

static void finish_look(struct run *run, const struct rule *rule, struct look *look)
{
	uint32_t needs = run->plan->needs[rule->index];

	if (look->bits && (look->needs & needs) == needs && !run->rules[rule->index].found)
		phrase_unit(run, rule, look->unit, look->bits);
	look->bits = 0;
	look->needs = 0;
}

/* A rule looks at a unit when its literals have been seen in the next one: then it is known which
 * of its patterns are worth trying. Literals come in order, so a unit is looked at once. */
static void begin_look(struct run *run, const struct rule *rule, struct look *look,
		       struct span unit, const struct gate *gate)
{
	if (look->unit.begin != unit.begin || look->unit.end != unit.end) {
		finish_look(run, rule, look);
		look->unit = unit;
	}
	look->bits |= gate->bits;
	look->needs |= gate->needs;
}

static bool says_nothing_new(const struct look *look, struct span unit, const struct gate *gate)
{
	return look->unit.begin == unit.begin && look->unit.end == unit.end &&
	       (look->bits & gate->bits) == gate->bits &&
	       (look->needs & gate->needs) == gate->needs;
}

/* A lead-in and its items are one unit more: a clause that has children speaks for them, one that
 * has none is looked at once more as a part of its parent. */
static void look_at_clause(struct run *run, const struct gate *gate, uint32_t clause,
			   uint32_t offset)
{
	const struct clause *clauses = run->outline->clauses;
	const struct rule *rule = &run->pack->rules[gate->rule];
	struct rule_state *state = &run->rules[gate->rule];
	uint32_t whole = clauses[clause].after > clause + 1 ? clause : clauses[clause].parent;

	begin_look(run, rule, &state->look, unit_of_clause(run, clause, offset), gate);
	if (wants_parent(rule) && whole != 0 && span_size(clauses[whole].at) <= UNIT_MAX)
		begin_look(run, rule, &state->parent, clauses[whole].at, gate);
}

/* Lets a rule look at its unit around offset. sentence: the one that holds offset, NOWHERE when
 * none does. */
static void look(struct run *run, const struct gate *gate, uint32_t sentence, uint32_t offset)
{
	struct rule_state *state = &run->rules[gate->rule];
	uint32_t clause;
	struct span unit;

	if (state->found)
		return;
	if (gate->within == UNIT_SENTENCE) {
		if (sentence == NOWHERE)
			return;
		unit = unit_of_sentence(run, sentence, offset);
		if (!says_nothing_new(&state->look, unit, gate) &&
		    (!gate->pattern || filter_allows(run->filter, gate->pattern, unit)))
			begin_look(run, &run->pack->rules[gate->rule], &state->look, unit, gate);
		return;
	}
	clause = sentence != NOWHERE ? run->outline->sentences[sentence].clause
				     : outline_clause_at(run->outline, offset);
	if (!zone_is_searched(run->outline->clauses[clause].zone))
		return;
	if (gate->within == UNIT_CLAUSE) {
		look_at_clause(run, gate, clause, offset);
		return;
	}
	unit = unit_around(run, gate->within, clause, offset);
	begin_look(run, &run->pack->rules[gate->rule], &state->look, unit, gate);
}

/* The sentence at offset; offsets come in order. */
static uint32_t sentence_at(struct run *run, uint32_t offset)
{
	const struct outline *outline = run->outline;

	while (run->sentence < outline->sentence_count &&
	       outline->sentences[run->sentence].at.end <= offset)
		run->sentence++;
	return run->sentence < outline->sentence_count &&
			       outline->sentences[run->sentence].at.begin <= offset
		       ? run->sentence
		       : NOWHERE;
}

/* Tells gates and metrics that a literal of theirs is there. */
static void wake(struct run *run, struct event event)
{
	const struct plan *plan = run->plan;
	uint32_t i = plan->first_wake[event.word], end = plan->first_wake[event.word + 1], sentence;

	if (i == end)
		return;
	sentence = sentence_at(run, event.at);
	for (; i < end; i++) {
		if (plan->wakes[i] < plan->gate_count)
			look(run, &plan->gates[plan->wakes[i]], sentence, event.at);
		else
			service_note(run, plan->wakes[i] - plan->gate_count, sentence, event.at);
	}
}

/* A rule without a gate looks everywhere: at windows of sentences and clauses, at every section. */
static void look_everywhere(struct run *run, uint32_t rule)
{
	const struct gate everything = {.rule = rule,
					.needs = UINT32_MAX,
					.bits = GATE_ALL,
					.within = run->pack->rules[rule].detect.within};
	const struct outline *outline = run->outline;

	for (uint32_t s = 0; s < outline->sentence_count; s++) {
		struct span at = outline->sentences[s].at;

		for (uint32_t offset = at.begin; offset < at.end;) {
			look(run, &everything, s, offset);
			offset += span_size(at) > UNIT_MAX ? UNIT_MAX / 2 : span_size(at);
		}
	}
}

static void scan(struct run *run)
{
	const struct plan *plan = run->plan;

	for (uint32_t i = 0; i < run->events.n; i++)
		if (run->events.p[i].word < literals_count(plan->literals))
			wake(run, run->events.p[i]);
	for (uint32_t i = 0; i < plan->ungated_count; i++)
		look_everywhere(run, plan->ungated[i]);
	for (uint32_t i = 0; i < run->pack->rule_count; i++) {
		finish_look(run, &run->pack->rules[i], &run->rules[i].look);
		finish_look(run, &run->pack->rules[i], &run->rules[i].parent);
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
	run->matcher = matcher_new(arena, plan->pack->codes);
	run->events = events_find(arena, plan, run->norm, run->marked);
	run->filter = filter_new(arena, plan, run->events);
	run->places = places_new(arena, plan, run->events);
	run->rules = ARENA_ARRAY(arena, struct rule_state, rules);
	run->watches = ARENA_ARRAY(arena, struct watch_state, plan->watch_count);
	run->guards = ARENA_ARRAY(arena, struct guard_state, plan->guard_count);
	run->named_in = ARENA_ARRAY(arena, uint32_t, plan->pack->metric_count);
	for (uint32_t i = 0; i < rules; i++) {
		run->rules[i].look.unit = run->rules[i].parent.unit = nowhere;
		run->rules[i].unit = run->rules[i].rights_unit = nowhere;
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
	findings->jurisdiction = run->jurisdiction;
	findings->checklist = run->checklist;
	findings->checks = checklist_results(run, &findings->check_count);
	findings->incompletes = run->incompletes.p;
	findings->incomplete_count = run->incompletes.n;
	return findings;
}

const struct findings *detect_with(struct arena *arena, const struct plan *plan,
				   const struct subject *subject, struct known known)
{
	struct run *run = run_make(arena, plan, subject);

	scan(run);
	structure_collect(run);
	if (!run->article)
		checklist_choose(run, known.type);
	run->jurisdiction = jurisdiction_of(run);
	asymmetry_settle(run);
	blank_findings(run);
	service_levels(run);
	service_findings(run);
	if (!run->article)
		missing_findings(run);
	structure_findings(run);
	lacking_findings(run);
	drop_inapplicable(run, known.applies);
	order_findings(run);
	return results(run);
}

const struct findings *detect(struct arena *arena, const struct pack *pack,
			      const struct subject *subject, struct str type)
{
	const struct plan *plan = pack->plan ? pack->plan : plan_make(arena, pack);

	return detect_with(arena, plan, subject, (struct known){.type = type});
}
