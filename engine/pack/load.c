#include "pack/load.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void note(struct loader *loader, const struct yaml *node, bool warning, const char *format,
		 va_list args)
{
	char message[480];

	vsnprintf(message, sizeof message, format, args);
	(warning ? mistake_warn : mistake_add)(loader->mistakes, loader->file, node->line,
					       node->column, "%s", message);
}

void load_mistake(struct loader *loader, const struct yaml *node, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	note(loader, node, false, format, args);
	va_end(args);
}

void load_warning(struct loader *loader, const struct yaml *node, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	note(loader, node, true, format, args);
	va_end(args);
}

/* Says that word is none of names, with the nearest of them. */
static void load_unknown(struct loader *loader, const struct yaml *node, const char *what,
			 struct str word, const struct str *candidates, size_t count)
{
	struct str near = nearest_word(word, candidates, count);

	if (near.n)
		load_mistake(loader, node, "\"%.*s\" is not %s; did you mean \"%.*s\"?",
			     STR_ARG(word), what, STR_ARG(near));
	else
		load_mistake(loader, node, "\"%.*s\" is not %s", STR_ARG(word), what);
}

static const char *const kind_names[] = {"text", "a list", "a map"};

bool load_is(struct loader *loader, const struct yaml *node, enum yaml_kind kind,
	     const char *wanted)
{
	if (node->kind == kind)
		return true;
	load_mistake(loader, node, "%s is wanted here, not %s", wanted, kind_names[node->kind]);
	return false;
}

static const struct field *find_field(const struct field *fields, size_t count, struct str key)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(fields[i].key, key))
			return &fields[i];
	return NULL;
}

static void refuse_key(struct loader *loader, const struct yaml *key, const char *what,
		       const struct field *fields, size_t count)
{
	char of[80];
	struct str *keys = ARENA_ARRAY(loader->arena, struct str, count);

	for (size_t i = 0; i < count; i++)
		keys[i] = fields[i].key;
	snprintf(of, sizeof of, "a key of %s", what);
	load_unknown(loader, key, of, key->text, keys, count);
}

bool load_map(struct loader *loader, const struct yaml *node, const char *what,
	      const struct field *fields, size_t count, void *into)
{
	if (!load_is(loader, node, YAML_MAP, "a map"))
		return false;
	for (uint32_t i = 0; i < node->n && !mistakes_full(loader->mistakes); i++)
		if (!find_field(fields, count, node->keys[i]->text))
			refuse_key(loader, node->keys[i], what, fields, count);
	/* In the order of the table, since later fields build on earlier ones. */
	for (size_t f = 0; f < count; f++) {
		const struct yaml *value = yaml_get(node, fields[f].key.p);
		if (value)
			fields[f].read(loader, value, fields[f].names,
				       (char *)into + fields[f].offset);
		else if (fields[f].required)
			load_mistake(loader, node, "%s must have the key \"%s\"", what,
				     fields[f].key.p);
	}
	return true;
}

void load_nothing(struct loader *loader, const struct yaml *node, const struct names *names,
		  void *into)
{
	(void)loader, (void)node, (void)names, (void)into;
}

void load_text(struct loader *loader, const struct yaml *node, const struct names *names,
	       void *into)
{
	struct str *text = into;

	(void)names;
	if (!load_is(loader, node, YAML_SCALAR, "text"))
		return;
	*text = str_trim(node->text);
	if (text->n == 0)
		load_mistake(loader, node, "this must not be empty");
}

static uint32_t find_name(struct loader *loader, const struct yaml *node, const struct names *names)
{
	if (!load_is(loader, node, YAML_SCALAR, "a word"))
		return UINT32_MAX;
	for (uint32_t i = 0; i < names->n; i++)
		if (names->p[i].n && str_equal(names->p[i], node->text))
			return i;
	load_unknown(loader, node, names->what, node->text, names->p, names->n);
	return UINT32_MAX;
}

void load_name(struct loader *loader, const struct yaml *node, const struct names *names,
	       void *into)
{
	uint32_t found = find_name(loader, node, names);

	if (found != UINT32_MAX)
		memcpy(into, &found, sizeof found);
}

/* The items of a list, or a single scalar as a list of one; false when it is neither. */
static bool load_items(struct loader *loader, const struct yaml *node,
		       const struct yaml *const **items, uint32_t *n)
{
	if (node->kind == YAML_MAP) {
		load_mistake(loader, node, "a list is wanted here, not a map");
		return false;
	}
	if (node->kind == YAML_LIST) {
		*items = node->items;
		*n = node->n;
		return true;
	}
	const struct yaml **one = ARENA_NEW(loader->arena, const struct yaml *);
	*one = node;
	*items = one;
	*n = 1;
	return true;
}

