/* clauselint: finds risks in Chinese contracts, on your machine.
 *
 * This header is the manual of the library.
 *
 *	struct clint_error error;
 *	clint_pack *pack = clint_pack_load(NULL, 0, NULL, &error);
 *	clint_report *report = clint_check(pack, "a.txt", bytes, size, NULL, &error);
 *	struct clint_finding finding;
 *
 *	for (size_t i = 0; clint_report_finding(report, i, &finding); i++)
 *		printf("%.*s: %.*s\n", CLINT_ARG(finding.rule), CLINT_ARG(finding.message));
 *	clint_report_free(report);
 *	clint_pack_free(pack);
 *
 * (tests/example/example.c is this, complete; the tests compile and run it.)
 *
 * Ownership: what a function named _new, _load, _check or _test returns is yours until you give it
 * to the _free of its kind; NULL may be freed. Texts that you read from an object belong to it and
 * live as long as it does. A report needs neither its pack nor the contract's bytes any more; a
 * writer needs its pack. Names, options and bytes are only read during the call they are given to.
 *
 * Errors: a struct that you own and may leave out (NULL). Each call sets it, to CLINT_OK when all
 * went well. No function prints, exits or aborts. When memory runs out a call gives NULL or false and
 * CLINT_NO_MEMORY, and nothing leaks.
 *
 * Threads: there is no global state. A pack never changes after loading and may be used from many
 * threads at once; a report may be read from many threads; a writer belongs to one at a time.
 *
 * Units: offsets are bytes from 0, in the file as it is when it is UTF-8, in its conversion to UTF-8
 * otherwise; lines and columns count from 1, columns in code points and, apart from that, in UTF-16
 * units. Texts are UTF-8. */
#ifndef CLAUSELINT_H
#define CLAUSELINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CLINT_API __attribute__((visibility("default")))

/* --- what everything is made of ---------------------------------------------------------------- */

/* A text that an object owns. It ends in no NUL: print it with "%.*s" and CLINT_ARG. */
struct clint_text {
	const char *bytes;
	size_t size;
};
#define CLINT_ARG(text) (int)(text).size, (text).bytes

enum clint_status {
	CLINT_OK,
	CLINT_NO_MEMORY,
	CLINT_REFUSED, /* the bytes are nothing that can be checked: empty, binary, too large */
	CLINT_IO,      /* something could not be read or written */
	CLINT_PACK,    /* a rule pack has mistakes */
	CLINT_USAGE    /* the call makes no sense: an unknown rule, format, language … */
};

struct clint_error {
	enum clint_status status;
	uint32_t line, column; /* from 1; 0 when there is no such place */
	char message[480];     /* one sentence, without the name of the file; UTF-8 */
};

enum clint_severity { CLINT_INFO, CLINT_LOW, CLINT_MEDIUM, CLINT_HIGH };
enum clint_confidence { CLINT_UNSURE, CLINT_LIKELY, CLINT_SURE };

/* "info", "low", "medium", "high"; and back, false for any other word. */
CLINT_API const char *clint_severity_name(enum clint_severity severity);
CLINT_API bool clint_severity_from_name(const char *name, enum clint_severity *severity);

/* Where memory comes from. resize is realloc, but for size 0, which frees block. */
struct clint_allocator {
	void *(*resize)(void *context, void *block, size_t size);
	void *context;
};

/* Receives all size bytes and returns 0, or anything else to end the writing. */
typedef int clint_write_fn(void *context, const char *bytes, size_t size);

/* "0.1.0". */
CLINT_API const char *clint_version(void);
/* "PCRE2 …, ICU …": the library in use, and the one that tables were made from, for bug reports; as far
 * as it fits in size bytes. */
CLINT_API void clint_libraries(char *text, size_t size);

/* --- rule packs -------------------------------------------------------------------------------- */

typedef struct clint_pack clint_pack;

/* Loads packs by name (core) or folder (a path, with a slash in it); none named is the core pack that
 * is compiled in. Always an object while there is memory: with mistakes
 * in a pack, error is CLINT_PACK and the object only good for reading the mistakes. memory: NULL
 * for the C library's. */
CLINT_API clint_pack *clint_pack_load(const char *const *names, size_t count,
				      const struct clint_allocator *memory,
				      struct clint_error *error);
CLINT_API void clint_pack_free(clint_pack *pack);

