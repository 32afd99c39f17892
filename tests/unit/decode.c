/* What bytes mean in other encodings than UTF-8, by ICU's judgement, and which encoding is guessed.
 */
#include "text/decode.h"
#include "base/out.h"
#include "base/utf8.h"
#include "test.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

/* UTF-8, empty when bytes mean nothing. */
static size_t by_icu(UConverter *converter, struct str bytes, char *out, size_t room)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *from = bytes.p;
	UChar units[8], *to = units;
	int32_t n = 0;

	ucnv_reset(converter);
	ucnv_toUnicode(converter, &to, units + 8, &from, bytes.p + bytes.n, NULL, true, &status);
	u_strToUTF8(out, (int32_t)room, &n, units, (int32_t)(to - units), &status);
	return U_SUCCESS(status) ? (size_t)n : 0;
}

struct comparison {
	struct test_run *test;
	struct arena *arena; /* emptied now and then */
	UConverter *converter;
	enum encoding encoding;
	uint32_t known, different;
};

static void compare(struct comparison *comparison, const unsigned char *bytes, size_t n)
{
	struct str whole = {(const char *)bytes, n}, text = STR_NONE;
	char expected[32];
	size_t size = by_icu(comparison->converter, whole, expected, sizeof expected), bad;
	bool read = decode(comparison->arena, whole, comparison->encoding, &text, &bad);

	comparison->known += read;
	comparison->different +=
		read != (size > 0) || (read && !str_equal(text, (struct str){expected, size}));
	if (comparison->known % 1024 == 0)
		arena_empty(comparison->arena);
}

static void compare_all(struct comparison *comparison, const char *charset, enum encoding encoding)
{
	UErrorCode status = U_ZERO_ERROR;
	struct test_run *test = comparison->test;

	comparison->arena = arena_sub(test->arena);
	comparison->converter = ucnv_open(charset, &status);
	CHECK(U_SUCCESS(status));
	ucnv_setToUCallBack(comparison->converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL,
			    &status);
	comparison->encoding = encoding;
	for (unsigned a = 0; a < 0x100; a++) {
		compare(comparison, (unsigned char[]){(unsigned char)a}, 1);
		for (unsigned b = 0; b < 0x100; b++)
			compare(comparison, (unsigned char[]){(unsigned char)a, (unsigned char)b},
				2);
	}
	/* Every step is odd, so that all last bytes come up. */
	for (unsigned i = 0; i < 0x7E * 12600; i += i < 60000 ? 1 : 37) {
		unsigned char bytes[] = {
			(unsigned char)(0x81 + i / 12600), (unsigned char)(0x30 + i / 1260 % 10),
			(unsigned char)(0x81 + i / 10 % 126), (unsigned char)(0x30 + i % 10)};
		compare(comparison, bytes, 4);
	}
	CHECK_UINT(comparison->different, 0);
	CHECK(comparison->known > 20000);
	ucnv_close(comparison->converter);
	*comparison = (struct comparison){.test = test};
}

TEST(decode_agrees_with_icu_on_every_sequence)
{
	struct comparison comparison = {.test = test};

	compare_all(&comparison, "gb18030", ENC_GB18030);
	compare_all(&comparison, "UTF-16LE", ENC_UTF16LE);
	compare_all(&comparison, "UTF-16BE", ENC_UTF16BE);
}

