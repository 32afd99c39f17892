#include "detect/structure.h"

#include "fact/words.h"

/* How often a side may, and how often it must: counted at each mention of it. */
struct balance {
	uint32_t rights, duties;
};

static const char MAY[] = "有权 可以 可随时 可单方 得随时 享有";
static const char MUST[] = "应 须 必须 不得 保证 承诺 负责";

static void count_side(const struct run *run, enum role role, struct balance *balance,
		       uint32_t *party)
{
	struct mentions mentions = run->facts->mentions;

	for (uint32_t i = 0; i < mentions.n; i++) {
		if (run->facts->parties.p[mentions.p[i].party].role != role)
			continue;
		*party = mentions.p[i].party;
		balance->rights += word_after(run->norm, mentions.p[i].at.end, MAY) > 0;
		balance->duties += word_after(run->norm, mentions.p[i].at.end, MUST) > 0;
	}
}

/* Both sides have rights and duties in every contract; four times the rights against three times
 * the duties is a standard form that nobody negotiated. */
static bool is_lopsided(struct balance strong, struct balance weak)
{
	enum { LEAST_RIGHTS = 4, RIGHTS_RATIO = 4, DUTIES_RATIO = 3 };

	return strong.rights >= LEAST_RIGHTS &&
	       strong.rights >= RIGHTS_RATIO * (weak.rights ? weak.rights : 1) &&
	       weak.duties >= DUTIES_RATIO * (strong.duties ? strong.duties : 1);
}

static struct str side_words(const struct run *run, uint32_t party, struct balance balance)
{
	struct str name = run->facts->parties.p[party].name;

	return DETAIL(run->arena, BALANCE, name, detail_number(run->arena, balance.rights),
		      detail_number(run->arena, balance.duties));
}

void rights_imbalance(struct run *run, const struct rule *rule, struct statements said)
{
	struct balance customer = {0}, provider = {0};
	uint32_t buyer = NOBODY, seller = NOBODY;

	(void)said;
	count_side(run, ROLE_CUSTOMER, &customer, &buyer);
	count_side(run, ROLE_PROVIDER, &provider, &seller);
	if (buyer == NOBODY || seller == NOBODY ||
	    (!is_lopsided(customer, provider) && !is_lopsided(provider, customer)))
		return;
	structure_report(run, rule, (struct span){0, 0},
			 DETAIL(run->arena, AGAINST, side_words(run, buyer, customer),
				side_words(run, seller, provider)));
}