/* The mistakes and warnings found in loading, as "core/renewal.yml:12:5: error: …". false behind the
 * last one. */
CLINT_API bool clint_pack_mistake(const clint_pack *pack, size_t index, struct clint_text *text);

/* The packs that were loaded. false behind the last one. */
struct clint_pack_info {
	struct clint_text name, version, title;
	uint32_t rules;
};
CLINT_API bool clint_pack_info(const clint_pack *pack, size_t index, struct clint_pack_info *info);

/* The rules, in the packs' order. language as in the options; message has its {placeholders} still.
 * false behind the last one. */
struct clint_rule {
	struct clint_text id, name, category, message;
	enum clint_severity severity;
	enum clint_confidence confidence;
	struct clint_text file;
	uint32_t line;
};
CLINT_API bool clint_pack_rule(const clint_pack *pack, size_t index, const char *language,
			       struct clint_rule *rule);

/* One value of a rule that is to be another: key is "severity", or the name of one of its options. */
struct clint_change {
	const char *rule, *key, *value;
};
/* Which change makes no sense, and what of it: there is no such rule, the rule has no such key, or the
 * value is none for it. */
enum clint_change_part { CLINT_CHANGE_RULE, CLINT_CHANGE_KEY, CLINT_CHANGE_VALUE };
struct clint_wrong {
	size_t index;
	enum clint_change_part part;
};
/* base with some values changed, as a pack of its own; base must live as long. A change that makes no
 * sense gives NULL, CLINT_USAGE, and fills *wrong (which may be NULL). */
CLINT_API clint_pack *clint_pack_with(const clint_pack *base, const struct clint_change *changes,
				      size_t count, struct clint_wrong *wrong,
				      struct clint_error *error);
/* Whether something is the id or the name of a rule, or a category, of the pack. */
CLINT_API bool clint_pack_knows(const clint_pack *pack, const char *name, struct clint_error *error);

/* Writes what a rule (by id or name) looks for, why, examples, replacement wording and legal basis,
 * as Markdown. */
CLINT_API bool clint_explain(const clint_pack *pack, const char *rule, const char *language,
			     clint_write_fn *write, void *context, struct clint_error *error);

/* Writes a list of all rules by category, as Markdown. page: what is put behind a rule's id for the
 * address of its page (".md"); NULL: the list has no links. */
CLINT_API bool clint_rules_index(const clint_pack *pack, const char *language, const char *page,
				 clint_write_fn *write, void *context, struct clint_error *error);

/* Writes a line for every rule, with its id, severity, category and message. */
CLINT_API bool clint_rules_list(const clint_pack *pack, const char *language,
				clint_write_fn *write, void *context, struct clint_error *error);

/* Writes a line for every legal basis that was last verified more than 24 months before today
 * (YYYY-MM-DD), as "core/renewal.yml:12:5: warning: …". */
CLINT_API bool clint_pack_outdated(const clint_pack *pack, const char *today, clint_write_fn *write,
				   void *context, struct clint_error *error);

/* --- the examples of the rules ----------------------------------------------------------------- */

/* Runs every example of every rule as a small contract of its own: as written, in the other script,
 * with full-width digits, with spaces between Han characters, and with pinyin behind them. */
typedef struct clint_tests clint_tests;

struct clint_test_failure {
	struct clint_text rule, file;
	uint32_t line;        /* of the example, in file */
	const char *kind;     /* missing: should be reported and is not; noisy: is and should not be;
				 misplaced: reported, but not at the words marked in the example */
	const char *variant;  /* as-written, other-script, full-width, spaced, pinyin */
	struct clint_text text;
};

CLINT_API clint_tests *clint_pack_test(const clint_pack *pack, struct clint_error *error);
CLINT_API void clint_tests_free(clint_tests *tests);
CLINT_API size_t clint_tests_passed(const clint_tests *tests);
CLINT_API size_t clint_tests_failed(const clint_tests *tests);
CLINT_API bool clint_tests_failure(const clint_tests *tests, size_t index,
				   struct clint_test_failure *failure);

/* --- what was settled before ------------------------------------------------------------------ */

/* Acceptances and the baseline, for any number of contracts. It is filled first; from the first
 * check on it is not changed any more, and may be used from many threads at once. */
typedef struct clint_ledger clint_ledger;

CLINT_API clint_ledger *clint_ledger_new(const struct clint_allocator *memory,
					 struct clint_error *error);
CLINT_API void clint_ledger_free(clint_ledger *ledger);

