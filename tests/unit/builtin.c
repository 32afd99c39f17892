/* The packs that are compiled in are what their texts say, and threads can share them. */
#include "builtin.h"
#include "owners.h"
#include "base/out.h"
#include "clauselint.h"
#include "detect/plan.h"
#include "test.h"

#include <pthread.h>
#include <string.h>

struct both {
	struct test_run *test;
	const struct pack *image, *loaded;
};

static bool open_both(struct both *both)
{
	struct arena *arena = both->test->arena;
	struct mistakes mistakes = {.arena = arena};
	const struct pack *loaded = pack_load(arena, pack_builtins, pack_builtin_count, &mistakes);

	if (!loaded)
		return false;
	both->image = builtin_open(arena, &builtin_images[builtin_image_count - 1])->pack;
	both->loaded = plan_into_pack(arena, loaded);
	return true;
}

static bool same_words(const struct words *a, const struct words *b)
{
	for (int i = 0; i < LANGS; i++)
		if (!str_equal(a->in[i], b->in[i]))
			return false;
	return true;
}

static bool same_pattern(const struct pattern *a, const struct pattern *b)
{
	bool same = str_equal(a->source, b->source) && str_equal(a->expanded, b->expanded) &&
		    a->line == b->line && a->column == b->column && a->index == b->index &&
		    a->on_marked == b->on_marked && a->group_count == b->group_count &&
		    a->literal_count == b->literal_count;

	for (uint32_t i = 0; same && i < a->group_count; i++)
		same = str_equal(a->groups[i].name, b->groups[i].name) &&
		       a->groups[i].number == b->groups[i].number;
	return same;
}

static bool same_patterns(struct patterns a, struct patterns b)
{
	bool same = a.n == b.n;

	for (uint32_t i = 0; same && i < a.n; i++)
		same = same_pattern(&a.p[i], &b.p[i]);
	return same;
}

static bool same_detect(const struct detect *a, const struct detect *b)
{
	bool same = a->within == b->within && same_patterns(a->any, b->any) &&
		    same_patterns(a->all, b->all) && same_patterns(a->none, b->none) &&
		    same_patterns(a->heading, b->heading) &&
		    same_patterns(a->near.of, b->near.of) && a->near.distance == b->near.distance &&
		    same_patterns(a->missing.when, b->missing.when) &&
		    str_equal(a->structure, b->structure) && str_equal(a->group, b->group) &&
		    a->quantity.on == b->quantity.on && a->quantity.value == b->quantity.value &&
		    str_equal(a->quantity.group, b->quantity.group) &&
		    str_equal(a->party.group, b->party.group) && a->blank.marks == b->blank.marks &&
		    a->blank.formality == b->blank.formality &&
		    a->service.states == b->service.states && a->unless.n == b->unless.n;

	for (uint32_t i = 0; same && i < a->unless.n; i++)
		same = a->unless.p[i].within == b->unless.p[i].within &&
		       same_patterns(a->unless.p[i].any, b->unless.p[i].any);
	return same;
}

static bool same_rule(const struct rule *a, const struct rule *b)
{
	bool same = str_equal(a->id, b->id) && str_equal(a->name, b->name) &&
		    str_equal(a->category, b->category) && a->severity == b->severity &&
		    a->confidence == b->confidence && a->harms == b->harms &&
		    same_words(&a->message, &b->message) && same_words(&a->why, &b->why) &&
		    same_words(&a->suggest, &b->suggest) && a->legal.n == b->legal.n &&
		    a->options.n == b->options.n && same_detect(&a->detect, &b->detect) &&
		    a->supersede_count == b->supersede_count && a->examples.n == b->examples.n &&
		    str_equal(a->file, b->file) && a->line == b->line && a->index == b->index;

	for (uint32_t i = 0; same && i < a->legal.n; i++)
		same = str_equal(a->legal.p[i].law, b->legal.p[i].law) &&
		       str_equal(a->legal.p[i].article, b->legal.p[i].article);
	for (uint32_t i = 0; same && i < a->options.n; i++)
		same = str_equal(a->options.p[i].text, b->options.p[i].text) &&
		       a->options.p[i].value == b->options.p[i].value;
	for (uint32_t i = 0; same && i < a->examples.n; i++)
		same = str_equal(a->examples.p[i].text, b->examples.p[i].text) &&
		       a->examples.p[i].match == b->examples.p[i].match;
	return same;
}

