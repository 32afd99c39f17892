/* What a program finds is what PCRE2 finds. */
#include "test.h"

#include "base/out.h"
#include "builtin.h"
#include "pack/expand.h"
#include "pack/pattern.h"

/* Pattern with its program, and without: PCRE2 does the work then. */
static bool agree(struct matcher *matcher, const struct pattern *pattern, struct str text,
		  struct span starts, uint32_t *matches)
{
	struct pattern plain = *pattern;
	struct span unit = {0, (uint32_t)text.n};
	struct match ours, theirs;
	enum match_result found = pattern_match(matcher, pattern, text, unit, starts, &ours);

	plain.program = (struct program){.size = PROGRAM_NONE};
	if (pattern_match(matcher, &plain, text, unit, starts, &theirs) != found)
		return false;
	if (found != MATCH_YES)
		return true;
	++*matches;
	for (uint32_t i = 0; i < pattern->group_count; i++)
		if (ours.groups[i].begin != theirs.groups[i].begin ||
		    ours.groups[i].end != theirs.groups[i].end)
			return false;
	return ours.at.begin == theirs.at.begin && ours.at.end == theirs.at.end;
}

TEST(programs_find_what_pcre2_finds_with_the_patterns_of_the_packs)
{
	const struct pack *pack =
		builtin_open(test->arena, &builtin_images[builtin_image_count - 1])->pack;
	struct matcher *matcher = matcher_new(test->arena, pack->codes);
	uint32_t matches = 0, programs = 0;

	for (uint32_t i = 0; i < pack->pattern_count; i++)
		programs += program_is_made(pack->patterns[i]->program);
	CHECK(programs > pack->pattern_count * 9 / 10);
	for (uint32_t r = 0; r < pack->rule_count; r++) {
		const struct rule *rule = &pack->rules[r];
		struct str text;

		if (rule->examples.n == 0)
			continue;
		text = rule->examples.p[0].text;
		for (uint32_t i = 0; i < pack->pattern_count; i++)
			if (!agree(matcher, pack->patterns[i], text,
				   (struct span){0, (uint32_t)text.n}, &matches))
				CHECK_STR(pack->patterns[i]->source, "agrees");
	}
	CHECK(matches > 1000);
}

/* --- patterns and texts made at random --- */

struct dice {
	uint64_t state;
	struct text out;
	uint32_t names;
};

static uint32_t roll(struct dice *dice, uint32_t n)
{
	dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(dice->state >> 33) % n;
}

static void write_one(struct dice *dice, const char *const *list, uint32_t n)
{
	text_str(&dice->out, str_from(list[roll(dice, n)]));
}
#define WRITE_ONE(dice, list) write_one((dice), (list), sizeof(list) / sizeof(list)[0])

static void write_choice(struct dice *dice, uint32_t depth);

static void write_behind(struct dice *dice)
{
	static const char *const signs[] = {"(?<=", "(?<!"};
	static const char *const words[] = {"甲", "乙a", "[甲1]", "\\d", "得|不"};

	WRITE_ONE(dice, signs);
	WRITE_ONE(dice, words);
	text_str(&dice->out, STR(")"));
}

static void write_atom(struct dice *dice, uint32_t depth)
{
	static const char *const plain[] = {"甲",     "乙",    "得",  "不",	  "a",	      "1",
					    "，",     "_",     "é",   "𠀀",	  ".",	      "\\d",
					    "[甲乙]", "[^，]", "\\w", "[^\\d甲]", "[㐀-鿿]"};
	static const char *const groups[] = {"(?:", "(?:", "(?:", "(", "(?=", "(?!", "(?>"};
	static const char *const edges[] = {"^", "$", "\\b", "\\B", "\\z"};

	switch (depth ? roll(dice, 16) : 0) {
	case 10:
	case 11:
	case 12: WRITE_ONE(dice, groups); break;
	case 13: text_format(&dice->out, "(?<n%u>", dice->names++); break;
	case 14: write_behind(dice); return;
	case 15: WRITE_ONE(dice, edges); return;
	default: WRITE_ONE(dice, plain); return;
	}
	write_choice(dice, depth - 1);
	text_str(&dice->out, STR(")"));
}

static void write_choice(struct dice *dice, uint32_t depth)
{
	static const char *const repeats[] = {"?",   "*",      "+",  "{0,3}",
					      "{2}", "{0,24}", "*?", "{1,2}+"};
	uint32_t alternatives = roll(dice, 3) ? 1 : 1 + roll(dice, 4);

	for (uint32_t i = 0; i < alternatives; i++) {
		if (i)
			text_str(&dice->out, STR("|"));
		for (uint32_t k = 1 + roll(dice, 4); k; k--) {
			write_atom(dice, depth);
			if (roll(dice, 4) == 0)
				WRITE_ONE(dice, repeats);
		}
	}
}

