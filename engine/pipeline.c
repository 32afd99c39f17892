#include "pipeline.h"

#include "judge/fingerprint.h"
#include "judge/side.h"
#include "judge/stage.h"

static void report_on(struct check *c, const struct subject *subject, struct side side)
{
	build_report(c->report, &(struct build_input){
					.pack = c->pack,
					.subject = subject,
					.findings = c->findings,
					.fingerprints = c->fingerprints,
					.off = c->off,
					.least = c->least,
					.side = side_is_neutral(side) ? STR_NONE : c->side,
					.auto_lang = c->auto_lang,
					.needs = c->needs,
					.redact = c->redact,
				});
}

static void refuse(struct check *c)
{
	build_refusal(c->report, c->pack, c->name, c->error.message);
}

void check_contract(struct check *c)
{
	struct subject subject;
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
		/* The names of the parties are the contract's words. */
		if (c->redact)
			error_set(&c->error, STATUS_REFUSED, "no party is called '%.*s'",
				  STR_ARG(c->side));
		refuse(c);
		return;
	}
	c->findings =
		detect_with(c->arena, c->pack->plan, &subject, (struct known){c->type, c->applies});
	c->findings = side_judge(c->arena, c->facts, side, c->findings);
	c->findings = stage_judge(c->arena, c->draft, c->findings);
	c->fingerprints = fingerprints(c->arena, &subject, c->findings);
	report_on(c, &subject, side);
}
