/* Reading the values of a pack file by tables of fields.
 *
 * For the pack layer only. Each kind of map in the format is one table: its keys, which of them must
 * be there, how each is read, and where it goes. What does not fit is noted with its place. */
#ifndef CLAUSELINT_PACK_LOAD_H
#define CLAUSELINT_PACK_LOAD_H

#include "data/yaml.h"
#include "pack/expand.h"
#include "pack/pack.h"

/* More than anybody writes; a pack may come from a stranger. */
enum { RULES_MAX = 20000, TERMS_MAX = 5000 };

/* Where a rule was read, for what can only be checked when all are there. */
struct rule_note {
	struct str file;
	const struct yaml *node;
};

struct loader {
	struct arena *arena;
	struct mistakes *mistakes;
	struct str file; /* the one being read: "core/blank.yml" */
	struct compiler compiler;
	VEC(const struct pattern *) patterns; /* by index */
	VEC(struct rule) rules;
	VEC(struct rule_note) notes; /* one a rule */
	VEC(struct checklist) checklists;
	VEC(struct metric) metrics;
	struct patterns vague, elsewhere;
	struct recognise recognise;
	struct conditions only; /* what pack.yml says for all its rules */
};

/* Words of the format and the numbers they stand for: their places in the list. An empty word is a
 * number that has no word. */
struct names {
	const char *what; /* "a severity" */
	const struct str *p;
	uint32_t n;
};

typedef void read_fn(struct loader *loader, const struct yaml *node, const struct names *names,
		     void *into);

struct field {
	struct str key;
	read_fn *read;
	size_t offset; /* of the target in the struct that the map fills */
	const struct names *names;
	bool required;
};

#define NAMES(name, what, ...)                                                                     \
	static const struct str name##_list[] = {__VA_ARGS__};                                     \
	static const struct names name = {what, name##_list,                                       \
					  sizeof name##_list / sizeof name##_list[0]}
#define FIELDS(list) (list), sizeof(list) / sizeof(list)[0]

/* Fills into from a map; what names the map in mistakes ("a rule"). False when it is not even a map. */
bool load_map(struct loader *loader, const struct yaml *node, const char *what,
	      const struct field *fields, size_t count, void *into);
void load_mistake(struct loader *loader, const struct yaml *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void load_warning(struct loader *loader, const struct yaml *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* False, noted, when node is not of the kind. */
bool load_is(struct loader *loader, const struct yaml *node, enum yaml_kind kind,
	     const char *wanted);
bool load_number(struct str text, double *value);

/* Readers; what into points at stands behind each. */
read_fn load_text;         /* struct str, not empty */
read_fn load_name;         /* enum, by names */
read_fn load_bits;         /* uint32_t, a bit for each of names */
read_fn load_count;        /* uint32_t */
read_fn load_flag;         /* bool: true or false */
read_fn load_words;        /* struct words with zh-Hans and en */
read_fn load_patterns;     /* struct patterns */
read_fn load_phrases;      /* struct patterns, from plain text; added behind those that are there */
read_fn load_detect;       /* struct detect */
read_fn load_types;        /* struct conditions: its types */
read_fn load_jurisdiction; /* enum jurisdiction */
read_fn load_jurisdictions;/* uint32_t, a bit for each */
read_fn load_options;      /* struct rule: its options */
read_fn load_severity;     /* enum severity */
read_fn load_nothing;      /* for keys that somebody else reads */

/* Lists of texts: returns the array. */
const struct str *load_texts(struct loader *loader, const struct yaml *node, uint32_t *n);

/* The files of a pack. */
void load_rules(struct loader *loader, const struct yaml *root);
void load_services(struct loader *loader, const struct yaml *root);
void load_checklist(struct loader *loader, const struct yaml *root);
/* Parts of pack.yml that need the pack's terms, or the rules of all packs. */
void load_recognise_words(struct loader *loader, const struct yaml *node);
void load_changes(struct loader *loader, const struct yaml *node);

/* What one rule says must fit together. */
void check_rule(struct loader *loader, const struct rule *rule, const struct rule_note *note);
/* Whether text is YYYY-MM. */
bool is_month(struct str text);
/* What the rules of all packs say about each other. */
void check_rules(struct loader *loader);

#endif
