/* Strict YAML: every value knows its place.
 *
 * For packs, configuration and acceptances. Read through libyaml's events: at most YAML_DEPTH deep,
 * YAML_NODES_MAX values, and not further than YAML_MISTAKES_MAX mistakes;
 * aliases, anchors, tags, several documents and duplicate keys are mistakes with a place; every
 * scalar is text (a plain no stays "no"), and knows whether it was quoted. */
#ifndef CLAUSELINT_DATA_YAML_H
#define CLAUSELINT_DATA_YAML_H

#include "base/arena.h"
#include "base/error.h"

enum { YAML_DEPTH = 32, YAML_NODES_MAX = 1000000, YAML_MISTAKES_MAX = 100 };

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
	enum yaml_kind kind;
	bool quoted;
	uint32_t line, column;    /* 1-based; columns in code points */
	struct str text;          /* scalar */
	const struct yaml **items;/* list, or the values of a map */
	const struct yaml **keys; /* map */
	uint32_t n;
};

/* NULL when the text is not acceptable YAML; then mistakes has at least one entry. An empty document
 * is an empty map. */
const struct yaml *yaml_read(struct arena *arena, struct str file, struct str text,
			     struct mistakes *mistakes);
/* The value of key in a map; NULL when it has none. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);

#endif
