#include "test.h"

#include <stdlib.h>
#include <string.h>

#define TEST_ENTRY(name) void test_##name(struct test_run *test);
#include "gen/unit_tests.def"
#undef TEST_ENTRY

static const struct {
	const char *name;
	void (*run)(struct test_run *test);
} tests[] = {
#define TEST_ENTRY(name) {#name, test_##name},
#include "gen/unit_tests.def"
#undef TEST_ENTRY
};

struct call {
	void (*run)(struct test_run *test);
	struct test_run *test;
};

static void run_protected(void *context)
{
	struct call *call = context;

	call->run(call->test);
}

static bool run_one(size_t i)
{
	struct test_run test = {.name = tests[i].name, .arena = arena_new(allocator_libc, 0)};
	struct call call = {tests[i].run, &test};

	if (!test.arena || !arena_protect(test.arena, run_protected, &call)) {
		fprintf(stderr, "%s: ran out of memory\n", test.name);
		test.failures++;
	}
	arena_free(test.arena);
	return test.failures == 0;
}

/* Whether the arguments want a test: a name that contains one of them; or, with a minus in front,
 * none of them. */
static bool is_wanted(const char *name, char **arguments)
{
	bool wanted = !*arguments || **arguments == '-';

	for (; *arguments; arguments++) {
		bool without = **arguments == '-';
		if (strstr(name, *arguments + without))
			wanted = !without;
	}
	return wanted;
}

int main(int argc, char **argv)
{
	unsigned passed = 0, failed = 0;

	(void)argc;
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
		if (!is_wanted(tests[i].name, argv + 1))
			continue;
		if (run_one(i))
			passed++;
		else
			failed++;
	}
	printf("unit: %u passed, %u failed\n", passed, failed);
	return failed || !passed ? EXIT_FAILURE : EXIT_SUCCESS;
}
