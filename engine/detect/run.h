/* One run of all rules over one contract: what the detectors share.
 *
 * For the detectors only; one file a kind. Every step is bounded: a unit of text is at most UNIT_MAX
 * bytes unless the rule asks for a section or the document, and what is asked again about the same
 * unit is remembered. */
#ifndef CLAUSELINT_DETECT_RUN_H
#define CLAUSELINT_DETECT_RUN_H

#include "base/vec.h"
#include "detect/filter.h"
#include "detect/places.h"

/* Bytes. A longer sentence or clause is looked at in windows of this size that overlap by half. */
enum { UNIT_MAX = 6000 };
/* No party, and no place. */
#define NOBODY  UINT32_MAX
#define NOWHERE UINT32_MAX

/* A unit that a rule is to look at, once it is known which of its patterns may match there. */
struct look {
	struct span unit; /* begin NOWHERE: none */
	uint64_t bits;    /* of any and of what must match: see struct gate */
	uint32_t needs;
};

struct rule_state {
	struct look look, parent;
	struct span unit;         /* for blanks and services: the last unit asked about … */
	bool unit_holds;          /* … and whether the rule's patterns agreed with it */
	bool found;               /* missing: a unit matched */
	bool gave_up, capped;
	uint32_t findings;
	uint32_t rights;          /* asymmetry: bit set of parties that have the right, in rights_unit
				   * or, where the document is asked, so far */
	struct span rights_unit;
	uint32_t headed_clause;   /* in heading: the clause asked about last, and the answer */
	bool headed;
};

struct watch_state {
	bool asked, present;
	uint32_t clause;
};

struct guard_state {
	struct span unit;
	bool asked, hit;
};

/* A metric's name as it stands in the text. */
struct naming {
	struct span at;
	uint32_t metric, sentence;
};

struct run {
	struct arena *arena;
	struct arena *scratch;    /* what the structural check at work needs by itself */
	struct arena *index;      /* of places, which are of no use once all has been found */
	const struct plan *plan;
	const struct pack *pack;
	const struct subject *subject;
	const struct outline *outline;
	const struct facts *facts;
	struct str norm;
	struct marked *marked;
	struct matcher *matcher;
	struct events events;
	struct filter *filter;
	struct places *places;
	struct rule_state *rules;
	struct watch_state *watches;
	struct guard_state *guards;
	uint32_t *named_in;       /* per metric: begin of the unit in which its names were looked for last */
	const struct span *searched; /* the text without furniture and contents, in order */
	uint32_t searched_count;
	VEC(struct finding) findings;
	VEC(struct incomplete) incompletes;
	VEC(struct naming) namings;
	VEC(struct service_level) services;
	const struct checklist *checklist;
	struct str type;
	VEC(struct finding) statements; /* of rules with a structural check, by rule and place */
	struct hiddens *hiddens;  /* see hidden.h; NULL until somebody asks */
	bool article;             /* this text is about contracts and is none: absences say nothing */
	enum jurisdiction jurisdiction;
};

/* run.c: units and matching. */
struct span unit_of_sentence(const struct run *run, uint32_t sentence, uint32_t offset);
struct span unit_of_clause(const struct run *run, uint32_t clause, uint32_t offset);
/* The unit of that kind around offset, which stands in clause. */
struct span unit_around(const struct run *run, enum unit kind, uint32_t clause, uint32_t offset);
/* The first match in unit from `from`; what gives up is noted for rule (which may be NULL). */
bool run_match(struct run *run, const struct rule *rule, const struct pattern *pattern,
	       struct span unit, uint32_t from, struct match *match);
/* The match that begins at offset of unit, wherever else the pattern matches. */
bool run_match_at(struct run *run, const struct rule *rule, const struct pattern *pattern,
		  struct span unit, uint32_t offset, struct match *match);
bool run_matches_any(struct run *run, const struct rule *rule, struct patterns patterns,
		     struct span unit);
