/* Findings: their words, who is hurt, and what was settled about them. */
#include "report/builder.h"

#include "judge/harm.h"
#include "text/hant.h"

enum { FIELD_MAX = 90 }; /* bytes of the name of a blank */

static const enum text_id need_texts[BLANK_NEEDS] = {
	TEXT_NEED_UNKNOWN, TEXT_NEED_PARTY,  TEXT_NEED_IDENTITY,  TEXT_NEED_CONTACT,
	TEXT_NEED_ACCOUNT, TEXT_NEED_MONEY,  TEXT_NEED_RATIO,	  TEXT_NEED_DURATION,
	TEXT_NEED_DATE,	   TEXT_NEED_COUNT,  TEXT_NEED_PLACE,	  TEXT_NEED_NAME,
	TEXT_NEED_CHOICE,  TEXT_NEED_NUMBER, TEXT_NEED_SIGNATURE, TEXT_NEED_TEXT,
};

enum text_id need_text(enum blank_need need)
{
	return need_texts[need];
}

/* The laws are cited by their Chinese names in every language. */
static struct str in_script(struct builder *b, struct str name)
{
	return b->report->lang == LANG_HANT ? to_traditional(b->arena, name)
					    : arena_str(b->arena, name);
}

static const struct shown_law *show_legal(struct builder *b, const struct rule *rule, uint32_t *n)
{
	struct shown_law *legal = ARENA_ARRAY(b->arena, struct shown_law, rule->legal.n);

	for (uint32_t i = 0; i < rule->legal.n; i++)
		if (rule->legal.p[i].jurisdiction == b->in->findings->jurisdiction)
			legal[(*n)++] = (struct shown_law){in_script(b, rule->legal.p[i].law),
							   in_script(b, rule->legal.p[i].article)};
	return legal;
}

static bool has_placeholders(const struct shown_words *words)
{
	return str_contains(words->message, STR("{")) || str_contains(words->why, STR("{")) ||
	       str_contains(words->suggestion, STR("{"));
}

static const struct rule_texts *texts_of(struct builder *b, const struct rule *rule)
{
	struct rule_texts *texts = b->rules[rule->index];
	struct shown_rule *shown;

	if (texts)
		return texts;
	b->rules[rule->index] = texts = ARENA_NEW(b->arena, struct rule_texts);
	shown = &texts->shown;
	shown->id = arena_str(b->arena, rule->id);
	shown->name = arena_str(b->arena, rule->name);
	shown->category = arena_str(b->arena, rule->category);
	shown->confidence = rule->confidence;
	shown->structural = rule->detect.structure.n > 0;
	shown->words.message = builder_words(b, &rule->message);
	shown->words.why = builder_words(b, &rule->why);
	shown->words.suggestion = builder_words(b, &rule->suggest);
	shown->legal = show_legal(b, rule, &shown->legal_count);
	texts->filled = has_placeholders(&shown->words);
	return texts;
}

/* --- parties --------------------------------------------------------------------------------- */

static struct str party_name(struct builder *b, uint32_t party, enum text_id otherwise)
{
	if (party < b->in->subject->facts->parties.n && b->parties[party].n)
		return b->parties[party];
	return builder_text(b, otherwise);
}

static struct str harmed_name(struct builder *b, const struct finding *finding, struct hurt hurt)
{
	static const enum text_id unnamed[] = {
		[HARMS_BOTH] = TEXT_WHO_BOTH,	      [HARMS_CUSTOMER] = TEXT_WHO_CUSTOMER,
		[HARMS_PROVIDER] = TEXT_WHO_PROVIDER, [HARMS_CAPTURED] = TEXT_WHO_PARTY,
		[HARMS_OTHER] = TEXT_WHO_OTHER,
	};

	return party_name(b, hurt.party, unnamed[finding->rule->harms]);
}

/* Findings of the same kind mostly hurt the same party. */
static void show_harms(struct builder *b, const struct finding *finding,
		       struct shown_finding *shown)
{
	struct harm harm = harm_of(b->in->subject->facts, finding);
	struct harmed *harmed = &b->harmed[finding->rule->harms];

	/* “Both” needs no names, and is clearer than one name and a stand-in. */
	if (harm.n == 2 && (harm.who[0].party == PARTY_NONE || harm.who[1].party == PARTY_NONE))
		harm = (struct harm){.who = {{PARTY_NONE, ROLE_OTHER}}, .n = 1};
	if (!harmed->names || harmed->party != harm.who[0].party) {
		struct str *names = ARENA_ARRAY(b->arena, struct str, harm.n);
		for (uint32_t i = 0; i < harm.n; i++)
			names[i] = harmed_name(b, finding, harm.who[i]);
		*harmed = (struct harmed){harm.who[0].party, names, harm.n};
	}
	shown->harms = harmed->names;
	shown->harm_count = harmed->n;
}

