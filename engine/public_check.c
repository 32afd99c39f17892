/* Checking one contract, and reading its report, behind the public interface. */
#include "public.h"

#include "pipeline.h"

#include <string.h>

/* --- options --------------------------------------------------------------------------------- */

bool public_lang(const char *name, enum lang *lang, bool *automatic)
{
	static const struct {
		const char *name;
		enum lang lang;
	} langs[] = {{"zh-Hans", LANG_HANS}, {"zh-Hant", LANG_HANT}, {"en", LANG_EN}};

	*automatic = !name || strcmp(name, "auto") == 0;
	if (*automatic)
		return true;
	for (size_t i = 0; i < sizeof langs / sizeof langs[0]; i++)
		if (strcmp(langs[i].name, name) == 0) {
			*lang = langs[i].lang;
			return true;
		}
	return false;
}

static bool is_called(const struct rule *rule, struct str name)
{
	return str_equal(rule->id, name) || str_equal(rule->name, name) ||
	       str_equal(rule->category, name);
}

static struct str nearest_name(const struct pack *pack, struct str name)
{
	struct str best = STR_NONE;

	for (uint32_t i = 0; i < pack->rule_count; i++) {
		const struct rule *rule = &pack->rules[i];
		struct str known[] = {best, rule->id, rule->category, rule->name};
		best = nearest_word(name, best.n ? known : known + 1, best.n ? 4 : 3);
	}
	return best;
}

/* Sets off[i] to value for the rules that a name means. */
static bool mark_rules(const struct pack *pack, const char *text, bool *off, bool value,
		       struct error *error)
{
	struct str name = str_from(text), near;
	bool known = false;

	for (uint32_t i = 0; i < pack->rule_count; i++) {
		if (!is_called(&pack->rules[i], name))
			continue;
		known = true;
		if (off)
			off[i] = value;
	}
	if (known)
		return true;
	near = nearest_name(pack, name);
	if (near.n)
		error_set(error, STATUS_USAGE,
			  "there is no rule or category '%.*s' (did you mean '%.*s'?)",
			  STR_ARG(name), STR_ARG(near));
	else
		error_set(error, STATUS_USAGE, "there is no rule or category '%.*s'",
			  STR_ARG(name));
	return false;
}

bool public_names(const struct pack *pack, const struct options_names *names, bool *off,
		  struct error *error)
{
	if (off)
		memset(off, names->select_count > 0, pack->rule_count);
	for (size_t i = 0; i < names->select_count; i++)
		if (!mark_rules(pack, names->select[i], off, false, error))
			return false;
	for (size_t i = 0; i < names->ignore_count; i++)
		if (!mark_rules(pack, names->ignore[i], off, true, error))
			return false;
	return true;
}

static bool is_auto(const char *name)
{
	return !name || strcmp(name, "auto") == 0;
}

static bool type_known(const struct pack *pack, const char *type)
{
	for (uint32_t i = 0; i < pack->checklist_count; i++)
		if (str_equal(pack->checklists[i].type, str_from(type)))
			return true;
	return is_auto(type);
}

static bool read_options(const struct pack *pack, const struct clint_options *options, bool *off,
			 struct error *error)
{
	struct options_names names = {options->select, options->select_count, options->ignore,
				      options->ignore_count};
	enum lang lang;
	enum encoding encoding;
	bool automatic;

	if (!public_lang(options->language, &lang, &automatic))
		error_set(error, STATUS_USAGE,
			  "the language '%s' is not auto, zh-Hans, zh-Hant or en",
			  options->language);
	else if (!is_auto(options->encoding) &&
		 !encoding_from_name(str_from(options->encoding), &encoding))
		error_set(error, STATUS_USAGE, "the encoding '%s' is not known", options->encoding);
	else if (!type_known(pack, options->type))
		error_set(error, STATUS_USAGE, "there is no contract type '%s' in the packs",
			  options->type);
	else if (options->today && !is_day(str_from(options->today)))
		error_set(error, STATUS_USAGE, "'%s' is no day as YYYY-MM-DD", options->today);
	else if ((unsigned)options->inline_mode > CLINT_INLINE_ALLOW)
		error_set(error, STATUS_USAGE, "there is no inline mode %u",
			  (unsigned)options->inline_mode);
	else if ((unsigned)options->min_severity > CLINT_HIGH)
		error_set(error, STATUS_USAGE, "there is no severity %u",
			  (unsigned)options->min_severity);
	else
		return public_names(pack, &names, off, error);
	return false;
}

