/* The one pass that folds text and keeps the map: its state, and what it asks of its helpers.
 *
 * For text/norm.c, pass.c, marks.c and lines.c. */
#ifndef CLAUSELINT_TEXT_PASS_H
#define CLAUSELINT_TEXT_PASS_H

#include "base/vec.h"
#include "text/norm.h"

/* Whether the text has pinyin with tone marks, without which nothing else is taken for pinyin. */
enum tones { TONES_UNKNOWN, TONES_NONE, TONES_SOME };

struct pass {
	struct arena *arena;
	struct str src;
	size_t at, end; /* in src; end is that of the line */
	char *out;
	size_t n;       /* of out, which has room for the largest result */
	size_t line;    /* where this line begins in out */
	size_t segment; /* where the text behind the last gap, or the line, begins in out */
	size_t unstarred; /* up to this place in src the line has no more ** */
	bool bold;      /* inside ** */
	bool quoted;    /* a straight quote is open */
	bool document;  /* lines are joined and page numbers dropped */
	enum tones tones;
	VEC(struct norm_run) runs;
	VEC(struct fold) folds;
	uint32_t totals[FOLD_KINDS];
};

/* Folds src[at, end), which is one line. */
void fold_line(struct pass *pass, size_t end);

/* The next size bytes of src become these n bytes. */
void replace(struct pass *pass, size_t size, const char *bytes, size_t n);
void replace_cp(struct pass *pass, size_t size, uint32_t cp);
/* The next character, of size bytes, becomes what its entry says. */
void replace_folded(struct pass *pass, size_t size, uint32_t entry);
static inline void drop(struct pass *pass, size_t size)
{
	replace(pass, size, "", 0);
}
void note(struct pass *pass, enum fold_kind kind, size_t begin, size_t end);

/* The characters that need a look around; each takes at least the one at pass->at, of size bytes. */
typedef void care_fn(struct pass *pass, uint32_t entry, size_t size);
care_fn care_space, care_between, care_stop, care_quote, care_star, care_escape, care_open;

/* What is known of all lines before the first is folded. */
struct survey {
	size_t growth; /* by how many bytes folding can lengthen the text at most */
	uint32_t wrap; /* the width in columns at which lines are wrapped, or 0 */
};
struct survey survey_lines(struct str text);

struct line {
	size_t begin, end, next; /* of the text, of the line, of the line behind it */
};
/* The first line at or after at with text in it; false when there is none. Page numbers do not count
 * when pages is set. */
bool next_text_line(struct str text, size_t at, bool pages, struct line *line);
bool is_page_number(struct str line);
/* Where the text of line ends, if its end only wraps a sentence that goes on in next; else 0. */
size_t hard_wrap_at(struct str line, struct str next, uint32_t wrap);

/* Whether cp is a character of set. */
bool is_one_of(uint32_t cp, struct str set);

/* The size of the bracketed pinyin at text[at], or 0; toned when it has a tone mark. */
size_t pinyin_at(struct str text, size_t at, bool *toned);

#endif
