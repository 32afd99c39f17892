#include "judge/side.h"

#include "base/out.h"
#include "text/hant.h"

/* What a name that is not in the contract may mean. */
static const struct {
	struct str name;
	enum role role;
} general[] = {
	{STR_INIT(""), ROLE_OTHER},
	{STR_INIT("neutral"), ROLE_OTHER},
	{STR_INIT("customer"), ROLE_CUSTOMER},
	{STR_INIT("provider"), ROLE_PROVIDER},
};

static bool is_called(const struct party *party, struct str name)
{
	if (str_equal(party->name, name) || str_equal(party->full, name))
		return true;
	for (uint32_t i = 0; i < party->alias_count; i++)
		if (str_equal(party->aliases[i], name))
			return true;
	return false;
}

static void unknown_side(struct arena *arena, const struct subject *subject, struct str name,
			 struct error *error)
{
	const struct parties *parties = &subject->facts->parties;
	struct text list = {.arena = arena};
	struct str names;

	for (uint32_t i = 0; i < parties->n; i++) {
		text_str(&list, i ? STR(", ") : STR(""));
		text_str(&list, parties->p[i].name);
	}
	names = text_done(&list);
	if (subject->source->script == SCRIPT_HANT)
		names = to_traditional(arena, names);
	error_set(error, STATUS_REFUSED, "no party is called '%.*s'; those found are: %.*s",
		  STR_ARG(name), STR_ARG(names.n ? names : STR("none")));
}

bool side_find(struct arena *arena, const struct subject *subject, struct str name,
	       struct side *side, struct error *error)
{
	const struct parties *parties = &subject->facts->parties;
	struct str folded = fold_phrase(arena, name);

	for (size_t i = 0; i < sizeof general / sizeof general[0]; i++)
		if (str_equal(general[i].name, name)) {
			*side = (struct side){PARTY_NONE, general[i].role};
			return true;
		}
	for (uint32_t i = 0; i < parties->n; i++)
		if (is_called(&parties->p[i], folded)) {
			*side = (struct side){i, parties->p[i].role};
			return true;
		}
	unknown_side(arena, subject, name, error);
	return false;
}

bool side_is_neutral(struct side side)
{
	return side.party == PARTY_NONE && side.role == ROLE_OTHER;
}

enum stake { STAKE_UNKNOWN, STAKE_MINE, STAKE_THEIRS };

static enum stake stake_in(const struct parties *parties, struct side side, struct hurt hurt)
{
	enum role role = hurt.role;

	if (role == ROLE_OTHER && hurt.party == PARTY_NONE)
		return STAKE_UNKNOWN;
	if (hurt.party != PARTY_NONE && hurt.party == side.party)
		return STAKE_MINE;
	if (role == ROLE_OTHER)
		role = parties->p[hurt.party].role;
	return role != ROLE_OTHER && role == side.role ? STAKE_MINE : STAKE_THEIRS;
}

/* The stake of side in a finding; unknown when it does not hurt one side alone. */
static enum stake stake_of(const struct facts *facts, struct side side,
			   const struct finding *finding)
{
	struct harm harm = harm_of(facts, finding);

	return harm.n == 1 ? stake_in(&facts->parties, side, harm.who[0]) : STAKE_UNKNOWN;
}

static const enum severity raised[] = {
	[SEVERITY_INFO] = SEVERITY_INFO,
	[SEVERITY_LOW] = SEVERITY_MEDIUM,
	[SEVERITY_MEDIUM] = SEVERITY_HIGH,
	[SEVERITY_HIGH] = SEVERITY_HIGH,
};
static const enum severity lowered[] = {
	[SEVERITY_INFO] = SEVERITY_INFO,
	[SEVERITY_LOW] = SEVERITY_INFO,
	[SEVERITY_MEDIUM] = SEVERITY_INFO,
	[SEVERITY_HIGH] = SEVERITY_LOW,
};

const struct findings *side_judge(struct arena *arena, const struct facts *facts, struct side side,
				  const struct findings *findings)
{
	struct findings *judged;
	struct finding *list;

	if (side_is_neutral(side))
		return findings;
	judged = ARENA_ARRAY(arena, struct findings, 1);
	list = ARENA_ARRAY(arena, struct finding, findings->n);
	*judged = *findings;
	judged->p = list;
	for (uint32_t i = 0; i < findings->n; i++) {
		enum stake stake = stake_of(facts, side, &findings->p[i]);
		list[i] = findings->p[i];
		if (stake == STAKE_MINE)
			list[i].severity = raised[list[i].severity];
		if (stake == STAKE_THEIRS)
			list[i].severity = lowered[list[i].severity];
		list[i].lowered = list[i].severity < findings->p[i].severity;
	}
	return judged;
}
