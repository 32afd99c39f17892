#include "report/phrases.h"
#include "base/utf8.h"

struct str phrase(struct phrases *phrases, enum text_id id)
{
	if (!phrases->texts[id].p)
		phrases->texts[id] = report_text(phrases->arena, id, phrases->lang);
	return phrases->texts[id];
}

struct str phrase_fill(struct phrases *phrases, struct str pattern,
		       const struct phrase_value *values, uint32_t n)
{
	struct text text = {.arena = phrases->arena};
	struct str before, name;

	for (size_t at = 0; text_next_name(pattern, &at, &before, &name);) {
		text_str(&text, before);
		for (uint32_t i = 0; i < n; i++)
			if (str_equal(name, str_from(values[i].name)))
				text_str(&text, values[i].text);
	}
	text_str(&text, before);
	return text_done(&text);
}

struct str phrase_number(struct phrases *phrases, uint64_t value)
{
	struct text text = {.arena = phrases->arena};

	text_uint(&text, value);
	return text_done(&text);
}

struct str phrase_level(struct phrases *phrases, enum severity severity)
{
	static const enum text_id levels[] = {TEXT_LEVEL_INFO, TEXT_LEVEL_LOW, TEXT_LEVEL_MEDIUM,
					      TEXT_LEVEL_HIGH};
	return phrase(phrases, levels[severity]);
}

struct str phrase_join(struct phrases *phrases, const struct str *texts, uint32_t n)
{
	struct text text = {.arena = phrases->arena};

	for (uint32_t i = 0; i < n; i++) {
		if (i)
			text_str(&text, phrase(phrases, TEXT_COMMA));
		text_str(&text, texts[i]);
	}
	return text_done(&text);
}

struct str phrase_clause(struct phrases *phrases, const struct report *report, struct str path,
			 bool absent)
{
	if (path.n)
		return path;
	if (absent)
		return phrase(phrases, TEXT_DOCUMENT);
	return phrase(phrases, report->clauses ? TEXT_OPENING : TEXT_BODY);
}

/* A title inside the title of a law stands in single marks: 《…〈民法典〉…》. */
static struct str inner_titles(struct arena *arena, struct str law)
{
	static const struct str marks[][2] = {{STR_INIT("《"), STR_INIT("〈")},
					      {STR_INIT("》"), STR_INIT("〉")}};
	struct text text = {.arena = arena};

	if (!str_contains(law, marks[0][0]))
		return law;
	for (size_t at = 0; at < law.n;) {
		size_t begin = at;
		struct str one;

		utf8_next(law, &at);
		one = str_cut(law, begin, at);
		for (int i = 0; i < 2; i++)
			if (str_equal(one, marks[i][0]))
				one = marks[i][1];
		text_str(&text, one);
	}
	return text_done(&text);
}

struct str phrase_laws(struct phrases *phrases, const struct shown_law *laws, uint32_t n)
{
	struct text text = {.arena = phrases->arena};

	for (uint32_t i = 0; i < n; i++) {
		bool bare = !str_starts(laws[i].law, STR("《"));
		if (i)
			text_str(&text, phrase(phrases, TEXT_SEMICOLON));
		text_str(&text,
			 PHRASE_FILL(phrases, TEXT_LAW_ENTRY, {"open", bare ? STR("《") : STR("")},
				     {"close", bare ? STR("》") : STR("")},
				     {"law", bare ? inner_titles(phrases->arena, laws[i].law)
						  : laws[i].law},
				     {"article", laws[i].article}));
	}
	return text_done(&text);
}

/* The party that the contract is read for, as the report calls it. */
static struct str phrase_side(struct phrases *phrases, struct str side)
{
	if (str_equal(side, STR("customer")))
		return phrase(phrases, TEXT_WHO_CUSTOMER);
	if (str_equal(side, STR("provider")))
		return phrase(phrases, TEXT_WHO_PROVIDER);
	return side;
}

