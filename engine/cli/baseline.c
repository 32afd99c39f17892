/* baseline create, prune, show: what there is now, written down. */
#include "base/visible.h"
#include "cli/config.h"
#include "cli/ledger.h"
#include "data/json.h"

#include <stdlib.h>
#include <string.h>

/* A line of the file: its values, in the order of its keys, by all but the last of which it is
 * sorted. */
static const char *const keys[] = {"file", "rule", "clause", "text", "fp", "ctx"};
enum { KEYS = sizeof keys / sizeof keys[0] };
struct line {
	struct str values[KEYS];
};

struct baseline_run {
	struct cli *cli;
	struct settled *settled;
	VEC(struct line) lines;
	bool *dropped; /* by finding of the old baseline */
	size_t known, added;
	bool foreign; /* something was left out */
};

/* --- the file -------------------------------------------------------------------------------- */

static int by_words(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = 0;

	for (size_t i = 0; i + 1 < KEYS && !order; i++)
		order = str_compare(x->values[i], y->values[i]);
	return order;
}

static void write_line(struct out *out, const struct line *line)
{
	struct json json;

	json_begin(&json, out, false);
	json_object(&json);
	for (size_t i = 0; i < KEYS; i++) {
		json_key(&json, keys[i]);
		json_str(&json, line->values[i]);
	}
	json_object_end(&json);
	out_char(out, '\n');
}

static bool write_lines(struct baseline_run *run)
{
	struct target target;
	struct out out;

	if (run->lines.n)
		qsort(run->lines.p, run->lines.n, sizeof *run->lines.p, by_words);
	if (!target_open(&target, run->cli->arena, run->settled->baseline))
		return false;
	out_begin(&out, target_write, &target);
	for (uint32_t i = 0; i < run->lines.n; i++)
		if (i == 0 || by_words(&run->lines.p[i - 1], &run->lines.p[i]) != 0)
			write_line(&out, &run->lines.p[i]);
	return target_close(&target, out_finish(&out));
}

static struct str copy(struct baseline_run *run, struct clint_text text)
{
	return arena_str(run->cli->arena, (struct str){text.bytes, text.size});
}

/* What stays of the old baseline. */
static void keep_known(struct baseline_run *run)
{
	struct clint_known known;

	for (size_t i = 0; clint_ledger_known(run->settled->ledger, i, &known); i++)
		if (!run->dropped[i])
			*VEC_PUSH(run->cli->arena, &run->lines) = (struct line){
				{copy(run, known.file), copy(run, known.rule),
				 copy(run, known.clause), copy(run, known.text),
				 copy(run, known.fingerprint), copy(run, known.context)}};
}

/* --- runs ------------------------------------------------------------------------------------ */

/* Opens the baseline of the current folder's configuration. */
static bool load(struct baseline_run *run, bool may_lack)
{
	struct cli *cli = run->cli;
	const struct profile *profile;
	struct clint_known known;

	cli->may_lack_baseline = may_lack;
	cli->check.identify = true;
	cli->configs = configs_new(cli);
	profile = configs_for(cli->configs, "");
	if (!profile)
		return false;
	run->settled = profile->settled;
	while (clint_ledger_known(run->settled->ledger, run->known, &known))
		run->known++;
	run->dropped = ARENA_ARRAY(cli->arena, bool, run->known);
	return true;
}

/* Checks the operands behind the verb; false when something could not be checked. */
static bool check(struct baseline_run *run, watch_fn *watch)
{
	struct cli *cli = run->cli;

	memmove(cli->operands.p, cli->operands.p + 1, --cli->operands.n * sizeof *cli->operands.p);
	cli->watch = watch;
	cli->watch_context = run;
	cli->quiet = true;
	return run_check(cli) != EXIT_TROUBLE && !run->foreign;
}

/* What lies under a configuration of its own is settled there. */
static bool is_ours(struct baseline_run *run, const clint_report *report,
		    const struct settled *settled)
{
	struct clint_summary summary;

	if (settled == run->settled)
		return true;
	clint_report_summary(report, &summary);
	say("%.*s: is left out, since its baseline is %s; run 'baseline' in that folder",
	    CLINT_ARG(summary.path), settled->baseline);
	run->foreign = true;
	return false;
}

/* Drops what the old baseline has of a contract, under either of its names. */
static void drop_file(struct baseline_run *run, struct str name)
{
	struct clint_known known;

	for (size_t i = 0; clint_ledger_known(run->settled->ledger, i, &known); i++)
		if (str_equal((struct str){known.file.bytes, known.file.size}, name))
			run->dropped[i] = true;
}

