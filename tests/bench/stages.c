/* Times every stage of a check, one by one, and counts what it takes from the allocator.
 *
 * usage: stages [--pack=FOLDER] [--one-line] FILE...     (for tests/bench/measure.py)
 *        stages [--pack=FOLDER] --patterns               prints what the rules look for, one
 * pattern a line
 *
 * The engine is called as pipeline.c calls it, with an arena of its own for every file. Times are
 * processor time of this thread, so that other work on the machine disturbs them little. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "builtin.h"
#include "detect/keep.h"
#include "judge/fingerprint.h"
#include "judge/side.h"
#include "report/build.h"
#include "report/format.h"

enum stage { READ, NORMALISE, SEGMENT, SURVEY, DETECT, JUDGE, BUILD, RENDER, STAGES };

static const char *const stage_names[STAGES] = {"read, decode", "normalise",  "segment",
						"survey",	"detect",     "judge",
						"build report", "render json"};

/* What the allocator was asked for. */
struct usage {
	uint64_t calls, now, most;
};

struct bench {
	const struct pack *pack;
	struct usage usage;
	uint64_t bytes, written;
	uint32_t files, findings;
	double seconds[STAGES];
	uint64_t calls[STAGES], grown[STAGES];
	enum stage stage;
	double since;
	uint64_t calls_before, now_before;
};

/* --- memory ---------------------------------------------------------------------------------- */

struct block {
	size_t size;
	_Alignas(16) char data[];
};

static void *counting_resize(void *context, void *data, size_t size)
{
	struct usage *usage = context;
	struct block *block = data ? (struct block *)((char *)data - sizeof *block) : NULL;

	usage->now -= block ? block->size : 0;
	if (size == 0) {
		free(block);
		return NULL;
	}
	block = realloc(block, sizeof *block + size);
	if (!block)
		return NULL;
	block->size = size;
	usage->calls++;
	usage->now += size;
	usage->most = usage->now > usage->most ? usage->now : usage->most;
	return block->data;
}

/* --- time ------------------------------------------------------------------------------------ */

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void begin(struct bench *bench, enum stage stage)
{
	bench->stage = stage;
	bench->calls_before = bench->usage.calls;
	bench->now_before = bench->usage.now;
	bench->since = now();
}

static void end(struct bench *bench)
{
	enum stage stage = bench->stage;

	bench->seconds[stage] += now() - bench->since;
	bench->calls[stage] += bench->usage.calls - bench->calls_before;
	if (bench->usage.now > bench->now_before)
		bench->grown[stage] += bench->usage.now - bench->now_before;
}

/* --- one contract ---------------------------------------------------------------------------- */

static int count_bytes(void *bench, const char *bytes, size_t size)
{
	(void)bytes;
	((struct bench *)bench)->written += size;
	return 0;
}

static const struct format *json_format(void)
{
	uint32_t i = 0;

	while (i + 1 < format_count && str_compare(str_from(formats[i].name), STR("json")) != 0)
		i++;
	return &formats[i];
}

static void render(struct bench *bench, struct arena *arena, const struct report *report)
{
	const struct format *format = json_format();
	struct out *out = ARENA_NEW(arena, struct out);
	struct rendering *rendering = ARENA_NEW(arena, struct rendering);

	out_begin(out, count_bytes, bench);
	*rendering = (struct rendering){
		.out = out, .arena = arena, .scratch = arena, .pack = bench->pack};
	format->begin(rendering);
	format->add(rendering, report);
	format->end(rendering);
	out_finish(out);
}

struct job {
	struct bench *bench;
	struct arena *arena;
	const char *path;
};

static void check(void *context)
{
	struct job *job = context;
	struct bench *bench = job->bench;
	struct arena *arena = job->arena;
	struct report *report = ARENA_NEW(arena, struct report);
	struct build_input input = {.pack = bench->pack, .auto_lang = true};
	struct subject subject;
	const struct findings *findings;
	struct arena *work = arena_sub(arena);
	struct error error = {0};
	struct side side;
	struct str bytes;

	begin(bench, READ);
	if (!file_read(arena, job->path, 0, &bytes, &error) ||
	    !(subject.source = source_read(arena, str_from(job->path), bytes, ENC_AUTO, &error))) {
		fprintf(stderr, "stages: %s: %s\n", job->path, error.message);
		exit(2);
	}
	end(bench);
	begin(bench, NORMALISE);
	subject.norm = normalise(arena, subject.source);
	end(bench);
	begin(bench, SEGMENT);
	subject.outline = segment(arena, subject.norm);
	end(bench);
	begin(bench, SURVEY);
	subject.facts = survey(arena, subject.norm, subject.outline);
	side_find(arena, &subject, STR_NONE, &side, &error);
	end(bench);
	begin(bench, DETECT);
	findings = findings_keep(
		arena, detect_with(work, bench->pack->plan, &subject, (struct known){{0}, NULL}));
	arena_empty(work);
	end(bench);
	begin(bench, JUDGE);
	findings = side_judge(arena, subject.facts, side, findings);
	input.fingerprints = fingerprints(arena, &subject, findings);
	end(bench);
	begin(bench, BUILD);
	report->arena = arena;
	input.subject = &subject;
	input.findings = findings;
	build_report(report, &input);
	end(bench);
	begin(bench, RENDER);
	render(bench, arena, report);
	end(bench);
	bench->files++;
	bench->bytes += bytes.n;
	bench->findings += findings->n;
}