/* Add what a file says, called name in mistakes and below: .clauselint-accept.yml, which is YAML,
 * and .clauselint-baseline.jsonl. false: there are mistakes (CLINT_REFUSED; what can be read
 * counts all the same), or no memory. */
CLINT_API bool clint_ledger_add_acceptances(clint_ledger *ledger, const char *name,
					    const void *bytes, size_t size,
					    struct clint_error *error);
CLINT_API bool clint_ledger_add_baseline(clint_ledger *ledger, const char *name, const void *bytes,
					 size_t size, struct clint_error *error);
/* The mistakes so far, as "accept.yml:12:5: error: …". false behind the last one. */
CLINT_API bool clint_ledger_mistake(const clint_ledger *ledger, size_t index,
				    struct clint_text *text);

/* An acceptance as it is written, by its index; texts that are not given are empty. false behind
 * the last one. */
struct clint_acceptance {
	struct clint_text rule, file, clause, text, fingerprint, reason, by, until;
	struct clint_text from; /* the file it stands in, and where */
	uint32_t line;
};
CLINT_API bool clint_ledger_acceptance(const clint_ledger *ledger, size_t index,
				       struct clint_acceptance *acceptance);

/* A finding in the baseline, by its index, in the order of file and fingerprint. false behind the
 * last one. */
struct clint_known {
	struct clint_text file, rule, clause, text, fingerprint, context;
	struct clint_text from;
	uint32_t line;
};
CLINT_API bool clint_ledger_known(const clint_ledger *ledger, size_t index,
				  struct clint_known *known);
/* The contracts that the baseline has anything of. false behind the last one. */
CLINT_API bool clint_ledger_file(const clint_ledger *ledger, size_t index, struct clint_text *file,
				 size_t *findings);
/* The index of one of them by its name; false when the baseline has nothing of it. */
CLINT_API bool clint_ledger_find(const clint_ledger *ledger, const char *name, size_t size,
				 size_t *index);
/* Says that there is no such contract any more, so that what the baseline has of it may serve one
 * that it does not know and that has at least half of it: a contract that was renamed. Before any
 * check. */
CLINT_API void clint_ledger_file_missing(clint_ledger *ledger, size_t index);

/* --- checking ---------------------------------------------------------------------------------- */

typedef struct clint_report clint_report;

enum { CLINT_MAX_BYTES = 64 * 1024 * 1024 };

/* What to make of acceptances that stand in the contract itself, which comes from the other side. */
enum clint_inline {
	CLINT_INLINE_REPORT, /* not obeyed, and found */
	CLINT_INLINE_IGNORE, /* not obeyed, and not found either */
	CLINT_INLINE_ALLOW   /* obeyed, when they give a reason: for drafts of one's own */
};

/* All zero is the default. */
struct clint_options {
	const char *encoding; /* auto (or NULL), utf-8, gb18030, big5, utf-16 (its byte order is found
				 out), utf-16le, utf-16be */
	const char *language; /* of the report: auto (or NULL: by the contract's script), zh-Hans,
				 zh-Hant, en */
	const char *outside;  /* what is auto where no contract gives the language; NULL: zh-Hans */
	const char *type;     /* contract type, for the checklist; auto (or NULL): found by itself */
	const char *side;     /* for whom the contract is read: customer, provider, neutral (or NULL), or
				 what the contract calls a party (甲方, its alias, its company). What
				 hurts only that side is one level more severe, what hurts only others
				 two less, down to info. A contract without such a party is refused */
	size_t max_bytes;     /* larger contracts are refused; 0 is CLINT_MAX_BYTES */
	const char *const *select; /* report only these rules (id or name) and categories; none: all */
	size_t select_count;
	const char *const *ignore; /* and not these */
	size_t ignore_count;
	enum clint_severity min_severity; /* what is below is counted, but not listed */
	unsigned keep; /* what the formats that it will be written in need: their needs, or-ed */
	bool draft;    /* the contract is not up for signature yet: blanks are information */
	const clint_ledger *ledger; /* what was settled before; NULL: nothing */
	const char *ledger_path; /* what the ledger's files call the contract: its path from where
				    they lie; NULL: its name */
	const char *today;    /* YYYY-MM-DD, against which acceptances expire; NULL: they do not */
	enum clint_inline inline_mode;
	bool new_only; /* what is settled is counted, but not listed */
	bool identify; /* for clint_report_identity, which has no answer without it */
	bool redact;   /* the report has places, but nothing in the contract's own words */
	bool color;    /* the format "text" may use colours */
	const struct clint_allocator *memory; /* NULL: the C library's */
};

