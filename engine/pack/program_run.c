#include "pack/program.h"
#include "pack/program_code.h"

enum {
	/* In one look: so many, and as many as bytes are looked at. */
	STEPS_MAX = 2000,
	DEPTH_MAX = 100,
	MARKS = 32
};

struct run {
	const uint32_t *code, *filters;
	const unsigned char *text;
	size_t n;
	bool open, gave_up;
	uint32_t steps, depth; /* steps: that are left */
	size_t end; /* where OP_MATCH or OP_DONE was reached */
	size_t *pairs;
};

static bool go(struct run *run, uint32_t pc, size_t at);

/* The character at `at`, which is in front of the end, and how many bytes it takes. */
static inline uint32_t character(const struct run *run, size_t at, size_t *size)
{
	const unsigned char *p = run->text + at;
	size_t left = run->n - at;

	*size = 1;
	if (p[0] < 0xC0)
		return p[0];
	if (p[0] >= 0xE0 && p[0] < 0xF0 && left >= 3) {
		*size = 3;
		return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	}
	if (p[0] < 0xE0 && left >= 2) {
		*size = 2;
		return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	}
	if (left < 4)
		return p[0];
	*size = 4;
	return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

static inline size_t before(const struct run *run, size_t at)
{
	do
		at--;
	while (at && (run->text[at] & 0xC0) == 0x80);
	return at;
}

/* What filters ask about the character at `at`. */
static inline uint32_t bits_of(const struct run *run, size_t at, size_t *size)
{
	const unsigned char *p = run->text + at;

	*size = 1;
	if (p[0] < 0x80)
		return p[0];
	if (p[0] < 0xE0 || p[0] >= 0xF0 || run->n - at < 3)
		return bits_of_character(character(run, at, size));
	*size = 3;
	return FILTER_ASCII + ((uint32_t)p[1] << 6 | (p[2] & 0x3Fu)) % FILTER_OTHERS;
}

static bool is_written(const uint32_t *set, uint32_t cp)
{
	const uint32_t *ranges = set + SET_HEAD;
	uint32_t n = set[SET_HEAD - 1];

	if (cp > ranges[2 * n - 1])
		return false;
	for (uint32_t i = 0;; i++)
		if (cp <= ranges[2 * i + 1])
			return cp >= ranges[2 * i];
}

/* bits, size: of the character there. */
static inline bool set_has(const struct run *run, const uint32_t *set, size_t at, uint32_t bits)
{
	size_t size;

	return (filter_has(set, bits) && is_written(set, character(run, at, &size))) !=
	       set[SET_HEAD - 2];
}

static inline const uint32_t *filter_at(const struct run *run, uint32_t number)
{
	return run->filters + (size_t)number * FILTER_WORDS;
}

static inline bool passes(const struct run *run, uint32_t number, size_t at)
{
	const uint32_t *filter = filter_at(run, number);
	size_t size;

	return at < run->n ? filter_has(filter, bits_of(run, at, &size)) : filter[FILTER_WORDS - 1];
}

static bool is_word(const struct run *run, size_t at)
{
	unsigned char c = at < run->n ? run->text[at] : ' ';

	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       c == '_';
}

static bool at_edge(const struct run *run, uint32_t which, size_t at)
{
	bool inside = at && is_word(run, at - 1), before_end = at + 1 == run->n;

	switch (which) {
	case '^':
	case 'A': return at == 0;
	case '$': return !run->open && (at == run->n || (before_end && run->text[at] == '\n'));
	case 'Z': return at == run->n || (before_end && run->text[at] == '\n');
	case 'z': return at == run->n;
	case 'b': return inside != is_word(run, at);
	default: return inside == is_word(run, at);
	}
}

/* Runs what must leave no way back: a look-around, an atomic group. */
static bool go_alone(struct run *run, uint32_t pc, size_t at, size_t *end)
{
	size_t outer = run->end;
	bool found = go(run, pc, at);

	*end = run->end;
	run->end = outer;
	return found;
}

static bool is_behind(struct run *run, const uint32_t *op, size_t at)
{
	for (uint32_t i = 0; i < op[3]; i++) {
		size_t from = at, end;
		uint32_t left = op[4 + 2 * i];

		for (; left && from; left--)
			from = before(run, from);
		if (!left && go_alone(run, op[5 + 2 * i], from, &end))
			return true;
	}
	return false;
}

static bool is_string(const struct run *run, const uint32_t *op, size_t at)
{
	return op[1] <= run->n - at && memcmp(run->text + at, op + 2, op[1]) == 0;
}

/* Whether what follows the instruction at pc matches; *at is moved when it goes on in the caller.
 */
enum onward { ONWARD_NO, ONWARD_YES, ONWARD_HERE };

static enum onward repeat_lazy(struct run *run, const uint32_t *op, uint32_t next, size_t *at)
{
	const uint32_t *set = run->code + op[1];
	size_t here = *at, size;

	for (uint32_t n = 0;; n++) {
		if (n >= op[2] && passes(run, op[5], here) && go(run, next, here))
			return ONWARD_YES;
		if (n == op[3] || here == run->n || run->gave_up ||
		    !set_has(run, set, here, bits_of(run, here, &size)))
			return ONWARD_NO;
		here += size;
	}
}

/* The last places in front of limit where what follows a repeat may begin; gives how many there
 * were. */
static uint32_t mark(struct run *run, const uint32_t *op, size_t at, size_t limit, uint32_t *marks)
{
	const uint32_t *set = run->code + op[1], *filter = filter_at(run, op[5]);
	uint32_t marked = 0, n = 0, bits;
	size_t size;

	for (; at < limit; n++) {
		if (at == run->n) {
			if (n >= op[2] && filter[FILTER_WORDS - 1])
				marks[marked++ % MARKS] = (uint32_t)at;
			break;
		}
		bits = bits_of(run, at, &size);
		if (n >= op[2] && filter_has(filter, bits))
			marks[marked++ % MARKS] = (uint32_t)at;
		if (n == op[3] || !set_has(run, set, at, bits))
			break;
		at += size;
	}
	run->steps -= n / 8 < run->steps ? n / 8 : run->steps;
	return marked;
}

static enum onward repeat_greedy(struct run *run, const uint32_t *op, uint32_t next, size_t *at)
{
	uint32_t marks[MARKS], marked, left;
	size_t limit = run->n + 1;

	do {
		marked = mark(run, op, *at, limit, marks);
		left = marked < MARKS ? marked : MARKS;
		for (; left > 1; left--)
			if (go(run, next, marks[--marked % MARKS]))
				return ONWARD_YES;
		if (left == 0 || run->gave_up)
			return ONWARD_NO;
		limit = marks[--marked % MARKS];
		if (marked && go(run, next, limit))
			return ONWARD_YES;
	} while (marked);
	*at = limit;
	return ONWARD_HERE;
}

/* Tries the alternatives but for the last that may match, which goes on in the caller. */
static enum onward choose(struct run *run, const uint32_t *op, uint32_t *pc, size_t at)
{
	const uint32_t *list = op + 3;
	uint32_t cp = ANY_FIRST - 1, found = 0;
	size_t size;

	if (!passes(run, op[2], at))
		return ONWARD_NO;
	if (at < run->n)
		cp = character(run, at, &size);
	for (uint32_t i = 0; i < op[1]; i++) {
		if (list[2 * i] != cp && list[2 * i] != ANY_FIRST)
			continue;
		if (found && go(run, found, at))
			return ONWARD_YES;
		found = list[2 * i + 1];
	}
	*pc = found;
	return found ? ONWARD_HERE : ONWARD_NO;
}

static bool capture(struct run *run, uint32_t slot, uint32_t next, size_t at)
{
	size_t old = run->pairs[slot];

	run->pairs[slot] = at;
	if (go(run, next, at))
		return true;
	run->pairs[slot] = old;
	return false;
}

static bool go_on(struct run *run, uint32_t pc, size_t at)
{
	for (;;) {
		const uint32_t *op = run->code + pc;
		enum onward onward = ONWARD_HERE;
		size_t size, end;

		switch ((enum opcode)op[0]) {
		case OP_MATCH:
		case OP_DONE: run->end = at; return true;
		case OP_STRING:
			if (!is_string(run, op, at))
				return false;
			at += op[1];
			pc += 2 + (op[1] + 3) / 4;
			break;
		case OP_SET:
			if (at == run->n ||
			    !set_has(run, run->code + op[1], at, bits_of(run, at, &size)))
				return false;
			at += size;
			pc += 2;
			break;
		case OP_REPEAT:
			pc += 6;
			onward = op[4] ? repeat_lazy(run, op, pc, &at)
				       : repeat_greedy(run, op, pc, &at);
			break;
		case OP_CHOICE: onward = choose(run, op, &pc, at); break;
		case OP_OPTION:
			if (!passes(run, op[3], at)) {
				pc = op[1];
			} else if (!passes(run, op[4], at)) {
				pc += 5;
			} else {
				uint32_t first = op[2] ? op[1] : pc + 5;

				if (go(run, first, at))
					return true;
				pc = op[2] ? pc + 5 : op[1];
			}
			break;
		case OP_FILTER:
			if (!passes(run, op[1], at))
				return false;
			pc += 2;
			break;
		case OP_JUMP: pc = op[1]; break;
		case OP_OPEN: return capture(run, 2 * op[1], pc + 2, at);
		case OP_CLOSE: return capture(run, 2 * op[1] + 1, pc + 2, at);
		case OP_AHEAD:
			if ((passes(run, op[3], at) && go_alone(run, pc + 4, at, &end)) == op[1])
				return false;
			pc = op[2];
			break;
		case OP_BEHIND:
			if (is_behind(run, op, at) == op[1])
				return false;
			pc = op[2];
			break;
		case OP_ATOMIC:
			if (!go_alone(run, pc + 2, at, &end))
				return false;
			at = end;
			pc = op[1];
			break;
		case OP_EDGE:
			if (!at_edge(run, op[1], at))
				return false;
			pc += 2;
			break;
		}
		if (onward != ONWARD_HERE)
			return onward == ONWARD_YES;
	}
}

/* What it gave up on says no all the way back. */
static bool go(struct run *run, uint32_t pc, size_t at)
{
	bool found;

	if (run->gave_up || run->steps == 0 || run->depth == DEPTH_MAX) {
		run->gave_up = true;
		return false;
	}
	run->steps--;
	run->depth++;
	found = go_on(run, pc, at);
	run->depth--;
	return found && !run->gave_up;
}

/* The next character at or behind start that has the byte in it that a match must; SIZE_MAX: none.
 */
static size_t skip(struct program program, struct str text, size_t start)
{
	size_t at = start + program.code[HEAD_BYTE_AT];
	const char *hit =
		at < text.n ? memchr(text.p + at, (int)program.code[HEAD_BYTE], text.n - at) : NULL;

	if (!hit)
		return SIZE_MAX;
	at = (size_t)(hit - text.p);
	while (at && ((unsigned char)text.p[at] & 0xC0) == 0x80)
		at--;
	return at;
}

enum program_result program_run(struct program program, struct str text, size_t start, size_t last,
				bool open, size_t *pairs, uint32_t groups)
{
	struct run run = {.code = program.code,
			  .filters = program.code + program.code[HEAD_FILTERS],
			  .text = (const unsigned char *)text.p,
			  .n = text.n,
			  .open = open,
			  .steps = STEPS_MAX + (uint32_t)(last - start),
			  .pairs = pairs};

	for (uint32_t i = 0; i < 2 * groups; i++)
		pairs[i] = SIZE_MAX;
	for (size_t size; start <= last && start < text.n; start += size) {
		if (program.code[HEAD_BYTE] != NO_BYTE) {
			start = skip(program, text, start);
			if (start > last)
				break;
		}
		if (!filter_has(run.filters, bits_of(&run, start, &size)))
			continue;
		if (go(&run, program.code[HEAD_START], start)) {
			pairs[0] = start;
			pairs[1] = run.end;
			return PROGRAM_YES;
		}
		if (run.gave_up)
			return PROGRAM_GAVE_UP;
	}
	return PROGRAM_NO;
}
