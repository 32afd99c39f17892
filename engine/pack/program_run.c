#include "pack/program.h"
#include "pack/program_text.h"

enum {
	STEPS_MAX = 20 * 1000, /* from all starting points together … */
	STEPS_BACK = 32,       /* … but so many are forgiven for each that is tried */
	CHEAP_STEPS = 8,       /* characters passed, or rows of a table: they count as one step */
	DEPTH_MAX = 100,
	MARKS = 32
};

/* The characters that an endless repeat took from begin on. */
struct row {
	const uint32_t *op;
	size_t begin, end;
};

struct run {
	const uint32_t *code, *filters;
	struct seen seen;
	bool gave_up;
	uint32_t steps, depth;
	uint32_t alone; /* go_alone in go_alone */
	size_t end;	/* where OP_MATCH or OP_DONE was reached */
	struct row row; /* the one that reached farthest */
	size_t *pairs;
};

static bool go(struct run *run, uint32_t pc, size_t at);

static inline const uint32_t *filter_at(const struct run *run, uint32_t number)
{
	return run->filters + (size_t)number * FILTER_WORDS;
}

/* false when there were too many; what it gave up on says no all the way back. */
static inline bool take_step(struct run *run)
{
	run->gave_up |= ++run->steps > STEPS_MAX;
	return !run->gave_up;
}

static inline bool passes(const struct run *run, uint32_t number, size_t at)
{
	return filter_passes(&run->seen, filter_at(run, number), at);
}

/* Strings that are told apart here begin alike, mostly: their last bytes differ. */
static inline bool is_string(const struct run *run, const uint32_t *op, size_t at)
{
	const unsigned char *p = run->seen.text + at, *bytes = (const unsigned char *)(op + 2);
	size_t n = op[1];

	return n <= run->seen.n - at && p[n - 1] == bytes[n - 1] && memcmp(p, bytes, n) == 0;
}

/* Runs what must leave no way back: a look-around, an atomic group. */
static bool go_alone(struct run *run, uint32_t pc, size_t at, size_t *end)
{
	size_t outer = run->end;
	bool found;

	run->alone++;
	found = go(run, pc, at);
	run->alone--;
	*end = run->end;
	run->end = outer;
	return found;
}

static bool is_behind(struct run *run, const uint32_t *op, size_t at)
{
	for (uint32_t i = 0; i < op[3]; i++) {
		size_t from = at, end;
		uint32_t left = op[4 + 2 * i];

		run->steps += left / CHEAP_STEPS;
		for (; left && from; left--)
			from = before(&run->seen, from);
		if (!left && go_alone(run, op[5 + 2 * i], from, &end))
			return true;
	}
	return false;
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
		run->steps += n % CHEAP_STEPS == 0;
		if (n == op[3] || here == run->seen.n || run->gave_up ||
		    !set_has(&run->seen, set, here, bits_of(&run->seen, here, &size)))
			return ONWARD_NO;
		here += size;
	}
}

/* When an endless repeat is asked inside a row it has taken before, what follows it has been tried
 * at every place where it would be tried now, and did not match: places are tried from the last to
 * the first, and whoever asks now stands behind the one being tried. */
static bool is_in_vain(const struct run *run, const uint32_t *op, size_t at)
{
	return op == run->row.op && at > run->row.begin && at < run->row.end;
}

/* Inside a look-around or an atomic group what followed may have matched. */
static void note_row(struct run *run, const uint32_t *op, size_t begin, size_t end)
{
	if (op[3] == ENDLESS && end > run->row.end && run->alone == 0)
		run->row = (struct row){op, begin, end};
}

/* Moves *at behind all characters of a set that are there. */
static bool take_all(struct run *run, const uint32_t *op, size_t *at)
{
	const uint32_t *set = run->code + op[1];
	size_t begin = *at;
	uint32_t n = 0;

	if (is_in_vain(run, op, begin))
		return false;
	for (size_t size; n < op[3] && *at < run->seen.n; n++, *at += size)
		if (!set_has(&run->seen, set, *at, bits_of(&run->seen, *at, &size)))
			break;
	note_row(run, op, begin, *at);
	run->steps += n / CHEAP_STEPS;
	return n >= op[2];
}

/* The last places in front of limit where what follows a repeat may begin; gives how many there
 * were. */
static uint32_t mark(struct run *run, const uint32_t *op, size_t at, size_t limit, uint32_t *marks)
{
	const uint32_t *set = run->code + op[1], *filter = filter_at(run, op[5]);
	uint32_t marked = 0, n = 0, bits;
	size_t begin = at, size;

	for (; at < limit; n++) {
		if (at == run->seen.n) {
			if (n >= op[2] && filter[FILTER_WORDS - 1])
				marks[marked++ % MARKS] = (uint32_t)at;
			break;
		}
		bits = bits_of(&run->seen, at, &size);
		if (n >= op[2] && filter_has(filter, bits))
			marks[marked++ % MARKS] = (uint32_t)at;
		if (n == op[3] || !set_has(&run->seen, set, at, bits))
			break;
		at += size;
	}
	note_row(run, op, begin, at);
	run->steps += n / CHEAP_STEPS;
	return marked;
}

