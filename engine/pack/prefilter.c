#include "pack/literals.h"

#include "base/utf8.h"
#include "pack/part.h"
#include "pack/syntax.h"

enum {
	NEST_MAX = 32,
	CLASS_MAX = 8,
	CHARACTER_MAX = 4, /* bytes of one character */
};

/* One open group: what its alternatives gave so far, and the alternative being read. */
struct frame {
	bool look, caseless;
	bool some; /* whole holds an alternative */
	struct part whole;
	struct part
		sequence; /* words: those of the text right before here, whatever came earlier */
	struct part last; /* a repeat sign may still follow it */
	bool has_last;
};

struct analysis {
	struct arena *arena;
	struct str pattern;
	/* Plain characters in a row, which are one part unless a repeat sign takes the last of
	 * them. */
	char word[WORD_BYTES_MAX];
	size_t word_size, last_size;
	uint32_t depth;
	struct frame frames[NEST_MAX];
	struct prefilter *prefilter;
	bool loose; /* an alternative of the whole needs nothing */
};

static void end_last(struct analysis *analysis, struct frame *frame)
{
	if (frame->has_last)
		part_then(analysis->arena, &frame->sequence, frame->last);
	frame->has_last = false;
}

/* Words that are there twice, or hold another word of the set, add nothing. */
static uint32_t copy_shortest(struct set needs, struct str *list)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < needs.n; i++) {
		bool covered = false;
		for (uint32_t j = 0; j < needs.n && !covered; j++)
			covered = j != i &&
				  (needs.p[j].n < needs.p[i].n ||
				   (needs.p[j].n == needs.p[i].n && j < i)) &&
				  str_contains(needs.p[i], needs.p[j]);
		if (!covered)
			list[n++] = needs.p[i];
	}
	return n;
}

/* A word that holds another of its step is found by that one, so what stands around that in it may
 * stand around the words of the step. Afterwards behind is how much may stand behind them. */
static struct pattern_step shortest_step(struct arena *arena, const struct step *step,
					 uint32_t *behind)
{
	struct str *words = ARENA_ARRAY(arena, struct str, step->words.n);
	uint32_t n = copy_shortest(step->words, words), gap = gap_sum(step->gap, *behind),
		 front = 0;

	*behind = 0;
	for (uint32_t i = 0; i < step->words.n; i++) {
		struct str word = step->words.p[i];
		uint32_t k = 0, at, back;

		while (!str_contains(word, words[k]))
			k++;
		at = (uint32_t)str_find(word, words[k], 0);
		back = (uint32_t)(word.n - words[k].n) - at;
		front = at > front ? at : front;
		*behind = back > *behind ? back : *behind;
	}
	return (struct pattern_step){words, n, gap_sum(gap, front)};
}

/* What the alternative of the whole that ends here needs. */
static void keep_chain(struct analysis *analysis, struct part part)
{
	struct prefilter *prefilter = analysis->prefilter;
	struct pattern_step *steps;
	uint32_t behind = 0;

	part_end_words(analysis->arena, &part);
	if (!part.step_count && set_tells(part.needs))
		part_step(analysis->arena, &part, part.needs, UNBOUNDED);
	analysis->loose |= part.step_count == 0 || prefilter->chain_count == PATTERN_CHAINS;
	if (analysis->loose)
		return;
	steps = ARENA_ARRAY(analysis->arena, struct pattern_step, part.step_count);
	for (uint32_t i = 0; i < part.step_count; i++)
		steps[i] = shortest_step(analysis->arena, &part.steps[i], &behind);
	prefilter->chains[prefilter->chain_count++] =
		(struct pattern_chain){steps, part.step_count};
}

