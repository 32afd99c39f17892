/* Reading the command line and the environment by the table of options. */
#include "cli/cli.h"

#include <ctype.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

static void make_getopt(struct option *longs, char *letters)
{
	*letters++ = ':';
	for (unsigned i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];
		longs[i] =
			(struct option){row->name, row->argument ? required_argument : no_argument,
					NULL, 256 + (int)i};
		if (!row->letter)
			continue;
		*letters++ = row->letter;
		if (row->argument)
			*letters++ = ':';
	}
	longs[option_count] = (struct option){0};
	*letters = 0;
}

/* option_count when getopt's code stands for no option. */
static unsigned row_of(int code)
{
	unsigned i = 0;

	if (code >= 256)
		return (unsigned)code - 256;
	while (i < option_count && option_rows[i].letter != code)
		i++;
	return i;
}

static bool unknown_option(const char *argument)
{
	struct str given = str_from(argument), near;

	if (!str_starts(given, STR("--"))) {
		say_usage("there is no option -%c", optopt);
		return false;
	}
	given = str_cut(given, 2, str_find(given, STR("="), 0));
	near = option_nearest(given);
	if (near.n)
		say_usage("there is no option --%.*s (did you mean --%.*s?)", STR_ARG(given),
			  STR_ARG(near));
	else
		say_usage("there is no option --%.*s", STR_ARG(given));
	return false;
}

static bool bad_value(const struct option_row *row, const char *value)
{
	say_usage("'%s' is no value for --%s, which is %s", value, row->name, row->argument);
	return false;
}

static void find_command(struct cli *cli, int argc, char **argv)
{
	cli->command = &commands[0];
	for (unsigned i = 0; i < command_count && optind < argc; i++)
		if (strcmp(argv[optind], commands[i].name) == 0) {
			cli->command = &commands[i];
			cli->command_named = true;
			optind++;
			break;
		}
	while (optind < argc)
		*VEC_PUSH(cli->arena, &cli->operands) = argv[optind++];
}

/* A command that is mistyped would be taken for a contract that is not there. */
static bool is_mistyped(const struct cli *cli)
{
	struct str known[16], near;
	const char *first = cli->operands.n ? cli->operands.p[0] : NULL;

	if (cli->command_named || !first || strpbrk(first, "./") || access(first, F_OK) == 0)
		return false;
	for (unsigned i = 0; i < command_count; i++)
		known[i] = str_from(commands[i].name);
	near = nearest_word(str_from(first), known, command_count);
	if (near.n)
		say_usage("there is no command and no file '%s' (did you mean '%.*s'?)", first,
			  STR_ARG(near));
	return near.n > 0;
}

static bool check_command(struct cli *cli)
{
	const struct command *command = cli->command;

	for (unsigned i = 0; i < option_count; i++)
		if (cli->origin[i] == ORIGIN_COMMAND_LINE &&
		    !(option_rows[i].commands & command->bit)) {
			say_usage("'%s' has no option --%s", command->name, option_rows[i].name);
			return false;
		}
	if (cli->help || cli->version)
		return true;
	if (is_mistyped(cli))
		return false;
	if (cli->operands.n < command->least && !cli->files_from) {
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
	int code;

	make_getopt(longs, letters);
	opterr = 0;
	while ((code = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		unsigned i = row_of(code);
		if (code == ':') {
			say_usage("%s needs a value", argv[optind - 1]);
			return false;
		}
		if (i == option_count)
			return unknown_option(argv[optind - 1]);
		if (!option_set(cli, i, optarg, ORIGIN_COMMAND_LINE))
			return bad_value(&option_rows[i], optarg);
	}
	find_command(cli, argc, argv);
	return check_command(cli);
}

/* --- the environment ------------------------------------------------------------------------- */

/* CLAUSELINT_FAIL_ON is fail-on. */
static struct str option_of_variable(struct arena *arena, struct str variable)
{
	char *name = (char *)arena_str(arena, variable).p;

	for (size_t i = 0; i < variable.n; i++)
		name[i] = name[i] == '_' ? '-' : (char)tolower((unsigned char)name[i]);
	return (struct str){name, variable.n};
}

static bool read_variable(struct cli *cli, struct str variable, struct str value)
{
	struct str name = option_of_variable(cli->arena, str_cut(variable, 11, variable.n)), near;
	unsigned i = option_find(name);
	const struct option_row *row = &option_rows[i];

	if (i == option_count) {
		near = option_nearest(name);
		say_usage("the environment's %.*s is no option%s%.*s%s", STR_ARG(variable),
			  near.n ? " (did you mean " : "", STR_ARG(near), near.n ? "?)" : "");
		return false;
	}
	if (cli->origin[i] || !(row->commands & cli->command->bit))
		return true;
	if (option_set_word(cli, i, value, ORIGIN_ENVIRONMENT))
		return true;
	say_usage("'%.*s' in the environment's %.*s is no value for --%s", STR_ARG(value),
		  STR_ARG(variable), row->name);
	return false;
}

bool read_environment(struct cli *cli)
{
	for (char **entry = environ; *entry; entry++) {
		struct str text = str_from(*entry);
		size_t equals = str_find(text, STR("="), 0);

		if (str_starts(text, STR("CLAUSELINT_")) && equals != SIZE_MAX &&
		    !read_variable(cli, str_cut(text, 0, equals),
				   str_cut(text, equals + 1, text.n)))
			return false;
	}
	return true;
}
