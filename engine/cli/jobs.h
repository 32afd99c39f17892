/* Doing many things at a time and taking what comes of them in order.
 *
 * For the command line. Threads work on things number 0, 1, 2 …; whichever has the next result in
 * order takes it, and those behind it that are ready, while the others go on. No more than a few
 * results for each thread wait, so memory does not grow with the number of things. */
#ifndef CLAUSELINT_CLI_JOBS_H
#define CLAUSELINT_CLI_JOBS_H

#include <stdbool.h>
#include <stddef.h>

struct jobs {
	size_t count;
	unsigned threads;   /* at least 1, which is the one that calls */
	size_t state_size;  /* of what a thread keeps between its things; zeroed at first */
	size_t result_size; /* of one result; zeroed at first */
	void *context;
	/* On any thread, several at once. */
	void (*work)(void *context, void *state, size_t index, void *result);
	/* In order, one at a time, though not always on the same thread. false: nothing new is to
	 * be begun. What was begun is still taken. */
	bool (*take)(void *context, size_t index, void *result);
	void (*end)(void *state);
};

/* false when there was no memory to begin. */
bool jobs_run(const struct jobs *jobs);
/* How many processors this program may use, at least 1. */
unsigned jobs_processors(void);

#endif
