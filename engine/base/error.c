#include "base/error.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

void error_set(struct error *error, enum status status, const char *format, ...)
{
	va_list args;
	int size;

	if (!error)
		return;
	*error = (struct error){.status = status};
	va_start(args, format);
	size = vsnprintf(error->message, sizeof error->message, format, args);
	va_end(args);
	if (size >= (int)sizeof error->message)
		error->message[utf8_valid_prefix(str_from(error->message))] = 0;
}

static void add(struct mistakes *mistakes, struct mistake mistake, const char *format, va_list args)
{
	char message[480];

	vsnprintf(message, sizeof message, format, args);
	message[utf8_valid_prefix(str_from(message))] = 0;
	mistake.message = arena_str(mistakes->arena, str_from(message));
	*VEC_PUSH(mistakes->arena, &mistakes->list) = mistake;
}

bool mistakes_full(const struct mistakes *mistakes)
{
	return mistakes->most && mistakes->refused > mistakes->most;
}

void mistake_add(struct mistakes *mistakes, struct str file, uint32_t line, uint32_t column,
		 const char *format, ...)
{
	va_list args;

	if (mistakes->refused++ == mistakes->most && mistakes->most)
		format = "there are more mistakes, which are not listed";
	else if (mistakes->refused > mistakes->most && mistakes->most)
		return;
	va_start(args, format);
	add(mistakes, (struct mistake){.file = file, .line = line, .column = column}, format, args);
	va_end(args);
}

void mistake_warn(struct mistakes *mistakes, struct str file, uint32_t line, uint32_t column,
		  const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(mistakes,
	    (struct mistake){.file = file, .line = line, .column = column, .warning = true}, format,
	    args);
	va_end(args);
}

bool mistakes_fatal(const struct mistakes *mistakes)
{
	for (uint32_t i = 0; i < mistakes->list.n; i++)
		if (!mistakes->list.p[i].warning)
			return true;
	return false;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Levenshtein distance in bytes, for which a is A; words longer than the row are infinitely far. */
static size_t distance(struct str a, struct str b)
{
	size_t row[64];

	if (a.n >= 64 || b.n >= 64)
		return SIZE_MAX;
	for (size_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			size_t above = row[j];
			size_t best = diagonal + (lower(a.p[i - 1]) != lower(b.p[j - 1]));
			if (above + 1 < best)
				best = above + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
			diagonal = above;
		}
	}
	return row[b.n];
}

struct str nearest_word(struct str word, const struct str *candidates, size_t count)
{
	struct str best = STR_NONE;
	size_t best_distance = word.n / 3 + 1;

	for (size_t i = 0; i < count; i++) {
		size_t d = distance(word, candidates[i]);
		if (d <= best_distance && (best.n == 0 || d < best_distance)) {
			best_distance = d;
			best = candidates[i];
		}
	}
	return best;
}
