/* Where in a text the finders of facts have something to look at.
 *
 * For the fact layer. One walk over the text, for all finders, notes for every character what it and
 * the next one may be the beginning of (tables made by cues_gen.c); a finder then skips from cue to
 * cue, sixteen bytes at a step. A cue says no to nearly every place that is of no use to its finder,
 * and yes to all that are: what is there must be looked at. */
#ifndef CLAUSELINT_FACT_CUES_H
#define CLAUSELINT_FACT_CUES_H

#include "base/arena.h"
#include "base/bytes.h"
#include "fact/lexicon.h"

enum cue {
	CUE_DEFINITION = 1,  /* 以下简称, 是指; when references are sought, what was so defined */
	CUE_PARTY = 2,       /* a word of PARTY_WORDS or PARTY_DECOYS */
	CUE_DEED = 4,        /* a verb of PARTY_DEEDS */
	CUE_BLANK = 8,       /* a character that has a scanner in blank_scan.def */
	CUE_NUMBER = 16,     /* a digit or Chinese numeral; 半 */
	CUE_REFERENCE = 32,  /* 第 附, and the dot of 6.1 */
	CUE_INSTRUCTION = 64, /* a verb of BLANK_INSTRUCTIONS */
	CUE_STOP = 128       /* ： ， 。 ； and line ends */
};

struct cues {
	struct str text;
	uint8_t *kinds; /* by byte of text; those that begin no character have none */
};
enum { CUES_BEHIND = 16 }; /* bytes of kinds behind the last, for whoever reads blocks */

struct cues cues_find(struct arena *arena, struct str text);
/* The first offset from at on, and before end, with a cue of this kind; end when there is none. */
static inline size_t cues_next(const struct cues *cues, enum cue kind, size_t at, size_t end)
{
#if BYTES_BLOCK
	for (; at < end; at += BYTES_BLOCK) {
		uint32_t hits = bytes_with(bytes_load(cues->kinds + at), (unsigned char)kind);

		if (!hits)
			continue;
		at += bytes_first(hits);
		return at < end ? at : end;
	}
#else
	for (; at < end; at++)
		if (cues->kinds[at] & kind)
			return at;
#endif
	return end;
}
/* Whether every place where word stands has a cue of this kind by the tables. Others can be given one:
 * all places where one of the words stands, which are not empty. */
bool cues_cover(enum cue kind, struct str word);
void cues_add(struct cues *cues, enum cue kind, const struct str *words, uint32_t n);
/* The next word of lexicon at or after *from, which moves behind it, where a cue of this kind is; false
 * when there is none before end. */
bool cues_word(const struct cues *cues, enum cue kind, const struct lexicon *lexicon, uint32_t *from,
	       uint32_t end, struct lexicon_hit *hit);
void cues_drop(struct arena *arena, struct cues *cues);

/* By the lowest bits of the first character and of the second, as struct pair_set. */
struct cue_table {
	uint8_t kinds[PAIRS_ROWS][64];
};
extern const struct cue_table CUE_TABLE;

#endif
