/* Prints gen/text/fold.c, the tables that text/fold.h declares.
 *
 * ICU's transliterators are asked for their rules; the rules of several characters that disagree
 * with its rules of one character (計畫 → 计划) become rows of words. patches.def goes over both.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <utf8proc.h>
#include "base/utf8.h"
#include "text/fold.h"

enum { MAX_CP = 0x110000, MAX_WORDS = 4096, MAX_RULE = 64 };

struct word {
	struct str from, to;
	uint32_t order; /* in which rows of one first character are tried */
	bool exception;
};

struct rules {
	uint32_t *map; /* by code point; 0: itself */
	struct word words[MAX_WORDS];
	uint32_t count;
};

struct patch {
	const char *from, *to;
};

#define FOLD_CHAR(from, to) {from, to},
#define FOLD_WORD(from, to)
#define HANT_CHAR(from, to)
#define HANT_WORD(from, to)
static const struct patch fold_char_patches[] = {
#include "text/patches.def"
};
#undef FOLD_CHAR
#undef FOLD_WORD
#define FOLD_CHAR(from, to)
#define FOLD_WORD(from, to) {from, to},
static const struct patch fold_word_patches[] = {
#include "text/patches.def"
};
#undef FOLD_WORD
#undef HANT_CHAR
#define FOLD_WORD(from, to)
#define HANT_CHAR(from, to) {from, to},
static const struct patch hant_char_patches[] = {
#include "text/patches.def"
};
#undef HANT_CHAR
#undef HANT_WORD
#define HANT_CHAR(from, to)
#define HANT_WORD(from, to) {from, to},
static const struct patch hant_word_patches[] = {
#include "text/patches.def"
};

#define COUNT(array) (uint32_t)(sizeof(array) / sizeof(array)[0])

static const struct {
	uint32_t cp, to;
	enum care care;
} signs[] = {
#define SIGN(cp, to, care) {cp, to, care},
#include "text/signs.def"
#undef SIGN
};

/* Code points that are dropped. */
static const struct {
	uint32_t first, last;
	enum care care;
} dropped[] = {
	{0x01, 0x08, CARE_ZERO},       {0x0E, 0x1F, CARE_ZERO},	    {0x7F, 0x84, CARE_ZERO},
	{0x86, 0x9F, CARE_ZERO},       {0xAD, 0xAD, CARE_ZERO},	    {0x034F, 0x034F, CARE_ZERO},
	{0x061C, 0x061C, CARE_BIDI},   {0x115F, 0x1160, CARE_ZERO}, {0x17B4, 0x17B5, CARE_ZERO},
	{0x180B, 0x180F, CARE_ZERO},   {0x200B, 0x200D, CARE_ZERO}, {0x200E, 0x200F, CARE_BIDI},
	{0x202A, 0x202E, CARE_BIDI},   {0x2060, 0x2064, CARE_ZERO}, {0x2066, 0x2069, CARE_BIDI},
	{0x206A, 0x206F, CARE_ZERO},   {0x3164, 0x3164, CARE_ZERO}, {0xFE00, 0xFE0F, CARE_ZERO},
	{0xFEFF, 0xFEFF, CARE_ZERO},   {0xFFA0, 0xFFA0, CARE_ZERO}, {0xFFF9, 0xFFFB, CARE_ZERO},
	{0xE0000, 0xE01FF, CARE_ZERO},
};

/* Where a compatibility character is folded to the one it stands for. The rest of the full-width
 * forms are letters, digits and signs; half-width katakana and the like are left alone. */
static const struct {
	uint32_t first, last;
} compatible[] = {
	{0x2E80, 0x2FDF}, {0xF900, 0xFAFF}, {0xFE5F, 0xFE6B},	{0xFF04, 0xFF07},
	{0xFF0B, 0xFF0B}, {0xFF0D, 0xFF0F}, {0xFF10, 0xFF19},	{0xFF1C, 0xFF1E},
	{0xFF20, 0xFF3E}, {0xFF40, 0xFF5E}, {0x2F800, 0x2FA1F}, {0xFF03, 0xFF03},
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "fold_gen: %s\n", what);
	exit(EXIT_FAILURE);
}

