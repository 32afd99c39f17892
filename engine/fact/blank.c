#include "fact/blank_scan.h"
#include "base/sorted.h"
#include "base/utf8.h"
#include "fact/cues.h"
#include "fact/numeral.h"
#include "fact/unit.h"
#include "fact/word_list.h"
#include "fact/words.h"

enum { FIELD_LONG = 24 };

static blank_scanner *const scanners[] = {
#define SCANNER(beginnings, scan) scan,
#include "fact/blank_scan.def"
#undef SCANNER
};

/* The scanner of a character; NULL when it has none. */
static blank_scanner *scanner_of(uint32_t cp)
{
	for (uint32_t slot = cp % BLANK_TRIGGERS;; slot = (slot + 1) % BLANK_TRIGGERS) {
		if (BLANK_TRIGGER_TABLE[slot].cp == cp)
			return scanners[BLANK_TRIGGER_TABLE[slot].scanner];
		if (!BLANK_TRIGGER_TABLE[slot].cp)
			return NULL;
	}
}

void blank_note(struct blank_scan *scan, enum blank_mark mark, size_t begin, size_t end)
{
	while (scan->found.n && scan->found.p[scan->found.n - 1].at.end > begin) {
		struct blank *last = &scan->found.p[--scan->found.n];

		begin = last->at.begin < begin ? last->at.begin : begin;
		end = last->at.end > end ? last->at.end : end;
	}
	*VEC_PUSH(scan->arena, &scan->found) = (struct blank){
		.at = {(uint32_t)begin, (uint32_t)end},
		.mark = mark,
	};
}

bool blank_ends_at(const struct blank_scan *scan, size_t at)
{
	while (at && scan->text.p[at - 1] == ' ')
		at--;
	return scan->found.n && scan->found.p[scan->found.n - 1].at.end == at && at > 0;
}

static void walk(struct blank_scan *scan)
{
	struct str text = scan->text;

	for (size_t at = 0; (at = cues_next(scan->cues, CUE_BLANK, at, text.n)) < text.n;) {
		size_t begin = at, next;
		blank_scanner *scanner = scanner_of(utf8_next(text, &at));

		if (!scanner)
			continue;
		next = scanner(scan, begin);
		at = next > at ? next : at;
	}
}

/* Whether only the unit of a date, and perhaps a number before it, lies between two blanks. */
static bool within_date(struct str between)
{
	size_t at = word_after(between, 0, "年 月");
	struct numeral numeral;

	if (!at)
		return false;
	if (numeral_read(between, at, &numeral) && numeral.end + sizeof "月" - 1 == between.n)
		return word_after(between, numeral.end, "月") > 0;
	return at == between.n || word_is(str_cut(between, at, between.n), "月");
}

/* Takes in the written parts of a date in front: 2026年_月 , 民国_年. */
static void widen_left(struct str text, struct span *at)
{
	size_t begin = at->begin;
	size_t month = word_after(text, at->end, "日") ? word_before(text, begin, "月") : 0;
	size_t year;

	if (month)
		begin = number_before(text, begin - month);
	year = word_before(text, begin, "年");
	if ((month || word_after(text, at->end, "月")) && year)
		begin = number_before(text, begin - year);
	else if (!month && word_after(text, at->end, "年") && number_before(text, begin) < begin)
		begin = number_before(text, begin);
	else
		return;
	at->begin = (uint32_t)begin;
}

static void widen_right(struct str text, struct span *at)
{
	size_t end = at->end;
	size_t year = word_after(text, end, "年");
	size_t month = year ? word_after(text, number_end(text, end + year), "月") : 0;

	if (month)
		end = number_end(text, end + year) + month;
	else if (word_after(text, end, "月"))
		end += sizeof "月" - 1;
	else
		return;
	if (word_after(text, number_end(text, end), "日"))
		at->end = (uint32_t)number_end(text, end) + sizeof "日" - 1;
}

/* （根据约定填写） behind X分钟 belongs to it. */
static bool is_note_on(struct str text, const struct blank *left, const struct blank *right)
{
	struct str between = str_cut(text, left->at.end, right->at.begin);
	const struct unit *unit = unit_at(text, left->at.end);

	return right->mark == BLANK_HINT && text.p[right->at.begin] == "（"[0] &&
	       (between.n == 0 || (unit && unit->name.n == between.n));
}

/* A date that is widened may reach into the blank behind it, which is a part of it then. */
static void widen_all_right(struct blank_scan *scan)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < scan->found.n; i++) {
		struct blank next = scan->found.p[i];
		struct blank *last = kept ? &scan->found.p[kept - 1] : NULL;

		if (next.mark != BLANK_LABEL)
			widen_right(scan->text, &next.at);
		if (!last || last->at.end <= next.at.begin)
			scan->found.p[kept++] = next;
		else if (next.at.end > last->at.end)
			last->at.end = next.at.end;
	}
	scan->found.n = kept;
}

/* Joins what is one spot to a reader: the parts of a date, a placeholder and the instruction
 * behind it. */
