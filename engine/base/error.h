/* What went wrong, where, and what to do: a value that the caller owns.
 *
 * For every layer. Messages are whole sentences without the program's name or the file's, which
 * stand in front of them when they are shown. */
#ifndef CLAUSELINT_BASE_ERROR_H
#define CLAUSELINT_BASE_ERROR_H

#include "base/arena.h"
#include "base/vec.h"

enum status {
	STATUS_OK,
	STATUS_NO_MEMORY,
	STATUS_REFUSED, /* the input is not something that can be checked */
	STATUS_IO,      /* a file could not be read or written */
	STATUS_PACK,    /* a rule pack has mistakes */
	STATUS_USAGE    /* a call makes no sense */
};

struct error {
	enum status status;
	uint32_t line, column; /* 1-based; 0 when there is no such place */
	char message[480];
};

/* Fills error, which may be NULL; a message that is too long is cut between code points. */
void error_set(struct error *error, enum status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* One of many mistakes in one file, as file:line:column. */
struct mistake {
	struct str file;
	uint32_t line, column; /* 1-based; 0 for the file as a whole */
	bool warning;
	struct str message;
};

struct mistakes {
	struct arena *arena;
	VEC(struct mistake) list;
	uint32_t most;    /* so many are listed, and then one that says that there are more; 0: all */
	uint32_t refused; /* how many are more than warnings, listed or not */
};

void mistake_add(struct mistakes *mistakes, struct str file, uint32_t line, uint32_t column,
		 const char *format, ...) __attribute__((format(printf, 5, 6)));
void mistake_warn(struct mistakes *mistakes, struct str file, uint32_t line, uint32_t column,
		  const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Whether no more are listed: whoever reads a file may as well stop. */
bool mistakes_full(const struct mistakes *mistakes);
/* Whether any of them is more than a warning. */
bool mistakes_fatal(const struct mistakes *mistakes);

/* The candidate nearest to word by edit distance, for "did you mean"; STR_NONE when none is near. */
struct str nearest_word(struct str word, const struct str *candidates, size_t count);

#endif
