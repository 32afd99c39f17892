/* Sums: 大写 against 小写, quantity times price, instalments, copies. */
#include "detect/structure.h"

#include "base/utf8.h"
#include "fact/numeral.h"
#include "fact/words.h"

/* --- one amount in two notations --- */

/* What may stand between 120000元 and its 大写; one of the links must. */
static const char GLUE[] =
	"（ ） ： : ， 大写 小写 大写为 人民币 人民币大写 RMB 即 即人民币 ￥ ¥ 计 整 正 为 "
	"金额 合计 总计 共计 港币 港元 新台币 美元 元 元整 圆 / 【 】 ␣ _ 、";
static const char LINKS[] = "大写 小写 （ ￥ ¥ 即";
enum { GLUE_BYTES = 60 };

static bool is_same_amount(const struct run *run, const struct quantity *a,
			   const struct quantity *b)
{
	struct span gap = {a->at.end, b->at.begin};
	struct str words = str_at(run->norm, gap);

	return a->kind == QUANTITY_MONEY && b->kind == QUANTITY_MONEY &&
	       a->state == QUANTITY_VALUE && b->state == QUANTITY_VALUE && a->formal != b->formal &&
	       gap.begin <= gap.end && span_size(gap) <= GLUE_BYTES && words_cover(words, GLUE) &&
	       (word_within(words, LINKS) ||
		word_before(run->norm, a->at.begin, "大写 大写： 小写："));
}

static double ratio_of(double a, double b)
{
	return a > b ? a / b : b / a;
}

/* 万元 for 元: ten thousand times as much, or as little. */
static bool is_slip(double a, double b)
{
	double ratio = a > 0 && b > 0 ? ratio_of(a, b) : 1;

	return ratio > 9999.99 && ratio < 10000.01;
}

static bool differs(double a, double b)
{
	double gap = a > b ? a - b : b - a;

	return gap > 0.005 && gap > (a + b) * 1e-9;
}

static void compare_notations(struct run *run, const struct rule *rule, bool slips)
{
	struct quantities q = run->facts->quantities;

	for (uint32_t i = 0; i + 1 < q.n; i++) {
		const struct quantity *a = &q.p[i], *b = &q.p[i + 1];

		if (!is_same_amount(run, a, b) || !differs(a->value, b->value) ||
		    is_slip(a->value, b->value) != slips)
			continue;
		structure_report(run, rule, (struct span){a->at.begin, b->at.end},
				 arena_format(run->arena, "%.*s ／ %.*s",
					      STR_ARG(str_at(run->norm, a->at)),
					      STR_ARG(str_at(run->norm, b->at))));
	}
}

void amount_mismatch(struct run *run, const struct rule *rule, struct statements said)
{
	(void)said;
	compare_notations(run, rule, false);
}

void unit_slip(struct run *run, const struct rule *rule, struct statements said)
{
	(void)said;
	compare_notations(run, rule, true);
}

/* --- quantity times price --- */

static const char TOTALS[] = "合计 总计 共计 总价 总额 小计 总金额 总费用 总价款";
static const char EACHES[] =
	"单价 每台 每套 每席 每件 每个 每人 每名 每单 每条 每吨 每箱 每次 每年 每月";
static const char NO_PRODUCT[] =
	"税 折 优惠 运费 安装费 另加 不含 上限 最高 约 预计 累计 定金 首付 预付 违约";

/* The numbers of one sentence that a product is made of. */
struct product {
	const struct quantity *count, *price, *total;
	const struct quantity *money[2]; /* price and total, in order of place */
	uint32_t counts, moneys;
	double months;
	bool muddled;
};

static void product_read(const struct quantity *q, struct product *product)
{
	if (q->state != QUANTITY_VALUE || q->kind == QUANTITY_RATIO) {
		product->muddled = true;
	} else if (q->kind == QUANTITY_COUNT) {
		product->count = q;
		product->counts++;
	} else if (q->kind == QUANTITY_DURATION) {
		product->muddled |= product->months > 0 || q->time != TIME_MONTH;
		product->months = q->value / 30;
	} else if (q->kind == QUANTITY_MONEY && !q->formal) {
		if (product->moneys < 2)
			product->money[product->moneys] = q;
		product->moneys++;
	}
}

/* Which amount is the price of one, and which the total. */
static void money_read(const struct run *run, struct span sentence, struct product *product)
{
	for (uint32_t i = 0; i < 2; i++) {
		const struct quantity *q = product->money[i];
		struct str part = str_at(run->norm, part_around(run->norm, q->at, sentence));
		bool each = utf8_peek(run->norm, q->at.end) == '/' || word_within(part, EACHES);

		if (each == word_within(part, TOTALS))
			product->muddled = true;
		else if (each)
			product->price = q;
		else
			product->total = q;
	}
}

static bool is_wrong(const struct product *p)
{
	double value;

	if (p->muddled || !p->price || !p->total)
		return false;
	value = p->count->value * p->price->value;
	return differs(value, p->total->value) &&
	       (p->months == 0 || differs(value * p->months, p->total->value));
}

/* The numbers of the sentence that the one at index is in; behind is the first behind it. */
static struct product product_around(struct quantities q, uint32_t index, struct span sentence,
				     uint32_t *behind)
{
	struct product product = {0};
	uint32_t i = index;

	while (i > 0 && q.p[i - 1].at.begin >= sentence.begin)
		i--;
	for (; i <= index || (i < q.n && q.p[i].at.begin < sentence.end); i++)
		product_read(&q.p[i], &product);
	*behind = i;
	return product;
}