static void blanks_join(struct blank_scan *scan)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < scan->found.n; i++) {
		struct blank next = scan->found.p[i];
		struct blank *last = kept ? &scan->found.p[kept - 1] : NULL;
		bool date = last && last->at.end <= next.at.begin &&
			    within_date(str_cut(scan->text, last->at.end, next.at.begin));

		if (next.mark != BLANK_LABEL && next.mark != BLANK_CHOICE)
			widen_left(scan->text, &next.at);
		if (last &&
		    (date || last->at.end > next.at.begin || is_note_on(scan->text, last, &next))) {
			if (!date && next.at.begin > last->at.end)
				last->unit = (struct span){last->at.end, next.at.begin};
			last->at.end = next.at.end > last->at.end ? next.at.end : last->at.end;
			if (next.at.begin < last->at.begin)
				last->at.begin = next.at.begin;
			continue;
		}
		scan->found.p[kept++] = next;
	}
	scan->found.n = kept;
	widen_all_right(scan);
}

/* The words in front of a blank, back to where their sentence or field begins. */
static struct span field_of(struct str text, size_t floor, size_t end)
{
	size_t begin = end;

	const unsigned stops = PUNCT_COMMA | PUNCT_STOP | PUNCT_LINE | PUNCT_LIST | PUNCT_ASK |
			       PUNCT_BAR | PUNCT_GAP;

	for (unsigned count = 0; begin > floor && count < FIELD_LONG; count++) {
		size_t at = begin;

		if (punctuation_of(utf8_prev(text, &at)) & stops)
			break;
		begin = at;
	}
	return (struct span){(uint32_t)begin, (uint32_t)end};
}

static struct span unit_of(struct str text, size_t at)
{
	const struct unit *unit = unit_at(text, at);
	size_t size = list_after(text, at, &VALUE_TAILS);

	if (unit && unit->name.n > size)
		size = unit->name.n;
	return (struct span){(uint32_t)at, (uint32_t)(at + size)};
}

/* ____年__月__, 20__年, 每月__日; but not 期限为__年. */
static bool is_date(struct str text, const struct blank *blank)
{
	struct str at = str_at(text, blank->at), unit = str_at(text, blank->unit);

	if (word_within(at, "年") && word_within(at, "月"))
		return true;
	if (word_is(unit, "年"))
		return cp_is_digit(utf8_peek(at, 0)) ||
		       word_before(text, blank->at.begin, "国 公元");
	return word_is(unit, "月") ||
	       (word_is(unit, "日 号") && word_before(text, blank->at.begin, "月"));
}

/* Between floor and stop, where the blanks before and after it are, all words are its own. */
static void describe(const struct blank_scan *scan, const struct outline *outline, size_t floor,
		     size_t stop, struct blank *blank)
{
	struct str text = scan->text;
	const struct clause *clause;
	bool gap = blank->mark == BLANK_MISSING && span_size(blank->unit);
	bool wide = blank->mark == BLANK_LABEL || (blank->mark == BLANK_MISSING && !gap);

	blank->clause = outline_clause_at(outline, blank->at.begin);
	blank->sentence = outline_sentence_at(outline, blank->at.begin);
	clause = &outline->clauses[blank->clause];
	if (clause->label.end > floor && clause->label.end <= blank->at.begin)
		floor = clause->label.end;
	blank->field =
		wide ? blank->at : field_of(text, floor, gap ? blank->unit.begin : blank->at.begin);
	if (!span_size(blank->unit) && blank->mark != BLANK_LABEL)
		blank->unit = unit_of(str_cut(text, 0, stop), blank->at.end);
	blank->zone = clause->zone;
	blank->need = blank_need_of(str_at(text, blank->field), str_at(text, blank->unit));
	if (blank->mark == BLANK_CHOICE)
		blank->need = NEED_CHOICE;
	else if (is_date(text, blank))
		blank->need = NEED_DATE;
	blank->formality = blank->zone == ZONE_SIGNATURE || blank->need == NEED_SIGNATURE ||
			   is_formality(str_at(text, blank->field));
}

struct blanks blanks_find(struct arena *arena, const struct norm *norm,
			  const struct outline *outline, const struct cues *cues)
{
	struct blank_scan scan = {.arena = arena, .norm = norm, .text = norm->text, .cues = cues};
	size_t floor = 0;
	uint32_t kept = 0;

	walk(&scan);
	blanks_join(&scan);
	for (uint32_t i = 0; i < scan.found.n; i++) {
		struct blank blank = scan.found.p[i];
		size_t stop = i + 1 < scan.found.n ? scan.found.p[i + 1].at.begin : norm->text.n;

		describe(&scan, outline, floor, stop, &blank);
		floor = span_size(blank.unit) ? blank.unit.end : blank.at.end;
		if (blank.zone != ZONE_FURNITURE && blank.zone != ZONE_CONTENTS)
			scan.found.p[kept++] = blank;
	}
	return (struct blanks){scan.found.p, kept};
}

uint32_t blank_from(struct blanks blanks, uint32_t offset)
{
	return SORTED_AFTER(blanks.p, blanks.n, at.end, offset);
}
