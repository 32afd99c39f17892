#include "data/yaml.h"

#include <stdlib.h>
#include <yaml.h>

/* One list or map that is still open. A map's children alternate key and value. */
struct level {
	struct yaml *node;
	VEC(const struct yaml *) children;
};

struct reader {
	struct arena *arena;
	struct str file, text;
	struct mistakes *mistakes;
	uint32_t refused; /* mistakes of this file */
	uint32_t nodes, depth;
	const struct yaml *root;
	struct level levels[YAML_DEPTH];
	yaml_parser_t parser;
	yaml_event_t event;
};

static void reader_free(void *object)
{
	struct reader *reader = object;

	yaml_event_delete(&reader->event);
	yaml_parser_delete(&reader->parser);
}

static void refuse(struct reader *reader, yaml_mark_t at, const char *message)
{
	reader->refused++;
	mistake_add(reader->mistakes, reader->file, (uint32_t)at.line + 1, (uint32_t)at.column + 1,
		    "%s", message);
}

/* libyaml gives a mark for what it cannot parse, but only an offset for what it cannot decode. */
static void refuse_syntax(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	yaml_mark_t at = parser->problem_mark;
	const char *problem = parser->problem ? parser->problem : "cannot be read";

	if (parser->error == YAML_MEMORY_ERROR)
		arena_fail(reader->arena);
	if (parser->error == YAML_READER_ERROR) {
		struct str before = str_cut(reader->text, 0, parser->problem_offset);
		size_t line_start = 0;
		at = (yaml_mark_t){0};
		for (size_t i = 0; i < before.n; i++)
			if (before.p[i] == '\n') {
				at.line++;
				line_start = i + 1;
			}
		for (size_t i = line_start; i < before.n; i++)
			at.column += ((unsigned char)before.p[i] & 0xC0) != 0x80;
	}
	reader->refused++;
	mistake_add(reader->mistakes, reader->file, (uint32_t)at.line + 1, (uint32_t)at.column + 1,
		    "not YAML: %s%s%s", parser->context ? parser->context : "",
		    parser->context ? ": " : "", problem);
}