static void check_file(struct bench *bench, const char *path)
{
	struct arena *arena = arena_new((struct allocator){counting_resize, &bench->usage}, 0);
	struct job job = {bench, arena, path};

	if (!arena || !arena_protect(arena, check, &job)) {
		fprintf(stderr, "stages: %s: there is not enough memory\n", path);
		exit(2);
	}
	arena_free(arena);
}

/* --- the pack -------------------------------------------------------------------------------- */

struct load {
	struct arena *arena;
	const char *folder; /* NULL: the packs that are built in */
	const struct pack *pack;
};

static void load_pack(void *context)
{
	struct load *load = context;
	struct arena *arena = load->arena;
	uint32_t n = pack_builtin_count;
	struct pack_folder *folders = ARENA_ARRAY(arena, struct pack_folder, n + 1);
	struct mistakes mistakes = {.arena = arena};

	if (!load->folder) {
		load->pack = builtin_open(arena, &builtin_images[builtin_image_count - 1])->pack;
		return;
	}
	for (uint32_t i = 0; i < n; i++)
		folders[i] = pack_builtins[i];
	if (pack_read_folder(arena, load->folder, &folders[n], &mistakes))
		load->pack = pack_load(arena, folders, n + 1, &mistakes);
	if (load->pack)
		load->pack = plan_into_pack(arena, load->pack);
	for (uint32_t i = 0; i < mistakes.list.n && !load->pack; i++)
		fprintf(stderr, "stages: %.*s:%u: %.*s\n", STR_ARG(mistakes.list.p[i].file),
			mistakes.list.p[i].line, STR_ARG(mistakes.list.p[i].message));
}

/* --- what is printed ------------------------------------------------------------------------- */

/* Those that find places; guards and checklists only look again where these have found something.
 */
static void print_patterns(const struct pack *pack)
{
	for (uint32_t i = 0; i < pack->rule_count; i++) {
		struct patterns any = pack->rules[i].detect.any;

		for (uint32_t k = 0; k < any.n; k++)
			printf("%.*s\n", STR_ARG(any.p[k].expanded));
	}
}

static double total(const struct bench *bench)
{
	double sum = 0;

	for (int i = 0; i < STAGES; i++)
		sum += bench->seconds[i];
	return sum;
}

/* For programs: bytes, seconds of all stages and of detecting, the most memory, rules. */
static void print_line(const struct bench *bench)
{
	printf("%llu %.6f %.6f %llu %u\n", (unsigned long long)bench->bytes, total(bench),
	       bench->seconds[DETECT], (unsigned long long)bench->usage.most,
	       bench->pack->rule_count);
}

static void print_table(const struct bench *bench)
{
	double all = total(bench), mega = (double)bench->bytes / 1e6;

	printf("%-14s %10s %7s %12s %12s\n", "stage", "MB/s", "share", "allocations", "bytes/byte");
	for (int i = 0; i < STAGES; i++)
		printf("%-14s %10.1f %6.1f%% %12.1f %12.2f\n", stage_names[i],
		       mega / bench->seconds[i], bench->seconds[i] / all * 100,
		       (double)bench->calls[i] / bench->files,
		       (double)bench->grown[i] / (double)bench->bytes);
	printf("%-14s %10.1f\n", "all", mega / all);
	printf("%u files, %u findings, %llu bytes of report; detecting: %.0f ns per rule and KB\n",
	       bench->files, bench->findings, (unsigned long long)bench->written,
	       bench->seconds[DETECT] * 1e9 / bench->pack->rule_count /
		       ((double)bench->bytes / 1e3));
}

int main(int argc, char **argv)
{
	struct load load = {.arena = arena_new(allocator_libc, 0)};
	struct bench bench = {0};
	bool one_line = false, patterns = false;
	int first = 1;

	for (; first < argc && str_starts(str_from(argv[first]), STR("--")); first++) {
		one_line |= strcmp(argv[first], "--one-line") == 0;
		patterns |= strcmp(argv[first], "--patterns") == 0;
		if (str_starts(str_from(argv[first]), STR("--pack=")))
			load.folder = argv[first] + strlen("--pack=");
	}
	if (!load.arena || !arena_protect(load.arena, load_pack, &load) || !load.pack)
		return 2;
	bench.pack = load.pack;
	if (patterns)
		print_patterns(load.pack);
	for (int i = first; i < argc; i++)
		check_file(&bench, argv[i]);
	if (bench.files && one_line)
		print_line(&bench);
	else if (bench.files)
		print_table(&bench);
	arena_free(load.arena);
	return 0;
}