const struct pack *public_pack(const clint_pack *pack, struct error *error)
{
	if (!pack || !pack->pack) {
		error_set(error, STATUS_USAGE, "the rule pack was not loaded");
		return NULL;
	}
	return pack->pack;
}

bool clint_options_valid(const clint_pack *pack, const struct clint_options *options,
			 struct clint_error *error)
{
	struct error inner = {0};
	const struct pack *rules = public_pack(pack, &inner);
	bool valid = rules && (!options || read_options(rules, options, NULL, &inner));

	public_error(error, valid ? NULL : &inner);
	return valid;
}

/* --- checking -------------------------------------------------------------------------------- */

struct check_call {
	struct check check;
	const struct clint_options *options;
	size_t size;
};

static void check_size(struct check *check, size_t size, size_t max)
{
	if (!max)
		max = CLINT_MAX_BYTES;
	if (size <= max)
		return;
	error_set(&check->error, STATUS_REFUSED,
		  "is larger than %zu bytes; the limit can be raised", max);
	build_refusal(check->report, check->pack, check->name, check->error.message);
}

static void read_settled(struct check *check, const struct clint_options *options, bool *off)
{
	check->ledger = options->ledger ? &options->ledger->ledger : NULL;
	check->ledger_path = options->ledger_path ? str_from(options->ledger_path) : check->name;
	check->today = str_from(options->today);
	check->obey_marks = options->inline_mode == CLINT_INLINE_ALLOW;
	check->new_only = options->new_only;
	check->identify = options->identify;
	if (options->inline_mode == CLINT_INLINE_IGNORE)
		for (uint32_t i = 0; i < check->pack->rule_count; i++)
			off[i] |= str_equal(check->pack->rules[i].detect.structure,
					    STR("inline-acceptance"));
}

bool public_prepare(struct check *check, const struct clint_options *options, size_t size)
{
	bool *off = ARENA_ARRAY(check->arena, bool, check->pack->rule_count);

	if (!read_options(check->pack, options, off, &check->error))
		return false;
	check->off = off;
	public_lang(options->language, &check->report->lang, &check->auto_lang);
	if (!is_auto(options->encoding))
		encoding_from_name(str_from(options->encoding), &check->encoding);
	if (!is_auto(options->type))
		check->type = str_from(options->type);
	check->side = str_from(options->side);
	check->least = (enum severity)options->min_severity;
	check->needs = options->keep;
	check->draft = options->draft;
	check->redact = options->redact;
	read_settled(check, options, off);
	check_size(check, size, options->max_bytes);
	return true;
}

static void work(void *context)
{
	struct check_call *call = context;
	struct check *check = &call->check;

	if (public_prepare(check, call->options, call->size) && !check->report->refused)
		check_contract(check);
}

/* Two arenas, since the report outlives the work: a failure in either ends both. */
static void work_and_report(void *context)
{
	struct check_call *call = context;

	if (!arena_protect(call->check.arena, work, call))
		arena_fail(call->check.report->arena);
}

static clint_report *new_report(struct allocator from)
{
	clint_report *report = from.resize(from.context, NULL, sizeof *report);

	if (!report)
		return NULL;
	*report = (clint_report){.from = from};
	report->report.arena = arena_new(from, 0);
	if (report->report.arena)
		return report;
	clint_report_free(report);
	return NULL;
}

