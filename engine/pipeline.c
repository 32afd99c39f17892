#include "pipeline.h"

#include "judge/fingerprint.h"
#include "judge/side.h"
#include "report/diff_build.h"

static struct build_input input_of(const struct check *c, const struct subject *subject)
{
	return (struct build_input){
		.pack = c->pack,
		.subject = subject,
		.findings = c->findings,
		.fingerprints = c->fingerprints,
		.off = c->off,
		.least = c->least,
		.side = c->neutral ? STR_NONE : c->side,
		.auto_lang = c->auto_lang,
		.with_outline = c->with_outline,
	};
}

static void refuse(struct check *c)
{
	build_refusal(c->report, c->pack, c->name, c->error.message);
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
	c->outline = segment(c->arena, c->norm);
	c->facts = survey(c->arena, c->norm, c->outline);
	subject = (struct subject){c->source, c->norm, c->outline, c->facts};
	if (!side_find(c->arena, &subject, c->side, &side, &c->error)) {
		refuse(c);
		return;
	}
	c->findings =
		detect_with(c->arena, c->pack->plan, &subject, (struct known){c->type, c->applies});
	c->findings = side_judge(c->arena, c->facts, side, c->findings);
	c->fingerprints = fingerprints(c->arena, &subject, c->findings);
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
