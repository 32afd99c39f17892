/* clauselint config: what holds for a contract and who said so; a file to start from. */
#include "base/visible.h"
#include "cli/config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { COMMENT_COLUMN = 44 };

static void put_origin(struct out *out, const struct cli *cli, unsigned option)
{
	static const char *const origins[] = {[ORIGIN_DEFAULT] = "default",
					      [ORIGIN_ENVIRONMENT] = "environment",
					      [ORIGIN_COMMAND_LINE] = "command line"};

	out_format(out, "# %s\n", origins[cli->origin[option]]);
}

static void put_place(struct out *out, struct origin_place at)
{
	out_str(out, STR("# "));
	out_visible(out, at.file);
	out_format(out, ":%u:%u\n", (unsigned)at.line, (unsigned)at.column);
}

/* Single quotes, which leave nothing inside but themselves to be doubled. */
static void put_scalar(struct out *out, const char *value)
{
	struct str text = str_from(value);

	out_char(out, '\'');
	for (size_t at = 0, end; at < text.n; at = end) {
		end = str_find(text, STR("'"), at);
		end = end < text.n ? end + 1 : text.n;
		out_visible(out, str_cut(text, at, end));
		if (text.p[end - 1] == '\'')
			out_char(out, '\'');
	}
	out_char(out, '\'');
}

static void put_value(struct out *out, const struct cli *cli, unsigned option)
{
	const struct option_row *row = &option_rows[option];
	const names *given = &cli->given[option];

	if (!given->n) {
		out_str(out, row->standard   ? str_from(row->standard)
			     : row->argument ? STR("none")
					     : STR("false"));
	} else if (!row->argument) {
		out_str(out, STR("true"));
	} else if (row->standard || row->kind == VALUE_FILE) {
		put_scalar(out, given->p[given->n - 1]);
	} else {
		for (uint32_t i = 0; i < given->n; i++) {
			out_str(out, i ? STR(", ") : STR("["));
			put_scalar(out, given->p[i]);
		}
		out_char(out, ']');
	}
}

static void align(struct out *out, uint64_t begin)
{
	size_t used = (size_t)(out->total - begin);

	out_repeat(out, ' ', used < COMMENT_COLUMN ? COMMENT_COLUMN - used : 1);
}

static void put_setting(struct out *out, const struct profile *profile, unsigned option)
{
	const char *name = option_rows[option].name;
	uint64_t begin = out->total;

	/* What has no value cannot stand in a configuration, nor can what is for one run. */
	if (!option_rows[option].configurable ||
	    (!profile->cli.given[option].n && !option_rows[option].standard))
		out_str(out, STR("# "));
	out_format(out, "%s: ", strcmp(name, "pack") == 0 ? "packs" : name);
	put_value(out, &profile->cli, option);
	align(out, begin);
	if (profile->from[option] && profile->cli.origin[option] == ORIGIN_CONFIGURATION)
		put_place(out, profile->from[option]->at.p[0]);
	else
		put_origin(out, &profile->cli, option);
}

static void put_rules(struct out *out, const struct profile *profile)
{
	if (profile->rules.n)
		out_str(out, STR("# rules, of which what comes later wins:\n"));
	for (uint32_t i = 0; i < profile->rules.n; i++) {
		const struct rule_setting *rule = &profile->rules.p[i];
		uint64_t begin = out->total;

		out_str(out, STR("#   "));
		out_visible(out, str_from(rule->change.rule));
		out_char(out, '.');
		out_visible(out, str_from(rule->change.key));
		out_str(out, STR(": "));
		put_scalar(out, rule->change.value);
		align(out, begin);
		put_place(out, rule->at[CLINT_CHANGE_VALUE]);
	}
}

static void put_globs(struct out *out, const char *key, const struct config *config)
{
	for (; config; config = config->base) {
		const names *globs = strcmp(key, "include") == 0 ? &config->include.written
								 : &config->exclude.written;
		for (uint32_t i = 0; i < globs->n; i++) {
			uint64_t begin = out->total;
			out_format(out, "# %s: ", key);
			put_scalar(out, globs->p[i]);
			align(out, begin);
			out_str(out, STR("# "));
			out_visible(out, config->file);
			out_char(out, '\n');
		}
	}
}

static void put_profile(struct out *out, const struct profile *profile, const char *path)
{
	out_str(out, STR("# What holds for "));
	out_visible(out, str_from(*path ? path : "contracts in this folder"));
	out_str(out, STR("\n# configuration: "));
	out_visible(out, profile->config ? profile->config->file : STR("none"));
	out_str(out, STR("\nclauselint: 1\n"));
	for (unsigned i = 0; i < option_count; i++)
		if (option_rows[i].configurable || profile->cli.origin[i] != ORIGIN_DEFAULT)
			put_setting(out, profile, i);
	put_rules(out, profile);
	put_globs(out, "include", profile->config);
	put_globs(out, "exclude", profile->config);
}

static int show(struct cli *cli)
{
	struct configs *configs = configs_new(cli);
	const char *path = cli->operands.n > 1 ? cli->operands.p[1] : "";
	const struct profile *profile = configs_for(configs, path);
	struct target target;
	struct out out;
	bool whole = false;

	if (profile) {
		target_open(&target, cli->arena, NULL);
		out_begin(&out, target_write, &target);
		put_profile(&out, profile, path);
		whole = target_close(&target, out_finish(&out));
	}
	configs_free(configs);
	return whole ? EXIT_CLEAN : EXIT_TROUBLE;
}

static const char starter[] =
	"# Configuration of clauselint for the contracts in this folder and below; see\n"
	"# clauselint.yml(5). \"clauselint config show FILE\" tells what holds for a contract.\n"
	"clauselint: 1\n"
	"\n"
	"# Rule packs: built-in names, or folders relative to this file.\n"
	"# packs: [core, saas, ./rules]\n"
	"\n"
	"# For whom contracts are read: customer, provider, or what they call a party.\n"
	"# side: customer\n"
	"\n"
	"# From which severity on a check fails: high, medium, low, info or never.\n"
	"fail-on: medium\n"
	"\n"
	"# Rules or categories that are not wanted.\n"
	"# ignore: [vague, BLK005]\n"
	"\n"
	"# Other severities and thresholds; \"clauselint explain LIA003\" shows what a rule has.\n"
	"# rules:\n"
	"#   LIA003: {severity: high, options: {max-percent: 20}}\n"
	"\n"
	"# In drafts, blanks are information.\n"
	"# overrides:\n"
	"# - {files: [\"drafts/**\"], stage: draft, fail-on: high}\n"
	"\n"
	"# exclude: [\"archive/**\"]\n"
	"# baseline: .clauselint-baseline.jsonl\n";

static int init(struct cli *cli)
{
	int fd = open(CONFIG_NAME, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	struct target target = {.file = CONFIG_NAME, .fd = fd};
	bool whole;

	if (cli->operands.n > 1)
		return say_usage("'config init' takes no file; it writes " CONFIG_NAME " here");
	if (fd < 0) {
		say(CONFIG_NAME ": cannot be created: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	whole = target_write(&target, starter, sizeof starter - 1) == 0;
	if (!target_close(&target, whole))
		return EXIT_TROUBLE;
	if (!cli->quiet)
		say("wrote " CONFIG_NAME);
	return EXIT_CLEAN;
}

int run_config(struct cli *cli)
{
	if (strcmp(cli->operands.p[0], "show") == 0)
		return show(cli);
	if (strcmp(cli->operands.p[0], "init") == 0)
		return init(cli);
	return say_usage("'config' has show and init, not '%s'", cli->operands.p[0]);
}
