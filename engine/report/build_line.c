/* The hashes by which GitHub's code scanning knows lines again.
 *
 * A line is known by the 100 UTF-16 units that begin with its first, spaces and tabs left out,
 * every line end one LF, U+FFFF for the end of the file and zeros behind it: the value of these
 * units as digits to the base 37, modulo 2^64, and how many lines had that value before. GitHub
 * computes it for whoever does not, and complains when its value is another one; see
 * fingerprints.ts of its codeql-action. */
#include "report/builder.h"

#include "base/utf8.h"

enum { BASE = 37, WINDOW = 100, END_OF_FILE = 0xFFFF };

struct opening {
	uint32_t line;
	uint64_t before; /* the value of all units in front of the line */
	uint64_t units;	 /* and their number */
};

/* Walks through a text, one line after the other. A line is known when its window is full: until
 * then it waits, and no more lines than units of a window can wait. */
struct walk {
	struct str text;
	size_t at;
	uint32_t low;		      /* the second unit of a pair, which is next; 0: none */
	uint64_t value, units, shift; /* shift: the base to the power of WINDOW */
	uint32_t line;		      /* the last that began */
	bool line_begins, was_return, mark, ended;
	struct opening waiting[WINDOW];
	uint32_t first, count;
};

static void walk_begin(struct walk *walk, const struct source *source)
{
	*walk = (struct walk){
		.text = source->text, .shift = 1, .line_begins = true, .mark = source->lead > 0};
	for (int i = 0; i < WINDOW; i++)
		walk->shift *= BASE;
}

static uint32_t next_unit(struct walk *walk)
{
	uint32_t cp = walk->low;

	if (walk->mark) {
		walk->mark = false;
		return 0xFEFF;
	}
	if (cp) {
		walk->low = 0;
		return cp;
	}
	if (walk->ended)
		return 0;
	cp = utf8_next(walk->text, &walk->at);
	walk->ended = cp == UTF8_NONE;
	if (cp == UTF8_NONE)
		return END_OF_FILE;
	if (cp < 0x10000)
		return cp;
	walk->low = 0xDC00 | ((cp - 0x10000) & 0x3FF);
	return 0xD800 | (cp - 0x10000) >> 10;
}

static void open_line(struct walk *walk)
{
	uint32_t slot = (walk->first + walk->count++) % WINDOW;

	walk->waiting[slot] = (struct opening){++walk->line, walk->value, walk->units};
}

static void take_unit(struct walk *walk)
{
	bool padding = walk->ended;
	uint32_t unit = next_unit(walk);
	bool second = walk->was_return && unit == '\n';

	walk->was_return = unit == '\r';
	if (unit == ' ' || unit == '\t' || second)
		return;
	if (unit == '\r')
		unit = '\n';
	if (walk->line_begins && !padding)
		open_line(walk);
	walk->line_begins = unit == '\n';
	walk->value = walk->value * BASE + unit;
	walk->units++;
}

/* false behind the last line. */
static bool next_line(struct walk *walk, uint32_t *line, uint64_t *hash)
{
	const struct opening *opening;

	while (!walk->count || walk->units - walk->waiting[walk->first].units < WINDOW) {
		if (!walk->count && walk->ended)
			return false;
		take_unit(walk);
	}
	opening = &walk->waiting[walk->first];
	*line = opening->line;
	*hash = walk->value - opening->before * walk->shift;
	walk->first = (walk->first + 1) % WINDOW;
	walk->count--;
	return true;
}

/* --- the lines that findings begin in -------------------------------------------------------- */

struct slot {
	uint64_t hash;
	uint32_t seen;
	bool used;
};

static struct slot *slot_of(struct slot *slots, uint32_t mask, uint64_t hash)
{
	uint32_t i = (uint32_t)(hash ^ hash >> 32);

	while (slots[i & mask].used && slots[i & mask].hash != hash)
		i++;
	return &slots[i & mask];
}

static void note_hashes(struct walk *walk, struct slot *slots, uint32_t mask,
			const struct shown_finding *findings, uint32_t n)
{
	uint32_t line, i = 0;
	uint64_t hash;

	while (i < n && next_line(walk, &line, &hash)) {
		if (findings[i].begin.line != line)
			continue;
		*slot_of(slots, mask, hash) = (struct slot){.hash = hash, .used = true};
		while (i < n && findings[i].begin.line == line)
			i++;
	}
}

static void give_hashes(struct walk *walk, struct slot *slots, uint32_t mask,
			struct shown_finding *findings, uint32_t n, struct arena *arena)
{
	uint32_t line, i = 0;
	uint64_t hash;

	while (i < n && next_line(walk, &line, &hash)) {
		struct slot *slot = slot_of(slots, mask, hash);
		struct str text;
		slot->seen += slot->used;
		if (findings[i].begin.line != line)
			continue;
		text = arena_format(arena, "%llx:%u", (unsigned long long)hash,
				    (unsigned)slot->seen);
		for (; i < n && findings[i].begin.line == line; i++)
			findings[i].line_hash = text.p;
	}
}

/* Twice through the text: the numbers of equal lines need only those of lines with findings. */
void build_line_hashes(struct builder *b, struct shown_finding *findings, uint32_t n)
{
	struct walk *walk = ARENA_NEW(b->arena, struct walk);
	uint32_t size = 16;
	struct slot *slots;

	while (size < 2u * n && size < 1u << 31)
		size *= 2;
	slots = ARENA_ARRAY(b->arena, struct slot, size);
	walk_begin(walk, b->in->subject->source);
	note_hashes(walk, slots, size - 1, findings, n);
	walk_begin(walk, b->in->subject->source);
	give_hashes(walk, slots, size - 1, findings, n, b->arena);
	arena_drop(b->arena, slots, size * sizeof *slots);
}
