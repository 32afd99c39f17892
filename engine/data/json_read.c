#include "data/json_read.h"

#include "base/utf8.h"

/* Jansson's names for making values are those of data/json.h, which is therefore not included here.
 */
#include <jansson.h>

struct json_lines {
	struct mistakes *mistakes;
	struct str file, text;
	struct json_keys keys;
	size_t at;	 /* in text */
	uint32_t number; /* of the line */
	struct str line;
	uint32_t refused; /* mistakes of this file */
	json_t *value;	  /* of the line; undone with the next one, or with the arena */
};

static void close_lines(void *object)
{
	struct json_lines *lines = object;

	json_decref(lines->value);
	lines->value = NULL;
}

struct json_lines *json_lines_open(struct mistakes *mistakes, struct str file, struct str text,
				   struct json_keys keys)
{
	struct json_lines *lines = ARENA_NEW(mistakes->arena, struct json_lines);

	*lines =
		(struct json_lines){.mistakes = mistakes, .file = file, .text = text, .keys = keys};
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		lines->at = 3;
	arena_defer(mistakes->arena, close_lines, lines);
	return lines;
}

/* --- mistakes -------------------------------------------------------------------------------- */

static void refuse(struct json_lines *lines, uint32_t column, struct str message)
{
	if (lines->refused++ < JSON_MISTAKES_MAX)
		mistake_add(lines->mistakes, lines->file, lines->number, column, "%.*s",
			    STR_ARG(message));
}

/* Where a key stands, as well as it can be told: Jansson keeps no places of values. */
static uint32_t column_of(const struct json_lines *lines, struct str key)
{
	struct str quoted = arena_format(lines->mistakes->arena, "\"%.*s\"", STR_ARG(key));
	size_t at = str_find(lines->line, quoted, 0);

	return at == SIZE_MAX ? 1 : (uint32_t)utf8_count(str_cut(lines->line, 0, at)) + 1;
}

static void refuse_key(struct json_lines *lines, struct str key)
{
	struct arena *arena = lines->mistakes->arena;
	struct str near = nearest_word(key, lines->keys.p, lines->keys.n);
	struct str message = arena_format(arena, "unknown key '%.*s'", STR_ARG(key));

	if (near.n)
		message = arena_format(arena, "%.*s (did you mean '%.*s'?)", STR_ARG(message),
				       STR_ARG(near));
	refuse(lines, column_of(lines, key), message);
}

static bool is_conflict(struct str line)
{
	static const struct str marks[] = {STR_INIT("<<<<<<<"), STR_INIT("======="),
					   STR_INIT(">>>>>>>"), STR_INIT("|||||||")};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (str_starts(line, marks[i]))
			return true;
	return false;
}

/* --- reading --------------------------------------------------------------------------------- */

/* Jansson leaves out a byte of a text that it has no memory for, and says nothing: what it read
 * must stand in the line, unless escapes do. */
static bool is_whole(struct str line, struct str text)
{
	size_t at = 0;

	if (str_find(line, STR("\\"), 0) != SIZE_MAX)
		return true;
	while ((at = str_find(line, text, at + 1)) != SIZE_MAX)
		if (line.p[at - 1] == '"' && at + text.n < line.n && line.p[at + text.n] == '"')
			return true;
	return false;
}

static struct str text_of(struct json_lines *lines, const json_t *value)
{
	struct str text = {json_string_value(value), json_string_length(value)};

	if (!is_whole(lines->line, text))
		arena_fail(lines->mistakes->arena);
	return arena_str(lines->mistakes->arena, text);
}

static void take_member(struct json_lines *lines, struct str key, const json_t *value,
			struct str *values)
{
	struct arena *arena = lines->mistakes->arena;
	uint32_t i = 0;

	while (i < lines->keys.n && !str_equal(lines->keys.p[i], key))
		i++;
	if (i == lines->keys.n)
		refuse_key(lines, key);
	else if (!json_is_string(value))
		refuse(lines, column_of(lines, key),
		       arena_format(arena, "the value of '%.*s' must be a text", STR_ARG(key)));
	else
		values[i] = text_of(lines, value);
}

static bool take_object(struct json_lines *lines, struct str *values)
{
	json_t *object = lines->value;
	uint32_t refused = lines->refused;

	for (uint32_t i = 0; i < lines->keys.n; i++)
		values[i] = STR_NONE;
	for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at))
		take_member(lines,
			    (struct str){json_object_iter_key(at), json_object_iter_key_len(at)},
			    json_object_iter_value(at), values);
	for (uint32_t i = 0; i < lines->keys.n && lines->refused == refused; i++)
		if (!values[i].p)
			refuse(lines, 1,
			       arena_format(lines->mistakes->arena, "the key '%.*s' is missing",
					    STR_ARG(lines->keys.p[i])));
	return lines->refused == refused;
}

static bool take_line(struct json_lines *lines, struct str *values)
{
	struct arena *arena = lines->mistakes->arena;
	json_error_t error;

	close_lines(lines);
	if (is_conflict(lines->line)) {
		refuse(lines, 1,
		       STR("a merge was not finished here: keep the lines of both sides, without "
			   "this mark"));
		return false;
	}
	lines->value =
		json_loadb(lines->line.p, lines->line.n,
			   JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
	if (!lines->value && json_error_code(&error) == json_error_out_of_memory)
		arena_fail(arena);
	if (json_is_object(lines->value))
		return take_object(lines, values);
	if (lines->value)
		refuse(lines, 1, STR("a line must be an object"));
	else
		refuse(lines, error.column > 0 ? (uint32_t)error.column : 1,
		       arena_format(arena, "not JSON: %s", error.text));
	return false;
}

bool json_lines_next(struct json_lines *lines, uint32_t *number, struct str *values)
{
	while (lines->at < lines->text.n) {
		size_t end = str_find(lines->text, STR("\n"), lines->at);

		lines->line = str_trim(str_cut(lines->text, lines->at, end));
		lines->at = end == SIZE_MAX ? lines->text.n : end + 1;
		*number = ++lines->number;
		if (lines->line.n && take_line(lines, values))
			return true;
	}
	return false;
}
