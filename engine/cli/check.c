/* check and outline: what is to be checked is found, checked and written, in the order of the
 * paths; one bad file does not stop the others. */
#include "base/visible.h"
#include "cli/cli.h"
#include "cli/contract.h"
#include "cli/jobs.h"
#include "cli/ledger.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "cli/tally.h"

#include <unistd.h>

struct run {
	struct cli *cli;
	struct configs *configs;
	const struct profile
		*common; /* of the current folder: what is said outside any one contract */
	struct walk walk;
	struct outputs outputs;
	struct tally tally;
	struct progress progress;
	bool stopped; /* nobody is left to read the reports */
};

/* --- one contract, on any thread ------------------------------------------------------------- */

struct result {
	clint_report *report; /* NULL: error says why */
	struct error error;
};

static void read_and_check(const struct contract *contract, struct buffer *buffer,
			   struct result *result)
{
	struct clint_options options = contract->profile->cli.check;
	size_t max = options.max_bytes ? options.max_bytes : CLINT_MAX_BYTES;
	struct clint_error error;

	options.ledger_path = contract->ledger_path;
	if (!contract_read(buffer, contract, max, &result->error))
		return;
	result->report = clint_check(contract->profile->pack, contract->path, buffer->p, buffer->n,
				     &options, &error);
	if (!result->report)
		error_set(&result->error, STATUS_USAGE, "%s", error.message);
}

static void work(void *context, void *state, size_t index, void *result)
{
	const struct run *run = context;
	const struct contract *contract = &run->walk.list.p[index];

	if (!contract->problem)
		read_and_check(contract, state, result);
}

static void end_worker(void *buffer)
{
	buffer_free(buffer);
}

/* --- what came of it, in order --------------------------------------------------------------- */

static void say_report(const clint_report *report)
{
	struct clint_summary summary;
	struct clint_text rule, clause;

	clint_report_summary(report, &summary);
	if (summary.refused)
		say("%.*s: %.*s", CLINT_ARG(summary.path), CLINT_ARG(summary.problem));
	for (size_t i = 0; clint_report_incomplete(report, i, &rule, &clause); i++)
		say("%.*s: rule %.*s could not be finished%s%.*s; the report says why",
		    CLINT_ARG(summary.path), CLINT_ARG(rule), clause.size ? " in " : "",
		    CLINT_ARG(clause));
}

struct taking {
	struct run *run;
	const struct contract *contract;
	const clint_report *report;
};

static void add_to_tally(void *context)
{
	struct taking *taking = context;

	tally_add(&taking->run->tally, taking->report, taking->contract->profile->cli.fail_on);
}

/* For --verbose. One that was refused has been named with the reason. */
static void name_report(const struct contract *contract, const clint_report *report)
{
	struct clint_summary summary;

	clint_report_summary(report, &summary);
	if (!summary.refused)
		say("%s: %u high, %u medium, %u low, %u info", contract->path,
		    (unsigned)summary.found[CLINT_HIGH], (unsigned)summary.found[CLINT_MEDIUM],
		    (unsigned)summary.found[CLINT_LOW], (unsigned)summary.found[CLINT_INFO]);
}

static bool take_report(struct run *run, const struct contract *contract,
			const clint_report *report)
{
	struct taking taking = {run, contract, report};

	say_report(report);
	if (run->cli->verbose)
		name_report(contract, report);
	if (!arena_protect(run->tally.arena, add_to_tally, &taking)) {
		say("there is not enough memory");
		run->tally.trouble = true;
	}
	settled_note(contract->profile->settled, report, contract->ledger_path);
	if (run->cli->watch)
		run->cli->watch(run->cli->watch_context, report, contract->profile->settled,
				contract->ledger_path);
	return run->cli->watch || outputs_add(&run->outputs, report);
}

static bool take_problem(struct run *run, const struct contract *contract, const char *problem)
{
	say("%s: %s", contract->path, problem);
	run->tally.skipped++;
	run->tally.trouble = true;
	return run->cli->watch || outputs_skip(&run->outputs, contract->path, problem);
}

static bool take(void *context, size_t index, void *taken)
{
	struct run *run = context;
	const struct contract *contract = &run->walk.list.p[index];
	struct result *result = taken;
	bool more = false;

	progress_clear(&run->progress);
	if (run->stopped)
		;
	else if (result->report)
		more = take_report(run, contract, result->report);
	else
		more = take_problem(run, contract,
				    contract->problem ? contract->problem : result->error.message);
	clint_report_free(result->report);
	run->stopped = !more;
	if (more)
		progress_show(&run->progress, index + 1);
	return more;
}

