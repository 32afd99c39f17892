#include "test.h"
#include "owners.h"

#include "pack/expand.h"
#include "pack/literals.h"
#include "pack/pattern.h"
#include "base/out.h"
#include "base/utf8.h"

#include <string.h>

static struct str joined(struct arena *arena, const struct str *list, uint32_t n)
{
	struct text text = {.arena = arena};

	for (uint32_t i = 0; i < n; i++) {
		text_str(&text, list[i]);
		if (i + 1 < n)
			text_str(&text, STR("|"));
	}
	return text_done(&text);
}

TEST(prefilter_finds_what_must_be_there)
{
	static const struct {
		struct str pattern;
		const char *literals; /* NULL: none */
	} cases[] = {
		{STR_INIT("暂停"), "暂停"},
		{STR_INIT("暂停|中止"), "暂停|中止"},
		{STR_INIT("有权(?:立即)?(?:暂停|中止)[^。]{0,9}服务"),
		 "有权立即暂停|有权立即中止|有权暂停|有权中止"},
		{STR_INIT("有权[^。]{0,9}(?:暂停|中止)[^。]{0,9}服务"), "暂停|中止"},
		{STR_INIT("(?:仲裁|诉讼)?费用由败诉"), "费用由败诉"},
		{STR_INIT("自动(?:续约)*终"), "自动"},
		{STR_INIT("续[约期签]"), "续约|续期|续签"},
		{STR_INIT("逾期{2}"), "逾期期"},
		{STR_INIT("滞纳金?"), "滞纳"},
		{STR_INIT("(?:滞纳){2,}"), "滞纳"},
		{STR_INIT("违约(?!金)(?=责任)责任"), "违约责任"},
		{STR_INIT("(?<!不)停(?:止|用)"), "停止|停用"},
		{STR_INIT("(?i)sl"), "sl|sL|Sl|SL|\u017Fl|\u017FL"},
		{STR_INIT("(?i:a)仲裁"), "a仲裁|A仲裁"},
		{STR_INIT("\\d+\\.\\d"), NULL},
		{STR_INIT("停*"), NULL},
		{STR_INIT("(?x) 暂 停"), NULL},
		{STR_INIT("a"), NULL},
		{STR_INIT("暂停|\\d"), NULL},
		{STR_INIT("\\x{E000}[\\x{E00F}\\x01]*+解约"), "解约"},
		{STR_INIT("\\Q停*\\E+止"), "停"},
		{STR_INIT("暂停|暂停服务|停"), "停"},
		{STR_INIT("(乙)\\1解"), "乙|"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct prefilter prefilter;
		const struct str *list = prefilter.literals;
		uint32_t n;
		bool found;
		prefilter_make(test->arena, cases[i].pattern, &prefilter);
		n = prefilter.literal_count;
		found = n > 0;
		if (i + 1 == sizeof cases / sizeof cases[0]) {
			CHECK(found && n == 1); /* 乙 or 解, as rare as each other */
			continue;
		}
		CHECK(found == (cases[i].literals != NULL));
		if (cases[i].literals)
			CHECK_STR(joined(test->arena, list, n), cases[i].literals);
	}
}

/* --- every match holds a literal: texts made at random from patterns --- */

struct maker {
	struct str pattern;
	size_t at;
	struct text *out;
	uint64_t random;
};

static uint32_t pick(struct maker *maker, uint32_t n)
{
	maker->random = maker->random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(maker->random >> 33) % n;
}

static bool sees(const struct maker *maker, char c)
{
	return maker->at < maker->pattern.n && maker->pattern.p[maker->at] == c;
}

static void make_choice(struct maker *maker, bool write, int depth);

/* The end of the group that begins at from. */
static size_t skip_group(struct str pattern, size_t from)
{
	int depth = 0;

	for (size_t i = from; i < pattern.n; i++) {
		if (pattern.p[i] == '\\') {
			i++;
		} else if (pattern.p[i] == '[') {
			while (i < pattern.n && pattern.p[i] != ']')
				i++;
		} else if (pattern.p[i] == '(') {
			depth++;
		} else if (pattern.p[i] == ')' && --depth == 0) {
			return i + 1;
		}
	}
	return pattern.n;
}

static void make_class(struct maker *maker, bool write)
{
	struct str members = STR_NONE, one;
	size_t end = str_find(maker->pattern, STR("]"), maker->at + 2) + 1, at = 0;
	uint32_t count;

	members = str_cut(maker->pattern, maker->at + 1, end - 1);
	maker->at = end;
	if (!write)
		return;
	if (members.p[0] == '^')
		members = STR("因故x7");
	count = pick(maker, (uint32_t)utf8_count(members));
	for (uint32_t i = 0; i < count; i++)
		utf8_next(members, &at);
	one = str_cut(members, at, members.n);
	at = 0;
	utf8_next(one, &at);
	text_str(maker->out, str_cut(one, 0, at));
}

static void make_atom(struct maker *maker, bool write, int depth)
{
	size_t begin = maker->at;
	struct str rest = str_cut(maker->pattern, begin, maker->pattern.n);

	if (str_starts(rest, STR("(?=")) || str_starts(rest, STR("(?!")) ||
	    str_starts(rest, STR("(?<!"))) {
		maker->at = skip_group(maker->pattern, begin);
	} else if (sees(maker, '(')) {
		size_t end = skip_group(maker->pattern, begin);
		maker->at += str_starts(rest, STR("(?:")) ? 3 : 1;
		if (str_starts(rest, STR("(?<")))
			maker->at = str_find(maker->pattern, STR(">"), begin) + 1;
		make_choice(maker, write && depth < 8, depth + 1);
		maker->at = end;
	} else if (sees(maker, '[')) {
		make_class(maker, write);
	} else if (sees(maker, '\\')) {
		maker->at += 2;
		if (write)
			text_str(maker->out, STR("4"));
	} else {
		utf8_next(maker->pattern, &maker->at);
		if (write)
			text_str(maker->out, str_cut(maker->pattern, begin, maker->at));
	}
}

static void make_repeated(struct maker *maker, bool write, int depth)
{
	size_t begin = maker->at, end;
	uint32_t times = 1, min = 0, max = 0;

	make_atom(maker, false, depth);
	if (sees(maker, '?'))
		times = pick(maker, 2);
	else if (sees(maker, '*'))
		times = pick(maker, 3);
	else if (sees(maker, '+'))
		times = 1 + pick(maker, 3);
	if (sees(maker, '{')) {
		sscanf(maker->pattern.p + maker->at, "{%u,%u", &min, &max);
		max = max < min ? min : max;
		times = min + pick(maker, max - min + 1);
		maker->at = str_find(maker->pattern, STR("}"), maker->at) + 1;
	} else if (sees(maker, '?') || sees(maker, '*') || sees(maker, '+')) {
		maker->at++;
	}
	end = maker->at;
	for (uint32_t i = 0; i < times && write; i++) {
		maker->at = begin;
		make_atom(maker, true, depth);
	}
	maker->at = end;
}

/* Counts the alternatives of this level, then makes one of them. */
static void make_choice(struct maker *maker, bool write, int depth)
{
	size_t begin = maker->at;
	uint32_t count = 1, chosen;

	while (maker->at < maker->pattern.n && !sees(maker, ')')) {
		if (sees(maker, '|')) {
			maker->at++;
			count++;
		} else {
			make_repeated(maker, false, depth);
		}
	}
	chosen = pick(maker, count);
	maker->at = begin;
	for (uint32_t i = 0; maker->at < maker->pattern.n && !sees(maker, ')');) {
		if (sees(maker, '|')) {
			maker->at++;
			i++;
		} else {
			make_repeated(maker, write && i == chosen, depth);
		}
	}
}

static const struct str patterns[] = {
	STR_INIT("(?:乙方|服务方)有权(?:立即|随时)?(?:暂停|中止|停止)[^。；]{0,12}(?:服务|供货)"),
	STR_INIT("(?:续[约期]|顺?延|展期){1,2}(?:一|[0-9]{1,2})年"),
	STR_INIT("(?<n>[0-9]+)(?:个)?(?:工作)?日(?:以?内|之?前)"),
	STR_INIT("(?:不(?:予|再)?|无需|无须)(?:另行)?(?:通知|告知)"),
	STR_INIT("(?:a|ab)(?:bc|c)终止*"),
	STR_INIT("逾期(?!付款)[^，]{0,3}(?:超过|达)?\\d{1,3}日"),
	STR_INIT("(?:违约金|滞纳金?)+(?:按|以)日"),
	STR_INIT("(?:(?:最终|唯一)?解释权|保留(?:一切)?权利)归?(?<p>我司|本公司)"),
	STR_INIT("(?:甲|乙|丙|丁){2,3}各执"),
	STR_INIT("[甲乙](?:方)?(?:可以|可|得)(?:解除|终止)?"),
	STR_INIT("(?:自动)?(?:生效|续约)|默示(?:同意)?|视为[^。]{1,6}认可"),
	STR_INIT("(?:每|逐)(?:日|月|年)(?:度)?万分之[一二三四五]"),
};

struct seen {
	struct span match;
	uint32_t hits;
};

static void count_hit(void *context, uint32_t owner, uint32_t offset)
{
	struct seen *seen = context;

	(void)owner;
	seen->hits += offset >= seen->match.begin && offset < seen->match.end;
}

TEST(prefilter_is_sound)
{
	static const struct terms no_terms;
	struct mistakes mistakes = {.arena = test->arena};
	struct matcher *matcher = matcher_new(test->arena, codes_new(test->arena, 200, NULL));
	struct compiler compiler;
	uint32_t matched = 0, filtered = 0;

	compiler_begin(&compiler, test->arena, &mistakes);
	compiler.terms = &no_terms;
	for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
		struct pattern pattern = {.source = patterns[i], .index = (uint32_t)i};
		struct literal list[PATTERN_LITERALS];
		const struct literals *literals;
		CHECK(pattern_compile(&compiler, &pattern));
		for (uint32_t l = 0; l < pattern.literal_count; l++)
			list[l] = (struct literal){pattern.literals[l], l};
		literals = literals_build(test->arena, list, pattern.literal_count);
		filtered += pattern.literal_count > 0;
		for (uint64_t round = 0; round < 300; round++) {
			struct text text = {.arena = test->arena};
			struct maker maker = {patterns[i], 0, &text, round * 977 + i};
			struct seen seen = {0};
			struct match match;
			text_str(&text, STR("另，"));
			make_choice(&maker, true, 0);
			text_str(&text, STR("。"));
			if (pattern_match(matcher, &pattern, text_done(&text),
					  (struct span){0, (uint32_t)text.n},
					  (struct span){0, (uint32_t)text.n}, &match) != MATCH_YES)
				continue;
			matched++;
			seen.match = match.at;
			literals_scan(literals, text_done(&text), count_hit, &seen);
			if (!seen.hits && pattern.literal_count)
				CHECK_STR(text_done(&text), "a text with a literal in its match");
		}
	}
	CHECK(matched > 3000);
	CHECK(filtered >= 11);
}

