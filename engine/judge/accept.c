#include "judge/accept.h"

#include "base/utf8.h"
#include "data/yaml.h"
#include "judge/words.h"

#include <stddef.h>

struct reader {
	struct arena *arena;
	struct mistakes *mistakes;
	struct str from;
};

static void mistake(struct reader *reader, const struct yaml *node, struct str message)
{
	mistake_add(reader->mistakes, reader->from, node->line, node->column, "%.*s",
		    STR_ARG(message));
}

/* --- days ------------------------------------------------------------------------------------ */

static unsigned number_at(struct str text, size_t begin, size_t end)
{
	unsigned value = 0;

	for (size_t i = begin; i < end; i++)
		value = value * 10 + (unsigned)(text.p[i] - '0');
	return value;
}

bool is_day(struct str text)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	unsigned year, month, day;

	if (text.n != 10)
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (i == 4 || i == 7 ? text.p[i] != '-' : !cp_is_digit((unsigned char)text.p[i]))
			return false;
	year = number_at(text, 0, 4);
	month = number_at(text, 5, 7);
	day = number_at(text, 8, 10);
	if (month == 2 && day == 29)
		return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

/* --- the parts of a text --------------------------------------------------------------------- */

static bool splits(struct str text, size_t at)
{
	return text.p[at] == ',' &&
	       !(at > 0 && cp_is_digit((unsigned char)text.p[at - 1]) && at + 1 < text.n &&
		 cp_is_digit((unsigned char)text.p[at + 1]));
}

static void read_parts(struct reader *reader, const struct yaml *node, struct acceptance *entry)
{
	struct str *parts = ARENA_ARRAY(reader->arena, struct str, ACCEPT_PARTS_MAX);
	struct str text = entry->text;
	size_t begin = 0;

	entry->parts = parts;
	for (size_t i = 0; i <= text.n; i++) {
		struct str part;
		if (i < text.n && !splits(text, i))
			continue;
		part = words_of_phrase(reader->arena, str_cut(text, begin, i));
		begin = i + 1;
		if (!part.n)
			continue;
		if (entry->part_count == ACCEPT_PARTS_MAX) {
			mistake(reader, node, STR("more than 16 parts between commas"));
			return;
		}
		parts[entry->part_count++] = part;
	}
	if (!entry->part_count)
		mistake(reader, node, STR("the text has no words"));
}

struct span accept_words_at(const struct acceptance *entry, struct str words)
{
	size_t begin = 0, at = 0;

	for (uint32_t i = 0; i < entry->part_count; i++) {
		size_t found = str_find(words, entry->parts[i], at);
		if (found == SIZE_MAX)
			return (struct span){0, 0};
		if (i == 0)
			begin = found;
		at = found + entry->parts[i].n;
	}
	return (struct span){(uint32_t)begin, (uint32_t)at};
}

/* --- entries --------------------------------------------------------------------------------- */

static bool is_fingerprint(struct str text)
{
	if (text.n != 35 || !str_starts(text, STR("c1:")))
		return false;
	for (size_t i = 3; i < text.n; i++)
		if (!cp_is_digit((unsigned char)text.p[i]) &&
		    !(text.p[i] >= 'a' && text.p[i] <= 'f'))
			return false;
	return true;
}

/* The keys of an entry, in the order in which they are written. */
static const struct key {
	struct str name;
	size_t offset;
	bool required;
	bool (*valid)(struct str value);
	const char *wanted;
} keys[] = {
	{STR_INIT("rule"), offsetof(struct acceptance, rule), true, NULL, NULL},
	{STR_INIT("file"), offsetof(struct acceptance, file), true, NULL, NULL},
	{STR_INIT("clause"), offsetof(struct acceptance, clause), false, NULL, NULL},
	{STR_INIT("text"), offsetof(struct acceptance, text), false, NULL, NULL},
	{STR_INIT("fingerprint"), offsetof(struct acceptance, fingerprint), false, is_fingerprint,
	 "a fingerprint, c1: and 32 hexadecimal digits"},
	{STR_INIT("reason"), offsetof(struct acceptance, reason), true, NULL, NULL},
	{STR_INIT("by"), offsetof(struct acceptance, by), false, NULL, NULL},
	{STR_INIT("until"), offsetof(struct acceptance, until), false, is_day,
	 "a day as YYYY-MM-DD"},
};
enum { KEYS = sizeof keys / sizeof keys[0] };