static uint32_t one_cp(struct str s)
{
	size_t at = 0;
	uint32_t cp = utf8_next(s, &at);

	return at == s.n ? cp : UTF8_NONE;
}

static void add_word(struct rules *rules, struct str from, struct str to, bool exception)
{
	if (rules->count == MAX_WORDS)
		die("too many words");
	if (from.n != to.n || utf8_count(from) != utf8_count(to))
		die("a word changes its length");
	if (from.n >= FOLD_WORD_ROOM)
		die("a word is too long");
	rules->words[rules->count] = (struct word){from, to, rules->count, exception};
	rules->count++;
}

static uint32_t mapped(const struct rules *rules, uint32_t cp)
{
	return cp < MAX_CP && rules->map[cp] ? rules->map[cp] : cp;
}

/* The rules of an ICU transliterator as text: lines of "from > to;". */
static struct str icu_rules(const char *id)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar name[64], *rules;
	UTransliterator *trans;
	int32_t n, size;
	char *text;

	u_uastrcpy(name, id);
	trans = utrans_openU(name, -1, UTRANS_FORWARD, NULL, -1, NULL, &status);
	if (U_FAILURE(status))
		die("ICU has no such transliterator");
	n = utrans_toRules(trans, false, NULL, 0, &status);
	status = U_ZERO_ERROR;
	rules = malloc(((size_t)n + 1) * sizeof *rules);
	text = malloc((size_t)n * 4 + 1);
	if (!rules || !text)
		die("no memory");
	utrans_toRules(trans, false, rules, n + 1, &status);
	u_strToUTF8(text, n * 4 + 1, &size, rules, n, &status);
	if (U_FAILURE(status))
		die("ICU does not tell its rules");
	return (struct str){text, (size_t)size};
}

/* One rule; those with a context in braces (digits beside 余) are of no use to us. */
static void read_rule(struct rules *rules, struct str rule)
{
	size_t arrow = str_find(rule, STR(" > "), 0);
	struct str from, to;

	if (arrow == SIZE_MAX || str_contains(rule, STR("{")))
		return;
	from = str_trim(str_cut(rule, 0, arrow));
	to = str_trim(str_cut(rule, arrow + 3, rule.n));
	if (one_cp(from) != UTF8_NONE)
		rules->map[one_cp(from)] = one_cp(to);
	else
		add_word(rules, from, to, false);
}

/* What ICU's words say about a character that a patch changes becomes what the patch says. */
static void patch_words(struct rules *rules, uint32_t first, uint32_t cp, uint32_t was,
			uint32_t now)
{
	for (uint32_t i = first; i < rules->count; i++) {
		struct word *word = &rules->words[i];
		char *to = malloc(word->to.n * 2);
		size_t at = 0, from_at = 0, n = 0;
		if (!to)
			die("no memory");
		for (uint32_t a; (a = utf8_next(word->from, &from_at)) != UTF8_NONE;) {
			uint32_t b = utf8_next(word->to, &at);
			n += utf8_put(to + n, a == cp && b == was ? now : b);
		}
		if (n != word->to.n)
			die("a patched word changes its length");
		word->to.p = to;
	}
}

static void read_rules(struct rules *rules, const char *id, const struct patch *chars,
		       uint32_t nchars, const struct patch *words, uint32_t nwords)
{
	struct str text = icu_rules(id);
	size_t begin = 0;

	rules->map = calloc(MAX_CP, sizeof *rules->map);
	if (!rules->map)
		die("no memory");
	for (uint32_t i = 0; i < nwords; i++)
		add_word(rules, str_from(words[i].from), str_from(words[i].to), true);
	for (size_t end; (end = str_find(text, STR(";"), begin)) != SIZE_MAX; begin = end + 1)
		read_rule(rules, str_cut(text, begin, end));
	for (uint32_t i = 0; i < nchars; i++) {
		uint32_t cp = one_cp(str_from(chars[i].from)), was = mapped(rules, cp);
		rules->map[cp] = one_cp(str_from(chars[i].to));
		patch_words(rules, nwords, cp, was, rules->map[cp]);
	}
}