/* Whether every name in options is known: languages, encodings, rules, categories, types. */
CLINT_API bool clint_options_valid(const clint_pack *pack, const struct clint_options *options,
				   struct clint_error *error);

/* Checks one contract; name is what the report calls it. Bytes that cannot be checked give a report
 * too, with nothing in it but the reason, and error CLINT_REFUSED: so that a run over many files
 * can say so in its output and go on. NULL for CLINT_NO_MEMORY and CLINT_USAGE only. options may be
 * NULL. Time and memory are linear in size, whatever the bytes. */
CLINT_API clint_report *clint_check(const clint_pack *pack, const char *name, const void *bytes,
				    size_t size, const struct clint_options *options,
				    struct clint_error *error);
CLINT_API void clint_report_free(clint_report *report);

/* A place in the contract; see Units above. */
struct clint_place {
	uint32_t byte, line, column, utf16;
};

/* Against the ledger. What is new or changed, and not accepted, is open. */
enum clint_state {
	CLINT_NEW,
	CLINT_CHANGED,  /* other words than those that were settled, which are gone */
	CLINT_CONTEXT,  /* the same words, but others in its clause have changed */
	CLINT_UNCHANGED
};

struct clint_finding {
	struct clint_text rule, name, category;
	enum clint_severity severity;
	enum clint_confidence confidence;
	struct clint_text message, why, suggestion;
	struct clint_text clause;   /* 第四条 服务期限 › 4.2 */
	struct clint_place begin, end; /* equal for something that is missing */
	struct clint_text quote;    /* the words in question */
	struct clint_text sentence; /* around them, shortened when long */
	struct clint_text fingerprint;
	size_t harmed;              /* how many are hurt; see clint_report_harmed */
	enum clint_state state;
	bool accepted;
	struct clint_text was;      /* changed: the words before */
	struct clint_text reason, by, until; /* accepted, or no more since that day */
};

struct clint_summary {
	struct clint_text path;
	bool refused;
	struct clint_text problem;  /* why it was refused */
	const char *encoding, *script, *language;
	struct clint_text type;
	size_t clauses, findings;   /* findings: those listed */
	size_t found[4];            /* by severity, those below min_severity too */
	size_t lowered;             /* of these, how many are less severe since they hurt only others
				       than the option side */
	size_t accepted, baselined; /* findings that were settled before; not in found */
	size_t context;             /* of those baselined: the words around them have changed */
	size_t gone;                /* findings of the baseline that are there no more */
	struct clint_text moved;    /* the contract's name in the baseline, if another */
	size_t blanks;
	size_t incomplete;          /* rules that could not be finished; see the JSON report */
};

CLINT_API void clint_report_summary(const clint_report *report, struct clint_summary *summary);
/* Findings are in the order of their places. false behind the last one. */
CLINT_API bool clint_report_finding(const clint_report *report, size_t index,
				    struct clint_finding *finding);
/* The n-th of those whom the finding hurts, as the contract calls them. */
CLINT_API bool clint_report_harmed(const clint_report *report, size_t finding, size_t index,
				   struct clint_text *name);
/* A rule that could not be finished: its match limit, or its cap on findings, was reached. */
CLINT_API bool clint_report_incomplete(const clint_report *report, size_t index,
				       struct clint_text *rule, struct clint_text *clause);

/* What a finding's fingerprint is made of, for a baseline: its clause's heading and its words,
 * folded alike whatever the script, the white space and the width of blanks. Only with the option
 * identify, and not with redact. */
struct clint_identity {
	struct clint_text rule, clause, text, fingerprint;
	struct clint_text context; /* a hash of the other words of its clause */
};
CLINT_API bool clint_report_identity(const clint_report *report, size_t finding,
				     struct clint_identity *identity);

/* What became of an acceptance of the ledger that is for this contract. */
enum clint_use_kind {
	CLINT_USE_STALE,    /* it matches nothing here; perhaps elsewhere */
	CLINT_USE_ACCEPTED,
	CLINT_USE_LOOSE,    /* accepted, but any figure may stand between its words: it should have
			       the fingerprint */
	CLINT_USE_CHANGED,  /* the words are others now, and the finding is open */
	CLINT_USE_EXPIRED   /* its last day has gone by, and the finding is open */
};
struct clint_use {
	size_t acceptance; /* index in the ledger */
	enum clint_use_kind kind;
	struct clint_text fingerprint; /* of the first finding that it is about */
};
/* Every acceptance that is for this contract, in the order of the ledger. An acceptance matched
 * nothing when it is stale in every report that names it. false behind the last one. */
