#include "test.h"

#include "cli/jobs.h"

#include <sched.h>

enum { THINGS = 3000 };

struct seen {
	size_t taken, out_of_order, wrong, stop_at;
};

static void square(void *context, void *state, size_t index, void *result)
{
	size_t *done = state;

	(void)context;
	++*done;
	/* Some are done long after those behind them. */
	for (size_t i = 0; i < index % 7 * 3; i++)
		sched_yield();
	*(size_t *)result = index * index + 1;
}

static bool take(void *context, size_t index, void *result)
{
	struct seen *seen = context;

	seen->out_of_order += index != seen->taken++;
	seen->wrong += *(size_t *)result != index * index + 1;
	return index != seen->stop_at;
}

static void run(struct test_run *test, struct seen *seen, size_t count, unsigned threads)
{
	struct jobs jobs = {.count = count,
			    .threads = threads,
			    .state_size = sizeof(size_t),
			    .result_size = sizeof(size_t),
			    .context = seen,
			    .work = square,
			    .take = take};

	CHECK(jobs_run(&jobs));
	CHECK_UINT(seen->out_of_order, 0);
	CHECK_UINT(seen->wrong, 0);
}

TEST(jobs_are_taken_in_order_whatever_the_threads)
{
	for (unsigned threads = 1; threads <= 9; threads += 2) {
		struct seen seen = {.stop_at = SIZE_MAX};
		run(test, &seen, THINGS, threads);
		CHECK_UINT(seen.taken, THINGS);
	}
}

TEST(jobs_may_be_none_or_one)
{
	for (size_t count = 0; count < 2; count++) {
		struct seen seen = {.stop_at = SIZE_MAX};
		run(test, &seen, count, 8);
		CHECK_UINT(seen.taken, count);
	}
}

TEST(jobs_end_when_nobody_takes_any_more)
{
	for (unsigned threads = 1; threads <= 9; threads += 4) {
		struct seen seen = {.stop_at = 100};
		run(test, &seen, THINGS, threads);
		CHECK(seen.taken > 100 && seen.taken <= 101 + 4 * threads);
	}
}
