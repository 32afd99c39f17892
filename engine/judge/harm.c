#include "judge/harm.h"

static uint32_t party_with_role(const struct parties *parties, enum role role)
{
	for (uint32_t i = 0; i < parties->n; i++)
		if (parties->p[i].role == role)
			return i;
	return PARTY_NONE;
}

uint32_t harm_counterpart(const struct parties *parties, uint32_t party)
{
	if (party >= parties->n)
		return PARTY_NONE;
	switch (parties->p[party].role) {
	case ROLE_CUSTOMER: return party_with_role(parties, ROLE_PROVIDER);
	case ROLE_PROVIDER: return party_with_role(parties, ROLE_CUSTOMER);
	case ROLE_OTHER: break;
	}
	return parties->n == 2 ? 1 - party : PARTY_NONE;
}

const struct capture *harm_capture(const struct finding *finding, struct str name)
{
	for (uint32_t i = 0; i < finding->capture_count; i++)
		if (str_equal(finding->captures[i].name, name))
			return &finding->captures[i];
	return NULL;
}

static uint32_t captured(const struct facts *facts, const struct finding *finding, struct str name)
{
	const struct capture *capture = harm_capture(finding, name);

	return capture ? mention_at(facts->mentions, capture->at.begin) : PARTY_NONE;
}

static uint32_t author_of(const struct parties *parties)
{
	for (uint32_t i = 0; i < parties->n; i++)
		if (parties->p[i].author)
			return i;
	return PARTY_NONE;
}

/* Where a pattern captures whom it hurts, the rule is about the other one. What is for one side, and
 * does not say for which, is in terms of use for who wrote them. */
uint32_t harm_party(const struct facts *facts, const struct finding *finding)
{
	struct str group = finding->rule->harms_group;
	uint32_t party = captured(facts, finding, group.n ? group : STR("party"));

	if (party == PARTY_NONE)
		party = harm_counterpart(&facts->parties, captured(facts, finding, STR("hurt")));
	if (party == PARTY_NONE)
		party = finding->party;
	if (party == PARTY_NONE && finding->rule->harms == HARMS_OTHER)
		party = author_of(&facts->parties);
	return party;
}

static struct hurt by_role(const struct parties *parties, enum role role)
{
	return (struct hurt){party_with_role(parties, role), role};
}

static struct hurt by_name(uint32_t party)
{
	return (struct hurt){party, ROLE_OTHER};
}

static struct harm both(const struct parties *parties)
{
	struct hurt customer = by_role(parties, ROLE_CUSTOMER);
	struct hurt provider = by_role(parties, ROLE_PROVIDER);

	if (customer.party < provider.party)
		return (struct harm){{customer, provider}, 2};
	return (struct harm){{provider, customer}, 2};
}

struct harm harm_of(const struct facts *facts, const struct finding *finding)
{
	const struct parties *parties = &facts->parties;
	struct harm harm = {.n = 1};

	switch (finding->rule->harms) {
	case HARMS_BOTH: return both(parties);
	case HARMS_CUSTOMER: harm.who[0] = by_role(parties, ROLE_CUSTOMER); break;
	case HARMS_PROVIDER: harm.who[0] = by_role(parties, ROLE_PROVIDER); break;
	case HARMS_CAPTURED: harm.who[0] = by_name(harm_party(facts, finding)); break;
	case HARMS_OTHER:
		harm.who[0] = by_name(harm_counterpart(parties, harm_party(facts, finding)));
		break;
	}
	return harm;
}