/* Whether other could begin within word, behind its first character. */
static bool overlaps(struct str word, struct str other)
{
	size_t at = 0;

	while (utf8_next(word, &at) != UTF8_NONE && at < word.n) {
		struct str rest = str_cut(word, at, word.n);
		if (str_starts(rest, other) || str_starts(other, rest))
			return true;
	}
	return false;
}

/* Marks the rows that are needed: those that disagree with their characters, and those that ICU
 * would take before such a row could begin. */
static void mark_exceptions(struct rules *rules)
{
	static struct str disagree[MAX_WORDS];
	uint32_t count = 0;

	for (uint32_t i = 0; i < rules->count; i++) {
		struct word *word = &rules->words[i];
		size_t from = 0, to = 0;
		for (uint32_t cp; (cp = utf8_next(word->from, &from)) != UTF8_NONE;)
			word->exception |= mapped(rules, cp) != utf8_next(word->to, &to);
		if (word->exception)
			disagree[count++] = word->from;
	}
	for (uint32_t i = 0; i < rules->count; i++)
		for (uint32_t j = 0; j < count && !rules->words[i].exception; j++)
			rules->words[i].exception = overlaps(rules->words[i].from, disagree[j]);
}

static int by_first(const void *a, const void *b)
{
	const struct word *left = a, *right = b;
	uint32_t l = utf8_peek(left->from, 0), r = utf8_peek(right->from, 0);

	if (l != r)
		return l < r ? -1 : 1;
	return left->order < right->order ? -1 : left->order > right->order;
}

static void print_words(struct rules *rules, const char *name)
{
	uint32_t count = 0;

	qsort(rules->words, rules->count, sizeof rules->words[0], by_first);
	printf("static const struct fold_word %s_rows[] = {\n", name);
	for (uint32_t i = 0; i < rules->count; i++) {
		const struct word *word = &rules->words[i];
		if (!word->exception)
			continue;
		printf("\t{0x%X, %zu, \"%.*s\", \"%.*s\"},\n", utf8_peek(word->from, 0),
		       word->from.n, STR_ARG(word->from), STR_ARG(word->to));
		count++;
	}
	printf("};\nconst struct fold_words %s = {%s_rows, %u};\n\n", name, name, count);
}

/* Whether the character can be written in a charset of one script. */
static bool in_charset(UConverter *charset, uint32_t cp)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar units[2];
	char bytes[16];
	int32_t n = 0;

	u_strFromUTF32(units, 2, &n, (const UChar32 *)&cp, 1, &status);
	ucnv_resetFromUnicode(charset);
	ucnv_fromUChars(charset, bytes, sizeof bytes, units, n, &status);
	return U_SUCCESS(status);
}

static UConverter *open_charset(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *charset = ucnv_open(name, &status);

	if (U_SUCCESS(status))
		ucnv_setFromUCallBack(charset, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL,
				      &status);
	if (U_FAILURE(status))
		die("ICU does not know a charset");
	return charset;
}

static bool is_compatible(uint32_t cp)
{
	for (uint32_t i = 0; i < COUNT(compatible); i++)
		if (cp >= compatible[i].first && cp <= compatible[i].last)
			return true;
	return false;
}

/* The one character that cp stands for by NFKC, or cp. */
static uint32_t compatibility_form(uint32_t cp)
{
	utf8proc_int32_t out[4];
	utf8proc_ssize_t n;

	if (!is_compatible(cp))
		return cp;
	n = utf8proc_decompose_char((utf8proc_int32_t)cp, out, 4,
				    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, NULL);
	return n == 1 ? (uint32_t)out[0] : cp;
}

