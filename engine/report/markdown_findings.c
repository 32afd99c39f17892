/* Findings in the Markdown report, one section for each kind. */
#include "report/markdown.h"

enum { PLACES_SHOWN = 20 };

/* --- grouping -------------------------------------------------------------------------------- */

struct grouping {
	struct arena *arena;
	const struct report *report;
	VEC(struct group) groups;
	uint32_t *slots; /* of a hash table: index of group + 1 */
	uint32_t mask;
	uint32_t *next;
};

static bool same_kind(const struct shown_finding *a, const struct shown_finding *b)
{
	return a->severity == b->severity && str_equal(a->rule->id, b->rule->id) &&
	       str_equal(a->words->message, b->words->message);
}

static void add_to_group(struct grouping *g, uint32_t index)
{
	const struct shown_finding *finding = &g->report->findings[index];
	uint64_t hash = str_hash(finding->words->message) * 31 + str_hash(finding->rule->id);
	uint32_t slot = (uint32_t)(hash >> 7) & g->mask;
	struct group *group;

	while (g->slots[slot]) {
		group = &g->groups.p[g->slots[slot] - 1];
		if (same_kind(&g->report->findings[group->first], finding)) {
			g->next[group->last] = index;
			group->last = index;
			group->count++;
			return;
		}
		slot = (slot + 1) & g->mask;
	}
	*VEC_PUSH(g->arena, &g->groups) = (struct group){index, index, 1};
	g->slots[slot] = g->groups.n;
}

struct groups group_findings(struct arena *arena, const struct report *report)
{
	uint32_t room = 16, n = 0;
	struct grouping g = {.arena = arena, .report = report};
	struct group *sorted;

	while (room / 2 < report->finding_count)
		room *= 2;
	g.slots = ARENA_ARRAY(arena, uint32_t, room);
	g.mask = room - 1;
	g.next = ARENA_ARRAY(arena, uint32_t, report->finding_count);
	for (uint32_t i = 0; i < report->finding_count; i++)
		if (finding_is_open(&report->findings[i]))
			add_to_group(&g, i);
	sorted = ARENA_ARRAY(arena, struct group, g.groups.n);
	for (int severity = SEVERITY_HIGH; severity >= SEVERITY_INFO; severity--)
		for (uint32_t i = 0; i < g.groups.n; i++)
			if ((int)report->findings[g.groups.p[i].first].severity == severity)
				sorted[n++] = g.groups.p[i];
	return (struct groups){sorted, n, g.next};
}

/* --- one section ----------------------------------------------------------------------------- */

static struct str place_text(struct markdown *md, const struct report *report, enum text_id id,
			     const struct shown_finding *finding)
{
	bool absent = finding_is_absence(finding);
	struct str path = md_clause(md, report, finding->clause->path, absent);

	/* What the whole contract lacks has no line. */
	if (absent && !finding->clause->path.n)
		return id == TEXT_PLACE ? MD_FILL(md, TEXT_PLACE_WHOLE, {"clause", path}) : path;
	return MD_FILL(md, id, {"clause", path}, {"line", md_number(md, finding->begin.line)},
		       {"column", md_number(md, finding->begin.column)});
}

/* What was settled of it before: the words as they were, or until when it was accepted. */
static void write_history(struct markdown *md, const struct shown_finding *finding)
{
	const struct judgement *judgement = finding->judgement;
	cmark_node *paragraph;

	if (judgement->state == STATE_CHANGED)
		md_labelled(md, TEXT_LABEL_WAS, judgement->was);
	if (!judgement->until.n)
		return;
	paragraph = md_paragraph(md, NULL, STR(""));
	md_strong(md, paragraph, MD_FILL(md, TEXT_LABEL_EXPIRED, {"until", judgement->until}));
	md_text(md, paragraph, judgement->reason);
}

static void write_one_place(struct markdown *md, const struct report *report,
			    const struct shown_finding *finding)
{
	cmark_node *quote;

	md_paragraph(md, NULL, place_text(md, report, TEXT_PLACE, finding));
	if (finding->sentence.n) {
		quote = md_block(md, NULL, CMARK_NODE_BLOCK_QUOTE);
		md_marked(md, md_paragraph(md, quote, STR("")), finding->sentence,
			  finding->quote_in_sentence);
	}
	write_history(md, finding);
}