struct str phrase_category(struct phrases *phrases, struct str category)
{
	static const struct {
		struct str category;
		enum text_id text;
	} categories[] = {
		{STR_INIT("acceptance"), TEXT_CATEGORY_ACCEPTANCE},
		{STR_INIT("assignment"), TEXT_CATEGORY_ASSIGNMENT},
		{STR_INIT("blank"), TEXT_CATEGORY_BLANK},
		{STR_INIT("breach"), TEXT_CATEGORY_BREACH},
		{STR_INIT("completeness"), TEXT_CATEGORY_COMPLETENESS},
		{STR_INIT("confidentiality"), TEXT_CATEGORY_CONFIDENTIALITY},
		{STR_INIT("data"), TEXT_CATEGORY_DATA},
		{STR_INIT("delivery"), TEXT_CATEGORY_DELIVERY},
		{STR_INIT("dispute"), TEXT_CATEGORY_DISPUTE},
		{STR_INIT("dispute-other"), TEXT_CATEGORY_DISPUTE_OTHER},
		{STR_INIT("exit"), TEXT_CATEGORY_EXIT},
		{STR_INIT("force-majeure"), TEXT_CATEGORY_FORCE_MAJEURE},
		{STR_INIT("hidden"), TEXT_CATEGORY_HIDDEN},
		{STR_INIT("ip"), TEXT_CATEGORY_IP},
		{STR_INIT("liability"), TEXT_CATEGORY_LIABILITY},
		{STR_INIT("liability-other"), TEXT_CATEGORY_LIABILITY_OTHER},
		{STR_INIT("notice"), TEXT_CATEGORY_NOTICE},
		{STR_INIT("payment"), TEXT_CATEGORY_PAYMENT},
		{STR_INIT("renewal"), TEXT_CATEGORY_RENEWAL},
		{STR_INIT("sla"), TEXT_CATEGORY_SLA},
		{STR_INIT("sla-quality"), TEXT_CATEGORY_SLA_QUALITY},
		{STR_INIT("staffing"), TEXT_CATEGORY_STAFFING},
		{STR_INIT("structure"), TEXT_CATEGORY_STRUCTURE},
		{STR_INIT("suspension"), TEXT_CATEGORY_SUSPENSION},
		{STR_INIT("term"), TEXT_CATEGORY_TERM},
		{STR_INIT("termination"), TEXT_CATEGORY_TERMINATION},
		{STR_INIT("unfair"), TEXT_CATEGORY_UNFAIR},
		{STR_INIT("unilateral"), TEXT_CATEGORY_UNILATERAL},
		{STR_INIT("vague"), TEXT_CATEGORY_VAGUE},
	};

	for (size_t i = 0; i < sizeof categories / sizeof categories[0]; i++)
		if (str_equal(categories[i].category, category))
			return phrase(phrases, categories[i].text);
	return category;
}

struct str phrase_encoding(struct phrases *phrases, const struct report *report)
{
	return PHRASE_FILL(phrases,
			   report->encoding_guessed ? TEXT_NOTE_GUESSED : TEXT_NOTE_ENCODING,
			   {"encoding", str_from(encoding_name(report->encoding))});
}

struct str phrase_state(struct phrases *phrases, const char *state)
{
	static const struct {
		const char *state;
		enum text_id text;
	} states[] = {
		{"present", TEXT_STATE_PRESENT},	 {"blank", TEXT_STATE_BLANK},
		{"placeholder", TEXT_STATE_PLACEHOLDER}, {"vague", TEXT_STATE_VAGUE},
		{"elsewhere", TEXT_STATE_ELSEWHERE},	 {"missing", TEXT_STATE_MISSING},
	};

	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (str_equal(str_from(states[i].state), str_from(state)))
			return phrase(phrases, states[i].text);
	return phrase(phrases, TEXT_STATE_MISSING);
}