static int by_text_then_place(const void *a, const void *b)
{
	const struct yaml *x = *(const struct yaml *const *)a;
	const struct yaml *y = *(const struct yaml *const *)b;
	int order = str_compare(x->text, y->text);

	if (order)
		return order;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

static void refuse_duplicate_keys(struct reader *reader, const struct yaml *map)
{
	const struct yaml **sorted = ARENA_ARRAY(reader->arena, const struct yaml *, map->n);

	for (uint32_t i = 0; i < map->n; i++)
		sorted[i] = map->keys[i];
	qsort(sorted, map->n, sizeof *sorted, by_text_then_place);
	for (uint32_t i = 1; i < map->n && reader->refused < YAML_MISTAKES_MAX; i++) {
		const struct yaml *key = sorted[i], *first = sorted[i - 1];
		if (!str_equal(key->text, first->text))
			continue;
		reader->refused++;
		mistake_add(reader->mistakes, reader->file, key->line, key->column,
			    "the key \"%.*s\" stands here again; it is also on line %u",
			    STR_ARG(key->text), first->line);
	}
}

static void close_level(struct reader *reader)
{
	struct level *level = &reader->levels[--reader->depth];
	struct yaml *node = level->node;
	uint32_t n = level->children.n;

	if (node->kind == YAML_LIST) {
		node->items = level->children.p;
		node->n = n;
		return;
	}
	node->n = n / 2;
	node->keys = ARENA_ARRAY(reader->arena, const struct yaml *, node->n);
	node->items = ARENA_ARRAY(reader->arena, const struct yaml *, node->n);
	for (uint32_t i = 0; i < node->n; i++) {
		node->keys[i] = level->children.p[2 * i];
		node->items[i] = level->children.p[2 * i + 1];
	}
	refuse_duplicate_keys(reader, node);
}

/* A node at the current place; NULL when there are too many. */
static struct yaml *add_node(struct reader *reader, enum yaml_kind kind)
{
	yaml_mark_t at = reader->event.start_mark;
	struct level *parent = reader->depth ? &reader->levels[reader->depth - 1] : NULL;
	struct yaml *node;

	if (reader->nodes++ == YAML_NODES_MAX) {
		refuse(reader, at, "more values than one file may have");
		return NULL;
	}
	node = ARENA_NEW(reader->arena, struct yaml);
	node->kind = kind;
	node->line = (uint32_t)at.line + 1;
	node->column = (uint32_t)at.column + 1;
	if (parent && parent->node->kind == YAML_MAP && parent->children.n % 2 == 0 &&
	    kind != YAML_SCALAR)
		refuse(reader, at, "a key must be a word, not a list or a map");
	if (parent)
		*VEC_PUSH(reader->arena, &parent->children) = node;
	else
		reader->root = node;
	return node;
}

static bool open_level(struct reader *reader, enum yaml_kind kind)
{
	struct yaml *node;

	if (reader->depth == YAML_DEPTH) {
		refuse(reader, reader->event.start_mark, "nested too deeply");
		return false;
	}
	node = add_node(reader, kind);
	if (!node)
		return false;
	reader->levels[reader->depth++] = (struct level){.node = node};
	return true;
}

static bool add_scalar(struct reader *reader)
{
	struct yaml *node = add_node(reader, YAML_SCALAR);
	struct str value = {(const char *)reader->event.data.scalar.value,
			    reader->event.data.scalar.length};

	if (!node)
		return false;
	node->quoted = reader->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	node->text = arena_str(reader->arena, value);
	return true;
}

static void refuse_decoration(struct reader *reader, const yaml_char_t *anchor,
			      const yaml_char_t *tag)
{
	if (anchor)
		refuse(reader, reader->event.start_mark, "anchors (&name) are not accepted");
	if (tag)
		refuse(reader, reader->event.start_mark, "tags (!name) are not accepted");
}

/* Takes one event; false when nothing more can be read. */
static bool take(struct reader *reader)
{
	const yaml_event_t *event = &reader->event;

	switch (event->type) {
	case YAML_SCALAR_EVENT:
		refuse_decoration(reader, event->data.scalar.anchor, event->data.scalar.tag);
		return add_scalar(reader);
	case YAML_SEQUENCE_START_EVENT:
		refuse_decoration(reader, event->data.sequence_start.anchor,
				  event->data.sequence_start.tag);
		return open_level(reader, YAML_LIST);
	case YAML_MAPPING_START_EVENT:
		refuse_decoration(reader, event->data.mapping_start.anchor,
				  event->data.mapping_start.tag);
		return open_level(reader, YAML_MAP);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT: close_level(reader); return true;
	case YAML_ALIAS_EVENT:
		refuse(reader, event->start_mark, "aliases (*name) are not accepted");
		return false;
	case YAML_DOCUMENT_START_EVENT:
		if (reader->root) {
			refuse(reader, event->start_mark, "a file holds one document only");
			return false;
		}
		if (event->data.document_start.version_directive ||
		    event->data.document_start.tag_directives.start !=
			    event->data.document_start.tag_directives.end)
			refuse(reader, event->start_mark, "directives (%) are not accepted");
		return true;
	default: return event->type != YAML_STREAM_END_EVENT;
	}
}

const struct yaml *yaml_read(struct arena *arena, struct str file, struct str text,
			     struct mistakes *mistakes)
{
	struct reader *reader = ARENA_NEW(arena, struct reader);
	bool more = true;

	reader->arena = arena;
	reader->file = file;
	reader->text = text;
	reader->mistakes = mistakes;
	if (!yaml_parser_initialize(&reader->parser))
		arena_fail(arena);
	arena_defer(arena, reader_free, reader);
	yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader->parser, (const unsigned char *)text.p, text.n);
	while (more) {
		yaml_event_delete(&reader->event);
		if (!yaml_parser_parse(&reader->parser, &reader->event)) {
			refuse_syntax(reader);
			break;
		}
		more = take(reader);
		if (more && reader->refused >= YAML_MISTAKES_MAX) {
			refuse(reader, reader->event.end_mark,
			       "too many mistakes; the rest of the file is not read");
			more = false;
		}
	}
	if (reader->refused)
		return NULL;
	if (!reader->root) {
		struct yaml *empty = ARENA_NEW(arena, struct yaml);
		*empty = (struct yaml){.kind = YAML_MAP, .line = 1, .column = 1};
		return empty;
	}
	return reader->root;
}

const struct yaml *yaml_get(const struct yaml *map, const char *key)
{
	struct str wanted = str_from(key);

	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (uint32_t i = 0; i < map->n; i++)
		if (str_equal(map->keys[i]->text, wanted))
			return map->items[i];
	return NULL;
}