/* What is accepted stays out, so that it is back when its last day has gone by. */
static void take_all(void *context, const clint_report *report, struct settled *settled,
		     const char *path)
{
	struct baseline_run *run = context;
	struct clint_summary summary;
	struct clint_finding finding;
	struct clint_identity identity;
	struct str file = arena_str(run->cli->arena, str_from(path));

	clint_report_summary(report, &summary);
	if (summary.refused || !is_ours(run, report, settled))
		return;
	drop_file(run, file);
	if (summary.moved.size)
		drop_file(run, (struct str){summary.moved.bytes, summary.moved.size});
	for (size_t i = 0; clint_report_identity(report, i, &identity); i++) {
		clint_report_finding(report, i, &finding);
		if (finding.accepted)
			continue;
		run->added++;
		*VEC_PUSH(run->cli->arena, &run->lines) =
			(struct line){{file, copy(run, identity.rule), copy(run, identity.clause),
				       copy(run, identity.text), copy(run, identity.fingerprint),
				       copy(run, identity.context)}};
	}
}

static void take_gone(void *context, const clint_report *report, struct settled *settled,
		      const char *path)
{
	struct baseline_run *run = context;
	struct clint_gone gone;

	(void)path;
	if (!is_ours(run, report, settled))
		return;
	for (size_t i = 0; clint_report_gone(report, i, &gone); i++)
		run->dropped[gone.known] = true;
}

/* What the old baseline has of contracts that are there no more under any name. */
static void drop_missing(struct baseline_run *run)
{
	struct clint_known known;

	for (size_t i = 0; clint_ledger_known(run->settled->ledger, i, &known); i++)
		if (settled_file_gone(run->settled,
				      (struct str){known.file.bytes, known.file.size}))
			run->dropped[i] = true;
}

static size_t count_dropped(const struct baseline_run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->known; i++)
		n += run->dropped[i];
	return n;
}

/* --- the verbs ------------------------------------------------------------------------------- */

static int create(struct baseline_run *run)
{
	bool whole;

	if (run->cli->operands.n < 2)
		return say_usage("'baseline create' needs the contracts");
	if (!load(run, true))
		return EXIT_TROUBLE;
	whole = check(run, take_all);
	drop_missing(run);
	keep_known(run);
	if (!write_lines(run))
		return EXIT_TROUBLE;
	say("%s: %zu findings of these contracts, %u in all", run->settled->baseline, run->added,
	    run->lines.n);
	return whole ? EXIT_CLEAN : EXIT_TROUBLE;
}

static int prune(struct baseline_run *run)
{
	bool whole = true;
	size_t dropped;

	if (!load(run, false))
		return EXIT_TROUBLE;
	if (run->cli->operands.n > 1)
		whole = check(run, take_gone);
	drop_missing(run);
	dropped = count_dropped(run);
	keep_known(run);
	if (dropped && !write_lines(run))
		return EXIT_TROUBLE;
	say("%s: %zu taken out, %u left", run->settled->baseline, dropped, run->lines.n);
	return whole ? EXIT_CLEAN : EXIT_TROUBLE;
}

static void print_text(struct out *out, struct clint_text text)
{
	out_visible(out, (struct str){text.bytes, text.size});
}

static bool is_asked_for(const struct baseline_run *run, struct clint_text file)
{
	const struct cli *cli = run->cli;

	for (uint32_t i = 1; i < cli->operands.n; i++)
		if (str_equal(str_from(settled_path(run->settled, cli->operands.p[i])),
			      (struct str){file.bytes, file.size}))
			return true;
	return cli->operands.n < 2;
}

static int show(struct baseline_run *run)
{
	struct clint_known known;
	struct target target;
	struct out out;

	if (!load(run, false))
		return EXIT_TROUBLE;
	target_open(&target, run->cli->arena, NULL);
	out_begin(&out, target_write, &target);
	for (size_t i = 0; clint_ledger_known(run->settled->ledger, i, &known); i++) {
		if (!is_asked_for(run, known.file))
			continue;
		print_text(&out, known.file);
		out_format(&out, ": %.*s  %.*s  ", CLINT_ARG(known.rule),
			   CLINT_ARG(known.fingerprint));
		print_text(&out, known.clause);
		out_str(&out, known.clause.size && known.text.size ? STR(" › ") : STR_NONE);
		print_text(&out, known.text);
		out_char(&out, '\n');
	}
	return target_close(&target, out_finish(&out)) ? EXIT_CLEAN : EXIT_TROUBLE;
}

int run_baseline(struct cli *cli)
{
	static const struct {
		const char *name;
		int (*run)(struct baseline_run *run);
	} verbs[] = {{"create", create}, {"prune", prune}, {"show", show}};
	struct baseline_run run = {.cli = cli};

	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(cli->operands.p[0], verbs[i].name) == 0) {
			int status = verbs[i].run(&run);
			configs_free(cli->configs);
			return status;
		}
	return say_usage("'baseline' does create, prune or show, not '%s'", cli->operands.p[0]);
}
