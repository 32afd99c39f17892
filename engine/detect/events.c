#include "detect/events.h"
#include "base/vec.h"
#include "fact/marked.h"

/* The byte that signs begin with, but for one that is a byte itself. */
enum { FIRST_OF_SIGN = 0xEE };

struct finder {
	struct arena *arena;
	const struct plan *plan;
	struct str marked;
	size_t next_of[2]; /* where the next bytes are that signs begin with … */
	size_t next_sign;  /* … and the first of those */
	VEC(struct event) events;
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

static size_t next_byte(struct str marked, size_t from, int byte)
{
	const char *hit = from < marked.n ? memchr(marked.p + from, byte, marked.n - from) : NULL;

	return hit ? (size_t)(hit - marked.p) : marked.n;
}

/* Goes on to the next place at or behind from where a sign may begin. */
static void seek_sign(struct finder *finder, size_t from)
{
	if (finder->next_of[0] < from)
		finder->next_of[0] = next_byte(finder->marked, from, FIRST_OF_SIGN);
	if (finder->next_of[1] < from)
		finder->next_of[1] = next_byte(finder->marked, from, MARKED_BLANK_BYTE);
	finder->next_sign = finder->next_of[finder->next_of[1] < finder->next_of[0]];
}

static void add_event(struct finder *finder, struct event event)
{
	if (finder->events.n == finder->events.room)
		*VEC_PUSH(finder->arena, &finder->events) = event;
	else
		finder->events.p[finder->events.n++] = event;
}

/* Signs in front of offset become events. */
static void find_signs(struct finder *finder, size_t offset)
{
	uint32_t first = finder->plan->sets.word_count - SIGN_WORDS;

	while (finder->next_sign < offset) {
		size_t at = finder->next_sign, size;
		enum sign_word sign = sign_at(finder->marked, at, &size);

		if (sign != SIGN_WORDS) {
			size = behind_filler(finder->marked, at + size) - at;
			add_event(finder, (struct event){(uint32_t)at, first + sign,
							 size < EVENT_SIZE_MAX ? (uint32_t)size
									       : EVENT_SIZE_MAX});
		}
		seek_sign(finder, at + size);
	}
}

static void on_literal(void *context, uint32_t word, struct span at)
{
	struct finder *finder = context;

	if (finder->next_sign < at.begin)
		find_signs(finder, at.begin);
	add_event(finder, (struct event){at.begin, word, span_size(at)});
}

struct events events_find(struct arena *arena, const struct plan *plan, struct str norm,
			  struct str marked)
{
	struct finder finder = {.arena = arena, .plan = plan, .marked = marked};

	finder.next_of[0] = next_byte(marked, 0, FIRST_OF_SIGN);
	finder.next_of[1] = next_byte(marked, 0, MARKED_BLANK_BYTE);
	seek_sign(&finder, 0);
	literals_find(plan->literals, norm, on_literal, &finder);
	find_signs(&finder, marked.n);
	return (struct events){finder.events.p, finder.events.n};
}