static bool is_chinese_punctuation(uint32_t cp)
{
	static const char marks[] = "（），、。；：？！“”‘’【】《》〈〉…—·";
	size_t at = 0;

	for (uint32_t mark; (mark = utf8_next(STR(marks), &at)) != UTF8_NONE;)
		if (mark == cp)
			return true;
	return false;
}

static void set_care(uint32_t *entries, uint32_t cp, uint32_t to, enum care care)
{
	entries[cp] = (entries[cp] & ~(uint32_t)(FOLD_CP | 0xFu << FOLD_CARE_SHIFT)) |
		      (to == cp ? 0 : to) | (uint32_t)care << FOLD_CARE_SHIFT;
}

/* Every code point's entry, without the flags that follow from the result. */
static void fill_entries(const struct rules *rules, uint32_t *entries)
{
	for (uint32_t cp = 0; cp < FOLD_END; cp++) {
		uint32_t to = mapped(rules, compatibility_form(cp));
		if (rules->map[cp])
			to = rules->map[cp];
		if (to != cp)
			set_care(entries, cp, to, CARE_MAP);
		if (cp >= 0x2E80 && cp <= 0x2FDF && to != cp)
			entries[cp] |= FOLD_RADICAL;
	}
	for (uint32_t i = 0; i < COUNT(signs); i++)
		set_care(entries, signs[i].cp, signs[i].to, signs[i].care);
	for (uint32_t i = 0; i < COUNT(dropped); i++)
		for (uint32_t cp = dropped[i].first; cp <= dropped[i].last; cp++)
			set_care(entries, cp, cp, dropped[i].care);
	for (uint32_t i = 0; i < rules->count; i++) {
		uint32_t cp = utf8_peek(rules->words[i].from, 0);
		uint32_t to = entries[cp] & FOLD_CP;
		size_t at = 0;
		if (!rules->words[i].exception)
			continue;
		set_care(entries, cp, to ? to : cp, CARE_WORD);
		utf8_next(rules->words[i].from, &at);
		entries[utf8_peek(rules->words[i].from, at)] |= FOLD_SECOND;
	}
	entries[0x3000] |= FOLD_WIDE_SPACE;
}

static bool is_plain(uint32_t cp, uint32_t to, uint32_t entry)
{
	char bytes[4];

	return fold_care(entry) == CARE_NONE ||
	       (fold_care(entry) == CARE_MAP && !(entry & FOLD_RADICAL) &&
		utf8_put(bytes, cp) == utf8_put(bytes, to));
}

static void flag_entries(const struct rules *rules, uint32_t *entries)
{
	UConverter *gb = open_charset("gb2312"), *big5 = open_charset("big5");

	for (uint32_t cp = 0; cp < FOLD_END; cp++) {
		uint32_t to = entries[cp] & FOLD_CP ? entries[cp] & FOLD_CP : cp;
		if (cp_is_han(to))
			entries[cp] |= FOLD_HAN | FOLD_DENSE;
		if (is_chinese_punctuation(to))
			entries[cp] |= FOLD_DENSE;
		if (is_plain(cp, to, entries[cp]))
			entries[cp] |= FOLD_PLAIN;
		if (cp < 0x4E00 || cp > 0x9FFF)
			continue;
		if (rules->map[cp] && rules->map[cp] != cp && in_charset(big5, cp) &&
		    !in_charset(gb, cp))
			entries[cp] |= FOLD_HANT;
		if (in_charset(gb, cp) && !in_charset(big5, cp))
			entries[cp] |= FOLD_HANS;
	}
	ucnv_close(gb);
	ucnv_close(big5);
}

