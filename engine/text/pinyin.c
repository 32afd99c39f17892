/* Syllables of Hanyu Pinyin in brackets, which scrapers leave behind characters: 務(wù). */
#include "text/pass.h"

#include <string.h>
#include "base/utf8.h"

/* The letters of pinyin with their tone marks taken off, by ranges of the Latin blocks. */
static const struct {
	uint32_t cp;
	char letter;
} toned_letters[] = {
	{0xE0, 'a'},  {0xE1, 'a'},  {0x101, 'a'},  {0x103, 'a'}, {0x1CE, 'a'}, {0xE8, 'e'},
	{0xE9, 'e'},  {0x113, 'e'}, {0x115, 'e'},  {0x11B, 'e'}, {0xEC, 'i'},  {0xED, 'i'},
	{0x12B, 'i'}, {0x12D, 'i'}, {0x1D0, 'i'},  {0xF2, 'o'},	 {0xF3, 'o'},  {0x14D, 'o'},
	{0x14F, 'o'}, {0x1D2, 'o'}, {0xF9, 'u'},   {0xFA, 'u'},	 {0x16B, 'u'}, {0x16D, 'u'},
	{0x1D4, 'u'}, {0x1D6, 'v'}, {0x1D8, 'v'},  {0x1DA, 'v'}, {0x1DC, 'v'}, {0x144, 'n'},
	{0x148, 'n'}, {0x1F9, 'n'}, {0x1E3F, 'm'},
};

static const char *const initials[] = {
	"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g",
	"k",  "h",  "j",  "q", "x", "r", "z", "c", "s", "y", "w", "",
};

static const char *const finals[] = {
	"a",   "o",   "e",   "i",   "u",  "v",	  "ai", "ei",  "ao",  "ou",  "an",   "en",   "ang",
	"eng", "er",  "ong", "ia",  "ie", "iao",  "iu", "ian", "in",  "ing", "iang", "iong", "ua",
	"uo",  "uai", "ui",  "uan", "un", "uang", "ue", "ve",  "van", "vn",  "n",    "ng",   "m",
};

static bool is_syllable(const char *letters)
{
	for (size_t i = 0; i < sizeof initials / sizeof initials[0]; i++) {
		size_t n = strlen(initials[i]);
		if (strncmp(letters, initials[i], n) != 0)
			continue;
		for (size_t j = 0; j < sizeof finals / sizeof finals[0]; j++)
			if (strcmp(letters + n, finals[j]) == 0)
				return true;
	}
	return false;
}

/* The plain letter of cp, or 0; tone marks that stand alone are '\1'. */
static char plain_letter(uint32_t cp, bool *toned)
{
	if (cp >= 'a' && cp <= 'z')
		return (char)cp;
	if (cp == 0xFC)
		return 'v';
	if (cp == 0x251)
		return 'a';
	if (cp == 0x261)
		return 'g';
	*toned = true;
	if (cp == 0x300 || cp == 0x301 || cp == 0x304 || cp == 0x306 || cp == 0x30C)
		return '\1';
	for (size_t i = 0; i < sizeof toned_letters / sizeof toned_letters[0]; i++)
		if (toned_letters[i].cp == cp)
			return toned_letters[i].letter;
	return '\0';
}

size_t pinyin_at(struct str text, size_t at, bool *toned)
{
	char letters[8];
	size_t n = 0, begin = at;
	uint32_t open = utf8_next(text, &at), cp;

	*toned = false;
	if (open != '(' && open != 0xFF08)
		return 0;
	while ((cp = utf8_next(text, &at)) != ')' && cp != 0xFF09) {
		char letter = plain_letter(cp, toned);
		if (letter == '\0' || n == sizeof letters - 1)
			return 0;
		if (letter != '\1')
			letters[n++] = letter;
	}
	letters[n] = '\0';
	/* A letter alone is a label: (a). So is a Roman numeral: (xi). */
	if (!*toned && (n < 2 || strcmp(letters, "xi") == 0))
		return 0;
	return is_syllable(letters) ? at - begin : 0;
}
