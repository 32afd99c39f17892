/* The text as a whole: cut off, unsigned, no contract at all, page noise. */
#include "detect/structure.h"

#include "base/out.h"
#include "base/utf8.h"
#include "fact/words.h"

/* --- cut off --- */

/* Words after which a sentence goes on; and longer ones that may end it. */
static const char OPEN[] =
	"不低 不少 不超 不高 不得 应当 应 以及 或者 或 并且 并 及 且 和 与 为 向 在 由 等于 包括 严重 小于 大于 至 即 如 若 "
	"， 、 （ 不低于 不超过 不高于 不少于 对 将 因 按 按照 根据 有 如果 因为 由于 必须 关于 对于 使";
static const char CLOSED[] =
	"目的 标的 行为 作为 认为 人为 参与 给与 总和 缓和 温和 缘由 理由 自由 存在 所在 内在 外在 方向 以下 以至 "
	"乃至 相应 响应 供应 对应 反应 效应 适应 赠与 授与 给予 未来 绝对 针对 相对 应对 核对 成因 原因 何为 所为 "
	"视为 较为 分为 之和 不在 例如 假如 譬如 比如 年度 违约行为 涉及 普及 冬至 夏至 所有 拥有 享有 具有 持有 没有 共有 国有 私有 特有 占有 含有 负有 仅有 "
	"设有 现有 原有 附有 专有 保有 未有 均有 都有 另有 还有 即使 行使 大使 驱使 致使 甚至 截至 设备 责任 任何";

/* Where the text breaks off at the end of a sentence; an empty span when it does not. */
static struct span break_at(const struct run *run, struct span sentence)
{
	struct str text = str_trim(str_at(run->norm, sentence));
	uint32_t end = (uint32_t)(text.p - run->norm.p + text.n);
	size_t open = 0;

	/* No word ends as a full stop does, and nearly every sentence ends with one. */
	if (text.n >= 24 && !str_ends(text, STR("。")))
		open = word_before(run->norm, end, OPEN);
	if (!open || open >= text.n || word_before(run->norm, end, CLOSED))
		return (struct span){0, 0};
	return (struct span){end - (uint32_t)open, end};
}

/* A sentence that reads like one: a heading has no comma and no duty. */
static bool is_prose(struct str text)
{
	return word_within(text, "， 。 ； 应 不 可 须");
}

/* Whether what follows is a new numbered clause on a new line; hard wraps are no ends. */
static bool ends_its_clause(const struct run *run, uint32_t sentence)
{
	const struct outline *outline = run->outline;
	const struct clause *here = &outline->clauses[outline->sentences[sentence].clause];
	const struct clause *next;
	uint32_t after;

	if (sentence + 1 == outline->sentence_count)
		return true;
	after = outline->sentences[sentence + 1].clause;
	next = &outline->clauses[after];
	return after != outline->sentences[sentence].clause && span_size(here->label) &&
	       next->at.begin > 0 && run->norm.p[next->at.begin - 1] == '\n' &&
	       span_size(next->label) && here->zone == ZONE_TERMS &&
	       !(next->parent == outline->sentences[sentence].clause) &&
	       here->style != LABEL_BULLET && next->style != LABEL_BULLET &&
	       next->style <= LABEL_DECIMAL && next->style >= LABEL_BOOK;
}

void text_truncated(struct run *run, const struct rule *rule, struct statements said)
{
	const struct outline *outline = run->outline;

	(void)said;
	for (uint32_t s = 0; s < outline->sentence_count; s++) {
		struct span sentence = outline->sentences[s].at, at;
		const struct clause *clause = &outline->clauses[outline->sentences[s].clause];

		if (!ends_its_clause(run, s) || span_holds(clause->title, sentence) ||
		    clause->zone == ZONE_SIGNATURE || clause->zone == ZONE_HEADER)
			continue;
		at = break_at(run, sentence);
		if (!span_size(at) || !is_prose(str_at(run->norm, sentence_around(run, at.begin))))
			continue;
		sentence.begin = at.begin > 60 + sentence.begin ? at.begin - 60 : sentence.begin;
		while (utf8_splits(run->norm, sentence.begin))
			sentence.begin++;
		structure_report(run, rule, at,
				 structure_words(run, (struct span){sentence.begin, at.end}));
	}
}

/* --- no contract --- */

