#include "detect/plan.h"
#include "pack/frequency.h"

#include <math.h>
#include <string.h>

struct plan_maker {
	struct arena *arena;
	const struct pack *pack;
	literal_list literals;
	VEC(struct gate) gates;
	VEC(const struct pattern *) watches;
	VEC(uint32_t) ungated, superseders;
};

static void add_literals(struct plan_maker *maker, struct patterns patterns, uint32_t owner)
{
	for (uint32_t i = 0; i < patterns.n; i++)
		for (uint32_t k = 0; k < patterns.p[i].literal_count; k++)
			*VEC_PUSH(maker->arena, &maker->literals) =
				(struct literal){patterns.p[i].literals[k], owner};
}

static void add_gate(struct plan_maker *maker, const struct pattern *pattern, struct gate gate)
{
	struct patterns one = {pattern, 1};

	add_literals(maker, one, maker->gates.n);
	*VEC_PUSH(maker->arena, &maker->gates) = gate;
}

/* Where a rule collects who has a right, in `all` alone, one pattern speaks where others cannot. */
static const struct pattern *pattern_of_gate(const struct rule *rule, const struct pattern *pattern)
{
	return rule->detect.party.on && !rule->detect.any.n ? NULL : pattern;
}

/* Gates for patterns that must all match; gives the needs of those that have one. */
static uint32_t gate_required(struct plan_maker *maker, const struct rule *rule,
			      struct patterns required, struct gate gate)
{
	uint32_t all = 0, first = gate.needs;

	for (uint32_t i = 0; i < required.n && first + i < 32; i++) {
		if (required.p[i].literal_count == 0)
			continue;
		gate.needs = 1u << (first + i);
		gate.pattern = pattern_of_gate(rule, &required.p[i]);
		add_gate(maker, &required.p[i], gate);
		all |= gate.needs;
	}
	return all;
}

/* How often one of these patterns is asked about in a thousand characters; infinite when one of
 * them has no literals, or there is none. */
static double cost_of(struct patterns patterns)
{
	double cost = patterns.n ? 0 : INFINITY;

	for (uint32_t i = 0; i < patterns.n; i++) {
		if (patterns.p[i].literal_count == 0)
			return INFINITY;
		for (uint32_t k = 0; k < patterns.p[i].literal_count; k++)
			cost += frequency_of(patterns.p[i].literals[k]);
	}
	return cost;
}

/* Of patterns that must all match the one that is asked about least often; none when `any` is asked
 * about less often. */
static struct patterns rarest(struct patterns any, struct patterns all, struct patterns near)
{
	struct patterns found = {0};
	double least = cost_of(any);

	for (uint32_t i = 0; i < all.n + near.n; i++) {
		struct patterns one = {i < all.n ? all.p + i : near.p + (i - all.n), 1};

		if (cost_of(one) < least) {
			least = cost_of(one);
			found = one;
		}
	}
	return found;
}

/* Which party has a right is noted wherever the rule looks (asymmetry.c), so it looks only where
 * everything that it asks for has been seen. */
static bool waits_for_all(const struct rule *rule)
{
	return rule->detect.party.on;
}

/* The patterns of a rule that must be seen; a rule that has none looks at every unit. Where one is
 * there it is known by looking whether the others are. */
static uint32_t gate_rule(struct plan_maker *maker, const struct rule *rule)
{
	const struct detect *d = &rule->detect;
	struct patterns all = d->all, near = d->near.of;
	bool free = d->any.n == 0; /* any says nothing about where the rule is worth running */
	struct gate gate = {.rule = rule->index, .within = d->within};
	uint32_t needs;

	for (uint32_t i = 0; i < d->any.n; i++)
		free |= d->any.p[i].literal_count == 0;
	if (!waits_for_all(rule)) {
		all = rarest(d->any, all, near);
		near = (struct patterns){0};
		free |= all.n > 0;
	}
	gate.bits = free ? GATE_ALL : 0;
	needs = gate_required(maker, rule, all, gate);
	gate.needs = all.n;
	needs |= gate_required(maker, rule, near, gate);
	if (free && !needs)
		*VEC_PUSH(maker->arena, &maker->ungated) = rule->index;
	gate.needs = 0;
	for (uint32_t i = 0; !free && i < d->any.n; i++) {
		gate.bits = (uint64_t)1 << i % 64;
		gate.pattern = &d->any.p[i];
		add_gate(maker, &d->any.p[i], gate);
	}
	return needs;
}

static void plan_gates(struct plan_maker *maker, struct plan *plan)
{
	const struct pack *pack = maker->pack;
	uint32_t *needs = ARENA_ARRAY(maker->arena, uint32_t, pack->rule_count);

	for (uint32_t i = 0; i < pack->rule_count; i++)
		if (rule_reads_units(&pack->rules[i]))
			needs[i] = gate_rule(maker, &pack->rules[i]);
	plan->needs = needs;
	plan->gates = maker->gates.p;
	plan->gate_count = maker->gates.n;
}

/* The number of the first of these patterns among the watches. */
static uint32_t add_watches(struct plan_maker *maker, struct patterns patterns)
{
	uint32_t first = maker->watches.n;

	for (uint32_t i = 0; i < patterns.n; i++)
		*VEC_PUSH(maker->arena, &maker->watches) = patterns.p + i;
	return first;
}

