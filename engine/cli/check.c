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
		if (strcmp(dot + 1, format.extension) == 0 && !format.outline)
			return format.name;
	return "markdown";
}

/* Whether some report shows what is only kept when it is asked for. */
static bool need_outline(const struct cli *cli)
{
	struct clint_format format;

	for (size_t i = 0; clint_format(i, &format); i++)
		for (uint32_t j = 0; j < cli->outputs.n && format.outline; j++)
			if (cli->outputs.p[j].format &&
			    strcmp(cli->outputs.p[j].format, format.name) == 0)
				return true;
	return false;
}

static bool same_file(const char *a, const char *b)
{
	struct stat about_a, about_b;

	return stat(a, &about_a) == 0 && stat(b, &about_b) == 0 &&
	       about_a.st_dev == about_b.st_dev && about_a.st_ino == about_b.st_ino &&
	       S_ISREG(about_a.st_mode);
}

bool outputs_make_sense(struct cli *cli)
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
		const char *format = wish->format ? wish->format : format_of(wish->file);
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

static void take_report(struct job *job, const clint_report *report)
{
	struct clint_summary summary;

	clint_report_summary(report, &summary);
	if (summary.refused) {
		say("%.*s: %.*s", CLINT_ARG(summary.path), CLINT_ARG(summary.problem));
		job->skipped++;
		job->trouble = true;
	}
	say_incomplete(job, report, summary.path);
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
	const struct clint_options *options = &job->cli->check;
	size_t max = options->max_bytes ? options->max_bytes : CLINT_MAX_BYTES;
	const char *name = strcmp(file->path, "-") == 0 ? "<stdin>" : file->path;
	struct clint_error problem;
	struct error error;
	clint_report *report;
	struct str bytes;

	if (!file_read(file->arena, file->path, max, &bytes, &error)) {
		skip_file(job, name, error.message);
		return;
	}
	report = clint_check(job->pack, name, bytes.p, bytes.n, options, &problem);
	if (report)
		take_report(job, report);
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

int run_check(struct cli *cli)
{
	struct job job = {.cli = cli};
	bool open;

	if (!cli->outputs.n)
		*VEC_PUSH(cli->arena, &cli->outputs) = (struct output_wish){NULL, NULL};
	cli->check.outline = need_outline(cli);
	cli->check.select = cli->select.p;
	cli->check.select_count = cli->select.n;
	cli->check.ignore = cli->ignore.p;
	cli->check.ignore_count = cli->ignore.n;
	job.pack = load_packs(cli);
	if (!job.pack || !options_are_valid(&job) || !outputs_make_sense(cli)) {
		clint_pack_free(job.pack);
		return EXIT_TROUBLE;
	}
	open = open_outputs(&job);
	if (open)
		check_all(&job);
	close_outputs(&job, open);
	clint_pack_free(job.pack);
	if (open && !cli->quiet)
		say_summary(&job);
	return open ? status_of(&job) : EXIT_TROUBLE;
}

int run_outline(struct cli *cli)
{
	if (!cli->outputs.n)
		*VEC_PUSH(cli->arena, &cli->outputs) = (struct output_wish){NULL, NULL};
	for (uint32_t i = 0; i < cli->outputs.n; i++)
		cli->outputs.p[i].format = "outline";
	cli->fail_on = CLINT_HIGH + 1;
	cli->quiet = true;
	return run_check(cli);
}