enum { ADVICE_LEAST = 5, ADVICE_PER_PARTY = 4 };

/* Advice how to write contracts is what the not-a-contract rule's patterns find. An article gives
 * much of it; it has nobody to be bound. */
void article_find(struct run *run)
{
	uint32_t advice = 0;

	for (uint32_t i = 0; i < run->statements.n; i++)
		advice += str_equal(run->statements.p[i].rule->detect.structure,
				    STR("not-a-contract"));
	if (advice < ADVICE_LEAST)
		return;
	for (uint32_t i = 1; i < run->outline->clause_count; i++)
		if (run->outline->clauses[i].zone == ZONE_SIGNATURE)
			return;
	for (uint32_t i = 0; i < run->facts->parties.n; i++)
		if (run->facts->parties.p[i].full.n)
			return;
	run->article = advice * ADVICE_PER_PARTY >= run->facts->mentions.n;
}

void not_a_contract(struct run *run, const struct rule *rule, struct statements said)
{
	(void)rule;
	if (run->article && said.n)
		statement_report(run, said.p,
				 DETAIL(run->arena, ADVICE, detail_number(run->arena, said.n)));
}

/* --- signatures --- */

static const char CLICKED[] =
	"点击 勾选 电子签名 电子签章 电子合同 用户协议 服务条款 隐私政策 使用条款 会员 您";

/* Nobody signs terms of use, and no one can sign an article or an excerpt: who they bind says so,
 * or else that something is clicked. */
static bool wants_signatures(const struct run *run)
{
	struct parties parties = run->facts->parties;
	uint32_t bound = 0;

	for (uint32_t i = 0; i < parties.n; i++) {
		if (word_is(parties.p[i].name,
			    "用户 您 会员 你 我们 平台 本平台 本网站 本公司 消费者"))
			return false;
		bound += parties.p[i].role != ROLE_OTHER;
	}
	return !run->article && bound >= 2;
}

static bool is_clicked(const struct run *run)
{
	enum { LOOKED_AT = 3000 };

	return word_within(str_cut(run->norm, 0, LOOKED_AT), CLICKED);
}

/* Whether a mention is in the line of a signature block: anywhere when it asks for a seal, behind
 * tail when it is a mere field. */
static bool signs_here(const struct run *run, struct span mention, uint32_t tail)
{
	enum { LINE_BYTES = 90 };
	static const char SEALS[] = "盖章 签章 签字 签名 签署 公章 用印 章） 签）";
	static const char SIGNED[] =
		"（盖章 （签章 （签字 （签名 （公章 （章 （签 签字： 盖章： 签章： 签名： "
		"签字盖章： 签署： 代表签字： （法人 签署及盖章：";
	uint32_t before = utf8_before(run->norm, mention.begin);
	struct str line = str_cut(run->norm, mention.end, mention.end + LINE_BYTES);
	size_t stop;

	if (word_after(run->norm, mention.end, SIGNED))
		return true;
	if (before != '\n' && before != NORM_GAP_CP && before != UTF8_NONE)
		return false;
	stop = str_find(line, STR("\n"), 0);
	line.n = stop == SIZE_MAX ? line.n : stop;
	if (word_within(line, "。 ； 生效"))
		return false;
	return word_within(line, SEALS) ||
	       (mention.begin >= tail && (line.n == 0 || word_within(line, "： _ ␣ ）")));
}

/* A bit for each party that does. */
static uint32_t signing_parties(const struct run *run, uint32_t tail)
{
	struct mentions mentions = run->facts->mentions;
	uint32_t parties = 0;

	/* The block stands at the end most often, and who signs there is not looked for elsewhere.
	 */
	for (uint32_t i = mentions.n; i--;) {
		uint32_t party = 1u << mentions.p[i].party % 32;

		if (!(parties & party) && signs_here(run, mentions.p[i].at, tail))
			parties |= party;
	}
	return parties;
}

/* Where the contract's last words end: before the page's own behind it, and in the last clause. */
static uint32_t contract_end(const struct run *run)
{
	uint32_t n = run->searched_count;
	uint32_t end = n ? run->searched[n - 1].end : (uint32_t)run->norm.n;

	while (end && (run->norm.p[end - 1] == '\n' || run->norm.p[end - 1] == ' '))
		end--;
	return end;
}