/* --- all of them ----------------------------------------------------------------------------- */

static void check_all(struct run *run)
{
	const struct cli *cli = run->cli;
	struct jobs jobs = {.count = run->walk.list.n,
			    /* Who watches does so on the thread that runs the command. */
			    .threads = cli->watch  ? 1
				       : cli->jobs ? cli->jobs
						   : jobs_processors(),
			    .state_size = sizeof(struct buffer),
			    .result_size = sizeof(struct result),
			    .context = run,
			    .work = work,
			    .take = take,
			    .end = end_worker};

	run->tally.by_rule = cli->statistics;
	run->progress = progress_begin(cli, run->walk.list.n);
	if (!jobs_run(&jobs)) {
		say("there is not enough memory");
		run->tally.trouble = true;
	}
	progress_clear(&run->progress);
}

static int check_and_write(struct run *run)
{
	struct cli *cli = run->cli;
	int settled, status;
	bool open;

	if (!outputs_make_sense(cli, &run->walk))
		return EXIT_TROUBLE;
	open = outputs_open(&run->outputs, cli, run->common);
	if (open)
		check_all(run);
	if (!outputs_close(&run->outputs, open))
		run->tally.trouble = true;
	if (!open)
		return EXIT_TROUBLE;
	if (cli->statistics && !run->stopped)
		tally_say_rules(&run->tally, cli->arena);
	if (!cli->quiet && !run->stopped)
		tally_say(&run->tally, &run->walk, cli->arena);
	settled = configs_settle(run->configs);
	status = tally_status(&run->tally);
	return status > settled ? status : settled;
}

/* As they are, for other programs to read; made harmless for a terminal. A name with a line break
 * would read as two. */
static void list_path(struct run *run, struct out *out, struct str path, bool harmless)
{
	if (str_contains(path, STR("\n"))) {
		say("%.*s: has a line break in its name, which a list cannot show", STR_ARG(path));
		run->tally.trouble = harmless = true;
	}
	if (harmless)
		out_visible(out, path);
	else
		out_str(out, path);
	out_char(out, '\n');
}

static int list_files(struct run *run)
{
	bool terminal = isatty(STDOUT_FILENO) == 1;
	struct target target;
	struct out out;

	target_open(&target, run->cli->arena, NULL);
	out_begin(&out, target_write, &target);
	for (uint32_t i = 0; i < run->walk.list.n; i++) {
		const struct contract *contract = &run->walk.list.p[i];
		if (!contract->problem) {
			list_path(run, &out, str_from(contract->path), terminal);
			continue;
		}
		say("%s: %s", contract->path, contract->problem);
		run->tally.trouble = true;
	}
	if (!target_close(&target, out_finish(&out)) || run->tally.trouble)
		return EXIT_TROUBLE;
	return EXIT_CLEAN;
}

static void find_profile(struct run *run, struct contract *contract)
{
	if (contract->problem)
		return;
	contract->profile = configs_for(run->configs, contract->path);
	if (contract->profile)
		contract->ledger_path = settled_path(contract->profile->settled, contract->path);
	else
		contract->problem = "is not checked, since its configuration has mistakes";
}

/* A hook names whatever has changed; that none of it is to be checked is no failure then. */
static bool all_excluded(const struct run *run)
{
	const size_t *passed = run->walk.passed;

	return run->cli->force_exclude && passed[PASSED_IGNORED] + passed[PASSED_EXCLUDED];
}

static int run_on(struct run *run)
{
	struct cli *cli = run->cli;
	struct walk *walk = &run->walk;

	run->common = configs_for(run->configs, "");
	if (!run->common || !walk_all(cli, run->configs, walk))
		return EXIT_TROUBLE;
	for (uint32_t i = 0; i < walk->list.n; i++)
		find_profile(run, &walk->list.p[i]);
	if (!walk->list.n && !cli->allow_empty && !all_excluded(run)) {
		say("there is nothing to check");
		run->tally.trouble = true;
	}
	return cli->list_files ? list_files(run) : check_and_write(run);
}

int run_check(struct cli *cli)
{
	struct run run = {.cli = cli};
	int status;

	if (!cli->watch && !outputs_settle(cli, clint_format))
		return EXIT_TROUBLE;
	wish_step_summary(cli);
	run.tally.arena = arena_new(allocator_libc, 0);
	if (!run.tally.arena)
		arena_fail(cli->arena);
	cli->check.keep = outputs_needs(cli);
	run.configs = cli->configs ? cli->configs : configs_new(cli);
	status = run_on(&run);
	if (!cli->configs)
		configs_free(run.configs);
	arena_free(run.tally.arena);
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
	return run_check(cli);
}