static void end_alternative(struct analysis *analysis, struct frame *frame)
{
	struct part *part = &frame->sequence;

	end_last(analysis, frame);
	if (frame == analysis->frames)
		keep_chain(analysis, *part);
	if (!part->known)
		part_end_words(analysis->arena, part);
	if (frame->some) {
		part_or(analysis->arena, &frame->whole, part);
	} else {
		frame->whole = *part;
		if (part->known)
			frame->whole.words = set_copy(analysis->arena, part->words, 4);
		if (part->needs.n)
			frame->whole.needs = set_copy(analysis->arena, part->needs, 4);
	}
	frame->some = true;
	frame->sequence = part_empty(analysis->arena);
}

static void put(struct analysis *analysis, struct part part)
{
	struct frame *frame = &analysis->frames[analysis->depth - 1];

	end_last(analysis, frame);
	frame->last = part;
	frame->has_last = true;
}

static void repeat(struct analysis *analysis, struct token token)
{
	struct frame *frame = &analysis->frames[analysis->depth - 1];

	if (frame->has_last)
		part_repeat(analysis->arena, &frame->last, token.min, token.max);
}

/* Signs of parties and blanks (fact/marked.h) are in the marked text, not in what is scanned. */
static bool is_mark(uint32_t cp)
{
	return cp == 1 || cp == 2 || (cp >= 0xE000 && cp <= 0xE00F);
}

static bool is_filler(uint32_t cp)
{
	return cp == 1 || cp == 0xE00F;
}

static void add_character(struct analysis *analysis, struct set *set, uint32_t cp)
{
	char *bytes = arena_alloc(analysis->arena, 4);

	set_add(analysis->arena, set, (struct str){bytes, utf8_put(bytes, cp)});
}

/* One character, or with caseless each that PCRE2 takes for it; false when that is not known. */
static bool add_cases(struct analysis *analysis, struct set *set, uint32_t cp, bool caseless)
{
	if (is_mark(cp))
		return false;
	add_character(analysis, set, cp);
	if (!caseless)
		return true;
	if (cp_is_letter(cp)) {
		add_character(analysis, set, cp ^ 0x20);
		if ((cp | 0x20) == 'k')
			add_character(analysis, set, 0x212A); /* the Kelvin sign */
		if ((cp | 0x20) == 's')
			add_character(analysis, set, 0x17F); /* the long s */
		return true;
	}
	return cp < 0x80 || (cp >= 0x2E80 && cp < 0xA000) || (cp >= 0x2000 && cp < 0x2100);
}

/* A sign and the filler behind it are one place of the text (struct pattern_step), so filler takes
 * no room. */
static struct part part_of_signs(struct analysis *analysis, const uint32_t *cps, uint32_t n)
{
	struct part part = {.size = UNBOUNDED};
	struct set signs = {0};

	for (uint32_t i = 0; i < n; i++) {
		if (!is_mark(cps[i]))
			return part;
		if (!is_filler(cps[i]))
			add_character(analysis, &signs, cps[i]);
	}
	if (signs.n == 0)
		return (struct part){.size = 0};
	if (signs.n < n)
		return part;
	part_step(analysis->arena, &part, signs, 0);
	analysis->prefilter->on_signs = true;
	return part;
}

static struct part part_of_character(struct analysis *analysis, struct token token, bool caseless)
{
	uint32_t cps[CLASS_MAX], n = 1;
	struct part part = {.known = true, .size = CHARACTER_MAX};

	cps[0] = token.cp;
	if (token.kind == TOKEN_SET)
		n = syntax_set_members(analysis->pattern, token, cps, CLASS_MAX);
	if (n && is_mark(cps[0]))
		return part_of_signs(analysis, cps, n);
	if (str_equal(str_at(analysis->pattern, token.at), STR("\\X")))
		part.size = UNBOUNDED;
	for (uint32_t i = 0; i < n; i++)
		part.known = part.known && add_cases(analysis, &part.words, cps[i], caseless);
	part.known = part.known && n > 0;
	return part;
}

static bool open_frame(struct analysis *analysis, struct token token)
{
	bool caseless = analysis->depth && analysis->frames[analysis->depth - 1].caseless;

	if (analysis->depth == NEST_MAX || token.spaced)
		return false;
	analysis->frames[analysis->depth++] =
		(struct frame){.look = token.kind == TOKEN_OPEN_LOOK,
			       .caseless = (caseless && !token.cased) || token.caseless,
			       .sequence = part_empty(analysis->arena)};
	return true;
}

