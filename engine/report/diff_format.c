#include "report/diff_format.h"

#include "base/utf8.h"

/* Around a change so many characters of a clause are shown; of what came and went so many bytes. */
enum { AROUND = 36, EDIT_MAX = 1500 };

static uint32_t total(const struct shown_diff *diff, enum diff_finding_state state)
{
	uint32_t n = 0;

	for (int severity = SEVERITY_INFO; severity <= SEVERITY_HIGH; severity++)
		n += diff->found[severity][state];
	return n;
}

uint32_t diff_hidden(const struct shown_diff *diff)
{
	return total(diff, FINDING_NEW) + total(diff, FINDING_CHANGED) - diff->finding_count;
}

static uint32_t contents_changed(const struct shown_diff *diff)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < diff->change_count; i++)
		n += !diff_is_place(&diff->changes[i]);
	return n;
}

bool diff_is_place(const struct shown_change *change)
{
	return !(change->kinds & ~(unsigned)(SHOWN_MOVED | SHOWN_RENUMBERED));
}

/* Whether it got worse, may have, or did not. */
static enum text_id lead(const struct shown_diff *diff)
{
	if (diff->found[SEVERITY_HIGH][FINDING_NEW] || diff->found[SEVERITY_MEDIUM][FINDING_NEW])
		return TEXT_DIFF_WORSE;
	if (diff->found[SEVERITY_HIGH][FINDING_CHANGED] ||
	    diff->found[SEVERITY_MEDIUM][FINDING_CHANGED])
		return TEXT_DIFF_TOUCHED;
	return TEXT_DIFF_NOT_WORSE;
}

/* “3 new findings (2 high, 1 low)”; nothing when there are none. */
static void list_findings(struct markdown *md, const struct shown_diff *diff, enum text_id id,
			  enum diff_finding_state state, struct str *parts, uint32_t *n)
{
	struct str levels[4];
	uint32_t count = 0;

	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--)
		if (diff->found[severity][state])
			levels[count++] =
				MD_FILL(md, TEXT_DIFF_LEVEL,
					{"level", md_level(md, (enum severity)severity)},
					{"n", md_number(md, diff->found[severity][state])});
	if (count)
		parts[(*n)++] = MD_FILL(md, id, {"n", md_number(md, total(diff, state))},
					{"levels", md_join(md, levels, count)});
}

struct str diff_verdict(struct markdown *md, const struct shown_diff *diff)
{
	struct text text = {.arena = md->arena};
	struct str parts[6];
	uint32_t n = 0, clauses = contents_changed(diff);

	list_findings(md, diff, TEXT_DIFF_NEW, FINDING_NEW, parts, &n);
	list_findings(md, diff, TEXT_DIFF_CHANGED, FINDING_CHANGED, parts, &n);
	if (diff->value_count)
		parts[n++] = MD_FILL(md, TEXT_DIFF_VALUES, {"n", md_number(md, diff->value_count)});
	if (diff->reference_count)
		parts[n++] = MD_FILL(md, TEXT_DIFF_REFERENCES,
				     {"n", md_number(md, diff->reference_count)});
	if (total(diff, FINDING_GONE))
		parts[n++] = MD_FILL(md, TEXT_DIFF_GONE,
				     {"n", md_number(md, total(diff, FINDING_GONE))});
	if (clauses)
		parts[n++] = MD_FILL(md, TEXT_DIFF_WORDS, {"n", md_number(md, clauses)});
	if (!n)
		return md_say(md, diff->change_count ? TEXT_DIFF_SAME_WORDS : TEXT_DIFF_SAME);
	text_str(&text, md_say(md, lead(diff)));
	for (uint32_t i = 0; i < n; i++) {
		text_str(&text, i ? md_say(md, TEXT_SEMICOLON) : STR(""));
		text_str(&text, parts[i]);
	}
	text_str(&text, md_say(md, TEXT_FULL_STOP));
	return text_done(&text);
}

static const enum text_id kind_texts[SHOWN_KINDS] = {
	TEXT_DIFF_REWORDED, TEXT_DIFF_MOVED, TEXT_DIFF_RENUMBERED, TEXT_DIFF_SPLIT,
	TEXT_DIFF_MERGED,   TEXT_DIFF_ADDED, TEXT_DIFF_REMOVED};

/* Most clauses are in one draft only. */
static bool is_far(const struct shown_diff *diff)
{
	uint32_t lost = 0, kept = diff->unchanged;

	for (uint32_t i = 0; i < diff->change_count; i++) {
		unsigned kinds = diff->changes[i].kinds;
		lost += (kinds & (SHOWN_ADDED | SHOWN_REMOVED)) != 0;
		kept += (kinds & (SHOWN_REWORDED | SHOWN_SPLIT | SHOWN_MERGED)) != 0;
	}
	return lost > 2 * kept;
}

