#include "detect/run.h"
#include "base/utf8.h"

#include <stdlib.h>

/* but: one of them that is looked for elsewhere. */
static bool all_match(struct run *run, const struct rule *rule, struct span unit,
		      const struct pattern *but)
{
	struct match match;

	for (uint32_t i = 0; i < rule->detect.all.n; i++)
		if (&rule->detect.all.p[i] != but &&
		    !run_match(run, rule, &rule->detect.all.p[i], unit, unit.begin, &match))
			return false;
	return true;
}

struct near_match {
	struct span at;
	uint32_t which;
};

static int by_place(const void *a, const void *b)
{
	const struct near_match *x = a, *y = b;

	if (x->at.begin != y->at.begin)
		return x->at.begin < y->at.begin ? -1 : 1;
	return (x->which > y->which) - (x->which < y->which);
}

/* Whether what lies between the first and the last of a group is at most distance characters. */
static bool is_near(struct str text, struct span gap, uint32_t distance)
{
	if (gap.end <= gap.begin)
		return true;
	return span_size(gap) <= (uint64_t)distance * 4 &&
	       utf8_count(str_at(text, gap)) <= distance;
}

/* The first window over sorted matches that holds one of each pattern and is narrow enough. */
static bool near_window(const struct run *run, const struct near_match *found, uint32_t n,
			uint32_t kinds, uint32_t distance, struct span *place)
{
	uint32_t *counts = ARENA_ARRAY(run->arena, uint32_t, kinds);
	uint32_t held = 0, first = 0;

	for (uint32_t last = 0; last < n; last++) {
		held += counts[found[last].which]++ == 0;
		while (held == kinds) {
			struct span gap = {found[first].at.end, found[last].at.begin};

			if (is_near(run->norm, gap, distance)) {
				*place = (struct span){found[first].at.begin, found[last].at.end};
				return true;
			}
			held -= --counts[found[first++].which] == 0;
		}
	}
	return false;
}

static bool near_holds(struct run *run, const struct rule *rule, struct span unit,
		       struct span *place)
{
	struct patterns of = rule->detect.near.of;
	VEC(struct near_match) found = {0};

	for (uint32_t i = 0; i < of.n; i++) {
		struct match match;
		uint32_t before = found.n;

		for (uint32_t from = unit.begin;
		     from < unit.end && run_match(run, rule, &of.p[i], unit, from, &match);
		     from = match_next(run, &match))
			*VEC_PUSH(run->arena, &found) = (struct near_match){match.at, i};
		if (found.n == before)
			return false;
	}
	if (found.n == 0)
		return true;
	qsort(found.p, found.n, sizeof *found.p, by_place);
	return near_window(run, found.p, found.n, of.n, rule->detect.near.distance, place);
}

static bool has_group(const struct pattern *pattern, struct str name)
{
	for (uint32_t i = 0; i < pattern->group_count; i++)
		if (str_equal(pattern->groups[i].name, name))
			return true;
	return false;
}

/* The patterns whose match is the place: any, or else that one of all whose group the rule speaks
 * of, or else the first of all. */
static struct patterns anchors(const struct rule *rule)
{
	const struct detect *d = &rule->detect;
	struct str wanted = d->group.n	     ? d->group
			    : d->quantity.on ? d->quantity.group
					     : d->party.group;

	if (d->any.n || d->all.n == 0)
		return d->any;
	for (uint32_t i = 0; wanted.n && i < d->all.n; i++)
		if (has_group(&d->all.p[i], wanted))
			return (struct patterns){d->all.p + i, 1};
	return (struct patterns){d->all.p, 1};
}

static void keep_captures(struct run *run, struct finding *finding, const struct pattern *pattern,
			  const struct match *match)
{
	struct capture *captures;
	uint32_t n = 0;

	if (pattern->group_count == 0)
		return;
	captures = ARENA_ARRAY(run->arena, struct capture, pattern->group_count);
	for (uint32_t i = 0; i < pattern->group_count; i++)
		if (match->groups[i].begin != UINT32_MAX)
			captures[n++] = (struct capture){pattern->groups[i].name, match->groups[i]};
	finding->captures = captures;
	finding->capture_count = n;
}

