/* What the program says itself, on standard error. */
#include "base/visible.h"
#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>

/* The next sign of a message; none begins a command of a build service: ##[ or ##name anywhere,
 * ::name in front of all. */
static uint32_t next_shown(struct str message, size_t *at)
{
	size_t begin = *at;
	uint32_t cp = utf8_next(message, at), next = utf8_peek(message, *at);

	if (cp == '#' && begin && message.p[begin - 1] == '#' &&
	    (next == '[' || cp_is_letter(next)))
		return UTF8_BAD;
	if (cp == ':' && next == ':' && str_trim(str_cut(message, 0, begin)).n == 0)
		return UTF8_BAD;
	return cp_visible(cp);
}

/* One write, so that lines of programs that run at the same time stay lines. */
static void say_line(const char *before, const char *format, va_list args, const char *more)
{
	char text[1024], line[4 * sizeof text + 128];
	size_t at = 0, n = (size_t)snprintf(line, sizeof line, "%s", before);
	struct str message;
	int size = vsnprintf(text, sizeof text, format, args);

	if (size < 0)
		return;
	message = str_from(text);
	message.n = size >= (int)sizeof text ? utf8_valid_prefix(message) : message.n;
	while (at < message.n)
		n += utf8_put(line + n, next_shown(message, &at));
	fprintf(stderr, "%.*s\n%s", (int)n, line, more);
}

void say(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say_line("clauselint: ", format, args, "");
	va_end(args);
}

void say_place(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say_line("", format, args, "");
	va_end(args);
}

int say_usage(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say_line("clauselint: ", format, args, "Try 'clauselint --help'.\n");
	va_end(args);
	return EXIT_TROUBLE;
}
