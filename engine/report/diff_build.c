#include "report/diff_build.h"

#include "report/builder.h"

#include <stdlib.h>

enum { PIECE_MAX = 6000, VALUE_MAX = 120, ABOUT_MAX = 90 };

_Static_assert((int)SHOWN_REMOVED == (int)CHANGE_REMOVED && (int)SHOWN_KINDS == (int)CHANGE_KINDS,
	       "the kinds of change are the engine's");

const char *const change_names[SHOWN_KINDS] = {"reworded", "moved", "renumbered", "split",
					       "merged",   "added", "removed"};

struct differ_build {
	struct shown_diff *shown;
	struct arena *arena;
	const struct diff_input *in;
	struct builder old, now;
};

/* --- words ----------------------------------------------------------------------------------- */

/* However wide a blank was drawn, four low lines say what it is. */
static struct str with_short_blanks(struct builder *b, struct str text)
{
	struct text *line = &b->line;
	size_t run = 0, from = 0;

	if (!str_contains(text, STR("_____")))
		return text;
	for (size_t i = 0; i < text.n; i++) {
		run = text.p[i] == '_' ? run + 1 : 0;
		if (run <= 4)
			continue;
		text_str(line, str_cut(text, from, i));
		from = i + 1;
	}
	text_str(line, str_cut(text, from, text.n));
	return builder_take(b, line);
}

static struct str words_at(struct builder *b, struct span at, size_t limit)
{
	return with_short_blanks(b, builder_phrase(b, at, limit));
}

/* Whether the words before and behind a gap belong together: in one clause, and not a heading and
 * what stands below it. */
static bool is_joined(const struct builder *b, const struct word *before, const struct word *behind)
{
	const struct outline *outline = b->in->subject->outline;
	const struct clause *clause;

	if (before->end == behind->begin)
		return true;
	clause = &outline->clauses[outline_clause_at(outline, behind->begin)];
	return before->begin >= clause->at.begin &&
	       !(before->begin < clause->title.end && behind->begin >= clause->title.end);
}

static uint32_t joined_end(const struct builder *b, const struct word *words, struct span at)
{
	uint32_t i = at.begin + 1;

	while (i < at.end && is_joined(b, &words[i - 1], &words[i]))
		i++;
	return i;
}

typedef VEC(struct shown_piece) pieces;

/* What stood in several clauses, or in a heading and below it, is in several pieces with a line
 * break between them. */
static void add_pieces(struct builder *b, pieces *list, enum piece_kind kind,
		       const struct word *words, struct span at)
{
	while (at.begin < at.end) {
		uint32_t end = joined_end(b, words, at);
		struct span text = {words[at.begin].begin, words[end - 1].end};
		if (at.begin && list->n && !is_joined(b, &words[at.begin - 1], &words[at.begin]))
			*VEC_PUSH(b->arena, list) = (struct shown_piece){PIECE_KEPT, STR("\n")};
		*VEC_PUSH(b->arena, list) =
			(struct shown_piece){kind, words_at(b, text, PIECE_MAX)};
		at.begin = end;
	}
}

static void show_edits(struct differ_build *d, const struct clause_change *change,
		       struct shown_change *shown)
{
	pieces list = {0};

	for (uint32_t i = 0; i < change->edits.n; i++) {
		const struct edit *edit = &change->edits.p[i];
		if (edit->kept) {
			add_pieces(&d->now, &list, PIECE_KEPT, change->now_words, edit->now);
			continue;
		}
		add_pieces(&d->old, &list, PIECE_OLD, change->old_words, edit->old);
		add_pieces(&d->now, &list, PIECE_NEW, change->now_words, edit->now);
	}
	shown->pieces = list.p;
	shown->piece_count = list.n;
}

/* All of a clause that is in one draft only. */
static void show_text(struct builder *b, uint32_t clause, enum piece_kind kind,
		      struct shown_change *shown)
{
	struct span body = b->in->subject->outline->clauses[clause].body;
	struct shown_piece *piece = ARENA_NEW(b->arena, struct shown_piece);

	*piece = (struct shown_piece){kind, words_at(b, body, PIECE_MAX)};
	shown->pieces = piece;
	shown->piece_count = piece->text.n > 0;
}

/* --- clauses --------------------------------------------------------------------------------- */

static struct str clause_name(struct builder *b, uint32_t clause)
{
	const struct shown_clause *shown = builder_clause(b, clause);

	if (shown->path.n)
		return shown->path;
	return builder_text(b, clause ? TEXT_OPENING : TEXT_BODY);
}

static const struct shown_clause *show_clauses(struct builder *b, const uint32_t *clauses,
					       uint32_t n)
{
	struct shown_clause *list = ARENA_ARRAY(b->arena, struct shown_clause, n);

	for (uint32_t i = 0; i < n; i++) {
		list[i] = *builder_clause(b, clauses[i]);
		list[i].path = clause_name(b, clauses[i]);
	}
	return list;
}

