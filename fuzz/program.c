/* A pattern, and on the next lines a text: where the pattern has a program, that finds what PCRE2
 * finds, groups too, from every starting point, in text that ends and in text that goes on. With a
 * head, the pattern's bytes choose pieces of patterns, or the text's bytes characters that the
 * pattern may have. make fuzz SECONDS=600; replay: build/asan/replay/program fuzz/seeds */
#include "fuzz.h"
#include "base/out.h"
#include "base/utf8.h"
#include "pack/code.h"
#include "pack/expand.h"
#include "pack/pattern.h"

enum {
	TEXT_MAX = 160,	  /* bytes, of text that is run on from everywhere */
	LONG_TEXT = 40000 /* so that it is looked at in windows */
};

struct pair {
	struct fuzz_input *input;
	struct pattern pattern;
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
};

/* --- making patterns and texts --- */

/* An alternative or a group begins with something, since nothing is refused. */
static const char *const atoms[] = {"甲",
				    "乙",
				    "得",
				    "甲乙",
				    "a",
				    "1",
				    "，",
				    "é",
				    "𠀀",
				    ".",
				    "\\d",
				    "\\W",
				    "\\s",
				    "[甲乙]",
				    "[^，]",
				    "[^\\d甲]",
				    "[一-丄a-c]",
				    "[㐀-鿿]",
				    "(?!甲)",
				    "(?!乙a|[^甲])",
				    "(?:(?!得)[^，])",
				    "[^，。]",
				    "(?<=甲)",
				    "(?<!乙a|1)",
				    "\\b",
				    "\\B",
				    "^",
				    "$",
				    "\\z",
				    "\\Z",
				    "|乙",
				    "|.",
				    "|1",
				    "|得a",
				    "(?:甲",
				    "(?:.",
				    "(?:乙a|乙1",
				    "(得",
				    "(?<n>乙",
				    "(?<m>.",
				    "(?=.",
				    "(?!甲",
				    "(?>甲",
				    "(?>.",
				    "(?<=甲",
				    ")",
				    ")",
				    ")",
				    ")",
				    ")",
				    ")",
				    ")",
				    ")",
				    "{{party}}"};
static const char *const repeats[] = {
	"?",   "*",	 "+",	   "??",     "*?",   "+?",   "?+",    "*+",    "++",	"{0,3}",
	"{2}", "{0,24}", "{1,3}?", "{0,2}+", "{40}", "{3,}", "{0,9}", "{2,}?", "{0,70}"};
static const char *const characters[] = {"甲", "乙", "得", "a", "1", "，", "é",	 "𠀀",
					 "\n", "不", "_",  " ", "b", "一", "丂", "。"};
#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static struct str some_text(struct arena *arena, struct str bytes)
{
	struct text text = {.arena = arena};

	for (size_t i = 0; i < bytes.n; i++)
		text_str(&text,
			 str_from(characters[(unsigned char)bytes.p[i] % COUNT(characters)]));
	return text_done(&text);
}

/* Every byte is a piece, which is repeated, if it can be, when the next byte is large. */
static struct str some_pattern(struct arena *arena, struct str bytes)
{
	struct text text = {.arena = arena};

	for (size_t i = 0; i < bytes.n; i++) {
		const char *atom = atoms[(unsigned char)bytes.p[i] % COUNT(atoms)];
		unsigned char next = i + 1 < bytes.n ? (unsigned char)bytes.p[i + 1] : 0;

		text_str(&text, str_from(atom));
		if (next >= 160 && !strpbrk(atom, "^$\\"))
			text_str(&text, str_from(repeats[next % COUNT(repeats)]));
	}
	return text_done(&text);
}

/* The brackets of a pattern that was made of pieces are closed as far as they are open. */
static struct str close_brackets(struct arena *arena, struct str pattern)
{
	struct text text = {.arena = arena};
	uint32_t open = 0;

	for (size_t i = 0; i < pattern.n; i++) {
		if (pattern.p[i] == ')' && !open)
			continue;
		open += (uint32_t)(pattern.p[i] == '(') - (uint32_t)(pattern.p[i] == ')');
		text_str(&text, str_cut(pattern, i, i + 1));
	}
	while (open--)
		text_str(&text, STR(")"));
	return text_done(&text);
}

/* Text is UTF-8 always; what is not is left out. */
static struct str only_characters(struct arena *arena, struct str bytes)
{
	struct text text = {.arena = arena};

	for (size_t at = 0, begin = 0; at < bytes.n; begin = at)
		if (utf8_next(bytes, &at) != UTF8_BAD)
			text_str(&text, str_cut(bytes, begin, at));
	return text_done(&text);
}

/* --- comparing --- */

static void free_pair(void *object)
{
	struct pair *pair = object;

	pcre2_code_free(pair->code);
	pcre2_match_data_free(pair->data);
	pcre2_match_context_free(pair->context);
}

