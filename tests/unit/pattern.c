#include "test.h"

#include "pack/expand.h"
#include "pack/pattern.h"
#include "base/utf8.h"

#include <string.h>

static const struct str renew[] = {STR_INIT("续约"), STR_INIT("续期"), STR_INIT("顺延")};
static const struct str more[] = {STR_INIT("自动{{renew}}"), STR_INIT("展期")};
static const struct str self[] = {STR_INIT("a{{self}}")};
static const struct str whoever[] = {STR_INIT("双方"), STR_INIT("{{party}}")};
static const struct str closes[] = {STR_INIT("a]b")};

struct bench {
	uint32_t patterns;
	struct compiler compiler;
	struct mistakes mistakes;
	struct term terms[5];
	struct term *list[5];
	struct terms all;
};

static struct bench *bench_new(struct arena *arena)
{
	struct bench *bench = ARENA_NEW(arena, struct bench);
	const struct term terms[] = {
		{.name = STR("renew"), .alternatives = renew, .alternative_count = 3},
		{.name = STR("more"), .alternatives = more, .alternative_count = 2},
		{.name = STR("self"), .alternatives = self, .alternative_count = 1},
		{.name = STR("whoever"), .alternatives = whoever, .alternative_count = 2},
		{.name = STR("closes"), .alternatives = closes, .alternative_count = 1}};

	bench->mistakes.arena = arena;
	compiler_begin(&bench->compiler, arena, &bench->mistakes);
	for (size_t i = 0; i < 5; i++) {
		bench->terms[i] = terms[i];
		bench->list[i] = &bench->terms[i];
	}
	bench->all = (struct terms){bench->list, 5};
	bench->compiler.terms = &bench->all;
	bench->compiler.file = STR("x.yml");
	return bench;
}

static struct pattern *compiled(struct bench *bench, struct str source)
{
	struct pattern *pattern = ARENA_NEW(bench->compiler.arena, struct pattern);

	*pattern = (struct pattern){
		.source = source, .line = 3, .column = 7, .index = bench->patterns++};
	return pattern_compile(&bench->compiler, pattern) ? pattern : NULL;
}

static struct str first_match(struct test_run *test, struct str source, struct str text)
{
	struct bench *bench = bench_new(test->arena);
	struct pattern *pattern = compiled(bench, source);
	struct match match;

	if (!pattern)
		return bench->mistakes.list.p[0].message;
	if (pattern_match(matcher_new(test->arena, codes_new(test->arena, 64, NULL)), pattern, text,
			  (struct span){0, (uint32_t)text.n}, (struct span){0, (uint32_t)text.n},
			  &match) != MATCH_YES)
		return STR("no match");
	return str_at(text, match.at);
}

TEST(pattern_terms_are_written_out)
{
	CHECK_STR(first_match(test, STR("{{more}}一年"), STR("合同自动续期一年")), "自动续期一年");
	CHECK_STR(first_match(test, STR("{{more}}一年"), STR("合同展期一年")), "展期一年");
	CHECK_STR(first_match(test, STR("x{2}\\{\\{renew}}"), STR("xx{{renew}}")), "xx{{renew}}");
	CHECK_STR(first_match(test, STR("(?:{{renew}}){2}"), STR("续约顺延")), "续约顺延");
}

TEST(pattern_blank_matches_marked_text)
{
	struct pattern *pattern = compiled(bench_new(test->arena), STR("{{blank}}日"));

	CHECK(pattern && pattern->on_marked);
	CHECK_STR(first_match(test, STR("{{blank}}日"), STR("提前\uE003\x01日")), "\uE003\x01日");
	CHECK_STR(first_match(test, STR("{{blank}}日"), STR("提前\x02日")), "\x02日");
	CHECK_STR(first_match(test, STR("{{blank}}日"), STR("提前30日")), "no match");
}

TEST(pattern_party_matches_marked_text)
{
	struct bench *bench = bench_new(test->arena);
	struct pattern *pattern = compiled(bench, STR("(?<party>{{party}})有权暂停"));
	struct pattern *customer = compiled(bench, STR("{{customer}}有权"));
	struct matcher *matcher = matcher_new(test->arena, codes_new(test->arena, 64, NULL));
	/* 服务提供商 is fifteen bytes: one mark and four fillers. */
	struct str text = STR("如逾期，\uE001\uE00F\uE00F\uE00F\uE00F有权暂停服务");
	struct match match;

	CHECK(pattern && pattern->on_marked && customer && customer->on_marked);
	CHECK(pattern_match(matcher, pattern, text, (struct span){0, (uint32_t)text.n},
			    (struct span){0, (uint32_t)text.n}, &match) == MATCH_YES);
	CHECK_UINT(pattern->group_count, 1);
	CHECK_STR(pattern->groups[0].name, "party");
	CHECK_UINT(match.groups[0].begin, 12);
	CHECK_UINT(span_size(match.groups[0]), 15);
	CHECK(pattern_match(matcher, customer, text, (struct span){0, (uint32_t)text.n},
			    (struct span){0, (uint32_t)text.n}, &match) == MATCH_NO);
	CHECK(compiled(bench, STR("{{whoever}}可以"))->on_marked);
	CHECK(!compiled(bench, STR("{{renew}}"))->on_marked);
}

