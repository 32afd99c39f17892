#include "pipeline.h"

#include "detect/keep.h"
#include "judge/fingerprint.h"
#include "judge/side.h"
#include "judge/stage.h"
#include "report/diff_build.h"

static struct build_input input_of(const struct check *c, const struct subject *subject)
{
	return (struct build_input){
		.pack = c->pack,
		.subject = subject,
		.findings = c->findings,
		.fingerprints = c->fingerprints,
		.identities = c->identify ? c->identities : NULL,
		.ledger = c->ledger,
		.settlement = c->settlement,
		.has_baseline = c->ledger && c->ledger->baseline.there,
		.marks = c->marks,
		.new_only = c->new_only,
		.off = c->off,
		.least = c->least,
		.side = c->neutral ? STR_NONE : c->side,
		.auto_lang = c->auto_lang,
		.needs = c->needs,
		.redact = c->redact,
	};
}

static void refuse(struct check *c)
{
	build_refusal(c->report, c->pack, c->name, c->error.message);
}

static void take_out_marks(struct check *c)
{
	if (!c->obey_marks)
		return;
	c->marks = inline_find(c->arena, c->norm, c->source);
	c->norm = inline_cut(c->arena, c->norm, c->marks);
}

/* What the findings are known by, in the report's arena. The words themselves are only needed where
 * they are compared or kept. */
static void identify(struct check *c, const struct subject *subject)
{
	struct str *prints;

	if (!c->ledger && !c->marks.n && !c->identify) {
		c->fingerprints = fingerprints(c->report->arena, subject, c->findings);
		return;
	}
	c->identities = identities(c->arena, subject, c->findings);
	prints = ARENA_ARRAY(c->arena, struct str, c->findings->n);
	for (uint32_t i = 0; i < c->findings->n; i++)
		prints[i] = arena_str(c->report->arena, c->identities[i].fingerprint);
	c->fingerprints = prints;
}

static void settle(struct check *c, const struct subject *subject)
{
	if (!c->ledger && !c->marks.n)
		return;
	c->settlement = ledger_settle(c->arena, &(struct settle_input){
							.ledger = c->ledger,
							.path = c->ledger_path,
							.today = c->today,
							.pack = c->pack,
							.off = c->off,
							.subject = subject,
							.findings = c->findings,
							.identities = c->identities,
							.marks = c->marks,
						});
}

static const struct findings *find(struct check *c, const struct subject *subject)
{
	struct arena *work = arena_sub(c->arena);
	const struct findings *findings =
		findings_keep(c->arena, detect_with(work, c->pack->plan, subject,
						    (struct known){c->type, c->applies}));

	arena_empty(work);
	return findings;
}

/* Gives back what the report is not built from. */
static void drop_unshown(struct check *c)
{
	if (!(c->needs & NEEDS_OUTLINE))
		survey_drop_quantities(c->arena, c->facts);
	outline_keep_numbers(c->arena, c->outline);
	norm_drop_text(c->arena, c->norm);
}

void check_contract(struct check *c)
{
	struct subject subject;
	struct build_input in;
	struct side side;

	c->source = source_read(c->arena, c->name, c->bytes, c->encoding, &c->error);
	if (!c->source) {
		refuse(c);
		return;
	}
	c->norm = normalise(c->arena, c->source);
	take_out_marks(c);
	c->outline = segment(c->arena, c->norm);
	c->facts = survey(c->arena, c->norm, c->outline);
	subject = (struct subject){c->source, c->norm, c->outline, c->facts};
	if (!side_find(c->arena, &subject, c->side, &side, &c->error)) {
		/* The names of the parties are the contract's words. */
		if (c->redact)
			error_set(&c->error, STATUS_REFUSED, "no party is called '%.*s'",
				  STR_ARG(c->side));
		refuse(c);
		return;
	}
	c->findings = find(c, &subject);
	c->findings = side_judge(c->arena, c->facts, side, c->findings);
	c->findings = stage_judge(c->arena, c->draft, c->findings);
	identify(c, &subject);
	settle(c, &subject);
	if (!c->compared)
		drop_unshown(c);
	c->neutral = side_is_neutral(side);
	in = input_of(c, &subject);
	build_report(c->report, &in);
}

static struct subject subject_of(const struct check *c)
{
	return (struct subject){c->source, c->norm, c->outline, c->facts};
}

void compare_drafts(struct comparison *comparison)
{
	struct check *old = &comparison->old, *now = &comparison->now;
	struct subject old_subject, now_subject;
	struct diff_draft drafts[2];
	struct diff_input in;

	old->compared = now->compared = true;
	check_contract(now);
	if (now->report->refused)
		return;
	old->auto_lang = false;
	old->report->lang = now->report->lang;
	check_contract(old);
	if (old->report->refused)
		return;
	old_subject = subject_of(old);
	now_subject = subject_of(now);
	drafts[0] = (struct diff_draft){&old_subject, old->findings, old->fingerprints};
	drafts[1] = (struct diff_draft){&now_subject, now->findings, now->fingerprints};
	in = (struct diff_input){
		.diff = drafts_compare(now->arena, &drafts[0], &drafts[1]),
		.old = input_of(old, &old_subject),
		.now = input_of(now, &now_subject),
	};
	comparison->shown->old = old->report;
	comparison->shown->now = now->report;
	build_diff(comparison->shown, now->report->arena, &in);
}
