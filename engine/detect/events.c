#include "detect/events.h"
#include "base/vec.h"

/* The byte that signs begin with, but for one that is a byte itself. */
enum { FIRST_OF_SIGN = 0xEE };

/* Bytes of marked text that are looked at together, and how many from the begin of a sign on. */
enum { PIECE = 16 * 1024, SIGN_SEEN = MARKED_SIGN + EVENT_SIZE_MAX };

struct finder {
	struct arena *arena;
	const struct plan *plan;
	struct marked *marked;
	uint32_t size;	      /* of the text */
	uint32_t *next_first; /* where the first event of the next block is noted, … */
	uint64_t next_block;  /* … which begins here */
	struct span piece;    /* where signs are sought now, … */
	struct str seen;      /* … what stands there and a little behind it, … */
	uint32_t next_of[2]; /* … where in the text the next bytes are that signs begin with … */
	uint32_t next_sign;  /* … and the first of those; the piece's end when there is none */
	uint32_t longest_sign;
	VEC(uint32_t *) full; /* chunks */
	VEC(uint32_t) last;
};

static bool is_filler(struct str marked, size_t at)
{
	return (unsigned char)marked.p[at] == MARKED_FILLER_BYTE ||
	       (marked.n - at >= MARKED_SIGN && memcmp(marked.p + at, "\xEE\x80\x8F", 3) == 0);
}

/* Behind the filler at `at`. */
static size_t behind_filler(struct str marked, size_t at)
{
	while (at < marked.n && is_filler(marked, at))
		at += marked.p[at] == MARKED_FILLER_BYTE ? 1 : MARKED_SIGN;
	return at;
}

/* The sign at `at`, where a byte is that signs begin with; SIGN_WORDS when it is none. */
static enum sign_word sign_at(struct str marked, size_t at, size_t *size)
{
	*size = 1;
	if (marked.p[at] == MARKED_BLANK_BYTE)
		return SIGN_WORD_BLANK;
	if (marked.n - at < MARKED_SIGN || (unsigned char)marked.p[at + 1] != 0x80 ||
	    (unsigned char)marked.p[at + 2] > 0x83)
		return SIGN_WORDS;
	*size = MARKED_SIGN;
	return (enum sign_word)((unsigned char)marked.p[at + 2] - 0x80);
}

/* How many bytes of text the sign at the begin of marked takes with its filler; at most as many as
 * are there. SIGN_WORDS when it is none. */
static uint32_t whole_sign(struct str marked, enum sign_word *sign)
{
	size_t size;

	*sign = sign_at(marked, 0, &size);
	if (*sign != SIGN_WORDS)
		size = behind_filler(marked, size);
	return (uint32_t)(size < EVENT_SIZE_MAX ? size : EVENT_SIZE_MAX);
}

/* What can be seen of a sign at offset. */
static struct span sign_span(uint32_t offset, uint32_t size)
{
	return (struct span){offset, size - offset > SIGN_SEEN ? offset + SIGN_SEEN : size};
}

static uint32_t next_byte(const struct finder *finder, uint32_t from, int byte)
{
	struct span piece = finder->piece;
	const char *p = finder->seen.p, *hit;

	if (from >= piece.end)
		return piece.end;
	hit = memchr(p + (from - piece.begin), byte, piece.end - from);
	return hit ? piece.begin + (uint32_t)(hit - p) : piece.end;
}

/* Goes on to the next place at or behind from where a sign may begin. */
static void seek_sign(struct finder *finder, uint32_t from)
{
	if (finder->next_of[0] < from)
		finder->next_of[0] = next_byte(finder, from, FIRST_OF_SIGN);
	if (finder->next_of[1] < from)
		finder->next_of[1] = next_byte(finder, from, MARKED_BLANK_BYTE);
	finder->next_sign = finder->next_of[finder->next_of[1] < finder->next_of[0]];
}

/* The piece that begins at or behind the last one's end. */
static void next_piece(struct finder *finder, uint32_t begin)
{
	uint32_t end = finder->size - begin > PIECE ? begin + PIECE : finder->size;

	finder->piece = (struct span){begin, end};
	finder->seen =
		marked_at(finder->marked, (struct span){begin, sign_span(end, finder->size).end});
	finder->next_of[0] = next_byte(finder, begin, FIRST_OF_SIGN);
	finder->next_of[1] = next_byte(finder, begin, MARKED_BLANK_BYTE);
	seek_sign(finder, begin);
}

static uint32_t events_so_far(const struct finder *finder)
{
	return finder->full.n * EVENT_CHUNK + finder->last.n;
}

/* Blocks up to the one that offset is in begin with the next event. */
static void begin_blocks(struct finder *finder, uint64_t offset)
{
	for (; finder->next_block <= offset; finder->next_block += 1 << EVENT_BLOCK_BITS)
		*finder->next_first++ = events_so_far(finder);
}

