#include "clause/candidate.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "base/words.h"
#include "clause/lead.h"
#include "clause/numbers.h"
#include "clause/stops.h"
#include "clause/word_list.h"
#include "text/norm.h"

/* The weakest edge at which a label of each style is looked for. */
static const enum edge weakest[LABEL_STYLES] = {
	[LABEL_HEADING] = EDGE_LINE,	[LABEL_BOOK] = EDGE_GLUED,
	[LABEL_CHAPTER] = EDGE_GLUED,	[LABEL_SECTION] = EDGE_GLUED,
	[LABEL_ARTICLE] = EDGE_GLUED,	[LABEL_ANNEX] = EDGE_LINE,
	[LABEL_PARAGRAPH] = EDGE_LINE,	[LABEL_HAN] = EDGE_GLUED,
	[LABEL_HAN_PAREN] = EDGE_GLUED, [LABEL_ROMAN] = EDGE_COLON,
	[LABEL_DECIMAL] = EDGE_GLUED,	[LABEL_DECIMAL_PAREN] = EDGE_GLUED,
	[LABEL_CIRCLED] = EDGE_GLUED,	[LABEL_LETTER] = EDGE_COLON,
	[LABEL_STEM] = EDGE_STOP,	[LABEL_BULLET] = EDGE_LINE,
};

/* What a walk over the text knows of the place it is at. */
struct scan {
	struct str text;
	size_t at;
	uint32_t before; /* the character in front; a line end at the beginning */
	uint32_t line;	 /* where the line began, behind its Markdown signs */
	uint32_t opened; /* behind the bracket or quote that is open, 0 for none */
	bool fresh;	 /* nothing but signs on this line yet */
};

/* An open bracket that was never closed must not hide the rest of a contract. */
enum { BRACKET_BYTES = 600 };
/* Stands for any ideograph that is passed over. */
enum { IDEOGRAPH = 0x7684 };

static enum edge edge_at(const struct scan *scan)
{
	if (scan->fresh)
		return EDGE_LINE;
	switch (scan->before) {
	case 0x3002:
	case 0xFF1B:
	case 0xFF01:
	case 0xFF1F:
	case NORM_GAP_CP: return EDGE_STOP;
	case 0xFF1A: return EDGE_COLON;
	case 0xFF0C:
	case 0x3001: return EDGE_COMMA;
	default: return EDGE_GLUED;
	}
}

/* A label can begin here: but not inside a longer numeral, which also keeps this linear. */
static bool may_begin(const struct scan *scan, uint32_t cp)
{
	enum lead lead = lead_of(cp);

	if (lead == LEAD_NONE || (!lead_is_inside(lead) && edge_at(scan) > EDGE_COLON))
		return false;
	if (lead == LEAD_LATIN)
		return !cp_is_letter(scan->before);
	return lead != LEAD_HAN || !(ordinal_is_han(scan->before) || scan->before == 0x7B2C);
}

static uint8_t kind_of(struct str text, uint32_t at, const struct label *label)
{
	uint32_t first = utf8_peek(text, at), last = utf8_before(text, at + label->size);
	uint8_t variant = 0;

	switch (label->style) {
	case LABEL_HEADING: variant = (uint8_t)label->ordinals[0]; break;
	case LABEL_HAN:
	case LABEL_DECIMAL:
		variant = label->count > 1		  ? label->count
			  : last == 0x3001		  ? 1
			  : last == '.' || last == 0x3002 ? 9
							  : 10;
		break;
	case LABEL_HAN_PAREN:
	case LABEL_DECIMAL_PAREN: variant = first == 0xFF08 || first == 0x3010 ? 1 : 2; break;
	case LABEL_LETTER:
	case LABEL_ROMAN:
		variant = (last == 0xFF09) + 2 * (first == 0xFF08
							  ? cp_is_letter(utf8_peek(text, at + 3)) &&
								    (text.p[at + 3] & 0x20)
							  : first & 0x20);
		break;
	case LABEL_CIRCLED: variant = (uint8_t)(first >> 4 & 0xF); break;
	default: break;
	}
	return (uint8_t)((unsigned)label->style * 16 + (variant & 15));
}

static bool spoken_of(const struct scan *scan, const struct label *label, enum edge edge)
{
	struct str before = str_cut(scan->text, scan->at > 12 ? scan->at - 12 : 0, scan->at);
	struct str behind =
		str_cut(scan->text, scan->at + label->size, scan->at + label->size + 16);

	if (edge > EDGE_STOP &&
	    (list_before(before, before.n, &BEFORE_REFERENCE) ||
	     (label->style < LABEL_ANNEX && list_before(before, before.n, &BEFORE_ARTICLE))))
		return true;
	return (label->style < LABEL_ANNEX || label->count > 1) &&
	       list_after(behind, 0, &BEHIND_REFERENCE) && !list_after(behind, 0, &BEHIND_WORDS);
}

static bool delimited(struct str text, uint32_t at, const struct label *label)
{
	return label->style != LABEL_DECIMAL || label->count > 1 ||
	       !cp_is_digit(utf8_before(text, at + label->size));
}

/* Moves over cp, which ends at next, and follows brackets, quotes and lines. No label begins in the
 * middle of digits. */
