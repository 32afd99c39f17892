#include "clause/sentence.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "base/vec.h"

/* Inside brackets and quotes a sentence is not cut, unless they are longer than this. */
enum { NESTED_BYTES = 300 };

static bool is_end(uint32_t cp)
{
	return cp == 0x3002 || cp == 0xFF1B || cp == 0xFF01 || cp == 0xFF1F;
}

static bool opens(uint32_t cp)
{
	return cp == 0x201C || cp == 0xFF08 || cp == 0x300A || cp == 0x2018;
}

static bool closes(uint32_t cp)
{
	return cp == 0x201D || cp == 0xFF09 || cp == 0x300B || cp == 0x2019;
}

/* Passes over what neither ends nor nests a sentence: all that is no line end and does not begin
 * with the first byte of a Chinese sign. The sign read last may have led behind end. */
static size_t skip_plain(struct str text, size_t at, size_t end)
{
#if BYTES_BLOCK
	for (; at + BYTES_BLOCK <= end; at += BYTES_BLOCK) {
		bytes_block block = bytes_load(text.p + at);
		uint32_t signs = bytes_are(block, '\n') | bytes_between(block, 0xE2, 0xE3) |
				 bytes_are(block, 0xEF);
		if (signs)
			return at + bytes_first(signs);
	}
#endif
	for (; at < end; at++) {
		unsigned char byte = (unsigned char)text.p[at];
		if (byte == '\n' || byte == 0xE2 || byte == 0xE3 || byte == 0xEF)
			break;
	}
	return at;
}

/* Does the bracket or quote that opens before at close soon, on the same line? */
static bool closes_soon(struct str text, size_t at, size_t end)
{
	size_t limit = at + NESTED_BYTES < end ? at + NESTED_BYTES : end;

	while ((at = skip_plain(text, at, limit)) < limit) {
		uint32_t cp = utf8_next(text, &at);
		if (cp == '\n')
			return false;
		if (closes(cp))
			return true;
	}
	return false;
}

/* The brackets and quotes that are open, and how far none that opens is known to close. */
struct nesting {
	unsigned depth;
	size_t since, unclosed;
};

static void nest(struct nesting *nesting, struct str text, size_t at, size_t end, uint32_t cp)
{
	if (closes(cp)) {
		nesting->depth -= nesting->depth > 0;
	} else if (opens(cp) && nesting->depth) {
		nesting->depth++;
	} else if (opens(cp) && at >= nesting->unclosed) {
		nesting->depth = closes_soon(text, at, end);
		nesting->since = at;
		if (!nesting->depth)
			nesting->unclosed = at + NESTED_BYTES;
	}
}

/* The end of the sentence that begins at at: behind its full stop and the quotes that close there.
 */
static size_t sentence_end(struct str text, size_t at, size_t end)
{
	struct nesting nesting = {0};

	while ((at = skip_plain(text, at, end)) < end) {
		uint32_t cp = utf8_next(text, &at);
		if (cp == 0xFF0C || cp == 0x3001)
			continue;
		if (cp == '\n')
			return at;
		nest(&nesting, text, at, end, cp);
		if (is_end(cp) && (!nesting.depth || at - nesting.since > NESTED_BYTES))
			break;
	}
	while (at < end) {
		size_t next = at;
		uint32_t cp = utf8_next(text, &next);
		if (!is_end(cp) && !closes(cp))
			break;
		at = next;
	}
	return at;
}

static bool blank(uint32_t cp)
{
	return cp == ' ' || cp == '\n';
}

static struct span trimmed(struct str text, size_t begin, size_t end)
{
	size_t at = begin;

	while (at < end && blank(utf8_next(text, &at)))
		begin = at;
	for (at = end; at > begin && blank(utf8_prev(text, &at));)
		end = at;
	return (struct span){(uint32_t)begin, (uint32_t)end};
}

struct sentence_list sentences_find(struct arena *arena, struct str text,
				    struct clause_list clauses)
{
	VEC(struct sentence) found = {0};

	for (uint32_t i = 0; i < clauses.n; i++) {
		const struct clause *clause = &clauses.p[i];
		const struct span parts[] = {clause->title, clause->body};
		if (clause->zone == ZONE_FURNITURE || clause->zone == ZONE_CONTENTS)
			continue;
		for (size_t k = 0; k < 2; k++) {
			for (size_t at = parts[k].begin; at < parts[k].end;) {
				size_t end = sentence_end(text, at, parts[k].end);
				struct span span = trimmed(text, at, end);
				if (span.begin < span.end)
					*VEC_PUSH(arena, &found) = (struct sentence){span, i};
				at = end;
			}
		}
	}
	return (struct sentence_list){found.p, found.n};
}
