/* What the program says itself, on standard error. */
#include "base/visible.h"
#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>

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
		n += utf8_put(line + n, cp_visible(utf8_next(message, &at)));
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
