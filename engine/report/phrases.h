/* What several formats say, in the language of the report.
 *
 * For the formats. Results live in the arena given, or longer; nothing is escaped, since every
 * format escapes for itself. */
#ifndef CLAUSELINT_REPORT_PHRASES_H
#define CLAUSELINT_REPORT_PHRASES_H

#include "report/format.h"
#include "report/texts.h"

struct phrases {
	struct arena *arena;
	enum lang lang;
	struct str texts[TEXT_COUNT]; /* made when first used */
};

/* A name in braces in a pattern, and what is put there. */
struct phrase_value {
	const char *name;
	struct str text;
};

struct str phrase(struct phrases *phrases, enum text_id id);
/* pattern with each {name} replaced by the value of that name; by nothing when there is none. */
struct str phrase_fill(struct phrases *phrases, struct str pattern,
		       const struct phrase_value *values, uint32_t n);
#define PHRASE_FILL(phrases, id, ...)                                                              \
	phrase_fill(                                                                               \
		(phrases), phrase((phrases), (id)), (const struct phrase_value[]){__VA_ARGS__},    \
		sizeof((const struct phrase_value[]){__VA_ARGS__}) / sizeof(struct phrase_value))
struct str phrase_number(struct phrases *phrases, uint64_t value);
/* 高风险. */
struct str phrase_level(struct phrases *phrases, enum severity severity);
struct str phrase_join(struct phrases *phrases, const struct str *texts, uint32_t n);
/* The clause of a finding or blank, by its path; where it stands in none, a word for that. */
struct str phrase_clause(struct phrases *phrases, const struct report *report, struct str path,
			 bool absent);
/* 《中华人民共和国民法典》第五百二十五条；… */
struct str phrase_laws(struct phrases *phrases, const struct shown_law *laws, uint32_t n);
/* A category of rules; one that a pack of others brings is called by its name. */
struct str phrase_category(struct phrases *phrases, struct str category);
/* How the bytes were read. */
struct str phrase_encoding(struct phrases *phrases, const struct report *report);
/* Of a service level: 已约定, 空白… */
struct str phrase_state(struct phrases *phrases, const char *state);
/* What was done about something that was folded or not searched. */
struct str phrase_fold(struct phrases *phrases, const struct shown_fold *fold);
/* That a rule could not be finished. */
struct str phrase_incomplete(struct phrases *phrases, const struct shown_incomplete *incomplete);

/* What was found in a contract; what else there is to say of that: blanks, what is not listed. */
struct str phrase_verdict(struct phrases *phrases, const struct report *report);
struct str phrase_remarks(struct phrases *phrases, const struct report *report);
/* How much of it was settled before, empty when nothing was; and why one finding was accepted. */
struct str phrase_settled(struct phrases *phrases, const struct report *report);
struct str phrase_acceptance(struct phrases *phrases, const struct judgement *judgement);
/* For whom it was read, empty when for nobody in particular; its type, parties and clauses. */
struct str phrase_reader(struct phrases *phrases, const struct report *report);
struct str phrase_about(struct phrases *phrases, const struct report *report);

/* All that was found in all contracts, counted. */
struct str phrase_summary(struct phrases *phrases, const struct rendering *rendering);
/* What was found and is not in the lists, counted; empty when there is no such thing. */
struct str phrase_not_listed(struct phrases *phrases, const struct rendering *rendering);

#endif