static bool is_same(const struct pattern *pattern, const size_t *ours, const size_t *theirs)
{
	bool same = ours[0] == theirs[0] && ours[1] == theirs[1];

	for (uint32_t i = 0; i < pattern->group_count; i++) {
		const size_t number = pattern->groups[i].number;

		same &= ours[2 * number] == theirs[2 * number] &&
			(ours[2 * number] == PCRE2_UNSET ||
			 ours[2 * number + 1] == theirs[2 * number + 1]);
	}
	return same;
}

static void compare(struct pair *pair, struct str text, size_t start, size_t last, bool open)
{
	size_t pairs[2 * PROGRAM_GROUPS];
	enum program_result ours =
		program_run(pair->pattern.program, text, start, last, open, pairs);
	int theirs;

	if (ours == PROGRAM_GAVE_UP && pairs[0] == start)
		return;
	if (ours == PROGRAM_GAVE_UP)
		last = pairs[0] - 1;
	pcre2_set_offset_limit(pair->context, last);
	theirs = pcre2_match(pair->code, (PCRE2_SPTR)text.p, text.n, start, open ? PCRE2_NOTEOL : 0,
			     pair->data, pair->context);
	if (theirs < 0 && theirs != PCRE2_ERROR_NOMATCH)
		return;
	fuzz_law((ours == PROGRAM_YES) == (theirs >= 0));
	fuzz_law(theirs < 0 ||
		 is_same(&pair->pattern, pairs, pcre2_get_ovector_pointer(pair->data)));
}

/* As text is matched when contracts are checked, in windows. */
static void compare_windows(struct pair *pair, struct str text)
{
	struct arena *arena = pair->input->arena;
	struct matcher *matcher = matcher_new(arena, codes_new(arena, 1, NULL));
	struct pattern plain = pair->pattern;
	struct text more = {.arena = arena};
	struct match ours, theirs;
	enum match_result found, wanted;
	struct span whole;

	while (text.n && more.n < LONG_TEXT)
		text_str(&more, text);
	text = text_done(&more);
	whole = (struct span){0, (uint32_t)text.n};
	plain.program = (struct program){.size = PROGRAM_NONE};
	found = pattern_match(matcher, &pair->pattern, text, whole, whole, &ours);
	wanted = pattern_match(matcher, &plain, text, whole, whole, &theirs);
	if (wanted == MATCH_GAVE_UP)
		return;
	fuzz_law(found == wanted);
	fuzz_law(found != MATCH_YES ||
		 (ours.at.begin == theirs.at.begin && ours.at.end == theirs.at.end));
}

/* Exactly as large as the text, so that a read beyond it is seen. */
static struct str alone(struct arena *arena, struct str text)
{
	char *copy = malloc(text.n ? text.n : 1);

	if (!copy)
		arena_fail(arena);
	memcpy(copy, text.p, text.n);
	arena_defer(arena, free, copy);
	return (struct str){copy, text.n};
}

static void compare_all(struct pair *pair, struct str text)
{
	struct arena *arena = pair->input->arena;
	struct str little = alone(arena, only_characters(arena, str_cut(text, 0, TEXT_MAX)));

	for (size_t start = 0; start <= little.n; start++) {
		if (start < little.n && (little.p[start] & 0xC0) == 0x80)
			continue;
		for (int open = 0; open < 2; open++) {
			compare(pair, little, start, start, open);
			compare(pair, little, start, little.n, open);
		}
	}
	if (pair->input->head && pair->input->head[3] % 4 == 0)
		compare_windows(pair, text);
}

static bool compile(struct pair *pair)
{
	struct arena *arena = pair->input->arena;
	struct mistakes mistakes = {.arena = arena};
	struct compiler compiler;
	size_t offset;
	int error;

	compiler_begin(&compiler, arena, &mistakes);
	compiler.terms = &(struct terms){0};
	if (!pattern_compile(&compiler, &pair->pattern))
		return false;
	pair->pattern.program = program_make(arena, pair->pattern.expanded);
	if (!program_is_made(pair->pattern.program))
		return false;
	arena_defer(arena, free_pair, pair);
	pair->context = pcre2_match_context_create(NULL);
	pair->code = code_compile(code_context(arena), pair->pattern.expanded, &error, &offset);
	pair->data = pcre2_match_data_create(CODE_GROUPS, NULL);
	if (!pair->context || !pair->data)
		arena_fail(arena);
	pcre2_set_match_limit(pair->context, 1000 * 1000);
	return pair->code;
}

static void run(void *context)
{
	struct fuzz_input *input = context;
	struct pair *pair = ARENA_NEW(input->arena, struct pair);
	size_t cut = str_find(input->bytes, STR("\n"), 0);
	struct str pattern = str_cut(input->bytes, 0, cut);
	struct str text = str_cut(input->bytes, cut + (cut < input->bytes.n), input->bytes.n);

	if (input->head && input->head[1] % 4)
		pattern = close_brackets(input->arena, some_pattern(input->arena, pattern));
	if (input->head && input->head[2] % 4)
		text = some_text(input->arena, text);
	pair->input = input;
	pair->pattern = (struct pattern){.source = pattern, .line = 1, .column = 1};
	if (compile(pair))
		compare_all(pair, only_characters(input->arena, text));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return fuzz_run(bytes, size, run);
}
