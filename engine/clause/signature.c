#include "base/bytes.h"
#include "clause/line.h"
#include "clause/word_list.h"
#include "clause/zone.h"

/* Lines of a signature block are fields, so short; a block has at least two within these lines. */
enum { FIELD_BYTES = 240, BLOCK_LINES = 8, PARTY_LINES = 4 };

static bool is_field(struct str line)
{
	return line.n > 0 && line.n <= FIELD_BYTES && !str_contains(line, STR("。")) &&
	       !str_contains(line, STR("；"));
}

/* 月____日, however wide. */
static bool has_open_day(struct str line)
{
	static const struct str month = STR_INIT("月"), day = STR_INIT("日");

	for (size_t at = str_find(line, month, 0); at != SIZE_MAX; at = str_find(line, month, at)) {
		size_t blank = at += month.n;
		while (at < line.n && line.p[at] == '_')
			at++;
		if (at > blank && str_starts(str_cut(line, at, line.n), day))
			return true;
	}
	return false;
}

static bool has_block(struct str text, uint32_t at, uint32_t end)
{
	unsigned found = 0, lines = 0;

	while (at < end && lines < BLOCK_LINES) {
		struct str line = str_trim(str_at(text, line_next(text, &at)));
		if (line.n == 0)
			continue;
		lines++;
		if (is_field(line) && (list_within(line, &SIGNED_FIELDS) || has_open_day(line)))
			found++;
	}
	return found >= 2;
}

/* A field that is signed: 甲方（盖章）：, not 双方签字后生效. */
static bool is_seal(struct str line)
{
	return is_field(line) && !str_contains(line, STR("生效")) &&
	       !str_contains(line, STR("，")) &&
	       (str_contains(line, STR("：")) || str_contains(line, STR("）")) ||
		str_contains(line, STR("_"))) &&
	       list_within(line, &SEALS);
}

static bool says_no_text(struct str line)
{
	return (str_contains(line, STR("无正文")) || str_contains(line, STR("页）"))) &&
	       list_within(line, &NO_TEXT);
}

static bool resumes(const struct candidate *c)
{
	return c->edge == EDGE_LINE && c->label.style != LABEL_BULLET &&
	       (c->label.style <= LABEL_ANNEX || (c->delimited && c->chain > 1));
}

/* Does the contract simply go on here? Behind a signature block comes an annex or a new beginning.
 */
static bool goes_on(const struct candidate *c)
{
	return c->label.style != LABEL_ANNEX && c->label.count &&
	       c->label.ordinals[c->label.count - 1] > 1;
}

/* Walks the lines that may begin a block and, beside them, the candidates: each is passed once. */
struct walk {
	struct candidates candidates;
	uint32_t next;	 /* the first candidate that begins behind the line */
	uint32_t resume; /* the first behind next with which a contract could go on */
	uint32_t from;	 /* behind the last line with a number, or where the walk begins */
	bool numbered;	 /* there was such a line */
};

/* Passes the candidates up to the beginning of the line; is there one? */
static bool numbered_at(struct walk *walk, struct str text, uint32_t line)
{
	const struct candidate *p = walk->candidates.p;
	bool here = false;

	for (; walk->next < walk->candidates.n && p[walk->next].begin <= line; walk->next++) {
		uint32_t begin = p[walk->next].begin;
		if (begin < walk->from || (begin > walk->from && text.p[begin - 1] != '\n'))
			continue;
		walk->numbered = true;
		here = begin == line;
		walk->from = begin;
		line_next(text, &walk->from);
	}
	return here;
}

/* Where the block that begins at begin ends; begin when it is no block. */
static uint32_t block_end(struct walk *walk, uint32_t begin, uint32_t end)
{
	const struct candidate *p = walk->candidates.p;

	if (walk->resume < walk->next)
		walk->resume = walk->next;
	while (walk->resume < walk->candidates.n && !resumes(&p[walk->resume]))
		walk->resume++;
	if (walk->resume == walk->candidates.n || p[walk->resume].begin >= end)
		return end;
	return goes_on(&p[walk->resume]) ? begin : p[walk->resume].begin;
}

/* Where the parties' own lines that lead up to a seal begin: 甲方：… 地址：… */
struct lead_up {
	uint32_t begin;
	unsigned since; /* fields since the last line that begins with a party */
};

static void follow_parties(struct lead_up *lead, struct str line, uint32_t begin)
{
	if (!is_field(line)) {
		lead->begin = UINT32_MAX;
	} else if (list_after(line, 0, &SIGNING_PARTIES)) {
		if (lead->begin == UINT32_MAX)
			lead->begin = begin;
		lead->since = 0;
	} else if (++lead->since > PARTY_LINES) {
		lead->begin = UINT32_MAX;
	}
}

/* Where they begin in front of the line at begin, or in it. */
static uint32_t lead_up_to(const struct walk *walk, struct str text, uint32_t begin)
{
	struct lead_up lead = {UINT32_MAX, 0};

	for (uint32_t at = walk->from; at <= begin;) {
		struct span span = line_next(text, &at);
		struct str line = str_trim(str_at(text, span));
		if (line.n > 0 && line.n <= FIELD_BYTES)
			follow_parties(&lead, line, span.begin);
	}
	return lead.begin < begin ? lead.begin : begin;
}

/* Is it the beginning of 章, 签, 印 or 无, without its first byte? Of these each of the words above
 * that begin a block has one. */
static bool is_sign(unsigned char second, unsigned char third)
{
	return (second == 0xAB && third == 0xA0) || (second == 0xAD && third == 0xBE) ||
	       (second == 0x8D && third == 0xB0) || (second == 0x97 && third == 0xA0);
}

/* A place in the next line that may begin a block; the end of text for none. */
static size_t next_sign(struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p;

#if BYTES_BLOCK
	for (; text.n - at > BYTES_BLOCK; at += BYTES_BLOCK) {
		bytes_block second = bytes_load(p + at), third = bytes_load(p + at + 1);
		uint32_t hits = (bytes_are(third, 0xA0) &
				 (bytes_are(second, 0xAB) | bytes_are(second, 0x97))) |
				(bytes_are(third, 0xBE) & bytes_are(second, 0xAD)) |
				(bytes_are(third, 0xB0) & bytes_are(second, 0x8D));
		if (hits)
			return at + bytes_first(hits);
	}
#endif
	for (; text.n - at > 1; at++)
		if (is_sign(p[at], p[at + 1]))
			return at;
	return text.n;
}

struct span signature_find(struct str text, struct span at, struct candidates candidates,
			   uint32_t *candidate)
{
	struct walk walk = {candidates, *candidate, 0, at.begin, *candidate > 0};
	uint32_t next = at.begin;

	for (size_t sign; (sign = next_sign(text, next)) < text.n;) {
		struct span span;
		struct str line;
		next = (uint32_t)line_begin(text, next, sign);
		if (next >= at.end)
			break;
		span = line_next(text, &next);
		line = str_trim(str_at(text, span));
		if (numbered_at(&walk, text, span.begin) || !walk.numbered || line.n > FIELD_BYTES)
			continue;
		if (says_no_text(line) || (is_seal(line) && has_block(text, span.begin, at.end))) {
			uint32_t end = block_end(&walk, span.begin, at.end);
			*candidate = walk.next;
			if (end > span.begin)
				return (struct span){lead_up_to(&walk, text, span.begin), end};
		}
	}
	return (struct span){at.end, at.end};
}
