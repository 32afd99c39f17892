/* A buffered writer over one write function.
 *
 * For whatever renders. The first failed write is remembered and later calls do nothing, so callers
 * look once, at out_finish. */
#ifndef CLAUSELINT_BASE_OUT_H
#define CLAUSELINT_BASE_OUT_H

#include "base/arena.h"

/* Takes all size bytes and returns 0, or anything else when they could not be written. */
typedef int out_write_fn(void *context, const char *bytes, size_t size);

struct out {
	out_write_fn *write;
	void *context;
	bool failed;
	size_t used;
	uint64_t total; /* bytes handed to write so far, plus those in the buffer */
	char buffer[16384];
};

void out_begin(struct out *out, out_write_fn *write, void *context);
void out_str(struct out *out, struct str s);
void out_uint(struct out *out, uint64_t value);
void out_format(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void out_repeat(struct out *out, char c, size_t count);
/* Room for size bytes (at most those of the buffer), to be written there at once and then taken. */
void out_flush(struct out *out);
static inline char *out_room(struct out *out, size_t size)
{
	if (sizeof out->buffer - out->used < size)
		out_flush(out);
	return out->buffer + out->used;
}
static inline void out_take(struct out *out, size_t size)
{
	out->used += size;
	out->total += size;
}
static inline void out_char(struct out *out, char c)
{
	*out_room(out, 1) = c;
	out_take(out, 1);
}
/* Flushes; false when any write failed. */
bool out_finish(struct out *out);

/* Text that is collected in an arena: text_write is an out_write_fn whose context is a struct text. */
struct text {
	struct arena *arena;
	char *p;
	size_t n, room;
};
int text_write(void *text, const char *bytes, size_t size);
void text_str(struct text *text, struct str s);
void text_uint(struct text *text, uint64_t value);
void text_format(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str text_done(struct text *text);

#endif
