#include "fact/party_case.h"

#include "base/utf8.h"

/* What a side does, read from the words behind its name up to the next comma. */
enum { DEED_WINDOW = 120 };

struct deed {
	struct str verb;
	struct str objects[8]; /* one of them must follow in the window; none: always counts */
	int lean;
};

#define MONEY                                                                                      \
	{                                                                                          \
		STR_INIT("费"), STR_INIT("款"), STR_INIT("租金"), STR_INIT("报酬"),                \
			STR_INIT("佣金"), STR_INIT("价"), STR_INIT("押金"), STR_INIT("元")         \
	}
#define GOODS                                                                                      \
	{                                                                                          \
		STR_INIT("服务"), STR_INIT("货物"), STR_INIT("产品"), STR_INIT("软件"),            \
			STR_INIT("设备"), STR_INIT("咨询"), STR_INIT("培训"), STR_INIT("支持")     \
	}

static const struct deed DEEDS[] = {
	{STR_INIT("支付"), MONEY, 2},
	{STR_INIT("付款"), {{0}}, 1},
	{STR_INIT("付清"), {{0}}, 1},
	{STR_INIT("缴纳"), MONEY, 2},
	{STR_INIT("交纳"), MONEY, 2},
	{STR_INIT("缴付"), MONEY, 2},
	{STR_INIT("给付"), MONEY, 1},
	{STR_INIT("预付"), MONEY, 2},
	{STR_INIT("交付"), {STR_INIT("租金"), STR_INIT("押金"), STR_INIT("费")}, 2},
	{STR_INIT("委托"), {{0}}, 3},
	{STR_INIT("委任"), {{0}}, 3},
	{STR_INIT("委请"), {{0}}, 3},
	{STR_INIT("聘请"), {{0}}, 3},
	{STR_INIT("聘用"), {{0}}, 3},
	{STR_INIT("雇佣"), {{0}}, 3},
	{STR_INIT("购买"), {{0}}, 2},
	{STR_INIT("采购"), {{0}}, 2},
	{STR_INIT("订购"), {{0}}, 2},
	{STR_INIT("承租"), {{0}}, 3},
	{STR_INIT("租用"), {{0}}, 2},
	{STR_INIT("续租"), {{0}}, 1},
	{STR_INIT("验收"), {{0}}, 1},
	{STR_INIT("接受委托"), {{0}}, -3},
	{STR_INIT("受托"), {{0}}, -3},
	{STR_INIT("接受"), {STR_INIT("委托"), STR_INIT("聘请"), STR_INIT("聘用")}, -3},
	{STR_INIT("受"), {STR_INIT("方委托"), STR_INIT("方聘请"), STR_INIT("方委任")}, -3},
	{STR_INIT("收取"), MONEY, -2},
	{STR_INIT("收到"), MONEY, -1},
	{STR_INIT("开具"), {STR_INIT("发票"), STR_INIT("收据")}, -2},
	{STR_INIT("出租"), {{0}}, -3},
	{STR_INIT("租给"), {{0}}, -3},
	{STR_INIT("租赁给"), {{0}}, -3},
	{STR_INIT("出售"), {{0}}, -3},
	{STR_INIT("卖给"), {{0}}, -3},
	{STR_INIT("售予"), {{0}}, -3},
	{STR_INIT("转让给"), {{0}}, -3},
	{STR_INIT("交货"), {{0}}, -2},
	{STR_INIT("发货"), {{0}}, -2},
	{STR_INIT("供货"), {{0}}, -2},
	{STR_INIT("供应"), {{0}}, -2},
	{STR_INIT("提供"), GOODS, -2},
	{STR_INIT("派遣"), {{0}}, -1},
	{STR_INIT("指派"), {{0}}, -1},
	{STR_INIT("委派"), {{0}}, -1},
	{STR_INIT("完成"),
	 {STR_INIT("开发"), STR_INIT("工作"), STR_INIT("任务"), STR_INIT("服务")},
	 -1},
	{STR_INIT("研发"), {{0}}, -1},
	{STR_INIT("开发"), {{0}}, -1},
	{STR_INIT("施工"), {{0}}, -2},
};
enum { DEED_COUNT = sizeof DEEDS / sizeof DEEDS[0] };

/* Money that both sides may owe, and words that say the clause is about the other side's deed. */
static const struct str NO_DEED[] = {
	STR_INIT("违约金"), STR_INIT("赔偿"), STR_INIT("滞纳金"), STR_INIT("退还"),
	STR_INIT("返还"),   STR_INIT("罚"),   STR_INIT("第三方"),
};

static struct str window(struct str text, uint32_t at)
{
	size_t end = at;

	while (end - at < DEED_WINDOW) {
		size_t next = end;
		uint32_t cp = utf8_next(text, &next);

		if (cp == UTF8_NONE || cp == '\n' || cp == 0xFF0C || cp == 0x3002 || cp == 0xFF1B)
			break;
		end = next;
	}
	return str_cut(text, at, end);
}

static bool has_object(const struct deed *deed, struct str rest)
{
	if (!deed->objects[0].p)
		return true;
	for (size_t i = 0; i < 8 && deed->objects[i].p; i++)
		if (str_contains(rest, deed->objects[i]))
			return true;
	return false;
}

/* The lean of the first deed in the words behind a side's name. */
static int deed_lean(const struct lexicon *verbs, struct str words)
{
	uint32_t from = 0;
	struct lexicon_hit hit;

	for (size_t i = 0; i < sizeof NO_DEED / sizeof NO_DEED[0]; i++)
		if (str_contains(words, NO_DEED[i]))
			return 0;
	while (lexicon_next(verbs, words, &from, (uint32_t)words.n, &hit))
		if (has_object(DEEDS + hit.value, str_cut(words, hit.at.end, words.n)))
			return DEEDS[hit.value].lean;
	return 0;
}

void lean_by_deeds(struct party_case *c)
{
	struct lexicon *verbs = lexicon_new(c->arena);

	for (uint32_t i = 0; i < DEED_COUNT; i++)
		lexicon_add(verbs, DEEDS[i].verb, i);
	for (uint32_t i = 0; i < c->sightings.n; i++) {
		const struct sighting *s = c->sightings.p + i;
		struct draft *draft = draft_named(c, str_at(c->text, s->at));

		if (draft)
			draft->lean += deed_lean(verbs, window(c->text, s->at.end));
	}
}
