/* check and outline: every file is read, checked and written; one bad file does not stop the
 * others. */
#include "base/file.h"
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct output {
	struct target target;
	clint_writer *writer;
};

struct job {
	struct cli *cli;
	clint_pack *pack;
	struct output *outputs;
	uint32_t output_count;
	struct settled *settled;
	size_t files, clauses, skipped, incomplete;
	size_t found[4];
	bool trouble;
};

/* --- outputs --------------------------------------------------------------------------------- */

static const char *format_of(const char *file)
{
	const char *dot = file ? strrchr(file, '.') : NULL;
	struct clint_format format;

	for (size_t i = 0; dot && clint_format(i, &format); i++)
		if (strcmp(dot + 1, format.extension) == 0)
			return format.name;
	return "markdown";
}

static const char *format_wished(const struct output_wish *wish)
{
	return wish->format ? wish->format : format_of(wish->file);
}

/* What the reports of this run need, or-ed. */
static unsigned needs_of(const struct cli *cli)
{
	struct clint_format format;
	unsigned needs = 0;

	for (size_t i = 0; clint_format(i, &format); i++)
		for (uint32_t j = 0; j < cli->outputs.n; j++)
			if (strcmp(format_wished(&cli->outputs.p[j]), format.name) == 0)
				needs |= format.needs;
	return needs;
}

static bool same_file(const char *a, const char *b)
{
	struct stat about_a, about_b;

	return stat(a, &about_a) == 0 && stat(b, &about_b) == 0 &&
	       about_a.st_dev == about_b.st_dev && about_a.st_ino == about_b.st_ino &&
	       S_ISREG(about_a.st_mode);
}

/* No contract is ever written to, and no two reports into one file. */
static bool outputs_make_sense(struct cli *cli)
{
	for (uint32_t i = 0; i < cli->outputs.n; i++) {
		const char *file = cli->outputs.p[i].file;
		for (uint32_t j = 0; j < cli->operands.n && file; j++)
			if (same_file(file, cli->operands.p[j])) {
				say_usage("%s is a contract; the report would overwrite it", file);
				return false;
			}
		for (uint32_t j = 0; j < i; j++) {
			const char *other = cli->outputs.p[j].file;
			if (file && other ? strcmp(file, other) == 0 : file == other) {
				say_usage("two reports cannot go to %s",
					  file ? file : "standard output");
				return false;
			}
		}
	}
	return true;
}

static bool open_outputs(struct job *job)
{
	struct cli *cli = job->cli;
	bool all = true;

	job->outputs = ARENA_ARRAY(cli->arena, struct output, cli->outputs.n);
	for (uint32_t i = 0; i < cli->outputs.n; i++) {
		const struct output_wish *wish = &cli->outputs.p[i];
		struct output *output = &job->outputs[i];
		const char *format = format_wished(wish);
		struct clint_error error;
		output->target.fd = -1;
		output->writer = clint_writer_new(job->pack, format, &cli->check, target_write,
						  &output->target, &error);
		job->output_count++;
		if (!output->writer)
			say("%s", error.message);
		all &= output->writer && target_open(&output->target, cli->arena, wish->file);
	}
	return all;
}

static void close_outputs(struct job *job, bool whole)
{
	for (uint32_t i = 0; i < job->output_count; i++) {
		struct output *output = &job->outputs[i];
		bool finished = whole && clint_writer_finish(output->writer, NULL);
		if (!target_close(&output->target, finished))
			job->trouble = true;
		clint_writer_free(output->writer);
	}
}

/* --- files ----------------------------------------------------------------------------------- */

static void skip_file(struct job *job, const char *path, const char *reason)
{
	say("%s: %s", path, reason);
	job->skipped++;
	job->trouble = true;
	for (uint32_t i = 0; i < job->output_count; i++)
		job->trouble |= !clint_writer_skip(job->outputs[i].writer, path, reason, NULL);
}

static void say_incomplete(struct job *job, const clint_report *report, struct clint_text path)
{
	struct clint_text rule, clause;

	for (size_t i = 0; clint_report_incomplete(report, i, &rule, &clause); i++) {
		say("%.*s: rule %.*s could not be finished in '%.*s'", CLINT_ARG(path),
		    CLINT_ARG(rule), CLINT_ARG(clause));
		job->incomplete++;
		job->trouble = true;
	}
}