/* The conditions on the place that need no pattern of their own, then those that do. pattern is
 * NULL when the place is not a match. */
static bool place_passes(struct run *run, const struct rule *rule, struct span unit,
			 struct span place, const struct pattern *pattern,
			 const struct match *match, uint32_t *party)
{
	const struct detect *d = &rule->detect;
	struct span found;

	*party = NOBODY;
	if (d->heading.n && !heading_holds(run, rule, outline_clause_at(run->outline, place.begin)))
		return false;
	if (d->quantity.on) {
		const struct span *group = &unit;

		if (d->quantity.group.n)
			group = pattern ? match_group(pattern, match, d->quantity.group) : NULL;
		if (!group || !quantity_passes(run, rule, *group, &found))
			return false;
	}
	if (d->party.on) {
		bool named = asymmetry_party(run, rule, pattern, match, party);
		if (named && !asymmetry_holds(run, rule, *party, place))
			return false;
	}
	return !guard_hits(run, rule, place.begin);
}

static bool try_place(struct run *run, const struct rule *rule, struct span unit, struct span place,
		      const struct pattern *pattern, const struct match *match)
{
	const struct span *group;
	struct finding *finding;
	uint32_t party;

	if (!place_passes(run, rule, unit, place, pattern, match, &party))
		return false;
	if (rule->detect.missing.on) {
		run->rules[rule->index].found = true;
		return true;
	}
	if (pattern && rule->detect.group.n) {
		group = match_group(pattern, match, rule->detect.group);
		if (group)
			place = *group;
	}
	finding = run_report(run, rule, place);
	if (!finding)
		return true;
	finding->party = party;
	if (pattern)
		keep_captures(run, finding, pattern, match);
	return true;
}

/* A rule without any and all is about a near group, or about a quantity wherever it stands. */
static void try_without_anchor(struct run *run, const struct rule *rule, struct span unit,
			       struct span near)
{
	struct span found;

	if (rule->detect.near.of.n)
		try_place(run, rule, unit, near, NULL, NULL);
	else if (rule->detect.quantity.on && quantity_passes(run, rule, unit, &found))
		try_place(run, rule, unit, found, NULL, NULL);
}

void phrase_unit(struct run *run, const struct rule *rule, struct span unit, uint64_t bits)
{
	const struct detect *d = &rule->detect;
	struct patterns anchor = anchors(rule);
	struct span near = unit;
	bool asked = false;

	if (d->party.on)
		asymmetry_note(run, rule, unit);
	if (!all_match(run, rule, unit, anchor.p))
		return;
	for (uint32_t i = 0; i < anchor.n; i++) {
		struct match match;

		if (d->any.n && !(bits >> i % 64 & 1))
			continue;
		for (uint32_t from = unit.begin;
		     from < unit.end && actor_match(run, rule, &anchor.p[i], unit, from, &match);
		     from = match_next(run, &match)) {
			/* What vetoes the unit is asked for once, and only where there is something
			 * to veto. */
			if (!asked && (run_matches_any(run, rule, d->none, unit) ||
				       !near_holds(run, rule, unit, &near)))
				return;
			asked = true;
			if (try_place(run, rule, unit, match.at, &anchor.p[i], &match) && !d->each)
				return;
		}
	}
	if (anchor.n == 0 && near_holds(run, rule, unit, &near) &&
	    !run_matches_any(run, rule, d->none, unit))
		try_without_anchor(run, rule, unit, near);
}

static bool agrees(struct run *run, const struct rule *rule, struct span unit)
{
	const struct detect *d = &rule->detect;
	struct span near;

	return all_match(run, rule, unit, NULL) &&
	       (d->any.n == 0 || run_matches_any(run, rule, d->any, unit)) &&
	       !run_matches_any(run, rule, d->none, unit) && near_holds(run, rule, unit, &near);
}

bool phrase_holds(struct run *run, const struct rule *rule, struct span unit)
{
	struct rule_state *state = &run->rules[rule->index];

	if (state->unit.begin != unit.begin || state->unit.end != unit.end) {
		state->unit = unit;
		state->unit_holds = agrees(run, rule, unit);
	}
	return state->unit_holds;
}
