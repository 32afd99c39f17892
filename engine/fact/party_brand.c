#include "fact/party_case.h"

#include "base/utf8.h"
#include "fact/words.h"

/* Terms of use call their author by a name of its own (a brand). It is found as the string that
 * stands, again and again, right before the words by which authors reserve rights. */

enum { SUBJECTS_MIN = 3, STARTS_MIN = 2, USES_MIN = 5, SUBJECT_MAX_CP = 20 };

static const char CLAIMS[] =
	"有权 有权利 保留 不承担 不负 不保证 不担保 无法保证 并不保证 无需 无须 将 可以 可随时 得随时 得 "
	"概不 恕不 不对 亦不 不提供 不会 拥有 并无";

/* Between a subject and its claim: 平台均有权, “平台”有权. */
static const char ADVERBS[] = "均 亦 也 仍 都 皆 并 即 则 一律 ”";

/* What a name does not begin with: words that join it to what stands before. */
static const char JOINTS[] =
	"则 但 且 并 由 因 而 若 如 当 时 后 故 对 与 和 或 及 在 经 向 为 以 是 者 使 令 凡 的 除 同意 知 解";

/* What does not name the author, by how it ends. */
static const char NO_AUTHOR[] =
	"方 协议 合同 条款 契约 协定 规则 政策 信息 资料 内容 结果 账号 账户 密码 订单 费用 服务费 金额 款项 "
	"款 金 商品 产品 车辆 系统 法院 机关 部门 人 者 您 你 户 员 家 客 我 自己 其 他 她 它 情形 行为 责任 损失 "
	"权利 义务 权 内 外 上 下 中 前 时 后 期间 日 天 份 自行 违约 同意 必须 需 不 也 亦 均 只 还 才 就 的 之 所 "
	"取 获 及";

struct subject {
	struct str name;
	uint32_t claims; /* how often it stands before a claim */
	uint32_t starts; /* and how often it begins its clause there */
};

struct subjects {
	struct party_case *c;
	struct lexicon *index;
	VEC(struct subject) list;
};

static bool is_name_cp(uint32_t cp)
{
	return cp_is_han(cp) || cp_is_letter(cp) || cp_is_digit(cp);
}

/* Counts every string of 2 to 20 characters that ends where a claim begins. */
static void subjects_before(struct subjects *subjects, uint32_t end)
{
	struct str text = subjects->c->text;
	struct str left = str_cut(text, end > 96 ? end - 96 : 0, end);
	size_t begin;

	left.n -= word_before(left, left.n, ADVERBS);
	begin = end = (uint32_t)(left.p - text.p + left.n);
	for (unsigned n = 1; n <= SUBJECT_MAX_CP; n++) {
		size_t here = begin;
		uint32_t cp = utf8_prev(text, &here), before, index;
		struct subject *subject;
		struct str name;

		if (cp == UTF8_NONE || !is_name_cp(cp))
			return;
		begin = here;
		before = utf8_before(text, begin);
		if (n < 2 || (cp_is_letter(cp) && cp_is_letter(before)))
			continue;
		name = str_cut(text, begin, end);
		index = lexicon_add(subjects->index, name, subjects->list.n);
		if (index == subjects->list.n)
			*VEC_PUSH(subjects->c->arena, &subjects->list) =
				(struct subject){.name = name};
		subject = subjects->list.p + index;
		subject->claims++;
		subject->starts += !is_name_cp(before) || (cp_is_han(cp) && !cp_is_han(before)) ||
				   word_before(text, begin, JOINTS) > 0;
	}
}

static uint32_t uses(struct str text, struct str name)
{
	uint32_t n = 0;

	for (size_t at = 0; (at = str_find(text, name, at)) != SIZE_MAX; at += name.n)
		n++;
	return n;
}

static bool is_author(const struct party_case *c, const struct subject *subject)
{
	const struct party_word *word = party_word_of(c, subject->name);

	if (word)
		return word->family == FAMILY_PLACE && subject->starts > 0;
	return subject->claims >= SUBJECTS_MIN && subject->starts >= STARTS_MIN &&
	       !word_after(subject->name, 0, JOINTS) &&
	       !word_before(subject->name, subject->name.n, NO_AUTHOR) &&
	       uses(c->text, subject->name) >= USES_MIN;
}

void brand_aliases(struct party_case *c, struct draft *provider)
{
	struct subjects subjects = {.c = c, .index = lexicon_new(c->arena)};
	struct lexicon *claims = lexicon_new(c->arena);
	unsigned taken = 0;

	lexicon_add_all(claims, CLAIMS, 0);
	for (uint32_t s = 0; s < c->outline->sentence_count; s++) {
		struct span at = c->outline->sentences[s].at;
		struct lexicon_hit hit;

		for (uint32_t from = at.begin; lexicon_next(claims, c->text, &from, at.end, &hit);)
			subjects_before(&subjects, hit.at.begin);
	}
	/* A subject is counted before the longer ones that end in it: the longest of equals wins.
	 */
	for (uint32_t i = subjects.list.n; i-- > 0 && taken < ALIASES_MAX / 2;) {
		const struct subject *subject = subjects.list.p + i;

		if (!is_author(c, subject))
			continue;
		draft_alias(c, provider, subject->name);
		taken++;
	}
}
