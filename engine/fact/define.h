/* Where a contract gives something a name: （以下简称“平台”）, “服务标准”是指…, 工作日：指….
 *
 * For parties and terms in the fact layer. Spans are of norm text. */
#ifndef CLAUSELINT_FACT_DEFINE_H
#define CLAUSELINT_FACT_DEFINE_H

#include "clause/outline.h"

struct cues; /* fact/cues.h */

struct definition {
	struct span name; /* without its quotation marks */
	uint32_t head;    /* what is named ends here: at the bracket or at 以下 */
	uint32_t end;     /* behind the name */
	bool shorthand;   /* 以下简称 rather than 是指 */
	uint32_t sentence;
};

struct definitions {
	const struct definition *p; /* in order */
	uint32_t n;
};

struct definitions definitions_find(struct arena *arena, const struct norm *norm,
				    const struct outline *outline, const struct cues *cues);

/* The start of the line that holds offset at, at most back bytes before it; never inside a character. */
uint32_t line_start(struct str text, uint32_t at, uint32_t back);

#endif