static enum onward repeat_greedy(struct run *run, const uint32_t *op, uint32_t next, size_t *at)
{
	uint32_t marks[MARKS], marked, left;
	size_t limit = run->seen.n + 1;

	if (is_in_vain(run, op, *at))
		return ONWARD_NO;
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
	uint32_t cp = ANY_FIRST - 1, found = 0, i, end;
	size_t size;

	if (!passes(run, op[2], at))
		return ONWARD_NO;
	if (at < run->seen.n)
		cp = character(&run->seen, at, &size);
	op += cp & (op[1] - 1);
	i = op[3];
	end = op[4];
	run->steps += (end - i) / 2 / CHEAP_STEPS;
	for (; i < end; i += 2) {
		if (run->code[i] != cp && run->code[i] != ANY_FIRST)
			continue;
		if (found && go(run, found, at))
			return ONWARD_YES;
		found = run->code[i + 1];
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
			if (at == run->seen.n || !set_has(&run->seen, run->code + op[1], at,
							  bits_of(&run->seen, at, &size)))
				return false;
			at += size;
			pc += 2;
			break;
		case OP_REPEAT:
			pc += 6;
			onward = op[4] ? repeat_lazy(run, op, pc, &at)
				       : repeat_greedy(run, op, pc, &at);
			break;
		case OP_TAKE:
			if (!take_all(run, op, &at))
				return false;
			pc += 4;
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
		case OP_LOOP:
			if (!take_step(run))
				return false;
			pc = op[1];
			break;
		case OP_JUMP: pc = op[1]; break;
		case OP_PLACE: return capture(run, op[1], pc + 2, at);
		case OP_NOTE:
			run->pairs[op[1]] = at;
			pc += 2;
			break;
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
			if (!at_edge(&run->seen, op[1], at))
				return false;
			pc += 2;
			break;
		}
		if (onward != ONWARD_HERE)
			return onward == ONWARD_YES;
	}
}

static bool go(struct run *run, uint32_t pc, size_t at)
{
	bool found;

	run->gave_up |= run->depth == DEPTH_MAX;
	if (!take_step(run))
		return false;
	run->depth++;
	found = go_on(run, pc, at);
	run->depth--;
	return found && !run->gave_up;
}

/* The first character from start to end that may have the byte in it that a match must. */
static size_t find_byte(const struct run *run, size_t start, size_t end)
{
	const unsigned char *text = run->seen.text, *hit;
	size_t at = start + run->code[HEAD_BYTE_AT], behind = end + run->code[HEAD_BYTE_AT];

	if (behind > run->seen.n)
		behind = run->seen.n;
	hit = at < behind ? memchr(text + at, (int)run->code[HEAD_BYTE], behind - at) : NULL;
	if (!hit)
		return end;
	at = (size_t)(hit - text);
	while (at && (text[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* Where the next match from start to end may begin; end: nowhere. */
static size_t next_start(const struct run *run, size_t start, size_t end)
{
	size_t size;

	if (run->code[HEAD_BYTE] == NO_BYTE)
		return find_in_filter(&run->seen, run->filters, start, end);
	for (; (start = find_byte(run, start, end)) < end; start += size)
		if (filter_has(run->filters, bits_of(&run->seen, start, &size)))
			return start;
	return end;
}

static void forget_steps(struct run *run)
{
	run->steps -= run->steps < STEPS_BACK ? run->steps : STEPS_BACK;
}

enum program_result program_run(struct program program, struct str text, size_t start, size_t last,
				bool open, size_t *pairs)
{
	struct run run = {.code = program.code,
			  .filters = program.code + program.code[HEAD_FILTERS],
			  .seen = {(const unsigned char *)text.p, text.n, open},
			  .pairs = pairs};
	size_t end = last < text.n ? last + 1 : text.n, size;

	for (uint32_t i = 0; i < 2 * program.code[HEAD_GROUPS]; i++)
		pairs[i] = SIZE_MAX;
	for (; (start = next_start(&run, start, end)) < end; start += size) {
		forget_steps(&run);
		pairs[0] = start;
		if (go(&run, program.code[HEAD_START], start)) {
			pairs[1] = run.end;
			return PROGRAM_YES;
		}
		if (run.gave_up)
			return PROGRAM_GAVE_UP;
		bits_of(&run.seen, start, &size);
	}
	return PROGRAM_NO;
}
