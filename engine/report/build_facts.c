/* Everything a report shows besides findings: parties, blanks, service levels, the checklist, what
 * was folded, and the outline. */
#include "report/builder.h"

#include "text/hant.h"

enum { MARK_MAX = 36, FIELD_MAX = 90, VALUE_MAX = 120, BEGINS_MAX = 48 };

static void show_parties(struct builder *b)
{
	static const char *const roles[] = {
		[ROLE_OTHER] = "other", [ROLE_CUSTOMER] = "customer", [ROLE_PROVIDER] = "provider"};
	const struct parties *parties = &b->in->subject->facts->parties;
	struct shown_party *shown = ARENA_ARRAY(b->arena, struct shown_party, parties->n);

	for (uint32_t i = 0; i < parties->n; i++) {
		const struct party *party = &parties->p[i];
		uint32_t aliases_shown = b->in->redact ? 0 : party->alias_count;
		struct str *aliases = ARENA_ARRAY(b->arena, struct str, aliases_shown);
		for (uint32_t j = 0; j < aliases_shown; j++)
			aliases[j] = b->report->script == SCRIPT_HANT
					     ? to_traditional(b->arena, party->aliases[j])
					     : arena_str(b->arena, party->aliases[j]);
		shown[i] = (struct shown_party){b->parties[i], roles[party->role], aliases,
						aliases_shown};
	}
	b->report->parties = shown;
	b->report->party_count = parties->n;
}

/* The words in front of a blank, without the number of the clause they begin. A label with nothing
 * behind it is its own field; words with a gap between them need none. */
static struct str field_of(struct builder *b, const struct blank *blank)
{
	const struct clause *clause = &b->in->subject->outline->clauses[blank->clause];
	struct span field = blank->field;

	if (blank->mark == BLANK_LABEL)
		field = blank->at;
	if (blank->mark == BLANK_MISSING)
		return STR("");
	if (blank->clause != 0 && field.begin < clause->label.end && clause->label.end <= field.end)
		field.begin = clause->label.end;
	return builder_phrase(b, field, FIELD_MAX);
}

/* However long a line was drawn, four low lines say what it is. */
static struct str mark_of(struct builder *b, const struct blank *blank)
{
	struct str quote;
	unsigned run = 0;

	if (blank->mark == BLANK_LABEL)
		return STR("");
	quote = builder_quote(b, blank->at, MARK_MAX);
	for (size_t i = 0; i < quote.n; i++) {
		run = quote.p[i] == '_' ? run + 1 : 0;
		if (run <= 4)
			text_str(&b->line, str_cut(quote, i, i + 1));
	}
	return builder_take(b, &b->line);
}

static void show_blanks(struct builder *b)
{
	const struct blanks *blanks = &b->in->subject->facts->blanks;
	struct shown_blank *shown = ARENA_ARRAY(b->arena, struct shown_blank, blanks->n);

	for (uint32_t i = 0; i < blanks->n; i++) {
		const struct blank *blank = &blanks->p[i];
		struct span src = norm_to_source(b->in->subject->norm, blank->at);
		struct place_span places = source_places(b->in->subject->source, src);
		shown[i] = (struct shown_blank){
			.clause_path = builder_clause(b, blank->clause)->path,
			.field = field_of(b, blank),
			.mark = mark_of(b, blank),
			.need = builder_text(b, need_text(blank->need)),
			.begin = places.begin,
			.end = places.end,
			.formality = blank->formality,
		};
	}
	b->report->blanks = shown;
	b->report->blank_count = blanks->n;
}

static void count_blanks(struct builder *b)
{
	struct blanks blanks = b->in->subject->facts->blanks;

	for (uint32_t i = 0; i < blanks.n; i++)
		b->report->formal_blanks += blanks.p[i].formality;
	b->report->blanks_in_terms = blanks.n - b->report->formal_blanks;
}

/* 第四条 and 4.2 say where they are; （三） and 1、 stand under every clause. */
static bool number_names(const struct outline *outline, uint32_t index)
{
	const struct clause *clause = &outline->clauses[index];

	return (clause->style > LABEL_HEADING && clause->style < LABEL_ANNEX) ||
	       str_contains(clause_number(outline, clause), STR("."));
}

