#include "fact/reference_part.h"

#include "base/utf8.h"
#include "fact/cues.h"
#include "fact/word_list.h"
#include "fact/words.h"

struct unit {
	struct str word;
	enum label_style style;
};

static const struct unit UNITS[] = {
	{STR_INIT("条"), LABEL_ARTICLE}, {STR_INIT("章"), LABEL_CHAPTER},
	{STR_INIT("节"), LABEL_SECTION}, {STR_INIT("部分"), LABEL_BOOK},
	{STR_INIT("编"), LABEL_BOOK},	 {STR_INIT("款"), LABEL_DECIMAL},
	{STR_INIT("项"), LABEL_DECIMAL},
};

static const struct unit *unit_read(struct str text, size_t at)
{
	for (size_t i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++)
		if (str_starts(str_cut(text, at, text.n), UNITS[i].word))
			return UNITS + i;
	return NULL;
}

/* 6.1.1 or 三 or （二） at *at, into label's ordinals. */
static bool ordinals_read(struct str text, size_t *at, struct label *label)
{
	struct str open = STR("（"), close = STR("）");
	bool bracket = str_starts(str_cut(text, *at, text.n), open);
	uint32_t value;
	size_t size;

	*at += bracket ? open.n : 0;
	for (;;) {
		if (label->count == LABEL_DEPTH ||
		    !ordinal_read(str_cut(text, *at, text.n), &value, &size))
			return false;
		label->ordinals[label->count++] =
			value < LABEL_ORDINAL_MAX ? value : LABEL_ORDINAL_MAX;
		*at += size;
		if (utf8_peek(text, *at) != '.' || !cp_is_digit(utf8_peek(text, *at + 1)))
			break;
		*at += 1;
	}
	if (bracket && !str_starts(str_cut(text, *at, text.n), close))
		return false;
	*at += bracket ? close.n : 0;
	return true;
}

/* The ordinals of label from first on, as the dotted number they are: 第四条第4.5款 says the
 * article twice. */
static struct label label_tail(const struct label *label, uint8_t first)
{
	struct label tail = {.style = LABEL_DECIMAL};

	while (first < label->count)
		tail.ordinals[tail.count++] = label->ordinals[first++];
	return tail;
}

/* 第三条第二款第（一）项 at at; the pieces below an article become further ordinals. */
static bool numbered_read(struct str text, size_t at, struct label *label)
{
	struct str ordinal = STR("第");
	size_t begin = at;
	const struct unit *unit;

	*label = (struct label){0};
	while (str_starts(str_cut(text, at, text.n), ordinal)) {
		struct label next = *label;
		size_t here = at + ordinal.n;

		if (!ordinals_read(text, &here, &next))
			break;
		unit = unit_read(text, here);
		if (!unit || (label->count && unit->style != LABEL_DECIMAL))
			break;
		if (label->count && next.count > label->count + 1)
			next = label_tail(&next, label->count);
		else if (!label->count)
			next.style = unit->style;
		*label = next;
		at = here + unit->word.n;
		label->size = (uint32_t)(at - begin);
	}
	/* 第二款 alone means the paragraph of some article: which one the text does not say. */
	return label->count > 0 && (label->style != LABEL_DECIMAL || label->count > 1);
}

/* 6.1条, 6.1款 without 第. */
static bool dotted_read(struct str text, size_t at, struct label *label)
{
	size_t end = at;
	uint32_t before = utf8_before(text, at);
	const struct unit *unit;

	*label = (struct label){.style = LABEL_DECIMAL};
	if (before == '.' || cp_is_digit(before) || cp_is_letter(before) || before == 0x7B2C)
		return false;
	if (!ordinals_read(text, &end, label) || label->count < 2)
		return false;
	unit = unit_read(text, end);
	if (!unit || unit->word.n > 3 || unit->style == LABEL_CHAPTER)
		return false;
	label->size = (uint32_t)(end + unit->word.n - at);
	return true;
}