struct str diff_counts(struct markdown *md, const struct shown_diff *diff)
{
	struct str counts[SHOWN_KINDS + 1], line;
	uint32_t n = 0;

	counts[n++] = MD_FILL(md, TEXT_DIFF_COUNT, {"kind", md_say(md, TEXT_DIFF_UNCHANGED)},
			      {"n", md_number(md, diff->unchanged)});
	for (int i = 0; i < SHOWN_KINDS; i++)
		if (diff->counts[i])
			counts[n++] =
				MD_FILL(md, TEXT_DIFF_COUNT, {"kind", md_say(md, kind_texts[i])},
					{"n", md_number(md, diff->counts[i])});
	line = MD_FILL(md, TEXT_DIFF_COUNTS, {"clauses", md_join(md, counts, n)},
		       {"same", md_number(md, diff->same)});
	if (!is_far(diff))
		return line;
	return arena_format(md->arena, "%.*s %.*s", STR_ARG(line),
			    STR_ARG(md_say(md, TEXT_DIFF_FAR)));
}

static struct str diff_names(struct markdown *md, const struct shown_clause *clauses, uint32_t n)
{
	struct str *names = ARENA_ARRAY(md->arena, struct str, n);

	for (uint32_t i = 0; i < n; i++)
		names[i] = clauses[i].path;
	return md_join(md, names, n);
}

struct str diff_history(struct markdown *md, const struct shown_change *change)
{
	unsigned kinds = change->kinds & ~change->following;
	struct text text = {.arena = md->arena};
	struct str more = STR_NONE;

	for (int i = 0; i < SHOWN_KINDS; i++) {
		if (!(kinds >> i & 1))
			continue;
		text_str(&text, text.n ? md_say(md, TEXT_COMMA) : STR(""));
		text_str(&text, md_say(md, kind_texts[i]));
	}
	if (kinds & SHOWN_SPLIT)
		more = MD_FILL(md, TEXT_DIFF_SPLIT_INTO,
			       {"clauses", diff_names(md, change->nows, change->now_count)});
	else if (kinds & SHOWN_MERGED)
		more = MD_FILL(md, TEXT_DIFF_MERGED_FROM,
			       {"clauses", diff_names(md, change->olds, change->old_count)});
	else if (kinds & (SHOWN_MOVED | SHOWN_RENUMBERED))
		more = MD_FILL(md, TEXT_DIFF_WAS, {"clauses", diff_names(md, change->olds, 1)});
	if (more.n) {
		text_str(&text, md_say(md, TEXT_SEMICOLON));
		text_str(&text, more);
	}
	return text_done(&text);
}

/* --- pieces ---------------------------------------------------------------------------------- */

static size_t skip_forward(struct str text, size_t at, unsigned characters)
{
	while (characters-- && at < text.n)
		utf8_next(text, &at);
	return at;
}

static size_t skip_back(struct str text, size_t at, unsigned characters)
{
	while (characters-- && at > 0)
		utf8_prev(text, &at);
	return at;
}

static struct str cut_edit(struct markdown *md, struct str text)
{
	size_t end = EDIT_MAX;

	if (text.n <= EDIT_MAX)
		return text;
	while (end && utf8_splits(text, end))
		end--;
	return arena_format(md->arena, "%.*s…", STR_ARG(str_cut(text, 0, end)));
}

struct str diff_piece(struct markdown *md, const struct shown_change *change, uint32_t piece)
{
	struct str text = change->pieces[piece].text;
	size_t head, tail;

	if (change->pieces[piece].kind != PIECE_KEPT)
		return cut_edit(md, text);
	head = piece ? skip_forward(text, 0, AROUND) : 0;
	tail = piece + 1 < change->piece_count ? skip_back(text, text.n, AROUND) : text.n;
	if (head + 12 >= tail)
		return text;
	return arena_format(md->arena, "%.*s…%.*s", STR_ARG(str_cut(text, 0, head)),
			    STR_ARG(str_cut(text, tail, text.n)));
}

struct str diff_heading(struct markdown *md, const struct shown_finding_change *change)
{
	const struct shown_finding *finding = change->now;
	enum text_id id =
		change->state == FINDING_NEW ? TEXT_DIFF_FINDING_NEW : TEXT_DIFF_FINDING_CHANGED;
	struct str before = STR_NONE;

	if (change->old && change->old->severity != finding->severity) {
		id = TEXT_DIFF_FINDING_LEVEL;
		before = md_level(md, change->old->severity);
	}
	return MD_FILL(md, id, {"level", md_level(md, finding->severity)}, {"before", before},
		       {"message", finding->words->message});
}