/* A clause in as few words as will do: its number, else its path. */
static struct str clause_name(struct builder *b, uint32_t clause)
{
	const struct shown_clause *shown = builder_clause(b, clause);
	struct str number = str_at(shown->path, shown->number);

	if (!number_names(b->in->subject->outline, clause))
		return shown->path;
	return shown->occurrence > 1 ? arena_format(b->arena, "%.*s#%u", STR_ARG(number),
						    (unsigned)shown->occurrence)
				     : number;
}

static void show_services(struct builder *b)
{
	static const char *const states[SERVICE_STATES] = {
		[SERVICE_PRESENT] = "present",	       [SERVICE_BLANK] = "blank",
		[SERVICE_PLACEHOLDER] = "placeholder", [SERVICE_VAGUE] = "vague",
		[SERVICE_ELSEWHERE] = "elsewhere",     [SERVICE_MISSING] = "missing"};
	const struct findings *findings = b->in->findings;
	struct shown_service *shown =
		ARENA_ARRAY(b->arena, struct shown_service, findings->service_count);

	for (uint32_t i = 0; i < findings->service_count; i++) {
		const struct service_level *level = &findings->services[i];
		shown[i] = (struct shown_service){
			.metric = builder_words(b, &level->metric->title),
			.clause = clause_name(b, level->clause),
			.value = builder_quote(b, level->value, VALUE_MAX),
			.state = states[level->state],
		};
	}
	b->report->services = shown;
	b->report->service_count = findings->service_count;
}

static void show_checks(struct builder *b)
{
	const struct findings *findings = b->in->findings;
	struct shown_check *shown =
		ARENA_ARRAY(b->arena, struct shown_check, findings->check_count);

	for (uint32_t i = 0; i < findings->check_count; i++) {
		const struct check_result *check = &findings->checks[i];
		shown[i] = (struct shown_check){
			.id = arena_str(b->arena, check->item->id),
			.title = builder_words(b, &check->item->title),
			.suggestion = builder_words(b, &check->item->suggest),
			.present = check->present,
		};
		if (check->present)
			shown[i].clause = clause_name(b, check->clause);
	}
	b->report->checks = shown;
	b->report->check_count = findings->check_count;
	b->report->article = findings->article;
	if (findings->checklist) {
		b->report->type = arena_str(b->arena, findings->checklist->type);
		b->report->type_title = builder_words(b, &findings->checklist->title);
	}
}

static void show_incompletes(struct builder *b)
{
	const struct findings *findings = b->in->findings;
	struct shown_incomplete *shown =
		ARENA_ARRAY(b->arena, struct shown_incomplete, findings->incomplete_count);
	uint32_t n = 0;

	for (uint32_t i = 0; i < findings->incomplete_count; i++) {
		const struct incomplete *incomplete = &findings->incompletes[i];
		if (b->in->off && b->in->off[incomplete->rule->index])
			continue;
		shown[n++] = (struct shown_incomplete){arena_str(b->arena, incomplete->rule->id),
						       builder_clause(b, incomplete->clause)->path,
						       incomplete->capped};
	}
	b->report->incompletes = shown;
	b->report->incomplete_count = n;
}

/* --- folds ----------------------------------------------------------------------------------- */

static const char *const fold_names[FOLD_KINDS] = {
	[FOLD_ZERO_WIDTH] = "zero-width", [FOLD_BIDI] = "bidi",
	[FOLD_PINYIN] = "pinyin",	  [FOLD_PAGE_NUMBER] = "page-number",
	[FOLD_HARD_WRAP] = "hard-wrap",	  [FOLD_KANGXI] = "kangxi"};

static uint32_t folded(struct builder *b, enum fold_kind kind, struct place *first)
{
	const struct norm *norm = b->in->subject->norm;

	for (uint32_t i = 0; i < norm->fold_count && norm->fold_totals[kind]; i++)
		if (norm->folds[i].kind == kind) {
			*first = source_place(b->in->subject->source, norm->folds[i].src.begin);
			break;
		}
	return norm->fold_totals[kind];
}

/* The top clauses of a zone; what is below them belongs to them. */
static uint32_t zoned(struct builder *b, enum zone zone, struct place *first)
{
	const struct outline *outline = b->in->subject->outline;
	uint32_t count = 0;

	for (uint32_t i = 1; i < outline->clause_count;) {
		const struct clause *clause = &outline->clauses[i];
		if (clause->zone == zone && count++ == 0)
			*first = builder_place(b, clause->at.begin);
		i = clause->zone == zone ? clause->after : i + 1;
	}
	return count;
}