TEST(builtin_image_has_what_the_texts_say)
{
	struct both both = {.test = test};

	CHECK(open_both(&both));
	if (!both.image || !both.loaded)
		return;
	CHECK_UINT(both.image->rule_count, both.loaded->rule_count);
	CHECK_UINT(both.image->pattern_count, both.loaded->pattern_count);
	CHECK_UINT(both.image->metric_count, both.loaded->metric_count);
	CHECK_UINT(both.image->checklist_count, both.loaded->checklist_count);
	for (uint32_t i = 0; i < both.loaded->rule_count; i++)
		CHECK(same_rule(&both.image->rules[i], &both.loaded->rules[i]));
	for (uint32_t i = 0; i < both.loaded->pattern_count; i++)
		CHECK(same_pattern(both.image->patterns[i], both.loaded->patterns[i]));
	for (uint32_t i = 0; i < both.loaded->metric_count; i++)
		CHECK(same_words(&both.image->metrics[i].title, &both.loaded->metrics[i].title) &&
		      both.image->metrics[i].kinds == both.loaded->metrics[i].kinds);
	CHECK(same_patterns(both.image->vague, both.loaded->vague));
	CHECK(same_patterns(both.image->elsewhere, both.loaded->elsewhere));
}

struct seen {
	uint64_t hash;
	uint32_t n;
};

static void note(void *context, uint32_t owner, uint32_t offset)
{
	struct seen *seen = context;

	seen->hash = (seen->hash ^ owner ^ (uint64_t)offset << 32) * 0x9E3779B97F4A7C15u;
	seen->n++;
}

TEST(builtin_image_has_the_same_plan)
{
	struct both both = {.test = test};
	struct text text = {.arena = test->arena};
	struct seen image = {0}, loaded = {0};

	CHECK(open_both(&both));
	if (!both.image || !both.loaded)
		return;
	CHECK_UINT(both.image->plan->gate_count, both.loaded->plan->gate_count);
	CHECK_UINT(both.image->plan->watch_count, both.loaded->plan->watch_count);
	CHECK(both.image->plan->pack == both.image);
	for (uint32_t i = 0; i < both.loaded->pattern_count; i++)
		for (uint32_t l = 0; l < both.loaded->patterns[i]->literal_count; l++)
			text_str(&text, both.loaded->patterns[i]->literals[l]);
	literals_scan(both.image->plan->literals, text_done(&text), note, &image);
	literals_scan(both.loaded->plan->literals, text_done(&text), note, &loaded);
	CHECK(image.n > 100 && image.n == loaded.n && image.hash == loaded.hash);
}

static const char contract[] =
	"服务合同\n甲方：某某公司\n乙方：某某服务公司\n"
	"第一条 服务费用为人民币____元，甲方逾期付款的，乙方有权立即暂停服务。\n"
	"第二条 合同期满前三十日未书面提出异议的，本合同自动续期一年。\n"
	"第三条 因本合同引起的争议由乙方所在地人民法院管辖。\n";

struct checker {
	pthread_t thread;
	const clint_pack *pack;
	size_t least, most; /* findings of one check */
};

static void *check_often(void *context)
{
	struct checker *checker = context;

	checker->least = SIZE_MAX;

	for (int i = 0; i < 40; i++) {
		clint_report *report =
			clint_check(checker->pack, "a.txt", contract, strlen(contract), NULL, NULL);
		struct clint_summary summary = {0};
		if (report)
			clint_report_summary(report, &summary);
		if (summary.findings < checker->least)
			checker->least = summary.findings;
		if (summary.findings > checker->most)
			checker->most = summary.findings;
		clint_report_free(report);
	}
	return NULL;
}

TEST(builtin_pack_is_shared_by_threads)
{
	enum { CHECKERS = 4 };
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, NULL);
	struct checker checkers[CHECKERS] = {0};
	int started = 0;

	for (; started < CHECKERS; started++) {
		checkers[started].pack = pack;
		if (pthread_create(&checkers[started].thread, NULL, check_often,
				   &checkers[started]) != 0)
			break;
	}
	CHECK(started > 1);
	for (int i = 0; i < started; i++) {
		pthread_join(checkers[i].thread, NULL);
		CHECK(checkers[i].least > 0 && checkers[i].least == checkers[i].most);
		CHECK_UINT(checkers[i].most, checkers[0].most);
	}
	clint_pack_free(pack);
}
