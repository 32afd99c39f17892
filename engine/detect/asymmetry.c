#include "base/sorted.h"
#include "base/words.h"
#include "detect/run.h"

bool asymmetry_party(const struct run *run, const struct rule *rule, const struct pattern *pattern,
		     const struct match *match, uint32_t *party)
{
	const struct span *group =
		pattern ? match_group(pattern, match, asymmetry_group(rule)) : NULL;

	*party = group ? mention_at(run->facts->mentions, group->begin) : NOBODY;
	return group != NULL;
}

/* Whether parties of different roles are among rights: then every party has a counterpart there. */
static bool is_mutual(const struct run *run, uint32_t rights)
{
	const struct party *parties = run->facts->parties.p;
	uint32_t first = rights ? (uint32_t)__builtin_ctz(rights) : 0;

	for (uint32_t rest = rights; rest; rest &= rest - 1)
		if (parties[__builtin_ctz(rest)].role != parties[first].role)
			return true;
	return false;
}

/* 通知乙方即可终止, 乙方仅得请求: who is told something, or may do no more than that, is given nothing. */
static bool is_given(struct str text, struct span party)
{
	return !word_before(text, party.begin, "通知 告知 催告 要求 请求 向") &&
	       !word_after(text, party.end, "仅 只");
}

/* The parties that the rule's `any` (or first `all`) gives the right to in unit, as a bit set; once
 * that is mutual, the others say nothing more. */
static uint32_t rights_in(struct run *run, const struct rule *rule, struct span unit)
{
	const struct detect *d = &rule->detect;
	struct patterns patterns = d->any.n ? d->any : d->all;
	uint32_t rights = 0;

	for (uint32_t i = 0; i < patterns.n; i++) {
		struct match match;

		for (uint32_t from = unit.begin;
		     from < unit.end && actor_match(run, rule, &patterns.p[i], unit, from, &match);
		     from = match_next(run, &match)) {
			const struct span *group;
			uint32_t party;

			asymmetry_party(run, rule, &patterns.p[i], &match, &party);
			group = match_group(&patterns.p[i], &match, asymmetry_group(rule));
			if (party < PARTIES_MAX && is_given(run->norm, *group))
				rights |= 1u << party;
			if (is_mutual(run, rights))
				return rights;
		}
	}
	return rights;
}

/* Whether a party of another role than this one's is among rights. */
static bool counterpart_has(const struct run *run, uint32_t party, uint32_t rights)
{
	struct parties parties = run->facts->parties;

	for (uint32_t i = 0; i < parties.n; i++)
		if (rights >> i & 1 && i != party && parties.p[i].role != parties.p[party].role)
			return true;
	return false;
}

/* Whether a party of another role than this one's is mentioned in unit: who is not has no right. */
static bool counterpart_is_in(const struct run *run, uint32_t party, struct span unit)
{
	struct mentions mentions = run->facts->mentions;
	struct parties parties = run->facts->parties;

	for (uint32_t i = SORTED_FROM(mentions.p, mentions.n, at.begin, unit.begin);
	     i < mentions.n && mentions.p[i].at.begin < unit.end; i++)
		if (parties.p[mentions.p[i].party].role != parties.p[party].role)
			return true;
	return false;
}

/* Rights anywhere in the document are collected while its units go by. */
void asymmetry_note(struct run *run, const struct rule *rule, struct span unit)
{
	uint32_t *rights = &run->rules[rule->index].rights;

	if (rule->detect.party.within == UNIT_DOCUMENT && !is_mutual(run, *rights))
		*rights |= rights_in(run, rule, unit);
}

bool asymmetry_holds(struct run *run, const struct rule *rule, uint32_t party, struct span place)
{
	enum unit within = rule->detect.party.within;
	struct rule_state *state = &run->rules[rule->index];
	struct span unit;

	if (party >= run->facts->parties.n)
		return false;
	if (within == UNIT_DOCUMENT)
		return true; /* asymmetry_settle tells at the end */
	unit = unit_around(run, within, outline_clause_at(run->outline, place.begin), place.begin);
	if (!counterpart_is_in(run, party, unit))
		return !rule->detect.party.counterpart_has;
	if (state->rights_unit.begin != unit.begin || state->rights_unit.end != unit.end) {
		state->rights_unit = unit;
		state->rights = rights_in(run, rule, unit);
	}
	return counterpart_has(run, party, state->rights) == rule->detect.party.counterpart_has;
}

void asymmetry_settle(struct run *run)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < run->findings.n; i++) {
		const struct finding *f = &run->findings.p[i];
		const struct detect *d = &f->rule->detect;

		if (!d->party.on || d->party.within != UNIT_DOCUMENT || f->party == NOBODY ||
		    counterpart_has(run, f->party, run->rules[f->rule->index].rights) ==
			    d->party.counterpart_has)
			run->findings.p[kept++] = *f;
	}
	run->findings.n = kept;
}
