/* Findings against the acceptances of a contract. */
#include "base/glob.h"
#include "base/out.h"
#include "base/utf8.h"
#include "judge/settle.h"

/* A heading so many clauses up is not looked for. */
enum { STEPS_UP = 32 };

/* One acceptance over the findings of its rule. */
struct entry {
	struct settle *settle;
	const struct acceptance *terms;
	const struct rule *rule;
	struct use *use;
	struct str words; /* looked at last: thousands of findings of one sentence share theirs */
	bool fit;
};

static const struct finding *finding_at(const struct entry *entry, uint32_t i)
{
	return &entry->settle->in->findings->p[i];
}

/* --- does a finding fit? --------------------------------------------------------------------- */

/* Whether a clause or one above it has the heading that the entry names. */
static bool clause_fits(const struct entry *entry, uint32_t finding)
{
	const struct settle_input *in = entry->settle->in;
	const struct clause *clauses = in->subject->outline->clauses;
	struct str wanted = entry->terms->clause_words;
	uint32_t c = in->findings->p[finding].clause;

	if (!wanted.n || str_equal(in->identities[finding].heading, wanted))
		return true;
	for (unsigned i = 0; c && i < STEPS_UP; i++, c = clauses[c].parent) {
		if (span_size(clauses[c].title) &&
		    str_equal(words_fold(entry->settle->arena, &entry->settle->buffer,
					 in->subject->norm->text, clauses[c].title,
					 in->subject->facts->blanks),
			      wanted))
			return true;
	}
	return false;
}

/* Without a text and without a fingerprint an entry is about something that is missing. */
static bool words_fit(struct entry *entry, uint32_t finding)
{
	const struct finding *f = finding_at(entry, finding);
	struct str words = entry->settle->in->identities[finding].words;

	if (!entry->terms->part_count)
		return f->at.begin == f->at.end;
	if (words.p != entry->words.p || words.n != entry->words.n) {
		entry->words = words;
		entry->fit = span_size(accept_words_at(entry->terms, words)) > 0;
	}
	return entry->fit;
}

/* Whether a figure stands between the parts, where the entry says nothing of it. */
static bool is_loose(const struct entry *entry, uint32_t finding)
{
	const struct acceptance *terms = entry->terms;
	struct str words = entry->settle->in->identities[finding].words;
	struct span at = accept_words_at(terms, words);
	size_t from = at.begin;

	for (uint32_t i = 0; i < terms->part_count; i++) {
		size_t part = str_find(words, terms->parts[i], from);
		for (size_t k = i ? from : part; k < part; k++)
			if (cp_is_digit((unsigned char)words.p[k]))
				return true;
		from = part + terms->parts[i].n;
	}
	return false;
}

/* --- what becomes of it ---------------------------------------------------------------------- */

static void use(struct entry *entry, enum use_kind kind, uint32_t finding)
{
	if (entry->use->kind != USE_STALE)
		return;
	entry->use->kind = kind;
	entry->use->finding = finding;
}

static void accept(struct entry *entry, uint32_t finding, enum use_kind kind)
{
	const struct acceptance *terms = entry->terms;
	struct judgement *judgement = &entry->settle->judgements[finding];
	struct str today = entry->settle->in->today;
	bool expired = terms->until.n && today.n && str_compare(today, terms->until) > 0;

	use(entry, expired ? USE_EXPIRED : kind, finding);
	if (judgement->accepted)
		return;
	judgement->accepted = !expired;
	judgement->reason = terms->reason;
	judgement->by = terms->by;
	judgement->until = terms->until;
}

static void accept_same(struct entry *entry)
{
	const struct settle_input *in = entry->settle->in;
	uint32_t same;

	if (entry->terms->fingerprint.n) {
		same = settle_find(entry->settle, entry->terms->fingerprint);
		if (same != UINT32_MAX && in->findings->p[same].rule == entry->rule)
			accept(entry, same, USE_ACCEPTED);
		return;
	}
	for (uint32_t i = 0; i < in->findings->n; i++)
		if (in->findings->p[i].rule == entry->rule && words_fit(entry, i) &&
		    clause_fits(entry, i))
			accept(entry, i, is_loose(entry, i) ? USE_LOOSE : USE_ACCEPTED);
}

/* How well a finding fits an entry whose very words are gone, of 100. */
static unsigned like(struct entry *entry, uint32_t finding)
{
	const struct acceptance *terms = entry->terms;
	unsigned likeness;

	if (!terms->part_count || !clause_fits(entry, finding))
		return 0;
	if (words_fit(entry, finding))
		return 100;
	if (terms->part_count > 1)
		return 0;
	likeness = settle_likeness(entry->settle, terms->parts[0],
				   entry->settle->in->identities[finding].words);
	return likeness >= LIKE ? likeness : 0;
}

/* The words that were accepted, as far as the entry has them. */
static struct str words_accepted(struct arena *arena, const struct acceptance *terms)
{
	struct text text = {.arena = arena};

	for (uint32_t i = 0; i < terms->part_count; i++) {
		if (i)
			text_str(&text, STR("…"));
		text_str(&text, terms->parts[i]);
	}
	return text_done(&text);
}

static void accept_changed(struct entry *entry)
{
	const struct settle_input *in = entry->settle->in;
	struct judgement *judgement;
	uint32_t best = UINT32_MAX;
	unsigned likest = 0;

	for (uint32_t i = 0; i < in->findings->n; i++) {
		unsigned likeness;
		if (in->findings->p[i].rule != entry->rule || entry->settle->judgements[i].accepted)
			continue;
		likeness = like(entry, i);
		if (likeness > likest) {
			likest = likeness;
			best = i;
		}
	}
	if (best == UINT32_MAX)
		return;
	use(entry, USE_CHANGED, best);
	judgement = &entry->settle->judgements[best];
	if (judgement->state == STATE_NEW) {
		judgement->state = STATE_CHANGED;
		judgement->was = words_accepted(entry->settle->arena, entry->terms);
	}
}

/* --- all of them ----------------------------------------------------------------------------- */

static bool is_for(const struct settle *settle, const struct acceptance *terms)
{
	return glob_match(terms->file, settle->in->path) ||
	       (settle->moved.n && glob_match(terms->file, settle->moved));
}

void settle_acceptances(struct settle *settle)
{
	const struct acceptance *terms = settle->in->ledger->acceptances.list.p;
	uint32_t n = settle->in->ledger->acceptances.list.n;

	for (uint32_t i = 0; i < n; i++) {
		struct entry entry = {.settle = settle, .terms = &terms[i]};
		if (!is_for(settle, &terms[i]))
			continue;
		entry.rule = settle_rule(settle, terms[i].rule);
		if (!entry.rule)
			continue;
		entry.use = VEC_PUSH(settle->arena, &settle->uses);
		*entry.use = (struct use){i, USE_STALE, UINT32_MAX};
		accept_same(&entry);
	}
	for (uint32_t i = 0; i < settle->uses.n; i++) {
		struct entry entry = {.settle = settle,
				      .terms = &terms[settle->uses.p[i].entry],
				      .use = &settle->uses.p[i]};
		if (entry.use->kind != USE_STALE || !entry.terms->fingerprint.n)
			continue;
		entry.rule = settle_rule(settle, entry.terms->rule);
		accept_changed(&entry);
	}
}