/* An annex may have no number. */
static bool label_at(struct str text, size_t at, struct label *label)
{
	uint32_t cp = utf8_peek(text, at);

	if (cp == 0x7B2C)
		return numbered_read(text, at, label);
	if (cp == 0x9644)
		return annex_label_read(text, at, label);
	return cp_is_digit(cp) && dotted_read(text, at, label);
}

/* Whether offset at stands in the number or the title of a clause. */
static bool in_heading(const struct outline *outline, uint32_t clause, uint32_t at)
{
	const struct clause *c = outline->clauses + clause;

	return (c->label.begin <= at && at < c->label.end) ||
	       (c->title.begin <= at && at < c->title.end);
}

/* Whether the words before a reference, or the reference it is linked to, lead out of the contract.
 */
static bool is_elsewhere(struct str text, uint32_t at, uint32_t elsewhere_end)
{
	size_t end = at - word_before(text, at, "（");

	return list_before(text, end, &ELSEWHERE) || elsewhere_end == at ||
	       (elsewhere_end && list_has(&REFERENCE_LINKS, str_cut(text, elsewhere_end, at)));
}

struct reference_finder {
	struct arena *arena;
	struct str text;
	const struct outline *outline;
	struct targets *targets;
	struct annex_finder *annexes;
	VEC(struct reference) list;
	uint32_t elsewhere_end; /* behind the last one that led out of the contract; 0 for none */
};

static void reference_seen(struct reference_finder *finder, struct span at,
			   const struct label *label, uint32_t clause)
{
	uint32_t target;

	if (label->style != LABEL_ANNEX &&
	    is_elsewhere(finder->text, at.begin, finder->elsewhere_end)) {
		finder->elsewhere_end = at.end;
		return;
	}
	target = targets_find(finder->targets, label);
	*VEC_PUSH(finder->arena, &finder->list) = (struct reference){
		.at = at,
		.label = *label,
		.resolved = target != UINT32_MAX,
		.target = target != UINT32_MAX ? target : 0,
		.clause = clause,
	};
}

/* Where the label begins that has its cue at offset at: a dotted number before its first dot. */
static size_t label_begin(struct str text, size_t at)
{
	if (text.p[at] == '.')
		while (at && cp_is_digit((unsigned char)text.p[at - 1]))
			at--;
	return at;
}

/* One walk over a sentence for references and annexes. */
static void read_sentence(struct reference_finder *finder, const struct cues *cues,
			  const struct sentence *sentence)
{
	size_t floor = sentence->at.begin, end = sentence->at.end;

	for (size_t i = floor; (i = cues_next(cues, CUE_REFERENCE, i, end)) < end;) {
		struct span at = {(uint32_t)label_begin(finder->text, i++), 0};
		struct label label;

		if (at.begin < floor || !label_at(finder->text, at.begin, &label))
			continue;
		at.end = at.begin + label.size;
		i = floor = at.end;
		if (in_heading(finder->outline, sentence->clause, at.begin))
			continue;
		if (label.style == LABEL_ANNEX)
			annex_seen(finder->annexes, at.begin, &label);
		if (label.count)
			reference_seen(finder, at, &label, sentence->clause);
	}
}

struct references references_find(struct arena *arena, const struct norm *norm,
				  const struct outline *outline, struct definitions definitions,
				  struct cues *cues)
{
	struct references references = {0};
	struct targets *targets = targets_new(arena, outline);
	struct reference_finder finder = {.arena = arena,
					  .text = norm->text,
					  .outline = outline,
					  .targets = targets,
					  .annexes = annexes_new(arena, norm->text, targets)};

	for (uint32_t s = 0; s < outline->sentence_count; s++)
		read_sentence(&finder, cues, &outline->sentences[s]);
	references.references = finder.list.p;
	references.reference_count = finder.list.n;
	annexes_done(finder.annexes, outline, &references);
	targets_drop(arena, targets);
	terms_find(arena, norm, outline, definitions, cues, &references);
	return references;
}
