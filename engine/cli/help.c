/* --help, for the program and for each command. */
#include "cli/cli.h"

#include <string.h>

enum { ABOUT_COLUMN = 30 };

static const char *next_line(const char *text)
{
	const char *end = strchr(text, '\n');

	return end ? end + 1 : NULL;
}

/* end stands behind the last line; may be NULL. */
static void print_lines(struct out *out, const char *text, size_t indent, size_t used,
			const char *end)
{
	for (const char *line = text; line; line = next_line(line)) {
		out_repeat(out, ' ', indent - used);
		out_format(out, "%.*s", (int)strcspn(line, "\n"), line);
		if (end && !next_line(line))
			out_format(out, " (%s)", end);
		out_char(out, '\n');
		used = 0;
	}
}

static void print_option(struct out *out, const struct option_row *row)
{
	uint64_t begin = out->total;
	size_t used;

	if (row->letter)
		out_format(out, "  -%c, --%s", row->letter, row->name);
	else
		out_format(out, "      --%s", row->name);
	if (row->argument)
		out_format(out, "=%s", row->argument);
	used = (size_t)(out->total - begin);
	if (used >= ABOUT_COLUMN) {
		out_char(out, '\n');
		used = 0;
	}
	print_lines(out, row->about, ABOUT_COLUMN, used, row->standard);
}

static void print_options(struct out *out, unsigned bits)
{
	const char *heading = NULL;

	for (unsigned i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];
		if (row->heading)
			heading = row->heading;
		if (!(row->commands & bits))
			continue;
		if (heading)
			out_format(out, "\n%s\n", heading);
		heading = NULL;
		print_option(out, row);
	}
}

static void print_usage(struct out *out, const struct command *command)
{
	bool standard = command == &commands[0];

	out_format(out, "  clauselint %s%s%s [OPTION]... %s\n", standard ? "[" : "", command->name,
		   standard ? "]" : "", command->operands);
	print_lines(out, command->about, 6, 0, NULL);
}

static void print_formats(struct out *out, const char *heading, format_fn *get)
{
	struct clint_format format;

	out_format(out, "\n%s\n", heading);
	for (size_t i = 0; get(i, &format); i++)
		out_format(out, "      %-10s %s\n", format.name, format.about);
}

static void print_end(struct out *out)
{
	out_str(out,
		STR("\nLEVEL is high, medium, low or info. \"-\" is standard input. An option that no\n"
		    "argument sets is looked for in the environment (CLAUSELINT_FAIL_ON=high) and in\n"
		    ".clauselint.yml, see clauselint.yml(5).\n"
		    "Exit status: 0 nothing at or above --fail-on, 1 something, 2 could not do "
		    "the whole job.\n"));
}

void print_help(struct out *out, const struct command *command)
{
	out_str(out, STR("Usage:\n"));
	for (unsigned i = 0; i < command_count; i++)
		if (!command || command == &commands[i])
			print_usage(out, &commands[i]);
	print_options(out, command ? command->bit : ON_ALL);
	if (!command || command->bit & ON_CHECK)
		print_formats(out, "Formats", clint_format);
	if (!command || command->bit & ON_DIFF)
		print_formats(out, "Formats of diff", clint_diff_format);
	print_end(out);
}