static enum text_id fold_text(const char *kind)
{
	static const struct {
		const char *kind;
		enum text_id text;
	} folds[] = {
		{"zero-width", TEXT_FOLD_ZERO_WIDTH}, {"bidi", TEXT_FOLD_BIDI},
		{"pinyin", TEXT_FOLD_PINYIN},	      {"page-number", TEXT_FOLD_PAGE_NUMBER},
		{"hard-wrap", TEXT_FOLD_HARD_WRAP},   {"kangxi", TEXT_FOLD_KANGXI},
		{"furniture", TEXT_FOLD_FURNITURE},   {"contents", TEXT_FOLD_CONTENTS},
	};

	for (size_t i = 0; i < sizeof folds / sizeof folds[0] - 1; i++)
		if (str_equal(str_from(folds[i].kind), str_from(kind)))
			return folds[i].text;
	return TEXT_FOLD_CONTENTS;
}

struct str phrase_fold(struct phrases *phrases, const struct shown_fold *fold)
{
	return PHRASE_FILL(phrases, fold_text(fold->kind),
			   {"n", phrase_number(phrases, fold->count)},
			   {"line", phrase_number(phrases, fold->first.line)});
}

struct str phrase_incomplete(struct phrases *phrases, const struct shown_incomplete *incomplete)
{
	struct str clause =
		incomplete->clause.n ? incomplete->clause : phrase(phrases, TEXT_DOCUMENT);

	return PHRASE_FILL(phrases, incomplete->capped ? TEXT_NOTE_CAPPED : TEXT_NOTE_INCOMPLETE,
			   {"rule", incomplete->rule}, {"clause", clause});
}

/* --- what was found in a contract ------------------------------------------------------------- */

static enum text_id verdict_of(const struct report *report)
{
	const uint32_t *found = report->by_severity;

	if (found[SEVERITY_HIGH])
		return TEXT_VERDICT_HIGH;
	if (found[SEVERITY_MEDIUM])
		return TEXT_VERDICT_MEDIUM;
	if (found[SEVERITY_LOW] || found[SEVERITY_INFO])
		return TEXT_VERDICT_LOW;
	if (report->accepted || report->baselined)
		return TEXT_VERDICT_NONE_NEW;
	return report->clauses ? TEXT_VERDICT_NONE : TEXT_VERDICT_NO_CLAUSES;
}

struct str phrase_verdict(struct phrases *phrases, const struct report *report)
{
	const uint32_t *found = report->by_severity;

	return PHRASE_FILL(phrases, verdict_of(report),
			   {"high", phrase_number(phrases, found[SEVERITY_HIGH])},
			   {"medium", phrase_number(phrases, found[SEVERITY_MEDIUM])},
			   {"low", phrase_number(phrases, found[SEVERITY_LOW])},
			   {"info", phrase_number(phrases, found[SEVERITY_INFO])});
}

static void add_remark(struct phrases *phrases, struct text *remarks, enum text_id id, uint32_t n)
{
	if (!n)
		return;
	text_str(remarks, STR(" "));
	text_str(remarks, PHRASE_FILL(phrases, id, {"n", phrase_number(phrases, n)}));
}

struct str phrase_remarks(struct phrases *phrases, const struct report *report)
{
	const uint32_t *found = report->by_severity;
	struct text remarks = {.arena = phrases->arena};

	add_remark(phrases, &remarks, TEXT_VERDICT_ARTICLE, report->article);
	add_remark(phrases, &remarks, TEXT_VERDICT_BLANKS, report->blanks_in_terms);
	add_remark(phrases, &remarks, TEXT_VERDICT_HIDDEN,
		   found[0] + found[1] + found[2] + found[3] - report->open_count);
	return text_done(&remarks);
}

/* Nothing is hidden without a word. */
struct str phrase_settled(struct phrases *phrases, const struct report *report)
{
	struct text remarks = {.arena = phrases->arena};