static void show_change(struct differ_build *d, const struct clause_change *change,
			struct shown_change *shown)
{
	struct builder *b = change->now_count ? &d->now : &d->old;
	uint32_t clause = change->now_count ? change->nows[0] : change->olds[0];

	*shown = (struct shown_change){
		.kinds = change->kinds,
		.following = change->following,
		.olds = show_clauses(&d->old, change->olds, change->old_count),
		.nows = show_clauses(&d->now, change->nows, change->now_count),
		.old_count = change->old_count,
		.now_count = change->now_count,
		.at = builder_place(b, b->in->subject->outline->clauses[clause].at.begin),
	};
	if (change->kinds & CHANGE_REWORDED)
		show_edits(d, change, shown);
	else if (change->kinds & (CHANGE_ADDED | CHANGE_REMOVED))
		show_text(b, clause, change->now_count ? PIECE_NEW : PIECE_OLD, shown);
}

static void show_changes(struct differ_build *d)
{
	const struct diff *diff = d->in->diff;
	struct shown_change *list;
	uint32_t n = 0;

	for (uint32_t i = 0; i < diff->change_count; i++)
		n += diff->changes[i].kinds != 0;
	list = ARENA_ARRAY(d->arena, struct shown_change, n);
	d->shown->changes = list;
	d->shown->change_count = n;
	for (uint32_t i = 0; i < diff->change_count; i++) {
		const struct clause_change *change = &diff->changes[i];
		d->shown->unchanged +=
			!(change->kinds & ~(unsigned)(CHANGE_MOVED | CHANGE_RENUMBERED));
		if (!change->kinds)
			continue;
		show_change(d, change, list++);
		for (int kind = 0; kind < SHOWN_KINDS; kind++)
			d->shown->counts[kind] += change->kinds >> kind & 1;
	}
}

/* --- values and references ------------------------------------------------------------------- */

static bool is_value(const struct build_input *in, uint32_t quantity)
{
	return in->subject->facts->quantities.p[quantity].state == QUANTITY_VALUE;
}

static bool is_blank(const struct build_input *in, uint32_t quantity, struct span at)
{
	struct blanks blanks = in->subject->facts->blanks;
	uint32_t blank = blank_from(blanks, at.begin);

	if (quantity != UINT32_MAX)
		return !is_value(in, quantity);
	return blank < blanks.n && blanks.p[blank].at.begin < at.end;
}

static const char *state_of(const struct diff_input *in, const struct quantity_change *change)
{
	bool was, is;

	if (!span_size(change->old))
		return "added";
	if (!span_size(change->now))
		return "removed";
	was = is_blank(&in->old, change->old_quantity, change->old);
	is = is_blank(&in->now, change->now_quantity, change->now);
	if (was == is)
		return "changed";
	return was ? "filled" : "blanked";
}

static const char *kind_of(const struct diff_input *in, const struct quantity_change *change)
{
	static const char *const kinds[QUANTITY_KINDS] = {
		[QUANTITY_MONEY] = "money",	  [QUANTITY_RATIO] = "ratio",
		[QUANTITY_DURATION] = "duration", [QUANTITY_DATE] = "date",
		[QUANTITY_COUNT] = "count",	  [QUANTITY_NUMBER] = "number"};

	if (change->now_quantity != UINT32_MAX)
		return kinds[in->now.subject->facts->quantities.p[change->now_quantity].kind];
	if (change->old_quantity != UINT32_MAX)
		return kinds[in->old.subject->facts->quantities.p[change->old_quantity].kind];
	return "text";
}

static struct str value_at(struct builder *b, struct span at)
{
	struct str words = str_trim(words_at(b, at, VALUE_MAX));

	return span_size(at) && !words.n ? STR("____") : words;
}

static void show_values(struct differ_build *d)
{
	const struct diff *diff = d->in->diff;
	struct shown_value_change *list =
		ARENA_ARRAY(d->arena, struct shown_value_change, diff->quantity_count);

	for (uint32_t i = 0; i < diff->quantity_count; i++) {
		const struct quantity_change *change = &diff->quantities[i];
		bool gone = !span_size(change->now);
		struct builder *b = gone ? &d->old : &d->now;
		struct span at = gone ? change->old : change->now;
		/* What is gone is looked for in the clause as it is now. */
		uint32_t clause = gone ? diff->changes[change->change].nows[0]
				       : outline_clause_at(b->in->subject->outline, at.begin);
		list[i] = (struct shown_value_change){
			.clause = clause_name(&d->now, clause),
			.about = words_at(b, change->about, ABOUT_MAX),
			.kind = kind_of(d->in, change),
			.state = state_of(d->in, change),
			.old = value_at(&d->old, change->old),
			.now = value_at(&d->now, change->now),
			.at = builder_place(b, at.begin),
		};
	}
	d->shown->values = list;
	d->shown->value_count = diff->quantity_count;
}