/* --- the scan --- */

static void note_hit(void *context, uint32_t owner, uint32_t offset)
{
	text_format(context, "%u@%u ", owner, offset);
}

TEST(literals_scan_finds_all)
{
	static const struct literal list[] = {
		{STR_INIT("暂停"), 0}, {STR_INIT("暂停服务"), 1}, {STR_INIT("停"), 2},
		{STR_INIT("暂停"), 3}, {STR_INIT("SLA"), 4},	  {STR_INIT("××"), 5},
		{STR_INIT("𠀀约"), 6}, {STR_INIT("服务"), 7},
	};
	const struct literals *literals = literals_build(test->arena, list, 8);
	struct text hits = {.arena = test->arena};

	literals_scan(literals, STR("暂停服务SLA××𠀀约暂"), note_hit, &hits);
	CHECK_STR(text_done(&hits), "0@0 3@0 1@0 2@3 7@6 4@12 5@15 6@19 ");
	hits = (struct text){.arena = test->arena};
	literals_scan(literals, STR("\xE6\x9A\x82\xE5\x81"), note_hit, &hits);
	literals_scan(literals, STR("\xE6\x9A"), note_hit, &hits);
	literals_scan(literals, STR(""), note_hit, &hits);
	literals_scan(literals_build(test->arena, NULL, 0), STR("暂停"), note_hit, &hits);
	CHECK_STR(text_done(&hits), "");
}
