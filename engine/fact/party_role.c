#include "fact/party_case.h"

#include "base/utf8.h"
#include "fact/words.h"

/* What a side does, read from the words behind its name up to the next comma. */
enum { DEED_WINDOW = 120 };

struct deed {
	const char *verbs;
	const char *objects; /* one of them must follow in the window; NULL: no need */
	int lean;
	int direct; /* instead of lean, when the other side's name follows at once */
};

#define MONEY "费 款 租金 报酬 佣金 价 押金 元"
#define GOODS "服务 货物 产品 软件 设备 咨询 培训 支持"

static const struct deed DEEDS[] = {
	{"支付 缴纳 交纳 缴付 预付 付予 付给", MONEY, 2, 2},
	{"付款 付清 续租 验收", NULL, 1, 1},
	{"给付", MONEY, 1, 1},
	{"交付", "租金 押金 费", 2, 2},
	{"委托 委任 委请 聘请 聘用 雇佣", NULL, 3, 9},
	{"承租", NULL, 3, 3},
	{"购买 采购 订购 租用", NULL, 2, 2},
	{"接受委托 受托 出租 租给 租赁给 出售 卖给 售予 转让给", NULL, -3, -3},
	{"接受", "委托 聘请 聘用", -3, -3},
	{"受", "方委托 方聘请 方委任", -3, -3},
	{"收取", MONEY, -2, -2},
	{"收到", MONEY, -1, -1},
	{"开具", "发票 收据", -2, -2},
	{"交货 发货 供货 供应 施工", NULL, -2, -2},
	{"提供", GOODS, -2, -2},
	{"派遣 指派 委派 研发 开发", NULL, -1, -1},
	{"完成", "开发 工作 任务 服务", -1, -1},
};
enum { DEED_COUNT = sizeof DEEDS / sizeof DEEDS[0] };

/* Money that both sides may owe, and words that say the clause is about the other side's deed. */
static const char NO_DEED[] = "违约金 赔偿 滞纳金 退还 返还 罚 第三方";

/* Behind these a side is spoken of, and what follows is another's deed: 甲方为乙方提供. */
static const char OBJECT[] = "为 向 给 对 与 和 同 予 于 使";

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

/* The lean of the first deed in the words behind a side's name. */
static int deed_lean(const struct lexicon *verbs, struct str words)
{
	uint32_t from = 0;
	struct lexicon_hit hit;

	while (lexicon_next(verbs, words, &from, (uint32_t)words.n, &hit)) {
		const struct deed *deed = DEEDS + hit.value;
		struct str rest = str_cut(words, hit.at.end, words.n);

		if (word_after(rest, 0, "的 之") || word_before(words, hit.at.begin, "所"))
			continue;
		if (deed->objects && !word_within(rest, deed->objects))
			continue;
		if (word_within(words, NO_DEED))
			return 0;
		return word_after(rest, 0, "甲方 乙方") ? deed->direct : deed->lean;
	}
	return 0;
}

void lean_by_deeds(struct party_case *c)
{
	struct lexicon *verbs = lexicon_new(c->arena);

	for (uint32_t i = 0; i < DEED_COUNT; i++)
		lexicon_add_all(verbs, DEEDS[i].verbs, i);
	for (uint32_t i = 0; i < c->sightings.n; i++) {
		const struct sighting *s = c->sightings.p + i;
		struct draft *draft = draft_sighted(c, s);

		if (draft && !word_before(c->text, s->at.begin, OBJECT))
			draft->lean += deed_lean(verbs, window(c->text, s->at.end));
	}
}