TEST(pattern_sees_its_unit_only)
{
	struct bench *bench = bench_new(test->arena);
	struct pattern *pattern = compiled(bench, STR("(?<!不)可以(?<w>解除)?"));
	struct matcher *matcher = matcher_new(test->arena, codes_new(test->arena, 64, NULL));
	struct str text = STR("不可以解除");
	struct match match;

	CHECK(pattern_match(matcher, pattern, text, (struct span){0, 15}, (struct span){0, 15},
			    &match) == MATCH_NO);
	CHECK(pattern_match(matcher, pattern, text, (struct span){0, 15}, (struct span){3, 15},
			    &match) == MATCH_NO);
	CHECK(pattern_match(matcher, pattern, text, (struct span){3, 9}, (struct span){0, 9},
			    &match) == MATCH_YES);
	CHECK_UINT(match.at.begin, 3);
	CHECK_UINT(match.at.end, 9);
	CHECK_UINT(match.groups[0].begin, UINT32_MAX);
	CHECK(pattern_match(matcher, pattern, text, (struct span){3, 9}, (struct span){6, 9},
			    &match) == MATCH_NO);
	CHECK(pattern_match(matcher, pattern, text, (struct span){3, 9}, (struct span){12, 9},
			    &match) == MATCH_NO);
}

TEST(pattern_cold_and_hot_agree)
{
	struct bench *bench = bench_new(test->arena);
	struct pattern *pattern = compiled(bench, STR("提前(?<n>[0-9]{1,3})日(?:书面)?通知"));
	struct matcher *matcher = matcher_new(test->arena, codes_new(test->arena, 64, NULL));
	struct str text = STR("任何一方应提前30日书面通知对方。");

	for (int i = 0; i < 100; i++) {
		struct match match;
		CHECK(pattern_match(matcher, pattern, text, (struct span){0, (uint32_t)text.n},
				    (struct span){0, (uint32_t)text.n}, &match) == MATCH_YES);
		CHECK_STR(str_at(text, match.groups[0]), "30");
		CHECK_STR(str_at(text, match.at), "提前30日书面通知");
	}
}

static struct str many(struct arena *arena, struct str what, size_t count, struct str last)
{
	char *p = arena_alloc(arena, what.n * count + last.n);

	for (size_t i = 0; i < count; i++)
		memcpy(p + i * what.n, what.p, what.n);
	memcpy(p + count * what.n, last.p, last.n);
	return (struct str){p, what.n * count + last.n};
}

TEST(pattern_gives_up_rather_than_hang)
{
	struct bench *bench = bench_new(test->arena);
	struct pattern *pattern = compiled(bench, STR("(?:[0-9]+)+个月"));
	struct matcher *matcher = matcher_new(test->arena, codes_new(test->arena, 64, NULL));
	struct str text = many(test->arena, STR("1"), 4000, STR("年个月"));
	struct match match;

	for (int i = 0; i < 3; i++)
		CHECK(pattern_match(matcher, pattern, text, (struct span){0, (uint32_t)text.n},
				    (struct span){0, (uint32_t)text.n}, &match) == MATCH_GAVE_UP);
}

TEST(pattern_is_linear_in_long_units)
{
	struct bench *bench = bench_new(test->arena);
	struct matcher *matcher = matcher_new(test->arena, codes_new(test->arena, 64, NULL));
	struct str text = many(test->arena, STR("条1"), 250000, STR("提前个工作日"));
	struct span unit = {0, (uint32_t)text.n};
	struct match match;

	CHECK(pattern_match(matcher, compiled(bench, STR("条[^。]*仲裁")), text, unit, unit,
			    &match) == MATCH_NO);
	CHECK(pattern_match(matcher, compiled(bench, STR("提前个工作日$")), text, unit, unit,
			    &match) == MATCH_YES);
	CHECK_UINT(match.at.end, text.n);
	CHECK(pattern_match(matcher, compiled(bench, STR("条\\z")), text, unit, unit, &match) ==
	      MATCH_NO);
}

