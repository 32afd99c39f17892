/* Acceptances that stand in a contract itself, on a line of their own:
 *
 *	[clauselint-accept PEN003 -- 理由]
 *	<!-- clauselint-accept PEN003 -- 理由 -->
 *
 * For the pipeline, which obeys them only when told to: a contract comes from the other side. They
 * are looked for in normalised text, so they may be full width or Traditional. */
#ifndef CLAUSELINT_TEXT_INLINE_H
#define CLAUSELINT_TEXT_INLINE_H

#include "text/norm.h"

struct inline_mark {
	struct span at; /* the whole line in norm text, with its end */
	uint32_t src;	/* where it begins in the source */
	uint32_t where; /* in the text without the marks: where it stood */
	struct str rule, reason;
};

struct inline_marks {
	const struct inline_mark *p; /* in order of place */
	uint32_t n;
};
enum { INLINE_MARKS_MAX = 10000 };

/* The marks that are complete: alone on their line, with a rule and a reason. */
struct inline_marks inline_find(struct arena *arena, const struct norm *norm,
				const struct source *source);
/* norm without them; its map still leads to the right places. */
struct norm *inline_cut(struct arena *arena, struct norm *norm, struct inline_marks marks);

#endif