/* --- messages -------------------------------------------------------------------------------- */

static const struct blank *blank_of(const struct builder *b, const struct finding *finding)
{
	const struct blanks *blanks = &b->in->subject->facts->blanks;
	uint32_t i = blank_from(*blanks, finding->at.begin);

	if (i < blanks->n && span_overlaps(blanks->p[i].at, finding->at))
		return &blanks->p[i];
	return NULL;
}

static struct str fill_party(struct builder *b, const struct finding *finding)
{
	return party_name(b, harm_party(b->in->subject->facts, finding), TEXT_WHO_PARTY);
}

static struct str fill_counterpart(struct builder *b, const struct finding *finding)
{
	const struct parties *parties = &b->in->subject->facts->parties;

	return party_name(b, harm_counterpart(parties, harm_party(b->in->subject->facts, finding)),
			  TEXT_WHO_OTHER);
}

/* The side that a rule speaks of by its role, by the name that the contract gives it. */
static struct str fill_role(struct builder *b, enum role role, enum text_id otherwise)
{
	const struct parties *parties = &b->in->subject->facts->parties;
	uint32_t i = 0;

	while (i < parties->n && parties->p[i].role != role)
		i++;
	return party_name(b, i, otherwise);
}

static struct str fill_customer(struct builder *b, const struct finding *finding)
{
	(void)finding;
	return fill_role(b, ROLE_CUSTOMER, TEXT_WHO_CUSTOMER);
}

static struct str fill_provider(struct builder *b, const struct finding *finding)
{
	(void)finding;
	return fill_role(b, ROLE_PROVIDER, TEXT_WHO_PROVIDER);
}

static struct str fill_detail(struct builder *b, const struct finding *finding)
{
	if (b->in->redact)
		return builder_text(b, TEXT_REDACTED);
	return builder_detail(b, finding->detail);
}

static struct str fill_field(struct builder *b, const struct finding *finding)
{
	const struct blank *blank = blank_of(b, finding);

	if (!blank || blank->field.begin == blank->field.end || b->in->redact)
		return builder_text(b, TEXT_THIS_FIELD);
	return builder_phrase(b, blank->field, FIELD_MAX);
}

static struct str fill_need(struct builder *b, const struct finding *finding)
{
	const struct blank *blank = blank_of(b, finding);

	return builder_text(b, need_text(blank ? blank->need : NEED_UNKNOWN));
}

static const struct {
	struct str name;
	struct str (*fill)(struct builder *b, const struct finding *finding);
} placeholders[] = {
	{STR_INIT("party"), fill_party},       {STR_INIT("counterpart"), fill_counterpart},
	{STR_INIT("customer"), fill_customer}, {STR_INIT("provider"), fill_provider},
	{STR_INIT("detail"), fill_detail},     {STR_INIT("field"), fill_field},
	{STR_INIT("need"), fill_need},
};

static struct str placeholder(struct builder *b, const struct finding *finding, struct str name)
{
	const struct capture *capture = harm_capture(finding, name);
	const struct rule_option *option = rule_option(finding->rule, name);

	for (size_t i = 0; i < sizeof placeholders / sizeof placeholders[0]; i++)
		if (str_equal(placeholders[i].name, name))
			return placeholders[i].fill(b, finding);
	if (capture && b->in->redact)
		return builder_text(b, TEXT_REDACTED);
	if (capture)
		return builder_phrase(b, capture->at, CAPTURE_MAX);
	return option ? option->text : STR("");
}

/* pattern with every {name} replaced; pattern itself when it has none. */
static struct str fill(struct builder *b, const struct finding *finding, struct str pattern)
{
	struct text *text = &b->line;
	struct str before, name;

	if (!str_contains(pattern, STR("{")))
		return pattern;
	for (size_t at = 0; text_next_name(pattern, &at, &before, &name);) {
		text_str(text, before);
		text_str(text, placeholder(b, finding, name));
	}
	text_str(text, before);
	return builder_take(b, text);
}

static const struct shown_words *filled_words(struct builder *b, const struct finding *finding,
					      const struct shown_words *of_rule)
{
	struct shown_words *words = ARENA_NEW(b->arena, struct shown_words);

	words->message = fill(b, finding, of_rule->message);
	words->why = fill(b, finding, of_rule->why);
	words->suggestion = fill(b, finding, of_rule->suggestion);
	return words;
}

