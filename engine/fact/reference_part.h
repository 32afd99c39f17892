/* The three parts of references_find, and what they share.
 *
 * For reference.c, annex.c and term.c only. */
#ifndef CLAUSELINT_FACT_REFERENCE_PART_H
#define CLAUSELINT_FACT_REFERENCE_PART_H

#include "base/vec.h"
#include "fact/reference.h"

/* Where clauses are found by their numbers. */
struct targets;
struct targets *targets_new(struct arena *arena, const struct outline *outline);
void targets_drop(struct arena *arena, struct targets *targets);
/* The clause that label means; UINT32_MAX when there is none. */
uint32_t targets_find(struct targets *targets, const struct label *label);

/* 附件一, 附录A, 附表2 at offset at: the word with its number (count is 0 without one). */
bool annex_label_read(struct str text, size_t at, struct label *label);

/* Annexes are noted, outside headings, when the walk over the text meets their labels. */
struct annex_finder;
struct annex_finder *annexes_new(struct arena *arena, struct str text,
				 struct targets *targets);
void annex_seen(struct annex_finder *finder, uint32_t at, const struct label *label);
void annexes_done(const struct annex_finder *finder, const struct outline *outline,
		  struct references *references);
void terms_find(struct arena *arena, const struct norm *norm, const struct outline *outline,
		struct definitions definitions, struct cues *cues,
		struct references *references);

#endif
