/* What a pattern needs, and that asking for it first never hides a match. */
#include "test.h"
#include "trial.h"

#include "builtin.h"
#include "detect/filter.h"
#include "detect/places.h"
#include "fact/facts.h"
#include "pack/literals.h"

/* --- chains --- */

static struct str show_chains(struct arena *arena, const struct prefilter *prefilter)
{
	struct text text = {.arena = arena};

	for (uint32_t c = 0; c < prefilter->chain_count; c++) {
		const struct pattern_chain *chain = &prefilter->chains[c];

		text_str(&text, c ? STR(" or ") : STR_NONE);
		for (uint32_t s = 0; s < chain->step_count; s++) {
			if (chain->steps[s].gap == UNBOUNDED)
				text_str(&text, STR("*"));
			else
				text_format(&text, "%u", chain->steps[s].gap);
			for (uint32_t w = 0; w < chain->steps[s].word_count; w++)
				text_format(&text, "%s%.*s", w ? "|" : " ",
					    STR_ARG(chain->steps[s].words[w]));
			text_str(&text, s + 1 < chain->step_count ? STR(" ") : STR_NONE);
		}
	}
	return text_done(&text);
}

TEST(chains_are_what_must_be_there_in_order)
{
	static const struct {
		struct str pattern;
		const char *chains;
	} cases[] = {
		{STR_INIT("暂停"), "0 暂停"},
		{STR_INIT("(?:暂停|中止)[^。；]{0,9}服务"), "0 暂停|中止 36 服务"},
		{STR_INIT("[^。]{1,4}解除.*仲裁"), "16 解除 * 仲裁"},
		{STR_INIT("单方(?:解约)?[^。]{0,2}赔偿"), "0 单方 14 赔偿"},
		{STR_INIT("暂停.{2}|逾期(?!的).{3}罚款"), "0 暂停 or 0 逾期 12 罚款"},
		{STR_INIT("(?:滞纳){1,3}.费用"), "0 滞纳 22 费用"},
		{STR_INIT("(?:押金.{0,2}退还){2}.没收"), "0 押金 8 退还 44 没收"},
		{STR_INIT("(?:合同.{3}损失|罚款)之后"), "24 损失|罚款 24 之后"},
		{STR_INIT("[\\x{E000}-\\x{E002}][\\x{E00F}\\x01]*+.{0,5}拒绝"),
		 "0 \uE000|\uE001|\uE002 20 拒绝"},
		{STR_INIT("(?:\\x{E000}[\\x{E00F}\\x01]*+|双方).{0,5}拒绝"), "* 拒绝"},
		{STR_INIT("(乙丙)\\1解约"), "0 乙丙 * 解约"},
		{STR_INIT("解约\\X仲裁"), "0 解约 * 仲裁"},
		{STR_INIT("的.{0,9}日"), ""},
		{STR_INIT("解约|\\d"), ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct prefilter prefilter;

		prefilter_make(test->arena, cases[i].pattern, &prefilter);
		CHECK_STR(show_chains(test->arena, &prefilter), cases[i].chains);
	}
}

/* --- the filter against the patterns of the packs, on the examples of their rules --- */

struct sight {
	struct test_run *test;
	const struct pack *pack;
	struct filter *filter;
	struct places *places;
	struct matcher *matcher;
	struct str norm;
	struct marked *marked;
	uint32_t matches;
};

static bool found_in(const struct sight *sight, const struct pattern *pattern, struct span starts,
		     struct match *match)
{
	struct span whole = {0, (uint32_t)sight->norm.n};
	struct str text = pattern->on_marked ? marked_at(sight->marked, whole) : sight->norm;

	return pattern_match(sight->matcher, pattern, text, whole, starts, match) == MATCH_YES;
}

static bool found_in_places(const struct sight *sight, const struct pattern *pattern,
			    struct span unit, struct match *match)
{
	struct span starts;

	for (uint32_t from = 0; places_next(sight->places, pattern, unit, from, &starts);
	     from = starts.end + 1)
		if (found_in(sight, pattern, starts, match))
			return true;
	return false;
}

static bool same_place(struct span a, struct span b)
{
	return a.begin == b.begin && a.end == b.end;
}

static void compare(struct sight *sight, struct patterns patterns)
{
	struct test_run *test = sight->test;
	struct span unit = {0, (uint32_t)sight->norm.n}, starts;

	for (uint32_t i = 0; i < patterns.n; i++) {
		const struct pattern *pattern = &patterns.p[i];
		struct match plain, filtered, placed;

		if (!found_in(sight, pattern, unit, &plain))
			continue;
		sight->matches++;
		CHECK(filter_allows(sight->filter, pattern));
		CHECK(filter_unit(sight->filter, pattern, 0, &starts) &&
		      found_in(sight, pattern, starts, &filtered) &&
		      same_place(filtered.at, plain.at));
		CHECK(places_unit(sight->places, pattern, unit, &starts) &&
		      found_in(sight, pattern, starts, &filtered) &&
		      same_place(filtered.at, plain.at));
		CHECK(found_in_places(sight, pattern, unit, &placed) &&
		      same_place(placed.at, plain.at));
	}
}

static void see(struct sight *sight, const struct rule *rule, struct str text)
{
	struct arena *arena = sight->test->arena;
	const struct pack *pack = sight->pack;
	struct error error;
	const struct source *source = source_read(arena, STR("x"), text, ENC_UTF8, &error);
	const struct norm *norm = normalise(arena, source);
	const struct facts *facts = survey(arena, norm, segment(arena, norm));
	struct events events;

	sight->norm = norm->text;
	sight->marked = marked_new(arena, norm->text, facts);
	events = events_find(arena, pack->plan, sight->norm, sight->marked);
	sight->filter = filter_new(arena, pack->plan, &events);
	sight->places = places_new(arena, pack->plan, &events);
	filter_enter(sight->filter, (struct span){0, (uint32_t)sight->norm.n});
	compare(sight, rule->detect.any);
	compare(sight, rule->detect.all);
	compare(sight, rule->detect.near.of);
	for (uint32_t i = 0; i < rule->detect.unless.n; i++)
		compare(sight, rule->detect.unless.p[i].any);
}

TEST(filter_never_hides_a_match)
{
	const struct pack *pack =
		builtin_open(test->arena, &builtin_images[builtin_image_count - 1])->pack;
	struct sight sight = {
		.test = test, .pack = pack, .matcher = matcher_new(test->arena, pack->codes)};

	for (uint32_t r = 0; r < pack->rule_count; r++)
		if (pack->rules[r].examples.n)
			see(&sight, &pack->rules[r], pack->rules[r].examples.p[0].text);
	CHECK(sight.matches > 150);
}

TEST(filter_sees_order_and_distance)
{
	struct trial trial = {.test = test};
	struct sight sight = {.test = test};
	struct span unit = {0, 0}, starts;
	struct events events;
	const struct pattern *pattern;

	trial_rule(&trial, "TST001", "test", "{within: sentence, any: ['解约[^。]{0,3}罚款']}");
	trial_check(&trial, "罚款后解约，再解约须付罚款。");
	CHECK_STR(trial_quotes(&trial, "TST001"), "解约须付罚款");
	pattern = trial.pack->rules[0].detect.any.p;
	sight.norm = trial.subject.norm->text;
	unit.end = (uint32_t)sight.norm.n;
	sight.marked = marked_new(test->arena, sight.norm, trial.subject.facts);
	events = events_find(test->arena, plan_make(test->arena, trial.pack), sight.norm,
			     sight.marked);
	CHECK_UINT(events.n, 4);
	sight.filter = filter_new(test->arena, plan_make(test->arena, trial.pack), &events);
	filter_enter(sight.filter, unit);
	CHECK(filter_is_about(sight.filter, unit));
	CHECK(filter_unit(sight.filter, pattern, 0, &starts));
	CHECK_UINT(starts.begin, 21);
	CHECK_UINT(starts.end, 21);
	CHECK(!filter_unit(sight.filter, pattern, 24, &starts));
	filter_enter(sight.filter, (struct span){0, 6});
	CHECK(!filter_allows(sight.filter, pattern));
}

/* A rule whose pattern lost its words, or has too many of them, is asked about every sentence, which
 * costs as much as all others together. */
TEST(rules_wait_for_words)
{
	const struct pack *pack =
		builtin_open(test->arena, &builtin_images[builtin_image_count - 1])->pack;
	const struct plan *plan = pack->plan;

	CHECK_UINT(plan->ungated_count, 0);
}