static void end_chunk(struct finder *finder)
{
	*VEC_PUSH(finder->arena, &finder->full) = finder->last.p;
	finder->last.p = NULL;
	finder->last.n = finder->last.room = 0;
	VEC_RESERVE(finder->arena, &finder->last, EVENT_CHUNK);
}

static inline void add_event(struct finder *finder, uint32_t at, uint32_t word)
{
	uint32_t event = word << EVENT_BLOCK_BITS | (at & ((1 << EVENT_BLOCK_BITS) - 1));

	if (finder->next_block <= at)
		begin_blocks(finder, at);
	if (finder->last.n == EVENT_CHUNK)
		end_chunk(finder);
	*VEC_PUSH(finder->arena, &finder->last) = event;
}

/* Signs in front of offset become events. */
static void find_signs(struct finder *finder, uint32_t offset)
{
	uint32_t first = finder->plan->sets.word_count - SIGN_WORDS, at, size;
	enum sign_word sign;

	while ((at = finder->next_sign) < offset) {
		if (at == finder->piece.end) {
			next_piece(finder, at);
			continue;
		}
		size = whole_sign(str_cut(finder->seen, at - finder->piece.begin, SIZE_MAX), &sign);
		if (sign != SIGN_WORDS) {
			if (finder->longest_sign < size)
				finder->longest_sign = size;
			add_event(finder, at, first + sign);
		}
		seek_sign(finder, at + size);
	}
}

static void on_literal(void *context, uint32_t word, uint32_t at)
{
	struct finder *finder = context;

	if (finder->next_sign < at)
		find_signs(finder, at);
	add_event(finder, at, word);
}

struct events events_find(struct arena *arena, const struct plan *plan, struct str norm,
			  struct marked *marked)
{
	struct finder finder = {
		.arena = arena, .plan = plan, .marked = marked, .size = (uint32_t)norm.n};
	uint32_t blocks = (uint32_t)(norm.n >> EVENT_BLOCK_BITS) + 1;
	uint32_t *first_of_block = arena_bytes(arena, (blocks + (size_t)1) * sizeof(uint32_t));

	finder.next_first = first_of_block;
	literals_find(plan->literals, norm, on_literal, &finder);
	find_signs(&finder, finder.size);
	begin_blocks(&finder, (uint64_t)blocks << EVENT_BLOCK_BITS);
	*VEC_PUSH(arena, &finder.full) = finder.last.p;
	return (struct events){.chunks = finder.full.p,
			       .n = (finder.full.n - 1) * EVENT_CHUNK + finder.last.n,
			       .chunk_count = finder.full.n,
			       .last_room = finder.last.room,
			       .first_of_block = first_of_block,
			       .block_count = blocks,
			       .plan = plan,
			       .marked = marked,
			       .size = finder.size,
			       .longest_sign = finder.longest_sign};
}

static void drop_chunks(struct arena *arena, struct events *events, uint32_t count)
{
	for (; events->dropped < count; events->dropped++) {
		bool last = events->dropped + 1 == events->chunk_count;

		arena_drop(arena, events->chunks[events->dropped],
			   (last ? events->last_room : EVENT_CHUNK) * sizeof(uint32_t));
		events->chunks[events->dropped] = NULL;
	}
}

void events_drop_before(struct arena *arena, struct events *events, uint32_t offset)
{
	drop_chunks(arena, events,
		    events->first_of_block[offset >> EVENT_BLOCK_BITS] >> EVENT_CHUNK_BITS);
}

void events_drop(struct arena *arena, struct events *events)
{
	drop_chunks(arena, events, events->chunk_count);
	arena_drop(arena, (uint32_t *)(uintptr_t)events->first_of_block,
		   (events->block_count + (size_t)1) * sizeof *events->first_of_block);
	*events = (struct events){0};
}

uint32_t event_size(const struct events *events, struct event event)
{
	enum sign_word sign;
	size_t size;

	if (event.word >= literals_count(events->plan->literals))
		return whole_sign(marked_at(events->marked, sign_span(event.at, events->size)),
				  &sign);
	size = literals_text(events->plan->literals, event.word).n;
	return (uint32_t)(size < EVENT_SIZE_MAX ? size : EVENT_SIZE_MAX);
}

static uint32_t at_of(const struct event_walk *walk, uint32_t i)
{
	return walk->block << EVENT_BLOCK_BITS |
	       (event_packed(walk->events, i) & ((1 << EVENT_BLOCK_BITS) - 1));
}

void events_seek(struct event_walk *walk, uint32_t offset)
{
	const uint32_t *first = walk->events->first_of_block;
	uint32_t block = offset >> EVENT_BLOCK_BITS;

	if (block >= walk->events->block_count) {
		walk->i = walk->events->n;
		return;
	}
	if (walk->block != block ||
	    (walk->i > first[block] && at_of(walk, walk->i - 1) >= offset)) {
		walk->block = block;
		walk->i = first[block];
	}
	while (walk->i < first[block + 1] && at_of(walk, walk->i) < offset)
		walk->i++;
}