/* Where to look for the next match after this one. */
uint32_t match_next(const struct run *run, const struct match *match);
/* The span of a named group; NULL when the pattern has none of that name or it is not set. */
const struct span *match_group(const struct pattern *pattern, const struct match *match,
			       struct str name);
bool zone_is_searched(enum zone zone);
/* A new finding at that place; NULL when the rule has reached its cap. */
struct finding *run_report(struct run *run, const struct rule *rule, struct span at);
/* Whether it has, and that has been noted: nothing more need be looked for. */
static inline bool run_has_enough(const struct run *run, const struct rule *rule)
{
	return run->rules[rule->index].capped;
}
/* The words of the source that a span of norm text came from. */
struct str source_words(const struct run *run, struct span at);

/* phrase.c: any, all, none, near. */
/* bits: which of `any` may match, see struct gate. */
void phrase_unit(struct run *run, const struct rule *rule, struct span unit, uint64_t bits);
/* Whether a rule's patterns agree with the unit as a whole; remembered for the last unit. */
bool phrase_holds(struct run *run, const struct rule *rule, struct span unit);

/* guard.c: in heading, unless. */
bool heading_holds(struct run *run, const struct rule *rule, uint32_t clause);
bool guard_hits(struct run *run, const struct rule *rule, uint32_t offset);

/* quantity.c */
bool quantity_passes(struct run *run, const struct rule *rule, struct span within,
		     struct span *found);

/* actor.c: run_match for patterns whose match is the place, or who has a right. When the pattern begins with
 * its party, that is whoever acts. */
bool actor_match(struct run *run, const struct rule *rule, const struct pattern *pattern,
		 struct span unit, uint32_t from, struct match *match);

/* asymmetry.c */
/* The group of a rule's patterns that captures a party. */
static inline struct str asymmetry_group(const struct rule *rule)
{
	return rule->detect.party.group.n ? rule->detect.party.group : STR("party");
}
void asymmetry_note(struct run *run, const struct rule *rule, struct span unit);
bool asymmetry_holds(struct run *run, const struct rule *rule, uint32_t party, struct span place);
/* Drops what turned out, at the end of the document, not to be one-sided. */
void asymmetry_settle(struct run *run);
/* Whether the match captured the rule's party group at all, and in *party whom: NOBODY when the words
 * are no party's name. A pattern of the rule that names nobody (恕不另行通知) is one-sided as it is. */
bool asymmetry_party(const struct run *run, const struct rule *rule, const struct pattern *pattern,
		     const struct match *match, uint32_t *party);

/* blank.c, service.c, missing.c, structure.c: the findings of rules of that kind. */
void blank_findings(struct run *run);
void service_note(struct run *run, uint32_t metric, uint32_t sentence, uint32_t offset);
void service_levels(struct run *run);
void service_findings(struct run *run);
/* bind.c: what the i-th naming's value is. false when it promises nothing and has no value. */
bool service_bind(struct run *run, uint32_t i, struct service_level *level);
void missing_findings(struct run *run);
/* structure.c: what the patterns of structural rules found is set aside for their checks. */
void structure_collect(struct run *run);
void structure_findings(struct run *run);
/* structure_text.c */
void article_find(struct run *run);

/* watch.c */
bool watch_present(struct run *run, uint32_t watch);
bool watches_present(struct run *run, uint32_t first, uint32_t n, uint32_t *clause);

/* checklist.c */
void checklist_choose(struct run *run, struct str type);
const struct check_result *checklist_results(struct run *run, uint32_t *n);
/* The findings of rules that count missing items. */
void lacking_findings(struct run *run);

/* conditions.c */
/* A text this short is an excerpt: what it leaves out says nothing. */
bool is_excerpt(const struct run *run);
bool type_is_among(const struct run *run, const struct str *types, uint32_t n);
enum jurisdiction jurisdiction_of(struct run *run);
/* Drops findings of rules that are for other contracts; applies: one that stays all the same. */
void drop_inapplicable(struct run *run, const struct rule *applies);

/* order.c: sorts, keeps one of doubles, and lets rules give way. */
void order_findings(struct run *run);

#endif
