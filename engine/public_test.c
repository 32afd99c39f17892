/* The rules' own examples, run in five variants, behind the public interface. */
#include "public.h"

#include "base/out.h"
#include "base/utf8.h"
#include "pipeline.h"
#include "text/hant.h"

/* --- variants -------------------------------------------------------------------------------- */

static struct str as_written(struct arena *arena, struct str text, enum lang lang)
{
	(void)arena;
	(void)lang;
	return text;
}

static struct str other_script(struct arena *arena, struct str text, enum lang lang)
{
	return lang == LANG_HANT ? fold_phrase(arena, text) : to_traditional(arena, text);
}

static void put_cp(struct text *out, uint32_t cp)
{
	char bytes[4];

	text_write(out, bytes, utf8_put(bytes, cp));
}

static struct str full_width(struct arena *arena, struct str text, enum lang lang)
{
	struct text out = {.arena = arena};

	(void)lang;
	for (size_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);
		put_cp(&out, cp_is_digit(cp) ? cp - '0' + 0xFF10 : cp);
	}
	return text_done(&out);
}

static struct str spaced(struct arena *arena, struct str text, enum lang lang)
{
	struct text out = {.arena = arena};

	(void)lang;
	for (size_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);
		put_cp(&out, cp);
		if (cp_is_han(cp) && cp_is_han(utf8_peek(text, at)))
			put_cp(&out, ' ');
	}
	return text_done(&out);
}

/* Not behind the last character before a bracket or a blank, where a reading would be read with it.
 */
static struct str with_pinyin(struct arena *arena, struct str text, enum lang lang)
{
	struct text out = {.arena = arena};
	uint32_t han = 0;

	(void)lang;
	for (size_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);
		put_cp(&out, cp);
		if (cp_is_han(cp) && cp_is_han(utf8_peek(text, at)) && ++han % 7 == 4)
			text_str(&out, STR("(wù)"));
	}
	return text_done(&out);
}

static const struct {
	const char *name;
	struct str (*make)(struct arena *arena, struct str text, enum lang lang);
} variants[] = {
	{"as-written", as_written}, {"other-script", other_script}, {"full-width", full_width},
	{"spaced", spaced},	    {"pinyin", with_pinyin},
};

/* --- running them ---------------------------------------------------------------------------- */

struct clint_tests {
	struct allocator from;
	struct arena *arena;
	struct arena *work; /* for one document; NULL between them */
	size_t passed, failed;
	VEC(struct clint_test_failure) failures;
};

struct test_run {
	clint_tests *tests;
	const struct pack *pack;
	struct report report;
	struct clint_test_failure failure;
	const struct rule *rule;
	const struct example *example;
	size_t variant;
};

/* Whether the rule reports something, and whether at the marked words. */
static bool reports(const struct check *check, const struct rule *rule, struct span marked,
		    bool *there)
{
	bool any = false;

	*there = marked.begin == marked.end;
	for (uint32_t i = 0; i < check->findings->n; i++) {
		const struct finding *finding = &check->findings->p[i];
		struct span src;
		if (finding->rule != rule)
			continue;
		any = true;
		src = norm_to_source(check->norm, finding->at);
		*there |= span_overlaps(src, marked) ||
			  (src.begin == src.end && span_holds(marked, src));
	}
	return any;
}

static void run_document(void *context)
{
	struct test_run *run = context;
	const struct example *example = run->example;
	struct check check = {
		.arena = run->tests->work,
		.pack = run->pack,
		.name = STR("example"),
		.applies = run->rule,
		.bytes =
			variants[run->variant].make(run->tests->work, example->text, example->lang),
		.report = &run->report,
	};
	bool there, found;

	run->report = (struct report){.arena = run->tests->work};
	run->failure.kind = NULL;
	check_contract(&check);
	found = check.findings &&
		reports(&check, run->rule,
			run->variant == 0 ? example->marked : (struct span){0, 0}, &there);
	if (found != example->match)
		run->failure.kind = example->match ? "missing" : "noisy";
	else if (found && !there)
		run->failure.kind = "misplaced";
	if (!run->failure.kind)
		return;
	run->failure.variant = variants[run->variant].name;
	run->failure.text = public_text(arena_str(run->tests->arena, check.bytes));
}

static void test_example(struct test_run *run)
{
	clint_tests *tests = run->tests;

	for (run->variant = 0; run->variant < sizeof variants / sizeof variants[0];
	     run->variant++) {
		bool done;
		tests->work = arena_new(tests->from, 0);
		done = tests->work && arena_protect(tests->work, run_document, run);
		arena_free(tests->work);
		tests->work = NULL;
		if (!done)
			arena_fail(tests->arena);
		if (!run->failure.kind) {
			tests->passed++;
			continue;
		}
		tests->failed++;
		run->failure.rule = public_text(arena_str(tests->arena, run->rule->id));
		run->failure.file = public_text(arena_str(tests->arena, run->rule->file));
		run->failure.line = run->example->line;
		*VEC_PUSH(tests->arena, &tests->failures) = run->failure;
	}
}

static void test_pack(void *context)
{
	struct test_run *run = context;

	for (uint32_t i = 0; i < run->pack->rule_count; i++) {
		run->rule = &run->pack->rules[i];
		for (uint32_t j = 0; !run->rule->changed && j < run->rule->examples.n; j++) {
			run->example = &run->rule->examples.p[j];
			test_example(run);
		}
	}
}

clint_tests *clint_pack_test(const clint_pack *pack, struct clint_error *error)
{
	struct test_run run = {.pack = pack ? pack->pack : NULL};
	struct error inner;

	if (!run.pack) {
		error_set(&inner, STATUS_USAGE, "the rule pack was not loaded");
		public_error(error, &inner);
		return NULL;
	}
	public_error(error, NULL);
	run.tests = pack->from.resize(pack->from.context, NULL, sizeof *run.tests);
	if (run.tests)
		*run.tests = (clint_tests){.from = pack->from, .arena = arena_new(pack->from, 0)};
	if (run.tests && run.tests->arena && arena_protect(run.tests->arena, test_pack, &run))
		return run.tests;
	clint_tests_free(run.tests);
	public_no_memory(error);
	return NULL;
}

void clint_tests_free(clint_tests *tests)
{
	if (!tests)
		return;
	arena_free(tests->work);
	public_free(tests, tests->arena, tests->from);
}

size_t clint_tests_passed(const clint_tests *tests)
{
	return tests->passed;
}

size_t clint_tests_failed(const clint_tests *tests)
{
	return tests->failed;
}

bool clint_tests_failure(const clint_tests *tests, size_t index, struct clint_test_failure *failure)
{
	if (!tests || index >= tests->failures.n)
		return false;
	*failure = tests->failures.p[index];
	return true;
}