CLINT_API bool clint_report_used(const clint_report *report, size_t index, struct clint_use *use);

/* What the baseline has of this contract and the contract has no more. false behind the last one. */
struct clint_gone {
	size_t known; /* index in the ledger */
	struct clint_text rule, clause, text, fingerprint; /* for people */
};
CLINT_API bool clint_report_gone(const clint_report *report, size_t index, struct clint_gone *gone);

/* The acceptances in the contract itself that were obeyed. false behind the last one. */
struct clint_mark {
	struct clint_text rule, reason;
	struct clint_place place;
	bool used; /* false: it matches nothing */
};
CLINT_API bool clint_report_mark(const clint_report *report, size_t index, struct clint_mark *mark);

/* --- writing reports --------------------------------------------------------------------------- */

/* One document about any number of contracts. What was added is not needed any more, so memory does
 * not grow with their number. */
typedef struct clint_writer clint_writer;

struct clint_format {
	const char *name, *extension; /* markdown, md */
	const char *about;            /* half a sentence in English */
	unsigned needs;               /* see keep in the options */
};
/* The formats there are. false behind the last one. */
CLINT_API bool clint_format(size_t index, struct clint_format *format);

/* options: language and memory are looked at; may be NULL. */
CLINT_API clint_writer *clint_writer_new(const clint_pack *pack, const char *format,
					 const struct clint_options *options, clint_write_fn *write,
					 void *context, struct clint_error *error);
CLINT_API bool clint_writer_add(clint_writer *writer, const clint_report *report,
				struct clint_error *error);
/* Notes a contract that could not even be read. */
CLINT_API bool clint_writer_skip(clint_writer *writer, const char *path, const char *reason,
				 struct clint_error *error);
/* Writes the end of the document. false when any write failed: then the document is not whole. */
CLINT_API bool clint_writer_finish(clint_writer *writer, struct clint_error *error);
CLINT_API void clint_writer_free(clint_writer *writer);

/* --- comparing two drafts ---------------------------------------------------------------------- */

/* What changed between two drafts of one contract: clauses by what they say, whatever their numbers, the
 * script and the layout; values; findings. */
typedef struct clint_diff clint_diff;

struct clint_draft {
	const char *name; /* what the report calls it */
	const void *bytes;
	size_t size;
};

struct clint_diff_summary {
	/* Clauses; one may count for several kinds of change. Unchanged are those with the same
	 * words, also when they were moved or renumbered. */
	size_t unchanged, reworded, moved, renumbered, split, merged, added, removed;
	size_t values; /* quantities and blanks that changed */
	/* Findings by severity, those below min_severity too. */
	size_t found_new[4], found_changed[4], found_gone[4], found_unchanged;
	size_t incomplete; /* rules that could not be finished, in either draft */
	bool coarse;       /* some clauses changed too much to be compared word by word */
};

/* Compares two drafts; options hold for both and may be NULL. The comparison is yours until
 * clint_diff_free; it needs the drafts' bytes no more, and may be read from many threads. NULL with
 * CLINT_REFUSED when one of them cannot be checked; error begins with its name. Time and memory are
 * linear in the sizes but for logarithms, whatever the bytes. */
CLINT_API clint_diff *clint_compare(const clint_pack *pack, const struct clint_draft *old_draft,
				    const struct clint_draft *new_draft,
				    const struct clint_options *options, struct clint_error *error);
CLINT_API void clint_diff_free(clint_diff *diff);
CLINT_API void clint_diff_summary(const clint_diff *diff, struct clint_diff_summary *summary);

/* The formats there are for comparisons: markdown, text, json. false behind the last one. */
CLINT_API bool clint_diff_format(size_t index, struct clint_format *format);
/* Writes a whole document. The pack is the one that the drafts were compared with. */
CLINT_API bool clint_diff_write(const clint_diff *diff, const clint_pack *pack, const char *format,
				clint_write_fn *write, void *context, struct clint_error *error);

#ifdef __cplusplus
}
#endif

#endif