TEST(pattern_refusals)
{
	static const struct {
		struct str source;
		const char *message;
	} cases[] = {
		{STR_INIT("甲方(有权"),
		 "not a regular expression: missing closing parenthesis (character 6 of the pattern)"},
		{STR_INIT("{{renew}}["), "not a regular expression: missing terminating ] for "
					 "character class (character 11 of the pattern)"},
		{STR_INIT("(?:续约)*"),
		 "the pattern matches nothing at all, so it would match everywhere"},
		{STR_INIT("(?!不)"),
		 "the pattern matches nothing at all, so it would match everywhere"},
		{STR_INIT("自动續约"),
		 "\"續\" can never match: contracts are read with \"续\" in its place "
		 "(character 3 of the pattern)"},
		{STR_INIT("提前[３0]日"),
		 "\"３\" can never match: contracts are read with \"3\" in its "
		 "place (character 4 of the pattern)"},
		{STR_INIT("\\x{66AB}停"),
		 "\"暫\" can never match: contracts are read with \"暂\" in its "
		 "place (character 1 of the pattern)"},
		{STR_INIT("附件\\(一"),
		 "\"(\" can never match: contracts are read with \"（\" in its place "
		 "(character 3 of the pattern)"},
		{STR_INIT("停止;终止"),
		 "\";\" can never match: contracts are read with \"；\" in its place "
		 "(character 3 of the pattern)"},
		{STR_INIT("服务\\bSLA"),
		 "\\b beside a Han character never matches, Han characters are not "
		 "word characters (character 3 of the pattern)"},
		{STR_INIT("SLA\\b(?:服务)"),
		 "\\b beside a Han character never matches, Han characters are "
		 "not word characters (character 4 of the pattern)"},
		{STR_INIT("有权(立即|)暂停"),
		 "an empty alternative: write (…)? when the rest may be missing (character 7 of the pattern)"},
		{STR_INIT("有权(|立即)暂停"),
		 "an empty alternative: write (…)? when the rest may be missing (character 4 of the pattern)"},
		{STR_INIT("a\\Cb"),
		 "not a regular expression: using \\C is disabled by the application "
		 "(character 4 of the pattern)"},
		{STR_INIT("暂停(?C1)"), "callouts are not accepted (character 3 of the pattern)"},
		{STR_INIT("(停|暂(?1))止"),
		 "calls of groups are not accepted; use a term (character 5 of the pattern)"},
		{STR_INIT("(*UTF)停"), "verbs (*…) are not accepted (character 1 of the pattern)"},
		{STR_INIT("(*LIMIT_MATCH=4000000000)停"),
		 "verbs (*…) are not accepted (character 1 of the pattern)"},
		{STR_INIT("停(*pla:止)"),
		 "verbs (*…) are not accepted (character 2 of the pattern)"},
		{STR_INIT("停(?C'a')"), "callouts are not accepted (character 2 of the pattern)"},
		{STR_INIT("停(?R)?"),
		 "calls of groups are not accepted; use a term (character 2 of the pattern)"},
		{STR_INIT("(?<n>停)(?&n)"),
		 "calls of groups are not accepted; use a term (character 8 of the pattern)"},
		{STR_INIT("(?<n>停)(?P>n)"),
		 "calls of groups are not accepted; use a term (character 8 of the pattern)"},
		{STR_INIT("(停)(?-1)"),
		 "calls of groups are not accepted; use a term (character 4 of the pattern)"},
		{STR_INIT("(停)\\g<1>"),
		 "calls of groups are not accepted; use a term (character 4 of the pattern)"},
		/* Classes that PCRE2 sees the end of elsewhere than a hasty reader. */
		{STR_INIT("停[[:x](?R)?[:]"),
		 "calls of groups are not accepted; use a term (character 7 of the pattern)"},
		{STR_INIT("[\\E][](?R)]停"), "this escape or kind of group is not accepted "
					     "(character 1 of the pattern)"},
		{STR_INIT("[\\c][](?R)]停"), "this escape or kind of group is not accepted "
					     "(character 1 of the pattern)"},
		{STR_INIT("([{{closes}}(?R)?]"),
		 "calls of groups are not accepted; use a term (character 13 of the pattern)"},
		{STR_INIT("(?x)停#[\n(?R)?]\n"),
		 "the option x is not accepted; white space is text (character 1 of the pattern)"},
		{STR_INIT("停(?^x:#[\n止)"),
		 "the option x is not accepted; white space is text (character 2 of the pattern)"},
		{STR_INIT("(?|停|止)"),
		 "this escape or kind of group is not accepted (character 1 of the pattern)"},
		{STR_INIT("(停)?(?(1)止|业)"),
		 "this escape or kind of group is not accepted (character 5 of the pattern)"},
		{STR_INIT("停\\K止"),
		 "this escape or kind of group is not accepted (character 2 of the pattern)"},
		{STR_INIT("自动{{renow}}"), "no term is called \"renow\"; did you mean \"renew\"? "
					    "(character 3 of the pattern)"},
		{STR_INIT("{{self}}"),
		 "the term \"self\" is made of itself (character 1 of the pattern)"},
		{STR_INIT("{{party}}应向甲方付款"),
		 "甲方 and 乙方 do not stand in text where parties are marked: write {{customer}}, "
		 "{{provider}} or {{party}} (character 12 of the pattern)"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct bench *bench = bench_new(test->arena);
		CHECK(!compiled(bench, cases[i].source));
		CHECK_UINT(bench->mistakes.list.n, 1);
		CHECK_UINT(bench->mistakes.list.p[0].line, 3);
		CHECK_UINT(bench->mistakes.list.p[0].column, 7);
		CHECK_STR(bench->mistakes.list.p[0].message, cases[i].message);
	}
}

TEST(pattern_accepts_what_only_looks_wrong)
{
	static const struct str sources[] = {
		STR_INIT("乾坤"),	  STR_INIT("，[^。；，]{0,8}：（"),
		STR_INIT("\\bSLA服务"),	  STR_INIT("a{1,2}\\|b"),
		STR_INIT("停(?=止|$)"),	  STR_INIT("[甲乙]方"),
		STR_INIT("(?i:sla|kpi)"), STR_INIT("\\Q{a|}\\E"),
		STR_INIT("[(|)（;]a"),	  STR_INIT("{{party}}[^甲乙]{0,3}停"),
	};

	for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
		struct bench *bench = bench_new(test->arena);
		CHECK(compiled(bench, sources[i]));
		if (bench->mistakes.list.n)
			CHECK_STR(bench->mistakes.list.p[0].message, "");
	}
}