static void plan_rules(struct plan_maker *maker, struct plan *plan)
{
	const struct pack *pack = maker->pack;
	uint32_t *when = ARENA_ARRAY(maker->arena, uint32_t, pack->rule_count);
	uint32_t *guards = ARENA_ARRAY(maker->arena, uint32_t, pack->rule_count);

	for (uint32_t i = 0; i < pack->rule_count; i++) {
		when[i] = add_watches(maker, pack->rules[i].detect.missing.when);
		guards[i] = plan->guard_count;
		plan->guard_count += pack->rules[i].detect.unless.n;
	}
	for (uint32_t i = 0; i < pack->metric_count; i++)
		add_literals(maker, pack->metrics[i].named_by, maker->gates.n + i);
	plan->when = when;
	plan->guards = guards;
}

static void plan_recognition(struct plan_maker *maker, struct plan *plan)
{
	const struct pack *pack = maker->pack;
	struct checklist_watches *lists =
		ARENA_ARRAY(maker->arena, struct checklist_watches, pack->checklist_count);

	for (uint32_t i = 0; i < pack->checklist_count; i++) {
		const struct checklist *list = &pack->checklists[i];
		uint32_t *items = ARENA_ARRAY(maker->arena, uint32_t, list->item_count * 2);

		lists[i].words = add_watches(maker, list->words);
		for (uint32_t k = 0; k < list->item_count; k++) {
			items[2 * k] = add_watches(maker, list->items[k].shown_by);
			items[2 * k + 1] = add_watches(maker, list->items[k].when);
		}
		lists[i].items = items;
	}
	for (uint32_t i = 0; i < JURISDICTIONS; i++)
		plan->laws[i] = add_watches(maker, pack->recognise.law[i]);
	plan->checklists = lists;
}

/* Marks in `below` every rule that `top` supersedes, directly or through others. A rule that
 * supersedes itself through others would leave nothing standing, so `top` itself is never marked.
 */
static void mark_superseded(const struct pack *pack, uint32_t top, uint32_t *stack, bool *below)
{
	uint32_t n = 0;

	stack[n++] = top;
	while (n) {
		const struct rule *rule = &pack->rules[stack[--n]];

		for (uint32_t i = 0; i < rule->supersede_count; i++) {
			const struct rule *other = pack_rule(pack, rule->supersedes[i]);

			if (!other || other->index == top || below[other->index])
				continue;
			below[other->index] = true;
			stack[n++] = other->index;
		}
	}
}

struct yielding {
	uint32_t rule, to;
};

static void plan_superseders(struct plan_maker *maker, struct plan *plan)
{
	const struct pack *pack = maker->pack;
	uint32_t count = pack->rule_count, at = 0;
	uint32_t *first = ARENA_ARRAY(maker->arena, uint32_t, count + 1);
	uint32_t *stack = ARENA_ARRAY(maker->arena, uint32_t, count + 1);
	bool *below = ARENA_ARRAY(maker->arena, bool, count + 1);
	VEC(struct yielding) pairs = {0};
	uint32_t *list;

	for (uint32_t top = 0; top < count; top++) {
		if (pack->rules[top].supersede_count == 0)
			continue;
		memset(below, 0, count);
		mark_superseded(pack, top, stack, below);
		for (uint32_t r = 0; r < count; r++)
			if (below[r] &&
			    str_equal(pack->rules[r].category, pack->rules[top].category))
				*VEC_PUSH(maker->arena, &pairs) = (struct yielding){r, top};
	}
	for (uint32_t i = 0; i < pairs.n; i++)
		first[pairs.p[i].rule + 1]++;
	for (uint32_t r = 0; r < count; r++)
		first[r + 1] += first[r];
	list = ARENA_ARRAY(maker->arena, uint32_t, pairs.n + 1);
	memcpy(stack, first, sizeof *first * count);
	for (at = 0; at < pairs.n; at++)
		list[stack[pairs.p[at].rule]++] = pairs.p[at].to;
	plan->superseders = list;
	plan->first_superseder = first;
}

const struct plan *plan_make(struct arena *arena, const struct pack *pack)
{
	struct plan_maker maker = {.arena = arena, .pack = pack};
	struct plan *plan = ARENA_NEW(arena, struct plan);

	plan->pack = pack;
	plan_gates(&maker, plan);
	plan_rules(&maker, plan);
	plan_recognition(&maker, plan);
	plan_superseders(&maker, plan);
	plan->watches = maker.watches.p;
	plan->watch_count = maker.watches.n;
	plan->ungated = maker.ungated.p;
	plan->ungated_count = maker.ungated.n;
	filter_plan(arena, plan, &maker.literals);
	return plan;
}

const struct pack *plan_share(struct arena *arena, const struct pack *pack)
{
	struct pack *planned = ARENA_NEW(arena, struct pack);
	struct plan *plan = ARENA_NEW(arena, struct plan);

	*planned = *pack;
	*plan = *pack->plan;
	plan->pack = planned;
	planned->plan = plan;
	return planned;
}

const struct pack *plan_into_pack(struct arena *arena, const struct pack *pack)
{
	struct pack *planned = ARENA_NEW(arena, struct pack);

	*planned = *pack;
	planned->plan = plan_make(arena, planned);
	return planned;
}
