#include "detect/structure.h"

#include "base/sorted.h"
#include "fact/words.h"

/* How often a side may, and how often it must: counted at each mention of it. */
struct balance {
	uint32_t rights, duties;
};

static const char MAY[] = "有权 均有权 亦有权 可 均可 亦可 也可 得 享有 保留";
static const char MAY_NOT[] = "可能 得到 得知 得以";
static const char MUST[] = "应 均应 须 需 必须 不得 保证 承诺 负责 将 会";

static void count_side(const struct run *run, enum role role, struct balance *balance,
		       uint32_t *party)
{
	struct mentions mentions = run->facts->mentions;

	for (uint32_t i = 0; i < mentions.n; i++) {
		if (run->facts->parties.p[mentions.p[i].party].role != role)
			continue;
		*party = mentions.p[i].party;
		balance->rights += word_after(run->norm, mentions.p[i].at.end, MAY) > 0 &&
				   !word_after(run->norm, mentions.p[i].at.end, MAY_NOT);
		balance->duties += word_after(run->norm, mentions.p[i].at.end, MUST) > 0;
	}
}

/* 五、甲方权利义务: below such a title the side is not named again, so nothing can be counted. */
static bool lists_duties(const struct run *run)
{
	struct mentions mentions = run->facts->mentions;

	for (uint32_t i = 0; i < run->outline->clause_count; i++) {
		struct span title = run->outline->clauses[i].title;
		uint32_t m = SORTED_FROM(mentions.p, mentions.n, at.begin, title.begin);

		if (m < mentions.n && mentions.p[m].at.end <= title.end &&
		    word_within(str_at(run->norm, title), "义务 责任 职责"))
			return true;
	}
	return false;
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
	    (!is_lopsided(customer, provider) && !is_lopsided(provider, customer)) ||
	    lists_duties(run))
		return;
	structure_report(run, rule, (struct span){0, 0},
			 DETAIL(run->arena, AGAINST, side_words(run, buyer, customer),
				side_words(run, seller, provider)));
}
