/* What the reader does not see: invisible characters, look-alikes, broken characters, markup. */
#include "detect/structure.h"

#include "base/out.h"
#include "base/utf8.h"
#include "detect/hidden.h"
#include "detect/lookalike.h"

/* More of one kind than this is how a page was made, not how a word was hidden. */
enum { RESIDUE = 5, AROUND = 4 };

static const struct hiddens *hiddens(struct run *run)
{
	if (!run->hiddens) {
		run->hiddens = ARENA_NEW(run->arena, struct hiddens);
		*run->hiddens = hidden_find(run->arena, run->subject->source->text);
	}
	return run->hiddens;
}

/* --- invisible characters --- */

static bool is_word(uint32_t cp)
{
	return cp_is_han(cp) || cp_is_letter(cp) || cp_is_digit(cp) || cp == '%';
}

/* The place in norm text with a few characters on both sides, which is how the words read. */
static struct span words_at(const struct run *run, struct span src)
{
	size_t begin = source_to_norm(run->subject->norm, src.begin);
	size_t end = source_to_norm(run->subject->norm, src.end), here;

	for (int i = 0; i < AROUND; i++) {
		here = begin;
		if (is_word(utf8_prev(run->norm, &here)))
			begin = here;
		here = end;
		if (is_word(utf8_next(run->norm, &here)))
			end = here;
	}
	return (struct span){(uint32_t)begin, (uint32_t)end};
}

static struct str code_point(const struct run *run, struct span src)
{
	return arena_format(run->arena, "U+%04X", utf8_peek(run->subject->source->text, src.begin));
}

static bool is_hidden(const struct run *run, const struct fold *fold)
{
	struct str text = run->subject->source->text;

	if (fold->kind == FOLD_BIDI)
		return true;
	return fold->kind == FOLD_ZERO_WIDTH && is_word(utf8_before(text, fold->src.begin)) &&
	       is_word(utf8_peek(text, fold->src.end));
}

void hidden_text(struct run *run, const struct rule *rule, struct statements said)
{
	const struct norm *norm = run->subject->norm;
	uint32_t total = 0, shown = UINT32_MAX;

	(void)said;
	for (uint32_t i = 0; i < norm->fold_count; i++)
		total += is_hidden(run, &norm->folds[i]);
	for (uint32_t i = 0; i < norm->fold_count; i++) {
		const struct fold *fold = &norm->folds[i];
		struct finding *finding;
		struct str detail;
		struct span at;

		if (!is_hidden(run, fold) || (total > RESIDUE && shown != UINT32_MAX))
			continue;
		at = words_at(run, fold->src);
		if (shown != UINT32_MAX && at.begin < shown)
			continue;
		shown = at.end;
		detail = DETAIL(run->arena, INVISIBLE, code_point(run, fold->src),
				structure_words(run, at));
		if (total > RESIDUE)
			detail = DETAIL(run->arena, EVERYWHERE, detail);
		finding = structure_report(run, rule, at, detail);
		if (finding && total > RESIDUE)
			finding->severity = SEVERITY_LOW;
	}
}

/* --- look-alikes --- */

static struct str word_around(struct str text, struct span at)
{
	size_t begin = at.begin, end = at.end, here;

	for (int i = 0; i < AROUND * 3; i++) {
		here = begin;
		if (is_word(utf8_prev(text, &here)) && !cp_is_han(utf8_peek(text, here)))
			begin = here;
		here = end;
		if (is_word(utf8_next(text, &here)) && !cp_is_han(utf8_before(text, here)))
			end = here;
	}
	return str_cut(text, begin, end);
}

void mixed_script(struct run *run, const struct rule *rule, struct statements said)
{
	const struct hiddens *all = hiddens(run);
	struct str text = run->subject->source->text;
	struct str detail;

	(void)said;
	for (uint32_t i = 0; i < all->n; i++) {
		struct span src = all->p[i].src;
		struct str word = word_around(text, src);
		uint32_t cp = utf8_peek(text, src.begin);

		if (all->p[i].kind == HIDDEN_LETTER) {
			const char *like = &lookalikes[cp - LOOKALIKE_FIRST];
			if (!*like)
				continue;
			detail = DETAIL(run->arena, LOOKALIKE, word, code_point(run, src),
					(struct str){like, 1});
		} else if (all->p[i].kind == HIDDEN_DIGIT) {
			detail = arena_format(run->arena, "“%.*s”", STR_ARG(word));
		} else {
			continue;
		}
		structure_report(run, rule,
				 (struct span){source_to_norm(run->subject->norm, src.begin),
					       source_to_norm(run->subject->norm, src.end)},
				 detail);
	}
}

/* --- broken characters --- */

void mojibake(struct run *run, const struct rule *rule, struct statements said)
{
	const struct hiddens *all = hiddens(run);
	uint32_t last = UINT32_MAX;

	(void)said;
	for (uint32_t i = 0; i < all->n; i++) {
		struct span src = all->p[i].src, at;
		uint32_t sentence;

		if (all->p[i].kind != HIDDEN_BROKEN)
			continue;
		at = (struct span){source_to_norm(run->subject->norm, src.begin),
				   source_to_norm(run->subject->norm, src.end)};
		sentence = outline_sentence_at(run->outline, at.begin);
		if (sentence == last)
			continue;
		last = sentence;
		at = words_at(run, src);
		structure_report(
			run, rule, at,
			DETAIL(run->arena, BROKEN, code_point(run, src), structure_words(run, at)));
	}
}

/* --- markup and space --- */

void hidden_markup(struct run *run, const struct rule *rule, struct statements said)
{
	static const enum detail_text how[HIDDEN_KINDS] = {[HIDDEN_COMMENT] = DETAIL_COMMENT,
							   [HIDDEN_STYLE] = DETAIL_STYLE,
							   [HIDDEN_SPACE] = DETAIL_SPACE};
	const struct hiddens *all = hiddens(run);

	(void)said;
	for (uint32_t i = 0; i < all->n; i++) {
		struct span src = all->p[i].src, at;
		struct str words;

		if (!how[all->p[i].kind])
			continue;
		at = (struct span){source_to_norm(run->subject->norm, src.begin),
				   source_to_norm(run->subject->norm, src.end)};
		if (at.begin == at.end)
			continue; /* a mark that is obeyed: see text/inline.h */
		words = structure_words(run, at);
		structure_report(run, rule, at,
				 detail_phrase(run->arena, how[all->p[i].kind], &words, 1));
	}
}

/* --- words to this program ------------------------------------------------------------------- */

/* Those that are obeyed are not in the text any more. */
void inline_acceptance(struct run *run, const struct rule *rule, struct statements said)
{
	(void)rule;
	for (uint32_t i = 0; i < said.n; i++)
		statement_report(run, &said.p[i],
				 arena_format(run->arena, "“%.*s”",
					      STR_ARG(structure_words(run, said.p[i].at))));
}