/* Pages that are equal are printed once; *numbers says which of those printed each of the n is. */
static void print_pages(const char *name, const uint32_t *entries, uint32_t n, uint32_t *numbers)
{
	uint32_t count = 0;

	printf("const uint32_t %s[] = {\n", name);
	for (uint32_t page = 0; page < n; page++) {
		const uint32_t *mine = entries + page * FOLD_PAGE;
		uint32_t same = 0;
		while (same < page &&
		       memcmp(mine, entries + same * FOLD_PAGE, FOLD_PAGE * sizeof *entries) != 0)
			same++;
		numbers[page] = same < page ? numbers[same] : count++;
		for (uint32_t i = 0; same == page && i < FOLD_PAGE; i++)
			printf("0x%X,%c", mine[i], i % 8 == 7 ? '\n' : ' ');
	}
	printf("};\n\n");
}

static void print_numbers(const char *name, const uint32_t *numbers, uint32_t n)
{
	printf("const uint16_t %s[] = {\n", name);
	for (uint32_t i = 0; i < n; i++)
		printf("%u,%c", numbers[i], i % 16 == 15 ? '\n' : ' ');
	printf("\n};\n\n");
}

static void print_entries(const uint32_t *entries)
{
	static uint32_t pages[FOLD_END / FOLD_PAGE];

	print_pages("fold_entries", entries, FOLD_END / FOLD_PAGE, pages);
	print_numbers("fold_pages", pages, FOLD_END / FOLD_PAGE);
}

static uint32_t triple_of(uint32_t cp, uint32_t entry)
{
	uint32_t to = entry & FOLD_CP ? entry & FOLD_CP : cp, triple = 0;
	unsigned char bytes[4];

	if (utf8_put((char *)bytes, to) == 3)
		triple = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16;
	return triple | (entry & FOLD_PLAIN ? TRIPLE_PLAIN : 0) |
	       (fold_care(entry) == CARE_WORD && triple ? TRIPLE_WORD : 0) |
	       (entry & FOLD_SECOND ? TRIPLE_SECOND : 0) | (entry & FOLD_HANS ? TRIPLE_HANS : 0) |
	       (entry & FOLD_HANT ? TRIPLE_HANT : 0);
}

static void print_triples(const uint32_t *entries)
{
	enum { END = 0x10000 };
	static uint32_t all[END], pages[END / FOLD_PAGE], numbers[TRIPLE_PAGES];

	for (uint32_t cp = 0; cp < END; cp++)
		all[cp] = triple_of(cp, entries[cp]);
	print_pages("triples", all, END / FOLD_PAGE, pages);
	for (uint32_t page = 0; page < END / FOLD_PAGE; page++)
		numbers[page / 64 | (page % 64) << 8] = pages[page] * FOLD_PAGE;
	print_numbers("triple_pages", numbers, TRIPLE_PAGES);
}

/* Characters as rows behind all words, which are therefore tried first. */
static void characters_as_words(struct rules *rules)
{
	for (uint32_t i = 0; i < rules->count; i++)
		rules->words[i].exception = true;
	for (uint32_t cp = 0; cp < MAX_CP; cp++) {
		char *bytes = malloc(8);
		size_t from, to;
		if (!bytes)
			die("no memory");
		if (!rules->map[cp] || rules->map[cp] == cp)
			continue;
		from = utf8_put(bytes, cp);
		to = utf8_put(bytes + 4, rules->map[cp]);
		if (from == to)
			add_word(rules, (struct str){bytes, from}, (struct str){bytes + 4, to},
				 true);
	}
}

int main(void)
{
	static uint32_t entries[FOLD_END];
	static struct rules hans, hant;

	read_rules(&hans, "Traditional-Simplified", fold_char_patches, COUNT(fold_char_patches),
		   fold_word_patches, COUNT(fold_word_patches));
	read_rules(&hant, "Simplified-Traditional", hant_char_patches, COUNT(hant_char_patches),
		   hant_word_patches, COUNT(hant_word_patches));
	mark_exceptions(&hans);
	characters_as_words(&hant);
	fill_entries(&hans, entries);
	flag_entries(&hans, entries);
	printf("/* Made by engine/text/fold_gen.c. */\n#include \"text/fold.h\"\n\n");
	print_entries(entries);
	print_triples(entries);
	print_words(&hans, "fold_words");
	print_words(&hant, "hant_words");
	return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
