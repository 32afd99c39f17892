/* One rule as the pack says it: immutable after load, shared between threads.
 *
 * For detectors, judge and report. */
#ifndef CLAUSELINT_PACK_RULE_H
#define CLAUSELINT_PACK_RULE_H

#include "pack/pattern.h"

enum severity { SEVERITY_INFO, SEVERITY_LOW, SEVERITY_MEDIUM, SEVERITY_HIGH };
enum confidence { CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH };
enum unit { UNIT_SENTENCE, UNIT_CLAUSE, UNIT_SECTION, UNIT_DOCUMENT };
enum harms { HARMS_BOTH, HARMS_CUSTOMER, HARMS_PROVIDER, HARMS_CAPTURED, HARMS_OTHER };
enum { HARMS_KINDS = HARMS_OTHER + 1 };

enum lang { LANG_HANS, LANG_HANT, LANG_EN, LANGS };

/* One text in the languages the pack has it in. zh-Hant, where it is not given, is made from zh-Hans
 * when it is shown. {name} stands for a capture, an option, or a word the detector supplies. */
struct words {
	struct str in[LANGS];
};

/* Whose law a contract is under. */
enum jurisdiction { JURISDICTION_CN, JURISDICTION_TW, JURISDICTION_HK, JURISDICTIONS };

struct law {
	struct str law, article, verified; /* verified: YYYY-MM */
	struct str note;
	enum jurisdiction jurisdiction;
	uint32_t line, column;
};

struct patterns {
	const struct pattern *p;
	uint32_t n;
};

/* Guard: nothing of these may match in the named unit around the place. */
struct guard {
	enum unit within;
	struct patterns any;
};

enum quantity_test {
	TEST_NONE, TEST_LESS, TEST_LESS_EQUAL, TEST_GREATER, TEST_GREATER_EQUAL, TEST_EQUAL, TEST_BLANK,
	TEST_PLACEHOLDER, TEST_EMPTY /* blank or placeholder */, TEST_ABSENT /* no quantity there */,
	TEST_PRESENT
};

struct rule_option {
	struct str name;
	struct str text;   /* as written */
	double value;
	bool is_number;
};

/* What the detector of a rule is made of; see the format's description in rules/README.md. A part
 * that is absent is empty. */
struct detect {
	enum unit within;
	struct patterns any, all, none;
	bool each;                       /* every match of any is a place, not only the first */
	struct { const struct guard *p; uint32_t n; } unless;
	struct patterns heading;         /* in: {heading: …} */
	struct { struct patterns of; uint32_t distance; } near;
	struct {
		bool on;
		struct str group;            /* empty: any quantity in the unit */
		struct str unit;             /* money, ratio, duration, count, date; empty: any */
		enum quantity_test test;
		struct str option;           /* compare with this option, or */
		double value;                /* with this number */
	} quantity;
	struct {
		bool on;
		struct str group;
		bool counterpart_has;        /* fires when the counterpart has a like right: some; else none */
		enum unit within;            /* where the like right is looked for; the document by default */
	} party;
	struct {
		bool on;
		struct patterns when;        /* words that must be in the document */
		const struct str *types;     /* contract types; none: any */
		uint32_t type_count;
		bool at_heading;             /* report at the first matching heading instead of the start */
	} missing;
	struct {
		bool on;
		uint32_t marks;              /* bit set of enum blank_mark */
		uint32_t needs;              /* bit set of enum blank_need; 0: any */
		int formality;               /* -1 any, 0 only others, 1 only formalities */
	} blank;
	struct {
		bool on;
		uint32_t states;             /* bit set of enum service_state */
	} service;
	struct {
		bool on;
		const struct str *items;     /* of the contract type's checklist */
		uint32_t item_count;
		struct str option;           /* so many of them missing: this option, or */
		uint32_t least;              /* this number */
	} lacking;
	struct str structure;            /* name of an engine check; empty: none */
	struct str group;                /* the named group that is the place reported; empty: the match */
};

struct example {
	struct str text;          /* without the ⟦⟧ */
	struct span marked;       /* what stood between them; empty: anywhere */
	enum lang lang;
	bool match;               /* false: must not match */
	uint32_t line;
};

/* The contracts a rule is for. */
struct conditions {
	const struct str *types;  /* contract types; none: any */
	uint32_t type_count;
	uint32_t jurisdictions;   /* bit set of enum jurisdiction; 0: any */
};

struct rule {
	struct str id, name, category;
	enum severity severity;
	enum confidence confidence;
	enum harms harms;
	struct str harms_group;   /* for HARMS_CAPTURED and HARMS_OTHER */
	struct words message, why, suggest;
	struct { const struct law *p; uint32_t n; } legal;
	struct { const struct rule_option *p; uint32_t n; } options;
	struct conditions only;
	struct detect detect;
	const struct str *supersedes;
	uint32_t supersede_count;
	struct { const struct example *p; uint32_t n; } examples;
	bool changed;             /* by another pack: its examples are for other values */
	struct str file;
	uint32_t line;
	uint32_t index;           /* in pack->rules */
};

const char *severity_name(enum severity severity);
const char *confidence_name(enum confidence confidence);
bool severity_from_name(struct str name, enum severity *severity);
/* Another value for an option; false, and nothing done, when it is no number and should be one. */
bool rule_option_set(struct rule_option *option, struct str text);
const struct rule_option *rule_option(const struct rule *rule, struct str name);

/* Whether text rules of this kind are found by looking at units (not by blanks, services, or structure
 * alone). */
static inline bool rule_reads_units(const struct rule *rule)
{
	const struct detect *d = &rule->detect;

	return !d->blank.on && !d->service.on && !d->lacking.on &&
	       (!d->structure.n || d->any.n);
}

#endif
