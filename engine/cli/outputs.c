#include "cli/outputs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void outputs_default(struct cli *cli)
{
	if (!cli->outputs.n)
		*VEC_PUSH(cli->arena, &cli->outputs) = (struct output_wish){NULL, NULL};
	wish_step_summary(cli);
}

/* --- where they go --------------------------------------------------------------------------- */

/* The path of a file that may not be there yet; its own name when even its folder is not. */
static const char *real_path(struct arena *arena, const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *folder = slash ? arena_str(arena, (struct str){file, slash + 1 - file}).p : ".";
	char *resolved = realpath(file, NULL);
	const char *real = file;

	if (resolved) {
		real = arena_str(arena, str_from(resolved)).p;
	} else {
		resolved = realpath(folder, NULL);
		if (resolved)
			real = arena_format(arena, "%s/%s", resolved, slash ? slash + 1 : file).p;
	}
	free(resolved);
	return real;
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

unsigned outputs_needs(const struct cli *cli)
{
	struct clint_format format;
	unsigned needs = 0;

	for (size_t i = 0; clint_format(i, &format); i++)
		for (uint32_t j = 0; j < cli->outputs.n; j++)
			if (strcmp(format_wished(&cli->outputs.p[j]), format.name) == 0)
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
		const char *format = format_wished(wish);
		struct clint_options options = profile->cli.check;
		struct clint_error error;
		options.color = wants_color(cli, wish);
		options.outside = language_outside(&profile->cli);
		output->target.fd = -1;
		output->writer = clint_writer_new(profile->pack, format, &options, target_write,
						  &output->target, &error);
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