void load_bits(struct loader *loader, const struct yaml *node, const struct names *names,
	       void *into)
{
	const struct yaml *const *items;
	uint32_t n, *bits = into;

	if (!load_items(loader, node, &items, &n))
		return;
	*bits = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t found = find_name(loader, items[i], names);
		if (found != UINT32_MAX)
			*bits |= (uint32_t)1 << found;
	}
}

bool load_number(struct str text, double *value)
{
	char digits[40], *end;
	bool dot = false;

	if (text.n == 0 || text.n >= sizeof digits)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		bool sign = i == 0 && text.n > 1 && text.p[0] == '-';
		bool point = text.p[i] == '.' && !dot && i > 0 && i + 1 < text.n;
		dot = dot || point;
		if (!sign && !point && !(text.p[i] >= '0' && text.p[i] <= '9'))
			return false;
	}
	memcpy(digits, text.p, text.n);
	digits[text.n] = 0;
	*value = strtod(digits, &end);
	return *end == 0;
}

void load_count(struct loader *loader, const struct yaml *node, const struct names *names,
		void *into)
{
	uint32_t *count = into;
	double value;

	(void)names;
	if (!load_is(loader, node, YAML_SCALAR, "a number"))
		return;
	if (!load_number(node->text, &value) || value < 1 || value > 100000 ||
	    value != (double)(uint32_t)value)
		load_mistake(loader, node, "\"%.*s\" is not a number from 1 to 100000",
			     STR_ARG(node->text));
	else
		*count = (uint32_t)value;
}

void load_flag(struct loader *loader, const struct yaml *node, const struct names *names,
	       void *into)
{
	bool *flag = into, yes = node->kind == YAML_SCALAR && str_equal(node->text, STR("true"));

	(void)names;
	if (!yes && !(node->kind == YAML_SCALAR && str_equal(node->text, STR("false"))))
		load_mistake(loader, node, "true or false is wanted here");
	*flag = yes;
}

const struct str *load_texts(struct loader *loader, const struct yaml *node, uint32_t *n)
{
	const struct yaml *const *items;
	struct str *texts;

	*n = 0;
	if (!load_items(loader, node, &items, n))
		return NULL;
	texts = ARENA_ARRAY(loader->arena, struct str, *n);
	for (uint32_t i = 0; i < *n; i++)
		load_text(loader, items[i], NULL, &texts[i]);
	return texts;
}

/* --- words --- */

static void load_lang(struct loader *loader, const struct yaml *node, const struct names *names,
		      void *into)
{
	load_text(loader, node, names, into);
}

static const struct field lang_fields[] = {
	{STR_INIT("zh-Hans"), load_lang, sizeof(struct str) * LANG_HANS, NULL, true},
	{STR_INIT("zh-Hant"), load_lang, sizeof(struct str) * LANG_HANT, NULL, false},
	{STR_INIT("en"), load_lang, sizeof(struct str) * LANG_EN, NULL, true},
};

void load_words(struct loader *loader, const struct yaml *node, const struct names *names,
		void *into)
{
	struct words *words = into;

	(void)names;
	load_map(loader, node, "a text in several languages", FIELDS(lang_fields), words->in);
}

/* --- patterns --- */

static void add_patterns(struct loader *loader, const struct yaml *node, struct patterns *patterns,
			 bool plain)
{
	const struct yaml *const *items;
	struct pattern *list;
	uint32_t n, had = patterns->n;

	if (!load_items(loader, node, &items, &n))
		return;
	if (n == 0)
		load_mistake(loader, node, "the list is empty");
	list = ARENA_ARRAY(loader->arena, struct pattern, had + n);
	if (had)
		memcpy(list, patterns->p, had * sizeof *list);
	for (uint32_t i = 0; i < n; i++) {
		struct pattern *pattern = &list[had + i];
		load_text(loader, items[i], NULL, &pattern->source);
		if (pattern->source.n == 0)
			continue;
		if (plain && str_contains(pattern->source, STR("{{")))
			load_mistake(loader, items[i],
				     "phrases are plain text; {{terms}} belong under \"any\"");
		if (plain)
			pattern->source = pattern_quote(loader->arena, pattern->source);
		pattern->line = items[i]->line;
		pattern->column = items[i]->column;
		pattern->index = loader->patterns.n;
		*VEC_PUSH(loader->arena, &loader->patterns) = pattern;
		pattern_compile(&loader->compiler, pattern);
	}
	patterns->p = list;
	patterns->n = had + n;
}

void load_patterns(struct loader *loader, const struct yaml *node, const struct names *names,
		   void *into)
{
	(void)names;
	add_patterns(loader, node, into, false);
}

void load_phrases(struct loader *loader, const struct yaml *node, const struct names *names,
		  void *into)
{
	(void)names;
	add_patterns(loader, node, into, true);
}
