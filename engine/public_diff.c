/* Comparing two drafts, behind the public interface. */
#include "public.h"

#include "pipeline.h"
#include "report/diff_format.h"

#include <string.h>

struct clint_diff {
	struct allocator from;
	struct arena *arena;
	struct report old, now;
	struct shown_diff shown;
};

/* --- comparing ------------------------------------------------------------------------------- */

struct compare_call {
	struct comparison comparison;
	const struct clint_options *options;
	const struct clint_draft *old, *now;
};

static bool prepare(struct check *check, const struct clint_draft *draft,
		    const struct clint_options *options)
{
	check->name = str_from(draft->name ? draft->name : "");
	check->bytes = (struct str){draft->bytes, draft->size};
	return public_prepare(check, options, draft->size) && !check->report->refused;
}

static void work(void *context)
{
	struct compare_call *call = context;
	struct comparison *c = &call->comparison;

	if (prepare(&c->old, call->old, call->options) &&
	    prepare(&c->now, call->now, call->options))
		compare_drafts(c);
}

/* Two arenas, since the comparison outlives the work: a failure in either ends both. */
static void work_and_report(void *context)
{
	struct compare_call *call = context;

	if (!arena_protect(call->comparison.now.arena, work, call))
		arena_fail(call->comparison.now.report->arena);
}

static clint_diff *new_diff(struct allocator from)
{
	clint_diff *diff = from.resize(from.context, NULL, sizeof *diff);

	if (!diff)
		return NULL;
	memset(diff, 0, sizeof *diff);
	diff->from = from;
	diff->arena = diff->old.arena = diff->now.arena = arena_new(from, 0);
	if (diff->arena)
		return diff;
	clint_diff_free(diff);
	return NULL;
}

/* A mistake in the options belongs to no draft. */
static void set_error(struct clint_error *error, const struct check *check)
{
	struct error inner;

	error_set(&inner, check->error.status, "%.*s: %s", STR_ARG(check->name),
		  check->error.message);
	public_error(error, check->error.status == STATUS_USAGE ? &check->error : &inner);
}

clint_diff *clint_compare(const clint_pack *pack, const struct clint_draft *old_draft,
			  const struct clint_draft *new_draft, const struct clint_options *options,
			  struct clint_error *error)
{
	static const struct clint_options standard;
	struct compare_call call = {
		.options = options ? options : &standard, .old = old_draft, .now = new_draft};
	struct check *old = &call.comparison.old, *now = &call.comparison.now;
	struct allocator from = public_allocator(call.options->memory);
	clint_diff *diff;
	bool done;

	old->pack = now->pack = public_pack(pack, &now->error);
	if (!now->pack) {
		public_error(error, &now->error);
		return NULL;
	}
	diff = new_diff(from);
	old->arena = now->arena = arena_new(from, 0);
	if (diff) {
		old->report = &diff->old;
		now->report = &diff->now;
		call.comparison.shown = &diff->shown;
	}
	done = diff && now->arena && arena_protect(diff->arena, work_and_report, &call);
	arena_free(now->arena);
	if (!done)
		public_no_memory(error);
	else if (old->error.status || now->error.status)
		set_error(error, old->error.status ? old : now);
	else
		public_error(error, NULL);
	if (done && !old->error.status && !now->error.status)
		return diff;
	clint_diff_free(diff);
	return NULL;
}

void clint_diff_free(clint_diff *diff)
{
	if (diff)
		public_free(diff, diff->arena, diff->from);
}

void clint_diff_summary(const clint_diff *diff, struct clint_diff_summary *summary)
{
	const struct shown_diff *shown = &diff->shown;
	size_t *const kinds[SHOWN_KINDS] = {
		&summary->reworded, &summary->moved, &summary->renumbered, &summary->split,
		&summary->merged,   &summary->added, &summary->removed};

	*summary = (struct clint_diff_summary){
		.unchanged = shown->unchanged,
		.values = shown->value_count,
		.found_unchanged = shown->same,
		.incomplete = shown->old->incomplete_count + shown->now->incomplete_count,
		.coarse = shown->coarse,
	};
	for (int i = 0; i < SHOWN_KINDS; i++)
		*kinds[i] = shown->counts[i];
	for (int i = 0; i < 4; i++) {
		summary->found_new[i] = shown->found[i][FINDING_NEW];
		summary->found_changed[i] = shown->found[i][FINDING_CHANGED];
		summary->found_gone[i] = shown->found[i][FINDING_GONE];
	}
}

/* --- writing --------------------------------------------------------------------------------- */

static const struct diff_format {
	const char *name, *extension, *about;
	void (*write)(struct rendering *rendering, const struct shown_diff *diff);
} diff_formats[] = {
	{"markdown", "md", "what changed, to read before signing", diff_markdown},
	{"text", "txt", "the same for a terminal", diff_text},
	{"json", "json", "everything, for other programs", diff_json},
};
enum { DIFF_FORMATS = sizeof diff_formats / sizeof diff_formats[0] };

bool clint_diff_format(size_t index, struct clint_format *format)
{
	if (index >= DIFF_FORMATS)
		return false;
	*format = (struct clint_format){diff_formats[index].name, diff_formats[index].extension,
					diff_formats[index].about, false};
	return true;
}

static const struct diff_format *format_called(const char *name, struct error *error)
{
	for (size_t i = 0; i < DIFF_FORMATS; i++)
		if (name && strcmp(diff_formats[i].name, name) == 0)
			return &diff_formats[i];
	error_set(error, STATUS_USAGE,
		  "there is no format '%s' for a comparison; it is markdown, text or json",
		  name ? name : "");
	return NULL;
}

struct write_call {
	const struct shown_diff *shown;
	const struct diff_format *format;
	struct rendering rendering;
	struct out out;
};

static void write_document(void *context)
{
	struct write_call *call = context;

	call->format->write(&call->rendering, call->shown);
	out_finish(&call->out);
}

bool clint_diff_write(const clint_diff *diff, const clint_pack *pack, const char *format,
		      clint_write_fn *write, void *context, struct clint_error *error)
{
	struct write_call call = {.shown = diff ? &diff->shown : NULL};
	struct error inner = {0};
	bool done;

	call.rendering.pack = public_pack(pack, &inner);
	if (call.rendering.pack)
		call.format = format_called(format, &inner);
	public_error(error, inner.status ? &inner : NULL);
	if (inner.status || !diff)
		return false;
	call.rendering.out = &call.out;
	call.rendering.arena = call.rendering.scratch = arena_new(diff->from, 0);
	out_begin(&call.out, write, context);
	done = call.rendering.arena && arena_protect(call.rendering.arena, write_document, &call);
	arena_free(call.rendering.arena);
	if (!done) {
		public_no_memory(error);
	} else if (call.out.failed) {
		error_set(&inner, STATUS_IO, "the report could not be written");
		public_error(error, &inner);
	}
	return done && !call.out.failed;
}
