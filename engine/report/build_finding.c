/* Findings: their words, who is hurt, the quote and what stands around it. */
#include "report/builder.h"

#include "base/utf8.h"
#include "judge/harm.h"
#include "text/hant.h"
#include "text/width.h"

enum {
	QUOTE_MAX = 600, /* bytes of a quote */
	WHOLE_MAX = 480, /* a sentence up to this many bytes is shown whole, the quote in it, too */
	AROUND_MAX = 180, /* of a longer one this much on either side of the quote */
	CAPTURE_MAX = 150,
	FIELD_MAX = 90
};

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

static const struct rule_texts *texts_of(struct builder *b, const struct rule *rule)
{
	struct rule_texts *texts = &b->rules[rule->index];
	struct shown_law *legal;
	uint32_t count = 0;

	if (texts->ready)
		return texts;
	legal = ARENA_ARRAY(b->arena, struct shown_law, rule->legal.n);
	for (uint32_t i = 0; i < rule->legal.n; i++)
		if (rule->legal.p[i].jurisdiction == b->in->findings->jurisdiction)
			legal[count++] = (struct shown_law){in_script(b, rule->legal.p[i].law),
							    in_script(b, rule->legal.p[i].article)};
	*texts = (struct rule_texts){
		.ready = true,
		.id = arena_str(b->arena, rule->id),
		.name = arena_str(b->arena, rule->name),
		.category = arena_str(b->arena, rule->category),
		.message = builder_words(b, &rule->message),
		.why = builder_words(b, &rule->why),
		.suggestion = builder_words(b, &rule->suggest),
		.legal = legal,
		.legal_count = count,
	};
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

static void show_harms(struct builder *b, const struct finding *finding,
		       struct shown_finding *shown)
{
	struct harm harm = harm_of(b->in->subject->facts, finding);
	struct str *names = ARENA_ARRAY(b->arena, struct str, 2);

	/* “Both” needs no names, and is clearer than one name and a stand-in. */
	if (harm.n == 2 && (harm.who[0].party == PARTY_NONE || harm.who[1].party == PARTY_NONE))
		harm = (struct harm){.who = {{PARTY_NONE, ROLE_OTHER}}, .n = 1};
	for (uint32_t i = 0; i < harm.n; i++)
		names[i] = harmed_name(b, finding, harm.who[i]);
	shown->harms = names;
	shown->harm_count = harm.n;
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
	{STR_INIT("party"), fill_party},   {STR_INIT("counterpart"), fill_counterpart},
	{STR_INIT("detail"), fill_detail}, {STR_INIT("field"), fill_field},
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
	size_t at = 0;

	if (!str_contains(pattern, STR("{")))
		return pattern;
	for (;;) {
		size_t open = str_find(pattern, STR("{"), at);
		size_t close = open == SIZE_MAX ? SIZE_MAX : str_find(pattern, STR("}"), open);
		if (close == SIZE_MAX)
			break;
		text_str(text, str_cut(pattern, at, open));
		text_str(text, placeholder(b, finding, str_cut(pattern, open + 1, close)));
		at = close + 1;
	}
	text_str(text, str_cut(pattern, at, pattern.n));
	return builder_take(b, text);
}

/* --- quotes ---------------------------------------------------------------------------------- */

static struct str sentence_whole(struct builder *b, struct span src)
{
	if (!b->sentence.p || b->sentence_src.begin != src.begin ||
	    b->sentence_src.end != src.end) {
		b->sentence = arena_str(b->arena, str_at(b->in->subject->source->text, src));
		b->sentence_src = src;
	}
	return b->sentence;
}

static void show_around(struct builder *b, struct span sentence, struct span quote,
			struct shown_finding *shown)
{
	struct str source = b->in->subject->source->text;
	size_t begin = sentence.begin, end = sentence.end;
	struct text *text = &b->line;

	if (quote.begin - begin > AROUND_MAX)
		begin = cut_after(source, quote.begin - AROUND_MAX);
	if (end - quote.end > AROUND_MAX)
		end = cut_before(source, quote.end + AROUND_MAX);
	if (begin > sentence.begin)
		text_str(text, STR("…"));
	text_str(text, str_cut(source, begin, quote.begin));
	shown->quote_in_sentence.begin = (uint32_t)text->n;
	text_str(text, shown->quote);
	shown->quote_in_sentence.end = (uint32_t)text->n;
	text_str(text, str_cut(source, quote.end, end));
	if (end < sentence.end)
		text_str(text, STR("…"));
	shown->sentence = builder_take(b, text);
}

/* From one finding to the next in a line only what is between them is looked at. */
static uint32_t display_column(struct builder *b, uint32_t line, uint32_t offset)
{
	enum { TAB = 8 };
	struct str text = b->in->subject->source->text;
	size_t begin = offset;

	if (b->display_line != line || b->display_at > offset) {
		while (begin > 0 && text.p[begin - 1] != '\n' && text.p[begin - 1] != '\r')
			begin--;
		b->display_line = line;
		b->display_at = begin;
		b->display = 0;
	}
	while (b->display_at < offset) {
		uint32_t cp = utf8_next(text, &b->display_at);
		b->display += cp == '\t' ? TAB - b->display % TAB : cp_width(cp);
	}
	return b->display + 1;
}

static void show_quote(struct builder *b, const struct finding *finding,
		       struct shown_finding *shown)
{
	const struct subject *subject = b->in->subject;
	struct span quote = norm_to_source(subject->norm, finding->at), sentence = quote;

	shown->begin = source_place(subject->source, quote.begin);
	shown->end =
		quote.end == quote.begin ? shown->begin : source_place(subject->source, quote.end);
	if (b->in->needs & NEEDS_DISPLAY)
		shown->display = display_column(b, shown->begin.line, quote.begin);
	if (quote.begin == quote.end || b->in->redact)
		return;
	if (finding->sentence != UINT32_MAX)
		sentence = norm_to_source(subject->norm,
					  subject->outline->sentences[finding->sentence].at);
	if (sentence.begin > quote.begin)
		sentence.begin = quote.begin;
	if (sentence.end < quote.end)
		sentence.end = quote.end;
	if (span_size(sentence) > WHOLE_MAX) {
		shown->quote = builder_quote(b, finding->at, QUOTE_MAX);
		show_around(b, sentence, quote, shown);
		return;
	}
	shown->sentence = sentence_whole(b, sentence);
	shown->quote_in_sentence =
		(struct span){quote.begin - sentence.begin, quote.end - sentence.begin};
	shown->quote = str_at(shown->sentence, shown->quote_in_sentence);
}

/* Where a source offset stands in the sentence as it is shown, around the quote that is known. */
static int64_t shown_at(const struct shown_finding *shown, struct span quote, uint32_t offset)
{
	struct span in = shown->quote_in_sentence;

	if (offset >= quote.end)
		return (int64_t)in.end + (offset - quote.end);
	if (offset > quote.begin && offset - quote.begin > span_size(in))
		return in.end;
	return (int64_t)in.begin + ((int64_t)offset - quote.begin);
}

static struct span in_sentence(struct builder *b, const struct finding *finding, struct span at,
			       const struct shown_finding *shown)
{
	const struct norm *norm = b->in->subject->norm;
	struct span quote = norm_to_source(norm, finding->at), src = norm_to_source(norm, at);
	int64_t begin = shown_at(shown, quote, src.begin), end = shown_at(shown, quote, src.end);

	if (begin < 0 || begin > end || end > (int64_t)shown->sentence.n)
		return (struct span){0, 0};
	return (struct span){(uint32_t)begin, (uint32_t)end};
}

static void show_captures(struct builder *b, const struct finding *finding,
			  struct shown_finding *shown)
{
	struct shown_capture *captures;

	if (!finding->capture_count || b->in->redact)
		return;
	captures = ARENA_ARRAY(b->arena, struct shown_capture, finding->capture_count);
	for (uint32_t i = 0; i < finding->capture_count; i++) {
		const struct capture *capture = &finding->captures[i];
		captures[i] = (struct shown_capture){
			.name = arena_str(b->arena, capture->name),
			.text = builder_quote(b, capture->at, CAPTURE_MAX),
			.in_sentence = in_sentence(b, finding, capture->at, shown),
		};
	}
	shown->captures = captures;
	shown->capture_count = finding->capture_count;
}

static struct judgement judgement_of(const struct builder *b, uint32_t finding)
{
	return b->in->settlement ? b->in->settlement->judgements[finding] : (struct judgement){0};
}

/* The words that were accepted are the contract's, and so is a reason that it gives itself. */
static struct judgement copy_judgement(struct builder *b, struct judgement judgement)
{
	bool own = str_equal(judgement.by, STR("inline"));

	judgement.was = builder_folded(b, judgement.was);
	judgement.reason = own && b->in->redact ? builder_text(b, TEXT_REDACTED)
						: arena_str(b->arena, judgement.reason);
	judgement.by = arena_str(b->arena, judgement.by);
	judgement.until = arena_str(b->arena, judgement.until);
	return judgement;
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
	const struct rule *rule = finding->rule;
	const struct rule_texts *texts = texts_of(b, rule);

	*shown = (struct shown_finding){
		.rule = texts->id,
		.name = texts->name,
		.category = texts->category,
		.severity = finding->severity,
		.confidence = rule->confidence,
		.message = fill(b, finding, texts->message),
		.why = fill(b, finding, texts->why),
		.suggestion = fill(b, finding, texts->suggestion),
		.legal = texts->legal,
		.legal_count = texts->legal_count,
		.clause = builder_clause(b, finding->clause),
		.fingerprint = arena_str(b->arena, b->in->fingerprints[index]),
		.structural = rule->detect.structure.n > 0,
	};
	shown->judgement = copy_judgement(b, judgement_of(b, index));
	if (b->in->identities && !b->in->redact)
		shown->identity = show_identity(b, &b->in->identities[index]);
	show_harms(b, finding, shown);
	show_quote(b, finding, shown);
	show_captures(b, finding, shown);
}

static bool is_off(const struct build_input *in, const struct finding *finding)
{
	return in->off && in->off[finding->rule->index];
}

bool build_lists(const struct build_input *in, const struct finding *finding)
{
	return !is_off(in, finding) && finding->severity >= in->least;
}

static bool is_open(struct judgement judgement)
{
	return !judgement.accepted && judgement.state <= STATE_CHANGED;
}

static bool is_listed(const struct builder *b, uint32_t index)
{
	const struct finding *finding = &b->in->findings->p[index];

	return build_lists(b->in, finding) && (!b->in->new_only || is_open(judgement_of(b, index)));
}

static void count_finding(struct builder *b, uint32_t index)
{
	const struct finding *finding = &b->in->findings->p[index];
	struct judgement judgement = judgement_of(b, index);

	if (judgement.accepted) {
		b->report->accepted++;
	} else if (judgement.state > STATE_CHANGED) {
		b->report->baselined++;
		b->report->context += judgement.state == STATE_CONTEXT;
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
