/* What was settled before: the ledger's entries as the report shows them. */
#include "report/builder.h"

#include "text/hant.h"

struct str builder_folded(struct builder *b, struct str words)
{
	static const struct str gap = STR_INIT(NORM_GAP);
	struct text *text = &b->phrase;

	if (!words.n || b->in->redact)
		return STR("");
	for (size_t at = 0; at < words.n;) {
		size_t end = str_find(words, gap, at);
		text_str(text, str_cut(words, at, end));
		if (end == SIZE_MAX)
			break;
		text_str(text, STR("____"));
		at = end + gap.n;
	}
	if (b->report->script != SCRIPT_HANT)
		return builder_take(b, text);
	words = to_traditional(b->arena, text_done(text));
	text->n = 0;
	return words;
}

static void show_gone(struct builder *b)
{
	const struct settlement *settlement = b->in->settlement;
	struct shown_gone *gone = ARENA_ARRAY(b->arena, struct shown_gone, settlement->gone_count);

	for (uint32_t i = 0; i < settlement->gone_count; i++) {
		uint32_t index = settlement->gone[i];
		const struct baseline_entry *entry = &b->in->ledger->baseline.list.p[index];
		gone[i] = (struct shown_gone){
			.rule = arena_str(b->arena, entry->rule),
			.clause = builder_folded(b, entry->clause),
			.text = builder_folded(b, entry->text),
			.fingerprint = arena_str(b->arena, entry->fingerprint),
			.entry = index,
		};
	}
	b->report->gone = gone;
	b->report->gone_count = settlement->gone_count;
}

static void show_uses(struct builder *b)
{
	const struct settlement *settlement = b->in->settlement;
	struct shown_use *uses = ARENA_ARRAY(b->arena, struct shown_use, settlement->use_count);

	for (uint32_t i = 0; i < settlement->use_count; i++) {
		struct use use = settlement->uses[i];
		uses[i] = (struct shown_use){.entry = use.entry, .kind = (int)use.kind};
		if (use.finding != UINT32_MAX)
			uses[i].fingerprint = arena_str(b->arena, b->in->fingerprints[use.finding]);
	}
	b->report->uses = uses;
	b->report->use_count = settlement->use_count;
}

static void show_marks(struct builder *b)
{
	struct inline_marks marks = b->in->marks;
	struct shown_mark *shown = ARENA_ARRAY(b->arena, struct shown_mark, marks.n);

	for (uint32_t i = 0; i < marks.n; i++)
		shown[i] = (struct shown_mark){
			.rule = b->in->redact ? STR("") : arena_str(b->arena, marks.p[i].rule),
			.reason = b->in->redact ? STR("") : arena_str(b->arena, marks.p[i].reason),
			.at = source_place(b->in->subject->source, marks.p[i].src),
			.used = b->in->settlement->mark_used[i],
		};
	b->report->marks = shown;
	b->report->mark_count = marks.n;
}

void build_settled(struct builder *b)
{
	show_gone(b);
	show_uses(b);
	show_marks(b);
	b->report->moved = arena_str(b->arena, b->in->settlement->moved);
}
