/* Writing reports behind the public interface. */
#include "public.h"

#include "report/format.h"

#include <string.h>

struct clint_writer {
	struct allocator from;
	struct arena *arena;
	const struct format *format;
	struct rendering rendering;
	struct out out;
	bool auto_lang;	    /* what is said at the end is said in the last report's language */
	bool begun, broken; /* broken: a call failed, and the document is not whole */
};

bool clint_format(size_t index, struct clint_format *format)
{
	if (index >= format_count)
		return false;
	*format = (struct clint_format){formats[index].name, formats[index].extension,
					formats[index].about, formats[index].needs};
	return true;
}

static const struct format *format_called(const char *name, struct error *error)
{
	struct str names[16], near;
	size_t n = 0;

	for (uint32_t i = 0; i < format_count; i++) {
		if (name && strcmp(formats[i].name, name) == 0)
			return &formats[i];
		if (n < 16)
			names[n++] = str_from(formats[i].name);
	}
	near = nearest_word(str_from(name), names, n);
	if (near.n)
		error_set(error, STATUS_USAGE, "there is no format '%s' (did you mean '%.*s'?)",
			  name, STR_ARG(near));
	else
		error_set(error, STATUS_USAGE, "there is no format '%s'", name ? name : "");
	return NULL;
}

clint_writer *clint_writer_new(const clint_pack *pack, const char *format,
			       const struct clint_options *options, clint_write_fn *write,
			       void *context, struct clint_error *error)
{
	struct error inner = {0};
	const struct format *found = format_called(format, &inner);
	struct allocator from = public_allocator(options ? options->memory : NULL);
	enum lang lang = LANG_HANS;
	bool automatic = true, set;
	clint_writer *writer;

	if (found && (!pack || !pack->pack))
		error_set(&inner, STATUS_USAGE, "the rule pack was not loaded");
	else if (found && options && !public_lang(options->language, &lang, &automatic))
		error_set(&inner, STATUS_USAGE, "there is no language '%s'", options->language);
	else if (found && options && automatic && !public_lang(options->outside, &lang, &set))
		error_set(&inner, STATUS_USAGE, "there is no language '%s'", options->outside);
	public_error(error, inner.status ? &inner : NULL);
	if (inner.status)
		return NULL;
	writer = from.resize(from.context, NULL, sizeof *writer);
	if (writer) {
		memset(writer, 0, sizeof *writer);
		writer->from = from;
		writer->arena = arena_new(from, 0);
	}
	if (!writer || !writer->arena) {
		clint_writer_free(writer);
		public_no_memory(error);
		return NULL;
	}
	writer->format = found;
	writer->auto_lang = automatic;
	writer->rendering = (struct rendering){.out = &writer->out,
					       .arena = writer->arena,
					       .pack = pack->pack,
					       .lang = lang,
					       .color = options && options->color};
	out_begin(&writer->out, write, context);
	return writer;
}

void clint_writer_free(clint_writer *writer)
{
	if (writer)
		public_free(writer, writer->arena, writer->from);
}

/* --- one step: protected, with scratch memory of its own ------------------------------------- */

struct step {
	clint_writer *writer;
	const struct report *report;
	const char *path, *reason;
	void (*run)(struct step *step);
};

static void run_in_scratch(void *context)
{
	struct step *step = context;
	struct rendering *rendering = &step->writer->rendering;

	if (!step->writer->begun)
		step->writer->format->begin(rendering);
	step->writer->begun = true;
	step->run(step);
}

/* Scratch memory that runs out ends the step like the writer's own. */
static void run_step(void *context)
{
	struct step *step = context;
	struct rendering *rendering = &step->writer->rendering;

	if (!arena_protect(rendering->scratch, run_in_scratch, step))
		arena_fail(rendering->arena);
}

static bool take_step(struct step *step, struct clint_error *error)
{
	clint_writer *writer = step->writer;
	struct error inner;
	bool done;

	if (writer->broken) {
		error_set(&inner, STATUS_USAGE, "the document is broken off by an earlier error");
		public_error(error, &inner);
		return false;
	}
	public_error(error, NULL);
	writer->rendering.scratch = arena_new(writer->from, 0);
	done = writer->rendering.scratch && arena_protect(writer->arena, run_step, step);
	arena_free(writer->rendering.scratch);
	writer->rendering.scratch = NULL;
	writer->broken = !done || writer->out.failed;
	if (!done) {
		public_no_memory(error);
	} else if (writer->out.failed) {
		error_set(&inner, STATUS_IO, "the report could not be written");
		public_error(error, &inner);
	}
	return !writer->broken;
}

static void note_skipped(struct rendering *rendering, struct str path, struct str reason)
{
	*VEC_PUSH(rendering->arena, &rendering->skipped) =
		(struct left_out){.path = arena_str(rendering->arena, path),
				  .reason = arena_str(rendering->arena, reason)};
}

static void note_incompletes(struct rendering *rendering, const struct report *report)
{
	for (uint32_t i = 0; i < report->incomplete_count; i++) {
		const struct shown_incomplete *incomplete = &report->incompletes[i];
		*VEC_PUSH(rendering->arena, &rendering->incomplete) = (struct left_out){
			.path = arena_str(rendering->arena, report->path),
			.rule = arena_str(rendering->arena, incomplete->rule),
			.clause = arena_str(rendering->arena, incomplete->clause),
			.capped = incomplete->capped,
			.reason = incomplete->capped ? STR("too many findings")
						     : STR("match limit reached")};
	}
}

static void add(struct step *step)
{
	struct rendering *rendering = &step->writer->rendering;
	const struct report *report = step->report;

	rendering->files++;
	rendering->checked += !report->refused;
	rendering->clauses += report->clauses;
	rendering->listed += report->open_count;
	if (step->writer->auto_lang && !report->refused)
		rendering->lang = report->lang;
	for (int i = 0; i < 4; i++)
		rendering->found[i] += report->by_severity[i];
	rendering->accepted += report->accepted;
	rendering->baselined += report->baselined;
	if (report->refused)
		note_skipped(rendering, report->path, report->problem);
	note_incompletes(rendering, report);
	step->writer->format->add(rendering, report);
}

bool clint_writer_add(clint_writer *writer, const clint_report *report, struct clint_error *error)
{
	struct step step = {.writer = writer, .report = &report->report, .run = add};

	return take_step(&step, error);
}

static void skip(struct step *step)
{
	note_skipped(&step->writer->rendering, str_from(step->path), str_from(step->reason));
}

bool clint_writer_skip(clint_writer *writer, const char *path, const char *reason,
		       struct clint_error *error)
{
	struct step step = {.writer = writer, .path = path, .reason = reason, .run = skip};

	return take_step(&step, error);
}

static void end(struct step *step)
{
	step->writer->format->end(&step->writer->rendering);
	out_finish(&step->writer->out);
}

bool clint_writer_finish(clint_writer *writer, struct clint_error *error)
{
	struct step step = {.writer = writer, .run = end};

	return take_step(&step, error);
}
