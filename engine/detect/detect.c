#include "detect/run.h"

/* The clause's parent as a unit too: an `all` may have one half in the lead-in and one in an item.
 */
static bool wants_parent(const struct rule *rule)
{
	const struct detect *d = &rule->detect;

	return d->all.n + (d->any.n > 0) > 1 || d->near.of.n > 1;
}

static bool is_looking(const struct look *look)
{
	return look->bits || look->needs;
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

/* Lets a rule look at the unit of its kind around offset, which stands in clause. */
static void look_around(struct run *run, const struct gate *gate, uint32_t clause, uint32_t offset)
{
	if (run->rules[gate->rule].found || !zone_is_searched(run->outline->clauses[clause].zone))
		return;
	if (gate->within == UNIT_CLAUSE)
		look_at_clause(run, gate, clause, offset);
	else
		begin_look(run, &run->pack->rules[gate->rule], &run->rules[gate->rule].look,
			   unit_around(run, gate->within, clause, offset), gate);
}

/* Whether a rule may find something in the sentence that the filter is about, as far as a gate
 * tells. */
static bool may_look(struct run *run, const struct gate *gate)
{
	return !run->rules[gate->rule].found &&
	       (!gate->pattern || filter_allows(run->filter, gate->pattern));
}

/* The walk over the events of a text: which unit of sentences it is in, and what woke there. */
struct scan {
	struct run *run;
	uint32_t sentence; /* the first that ends behind here … */
	struct span unit;  /* … and what of it is looked at in one go */
	uint32_t number;   /* of the unit */
	uint32_t *woke_in; /* per word: the number of the unit that it stood in last */
	uint32_t *asked;   /* per gate: likewise, the unit that it was asked about last */
	uint32_t *looking; /* rules that have begun to look at the unit */
	uint32_t looking_count;
};

/* The sentence at offset; offsets come in order. */
static uint32_t sentence_at(struct scan *scan, uint32_t offset)
{
	const struct outline *outline = scan->run->outline;

	while (scan->sentence < outline->sentence_count &&
	       outline->sentences[scan->sentence].at.end <= offset)
		scan->sentence++;
	return scan->sentence < outline->sentence_count &&
			       outline->sentences[scan->sentence].at.begin <= offset
		       ? scan->sentence
		       : NOWHERE;
}

/* Everything that woke in the unit has been seen. */
static void finish_unit(struct scan *scan)
{
	struct run *run = scan->run;

	for (uint32_t i = 0; i < scan->looking_count; i++) {
		uint32_t rule = scan->looking[i];

		finish_look(run, &run->pack->rules[rule], &run->rules[rule].look);
	}
	scan->looking_count = 0;
}

static void enter_unit(struct scan *scan, uint32_t sentence, uint32_t offset)
{
	struct span unit = unit_of_sentence(scan->run, sentence, offset);

	if (unit.begin == scan->unit.begin && unit.end == scan->unit.end)
		return;
	finish_unit(scan);
	scan->unit = unit;
	filter_enter(scan->run->filter, unit);
	events_drop_before(scan->run->arena, &scan->run->events, unit.begin);
	scan->number++;
}

/* A word says the same to a gate wherever in a sentence it stands, and so do all words of the gate.
 */
static void wake_in_sentence(struct scan *scan, uint32_t word)
{
	struct run *run = scan->run;
	const struct plan *plan = run->plan;
	uint32_t end = plan->first_in_sentence[word + 1];

	if (scan->woke_in[word] == scan->number)
		return;
	scan->woke_in[word] = scan->number;
	for (uint32_t i = plan->first_in_sentence[word]; i < end; i++) {
		uint32_t number = plan->in_sentence[i];
		const struct gate *gate = &plan->gates[number];
		struct look *look = &run->rules[gate->rule].look;

		if (scan->asked[number] == scan->number)
			continue;
		scan->asked[number] = scan->number;
		if (!may_look(run, gate))
			continue;
		if (!is_looking(look))
			scan->looking[scan->looking_count++] = gate->rule;
		begin_look(run, &run->pack->rules[gate->rule], look, scan->unit, gate);
	}
}

static void wake_around(struct run *run, struct event event, uint32_t sentence)
{
	const struct plan *plan = run->plan;
	uint32_t i = plan->first_around[event.word], end = plan->first_around[event.word + 1];
	uint32_t clause;

	if (i == end)
		return;
	clause = sentence != NOWHERE ? run->outline->sentences[sentence].clause
				     : outline_clause_at(run->outline, event.at);
	for (; i < end; i++) {
		if (plan->around[i] < plan->gate_count)
			look_around(run, &plan->gates[plan->around[i]], clause, event.at);
		else
			service_note(run, plan->around[i] - plan->gate_count, sentence, event.at);
	}
}

/* Tells gates and metrics that a literal of theirs is there. */
static void wake(struct scan *scan, struct event event)
{
	const struct plan *plan = scan->run->plan;
	uint32_t sentence = sentence_at(scan, event.at);

	wake_around(scan->run, event, sentence);
	if (sentence == NOWHERE ||
	    plan->first_in_sentence[event.word] == plan->first_in_sentence[event.word + 1])
		return;
	enter_unit(scan, sentence, event.at);
	wake_in_sentence(scan, event.word);
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
			if (everything.within == UNIT_SENTENCE && may_look(run, &everything))
				begin_look(run, &run->pack->rules[rule], &run->rules[rule].look,
					   unit_of_sentence(run, s, offset), &everything);
			else if (everything.within != UNIT_SENTENCE)
				look_around(run, &everything, outline->sentences[s].clause, offset);
			offset += span_size(at) > UNIT_MAX ? UNIT_MAX / 2 : span_size(at);
		}
	}
}

static void scan(struct run *run)
{
	const struct plan *plan = run->plan;
	struct scan scan = {.run = run, .unit = {NOWHERE, NOWHERE}};
	struct event_walk walk = {.events = &run->events};
	struct event event;

	scan.woke_in = ARENA_ARRAY(run->arena, uint32_t, literals_count(plan->literals));
	scan.asked = ARENA_ARRAY(run->arena, uint32_t, plan->gate_count);
	scan.looking = ARENA_ARRAY(run->arena, uint32_t, run->pack->rule_count);
	while (event_next(&walk, &event))
		if (plan->wakes[event.word])
			wake(&scan, event);
	/* What is asked from here on, places know. */
	filter_enter(run->filter, (struct span){NOWHERE, NOWHERE});
	events_drop(run->arena, &run->events);
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
	run->scratch = arena_sub(arena);
	run->index = arena_sub(arena);
	run->plan = plan;
	run->pack = plan->pack;
	run->subject = subject;
	run->outline = subject->outline;
	run->facts = subject->facts;
	run->norm = subject->norm->text;
	run->marked = marked_new(arena, run->norm, run->facts);
	run->matcher = matcher_new(arena, plan->pack->codes);
	run->events = events_find(arena, plan, run->norm, run->marked);
	run->filter = filter_new(arena, plan, &run->events);
	run->places = places_new(run->index, plan, &run->events);
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
	findings->article = run->article;
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
	const struct findings *findings;

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
	findings = results(run);
	arena_empty(run->index);
	return findings;
}

const struct findings *detect(struct arena *arena, const struct pack *pack,
			      const struct subject *subject, struct str type)
{
	const struct plan *plan = pack->plan ? pack->plan : plan_make(arena, pack);

	return detect_with(arena, plan, subject, (struct known){.type = type});
}
