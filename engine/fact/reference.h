/* Cross references, annexes and defined terms.
 *
 * For structural checks and reports. Spans are of norm text. */
#ifndef CLAUSELINT_FACT_REFERENCE_H
#define CLAUSELINT_FACT_REFERENCE_H

#include "fact/define.h"

/* 按照第三条约定, 本合同第6.1款, 见附件二. References to statutes (《民法典》第五百条) are not listed. */
struct reference {
	struct span at;
	struct label label; /* what it points at; LABEL_ANNEX for annexes */
	bool resolved;
	uint32_t target;    /* clause index when resolved */
	uint32_t clause;    /* where it stands */
};

/* An annex that the contract speaks of, one entry a name. */
struct annex {
	struct str number;  /* 附件一; 附件 when it has none */
	struct str title;   /* from 《…》 or behind a colon; may be empty */
	struct span first;  /* where it is first spoken of */
	bool present;       /* stands in this file under a heading of its own */
	uint32_t clause;    /* of that heading, when present */
};

/* “服务标准”是指…, （以下简称“平台”）, 以下称…: what the contract defines. */
struct term {
	struct str name;
	struct span at;      /* the definition's sentence */
	uint32_t uses;       /* occurrences outside the definition */
};

struct references {
	const struct reference *references;
	uint32_t reference_count;
	const struct annex *annexes;
	uint32_t annex_count;
	const struct term *terms;
	uint32_t term_count;
};

struct references references_find(struct arena *arena, const struct norm *norm,
				  const struct outline *outline, struct definitions definitions,
				  struct cues *cues);

#endif