TEST(decode_takes_big5_of_hong_kong_and_else_of_windows)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *hong_kong = ucnv_open("Big5-HKSCS", &status);
	UConverter *windows = ucnv_open("windows-950", &status);
	struct arena *arena = arena_sub(test->arena);
	uint32_t known = 0;

	CHECK(U_SUCCESS(status));
	ucnv_setToUCallBack(hong_kong, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	ucnv_setToUCallBack(windows, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	for (unsigned i = 0; i < 0x10000; i++) {
		const char bytes[] = {(char)(i >> 8), (char)(i & 0xFF)};
		struct str text = STR_NONE;
		char expected[32];
		size_t size = by_icu(hong_kong, (struct str){bytes, 2}, expected, sizeof expected);
		size_t bad;

		if (!size)
			size = by_icu(windows, (struct str){bytes, 2}, expected, sizeof expected);
		CHECK_UINT(decode(arena, (struct str){bytes, 2}, ENC_BIG5, &text, &bad), size > 0);
		CHECK(str_equal(text, (struct str){expected, size}));
		known += size > 0;
	}
	CHECK(known > 30000);
	ucnv_close(hong_kong);
	ucnv_close(windows);
}

TEST(decode_says_where_the_first_bad_byte_is)
{
	static const struct {
		struct str bytes;
		enum encoding encoding;
		size_t bad;
	} cases[] = {
		{STR_INIT("ab\xBC\xD7\xFF"), ENC_GB18030, 4},
		{STR_INIT("ab\xBC\xD7\xBC"), ENC_GB18030, 4},
		{STR_INIT("\x81\x30\x81"), ENC_GB18030, 0},
		{STR_INIT("a\x81\x30\x81\x41"), ENC_GB18030, 1},
		{STR_INIT("\xA5\xD2\xA5"), ENC_BIG5, 2},
		{STR_INIT("\x32\x75\x00\xDC"), ENC_UTF16LE, 2},
		{STR_INIT("\x32\x75\x00\xD8\x32\x75"), ENC_UTF16LE, 2},
		{STR_INIT("\x75\x32\x75"), ENC_UTF16BE, 2},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct str text;
		size_t bad = SIZE_MAX;
		CHECK(!decode(test->arena, cases[i].bytes, cases[i].encoding, &text, &bad));
		CHECK_UINT(bad, cases[i].bad);
	}
}

static struct str encoded(struct test_run *test, const char *charset, const char *text)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar units[512];
	char *bytes = arena_alloc(test->arena, 2048);
	UConverter *converter = ucnv_open(charset, &status);
	int32_t n, size;

	u_strFromUTF8(units, 512, &n, text, -1, &status);
	size = ucnv_fromUChars(converter, bytes, 2048, units, n, &status);
	CHECK(U_SUCCESS(status));
	ucnv_close(converter);
	return (struct str){bytes, (size_t)size};
}

TEST(encoding_is_guessed_from_the_characters_that_contracts_have)
{
	static const char *const simplified[] = {"甲方", "乙方应于每月五日前付款。",
						 "┌──┬──┐│项目│金额│└──┴──┘"};
	static const char *const traditional[] = {"甲方應付", "乙方應於每月五日前付款。",
						  "┌──┬──┐│項目│金額│└──┴──┘",
						  "服務期間屆滿後，雙方權利義務終止。"};

	for (size_t i = 0; i < sizeof simplified / sizeof simplified[0]; i++)
		CHECK(encoding_guess(encoded(test, "gb18030", simplified[i])) == ENC_GB18030);
	for (size_t i = 0; i < sizeof traditional / sizeof traditional[0]; i++) {
		CHECK(encoding_guess(encoded(test, "gb18030", traditional[i])) == ENC_GB18030);
		CHECK(encoding_guess(encoded(test, "Big5-HKSCS", traditional[i])) == ENC_BIG5);
	}
}

TEST(encoding_of_other_languages_is_not_guessed)
{
	static const struct {
		const char *charset, *text;
	} cases[] = {
		{"windows-1252", "Der Käufer prüft die Ware; Maße und Größe gelten als geliefert."},
		{"windows-1251", "Покупатель обязуется оплатить товар в срок."},
		{"KOI8-R", "Покупатель обязуется оплатить товар в срок."},
		{"Shift_JIS", "乙は、甲に対し、毎月末日までに代金を支払うものとする。"},
		{"ISO-8859-7", "Ο αγοραστής υποχρεούται να καταβάλει το τίμημα."},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		CHECK(encoding_guess(encoded(test, cases[i].charset, cases[i].text)) == ENC_AUTO);
}