static void step(struct scan *scan, uint32_t cp, size_t next)
{
	while (cp_is_digit(cp) && next < scan->text.n &&
	       cp_is_digit((unsigned char)scan->text.p[next]))
		next++;
	scan->at = next;
	scan->before = cp;
	switch (cp) {
	case '\n':
		scan->fresh = true;
		scan->opened = 0;
		scan->line = (uint32_t)next;
		return;
	case 0xFF08:
	case 0x300A:
	case 0x201C: scan->opened = (uint32_t)next; break;
	case 0xFF09:
	case 0x300B:
	case 0x201D: scan->opened = 0; break;
	default: break;
	}
	if (cp != ' ' && cp != '>' && cp != NORM_GAP_CP)
		scan->fresh = false;
}

static bool takes(const struct scan *scan, const struct label *label, enum edge edge)
{
	uint32_t last = utf8_before(scan->text, scan->at + label->size);

	if (edge > weakest[label->style])
		return false;
	/* 下列情形之一：, 之一，: such delimiters are common words' neighbours, too. */
	if (edge > EDGE_STOP && (last == 0xFF1A || last == 0xFF0C || last == 0x3002))
		return false;
	return edge == EDGE_LINE || scan->opened == 0 || scan->at - scan->opened > BRACKET_BYTES;
}

/* Passes over what is neither a stop nor the beginning of a label: this is where the time of a long
 * contract goes. An ideograph in front, be it a numeral, is then any of them. */
static void pass_words(struct scan *scan)
{
	size_t at = stops_next(&CANDIDATE_STOPS, scan->text, scan->at);

	if (at == scan->at)
		return;
	scan->at = at;
	scan->before = utf8_before(scan->text, at);
	if (scan->before >= 0x4000 && scan->before <= 0x9FFF)
		scan->before = IDEOGRAPH;
	scan->fresh = false;
}

/* Behind 。 a letter can be one of a list; in a word none can. */
static bool may_pass(const struct scan *scan)
{
	return !scan->fresh && !(cp_is_letter((unsigned char)scan->text.p[scan->at]) &&
				 edge_at(scan) <= EDGE_COLON);
}

/* Links every candidate with the nearest later one that has the next number. Ordinal 0, which no
 * label has, keeps where a list begins again. */
static void link_chains(struct arena *arena, struct candidate *p, uint32_t n)
{
	struct numbers last = numbers_new(arena);

	for (uint32_t i = n; i-- > 0;) {
		struct candidate *c = &p[i];
		uint32_t ordinal = label_last(&c->label);
		uint32_t restart;
		uint64_t list;
		c->next = UINT32_MAX;
		c->chain = 1;
		if (ordinal == 0 || (c->spoken_of && c->edge != EDGE_LINE))
			continue;
		list = number_list(&c->label, 0);
		restart = numbers_get(&last, number_key(list, 0), UINT32_MAX);
		c->next = numbers_get(&last, number_key(list, ordinal + 1), UINT32_MAX);
		c->steady = c->next < restart;
		if (c->next != UINT32_MAX)
			c->chain = p[c->next].chain + 1;
		if (ordinal == 1)
			*numbers_at(&last, number_key(list, 0), i) = i;
		*numbers_at(&last, number_key(list, ordinal), i) = i;
	}
	numbers_drop(&last);
}

/* Skips to what stands behind # or a bullet. A number there is what names the clause. */
static bool number_follows(struct scan *scan)
{
	struct label label;

	while (scan->at < scan->text.n && scan->text.p[scan->at] == ' ')
		scan->at++;
	scan->before = '\n';
	return label_read(scan->text, scan->at, &label) && label.style != LABEL_BULLET &&
	       label.style != LABEL_HEADING;
}

static struct candidate candidate_at(const struct scan *scan, const struct label *label)
{
	enum edge edge = edge_at(scan);

	return (struct candidate){
		.label = *label,
		.begin = edge == EDGE_LINE ? scan->line : (uint32_t)scan->at,
		.at = (uint32_t)scan->at,
		.kind = kind_of(scan->text, (uint32_t)scan->at, label),
		.edge = edge,
		.spoken_of = spoken_of(scan, label, edge),
		.delimited = delimited(scan->text, (uint32_t)scan->at, label),
	};
}

struct candidates candidates_find(struct arena *arena, struct str text)
{
	VEC(struct candidate) found = {0};
	struct scan scan = {.text = text, .fresh = true, .before = '\n'};

	while (scan.at < text.n && found.n < CANDIDATES_MAX) {
		struct label label;
		size_t next;
		uint32_t cp;
		if (may_pass(&scan))
			pass_words(&scan);
		next = scan.at;
		cp = utf8_next(text, &next);
		if (!may_begin(&scan, cp) || !label_read(text, scan.at, &label) ||
		    !takes(&scan, &label, edge_at(&scan))) {
			step(&scan, cp, next);
			continue;
		}
		*VEC_PUSH(arena, &found) = candidate_at(&scan, &label);
		scan.at += label.size;
		if (label.style == LABEL_HEADING || label.style == LABEL_BULLET) {
			found.n -= number_follows(&scan);
			continue;
		}
		scan.fresh = false;
		scan.before = utf8_before(text, scan.at);
	}
	link_chains(arena, found.p, found.n);
	return (struct candidates){found.p, found.n, found.room, found.n == CANDIDATES_MAX};
}

void candidates_drop(struct arena *arena, struct candidates candidates)
{
	arena_drop(arena, candidates.p, candidates.room * sizeof *candidates.p);
}
