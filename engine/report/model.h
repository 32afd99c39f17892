/* What a report says, free of the engine: copies of everything that is shown.
 *
 * Built by report/build.c, read by one file per format. It outlives pack and contract. All texts are
 * in the report's language already, and unescaped: each format escapes for itself. */
#ifndef CLAUSELINT_REPORT_MODEL_H
#define CLAUSELINT_REPORT_MODEL_H

#include "judge/judgement.h"
#include "pack/rule.h"
#include "text/source.h"

/* There are nearly as many as findings. Spans are of path. */
enum { STEPS_SHOWN = 10 };
struct shown_clause {
	struct str path;     /* 第四条 服务期限 › 4.2 */
	struct span number;  /* 4.2; empty without a number */
	struct span title;
	uint32_t occurrence;
	uint32_t step_count; /* at most STEPS_SHOWN */
	const struct span *steps; /* of the path, outermost first */
};

struct shown_law {
	struct str law, article;
};

struct shown_words {
	struct str message, why, suggestion;
};

/* A rule in the report's language; its findings share it. */
struct shown_rule {
	struct str id, name, category;
	enum confidence confidence;
	bool structural;        /* an engine check of the contract's structure */
	struct shown_words words; /* with the {placeholders} that a finding fills */
	const struct shown_law *legal; /* of the contract's jurisdiction */
	uint32_t legal_count;
};

struct shown_capture {
	struct str name, text;   /* text as in the contract */
	struct span in_sentence; /* bytes of the finding's sentence; empty when it is not in there */
};

/* What a finding's fingerprint is made of, as a baseline keeps it; see judge/fingerprint.h. */
struct shown_identity {
	struct str clause, text, context;
};

/* There is one for every 200 bytes of many a contract, so what findings share stands once; the pointers
 * are never NULL unless it says so. */
struct shown_finding {
	const struct shown_rule *rule;
	const struct shown_clause *clause;
	const struct judgement *judgement;
	const struct shown_identity *identity; /* NULL: not asked for */
	const struct shown_words *words;       /* the rule's own when there was nothing to fill */
	struct place begin, end;
	struct str sentence;     /* as in the contract, shortened at both ends when long */
	struct span quote_in_sentence; /* bytes of sentence; empty when there is nothing to mark */
	struct str fingerprint;
	const char *line_hash;   /* NEEDS_LINES: of the line it begins in, see build_line.c; else NULL */
	const struct str *harms; /* who is hurt, as the contract calls them */
	const struct shown_capture *captures;
	enum severity severity;
	uint32_t harm_count, capture_count;
	uint32_t display;        /* NEEDS_DISPLAY: of begin, the column in display columns, tabs to 8 */
};

/* The risky words, as in the contract. */
static inline struct str finding_quote(const struct shown_finding *finding)
{
	return str_at(finding->sentence, finding->quote_in_sentence);
}

/* Whether a reader has to look at it: neither accepted nor in the baseline. */
static inline bool finding_is_open(const struct shown_finding *finding)
{
	return !finding->judgement->accepted && finding->judgement->state <= STATE_CHANGED;
}

/* Whether it is about something that is not there, so that its place is only a point. */
static inline bool finding_is_absence(const struct shown_finding *finding)
{
	return finding->begin.byte == finding->end.byte;
}

struct shown_party {
	struct str name;
	const char *role; /* customer, provider, other */
	const struct str *aliases;
	uint32_t alias_count;
};

struct shown_blank {
	struct str clause_path, field, mark; /* mark is empty for a label with nothing behind it */
	struct str need; /* in the report's language: 期限, 金额… */
	struct place begin, end;
	bool formality;
};

struct shown_service {
	struct str metric, clause, value; /* value empty when there is none */
	const char *state;                /* present, blank, placeholder, vague, elsewhere, missing */
};

struct shown_check {
	struct str id, title, clause, suggestion;
	bool present;
};

