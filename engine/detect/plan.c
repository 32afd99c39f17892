#include "detect/plan.h"
#include "fact/marked.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

struct plan_maker {
	struct arena *arena;
	const struct pack *pack;
	VEC(struct literal) literals, marked;
	VEC(const struct pattern *) watches;
	VEC(uint32_t) ungated, superseders;
};

/* Words that stand in nearly every clause: a gate made of them hardly saves anything. */
static const struct str common_words[] = {
	STR_INIT("甲方"), STR_INIT("乙方"), STR_INIT("双方"), STR_INIT("合同"), STR_INIT("协议"),
	STR_INIT("服务"), STR_INIT("有权"), STR_INIT("可以"), STR_INIT("应当"), STR_INIT("不得"),
	STR_INIT("支付"), STR_INIT("费用"), STR_INIT("通知"), STR_INIT("提供"), STR_INIT("用户"),
	STR_INIT("客户"), STR_INIT("时间"), STR_INIT("约定"), STR_INIT("违约"), STR_INIT("责任"),
	STR_INIT("要求"), STR_INIT("进行"), STR_INIT("一方"), STR_INIT("书面"), STR_INIT("本合同"),
};

/* How often a literal is expected, on a scale of its own. */
static double literal_cost(struct str literal)
{
	static const double by_length[] = {100, 40, 3, 1.5, 0.7};
	size_t length = utf8_count(literal);

	for (size_t i = 0; i < sizeof common_words / sizeof common_words[0]; i++)
		if (str_equal(literal, common_words[i]))
			return 25;
	return by_length[length < 4 ? length : 4];
}

/* What a gate of these patterns would cost; negative when one of them has no literals. */
static double gate_cost(struct patterns patterns)
{
	double cost = 0;

	for (uint32_t i = 0; i < patterns.n; i++) {
		if (patterns.p[i].literal_count == 0)
			return -1;
		for (uint32_t k = 0; k < patterns.p[i].literal_count; k++)
			cost += literal_cost(patterns.p[i].literals[k]);
	}
	return patterns.n ? cost : -1;
}

static bool holds_sign(struct str literal)
{
	size_t at = 0;
	uint32_t cp;

	while ((cp = utf8_next(literal, &at)) != UTF8_NONE)
		if (cp >= MARKED_CUSTOMER_CP && cp <= MARKED_FILLER_CP)
			return true;
	return false;
}

/* Marked text only takes words away, so a literal without a sign is looked for in norm text. */
static void add_gate(struct plan_maker *maker, struct patterns patterns, uint32_t owner)
{
	for (uint32_t i = 0; i < patterns.n; i++) {
		for (uint32_t k = 0; k < patterns.p[i].literal_count; k++) {
			struct literal literal = {patterns.p[i].literals[k], owner};

			if (holds_sign(literal.text))
				*VEC_PUSH(maker->arena, &maker->marked) = literal;
			else
				*VEC_PUSH(maker->arena, &maker->literals) = literal;
		}
	}
}

static void gate_rule(struct plan_maker *maker, const struct rule *rule)
{
	const struct detect *d = &rule->detect;
	struct patterns best = d->any;
	double least = gate_cost(d->any);

	for (uint32_t set = 0; set < 2; set++) {
		struct patterns required = set ? d->near.of : d->all;

		for (uint32_t i = 0; i < required.n; i++) {
			struct patterns one = {required.p + i, 1};
			double cost = gate_cost(one);

			if (cost >= 0 && (least < 0 || cost < least)) {
				least = cost;
				best = one;
			}
		}
	}
	if (least < 0)
		*VEC_PUSH(maker->arena, &maker->ungated) = rule->index;
	else
		add_gate(maker, best, rule->index);
}

/* The number of the first of these patterns among the watches. */
static uint32_t add_watches(struct plan_maker *maker, struct patterns patterns)
{
	uint32_t first = maker->watches.n;
	uint32_t owners = maker->pack->rule_count + maker->pack->metric_count;

	for (uint32_t i = 0; i < patterns.n; i++) {
		struct patterns one = {patterns.p + i, 1};

		add_gate(maker, one, owners + maker->watches.n);
		*VEC_PUSH(maker->arena, &maker->watches) = patterns.p + i;
	}
	return first;
}

static void plan_rules(struct plan_maker *maker, struct plan *plan)
{
	const struct pack *pack = maker->pack;
	uint32_t *when = ARENA_ARRAY(maker->arena, uint32_t, pack->rule_count);
	uint32_t *guards = ARENA_ARRAY(maker->arena, uint32_t, pack->rule_count);

	for (uint32_t i = 0; i < pack->rule_count; i++) {
		if (rule_reads_units(&pack->rules[i]))
			gate_rule(maker, &pack->rules[i]);
		when[i] = add_watches(maker, pack->rules[i].detect.missing.when);
		guards[i] = plan->guard_count;
		plan->guard_count += pack->rules[i].detect.unless.n;
	}
	for (uint32_t i = 0; i < pack->metric_count; i++)
		add_gate(maker, pack->metrics[i].named_by, pack->rule_count + i);
	plan->when = when;
	plan->guards = guards;
}

static void plan_checklists(struct plan_maker *maker, struct plan *plan)
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
	plan_rules(&maker, plan);
	plan_checklists(&maker, plan);
	plan_superseders(&maker, plan);
	plan->watches = maker.watches.p;
	plan->watch_count = maker.watches.n;
	plan->ungated = maker.ungated.p;
	plan->ungated_count = maker.ungated.n;
	plan->literals = literals_build(arena, maker.literals.p, maker.literals.n);
	if (maker.marked.n)
		plan->marked = literals_build(arena, maker.marked.p, maker.marked.n);
	return plan;
}
