/* Acceptances and the baseline behind the public interface, and what reports say of them. */
#include "public.h"

#include <string.h>

/* --- filling --------------------------------------------------------------------------------- */

clint_ledger *clint_ledger_new(const struct clint_allocator *memory, struct clint_error *error)
{
	struct allocator from = public_allocator(memory);
	clint_ledger *ledger = from.resize(from.context, NULL, sizeof *ledger);

	public_error(error, NULL);
	if (ledger)
		*ledger = (clint_ledger){.from = from, .arena = arena_new(from, 0)};
	if (ledger && ledger->arena) {
		ledger->mistakes.arena = ledger->arena;
		return ledger;
	}
	clint_ledger_free(ledger);
	public_no_memory(error);
	return NULL;
}

void clint_ledger_free(clint_ledger *ledger)
{
	if (ledger)
		public_free(ledger, ledger->arena, ledger->from);
}

struct adding {
	clint_ledger *ledger;
	struct str name, bytes;
	bool baseline;
	uint32_t mistakes; /* that there were before */
};

static void list_mistakes(clint_ledger *ledger)
{
	while (ledger->mistake_lines.n < ledger->mistakes.list.n) {
		const struct mistake *mistake = &ledger->mistakes.list.p[ledger->mistake_lines.n];
		struct str line = public_mistake(ledger->arena, mistake);
		*VEC_PUSH(ledger->arena, &ledger->mistake_lines) = line;
	}
}

static void add_text(void *context)
{
	struct adding *adding = context;
	clint_ledger *ledger = adding->ledger;
	struct ledger *inner = &ledger->ledger;
	struct str name = arena_str(ledger->arena, adding->name);

	if (adding->baseline)
		baseline_read(&inner->baseline, name, adding->bytes, &ledger->mistakes);
	else
		accept_read(&inner->acceptances, name, adding->bytes, &ledger->mistakes);
	ledger_finish(ledger->arena, inner);
	list_mistakes(ledger);
}

static bool add(struct adding *adding, struct clint_error *error)
{
	clint_ledger *ledger = adding->ledger;
	struct error inner;

	public_error(error, NULL);
	adding->mistakes = ledger->mistakes.list.n;
	if (!arena_protect(ledger->arena, add_text, adding)) {
		public_no_memory(error);
		return false;
	}
	if (ledger->mistakes.list.n == adding->mistakes)
		return true;
	error_set(&inner, STATUS_REFUSED, "%.*s",
		  STR_ARG(ledger->mistake_lines.p[adding->mistakes]));
	public_error(error, &inner);
	return false;
}

bool clint_ledger_add_acceptances(clint_ledger *ledger, const char *name, const void *bytes,
				  size_t size, struct clint_error *error)
{
	return add(&(struct adding){ledger, str_from(name), {bytes, size}, false, 0}, error);
}

bool clint_ledger_add_baseline(clint_ledger *ledger, const char *name, const void *bytes,
			       size_t size, struct clint_error *error)
{
	return add(&(struct adding){ledger, str_from(name), {bytes, size}, true, 0}, error);
}

bool clint_ledger_mistake(const clint_ledger *ledger, size_t index, struct clint_text *text)
{
	if (!ledger || index >= ledger->mistake_lines.n)
		return false;
	*text = public_text(ledger->mistake_lines.p[index]);
	return true;
}

/* --- reading --------------------------------------------------------------------------------- */

bool clint_ledger_acceptance(const clint_ledger *ledger, size_t index,
			     struct clint_acceptance *acceptance)
{
	const struct acceptance *inner;

	if (!ledger || index >= ledger->ledger.acceptances.list.n)
		return false;
	inner = &ledger->ledger.acceptances.list.p[index];
	*acceptance = (struct clint_acceptance){
		.rule = public_text(inner->rule),
		.file = public_text(inner->file),
		.clause = public_text(inner->clause),
		.text = public_text(inner->text),
		.fingerprint = public_text(inner->fingerprint),
		.reason = public_text(inner->reason),
		.by = public_text(inner->by),
		.until = public_text(inner->until),
		.from = public_text(inner->from),
		.line = inner->line,
	};
	return true;
}

bool clint_ledger_known(const clint_ledger *ledger, size_t index, struct clint_known *known)
{
	const struct baseline_entry *inner;

	if (!ledger || index >= ledger->ledger.baseline.list.n)
		return false;
	inner = &ledger->ledger.baseline.list.p[index];
	*known = (struct clint_known){
		.file = public_text(inner->file),
		.rule = public_text(inner->rule),
		.clause = public_text(inner->clause),
		.text = public_text(inner->text),
		.fingerprint = public_text(inner->fingerprint),
		.context = public_text(inner->context),
		.from = public_text(inner->from),
		.line = inner->line,
	};
	return true;
}

bool clint_ledger_file(const clint_ledger *ledger, size_t index, struct clint_text *file,
		       size_t *findings)
{
	if (!ledger || index >= ledger->ledger.file_count)
		return false;
	*file = public_text(ledger->ledger.files[index].name);
	*findings = ledger->ledger.files[index].n;
	return true;
}

bool clint_ledger_find(const clint_ledger *ledger, const char *name, size_t size, size_t *index)
{
	const struct ledger_file *file =
		ledger ? ledger_file(&ledger->ledger, (struct str){name, size}) : NULL;

	if (file)
		*index = (size_t)(file - ledger->ledger.files);
	return file != NULL;
}

void clint_ledger_file_missing(clint_ledger *ledger, size_t index)
{
	if (index < ledger->ledger.file_count)
		ledger->ledger.files[index].missing = true;
}

/* --- reports --------------------------------------------------------------------------------- */

bool clint_report_identity(const clint_report *report, size_t finding,
			   struct clint_identity *identity)
{
	const struct shown_finding *inner;

	if (!report || finding >= report->report.finding_count ||
	    !report->report.findings[finding].identity)
		return false;
	inner = &report->report.findings[finding];
	*identity = (struct clint_identity){
		.rule = public_text(inner->rule->id),
		.clause = public_text(inner->identity->clause),
		.text = public_text(inner->identity->text),
		.fingerprint = public_text(inner->fingerprint),
		.context = public_text(inner->identity->context),
	};
	return true;
}

bool clint_report_used(const clint_report *report, size_t index, struct clint_use *use)
{
	const struct shown_use *inner;

	if (!report || index >= report->report.use_count)
		return false;
	inner = &report->report.uses[index];
	*use = (struct clint_use){inner->entry, (enum clint_use_kind)inner->kind,
				  public_text(inner->fingerprint)};
	return true;
}

bool clint_report_gone(const clint_report *report, size_t index, struct clint_gone *gone)
{
	const struct shown_gone *inner;

	if (!report || index >= report->report.gone_count)
		return false;
	inner = &report->report.gone[index];
	*gone = (struct clint_gone){
		.known = inner->entry,
		.rule = public_text(inner->rule),
		.clause = public_text(inner->clause),
		.text = public_text(inner->text),
		.fingerprint = public_text(inner->fingerprint),
	};
	return true;
}

bool clint_report_mark(const clint_report *report, size_t index, struct clint_mark *mark)
{
	const struct shown_mark *inner;

	if (!report || index >= report->report.mark_count)
		return false;
	inner = &report->report.marks[index];
	*mark = (struct clint_mark){
		.rule = public_text(inner->rule),
		.reason = public_text(inner->reason),
		.place = {inner->at.byte, inner->at.line, inner->at.column, inner->at.utf16},
		.used = inner->used,
	};
	return true;
}
