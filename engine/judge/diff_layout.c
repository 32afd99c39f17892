/* What only looks changed: where numbers are not seen as such in one of the drafts, since it was
 * scraped onto one line or wrapped, clauses are cut in another way, and numbers and headings turn
 * up as words. Between two clauses that are the same in both drafts, if all the text is the same,
 * nothing changed. */
#include "judge/differ.h"

#include "base/utf8.h"

enum { CONTENT = CHANGE_REWORDED | CHANGE_SPLIT | CHANGE_MERGED | CHANGE_ADDED | CHANGE_REMOVED };

/* --- text ------------------------------------------------------------------------------------ */

/* The next character that is not white space; a blank, however wide, is one low line. */
static uint32_t next_sign(struct str text, size_t *at)
{
	uint32_t cp;

	do {
		cp = utf8_next(text, at);
	} while (cp == ' ' || (cp >= '\t' && cp <= '\r'));
	if (cp != '_' && cp != NORM_GAP_CP)
		return cp;
	for (size_t next = *at;; *at = next) {
		cp = utf8_next(text, &next);
		if (cp != '_' && cp != NORM_GAP_CP && cp != ' ')
			return '_';
	}
}

static bool same_signs(struct str a, struct str b)
{
	size_t i = 0, j = 0;

	for (;;) {
		uint32_t sign = next_sign(a, &i);
		if (sign != next_sign(b, &j))
			return false;
		if (sign == UTF8_NONE)
			return true;
	}
}

bool differ_same_text(const struct differ *d, struct span old, struct span now)
{
	return same_signs(str_at(d->old->subject->norm->text, old),
			  str_at(d->now->subject->norm->text, now));
}

/* --- gaps ------------------------------------------------------------------------------------ */

/* Clauses of both drafts between two that are the same. */
struct gap {
	struct span changes;  /* indices of the list */
	struct span old, now; /* indices of clauses */
};

/* The text of the clauses themselves, with their numbers, without what is behind the last. */
static struct span text_of(const struct draft *draft, struct span clauses)
{
	uint32_t n = draft_clauses(draft);
	uint32_t size = (uint32_t)draft->subject->norm->text.n;

	if (clauses.begin == clauses.end)
		return (struct span){0, 0};
	return (struct span){draft_clause(draft, clauses.begin)->at.begin,
			     clauses.end < n ? draft_clause(draft, clauses.end)->at.begin : size};
}

static bool all_in(const uint32_t *clauses, uint32_t n, struct span range)
{
	for (uint32_t i = 0; i < n; i++)
		if (clauses[i] < range.begin || clauses[i] >= range.end)
			return false;
	return true;
}

static bool is_layout(const struct differ *d, const struct gap *gap)
{
	bool content = false;

	for (uint32_t i = gap->changes.begin; i < gap->changes.end; i++) {
		const struct clause_change *change = &d->changes.p[i];
		if (!all_in(change->olds, change->old_count, gap->old) ||
		    !all_in(change->nows, change->now_count, gap->now))
			return false;
		content |= (change->kinds & CONTENT) != 0;
	}
	return content && differ_same_text(d, text_of(&d->drafts.old, gap->old),
					   text_of(&d->drafts.now, gap->now));
}

/* All clauses of the gap are one place from now on. */
static void forget(struct differ *d, const struct gap *gap)
{
	for (uint32_t i = gap->changes.begin; i < gap->changes.end; i++) {
		d->changes.p[i].kinds = d->changes.p[i].following = 0;
		d->changes.p[i].edits.n = 0;
	}
	for (uint32_t i = gap->old.begin; i < gap->old.end; i++)
		d->old_place[i] = gap->now.begin;
	for (uint32_t i = gap->now.begin; i < gap->now.end; i++) {
		d->now_place[i] = gap->now.begin;
		d->reworded[i] = false;
	}
}

static bool is_anchor(const struct clause_change *change)
{
	return change->old_count == 1 && change->now_count == 1 &&
	       !(change->kinds & (CONTENT | CHANGE_MOVED));
}

static void close_gap(struct differ *d, struct gap *gap)
{
	if (span_size(gap->changes) && gap->old.begin <= gap->old.end &&
	    gap->now.begin < gap->now.end && is_layout(d, gap))
		forget(d, gap);
}

void diff_layout(struct differ *d)
{
	struct gap gap = {{0, 0}, {0, 0}, {0, 0}};

	for (uint32_t i = 0; i < d->changes.n; i++) {
		const struct clause_change *change = &d->changes.p[i];
		if (!is_anchor(change))
			continue;
		gap.changes.end = i;
		gap.old.end = change->olds[0];
		gap.now.end = change->nows[0];
		close_gap(d, &gap);
		gap = (struct gap){{i + 1, i + 1},
				   {change->olds[0] + 1, change->olds[0] + 1},
				   {change->nows[0] + 1, change->nows[0] + 1}};
	}
	gap.changes.end = d->changes.n;
	gap.old.end = draft_clauses(&d->drafts.old);
	gap.now.end = draft_clauses(&d->drafts.now);
	close_gap(d, &gap);
	d->diff->same = true;
	for (uint32_t i = 0; i < d->changes.n; i++)
		d->diff->same &= !d->changes.p[i].kinds;
}
