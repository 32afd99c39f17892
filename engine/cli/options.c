/* The options, one table: read by the parser and printed by --help. */
#include "cli/cli.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 32, HELP_COLUMN = 30 };

static bool add_names(struct cli *cli, names *list, const char *value)
{
	struct str rest = str_from(value);

	while (rest.n) {
		size_t comma = str_find(rest, STR(","), 0);
		struct str name = str_trim(str_cut(rest, 0, comma));
		if (!name.n)
			return false;
		*VEC_PUSH(cli->arena, list) = arena_str(cli->arena, name).p;
		rest = comma == SIZE_MAX ? STR_NONE : str_cut(rest, comma + 1, rest.n);
	}
	return *value != 0;
}

static bool set_pack(struct cli *cli, const char *value)
{
	*VEC_PUSH(cli->arena, &cli->packs) = value;
	return *value != 0;
}

static bool set_select(struct cli *cli, const char *value)
{
	return add_names(cli, &cli->select, value);
}

static bool set_ignore(struct cli *cli, const char *value)
{
	return add_names(cli, &cli->ignore, value);
}

static bool set_type(struct cli *cli, const char *value)
{
	cli->check.type = value;
	return *value != 0;
}

static bool set_side(struct cli *cli, const char *value)
{
	cli->check.side = value;
	return *value != 0;
}

static bool set_min_severity(struct cli *cli, const char *value)
{
	return clint_severity_from_name(value, &cli->check.min_severity);
}

static bool set_fail_on(struct cli *cli, const char *value)
{
	enum clint_severity severity;

	if (strcmp(value, "never") == 0) {
		cli->fail_on = CLINT_HIGH + 1;
		return true;
	}
	if (!clint_severity_from_name(value, &severity))
		return false;
	cli->fail_on = (int)severity;
	return true;
}

static bool set_encoding(struct cli *cli, const char *value)
{
	cli->check.encoding = value;
	return *value != 0;
}

static bool set_lang(struct cli *cli, const char *value)
{
	cli->check.language = value;
	return *value != 0;
}

static bool set_format(struct cli *cli, const char *value)
{
	const char *equals = strchr(value, '=');
	struct str format =
		str_cut(str_from(value), 0, equals ? (size_t)(equals - value) : SIZE_MAX);

	if (!format.n || (equals && !equals[1]))
		return false;
	*VEC_PUSH(cli->arena, &cli->outputs) =
		(struct output_wish){arena_str(cli->arena, format).p, equals ? equals + 1 : NULL};
	return true;
}

static bool set_output(struct cli *cli, const char *value)
{
	*VEC_PUSH(cli->arena, &cli->outputs) = (struct output_wish){NULL, value};
	return *value != 0;
}

static bool set_max_bytes(struct cli *cli, const char *value)
{
	static const char units[] = "KMG";
	char *end;
	unsigned long long size = strtoull(value, &end, 10);
	const char *unit = *end ? strchr(units, *end) : NULL;
	unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;

	if (*value < '0' || *value > '9' || (*end && (!unit || end[1])) || size == 0 ||
	    size > (SIZE_MAX >> 1) >> shift)
		return false;
	cli->check.max_bytes = (size_t)size << shift;
	return true;
}

static bool set_quiet(struct cli *cli, const char *value)
{
	(void)value;
	cli->quiet = true;
	return true;
}

static bool set_help(struct cli *cli, const char *value)
{
	(void)value;
	cli->help = true;
	return true;
}

static bool set_version(struct cli *cli, const char *value)
{
	(void)value;
	cli->version = true;
	return true;
}

/* In the order of --help. A row with a heading begins a new section there. */
static const struct row {
	const char *heading;
	char letter;
	const char *name, *argument, *about;
	unsigned commands;
	bool (*set)(struct cli *cli, const char *value);
} rows[] = {
	{"Selection", 0, "pack", "NAME|DIR", "use this rule pack instead of core; repeatable",
	 ON_ALL, set_pack},
	{NULL, 0, "only", "RULE,...", "report these rules and no others", ON_CHECK | ON_DIFF, set_select},
	{NULL, 0, "select", "CATEGORY|RULE,...", "the same for whole categories too", ON_CHECK | ON_DIFF,
	 set_select},
	{NULL, 0, "ignore", "CATEGORY|RULE,...", "do not report these", ON_CHECK | ON_DIFF, set_ignore},
	{NULL, 0, "type", "TYPE", "contract type, decides the completeness checklist", ON_CHECK | ON_DIFF,
	 set_type},
	{NULL, 0, "side", "customer|provider|PARTY|neutral",
	 "for one side (甲方 or any name of it): what hurts only it counts one\n"
	 "level more, what hurts only others two less, but is never left out",
	 ON_CHECK | ON_DIFF, set_side},
	{NULL, 0, "min-severity", "LEVEL", "list findings from this level on (info)", ON_CHECK | ON_DIFF,
	 set_min_severity},
	{NULL, 0, "fail-on", "LEVEL|never", "exit with 1 from this level on (medium)", ON_CHECK | ON_DIFF,
	 set_fail_on},
	{"Files", 0, "encoding", "NAME", "auto, utf-8, gb18030, big5, utf-16le, utf-16be",
	 ON_CHECK | ON_DIFF | ON_OUTLINE, set_encoding},
	{NULL, 0, "max-bytes", "N[K|M|G]", "refuse larger contracts (64M)", ON_CHECK | ON_DIFF | ON_OUTLINE,
	 set_max_bytes},
	{"Output", 'f', "format", "FMT[=FILE]", "markdown (the default) or json; repeatable",
	 ON_CHECK | ON_DIFF, set_format},
	{NULL, 'o', "output", "FILE",
	 "write there; the format follows from the extension\n(rules docs: into this folder)",
	 ON_CHECK | ON_DIFF | ON_OUTLINE | ON_RULES, set_output},
	{NULL, 0, "lang", "LANG", "of the report: auto, zh-Hans, zh-Hant, en",
	 ON_CHECK | ON_DIFF | ON_OUTLINE | ON_EXPLAIN | ON_RULES, set_lang},
	{NULL, 'q', "quiet", NULL, "no summary on standard error", ON_ALL, set_quiet},
	{"Other", 'h', "help", NULL, "show this and exit", ON_ALL, set_help},
	{NULL, 'V', "version", NULL, "show the versions and exit", ON_ALL, set_version},
};
enum { ROWS = sizeof rows / sizeof rows[0] };
_Static_assert((int)ROWS < (int)OPTIONS_MAX, "getopt's tables have room for every option");

