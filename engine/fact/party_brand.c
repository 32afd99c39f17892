#include "fact/party_case.h"

#include "base/utf8.h"

/* Terms of use call their author by a name of its own (a brand). It is found as the string that
 * stands, again and again, right before the words by which authors reserve rights. */

enum { SUBJECTS_MIN = 3, STARTS_MIN = 2, USES_MIN = 5, SUBJECT_MAX_CP = 12 };

static const struct str CLAIMS[] = {
	STR_INIT("有权"),   STR_INIT("保留"),	  STR_INIT("不承担"), STR_INIT("不负"),
	STR_INIT("不保证"), STR_INIT("无需"),	  STR_INIT("将"),     STR_INIT("可以"),
	STR_INIT("概不"),   STR_INIT("恕不"),	  STR_INIT("得随时"), STR_INIT("可随时"),
	STR_INIT("不对"),   STR_INIT("无法保证"), STR_INIT("得"),     STR_INIT("并不保证"),
	STR_INIT("亦不"),   STR_INIT("不提供"),	  STR_INIT("会"),     STR_INIT("无须"),
	STR_INIT("有权利"), STR_INIT("不会"),	  STR_INIT("应"),     STR_INIT("仅"),
	STR_INIT("拥有"),   STR_INIT("并无"),	  STR_INIT("不担保"),
};

/* Between a subject and its claim: 平台均有权. */
static const struct str ADVERBS[] = {
	STR_INIT("均"), STR_INIT("亦"), STR_INIT("也"), STR_INIT("仍"), STR_INIT("都"),
	STR_INIT("皆"), STR_INIT("并"), STR_INIT("即"), STR_INIT("则"), STR_INIT("一律")};

/* What a name does not begin with: words that join it to what stands before. */
static const struct str JOINTS[] = {
	STR_INIT("则"),	  STR_INIT("但"), STR_INIT("且"), STR_INIT("并"),   STR_INIT("由"),
	STR_INIT("因"),	  STR_INIT("而"), STR_INIT("若"), STR_INIT("如"),   STR_INIT("当"),
	STR_INIT("时"),	  STR_INIT("后"), STR_INIT("故"), STR_INIT("对"),   STR_INIT("与"),
	STR_INIT("和"),	  STR_INIT("或"), STR_INIT("及"), STR_INIT("在"),   STR_INIT("经"),
	STR_INIT("向"),	  STR_INIT("为"), STR_INIT("以"), STR_INIT("是"),   STR_INIT("者"),
	STR_INIT("使"),	  STR_INIT("令"), STR_INIT("凡"), STR_INIT("的"),   STR_INIT("除"),
	STR_INIT("同意"), STR_INIT("知"), STR_INIT("解"), STR_INIT("的话"),
};

/* What does not name the author, by how it ends. */
static const struct str NO_AUTHOR[] = {
	STR_INIT("方"),	  STR_INIT("协议"), STR_INIT("合同"),	STR_INIT("条款"), STR_INIT("契约"),
	STR_INIT("规则"), STR_INIT("政策"), STR_INIT("信息"),	STR_INIT("资料"), STR_INIT("内容"),
	STR_INIT("账号"), STR_INIT("账户"), STR_INIT("密码"),	STR_INIT("订单"), STR_INIT("费用"),
	STR_INIT("商品"), STR_INIT("产品"), STR_INIT("法院"),	STR_INIT("机关"), STR_INIT("部门"),
	STR_INIT("人"),	  STR_INIT("情形"), STR_INIT("行为"),	STR_INIT("责任"), STR_INIT("损失"),
	STR_INIT("内"),	  STR_INIT("外"),   STR_INIT("上"),	STR_INIT("下"),	  STR_INIT("中"),
	STR_INIT("前"),	  STR_INIT("期间"), STR_INIT("日"),	STR_INIT("天"),	  STR_INIT("权"),
	STR_INIT("您"),	  STR_INIT("你"),   STR_INIT("户"),	STR_INIT("员"),	  STR_INIT("者"),
	STR_INIT("家"),	  STR_INIT("客"),   STR_INIT("不"),	STR_INIT("时"),	  STR_INIT("后"),
	STR_INIT("自行"), STR_INIT("违约"), STR_INIT("同意"),	STR_INIT("金额"), STR_INIT("的"),
	STR_INIT("协定"), STR_INIT("其"),   STR_INIT("他"),	STR_INIT("她"),	  STR_INIT("它"),
	STR_INIT("份"),	  STR_INIT("必须"), STR_INIT("需"),	STR_INIT("也"),	  STR_INIT("亦"),
	STR_INIT("均"),	  STR_INIT("我"),   STR_INIT("自己"),	STR_INIT("款项"), STR_INIT("金"),
	STR_INIT("款"),	  STR_INIT("者"),   STR_INIT("只"),	STR_INIT("还"),	  STR_INIT("才"),
	STR_INIT("就"),	  STR_INIT("车辆"), STR_INIT("服务费"), STR_INIT("权利"), STR_INIT("义务"),
};
#define COUNT(table) (sizeof(table) / sizeof *(table))

struct subject {
	struct str name;
	uint32_t claims,
		starts; /* how often before a claim; how often also at the start of a clause */
};

struct subjects {
	struct party_case *c;
	struct lexicon *index;
	VEC(struct subject) list;
};

static bool begins_with(struct str s, const struct str *table, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_starts(s, table[i]))
			return true;
	return false;
}

static bool ends_with(struct str s, const struct str *table, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (s.n && str_ends(s, table[i]))
			return true;
	return false;
}

static bool is_name_cp(uint32_t cp)
{
	return cp_is_han(cp) || cp_is_letter(cp) || cp_is_digit(cp);
}

/* Counts every string of 2 to 12 characters that ends where a claim begins. */
static void subjects_before(struct subjects *subjects, uint32_t end)
{
	struct str text = subjects->c->text;
	struct str left = str_cut(text, end > 96 ? end - 96 : 0, end);
	size_t begin;

	for (size_t i = 0; i < COUNT(ADVERBS); i++)
		if (str_ends(left, ADVERBS[i]))
			left.n -= ADVERBS[i].n;
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
		subject->starts += !is_name_cp(before) ||
				   ends_with(str_cut(text, 0, begin), JOINTS, COUNT(JOINTS));
	}
}

static bool is_author(const struct subject *subject)
{
	uint32_t word = party_word_of(subject->name);

	if (subject->claims < SUBJECTS_MIN || subject->starts < STARTS_MIN)
		return false;
	if (word != LEXICON_NONE)
		return PARTY_WORDS[word].family >= FAMILY_SELF;
	return !begins_with(subject->name, JOINTS, COUNT(JOINTS)) &&
	       !ends_with(subject->name, NO_AUTHOR, COUNT(NO_AUTHOR));
}

static uint32_t uses(struct str text, struct str name)
{
	uint32_t n = 0;

	for (size_t at = 0; (at = str_find(text, name, at)) != SIZE_MAX; at += name.n)
		n++;
	return n;
}

void brand_aliases(struct party_case *c, struct draft *provider)
{
	struct subjects subjects = {.c = c, .index = lexicon_new(c->arena)};
	struct lexicon *claims = lexicon_new(c->arena);
	unsigned taken = 0;

	for (uint32_t i = 0; i < COUNT(CLAIMS); i++)
		lexicon_add(claims, CLAIMS[i], i);
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

		if (!is_author(subject) || uses(c->text, subject->name) < USES_MIN)
			continue;
		draft_alias(c, provider, subject->name);
		taken++;
	}
}