static bool has_block(const struct run *run)
{
	for (uint32_t i = 1; i < run->outline->clause_count; i++)
		if (run->outline->clauses[i].zone == ZONE_SIGNATURE)
			return true;
	return false;
}

/* Whether both sides are named in front of the first clause: an excerpt begins in the middle. */
static bool begins_with_parties(const struct run *run, uint32_t head)
{
	struct mentions mentions = run->facts->mentions;
	uint32_t named = 0;

	for (uint32_t i = 0; i < mentions.n && mentions.p[i].at.begin < head; i++)
		named |= 1u << mentions.p[i].party % 32;
	return (named & (named - 1)) != 0;
}

void signature_missing(struct run *run, const struct rule *rule, struct statements said)
{
	enum { TAIL_BYTES = 2400 };
	static const char SEALED[] =
		"（章） （盖章） （签章） （签字） （公章） 盖章： 签字： 签章： 签名：";
	uint32_t end = contract_end(run), tail = end > TAIL_BYTES ? end - TAIL_BYTES : 0, parties;
	uint32_t head = 0;
	struct str words, what = STR_NONE;

	(void)said;
	if (!wants_signatures(run))
		return;
	/* What stands in front of the first clause is no signature. */
	for (uint32_t i = 1; i < run->outline->clause_count; i++) {
		const struct clause *clause = &run->outline->clauses[i];

		if (span_size(clause->label) && clause->zone == ZONE_TERMS) {
			head = clause->at.begin;
			break;
		}
	}
	if (!begins_with_parties(run, head))
		return;
	tail = head > tail ? head : tail;
	while (tail < end && utf8_splits(run->norm, tail))
		tail++;
	parties = signing_parties(run, tail);
	words = str_cut(run->norm, tail, end);
	if (parties == 0 && !word_within(words, SEALED) && !has_block(run) &&
	    !word_within(str_cut(run->norm, 0, head), SEALED))
		what = detail_phrase(run->arena, DETAIL_NO_SIGNATURE, NULL, 0);
	else if (parties && (parties & (parties - 1)) == 0 &&
		 !word_within(words, "{{ 各方签 双方签字： 双方盖章： 双方签章："))
		what = detail_phrase(run->arena, DETAIL_ONE_SIGNATURE, NULL, 0);
	if (what.n && !is_clicked(run))
		structure_report(run, rule, (struct span){end, end}, what);
}

/* --- page noise --- */

/* before, and n of something. */
static struct str counted(const struct run *run, struct str before, enum detail_text text,
			  uint32_t n)
{
	struct str number = detail_number(run->arena, n);
	struct str item = detail_phrase(run->arena, text, &number, 1);

	return before.n ? DETAIL(run->arena, LIST, before, item) : item;
}

void page_noise(struct run *run, const struct rule *rule, struct statements said)
{
	static const struct {
		enum fold_kind kind;
		enum detail_text text;
	} folds[] = {{FOLD_PINYIN, DETAIL_PINYIN},
		     {FOLD_PAGE_NUMBER, DETAIL_PAGE_NUMBER},
		     {FOLD_KANGXI, DETAIL_KANGXI}};
	const struct norm *norm = run->subject->norm;
	struct str what = STR_NONE;
	struct span at = {UINT32_MAX, UINT32_MAX};
	uint32_t pieces = 0;

	for (uint32_t i = 1; i < run->outline->clause_count; i++) {
		if (run->outline->clauses[i].zone != ZONE_FURNITURE)
			continue;
		if (!pieces++)
			at = run->outline->clauses[i].at;
	}
	if (pieces)
		what = counted(run, STR_NONE, DETAIL_WEB, pieces);
	for (size_t i = 0; i < sizeof folds / sizeof folds[0]; i++) {
		if (!norm->fold_totals[folds[i].kind])
			continue;
		what = counted(run, what, folds[i].text, norm->fold_totals[folds[i].kind]);
		for (uint32_t k = 0; at.begin == UINT32_MAX && k < norm->fold_count; k++)
			if (norm->folds[k].kind == folds[i].kind)
				at.begin = at.end = source_to_norm(norm, norm->folds[k].src.begin);
	}
	if (what.n)
		structure_report(run, rule, at, what);
	else if (said.n)
		statement_report(run, said.p, structure_words(run, said.p->at));
}