struct shown_fold {
	const char *kind; /* zero-width, bidi, pinyin, page-number, hard-wrap, kangxi, furniture, contents */
	uint32_t count;
	struct place first;
};

struct shown_pack {
	struct str name, version;
	uint32_t rules;
};

struct shown_quantity {
	struct str text, clause_path;
	const char *kind, *state; /* money, ratio, …; value, blank, placeholder */
	double value;             /* in the unit of its kind, see fact/quantity.h; when state is value
				     and the report not redacted */
	struct place at;
};

/* An entry of the baseline that the contract has no more. */
struct shown_gone {
	struct str rule, clause, text, fingerprint; /* clause and text as they were folded */
	uint32_t entry; /* in the ledger */
};

/* What became of an acceptance in this contract; see judge/ledger.h. */
struct shown_use {
	uint32_t entry; /* in the ledger */
	int kind;       /* enum use_kind */
	struct str fingerprint; /* of the first finding that it is about; empty when stale */
};

/* An acceptance in the contract itself. */
struct shown_mark {
	struct str rule, reason;
	struct place at;
	bool used;
};

struct shown_incomplete {
	struct str rule, clause;
	bool capped;
};

/* What a report has only when a format needs it, since it is as large as the contract, or costs a walk
 * over it. */
enum { NEEDS_OUTLINE = 1, NEEDS_TEXT = 2, NEEDS_DISPLAY = 4, NEEDS_LINES = 8, NEEDS_BLANKS = 16 };

struct report {
	struct arena *arena;
	struct str path;
	bool refused;          /* the file could not be checked; problem says why, all else is empty */
	struct str problem;
	enum encoding encoding;
	bool encoding_guessed;
	bool redacted;         /* nothing here is in the words of the contract; see build.h */
	enum script script;
	enum lang lang;        /* of all texts here */
	struct str type, type_title;
	bool article;          /* about contracts and none itself: what is missing was not looked for */
	const struct shown_pack *packs;
	uint32_t pack_count;
	const struct shown_party *parties;
	uint32_t party_count;
	const struct shown_finding *findings; /* by place */
	uint32_t finding_count;
	uint32_t open_count;   /* how many of them finding_is_open */
	uint32_t blanks_in_terms, formal_blanks; /* how many there are, formalities by themselves */
	const struct shown_service *services;
	uint32_t service_count;
	const struct shown_check *checks;
	uint32_t check_count;
	const struct shown_fold *folds;
	uint32_t fold_count;
	const struct shown_incomplete *incompletes;
	uint32_t incomplete_count;
	uint32_t clauses;      /* how many */
	uint32_t by_severity[4]; /* of all that is open, listed or not */
	uint32_t accepted, baselined; /* findings that are not open, and why */
	bool has_baseline;     /* the findings were compared with one */
	uint32_t context;      /* of those in the baseline: around them the clause has changed */
	const struct shown_gone *gone; /* in the order of the baseline */
	uint32_t gone_count;
	const struct shown_use *uses;  /* in the order of the acceptances */
	uint32_t use_count;
	const struct shown_mark *marks;/* that were obeyed, by place */
	uint32_t mark_count;
	struct str moved;      /* the contract's name in the baseline, if another */
	struct str side;       /* for whom the contract was read; empty: for nobody in particular */
	uint32_t lowered;      /* of all that was found: how many hurt only others, and count for less */
	/* NEEDS_TEXT: the contract as UTF-8, which places count in (so with the BOM, if it has one). */
	struct str text;
	/* NEEDS_BLANKS. */
	const struct shown_blank *blanks;
	uint32_t blank_count;
	/* NEEDS_OUTLINE. */
	const struct shown_outline *outline;
	uint32_t outline_count;
	const struct shown_quantity *quantities;
	uint32_t quantity_count;
};

struct shown_outline {
	uint8_t depth;
	struct str number, title;
	uint32_t occurrence;
	const char *zone;
	struct place at;
	struct str begins; /* the first words of its body */
};

#endif
