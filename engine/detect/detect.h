/* Rules over one contract: findings, service levels, the completeness checklist.
 *
 * For judge and report. Spans are of norm text. The order of findings is by place, then rule. */
#ifndef CLAUSELINT_DETECT_DETECT_H
#define CLAUSELINT_DETECT_DETECT_H

#include "fact/facts.h"
#include "pack/pack.h"

/* What is looked at: one contract with all that is known of it. */
struct subject {
	const struct source *source;
	const struct norm *norm;
	const struct outline *outline;
	const struct facts *facts;
};

struct capture {
	struct str name;
	struct span at;
};

struct finding {
	const struct rule *rule;
	uint32_t clause, sentence; /* sentence is UINT32_MAX when the place is in none */
	struct span at;            /* empty (begin == end) for something that is missing */
	const struct capture *captures;
	uint32_t capture_count;
	uint32_t party;            /* who has the right: index in facts->parties; UINT32_MAX: nobody */
	struct str detail;         /* a word the detector supplies as {detail}: 附件二, 月度可用性… */
	enum severity severity;    /* the rule's; judge may change it */
	bool lowered;              /* by judge: it hurts only others than the side that reads */
};

enum service_state {
	SERVICE_PRESENT, SERVICE_BLANK, SERVICE_PLACEHOLDER, SERVICE_VAGUE, SERVICE_ELSEWHERE,
	SERVICE_MISSING, SERVICE_STATES
};
struct service_level {
	const struct metric *metric;
	struct span at;    /* the words that name the metric */
	struct span value; /* the quantity, blank or vague word; empty when missing */
	enum service_state state;
	uint32_t clause;
};

struct check_result {
	const struct check_item *item;
	bool present;
	uint32_t clause;   /* when present */
};

/* A rule that could not be finished: its match limit, or the cap on findings of one rule. */
struct incomplete {
	const struct rule *rule;
	uint32_t clause;
	bool capped;       /* there were more findings than are kept */
};
/* So many findings of one rule are kept, and one more for every so many bytes of the contract (norm text
 * may be three times as long): each costs a thousand times what it takes to write what it is about. */
enum { FINDINGS_PER_RULE = 1000, BYTES_PER_FINDING = 100 };

struct findings {
	const struct finding *p;
	uint32_t n;
	const struct service_level *services;
	uint32_t service_count;
	enum jurisdiction jurisdiction;    /* whose law the contract is under */
	bool article;                      /* about contracts and none itself: nothing missing is told */
	const struct checklist *checklist; /* of the contract's type; NULL when none fits */
	const struct check_result *checks;
	uint32_t check_count;
	const struct incomplete *incompletes;
	uint32_t incomplete_count;
};

/* What can be worked out from a pack before any contract is seen: which literal wakes which rule, and
 * which rules give way to which. Made once a pack; immutable, may be used from many threads. */
struct plan;
const struct plan *plan_make(struct arena *arena, const struct pack *pack);
/* A copy of the pack that has its plan in it. */
const struct pack *plan_into_pack(struct arena *arena, const struct pack *pack);
/* The same for a pack that has the plan of another, whose rules have other severities and options only:
 * no plan depends on these. */
const struct pack *plan_share(struct arena *arena, const struct pack *pack);

/* What the caller knows of a contract, so that it is not looked for. */
struct known {
	struct str type;            /* the contract type by name; empty: found by title and vocabulary */
	const struct rule *applies; /* this rule applies whatever its conditions; NULL: none */
};
const struct findings *detect_with(struct arena *arena, const struct plan *plan,
				   const struct subject *subject, struct known known);
/* The same with the plan that is in the pack or, when there is none, one of its own. */
const struct findings *detect(struct arena *arena, const struct pack *pack,
			      const struct subject *subject, struct str type);

#endif