static struct str write_text(struct dice *dice, struct arena *arena)
{
	static const char *const pieces[] = {"甲", "乙", "得", "不", "a",  "1",
					     "，", "_",	 "é",  "𠀀", "\n", "法"};

	dice->out = (struct text){.arena = arena};
	for (uint32_t k = roll(dice, 40); k; k--)
		write_one(dice, pieces, roll(dice, 2) ? 4 : 12);
	return text_done(&dice->out);
}

TEST(programs_find_what_pcre2_finds_with_patterns_at_random)
{
	enum { PATTERNS = 2000, TEXTS = 6 };
	struct dice dice = {.state = 5};
	struct mistakes mistakes = {.arena = test->arena};
	struct compiler compiler;
	struct matcher *matcher = matcher_new(test->arena, codes_new(test->arena, PATTERNS, NULL));
	uint32_t matches = 0, programs = 0;

	compiler_begin(&compiler, test->arena, &mistakes);
	compiler.terms = &(struct terms){0};
	for (uint32_t i = 0; i < PATTERNS; i++) {
		struct pattern pattern = {.line = 1, .column = 1, .index = i};

		dice.out = (struct text){.arena = test->arena};
		dice.names = 0;
		write_choice(&dice, 3);
		pattern.source = text_done(&dice.out);
		mistakes.list.n = 0;
		if (!pattern_compile(&compiler, &pattern))
			continue;
		pattern.program = program_make(test->arena, pattern.expanded);
		if (!program_is_made(pattern.program))
			continue;
		programs++;
		for (uint32_t k = 0; k < TEXTS; k++) {
			struct str text = write_text(&dice, test->arena);
			struct span starts = {0, (uint32_t)text.n};

			if (k % 2)
				starts.begin = roll(&dice, (uint32_t)text.n + 1);
			if (!agree(matcher, &pattern, text, starts, &matches))
				CHECK_STR(pattern.source, text.p);
		}
	}
	CHECK(programs > PATTERNS / 5);
	CHECK(matches > PATTERNS / 5);
}

/* Loops that PCRE2 takes its time over, too: the program gives up before that and leaves it to
 * PCRE2. */
TEST(endless_repeats_of_groups_end_in_long_text)
{
	static const char *const patterns[] = {
		"(?:甲|甲乙)+丙",	"(?:甲乙?)*丙",
		"(?:(?:甲|乙)+甲)+丙",	"(?<n>(?:甲乙)+)甲丙",
		"(?:甲{1,3}乙?){2,}丙", "(?:甲|乙)*?丙",
		"(?>甲+)+乙",		"(?:[㐀-鿿][甲乙])+丙",
		"(?=甲+乙)甲乙甲",	"(?:甲+甲)+乙丙|甲+乙甲丙",
		"(?!甲+甲乙)甲+乙甲丙", "(?>甲+乙?)甲{6}乙甲丙|甲乙甲丙"};
	enum { PATTERNS = sizeof patterns / sizeof patterns[0], LENGTH = 4000 };
	struct mistakes mistakes = {.arena = test->arena};
	struct compiler compiler;
	struct matcher *matcher = matcher_new(test->arena, codes_new(test->arena, PATTERNS, NULL));
	struct text text = {.arena = test->arena};
	uint32_t matches = 0;

	for (uint32_t i = 0; i < LENGTH; i++)
		text_str(&text, i % 7 == 6 ? STR("乙") : STR("甲"));
	text_str(&text, STR("丁甲乙甲丙"));
	compiler_begin(&compiler, test->arena, &mistakes);
	compiler.terms = &(struct terms){0};
	for (uint32_t i = 0; i < PATTERNS; i++) {
		struct pattern pattern = {.source = str_from(patterns[i]), .index = i};
		struct str whole = text_done(&text);
		struct span starts = {0, (uint32_t)whole.n};

		CHECK(pattern_compile(&compiler, &pattern));
		pattern.program = program_make(test->arena, pattern.expanded);
		CHECK(program_is_made(pattern.program));
		if (!agree(matcher, &pattern, whole, starts, &matches))
			CHECK_STR(pattern.source, "agrees");
	}
	CHECK(matches > PATTERNS / 2);
}

/* A row of numerals is gone through once, not from each of them. */
TEST(rows_that_lead_nowhere_are_cheap)
{
	static const char *const patterns[] = {"(?:\\d+|[一二三]+|[_ ]{2,})(?:个)?日",
					       "[一二三]+二个?日", "(?<n>[^日]+)二日"};
	struct text text = {.arena = test->arena};
	size_t pairs[2 * PROGRAM_GROUPS];

	for (uint32_t i = 0; i < 500; i++)
		text_str(&text, STR("一二三"));
	for (uint32_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
		struct program program = program_make(test->arena, str_from(patterns[i]));

		CHECK(program_is_made(program));
		CHECK(program_run(program, text_done(&text), 0, text.n, false, pairs) ==
		      PROGRAM_NO);
	}
}
