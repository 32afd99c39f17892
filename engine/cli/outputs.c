#include "cli/outputs.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- which format ---------------------------------------------------------------------------- */

/* The only wish with a format and no file, or with a file and no format; the number of wishes where
 * there is none, or more than one. */
static uint32_t only_half(const struct cli *cli, bool format)
{
	uint32_t found = cli->outputs.n, n = 0;

	for (uint32_t i = 0; i < cli->outputs.n; i++)
		if (!cli->outputs.p[i].format != format && !cli->outputs.p[i].file == format) {
			found = i;
			n++;
		}
	return n == 1 ? found : cli->outputs.n;
}

/* -f FMT -o FILE is -f FMT=FILE. Where there are more of them, nobody can tell which belong
 * together. */
static void pair_wishes(struct cli *cli)
{
	uint32_t format = only_half(cli, true), file = only_half(cli, false);
	struct output_wish *wishes = cli->outputs.p;

	if (format == cli->outputs.n || file == cli->outputs.n)
		return;
	wishes[format].file = wishes[file].file;
	memmove(wishes + file, wishes + file + 1, (cli->outputs.n - file - 1) * sizeof *wishes);
	cli->outputs.n--;
}

static const struct {
	const char *extension, *format;
} more_extensions[] = {{"markdown", "markdown"}, {"txt", "text"}, {"htm", "html"}};

/* NULL: the extension of file is that of no format. A name without one is Markdown. */
static const char *format_of(const char *file, format_fn *get)
{
	const char *slash = file ? strrchr(file, '/') : NULL, *name = slash ? slash + 1 : file;
	const char *dot = file ? strrchr(name, '.') : NULL;
	struct clint_format format;

	if (!dot || dot == name)
		return "markdown";
	for (size_t i = 0; get(i, &format); i++)
		if (strcasecmp(dot + 1, format.extension) == 0)
			return format.name;
	for (size_t i = 0; i < sizeof more_extensions / sizeof more_extensions[0]; i++)
		if (strcasecmp(dot + 1, more_extensions[i].extension) == 0)
			return more_extensions[i].format;
	return NULL;
}

bool outputs_settle(struct cli *cli, format_fn *get)
{
	if (!cli->outputs.n)
		*VEC_PUSH(cli->arena, &cli->outputs) = (struct output_wish){NULL, NULL};
	pair_wishes(cli);
	for (uint32_t i = 0; i < cli->outputs.n; i++) {
		struct output_wish *wish = &cli->outputs.p[i];

		if (!wish->format)
			wish->format = format_of(wish->file, get);
		if (!wish->format) {
			say_usage("the extension of %s is that of no format; say --format=FMT too",
				  wish->file);
			return false;
		}
	}
	return true;
}

/* --- where they go --------------------------------------------------------------------------- */

/* The path of a file that may not be there yet; its own name when even its folder is not. */
static const char *real_path(struct arena *arena, const char *file)
{
	struct str folder = file_folder(str_from(file));
	const char *real = file_real(arena, file);

	if (real)
		return real;
	real = file_real(arena, folder.n ? arena_str(arena, folder).p : ".");
	return real ? arena_format(arena, "%s/%s", real, file + folder.n).p : file;
}

static bool is_standard_output(const char *file)
{
	struct stat standard, about;

	return fstat(STDOUT_FILENO, &standard) == 0 && stat(file, &about) == 0 &&
	       S_ISREG(about.st_mode) && standard.st_dev == about.st_dev &&
	       standard.st_ino == about.st_ino;
}

static bool same_place(const struct cli *cli, const char *one, const char *other)
{
	if (!one || !other)
		return one == other || is_standard_output(one ? one : other);
	return strcmp(real_path(cli->arena, one), real_path(cli->arena, other)) == 0;
}

static bool overwrites(const struct cli *cli, const struct walk *walk, const char *file)
{
	const char *real = real_path(cli->arena, file);
	struct stat about;

	if (stat(file, &about) == 0 && !S_ISREG(about.st_mode))
		return false;
	for (uint32_t i = 0; i < walk->list.n; i++) {
		const struct contract *contract = &walk->list.p[i];
		if (strcmp(contract->real, real) != 0)
			continue;
		if (contract->found)
			say_usage("%s is in a folder that is checked; the report would overwrite "
				  "it. If it is an earlier report, leave it out with --exclude",
				  file);
		else
			say_usage("%s is a contract; the report would overwrite it", file);
		return true;
	}
	return false;
}

