#include "cli/jobs.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* As large as the first thread's usually is, whatever the limits of the shell say. */
enum { WAITING_EACH = 4, STACK_SIZE = 8 * 1024 * 1024 };

struct run {
	const struct jobs *jobs;
	pthread_mutex_t lock;
	pthread_cond_t taken_one;
	/* All below is for whoever holds the lock; a result is its worker's until it is ready, then
	 * its taker's. */
	size_t next, end; /* what is begun next; where to stop */
	size_t taken;	  /* how many were taken */
	bool taking;	  /* somebody is at it */
	size_t window;
	char *results;
	bool *ready;
};

struct worker {
	struct run *run;
	void *state;
	pthread_t thread;
	bool started;
};

static void *result_of(const struct run *run, size_t index)
{
	return run->results + index % run->window * run->jobs->result_size;
}

/* Takes all that is ready, in order. */
static void take_ready(struct run *run)
{
	const struct jobs *jobs = run->jobs;

	if (run->taking)
		return;
	run->taking = true;
	while (run->taken < run->next && run->ready[run->taken % run->window]) {
		size_t index = run->taken;
		bool more;
		pthread_mutex_unlock(&run->lock);
		more = jobs->take(jobs->context, index, result_of(run, index));
		memset(result_of(run, index), 0, jobs->result_size);
		pthread_mutex_lock(&run->lock);
		run->ready[index % run->window] = false;
		run->taken++;
		if (!more)
			run->end = run->next;
		pthread_cond_broadcast(&run->taken_one);
	}
	run->taking = false;
}

static void *work(void *context)
{
	struct worker *worker = context;
	struct run *run = worker->run;
	const struct jobs *jobs = run->jobs;

	pthread_mutex_lock(&run->lock);
	for (;;) {
		size_t index;
		while (run->next < run->end && run->next - run->taken >= run->window)
			pthread_cond_wait(&run->taken_one, &run->lock);
		if (run->next >= run->end)
			break;
		index = run->next++;
		pthread_mutex_unlock(&run->lock);
		jobs->work(jobs->context, worker->state, index, result_of(run, index));
		pthread_mutex_lock(&run->lock);
		run->ready[index % run->window] = true;
		take_ready(run);
	}
	pthread_mutex_unlock(&run->lock);
	if (jobs->end)
		jobs->end(worker->state);
	return NULL;
}

/* A thread that cannot be had is done without. */
static void start_workers(struct worker *workers, unsigned count)
{
	pthread_attr_t attributes;

	if (count < 2 || pthread_attr_init(&attributes) != 0)
		return;
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	for (unsigned i = 1; i < count; i++)
		workers[i].started =
			pthread_create(&workers[i].thread, &attributes, work, &workers[i]) == 0;
	pthread_attr_destroy(&attributes);
}

static void run_workers(struct run *run, struct worker *workers, char *states, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		workers[i] =
			(struct worker){.run = run, .state = states + i * run->jobs->state_size};
	start_workers(workers, count);
	work(&workers[0]);
	for (unsigned i = 1; i < count; i++)
		if (workers[i].started)
			pthread_join(workers[i].thread, NULL);
}

bool jobs_run(const struct jobs *jobs)
{
	unsigned count = jobs->count < jobs->threads ? (unsigned)jobs->count : jobs->threads;
	struct run run = {.jobs = jobs, .end = jobs->count};
	struct worker *workers;
	char *states;
	bool begun;

	count = count ? count : 1;
	run.window = (size_t)count * WAITING_EACH;
	run.results = calloc(run.window, jobs->result_size);
	run.ready = calloc(run.window, sizeof *run.ready);
	states = calloc(count, jobs->state_size);
	workers = calloc(count, sizeof *workers);
	begun = run.results && run.ready && states && workers;
	pthread_mutex_init(&run.lock, NULL);
	pthread_cond_init(&run.taken_one, NULL);
	if (begun)
		run_workers(&run, workers, states, count);
	pthread_cond_destroy(&run.taken_one);
	pthread_mutex_destroy(&run.lock);
	free(workers);
	free(states);
	free(run.ready);
	free(run.results);
	return begun;
}

unsigned jobs_processors(void)
{
	cpu_set_t set;
	long online = sysconf(_SC_NPROCESSORS_ONLN);

	if (sched_getaffinity(0, sizeof set, &set) == 0)
		online = CPU_COUNT(&set);
	return online > 1 ? (unsigned)online : 1;
}
