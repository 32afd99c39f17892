#include "fact/party_case.h"

#include "base/utf8.h"
#include "fact/words.h"

/* Terms of use call their author by a name of its own (a brand). It is found as the string that
 * stands, again and again, right before the words by which authors reserve rights. */

enum { SUBJECTS_MIN = 3, STARTS_MIN = 2, USES_MIN = 5, SUBJECT_MAX_CP = 20 };
/* The rarest author has at least one in so many claims of the most frequent. */
enum { CLAIMS_SHARE = 4 };
/* Beyond so many strings a text is no terms of use. */
enum { SUBJECTS_MAX = 1 << 18 };

static const char CLAIMS[] =
	"有权 有权利 保留 不承担 不负 不保证 不担保 无法保证 并不保证 无需 无须 将 可以 可随时 得随时 得 "
	"概不 恕不 不对 亦不 不提供 不会 拥有 并无";

/* Between a subject and its claim: 平台均有权, “平台”有权. */
static const char ADVERBS[] = "均 亦 也 仍 都 皆 并 即 则 一律 ”";

/* What a name does not begin with: words that join it to what stands before. */
static const char JOINTS[] =
	"则 但 且 并 由 因 而 若 如 当 时 后 故 对 与 和 或 及 在 经 向 为 以 是 者 使 令 凡 的 除 意 知 解";

/* What does not name the author, by how it ends. */
static const char NO_AUTHOR[] =
	"方 协议 合同 条款 契约 协定 规则 政策 信息 资料 内容 结果 账号 账户 密码 订单 费用 服务费 金额 款项 "
	"款 金 商品 产品 车辆 系统 法院 机关 部门 人 者 您 你 户 员 家 客 我 自己 其 他 她 它 情形 行为 责任 损失 "
	"权利 义务 权 内 外 上 下 中 前 时 后 期间 日 天 份 自行 违约 同意 必须 需 不 只 还 才 就 的 之 所 "
	"取 获 及 可 应 须 得";

struct subject {
	struct span at;
	uint32_t claims; /* how often it stands before a claim */
	uint32_t starts; /* and how often it begins its clause there */
	uint32_t uses;	 /* how often it occurs at all */
};

struct subjects {
	struct party_case *c;
	struct lexicon *joints;
	struct lexicon *endings;  /* by their characters from the last to the first */
	VEC(struct subject) list; /* by node of endings */
};

static bool is_name_cp(uint32_t cp)
{
	return cp_is_han(cp) || cp_is_letter(cp) || cp_is_digit(cp);
}

/* Whether cp, at offset begin and behind before, can be where a subject begins. */
static bool begins_clause(const struct subjects *subjects, size_t begin, uint32_t cp,
			  uint32_t before)
{
	uint32_t size;

	if (!is_name_cp(before) || (cp_is_han(cp) && !cp_is_han(before)))
		return true;
	utf8_prev(subjects->c->text, &begin);
	return lexicon_longest(subjects->joints, subjects->c->text, begin, &size) != LEXICON_NONE;
}

/* Counts every string of 2 to SUBJECT_MAX_CP characters that ends where a claim begins. */
static void subjects_before(struct subjects *subjects, uint32_t end)
{
	struct str text = subjects->c->text;
	uint32_t node = LEXICON_ROOT;
	size_t begin = end;

	for (unsigned n = 1; n <= SUBJECT_MAX_CP && subjects->list.n < SUBJECTS_MAX; n++) {
		uint32_t cp = utf8_prev(text, &begin), before = utf8_before(text, begin);
		struct subject *subject;

		if (cp == UTF8_NONE || !is_name_cp(cp))
			return;
		node = lexicon_branch(subjects->endings, node, cp);
		while (subjects->list.n <= node)
			VEC_PUSH(subjects->c->arena, &subjects->list);
		if (n < 2 || (cp_is_letter(cp) && cp_is_letter(before)))
			continue;
		subject = subjects->list.p + node;
		subject->at = (struct span){(uint32_t)begin, end};
		subject->claims++;
		subject->starts += begins_clause(subjects, begin, cp, before);
	}
}

static bool may_be_author(const struct party_case *c, const struct subject *subject)
{
	struct str name = str_at(c->text, subject->at);
	const struct party_word *word = party_word_of(c, name);

	if (subject->starts && word && word->family == FAMILY_PLACE)
		return true;
	if (subject->claims < SUBJECTS_MIN || subject->starts < STARTS_MIN)
		return false;
	if (word)
		return word->role == ROLE_PROVIDER && word->family < FAMILY_AGENT;
	return !word_after(name, 0, JOINTS) && !cp_is_digit((unsigned char)name.p[0]) &&
	       !word_before(name, name.n - word_before(name, name.n, ADVERBS), NO_AUTHOR);
}

/* The claims of the most frequent subject that may be the author: others must not be far behind. */
static uint32_t claims_most(const struct subjects *subjects)
{
	uint32_t most = 0;

	for (uint32_t i = 0; i < subjects->list.n; i++) {
		const struct subject *subject = subjects->list.p + i;
		const struct party_word *word;

		if (subject->claims <= most)
			continue;
		word = party_word_of(subjects->c, str_at(subjects->c->text, subject->at));
		if (word ? word->family == FAMILY_SELF : may_be_author(subjects->c, subject))
			most = subject->claims;
	}
	return most;
}

/* Counts in one pass how often those that may be authors occur. */
static void uses_count(struct subjects *subjects)
{
	struct party_case *c = subjects->c;
	struct lexicon *names = lexicon_new(c->arena);
	uint32_t from = 0, most = claims_most(subjects);
	struct lexicon_hit hit;

	for (uint32_t i = 0; i < subjects->list.n; i++)
		if (subjects->list.p[i].claims * CLAIMS_SHARE >= most &&
		    may_be_author(c, subjects->list.p + i))
			lexicon_add(names, str_at(c->text, subjects->list.p[i].at), i);
	while (lexicon_next(names, c->text, &from, (uint32_t)c->text.n, &hit))
		subjects->list.p[hit.value].uses++;
}

static void claims_read(struct subjects *subjects)
{
	struct party_case *c = subjects->c;
	struct lexicon *claims = lexicon_new(c->arena);

	lexicon_add_all(claims, CLAIMS, 0);
	for (uint32_t s = 0; s < c->outline->sentence_count; s++) {
		struct span at = c->outline->sentences[s].at;
		struct lexicon_hit hit;

		for (uint32_t from = at.begin;
		     lexicon_next(claims, c->text, &from, at.end, &hit);) {
			size_t adverb = word_before(c->text, hit.at.begin, ADVERBS);

			subjects_before(subjects, hit.at.begin);
			if (adverb)
				subjects_before(subjects, hit.at.begin - (uint32_t)adverb);
		}
	}
}

void brand_aliases(struct party_case *c, struct draft *provider)
{
	struct subjects subjects = {
		.c = c, .joints = lexicon_new(c->arena), .endings = lexicon_new(c->arena)};
	unsigned taken = 0;

	lexicon_add_all(subjects.joints, JOINTS, 0);
	claims_read(&subjects);
	uses_count(&subjects);
	for (uint32_t i = 0; i < subjects.list.n && taken < ALIASES_MAX / 2; i++) {
		const struct subject *subject = subjects.list.p + i;
		struct str name = str_at(c->text, subject->at);

		if (!subject->uses || (subject->uses < USES_MIN && !party_word_of(c, name)))
			continue;
		draft_alias(c, provider, name);
		taken++;
	}
}