static bool close_frame(struct analysis *analysis)
{
	struct frame *frame = &analysis->frames[analysis->depth - 1];

	if (analysis->depth < 2)
		return false;
	end_alternative(analysis, frame);
	analysis->depth--;
	put(analysis, frame->look ? part_empty(analysis->arena) : frame->whole);
	return true;
}

static void put_word(struct analysis *analysis, size_t begin, size_t end)
{
	struct part part = {.known = true};
	struct str word = {analysis->word + begin, end - begin};

	if (begin == end)
		return;
	set_add(analysis->arena, &part.words, arena_str(analysis->arena, word));
	put(analysis, part);
}

/* Ends the plain characters in a row; those before the last are not what a repeat sign repeats. */
static void end_word(struct analysis *analysis, bool repeated)
{
	size_t size = analysis->word_size, split = repeated ? size - analysis->last_size : size;

	put_word(analysis, 0, split);
	put_word(analysis, split, size);
	analysis->word_size = 0;
	analysis->last_size = 0;
}

static bool grow_word(struct analysis *analysis, struct token token)
{
	bool caseless = analysis->frames[analysis->depth - 1].caseless;

	if (token.kind != TOKEN_LITERAL || caseless || is_mark(token.cp))
		return false;
	if (analysis->word_size + 4 > WORD_BYTES_MAX)
		end_word(analysis, false);
	analysis->last_size = utf8_put(analysis->word + analysis->word_size, token.cp);
	analysis->word_size += analysis->last_size;
	return true;
}

/* Takes one token in; false when it is not understood. */
static bool take(struct analysis *analysis, struct token token)
{
	struct frame *frame = &analysis->frames[analysis->depth - 1];

	if (token.kind == TOKEN_COMMENT || grow_word(analysis, token))
		return true;
	end_word(analysis, token.kind == TOKEN_REPEAT);
	switch (token.kind) {
	case TOKEN_LITERAL:
	case TOKEN_SET:
		put(analysis, part_of_character(analysis, token, frame->caseless));
		return true;
	case TOKEN_EDGE: put(analysis, part_empty(analysis->arena)); return true;
	case TOKEN_BACK: put(analysis, (struct part){.size = UNBOUNDED}); return true;
	case TOKEN_OPEN:
	case TOKEN_OPEN_LOOK: return open_frame(analysis, token);
	case TOKEN_CLOSE: return close_frame(analysis);
	case TOKEN_OR: end_alternative(analysis, frame); return true;
	case TOKEN_REPEAT: repeat(analysis, token); return true;
	case TOKEN_OPTION:
		frame->caseless = (frame->caseless && !token.cased) || token.caseless;
		return !token.spaced;
	default: return false;
	}
}

static bool analyse(struct analysis *analysis)
{
	struct syntax syntax = {.pattern = analysis->pattern};
	struct token token;

	open_frame(analysis, (struct token){.kind = TOKEN_OPEN});
	while ((token = syntax_next(&syntax)).kind != TOKEN_END)
		if (!take(analysis, token))
			return false;
	if (analysis->depth != 1)
		return false;
	end_word(analysis, false);
	end_alternative(analysis, &analysis->frames[0]);
	return true;
}

void prefilter_make(struct arena *arena, struct str pattern, struct prefilter *prefilter)
{
	struct analysis analysis = {.arena = arena, .pattern = pattern, .prefilter = prefilter};
	struct set needs;
	bool understood;

	*prefilter = (struct prefilter){0};
	understood = analyse(&analysis);
	needs = analysis.frames[0].whole.needs;
	if (!understood || analysis.loose)
		prefilter->chain_count = 0;
	if (understood && needs.n <= PATTERN_LITERALS)
		prefilter->literal_count = copy_shortest(needs, prefilter->literals);
}
