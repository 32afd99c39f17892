/* Findings that somebody accepted, each with a reason: .clauselint-accept.yml.
 *
 *	- rule: PEN003
 *	  file: vendors/acme/ *.txt      (a glob; paths are relative to this file)
 *	  clause: 违约责任                (a heading, not a number; may be left out)
 *	  text: "违约金为合同总金额的,%"   (parts of the words, in order, and anything in between)
 *	  fingerprint: c1:…              (of these very words: others in between are a change)
 *	  reason: 采购委员会 2026-03 会议纪要第4项
 *	  by: li.wei
 *	  until: 2026-12-31              (the last day on which this holds)
 *
 * For the ledger. An entry follows the words, never a line. */
#ifndef CLAUSELINT_JUDGE_ACCEPT_H
#define CLAUSELINT_JUDGE_ACCEPT_H

#include "base/error.h"
#include "base/vec.h"

struct acceptance {
	/* As written; what was left out is empty. */
	struct str rule, file, clause, text, fingerprint, reason, by, until;
	struct str clause_words;  /* folded by judge/words.h */
	const struct str *parts;  /* of text, folded */
	uint32_t part_count;
	struct str from;          /* the file that it stands in, and where */
	uint32_t line;
};

struct acceptances {
	VEC(struct acceptance) list;
};
enum { ACCEPTANCES_MAX = 100000, ACCEPT_PARTS_MAX = 16 };

/* Adds what text, the content of the file called from, says; its mistakes are added to those of the
 * caller, all of them. Both texts must outlive the list; memory is of the mistakes' arena. */
void accept_read(struct acceptances *acceptances, struct str from, struct str text,
		 struct mistakes *mistakes);

/* Whether text is a day that there is: 2026-12-31. Days compare as texts. */
bool is_day(struct str text);

/* Where the parts of an entry stand in words, in order; empty when they do not, or it has none. */
struct span accept_words_at(const struct acceptance *acceptance, struct str words);

#endif
