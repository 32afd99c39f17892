#include "report/phrases.h"

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
	size_t at = 0;

	for (;;) {
		size_t open = str_find(pattern, STR("{"), at);
		size_t close = open == SIZE_MAX ? SIZE_MAX : str_find(pattern, STR("}"), open);
		struct str name = str_cut(pattern, open + 1, close);
		if (close == SIZE_MAX)
			break;
		text_str(&text, str_cut(pattern, at, open));
		for (uint32_t i = 0; i < n; i++)
			if (str_equal(name, str_from(values[i].name)))
				text_str(&text, values[i].text);
		at = close + 1;
	}
	text_str(&text, str_cut(pattern, at, pattern.n));
	return text_done(&text);
}

struct str phrase_number(struct phrases *phrases, uint64_t value)
{
	return arena_format(phrases->arena, "%llu", (unsigned long long)value);
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

struct str phrase_laws(struct phrases *phrases, const struct shown_law *laws, uint32_t n)
{
	struct text text = {.arena = phrases->arena};

	for (uint32_t i = 0; i < n; i++) {
		bool bare = !str_starts(laws[i].law, STR("《"));
		if (i)
			text_str(&text, phrase(phrases, TEXT_SEMICOLON));
		text_str(&text,
			 PHRASE_FILL(phrases, TEXT_LAW_ENTRY, {"open", bare ? STR("《") : STR("")},
				     {"close", bare ? STR("》") : STR("")}, {"law", laws[i].law},
				     {"article", laws[i].article}));
	}
	return text_done(&text);
}

struct str phrase_side(struct phrases *phrases, struct str side)
{
	if (str_equal(side, STR("customer")))
		return phrase(phrases, TEXT_WHO_CUSTOMER);
	if (str_equal(side, STR("provider")))
		return phrase(phrases, TEXT_WHO_PROVIDER);
	return side;
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