/* --- what was settled ------------------------------------------------------------------------- */

static const struct judgement unsettled = {
	.was = STR_INIT(""), .reason = STR_INIT(""), .by = STR_INIT(""), .until = STR_INIT("")};

static const struct judgement *judgement_of(const struct builder *b, uint32_t finding)
{
	return b->in->settlement ? &b->in->settlement->judgements[finding] : &unsettled;
}

/* The words that were accepted are the contract's, and so is a reason that it gives itself. */
static const struct judgement *show_judgement(struct builder *b, uint32_t finding)
{
	const struct judgement *judgement = judgement_of(b, finding);
	bool own = str_equal(judgement->by, STR("inline"));
	struct judgement *shown;

	if (judgement == &unsettled)
		return judgement;
	shown = ARENA_NEW(b->arena, struct judgement);
	*shown = *judgement;
	shown->was = builder_folded(b, judgement->was);
	shown->reason = own && b->in->redact ? builder_text(b, TEXT_REDACTED)
					     : arena_str(b->arena, judgement->reason);
	shown->by = arena_str(b->arena, judgement->by);
	shown->until = arena_str(b->arena, judgement->until);
	return shown;
}

static const struct shown_identity *show_identity(struct builder *b,
						  const struct identity *identity)
{
	struct shown_identity *shown = ARENA_NEW(b->arena, struct shown_identity);

	/* Thousands of findings of one long sentence share its words. */
	if (identity->words.p != b->words_of) {
		b->words_of = identity->words.p;
		b->words = arena_str(b->arena, identity->words);
	}
	*shown = (struct shown_identity){arena_str(b->arena, identity->heading), b->words,
					 arena_str(b->arena, identity->context)};
	return shown;
}

static void show_finding(struct builder *b, uint32_t index, struct shown_finding *shown)
{
	const struct finding *finding = &b->in->findings->p[index];
	const struct rule_texts *texts = texts_of(b, finding->rule);

	*shown = (struct shown_finding){
		.rule = &texts->shown,
		.clause = builder_clause(b, finding->clause),
		.judgement = show_judgement(b, index),
		.severity = finding->severity,
		.words = texts->filled ? filled_words(b, finding, &texts->shown.words)
				       : &texts->shown.words,
		.fingerprint = b->in->fingerprints[index],
	};
	if (b->in->identities && !b->in->redact)
		shown->identity = show_identity(b, &b->in->identities[index]);
	show_harms(b, finding, shown);
	build_quote(b, finding, shown);
	build_captures(b, finding, shown);
}

static bool is_off(const struct build_input *in, const struct finding *finding)
{
	return in->off && in->off[finding->rule->index];
}

bool build_lists(const struct build_input *in, const struct finding *finding)
{
	return !is_off(in, finding) && finding->severity >= in->least;
}

static bool is_open(const struct judgement *judgement)
{
	return !judgement->accepted && judgement->state <= STATE_CHANGED;
}

static bool is_listed(const struct builder *b, uint32_t index)
{
	const struct finding *finding = &b->in->findings->p[index];

	return build_lists(b->in, finding) && (!b->in->new_only || is_open(judgement_of(b, index)));
}

static void count_finding(struct builder *b, uint32_t index)
{
	const struct finding *finding = &b->in->findings->p[index];
	const struct judgement *judgement = judgement_of(b, index);

	if (judgement->accepted) {
		b->report->accepted++;
	} else if (judgement->state > STATE_CHANGED) {
		b->report->baselined++;
		b->report->context += judgement->state == STATE_CONTEXT;
	} else {
		b->report->by_severity[finding->severity]++;
		b->report->lowered += finding->lowered;
	}
}

void build_findings(struct builder *b)
{
	const struct findings *findings = b->in->findings;
	struct shown_finding *shown;
	uint32_t listed = 0, n = 0;

	for (uint32_t i = 0; i < findings->n; i++) {
		if (!is_off(b->in, &findings->p[i]))
			count_finding(b, i);
		listed += is_listed(b, i);
	}
	shown = ARENA_ARRAY(b->arena, struct shown_finding, listed);
	for (uint32_t i = 0; i < findings->n; i++)
		if (is_listed(b, i)) {
			show_finding(b, i, &shown[n]);
			b->report->open_count += finding_is_open(&shown[n++]);
		}
	if (b->in->needs & NEEDS_LINES && !b->in->redact)
		build_line_hashes(b, shown, n);
	b->report->findings = shown;
	b->report->finding_count = n;
}