static void make_getopt(struct option *longs, char *letters)
{
	*letters++ = ':';
	for (int i = 0; i < ROWS; i++) {
		bool argument = rows[i].argument != NULL;
		longs[i] = (struct option){rows[i].name, argument ? required_argument : no_argument,
					   NULL, 256 + i};
		if (!rows[i].letter)
			continue;
		*letters++ = rows[i].letter;
		if (argument)
			*letters++ = ':';
	}
	longs[ROWS] = (struct option){0};
	*letters = 0;
}

static const struct row *row_of(int code)
{
	if (code >= 256)
		return &rows[code - 256];
	for (int i = 0; i < ROWS; i++)
		if (rows[i].letter == code)
			return &rows[i];
	return NULL;
}

static bool unknown_option(const char *argument)
{
	struct str names_known[ROWS], near;
	struct str given = str_from(argument);

	if (!str_starts(given, STR("--"))) {
		say_usage("there is no option -%c", optopt);
		return false;
	}
	given = str_cut(given, 2, given.n);
	given.n = str_find(given, STR("="), 0) == SIZE_MAX ? given.n : str_find(given, STR("="), 0);
	for (int i = 0; i < ROWS; i++)
		names_known[i] = str_from(rows[i].name);
	near = nearest_word(given, names_known, ROWS);
	if (near.n)
		say_usage("there is no option --%.*s (did you mean --%.*s?)", STR_ARG(given),
			  STR_ARG(near));
	else
		say_usage("there is no option --%.*s", STR_ARG(given));
	return false;
}

static void find_command(struct cli *cli, int argc, char **argv)
{
	cli->command = &commands[0];
	for (unsigned i = 0; i < command_count && optind < argc; i++)
		if (strcmp(argv[optind], commands[i].name) == 0) {
			cli->command = &commands[i];
			optind++;
			break;
		}
	while (optind < argc)
		*VEC_PUSH(cli->arena, &cli->operands) = argv[optind++];
}

static bool check_command(struct cli *cli, const bool *given)
{
	const struct command *command = cli->command;

	for (int i = 0; i < ROWS; i++)
		if (given[i] && !(rows[i].commands & command->bit)) {
			say_usage("'%s' has no option --%s", command->name, rows[i].name);
			return false;
		}
	if (cli->help || cli->version)
		return true;
	if (cli->operands.n < command->least) {
		say_usage("'%s' needs %s", command->name, command->operands);
		return false;
	}
	if (command->most && cli->operands.n > command->most) {
		say_usage("'%s' takes no more than %s", command->name, command->operands);
		return false;
	}
	return true;
}

bool read_arguments(struct cli *cli, int argc, char **argv)
{
	struct option longs[OPTIONS_MAX];
	char letters[2 * OPTIONS_MAX];
	bool given[ROWS] = {false};
	int code;

	make_getopt(longs, letters);
	opterr = 0;
	while ((code = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		const struct row *row = row_of(code);
		if (code == ':') {
			say_usage("%s needs a value", argv[optind - 1]);
			return false;
		}
		if (!row)
			return unknown_option(argv[optind - 1]);
		if (!row->set(cli, optarg)) {
			say_usage("'%s' is no value for --%s, which is %s", optarg, row->name,
				  row->argument);
			return false;
		}
		given[row - rows] = true;
	}
	find_command(cli, argc, argv);
	return check_command(cli, given);
}

static const char *next_line(const char *text)
{
	const char *end = strchr(text, '\n');

	return end ? end + 1 : NULL;
}

static void print_row(struct out *out, const struct row *row)
{
	uint64_t begin = out->total;

	if (row->letter)
		out_format(out, "  -%c, --%s", row->letter, row->name);
	else
		out_format(out, "      --%s", row->name);
	if (row->argument)
		out_format(out, "=%s", row->argument);
	begin = out->total - begin;
	if (begin >= HELP_COLUMN) {
		out_char(out, '\n');
		begin = 0;
	}
	for (const char *line = row->about; line; line = next_line(line)) {
		out_repeat(out, ' ', HELP_COLUMN - begin);
		out_format(out, "%.*s\n", (int)strcspn(line, "\n"), line);
		begin = 0;
	}
}

void print_help(struct out *out)
{
	out_str(out, STR("Usage:\n"));
	for (unsigned i = 0; i < command_count; i++)
		out_format(out, "  clauselint %s%s%s [OPTION]... %s\n      %s\n", i ? "" : "[",
			   commands[i].name, i ? "" : "]", commands[i].operands, commands[i].about);
	for (int i = 0; i < ROWS; i++) {
		if (rows[i].heading)
			out_format(out, "\n%s\n", rows[i].heading);
		print_row(out, &rows[i]);
	}
	out_str(out,
		STR("\nLEVEL is high, medium, low or info. \"-\" is standard input.\n"
		    "Exit status: 0 nothing at or above --fail-on, 1 something, 2 could not do "
		    "the whole job.\n"));
}