TEST(pattern_quote_keeps_the_text)
{
	struct str text = STR("{a|b}* 1.5% 【甲】{2} \\ ^$+#-");
	struct bench *bench = bench_new(test->arena);
	struct pattern *pattern = compiled(bench, pattern_quote(test->arena, text));
	struct match match;

	CHECK(pattern && pattern_match(matcher_new(test->arena, codes_new(test->arena, 64, NULL)),
				       pattern, text, (struct span){0, (uint32_t)text.n},
				       (struct span){0, (uint32_t)text.n}, &match) == MATCH_YES);
	CHECK_UINT(span_size(match.at), text.n);
}

/* What hardly matches is warned of, and nothing else. */
TEST(pattern_warns_of_what_hardly_matches)
{
	static const struct {
		const char *pattern, *warning;
	} cases[] = {
		{"甲 乙", "a space beside a Han character"},
		{"合同 A", "a space beside a Han character"},
		{"A +合同", "a space beside a Han character"},
		{"(?=甲 乙)甲", "(character 5 of the pattern)"},
		{"Service 合同", "(character 8 of the pattern)"},
		{"甲 ?乙", NULL},
		{"甲[ _]乙", NULL},
		{"甲\\s?乙", NULL},
		{"Service Level", NULL},
		{"甲^乙", "^ behind other characters"},
		{"甲(?:^|。)乙", "(character 5 of the pattern)"},
		{"(?:甲|乙+)^丙", "^ behind"},
		{"甲{2}[^乙]^", "(character 9 of the pattern)"},
		{"^甲", NULL},
		{"(?:^|。)甲", NULL},
		{"(?:^|\\n)(?:(?:^|甲)乙|丙)", NULL},
		{"(?:甲|乙?)^丙", NULL},
		{"(?:甲)*^丙", NULL},
		{"(?<=^|。)甲|^乙", NULL},
		{"甲(?<!^甲)乙", NULL},
		{"(?m)甲\\n^乙", NULL},
		{"[^甲]乙[$^]", NULL},
		{"甲\\$乙\\^", NULL},
		{"甲$乙", "$ in front of other characters"},
		{"(?:甲|$)乙", "$ in front"},
		{"甲$", NULL},
		{"甲(?:$|。)", NULL},
		{"甲(?:$|。)乙?", NULL},
		{"(?:甲$|乙)", NULL},
		{"甲(?=$|。)", NULL},
		{"甲(?!乙|$)丙", NULL},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct bench *bench = bench_new(test->arena);
		struct pattern *pattern = compiled(bench, str_from(cases[i].pattern));
		const struct mistake *said = bench->mistakes.list.p;
		bool right = cases[i].warning ? bench->mistakes.list.n == 1 && said->warning &&
							str_contains(said->message,
								     str_from(cases[i].warning))
					      : bench->mistakes.list.n == 0;

		CHECK(pattern && right);
		if (!pattern || !right)
			fprintf(stderr, "  pattern %s: %.*s\n", cases[i].pattern,
				STR_ARG(bench->mistakes.list.n ? said->message : STR_NONE));
	}
}
