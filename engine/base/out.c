#include "base/out.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void out_begin(struct out *out, out_write_fn *write, void *context)
{
	out->write = write;
	out->context = context;
	out->failed = false;
	out->used = 0;
	out->total = 0;
}

void out_flush(struct out *out)
{
	if (out->used && !out->failed)
		out->failed = out->write(out->context, out->buffer, out->used) != 0;
	out->used = 0;
}

void out_str(struct out *out, struct str s)
{
	out->total += s.n;
	if (s.n > sizeof out->buffer - out->used)
		out_flush(out);
	if (s.n > sizeof out->buffer) {
		if (!out->failed)
			out->failed = out->write(out->context, s.p, s.n) != 0;
		return;
	}
	if (s.n)
		memcpy(out->buffer + out->used, s.p, s.n);
	out->used += s.n;
}

enum { DIGITS = 20 };

static struct str decimal(char digits[DIGITS], uint64_t value)
{
	size_t at = DIGITS;

	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	return (struct str){digits + at, DIGITS - at};
}

void out_uint(struct out *out, uint64_t value)
{
	char digits[DIGITS];

	out_str(out, decimal(digits, value));
}

void out_format(struct out *out, const char *format, ...)
{
	char text[1024];
	va_list args;
	int size;

	va_start(args, format);
	size = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	/* Only short, fixed formats are written this way; anything longer is a fault, not a cut. */
	if (size < 0 || size >= (int)sizeof text)
		out->failed = true;
	else
		out_str(out, (struct str){text, (size_t)size});
}

void out_repeat(struct out *out, char c, size_t count)
{
	while (count) {
		size_t n = count < sizeof out->buffer ? count : sizeof out->buffer;

		memset(out_room(out, n), c, n);
		out_take(out, n);
		count -= n;
	}
}

bool out_finish(struct out *out)
{
	out_flush(out);
	return !out->failed;
}

int text_write(void *context, const char *bytes, size_t size)
{
	struct text *text = context;

	if (text->room - text->n < size + 1) {
		size_t room = text->room ? text->room : 256;
		while (room - text->n < size + 1)
			room *= 2;
		text->p = arena_grow(text->arena, text->p, text->room, room);
		text->room = room;
	}
	memcpy(text->p + text->n, bytes, size);
	text->n += size;
	text->p[text->n] = 0;
	return 0;
}

void text_str(struct text *text, struct str s)
{
	if (s.n)
		text_write(text, s.p, s.n);
}

void text_uint(struct text *text, uint64_t value)
{
	char digits[DIGITS];

	text_str(text, decimal(digits, value));
}

void text_format(struct text *text, const char *format, ...)
{
	char piece[2048];
	va_list args;
	int size;

	va_start(args, format);
	size = vsnprintf(piece, sizeof piece, format, args);
	va_end(args);
	if (size > 0)
		text_write(text, piece,
			   (size_t)size < sizeof piece ? (size_t)size : sizeof piece - 1);
}

struct str text_done(struct text *text)
{
	return text->p ? (struct str){text->p, text->n} : STR("");
}
