#include "text/pass.h"

#include <string.h>
#include "base/pairs.h"
#include "text/fold.h"

bool is_one_of(uint32_t cp, struct str set)
{
	size_t at = 0;

	for (uint32_t member; (member = utf8_next(set, &at)) != UTF8_NONE;)
		if (member == cp)
			return true;
	return false;
}

/* Neighbouring pieces share their border, and one dropped piece swallows the next. */
static void run_here(struct pass *pass)
{
	struct norm_run run = {(uint32_t)pass->n, (uint32_t)pass->at};
	struct norm_run *last = pass->runs.p + pass->runs.n;

	if (pass->runs.n > 0 && last[-1].norm == run.norm && last[-1].src == run.src)
		return;
	if (pass->runs.n > 1 && last[-1].norm == run.norm && last[-2].norm == run.norm)
		last[-1] = run;
	else
		*VEC_PUSH(pass->arena, &pass->runs) = run;
}

void replace(struct pass *pass, size_t size, const char *bytes, size_t n)
{
	if (size != n)
		run_here(pass);
	memcpy(pass->out + pass->n, bytes, n);
	pass->n += n;
	pass->at += size;
	if (size != n)
		run_here(pass);
}

void replace_cp(struct pass *pass, size_t size, uint32_t cp)
{
	char bytes[4];

	replace(pass, size, bytes, utf8_put(bytes, cp));
}

void replace_folded(struct pass *pass, size_t size, uint32_t entry)
{
	if (entry & FOLD_CP)
		replace_cp(pass, size, entry & FOLD_CP);
	else
		replace(pass, size, pass->src.p + pass->at, size);
}

/* Dropped characters that follow each other are one fold. */
void note(struct pass *pass, enum fold_kind kind, size_t begin, size_t end)
{
	struct fold *last = pass->folds.p + pass->folds.n;

	if (pass->folds.n > 0 && last[-1].kind == kind && last[-1].src.end == begin) {
		last[-1].src.end = (uint32_t)end;
		return;
	}
	if (pass->totals[kind]++ < NORM_FOLDS_KEPT)
		*VEC_PUSH(pass->arena, &pass->folds) =
			(struct fold){kind, {(uint32_t)begin, (uint32_t)end}};
}

static void care_none(struct pass *pass, uint32_t entry, size_t size)
{
	(void)entry;
	replace(pass, size, pass->src.p + pass->at, size);
}

static void care_map(struct pass *pass, uint32_t entry, size_t size)
{
	if (entry & FOLD_RADICAL)
		note(pass, FOLD_KANGXI, pass->at, pass->at + size);
	replace_folded(pass, size, entry);
}

static void care_word(struct pass *pass, uint32_t entry, size_t size)
{
	const struct fold_word *word =
		fold_word_at(&fold_words, str_cut(pass->src, 0, pass->end), pass->at);

	if (word)
		replace(pass, word->n, word->to, word->n);
	else
		care_map(pass, entry, size);
}

static void care_line(struct pass *pass, uint32_t entry, size_t size)
{
	(void)entry;
	if (pass->n == pass->line)
		drop(pass, size);
	else
		replace(pass, size, "\n", 1);
	pass->line = pass->segment = pass->n;
	pass->quoted = pass->bold = false;
}

static void care_zero(struct pass *pass, uint32_t entry, size_t size)
{
	note(pass, fold_care(entry) == CARE_BIDI ? FOLD_BIDI : FOLD_ZERO_WIDTH, pass->at,
	     pass->at + size);
	drop(pass, size);
}

static care_fn *const cares[CARE_KINDS] = {
	[CARE_NONE] = care_none,   [CARE_MAP] = care_map,	  [CARE_WORD] = care_word,
	[CARE_SPACE] = care_space, [CARE_LINE] = care_line,	  [CARE_ZERO] = care_zero,
	[CARE_BIDI] = care_zero,   [CARE_BETWEEN] = care_between, [CARE_STOP] = care_stop,
	[CARE_QUOTE] = care_quote, [CARE_STAR] = care_star,	  [CARE_ESCAPE] = care_escape,
	[CARE_OPEN] = care_open,
};

/* The fourth byte is overwritten by what follows; out has room for it. */
static void put_triple(unsigned char *out, uint32_t triple)
{
	out[0] = (unsigned char)triple;
	out[1] = (unsigned char)(triple >> 8);
	out[2] = (unsigned char)(triple >> 16);
	out[3] = (unsigned char)(triple >> 24);
}

/* Whether the character of three bytes at p, which may begin a word, does not. */
static bool begins_no_word(const unsigned char *p, size_t n, uint32_t triple)
{
	return triple & TRIPLE_WORD && n >= 6 && fold_is_triple(p[3]) &&
	       !(fold_triple(p + 3) & TRIPLE_SECOND);
}

/* The characters of one and of three bytes that nothing needs to be known about, which is nearly
 * all of a contract; but for its last three bytes, since four are read at a time. */
static void fold_plain(struct pass *pass, size_t end)
{
	const unsigned char *p = (const unsigned char *)pass->src.p + pass->at;
	const unsigned char *line = (const unsigned char *)pass->src.p + end;
	size_t fours = pass->src.n > 3 ? pass->src.n - 3 : 0;
	const unsigned char *stop =
		(const unsigned char *)pass->src.p + (end < fours ? end : fours);
	unsigned char *out = (unsigned char *)pass->out + pass->n;

	while (p < stop) {
		uint32_t four = pairs_load(p), triple;
		if (pairs_has_three(four)) {
			triple = fold_three(four);
			if (!(triple & TRIPLE_PLAIN) &&
			    !begins_no_word(p, (size_t)(line - p), triple))
				break;
			put_triple(out, triple);
			out += 3;
			p += 3;
		} else {
			if (*p >= 0x80 || !(fold_entry(*p) & FOLD_PLAIN))
				break;
			*out++ = *p++;
		}
	}
	pass->n = (size_t)(out - (unsigned char *)pass->out);
	pass->at = (size_t)(p - (const unsigned char *)pass->src.p);
}

void fold_line(struct pass *pass, size_t end)
{
	pass->end = end;
	while (pass->at < end) {
		fold_plain(pass, end);
		if (pass->at < end) {
			size_t next = pass->at;
			uint32_t entry = fold_entry(utf8_next(str_cut(pass->src, 0, end), &next));
			cares[fold_care(entry)](pass, entry, next - pass->at);
		}
	}
}