static void take_report(struct job *job, const clint_report *report, const char *ledger_path)
{
	struct clint_summary summary;

	clint_report_summary(report, &summary);
	if (summary.refused) {
		say("%.*s: %.*s", CLINT_ARG(summary.path), CLINT_ARG(summary.problem));
		job->skipped++;
		job->trouble = true;
	}
	say_incomplete(job, report, summary.path);
	settled_note(job->settled, report, ledger_path);
	if (job->cli->watch)
		job->cli->watch(job->cli->watch_context, report, ledger_path);
	job->files += !summary.refused;
	job->clauses += summary.clauses;
	for (int i = 0; i < 4; i++)
		job->found[i] += summary.found[i];
	for (uint32_t i = 0; i < job->output_count; i++)
		job->trouble |= !clint_writer_add(job->outputs[i].writer, report, NULL);
}

struct one_file {
	struct job *job;
	struct arena *arena;
	const char *path;
};

static void check_file(void *context)
{
	struct one_file *file = context;
	struct job *job = file->job;
	struct clint_options options = job->cli->check;
	size_t max = options.max_bytes ? options.max_bytes : CLINT_MAX_BYTES;
	const char *name = strcmp(file->path, "-") == 0 ? "<stdin>" : file->path;
	struct clint_error problem;
	struct error error;
	clint_report *report;
	struct str bytes;

	if (!file_read(file->arena, file->path, max, &bytes, &error)) {
		skip_file(job, name, error.message);
		return;
	}
	options.ledger_path = settled_path(job->settled, file->arena, file->path);
	report = clint_check(job->pack, name, bytes.p, bytes.n, &options, &problem);
	if (report)
		take_report(job, report, options.ledger_path);
	else
		skip_file(job, name, problem.message);
	clint_report_free(report);
}

static void check_path(struct job *job, const char *path)
{
	struct one_file file = {job, arena_new(allocator_libc, 0), path};

	if (!file.arena || !arena_protect(file.arena, check_file, &file))
		skip_file(job, path, "there is not enough memory");
	arena_free(file.arena);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void check_all(struct job *job)
{
	names *paths = &job->cli->operands;

	qsort(paths->p, paths->n, sizeof *paths->p, by_path);
	for (uint32_t i = 0; i < paths->n; i++)
		if (i == 0 || strcmp(paths->p[i - 1], paths->p[i]) != 0)
			check_path(job, paths->p[i]);
}

/* --- the command ----------------------------------------------------------------------------- */

static void say_summary(const struct job *job)
{
	say("%zu file%s, %zu clauses: %zu high, %zu medium, %zu low, %zu info; %zu not checked",
	    job->files, job->files == 1 ? "" : "s", job->clauses, job->found[CLINT_HIGH],
	    job->found[CLINT_MEDIUM], job->found[CLINT_LOW], job->found[CLINT_INFO], job->skipped);
}

static int status_of(const struct job *job)
{
	if (job->trouble)
		return EXIT_TROUBLE;
	for (int i = job->cli->fail_on; i <= CLINT_HIGH; i++)
		if (job->found[i])
			return EXIT_FINDINGS;
	return EXIT_CLEAN;
}

static bool options_are_valid(const struct job *job)
{
	struct clint_error error;

	if (clint_options_valid(job->pack, &job->cli->check, &error))
		return true;
	say_usage("%s", error.message);
	return false;
}

static int run_job(struct job *job)
{
	struct cli *cli = job->cli;
	bool open = open_outputs(job);
	int settled;

	if (open)
		check_all(job);
	close_outputs(job, open);
	if (!open)
		return EXIT_TROUBLE;
	if (!cli->quiet)
		say_summary(job);
	settled = settled_finish(job->settled, job->pack);
	return status_of(job) > settled ? status_of(job) : settled;
}

int run_check(struct cli *cli)
{
	struct settled settled = {0};
	struct job job = {.cli = cli, .settled = cli->settled ? cli->settled : &settled};
	int status = EXIT_TROUBLE;

	if (!cli->outputs.n && !cli->watch)
		*VEC_PUSH(cli->arena, &cli->outputs) = (struct output_wish){NULL, NULL};
	cli->check.keep = needs_of(cli);
	cli->check.select = cli->select.p;
	cli->check.select_count = cli->select.n;
	cli->check.ignore = cli->ignore.p;
	cli->check.ignore_count = cli->ignore.n;
	job.pack = load_packs(cli);
	if (job.pack && (cli->settled || settled_load(&settled, cli, ".", false)) &&
	    options_are_valid(&job) && outputs_make_sense(cli))
		status = run_job(&job);
	settled_free(&settled);
	clint_pack_free(job.pack);
	return status;
}

int run_outline(struct cli *cli)
{
	if (!cli->outputs.n)
		*VEC_PUSH(cli->arena, &cli->outputs) = (struct output_wish){NULL, NULL};
	for (uint32_t i = 0; i < cli->outputs.n; i++)
		cli->outputs.p[i].format = "outline";
	cli->fail_on = CLINT_HIGH + 1;
	cli->quiet = true;
	cli->settled = &(struct settled){.cli = cli};
	return run_check(cli);
}
