/* diff: two drafts of one contract, and what changed between them. */
#include "base/file.h"
#include "cli/config.h"
#include "cli/contract.h"
#include "cli/outputs.h"

#include <string.h>

static bool read_draft(const struct cli *cli, const char *path, struct buffer *buffer,
		       struct clint_draft *draft)
{
	struct contract contract = {.path = path, .real = path};
	size_t max = cli->check.max_bytes ? cli->check.max_bytes : CLINT_MAX_BYTES;
	struct error error;

	draft->name = strcmp(path, "-") == 0 ? "<stdin>" : path;
	if (!contract_read(buffer, &contract, max, &error)) {
		say("%s: %s", draft->name, error.message);
		return false;
	}
	draft->bytes = buffer->p;
	draft->size = buffer->n;
	return true;
}

/* The drafts are contracts, which no report may overwrite. */
static bool outputs_are_apart(struct cli *cli)
{
	struct contract drafts[2];
	struct walk walk = {.list = {drafts, 2, 2}};

	for (int i = 0; i < 2; i++) {
		const char *real = file_real(cli->arena, cli->operands.p[i]);
		drafts[i] = (struct contract){.path = cli->operands.p[i], .real = real ? real : ""};
	}
	return outputs_make_sense(cli, &walk);
}

static clint_diff *compare(struct cli *cli, const struct profile *profile)
{
	struct clint_options options = profile->cli.check;
	struct clint_draft old_draft, new_draft;
	struct buffer old_bytes = {0}, new_bytes = {0};
	struct clint_error error;
	clint_diff *diff = NULL;

	/* What was settled before is in both drafts, or is a change. */
	options.ledger = NULL;
	if (read_draft(cli, cli->operands.p[0], &old_bytes, &old_draft) &&
	    read_draft(cli, cli->operands.p[1], &new_bytes, &new_draft)) {
		diff = clint_compare(profile->pack, &old_draft, &new_draft, &options, &error);
		if (!diff)
			say("%s", error.message);
	}
	buffer_free(&old_bytes);
	buffer_free(&new_bytes);
	return diff;
}

/* --- output ---------------------------------------------------------------------------------- */

static bool write_report(struct cli *cli, const clint_pack *pack, const clint_diff *diff,
			 const struct output_wish *wish)
{
	struct clint_error error;
	struct target target;
	bool done;

	if (!target_open(&target, cli->arena, wish->file))
		return false;
	done = clint_diff_write(diff, pack, wish->format, target_write, &target, &error);
	if (!done && error.status == CLINT_USAGE)
		say_usage("%s", error.message);
	else if (!done && error.status != CLINT_IO)
		say("%s", error.message);
	return target_close(&target, done) && done;
}

static bool write_reports(struct cli *cli, const clint_pack *pack, const clint_diff *diff)
{
	bool all = true;

	for (uint32_t i = 0; i < cli->outputs.n; i++)
		all &= write_report(cli, pack, diff, &cli->outputs.p[i]);
	return all;
}

/* --- the command ----------------------------------------------------------------------------- */

static void say_summary(const struct clint_diff_summary *s)
{
	say("%zu clauses unchanged, %zu reworded, %zu added, %zu removed; findings new: %zu high, "
	    "%zu medium, changed: %zu high, %zu medium",
	    s->unchanged, s->reworded, s->added, s->removed, s->found_new[CLINT_HIGH],
	    s->found_new[CLINT_MEDIUM], s->found_changed[CLINT_HIGH],
	    s->found_changed[CLINT_MEDIUM]);
}

static int status_of(const struct cli *cli, const struct clint_diff_summary *summary)
{
	if (summary->incomplete) {
		say("%zu rules could not be finished; the report says where", summary->incomplete);
		return EXIT_TROUBLE;
	}
	for (int i = cli->fail_on; i <= CLINT_HIGH; i++)
		if (summary->found_new[i] || summary->found_changed[i])
			return EXIT_FINDINGS;
	return EXIT_CLEAN;
}

static int compare_and_write(struct cli *cli, const struct profile *profile)
{
	clint_diff *diff = compare(cli, profile);
	struct clint_diff_summary summary;
	int status = EXIT_TROUBLE;

	if (diff && write_reports(cli, profile->pack, diff)) {
		clint_diff_summary(diff, &summary);
		if (!cli->quiet)
			say_summary(&summary);
		status = status_of(&profile->cli, &summary);
	}
	clint_diff_free(diff);
	return status;
}

/* The configuration of the new draft holds for both. */
int run_diff(struct cli *cli)
{
	struct configs *configs = configs_new(cli);
	const struct profile *profile = configs_for(configs, cli->operands.p[1]);
	int status = EXIT_TROUBLE;

	if (profile && outputs_settle(cli, clint_diff_format) && outputs_are_apart(cli))
		status = compare_and_write(cli, profile);
	configs_free(configs);
	return status;
}
