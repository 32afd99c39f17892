/* The unit tests' few words.
 *
 *	TEST(arena_grows_in_place) { CHECK(p == q); }
 *
 * Every TEST in tests/unit/ is found by the build (a list is generated) and runs in one program; an
 * argument runs only the tests whose names contain it, with a minus in front all others. */
#ifndef CLAUSELINT_TEST_H
#define CLAUSELINT_TEST_H

#include <stdbool.h>
#include <stdio.h>
#include "base/arena.h"

struct test_run {
	const char *name;
	struct arena *arena; /* new for every test */
	unsigned failures;
};

#define TEST(name) void test_##name(struct test_run *test)

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, test->name,         \
				#condition);                                                       \
			test->failures++;                                                          \
		}                                                                                  \
	} while (0)

#define CHECK_STR(got, want)                                                                       \
	do {                                                                                       \
		struct str got_ = (got), want_ = str_from(want);                                   \
		if (!str_equal(got_, want_)) {                                                     \
			fprintf(stderr, "%s:%d: %s: %s\n  got  \"%.*s\"\n  want \"%.*s\"\n",      \
				__FILE__, __LINE__, test->name, #got, STR_ARG(got_),               \
				STR_ARG(want_));                                                   \
			test->failures++;                                                          \
		}                                                                                  \
	} while (0)

#define CHECK_UINT(got, want)                                                                      \
	do {                                                                                       \
		unsigned long long got_ = (got), want_ = (want);                                   \
		if (got_ != want_) {                                                               \
			fprintf(stderr, "%s:%d: %s: %s: got %llu, want %llu\n", __FILE__,          \
				__LINE__, test->name, #got, got_, want_);                          \
			test->failures++;                                                          \
		}                                                                                  \
	} while (0)

#endif
