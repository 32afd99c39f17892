/* What the files behind clauselint.h share: the objects, and the way over the border.
 *
 * For public*.c only. Inside, memory never fails; here a protected call turns its failure into a
 * status, once for every entry. */
#ifndef CLAUSELINT_PUBLIC_H
#define CLAUSELINT_PUBLIC_H

#include "clauselint.h"
#include "judge/ledger.h"
#include "pack/pack.h"
#include "report/model.h"

struct clint_pack {
	struct allocator from;
	struct arena *arena;
	const struct pack *pack; /* NULL when there were mistakes */
	struct mistakes mistakes;
	const struct str *mistake_lines; /* one a mistake */
};

struct clint_ledger {
	struct allocator from;
	struct arena *arena;
	struct ledger ledger;
	struct mistakes mistakes;
	VEC(struct str) mistake_lines;
};

struct clint_report {
	struct allocator from;
	struct report report;
};

struct allocator public_allocator(const struct clint_allocator *memory);
/* Sets error, which may be NULL, to an inner one; NULL is CLINT_OK. */
void public_error(struct clint_error *error, const struct error *inner);
void public_no_memory(struct clint_error *error);
/* Frees an object of that memory, with its arena. */
void public_free(void *object, struct arena *arena, struct allocator from);
struct clint_text public_text(struct str text);
/* "core/renewal.yml:12:5: error: …" */
struct str public_mistake(struct arena *arena, const struct mistake *mistake);

/* "auto" or NULL sets *automatic and leaves lang. false for an unknown language. */
bool public_lang(const char *name, enum lang *lang, bool *automatic);
/* What --select and --ignore name. */
struct options_names {
	const char *const *select;
	size_t select_count;
	const char *const *ignore;
	size_t ignore_count;
};
/* off, by rule index, receives what is not to be reported; it may be NULL. */
bool public_names(const struct pack *pack, const struct options_names *names, bool *off,
		  struct error *error);

struct check;

/* Fills check from the options of a call; false, with check->error, when they make no sense. size is
 * that of the bytes: when it is too large, check->report is a refusal already. */
bool public_prepare(struct check *check, const struct clint_options *options, size_t size);
/* The pack's rules; NULL with error when it was not loaded. */
const struct pack *public_pack(const clint_pack *pack, struct error *error);

#endif
