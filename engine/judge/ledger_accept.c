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
	const uint32_t *findings, *end; /* of its rule */
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
	for (const uint32_t *p = entry->findings; p < entry->end; p++)
		if (words_fit(entry, *p) && clause_fits(entry, *p))
			accept(entry, *p, is_loose(entry, *p) ? USE_LOOSE : USE_ACCEPTED);
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
	struct judgement *judgement;
	uint32_t best = UINT32_MAX;
	unsigned likest = 0;

	for (const uint32_t *p = entry->findings; p < entry->end; p++) {
		unsigned likeness;
		if (entry->settle->judgements[*p].accepted)
			continue;
		likeness = like(entry, *p);
		if (likeness > likest) {
			likest = likeness;
			best = *p;
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

/* So that an entry looks at no finding of another rule. */
static void sort_by_rule(struct settle *settle)
{
	const struct rule *rules = settle->in->pack->rules;
	const struct findings *findings = settle->in->findings;
	uint32_t n = settle->in->pack->rule_count;
	uint32_t *first = ARENA_ARRAY(settle->arena, uint32_t, n + 2);
	uint32_t *order = ARENA_ARRAY(settle->arena, uint32_t, findings->n);

	for (uint32_t i = 0; i < findings->n; i++)
		first[findings->p[i].rule - rules + 2]++;
	for (uint32_t i = 2; i < n + 2; i++)
		first[i] += first[i - 1];
	/* Until all are placed, first[i + 1] is where the next finding of rule i goes. */
	for (uint32_t i = 0; i < findings->n; i++)
		order[first[findings->p[i].rule - rules + 1]++] = i;
	settle->by_rule = order;
	settle->rule_first = first;
}

static bool set_rule(struct entry *entry)
{
	const struct settle *settle = entry->settle;
	size_t rule;

	entry->rule = settle_rule(settle, entry->terms->rule);
	if (!entry->rule)
		return false;
	rule = (size_t)(entry->rule - settle->in->pack->rules);
	entry->findings = settle->by_rule + settle->rule_first[rule];
	entry->end = settle->by_rule + settle->rule_first[rule + 1];
	return true;
}

static bool is_for(const struct settle *settle, const struct acceptance *terms)
{
	return glob_match(terms->file, settle->in->path) ||
	       (settle->moved.n && glob_match(terms->file, settle->moved));
}

void settle_acceptances(struct settle *settle)
{
	const struct acceptance *terms = settle->in->ledger->acceptances.list.p;
	uint32_t n = settle->in->ledger->acceptances.list.n;

	if (n)
		sort_by_rule(settle);
	for (uint32_t i = 0; i < n; i++) {
		struct entry entry = {.settle = settle, .terms = &terms[i]};
		if (!is_for(settle, &terms[i]) || !set_rule(&entry))
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
		if (set_rule(&entry))
			accept_changed(&entry);
	}
}
