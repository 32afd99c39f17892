/* {{terms}} in patterns.
 *
 * For the pack layer only. A term is a list of alternatives that patterns share; {{name}} becomes
 * (?:a|b|c). Four names are the engine's own: {{customer}}, {{provider}} and {{party}} are mentions of
 * parties, {{blank}} is the mark of a blank, all on marked text (fact/marked.h). */
#ifndef CLAUSELINT_PACK_EXPAND_H
#define CLAUSELINT_PACK_EXPAND_H

#include "base/error.h"

enum { EXPANDED_MAX = 64 * 1024, TERM_DEPTH = 16 };

enum term_state { TERM_NEW, TERM_OPEN, TERM_DONE, TERM_BAD };

struct term {
	struct str name;
	const struct str *alternatives; /* as the pack has them */
	uint32_t alternative_count;
	enum term_state state;
	struct str expanded; /* (?:…), when it is done */
	bool on_marked;
};

/* The terms a pack can use: its own and, behind them, those of the packs it extends. */
struct terms {
	struct term **p;
	uint32_t n;
};

/* Which part of an expanded pattern came from where: from here to the next run, either character for
 * character, or as a whole from the {{name}} at source. */
struct expand_run {
	uint32_t expanded, source;
	bool from_term;
};
struct expansion {
	struct str text;
	bool on_marked;
	VEC(struct expand_run) runs;
};

/* False with error->message and error->column, the character of pattern that is to blame. The message
 * stays as it was when a term is bad that somebody was told of before. */
bool expand_pattern(struct arena *arena, const struct terms *terms, struct str pattern,
		    struct expansion *expansion, struct error *error);
/* Where in the pattern an offset of the expanded text came from. */
struct expand_run expansion_source(const struct expansion *expansion, uint32_t offset);
/* Whether name is one of the engine's own. */
bool term_is_reserved(struct str name);
/* Letters, digits, hyphens and underscores only, and at least one: what {name} and {{name}} can hold. */
bool is_plain_name(struct str name);

#endif
