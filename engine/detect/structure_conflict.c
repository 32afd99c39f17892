/* Two clauses that say different things of one item. */
#include "detect/structure.h"

#include <stdlib.h>
#include "fact/words.h"

/* What a statement says: the named group `item` of what, `value` what; any other group says it by
 * its name (court, arbitration). */
struct claim {
	const struct finding *said;
	struct str item, kind, value;
	struct span at; /* of what is said */
};

static struct claim claim_read(const struct run *run, const struct finding *said)
{
	struct claim claim = {.said = said, .at = said->at};

	for (uint32_t i = 0; i < said->capture_count; i++) {
		const struct capture *c = &said->captures[i];

		if (str_equal(c->name, STR("item")))
			claim.item = str_at(run->norm, c->at);
		else if (str_equal(c->name, STR("value")))
			claim.value = str_at(run->norm, c->at);
		else if (!claim.kind.n)
			claim.kind = c->name;
		if (!str_equal(c->name, STR("item")))
			claim.at = c->at;
	}
	return claim;
}

static int by_item(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;
	int order = str_compare(x->item, y->item);

	if (order)
		return order;
	return (x->said->at.begin > y->said->at.begin) - (x->said->at.begin < y->said->at.begin);
}

/* The quantity that fills a claim's place; NULL when there is none. */
static const struct quantity *quantity_in(const struct run *run, struct span at)
{
	struct quantities q = run->facts->quantities;
	uint32_t i = quantity_from(q, at.begin);

	return i < q.n && q.p[i].at.begin < at.end ? &q.p[i] : NULL;
}

static bool values_differ(const struct run *run, const struct claim *a, const struct claim *b)
{
	const struct quantity *x = quantity_in(run, a->at), *y = quantity_in(run, b->at);

	if (!a->value.n || !b->value.n || str_equal(a->value, b->value))
		return false;
	if (!x || !y || x->kind != y->kind)
		return true;
	if (x->state != QUANTITY_VALUE || y->state != QUANTITY_VALUE)
		return false;
	return x->value - y->value > 1e-9 || y->value - x->value > 1e-9;
}

static bool claims_differ(const struct run *run, const struct claim *a, const struct claim *b)
{
	return !str_equal(a->kind, b->kind) || values_differ(run, a, b);
}

void value_conflict(struct run *run, const struct rule *rule, struct statements said)
{
	struct claim *claims = ARENA_ARRAY(run->scratch, struct claim, said.n);
	uint32_t first = 0, last = 0;

	(void)rule;
	for (uint32_t i = 0; i < said.n; i++)
		claims[i] = claim_read(run, &said.p[i]);
	if (said.n)
		qsort(claims, said.n, sizeof *claims, by_item);
	for (uint32_t i = 0; i < said.n; i++) {
		if (!str_equal(claims[i].item, claims[first].item))
			first = last = i;
		if (claims_differ(run, &claims[i], &claims[first]) &&
		    (last == first || claims_differ(run, &claims[i], &claims[last]))) {
			statement_report(
				run, claims[i].said,
				structure_pair(run, claims[first].said->at, claims[i].said->at));
			last = i;
		}
	}
}

/* --- service levels --- */

/* What makes two values of one metric stand beside each other. */
static const char CONDITIONS[] =
	"电话 在线 邮件 邮箱 工单 热线 微信 短信 试用 大促 平峰 高峰 一级 二级 三级 四级 严重 一般 紧急 重大 普通 轻微 "
	"P0 P1 P2 P3 P4 夜间 工作日 非工作日 节假日 首年 第一年 第二年 第三年 首月 国内 国外 海外 市区 郊区 远程 现场 上班 "
	"下班 售前 售后 核心 非核心 其他 阶段 A级 B级 C级 I级 II级 特殊 更换 备件 投诉 咨询 故障 Ⅰ Ⅱ Ⅲ";
/* What follows when a level is missed has values of its own. */
static const char CONSEQUENCES[] =
	"未达 不足 扣 奖 每降低 每低 以下 以上 否则 解除 终止 率低于 度低于 性低于 连续 累计 优先";

struct level {
	const struct service_level *p;
	double value;
	enum quantity_kind kind;
	struct span place;
};

static int by_metric(const void *a, const void *b)
{
	const struct level *x = a, *y = b;

	if (x->p->metric != y->p->metric)
		return x->p->metric < y->p->metric ? -1 : 1;
	return (x->place.begin > y->place.begin) - (x->place.begin < y->place.begin);
}

static bool level_read(const struct run *run, const struct service_level *level, struct level *into)
{
	const struct quantity *q;

	static const char MEASURES[] = "率 度 性 时间 时长 时限 时效 速度 CSAT NPS FCR AHT 得分";

	if (!word_before(run->norm, level->at.end, MEASURES))
		return false;
	if (level->state != SERVICE_PRESENT || !span_size(level->value) || !span_size(level->at))
		return false;
	q = quantity_in(run, level->value);
	if (!q || q->state != QUANTITY_VALUE)
		return false;
	*into = (struct level){
		.p = level,
		.value = q->value,
		.kind = q->kind,
		.place = {level->at.begin < q->at.begin ? level->at.begin : q->at.begin,
			  level->at.end > q->at.end ? level->at.end : q->at.end}};
	return true;
}

/* Whether it does not say when it is meant. */
static bool is_unconditional(const struct run *run, const struct level *level)
{
	struct span sentence = sentence_around(run, level->p->at.begin);

	return !word_within(str_cut(run->norm, sentence.begin, level->place.end), CONDITIONS) &&
	       !word_within(str_at(run->norm, part_around(run->norm, level->place, sentence)),
			    CONSEQUENCES);
}

/* Keeps those that another of the same metric may contradict; how many. */
static uint32_t keep_comparable(const struct run *run, struct level *levels, uint32_t n)
{
	const struct metric *before = NULL;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < n; i++) {
		const struct metric *metric = levels[i].p->metric;
		bool alone = metric != before && (i + 1 == n || metric != levels[i + 1].p->metric);

		if (!alone && is_unconditional(run, &levels[i]))
			levels[kept++] = levels[i];
		before = metric;
	}
	return kept;
}

/* One metric with two values, neither of which says when it is meant. */
void service_conflict(struct run *run, const struct rule *rule, struct statements said)
{
	struct level *levels = ARENA_ARRAY(run->scratch, struct level, run->services.n);
	uint32_t n = 0, first = 0;

	(void)said;
	for (uint32_t i = 0; i < run->services.n; i++)
		n += level_read(run, &run->services.p[i], &levels[n]);
	if (n)
		qsort(levels, n, sizeof *levels, by_metric);
	n = keep_comparable(run, levels, n);
	for (uint32_t i = 0; i < n; i++) {
		double gap = levels[i].value - levels[first].value;

		if (levels[i].p->metric != levels[first].p->metric) {
			first = i;
			continue;
		}
		if (outline_sentence_at(run->outline, levels[i].place.begin) !=
			    outline_sentence_at(run->outline, levels[first].place.begin) &&
		    levels[i].kind == levels[first].kind && (gap > 1e-9 || gap < -1e-9) &&
		    str_equal(str_at(run->norm, levels[i].p->at),
			      str_at(run->norm, levels[first].p->at)))
			structure_report(run, rule, levels[i].place,
					 structure_pair(run, levels[first].place, levels[i].place));
	}
}