static const struct key *find_key(struct str name)
{
	for (size_t i = 0; i < KEYS; i++)
		if (str_equal(keys[i].name, name))
			return &keys[i];
	return NULL;
}

static void unknown_key(struct reader *reader, const struct yaml *node)
{
	struct str names[KEYS], near, message;

	for (size_t i = 0; i < KEYS; i++)
		names[i] = keys[i].name;
	near = nearest_word(node->text, names, KEYS);
	message = arena_format(reader->arena, "unknown key '%.*s'", STR_ARG(node->text));
	if (near.n)
		message = arena_format(reader->arena, "%.*s (did you mean '%.*s'?)",
				       STR_ARG(message), STR_ARG(near));
	mistake(reader, node, message);
}

static void read_value(struct reader *reader, const struct key *key, const struct yaml *node,
		       struct acceptance *entry)
{
	struct str *value = (struct str *)(void *)((char *)entry + key->offset);

	if (node->kind != YAML_SCALAR) {
		mistake(reader, node,
			arena_format(reader->arena, "the value of '%.*s' must be a text",
				     STR_ARG(key->name)));
		return;
	}
	*value = str_trim(node->text);
	if (!value->n)
		mistake(reader, node,
			arena_format(reader->arena, "'%.*s' is empty", STR_ARG(key->name)));
	else if (key->valid && !key->valid(*value))
		mistake(reader, node,
			arena_format(reader->arena, "'%.*s' must be %s", STR_ARG(key->name),
				     key->wanted));
}

static void check_entry(struct reader *reader, const struct yaml *node, struct acceptance *entry)
{
	for (size_t i = 0; i < KEYS; i++)
		if (keys[i].required && !yaml_get(node, keys[i].name.p))
			mistake(reader, node,
				arena_format(reader->arena, "the key '%.*s' is missing",
					     STR_ARG(keys[i].name)));
	if (str_starts(entry->file, STR("/")) || str_starts(entry->file, STR("./")))
		mistake(reader, yaml_get(node, "file"),
			STR("write the path relative to this file, without ./ in front"));
	if (entry->text.n)
		read_parts(reader, yaml_get(node, "text"), entry);
	entry->clause_words = words_of_phrase(reader->arena, entry->clause);
}

static void read_entry(struct reader *reader, const struct yaml *node, struct acceptance *entry)
{
	*entry = (struct acceptance){.from = reader->from, .line = node->line};
	if (node->kind != YAML_MAP) {
		mistake(reader, node, STR("an entry must be a map: rule, file, text, reason"));
		return;
	}
	for (uint32_t i = 0; i < node->n; i++) {
		const struct key *key = find_key(node->keys[i]->text);
		if (key)
			read_value(reader, key, node->items[i], entry);
		else
			unknown_key(reader, node->keys[i]);
	}
	check_entry(reader, node, entry);
}

void accept_read(struct acceptances *acceptances, struct str from, struct str text,
		 struct mistakes *mistakes)
{
	struct reader reader = {mistakes->arena, mistakes, from};
	const struct yaml *root = yaml_read(reader.arena, from, text, mistakes);

	if (!root)
		return;
	if (root->kind == YAML_MAP && root->n == 0)
		return; /* nothing but comments */
	if (root->kind != YAML_LIST) {
		mistake(&reader, root,
			STR("this file must be a list of entries, each after a '- '"));
		return;
	}
	for (uint32_t i = 0; i < root->n; i++) {
		if (acceptances->list.n == ACCEPTANCES_MAX) {
			mistake(&reader, root->items[i], STR("more than 100000 entries"));
			return;
		}
		read_entry(&reader, root->items[i], VEC_PUSH(reader.arena, &acceptances->list));
	}
}
