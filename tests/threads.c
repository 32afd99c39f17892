/* One pack and one ledger shared by threads that check at the same time: what each gets must be,
 * byte for byte, what one thread alone gets. Built with MODE=tsan it also shows that nothing races.
 *
 * usage: threads [THREADS [FILE...]] */
#include "clauselint.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS_MAX = 64, FILES_MAX = 256, ROUNDS = 2 };

struct bytes {
	char *p;
	size_t n, room;
};

struct contract {
	const char *path;
	struct bytes text, alone; /* alone: the report that one thread made */
};

struct shared {
	const clint_pack *pack;
	const clint_ledger *ledger;
	struct contract *contracts;
	size_t count;
	pthread_barrier_t start;
};

struct worker {
	pthread_t thread;
	struct shared *shared;
	size_t first; /* contract: each thread begins with another */
	unsigned passed, failed;
};

static int append(void *context, const char *bytes, size_t size)
{
	struct bytes *to = context;

	if (to->n + size > to->room) {
		size_t room = 2 * (to->n + size);
		char *p = realloc(to->p, room);
		if (!p)
			return 1;
		to->p = p;
		to->room = room;
	}
	memcpy(to->p + to->n, bytes, size);
	to->n += size;
	return 0;
}

static bool read_file(const char *path, struct bytes *into)
{
	FILE *file = fopen(path, "rb");
	char piece[4096];
	size_t got;

	while (file && (got = fread(piece, 1, sizeof piece, file)) > 0)
		if (append(into, piece, got) != 0)
			break;
	return file && fclose(file) == 0 && into->n > 0;
}

/* The contract's report as JSON; false when there is none. */
static bool check(const struct shared *shared, const struct contract *contract, struct bytes *json)
{
	struct clint_options options = {.ledger = shared->ledger, .today = "2026-01-01"};
	struct clint_error error;
	clint_report *report;
	clint_writer *writer;
	bool good;

	writer = clint_writer_new(shared->pack, "json", &options, append, json, &error);
	report = clint_check(shared->pack, contract->path, contract->text.p, contract->text.n,
			     &options, &error);
	good = writer && report && clint_writer_add(writer, report, &error) &&
	       clint_writer_finish(writer, &error);
	if (!good)
		fprintf(stderr, "threads: %s: %s\n", contract->path, error.message);
	clint_report_free(report);
	clint_writer_free(writer);
	return good;
}

static void *work(void *context)
{
	struct worker *worker = context;
	struct shared *shared = worker->shared;

	pthread_barrier_wait(&shared->start);
	for (size_t i = 0; i < ROUNDS * shared->count; i++) {
		const struct contract *contract =
			&shared->contracts[(worker->first + i) % shared->count];
		struct bytes json = {0};
		bool same = check(shared, contract, &json) && json.n == contract->alone.n &&
			    memcmp(json.p, contract->alone.p, json.n) == 0;
		if (!same)
			fprintf(stderr, "threads: %s: not what one thread gets\n", contract->path);
		same ? worker->passed++ : worker->failed++;
		free(json.p);
	}
	return NULL;
}

static bool run(struct shared *shared, size_t threads)
{
	struct worker workers[THREADS_MAX];
	unsigned passed = 0, failed = 0;

	pthread_barrier_init(&shared->start, NULL, (unsigned)threads);
	for (size_t i = 0; i < threads; i++) {
		workers[i] =
			(struct worker){.shared = shared, .first = i * shared->count / threads};
		if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
			exit(EXIT_FAILURE);
	}
	for (size_t i = 0; i < threads; i++) {
		pthread_join(workers[i].thread, NULL);
		passed += workers[i].passed;
		failed += workers[i].failed;
	}
	pthread_barrier_destroy(&shared->start);
	printf("threads: %u passed, %u failed\n", passed, failed);
	return failed == 0 && passed > 0;
}

/* A ledger that has something to say: every acceptance names a rule and any file. */
static clint_ledger *make_ledger(struct clint_error *error)
{
	static const char accepted[] =
		"- {rule: REN001, file: '**', text: '自动,续', reason: 试}\n"
		"- {rule: SUS001, file: '**', text: '乙方,停止', reason: 试}\n";
	clint_ledger *ledger = clint_ledger_new(NULL, error);

	if (ledger)
		clint_ledger_add_acceptances(ledger, "accept.yml", accepted, sizeof accepted - 1,
					     error);
	return ledger;
}

/* What one thread gets comes from a pack of its own, so that the shared one is still cold when the
 * threads start: patterns are compiled, and compiled again, while all of them look. */
static bool check_alone(struct shared *shared)
{
	clint_pack *own = clint_pack_load(NULL, 0, NULL, NULL);
	struct shared alone = *shared;
	bool good = own != NULL;

	alone.pack = own;
	for (size_t i = 0; good && i < shared->count; i++)
		good = check(&alone, &shared->contracts[i], &shared->contracts[i].alone);
	clint_pack_free(own);
	return good;
}

int main(int argc, char **argv)
{
	static struct contract contracts[FILES_MAX];
	struct clint_error error;
	clint_pack *pack = clint_pack_load(NULL, 0, NULL, &error);
	clint_ledger *ledger = make_ledger(&error);
	struct shared shared = {.pack = pack, .ledger = ledger, .contracts = contracts};
	int threads = argc > 1 ? atoi(argv[1]) : 0;
	bool good = pack && ledger && error.status == CLINT_OK && argc > 2 &&
		    argc - 2 <= FILES_MAX && threads > 0 && threads <= THREADS_MAX;

	for (int i = 2; good && i < argc; i++) {
		contracts[shared.count].path = argv[i];
		good = read_file(argv[i], &contracts[shared.count++].text);
	}
	if (!good)
		fprintf(stderr, "threads: %s\n",
			error.message[0] ? error.message : "usage: threads THREADS FILE...");
	good = good && check_alone(&shared) && run(&shared, (size_t)threads);
	for (size_t i = 0; i < shared.count; i++) {
		free(contracts[i].text.p);
		free(contracts[i].alone.p);
	}
	clint_ledger_free(ledger);
	clint_pack_free(pack);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