clint_report *clint_check(const clint_pack *pack, const char *name, const void *bytes, size_t size,
			  const struct clint_options *options, struct clint_error *error)
{
	static const struct clint_options standard;
	struct check_call call = {.options = options ? options : &standard, .size = size};
	struct allocator from = public_allocator(call.options->memory);
	clint_report *report;
	bool done;

	call.check.pack = public_pack(pack, &call.check.error);
	if (!call.check.pack) {
		public_error(error, &call.check.error);
		return NULL;
	}
	report = new_report(from);
	call.check.arena = arena_new(from, 0);
	call.check.report = report ? &report->report : NULL;
	call.check.name = str_from(name ? name : "");
	call.check.bytes = (struct str){bytes, size};
	done = report && call.check.arena &&
	       arena_protect(report->report.arena, work_and_report, &call);
	arena_free(call.check.arena);
	if (!done)
		public_no_memory(error);
	else
		public_error(error, call.check.error.status ? &call.check.error : NULL);
	if (done && call.check.error.status != STATUS_USAGE)
		return report;
	clint_report_free(report);
	return NULL;
}

void clint_report_free(clint_report *report)
{
	if (report)
		public_free(report, report->report.arena, report->from);
}

/* --- reading --------------------------------------------------------------------------------- */

static const char *lang_name(enum lang lang)
{
	static const char *const names[LANGS] = {"zh-Hans", "zh-Hant", "en"};

	return names[lang];
}

void clint_report_summary(const clint_report *report, struct clint_summary *summary)
{
	const struct report *inner = &report->report;

	*summary = (struct clint_summary){
		.path = public_text(inner->path),
		.refused = inner->refused,
		.problem = public_text(inner->problem),
		.encoding = encoding_name(inner->encoding),
		.script = script_name(inner->script),
		.language = lang_name(inner->lang),
		.type = public_text(inner->type),
		.clauses = inner->clauses,
		.findings = inner->finding_count,
		.lowered = inner->lowered,
		.accepted = inner->accepted,
		.baselined = inner->baselined,
		.context = inner->context,
		.gone = inner->gone_count,
		.moved = public_text(inner->moved),
		.blanks = inner->blanks_in_terms + inner->formal_blanks,
		.incomplete = inner->incomplete_count,
	};
	for (int i = 0; i < 4; i++)
		summary->found[i] = inner->by_severity[i];
}

static struct clint_place public_place(struct place place)
{
	return (struct clint_place){place.byte, place.line, place.column, place.utf16};
}

bool clint_report_finding(const clint_report *report, size_t index, struct clint_finding *finding)
{
	const struct shown_finding *inner;

	if (!report || index >= report->report.finding_count)
		return false;
	inner = &report->report.findings[index];
	*finding = (struct clint_finding){
		.rule = public_text(inner->rule->id),
		.name = public_text(inner->rule->name),
		.category = public_text(inner->rule->category),
		.severity = (enum clint_severity)inner->severity,
		.confidence = (enum clint_confidence)inner->rule->confidence,
		.message = public_text(inner->words->message),
		.why = public_text(inner->words->why),
		.suggestion = public_text(inner->words->suggestion),
		.clause = public_text(inner->clause->path),
		.begin = public_place(inner->begin),
		.end = public_place(inner->end),
		.quote = public_text(finding_quote(inner)),
		.sentence = public_text(inner->sentence),
		.fingerprint = public_text(inner->fingerprint),
		.harmed = inner->harm_count,
		.state = (enum clint_state)inner->judgement->state,
		.accepted = inner->judgement->accepted,
		.was = public_text(inner->judgement->was),
		.reason = public_text(inner->judgement->reason),
		.by = public_text(inner->judgement->by),
		.until = public_text(inner->judgement->until),
	};
	return true;
}

bool clint_report_harmed(const clint_report *report, size_t finding, size_t index,
			 struct clint_text *name)
{
	if (!report || finding >= report->report.finding_count ||
	    index >= report->report.findings[finding].harm_count)
		return false;
	*name = public_text(report->report.findings[finding].harms[index]);
	return true;
}

bool clint_report_incomplete(const clint_report *report, size_t index, struct clint_text *rule,
			     struct clint_text *clause)
{
	if (!report || index >= report->report.incomplete_count)
		return false;
	*rule = public_text(report->report.incompletes[index].rule);
	*clause = public_text(report->report.incompletes[index].clause);
	return true;
}
