/* Prints gen/text/codepage.c, the tables that text/codepage.h declares, by asking ICU what every
 * sequence of bytes means. */
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/uversion.h>
#include "text/codepage.h"

enum {
	FAR_MAX = CODEPAGE_FAR_END - CODEPAGE_FAR,
	NUMBERS_A_LINE = 16,
	FOUR_COUNT = CODEPAGE_LEADS * 12600
};

#define NONE UINT32_MAX

static _Noreturn void die(const char *what, const char *name)
{
	fprintf(stderr, "codepage_gen: %s: %s\n", name, what);
	exit(EXIT_FAILURE);
}

static UConverter *open_converter(const char *charset)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(charset, &status);

	if (U_SUCCESS(status))
		ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	if (U_FAILURE(status))
		die("ICU has no such converter", charset);
	return converter;
}

/* The character that these bytes are; NONE when they are none. */
static uint32_t ask(UConverter *converter, const unsigned char *bytes, size_t n)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *from = (const char *)bytes;
	UChar units[8], *to = units;

	ucnv_reset(converter);
	ucnv_toUnicode(converter, &to, units + 8, &from, from + n, NULL, true, &status);
	if (U_FAILURE(status) || to == units)
		return NONE;
	if (to == units + 1)
		return units[0];
	if (to != units + 2 || !U16_IS_LEAD(units[0]))
		die("there is a sequence that is not one character",
		    ucnv_getName(converter, &status));
	return (uint32_t)U16_GET_SUPPLEMENTARY(units[0], units[1]);
}

static void print_number(uint32_t number, uint32_t i)
{
	printf("%s0x%X,", i % NUMBERS_A_LINE ? "" : "\n\t", number);
}

static void print_pairs(UConverter *converter, const char *name)
{
	static uint32_t far[FAR_MAX];
	uint32_t far_count = 0;

	printf("\nstatic const uint16_t %s_pairs[] = {", name);
	for (uint32_t i = 0; i < CODEPAGE_LEADS * CODEPAGE_TRAILS; i++) {
		unsigned char bytes[2] = {(unsigned char)(CODEPAGE_LEAD + i / CODEPAGE_TRAILS),
					  (unsigned char)(CODEPAGE_TRAIL + i % CODEPAGE_TRAILS)};
		uint32_t cp = ask(converter, bytes, 2);
		bool is_far = cp != NONE && cp >= CODEPAGE_NONE;
		if (is_far && far_count == FAR_MAX)
			die("too many characters are beyond U+FFFE", name);
		if (is_far) {
			far[far_count] = cp;
			cp = CODEPAGE_FAR + far_count++;
		}
		print_number(cp & CODEPAGE_NONE, i);
	}
	printf("\n};\nstatic const uint32_t %s_far[] = {", name);
	for (uint32_t i = 0; i < far_count; i++)
		print_number(far[i], i);
	printf("\n\t0,\n};\n");
}

static uint32_t print_rows(UConverter *converter, const char *name)
{
	uint32_t count = 0, last = NONE;

	printf("static const struct codepage_row %s_rows[] = {\n", name);
	for (uint32_t i = 0; i < FOUR_COUNT; i++) {
		unsigned char bytes[4] = {
			(unsigned char)(0x81 + i / 12600), (unsigned char)(0x30 + i / 1260 % 10),
			(unsigned char)(0x81 + i / 10 % 126), (unsigned char)(0x30 + i % 10)};
		uint32_t cp = ask(converter, bytes, 4);
		bool follows = cp == NONE ? last == NONE : last != NONE && cp == last + 1;
		last = cp;
		if (i > 0 && follows)
			continue;
		printf("\t{%u, 0x%X},\n", i, cp);
		count++;
	}
	printf("};\n");
	return count;
}

static void print_codepage(const char *charset, const char *name, bool has_fours)
{
	UConverter *converter = open_converter(charset);
	uint32_t rows = 0;

	print_pairs(converter, name);
	if (has_fours)
		rows = print_rows(converter, name);
	printf("const struct codepage codepage_%s = {\n\t{", name);
	for (uint32_t i = 0; i < 128; i++)
		print_number(ask(converter, &(unsigned char){(unsigned char)(0x80 + i)}, 1) &
				     CODEPAGE_NONE,
			     i);
	printf("\n\t},\n\t%s_pairs, %s_far, ", name, name);
	if (has_fours)
		printf("%s_rows, %u,\n};\n", name, rows);
	else
		printf("0, 0,\n};\n");
	ucnv_close(converter);
}

/* Rows 16 to 55, whose bytes begin with B0 to D7. */
static void print_common(void)
{
	static uint64_t common[(COMMON_END - COMMON_FIRST) / COMMON_BITS];
	UConverter *converter = open_converter("gb18030");

	for (unsigned lead = 0xB0; lead <= 0xD7; lead++)
		for (unsigned trail = 0xA1; trail <= 0xFE; trail++) {
			unsigned char bytes[2] = {(unsigned char)lead, (unsigned char)trail};
			uint32_t cp = ask(converter, bytes, 2);
			if (cp >= COMMON_FIRST && cp < COMMON_END)
				common[(cp - COMMON_FIRST) / COMMON_BITS] |=
					(uint64_t)1 << (cp - COMMON_FIRST) % COMMON_BITS;
		}
	printf("\nconst uint64_t codepage_common[] = {");
	for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
		printf("%s0x%llxu,", i % (NUMBERS_A_LINE / 2) ? " " : "\n\t",
		       (unsigned long long)common[i]);
	printf("\n};\n");
	ucnv_close(converter);
}

int main(void)
{
	printf("/* Made from ICU by engine/text/codepage_gen.c. */\n"
	       "#include \"text/codepage.h\"\n");
	print_codepage("gb18030", "gb18030", true);
	/* Taiwan's Windows has a few characters that the Hong Kong set has elsewhere or not at all.
	 */
	print_codepage("Big5-HKSCS", "big5_hkscs", false);
	print_codepage("windows-950", "windows_950", false);
	print_common();
	printf("const char codepage_icu[] = \"%s\";\n", U_ICU_VERSION);
	return fflush(stdout) || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