static void show_folds(struct builder *b)
{
	static const struct {
		const char *name;
		enum zone zone;
	} zones[] = {{"furniture", ZONE_FURNITURE}, {"contents", ZONE_CONTENTS}};
	enum { ZONES = sizeof zones / sizeof zones[0] };
	struct shown_fold *shown = ARENA_ARRAY(b->arena, struct shown_fold, FOLD_KINDS + ZONES);
	uint32_t n = 0;

	for (int i = 0; i < FOLD_KINDS + ZONES; i++) {
		struct shown_fold *fold = &shown[n];
		fold->kind = i < FOLD_KINDS ? fold_names[i] : zones[i - FOLD_KINDS].name;
		fold->count = i < FOLD_KINDS ? folded(b, (enum fold_kind)i, &fold->first)
					     : zoned(b, zones[i - FOLD_KINDS].zone, &fold->first);
		n += fold->count > 0;
	}
	b->report->folds = shown;
	b->report->fold_count = n;
}

void build_facts(struct builder *b)
{
	show_parties(b);
	count_blanks(b);
	if (b->in->needs & NEEDS_BLANKS)
		show_blanks(b);
	show_services(b);
	show_checks(b);
	show_incompletes(b);
	show_folds(b);
}

/* --- the outline ----------------------------------------------------------------------------- */

static void show_clauses(struct builder *b)
{
	static const char *const zones[] = {
		[ZONE_FURNITURE] = "furniture", [ZONE_CONTENTS] = "contents",
		[ZONE_HEADER] = "header",	[ZONE_TERMS] = "terms",
		[ZONE_SIGNATURE] = "signature", [ZONE_ANNEX] = "annex"};
	const struct outline *outline = b->in->subject->outline;
	struct shown_outline *shown =
		ARENA_ARRAY(b->arena, struct shown_outline, outline->clause_count);

	for (uint32_t i = 0; i < outline->clause_count; i++) {
		const struct clause *clause = &outline->clauses[i];
		shown[i] = (struct shown_outline){
			.depth = clause->depth,
			.number = builder_number(b, clause),
			.title = builder_phrase(b, clause->title, BEGINS_MAX),
			.occurrence = clause->occurrence,
			.zone = zones[clause->zone],
			.at = builder_place(b, clause->at.begin),
			.begins = builder_phrase(b, clause->body, BEGINS_MAX),
		};
	}
	b->report->outline = shown;
	b->report->outline_count = outline->clause_count;
}

static void show_quantities(struct builder *b)
{
	static const char *const kinds[QUANTITY_KINDS] = {
		[QUANTITY_MONEY] = "money",	  [QUANTITY_RATIO] = "ratio",
		[QUANTITY_DURATION] = "duration", [QUANTITY_DATE] = "date",
		[QUANTITY_COUNT] = "count",	  [QUANTITY_NUMBER] = "number"};
	static const char *const states[] = {[QUANTITY_VALUE] = "value",
					     [QUANTITY_BLANK] = "blank",
					     [QUANTITY_PLACEHOLDER] = "placeholder"};
	const struct quantities *quantities = &b->in->subject->facts->quantities;
	struct shown_quantity *shown = ARENA_ARRAY(b->arena, struct shown_quantity, quantities->n);

	for (uint32_t i = 0; i < quantities->n; i++) {
		const struct quantity *quantity = &quantities->p[i];
		uint32_t clause = outline_clause_at(b->in->subject->outline, quantity->at.begin);
		shown[i] = (struct shown_quantity){
			.text = builder_quote(b, quantity->at, VALUE_MAX),
			.clause_path = builder_clause(b, clause)->path,
			.kind = kinds[quantity->kind],
			.state = states[quantity->state],
			.value = b->in->redact ? 0 : quantity->value,
			.at = builder_place(b, quantity->at.begin),
		};
	}
	b->report->quantities = shown;
	b->report->quantity_count = quantities->n;
}

void build_outline(struct builder *b)
{
	show_clauses(b);
	show_quantities(b);
}