void total_mismatch(struct run *run, const struct rule *rule, struct statements said)
{
	struct quantities q = run->facts->quantities;
	uint32_t i = 0;

	(void)said;
	while (i < q.n) {
		struct span sentence;
		struct product p;

		/* Without an amount of money there is no product. */
		if (q.p[i].kind != QUANTITY_MONEY) {
			i++;
			continue;
		}
		sentence = sentence_around(run, q.p[i].at.begin);
		p = product_around(q, i, sentence, &i);
		if (p.counts != 1 || p.moneys != 2)
			continue;
		money_read(run, sentence, &p);
		if (is_wrong(&p) && !word_within(str_at(run->norm, sentence), NO_PRODUCT))
			structure_report(run, rule, p.total->at,
					 arena_format(run->arena, "%.*s × %.*s ≠ %.*s",
						      STR_ARG(str_at(run->norm, p.count->at)),
						      STR_ARG(str_at(run->norm, p.price->at)),
						      STR_ARG(str_at(run->norm, p.total->at))));
	}
}

/* --- instalments --- */

static const char BASES[] =
	"合同总价 合同价 合同总额 合同总金额 合同金额 合同款 合同价款 合同总价款 总价 总价款 总额 "
	"总金额 总费用 服务费 服务费总额 服务费用 项目款 工程款 货款 价款 总款 合同额 费用";
static const char PAYS[] = "支付 付 预付 首付 尾款 收取 付款 缴纳";
static const char NO_PART[] =
	"违约 罚 保证金 担保 税 滞纳 逾期 赔偿 增加 超出 超过 调整 扣 利息 损失 不低于 上浮 下浮 "
	"提成 佣金 折扣 分成 奖励 退还 返还 手续费";
static const char RESTS[] = "剩余 余款 其余 余下 尾款 余额 结清 付清";
static const char CHOICES[] = "□ 下列第 以下第 方式一 第一种 任选 任一种 二选一 选择";

struct instalments {
	uint32_t section, n;
	struct span first, last;
	double sum;
	bool off; /* cumulative, or a choice: the parts do not add up */
};

static void instalments_settle(struct run *run, const struct rule *rule, struct instalments *in)
{
	enum { SECTION_BYTES = 4000 };
	struct span at = run->outline->clauses[in->section].at;
	struct str section = str_at(run->norm, at);
	bool rest;

	if (in->n < 2 || in->off || in->section == 0 || section.n > SECTION_BYTES ||
	    word_within(section, CHOICES))
		return;
	rest = word_within(section, RESTS);
	if (rest ? in->sum < 0.9999 : in->sum > 0.9999 && in->sum < 1.0001)
		return;
	structure_report(run, rule, (struct span){in->first.begin, in->last.end},
			 DETAIL(run->arena, INSTALMENTS, detail_number(run->arena, in->n),
				detail_number(run->arena, in->sum * 100)));
}

static bool is_instalment(const struct run *run, const struct quantity *q, bool *cumulative)
{
	struct span sentence = sentence_around(run, q->at.begin), part;
	struct str before = str_cut(run->norm, sentence.begin, q->at.begin), words;

	if (q->kind != QUANTITY_RATIO || q->state != QUANTITY_VALUE)
		return false;
	before.n -= word_before(before, before.n, "的 之 即");
	if (!word_before(before, before.n, BASES))
		return false;
	part = part_around(run->norm, q->at, sentence);
	words = str_at(run->norm, part);
	if (!word_within(words, PAYS) || word_within(words, NO_PART))
		return false;
	before = str_cut(run->norm, part.begin, q->at.begin);
	*cumulative = word_within(before, "至 累计 达到 达");
	return true;
}

void percent_sum(struct run *run, const struct rule *rule, struct statements said)
{
	struct quantities q = run->facts->quantities;
	struct instalments in = {0};

	(void)said;
	for (uint32_t i = 0; i < q.n; i++) {
		bool cumulative = false;
		uint32_t section;

		if (q.p[i].kind != QUANTITY_RATIO || !is_instalment(run, &q.p[i], &cumulative))
			continue;
		section = outline_section(run->outline,
					  outline_clause_at(run->outline, q.p[i].at.begin));
		if (in.n && section != in.section) {
			instalments_settle(run, rule, &in);
			in = (struct instalments){0};
		}
		if (!in.n++)
			in.first = q.p[i].at;
		in.section = section;
		in.last = q.p[i].at;
		in.sum += q.p[i].value;
		in.off |= cumulative;
	}
	instalments_settle(run, rule, &in);
}

/* --- copies --- */

static double number_at(const struct run *run, struct span at)
{
	struct numeral numeral;

	return numeral_read(run->norm, at.begin, &numeral) ? numeral.value : 0;
}

/* Statements capture `total`, and either `each` or what every single party keeps. */
void copies_mismatch(struct run *run, const struct rule *rule, struct statements said)
{
	uint32_t parties = run->facts->parties.n > 2 ? run->facts->parties.n : 2;

	(void)rule;
	for (uint32_t i = 0; i < said.n; i++) {
		const struct finding *f = &said.p[i];
		const struct span *total = statement_group(f, STR("total"));
		double sum = 0;

		for (uint32_t k = 0; k < f->capture_count; k++) {
			const struct capture *c = &f->captures[k];
			double times = str_equal(c->name, STR("each")) ? parties : 1;

			if (!str_equal(c->name, STR("total")))
				sum += times * number_at(run, c->at);
		}
		if (total && sum > 0 && differs(sum, number_at(run, *total)))
			statement_report(run, f,
					 DETAIL(run->arena, COPIES,
						detail_number(run->arena, number_at(run, *total)),
						detail_number(run->arena, sum)));
	}
}