static void write_places(struct markdown *md, const struct report *report,
			 const struct groups *groups, const struct group *group)
{
	uint32_t index = group->first;
	cmark_node *list;

	md_paragraph(md, NULL, MD_FILL(md, TEXT_PLACES, {"n", md_number(md, group->count)}));
	list = md_list(md);
	for (uint32_t i = 0; i < group->count && i < PLACES_SHOWN; i++) {
		const struct shown_finding *finding = &report->findings[index];
		cmark_node *item =
			md_item(md, list, place_text(md, report, TEXT_PLACE_SHORT, finding));
		if (finding->sentence.n) {
			md_text(md, item, md_say(md, TEXT_COLON));
			md_marked(md, item, finding->sentence, finding->quote_in_sentence);
		}
		if (finding->judgement->state == STATE_CHANGED && finding->judgement->was.n) {
			md_text(md, item, STR(" "));
			md_text(md, item, md_say(md, TEXT_LABEL_WAS));
			md_text(md, item, finding->judgement->was);
		}
		md_text(md, item, STR(" "));
		md_code(md, item, finding->fingerprint);
		index = groups->next[index];
	}
	if (group->count > PLACES_SHOWN)
		md_paragraph(md, NULL,
			     MD_FILL(md, TEXT_PLACES_MORE,
				     {"n", md_number(md, group->count - PLACES_SHOWN)}));
}

/* Wording that can be pasted: its lines stay paragraphs. */
static void write_suggestion(struct markdown *md, struct str suggestion)
{
	cmark_node *quote;

	suggestion = str_trim(suggestion);
	if (!suggestion.n)
		return;
	md_strong(md, md_paragraph(md, NULL, STR("")), md_say(md, TEXT_LABEL_SUGGESTION));
	quote = md_block(md, NULL, CMARK_NODE_BLOCK_QUOTE);
	for (size_t at = 0; at < suggestion.n;) {
		size_t end = str_find(suggestion, STR("\n"), at);
		struct str line = str_trim(str_cut(suggestion, at, end));
		if (line.n)
			md_paragraph(md, quote, line);
		at = end == SIZE_MAX ? suggestion.n : end + 1;
	}
}

static void write_group(struct markdown *md, const struct report *report,
			const struct groups *groups, const struct group *group)
{
	const struct shown_finding *finding = &report->findings[group->first];
	cmark_node *marks;

	md_heading(md, 3,
		   MD_FILL(md, TEXT_FINDING_HEAD, {"level", md_level(md, finding->severity)},
			   {"message", finding->words->message}));
	if (group->count == 1)
		write_one_place(md, report, finding);
	else
		write_places(md, report, groups, group);
	md_labelled(md, TEXT_LABEL_HARMS, md_join(md, finding->harms, finding->harm_count));
	md_labelled(md, TEXT_LABEL_WHY, finding->words->why);
	write_suggestion(md, finding->words->suggestion);
	md_labelled(md, TEXT_LABEL_LEGAL,
		    md_law(md, finding->rule->legal, finding->rule->legal_count));
	if (finding->rule->confidence == CONFIDENCE_LOW)
		md_paragraph(md, NULL, md_say(md, TEXT_LABEL_UNSURE));
	marks = md_paragraph(md, NULL, STR(""));
	md_code(md, marks, finding->rule->id);
	if (group->count == 1) {
		md_text(md, marks, STR(" "));
		md_code(md, marks, finding->fingerprint);
	}
	md_flush(md);
}

/* --- what was accepted ----------------------------------------------------------------------- */

enum { ACCEPTED_SHOWN = 200 };

static void write_accepted(struct markdown *md, const struct report *report,
			   const struct shown_finding *finding, cmark_node *list)
{
	struct str path = md_clause(md, report, finding->clause->path, finding_is_absence(finding));
	cmark_node *item = md_item(md, list,
				   MD_FILL(md, TEXT_ACCEPTED_ENTRY, {"clause", path},
					   {"message", finding->words->message}));

	md_text(md, item, STR(" "));
	md_text(md, item, phrase_acceptance(&md->phrases, finding->judgement));
	md_text(md, item, STR(" "));
	md_code(md, item, finding->rule->id);
}

void markdown_accepted(struct markdown *md, const struct report *report)
{
	cmark_node *list = NULL;
	uint32_t n = 0;

	for (uint32_t i = 0; i < report->finding_count; i++) {
		if (!report->findings[i].judgement->accepted || n++ >= ACCEPTED_SHOWN)
			continue;
		if (!list) {
			md_heading(md, 2, md_say(md, TEXT_HEAD_ACCEPTED));
			list = md_list(md);
		}
		write_accepted(md, report, &report->findings[i], list);
	}
	if (n > ACCEPTED_SHOWN)
		md_paragraph(
			md, NULL,
			MD_FILL(md, TEXT_PLACES_MORE, {"n", md_number(md, n - ACCEPTED_SHOWN)}));
	md_flush(md);
}

/* --- all of them ----------------------------------------------------------------------------- */

void markdown_findings(struct markdown *md, const struct report *report,
		       const struct groups *groups, bool structural)
{
	bool headed = false;

	for (uint32_t i = 0; i < groups->n; i++) {
		const struct shown_finding *finding = &report->findings[groups->p[i].first];
		if (finding->rule->structural != structural || is_blank_finding(finding))
			continue;
		if (!headed)
			md_heading(
				md, 2,
				md_say(md, structural ? TEXT_HEAD_STRUCTURE : TEXT_HEAD_FINDINGS));
		headed = true;
		write_group(md, report, groups, &groups->p[i]);
	}
}