bool outputs_make_sense(const struct cli *cli, const struct walk *walk)
{
	for (uint32_t i = 0; i < cli->outputs.n; i++) {
		const char *file = cli->outputs.p[i].file;
		if (file && overwrites(cli, walk, file))
			return false;
		for (uint32_t j = 0; j < i; j++)
			if (same_place(cli, file, cli->outputs.p[j].file)) {
				say_usage("two reports cannot go to %s",
					  file ? file : "standard output");
				return false;
			}
	}
	return true;
}

/* --- writing them ---------------------------------------------------------------------------- */

unsigned outputs_needs(const struct cli *cli)
{
	struct clint_format format;
	unsigned needs = 0;

	for (size_t i = 0; clint_format(i, &format); i++)
		for (uint32_t j = 0; j < cli->outputs.n; j++)
			if (strcmp(cli->outputs.p[j].format, format.name) == 0)
				needs |= format.needs;
	return needs;
}

/* Colours are for a terminal, if it and nobody else says otherwise. */
static bool wants_color(const struct cli *cli, const struct output_wish *wish)
{
	const char *term = getenv("TERM"), *no = getenv("NO_COLOR"),
		   *force = getenv("CLICOLOR_FORCE");

	if (cli->color != WHEN_AUTO)
		return cli->color == WHEN_ALWAYS;
	if (no && *no)
		return false;
	if (force && *force && strcmp(force, "0") != 0)
		return true;
	return !wish->file && isatty(STDOUT_FILENO) == 1 && !(term && strcmp(term, "dumb") == 0);
}

bool outputs_open(struct outputs *outputs, struct cli *cli, const struct profile *profile)
{
	bool all = true;

	outputs->list = ARENA_ARRAY(cli->arena, struct output, cli->outputs.n);
	for (uint32_t i = 0; i < cli->outputs.n; i++) {
		const struct output_wish *wish = &cli->outputs.p[i];
		struct output *output = &outputs->list[i];
		struct clint_options options = profile->cli.check;
		struct clint_error error;
		options.color = wants_color(cli, wish);
		options.outside = language_outside(&profile->cli);
		output->target.fd = -1;
		output->writer = clint_writer_new(profile->pack, wish->format, &options,
						  target_write, &output->target, &error);
		outputs->count++;
		if (!output->writer)
			say("%s", error.message);
		if (!output->writer)
			all = false;
		else if (wish->file && wish->file == cli->step_summary)
			all &= target_append(&output->target, cli->arena, wish->file,
					     STEP_SUMMARY_LIMIT);
		else
			all &= target_open(&output->target, cli->arena, wish->file);
	}
	return all;
}

static bool note(struct output *output, bool done, const struct clint_error *error)
{
	/* What could not be written is said when the target is closed. */
	if (!done && !output->broken && error->status != CLINT_IO)
		say("%s: %s", output->target.file ? output->target.file : "standard output",
		    error->message);
	output->broken |= !done;
	return done;
}

bool outputs_add(struct outputs *outputs, const clint_report *report)
{
	struct clint_error error;
	bool some = false;

	for (uint32_t i = 0; i < outputs->count; i++) {
		struct output *output = &outputs->list[i];
		some |= note(output, clint_writer_add(output->writer, report, &error), &error);
	}
	return some;
}

bool outputs_skip(struct outputs *outputs, const char *path, const char *reason)
{
	struct clint_error error;
	bool some = false;

	for (uint32_t i = 0; i < outputs->count; i++) {
		struct output *output = &outputs->list[i];
		some |= note(output, clint_writer_skip(output->writer, path, reason, &error),
			     &error);
	}
	return some;
}

bool outputs_close(struct outputs *outputs, bool whole)
{
	bool all = true;

	for (uint32_t i = 0; i < outputs->count; i++) {
		struct output *output = &outputs->list[i];
		struct clint_error error;
		bool finished = whole && !output->broken &&
				note(output, clint_writer_finish(output->writer, &error), &error);
		all &= target_close(&output->target, finished);
		clint_writer_free(output->writer);
	}
	return all;
}