static void show_references(struct differ_build *d)
{
	const struct diff *diff = d->in->diff;
	struct shown_reference_change *list =
		ARENA_ARRAY(d->arena, struct shown_reference_change, diff->reference_count);

	for (uint32_t i = 0; i < diff->reference_count; i++) {
		const struct reference_change *change = &diff->references[i];
		list[i] = (struct shown_reference_change){
			.clause = clause_name(&d->now, change->clause),
			.text = words_at(&d->now, change->at, VALUE_MAX),
			.meant = clause_name(&d->now, change->meant),
			.target = clause_name(&d->now, change->target),
			.at = builder_place(&d->now, change->at.begin),
		};
	}
	d->shown->references = list;
	d->shown->reference_count = diff->reference_count;
}

/* --- findings -------------------------------------------------------------------------------- */

/* By finding: where it stands in the report; NULL: it is not listed there. */
static const struct shown_finding **index_findings(struct arena *arena, const struct report *report,
						   const struct build_input *in)
{
	const struct shown_finding **list =
		ARENA_ARRAY(arena, const struct shown_finding *, in->findings->n);
	const struct shown_finding *next = report->findings;

	for (uint32_t i = 0; i < in->findings->n; i++)
		if (build_lists(in, &in->findings->p[i]))
			list[i] = next++;
	return list;
}

static bool counts(const struct build_input *in, const struct finding *finding)
{
	return !in->off || !in->off[finding->rule->index];
}

static const struct shown_finding *shown_of(const struct shown_finding_change *change)
{
	return change->now ? change->now : change->old;
}

static struct shown_finding_change *worst_first(struct arena *arena,
						const struct shown_finding_change *list, uint32_t n)
{
	struct shown_finding_change *sorted = ARENA_ARRAY(arena, struct shown_finding_change, n);
	uint32_t k = 0;

	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--)
		for (uint32_t i = 0; i < n; i++)
			if ((int)shown_of(&list[i])->severity == severity)
				sorted[k++] = list[i];
	return sorted;
}

static void show_present(struct differ_build *d, const struct shown_finding **olds,
			 const struct shown_finding **nows)
{
	const struct diff *diff = d->in->diff;
	const struct findings *findings = d->in->now.findings;
	VEC(struct shown_finding_change) list = {0};

	for (uint32_t i = 0; i < findings->n; i++) {
		uint32_t old = diff->finding_old[i];
		if (!counts(&d->in->now, &findings->p[i]))
			continue;
		if (diff->same || (old != UINT32_MAX && !diff->finding_changed[i])) {
			d->shown->same++;
			continue;
		}
		d->shown->found[findings->p[i].severity]
			       [old != UINT32_MAX ? FINDING_CHANGED : FINDING_NEW]++;
		if (nows[i])
			*VEC_PUSH(d->arena, &list) = (struct shown_finding_change){
				.now = nows[i],
				.old = old != UINT32_MAX ? olds[old] : NULL,
				.state = old != UINT32_MAX ? FINDING_CHANGED : FINDING_NEW};
	}
	d->shown->findings = worst_first(d->arena, list.p, list.n);
	d->shown->finding_count = list.n;
}

static void show_gone(struct differ_build *d, const struct shown_finding **olds)
{
	const struct diff *diff = d->in->diff;
	const struct findings *findings = d->in->old.findings;
	VEC(struct shown_finding_change) list = {0};

	for (uint32_t i = 0; i < findings->n && !diff->same; i++) {
		if (diff->finding_now[i] != UINT32_MAX || !counts(&d->in->old, &findings->p[i]))
			continue;
		d->shown->found[findings->p[i].severity][FINDING_GONE]++;
		if (olds[i])
			*VEC_PUSH(d->arena, &list) = (struct shown_finding_change){
				.old = olds[i], .state = FINDING_GONE};
	}
	d->shown->gone = worst_first(d->arena, list.p, list.n);
	d->shown->gone_count = list.n;
}

void build_diff(struct shown_diff *shown, struct arena *arena, const struct diff_input *in)
{
	struct differ_build d = {.shown = shown, .arena = arena, .in = in};
	const struct shown_finding **olds = index_findings(arena, shown->old, &in->old);
	const struct shown_finding **nows = index_findings(arena, shown->now, &in->now);

	builder_open(&d.old, arena, (struct report *)shown->old, &in->old);
	builder_open(&d.now, arena, (struct report *)shown->now, &in->now);
	shown->coarse = in->diff->coarse;
	show_changes(&d);
	show_values(&d);
	show_references(&d);
	show_present(&d, olds, nows);
	show_gone(&d, olds);
	builder_close(&d.old);
	builder_close(&d.now);
}