	add_remark(phrases, &remarks, TEXT_VERDICT_ACCEPTED, report->accepted);
	add_remark(phrases, &remarks, TEXT_VERDICT_BASELINED, report->baselined);
	add_remark(phrases, &remarks, TEXT_VERDICT_CONTEXT, report->context);
	add_remark(phrases, &remarks, TEXT_VERDICT_GONE, report->gone_count);
	if (report->moved.n) {
		text_str(&remarks, STR(" "));
		text_str(&remarks,
			 PHRASE_FILL(phrases, TEXT_VERDICT_MOVED, {"name", report->moved}));
	}
	return str_trim(text_done(&remarks));
}

struct str phrase_acceptance(struct phrases *phrases, const struct judgement *judgement)
{
	struct text text = {.arena = phrases->arena};

	text_str(&text, PHRASE_FILL(phrases, TEXT_ACCEPTED_REASON, {"reason", judgement->reason}));
	if (str_equal(judgement->by, STR("inline")))
		text_str(&text, phrase(phrases, TEXT_ACCEPTED_INLINE));
	else if (judgement->by.n)
		text_str(&text, PHRASE_FILL(phrases, TEXT_ACCEPTED_BY, {"by", judgement->by}));
	if (judgement->until.n)
		text_str(&text,
			 PHRASE_FILL(phrases, TEXT_ACCEPTED_UNTIL, {"until", judgement->until}));
	return text_done(&text);
}

struct str phrase_reader(struct phrases *phrases, const struct report *report)
{
	if (!report->side.n)
		return STR("");
	return PHRASE_FILL(phrases, report->lowered ? TEXT_VERDICT_LOWERED : TEXT_VERDICT_SIDE,
			   {"side", phrase_side(phrases, report->side)},
			   {"n", phrase_number(phrases, report->lowered)});
}

struct str phrase_about(struct phrases *phrases, const struct report *report)
{
	struct str *names = ARENA_ARRAY(phrases->arena, struct str, report->party_count);
	struct str parties;

	for (uint32_t i = 0; i < report->party_count; i++)
		names[i] = report->parties[i].name;
	parties = phrase_join(phrases, names, report->party_count);
	return PHRASE_FILL(
		phrases, TEXT_ABOUT,
		{"type", report->type.n ? report->type_title : phrase(phrases, TEXT_TYPE_UNKNOWN)},
		{"parties", parties.n ? parties : phrase(phrases, TEXT_PARTIES_UNKNOWN)},
		{"clauses", phrase_number(phrases, report->clauses)});
}

/* --- what was found in all of them ------------------------------------------------------------ */

struct str phrase_summary(struct phrases *phrases, const struct rendering *rendering)
{
	const uint64_t *found = rendering->found;

	return PHRASE_FILL(phrases, TEXT_SHORT_SUMMARY,
			   {"files", phrase_number(phrases, rendering->checked)},
			   {"clauses", phrase_number(phrases, rendering->clauses)},
			   {"high", phrase_number(phrases, found[SEVERITY_HIGH])},
			   {"medium", phrase_number(phrases, found[SEVERITY_MEDIUM])},
			   {"low", phrase_number(phrases, found[SEVERITY_LOW])},
			   {"info", phrase_number(phrases, found[SEVERITY_INFO])},
			   {"accepted", phrase_number(phrases, rendering->accepted)},
			   {"baselined", phrase_number(phrases, rendering->baselined)},
			   {"skipped", phrase_number(phrases, rendering->skipped.n)});
}

struct str phrase_not_listed(struct phrases *phrases, const struct rendering *rendering)
{
	const uint64_t *found = rendering->found;
	uint64_t hidden = found[0] + found[1] + found[2] + found[3] - rendering->listed;

	if (hidden + rendering->accepted + rendering->baselined == 0)
		return STR("");
	return PHRASE_FILL(phrases, TEXT_SHORT_NOT_LISTED,
			   {"hidden", phrase_number(phrases, hidden)},
			   {"accepted", phrase_number(phrases, rendering->accepted)},
			   {"baselined", phrase_number(phrases, rendering->baselined)});
}
