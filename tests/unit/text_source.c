#include "test.h"

#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "text/norm.h"
#include "text/source.h"
#include "text/width.h"

static const struct source *read_bytes(struct test_run *test, struct str bytes, struct error *error)
{
	*error = (struct error){0};
	return source_read(test->arena, STR("x.txt"), bytes, ENC_AUTO, error);
}

#define CHECK_READS(bytes, want_encoding, want_text)                                               \
	do {                                                                                       \
		struct error error_;                                                               \
		const struct source *source_ = read_bytes(test, (bytes), &error_);                 \
		CHECK(source_ != NULL);                                                            \
		if (source_) {                                                                     \
			CHECK_STR(str_from(encoding_name(source_->encoding)), want_encoding);      \
			CHECK_STR(source_->text, want_text);                                       \
		}                                                                                  \
	} while (0)

#define CHECK_REFUSED(bytes, reason)                                                               \
	do {                                                                                       \
		struct error error_;                                                               \
		CHECK(read_bytes(test, (bytes), &error_) == NULL);                                 \
		CHECK_UINT(error_.status, STATUS_REFUSED);                                         \
		CHECK(strstr(error_.message, (reason)) != NULL);                                   \
	} while (0)

/* UTF-16 in either byte order, of text within the BMP or beyond. */
static struct str utf16(struct test_run *test, const char *text, bool big, bool mark)
{
	struct str s = str_from(text);
	char *out = arena_alloc(test->arena, s.n * 4 + 2);
	size_t n = 0, at = 0;
	uint32_t cp = mark ? 0xFEFF : utf8_next(s, &at);

	for (; cp != UTF8_NONE; cp = utf8_next(s, &at)) {
		uint32_t units[2] = {cp, 0};
		if (cp > 0xFFFF) {
			units[0] = 0xD7C0 + (cp >> 10);
			units[1] = 0xDC00 + (cp & 0x3FF);
		}
		for (int i = 0; i < (cp > 0xFFFF ? 2 : 1); i++) {
			out[n++] = (char)(big ? units[i] >> 8 : units[i] & 0xFF);
			out[n++] = (char)(big ? units[i] & 0xFF : units[i] >> 8);
		}
	}
	return (struct str){out, n};
}

TEST(source_reads_utf8_with_and_without_mark)
{
	struct error error;
	const struct source *source = read_bytes(test, STR("\xEF\xBB\xBF甲方\n"), &error);

	CHECK_READS(STR("甲方\n"), "UTF-8", "甲方\n");
	CHECK_STR(source->text, "甲方\n");
	CHECK_UINT(source->lead, 3);
	CHECK_UINT(source_place(source, 3).byte, 6);
	CHECK(!source->guessed);
}

TEST(source_reads_utf16_with_and_without_mark)
{
	static const char text[] = "第一條 甲方應於30日內付款𠀀。\n";

	for (int i = 0; i < 4; i++)
		CHECK_READS(utf16(test, text, i & 1, i & 2), i & 1 ? "UTF-16BE" : "UTF-16LE", text);
	CHECK_READS(utf16(test, "Service agreement\n", false, false), "UTF-16LE",
		    "Service agreement\n");
}

/* Without a mark the byte order of what is said to be UTF-16 is found out, also where there is too
 * little to take it for UTF-16 without being told. */
TEST(source_finds_the_byte_order_of_utf16)
{
	static const char *const texts[] = {"第一條 甲方應於30日內付款𠀀。\n", "合同", "A",
					    "甲方：B\n"};
	struct error error;

	for (unsigned i = 0; i < 4 * sizeof texts / sizeof texts[0]; i++) {
		bool big = i & 1, mark = i & 2;
		const struct source *source =
			source_read(test->arena, STR("x.txt"), utf16(test, texts[i / 4], big, mark),
				    ENC_UTF16, &error);
		CHECK(source && source->encoding == (big ? ENC_UTF16BE : ENC_UTF16LE) &&
		      source->guessed == !mark);
		if (source)
			CHECK_STR(source->text, texts[i / 4]);
	}
}

TEST(source_reads_utf16_pairs_across_pieces)
{
	char text[8193];

	text[0] = 'a';
	for (size_t i = 1; i + 4 < sizeof text; i += 4)
		memcpy(text + i, "𠀀", 4);
	text[sizeof text - 4] = '\0';
	CHECK_READS(utf16(test, text, false, true), "UTF-16LE", text);
}

TEST(source_reads_gb18030)
{
	/* 甲方有权解除合同。 and 𠀀, which takes four bytes. */
	static const char gb[] = "\xBC\xD7\xB7\xBD\xD3\xD0\xC8\xA8\xBD\xE2\xB3\xFD\xBA\xCF\xCD\xAC"
				 "\xA1\xA3\x95\x32\x82\x36";
	struct error error;
	const struct source *source = read_bytes(test, STR(gb), &error);

	CHECK_READS(STR(gb), "GB18030", "甲方有权解除合同。𠀀");
	CHECK(source->guessed);
	CHECK_READS(STR("\x84\x31\x95\x33\xBC\xD7"), "GB18030", "甲");
}

TEST(source_reads_big5_and_its_hong_kong_signs)
{
	/* 甲方得終止合約。 and 嘅, which only the Hong Kong set has. */
	static const char big5[] =
		"\xA5\xD2\xA4\xE8\xB1\x6F\xB2\xD7\xA4\xEE\xA6\x58\xAC\xF9\xA1\x43"
		"\x9D\xEF";
	struct error error;
	const struct source *source = read_bytes(test, STR(big5), &error);

	CHECK(source && source->encoding == ENC_BIG5);
	if (source)
		CHECK(str_starts(source->text, STR("甲方得終止合約。")));
	/* 碁 is a character of Windows' Big5 (F9D6) only. */
	CHECK(source_read(test->arena, STR("x"), STR("\xF9\xD6"), ENC_BIG5, &error) != NULL);
}

TEST(source_obeys_a_given_encoding)
{
	struct error error = {0};
	enum encoding encoding;

	CHECK(encoding_from_name(STR("GB-18030"), &encoding) && encoding == ENC_GB18030);
	CHECK(encoding_from_name(STR("utf8"), &encoding) && encoding == ENC_UTF8);
	CHECK(encoding_from_name(STR("Utf-16"), &encoding) && encoding == ENC_UTF16);
	CHECK(!encoding_from_name(STR("latin1"), &encoding));
	CHECK(source_read(test->arena, STR("x"), STR("\xBC\xD7"), ENC_UTF8, &error) == NULL);
	CHECK(strstr(error.message, "offset 0") != NULL);
	CHECK(source_read(test->arena, STR("x"), STR("\xBC\xD7"), ENC_GB18030, &error) != NULL);
	CHECK(source_read(test->arena, STR("x"), utf16(test, "合同", true, true), ENC_UTF16LE,
			  &error) != NULL);
}

TEST(source_refuses_and_says_what_to_do)
{
	CHECK_REFUSED(STR(""), "empty");
	CHECK_REFUSED(STR(" \n\t\n"), "empty");
	CHECK_REFUSED(STR("\xEF\xBB\xBF"), "empty");
	CHECK_REFUSED(STR("合同\0文本"), "NUL byte at offset 6");
	CHECK_REFUSED(STR("caf\xE9 con leche\n"), "offset 3");
	CHECK_REFUSED(STR("\xEF\xBB\xBF甲\xFF"), "offset 6");
	/* A GB18030 text that is cut within a character. */
	CHECK_REFUSED(STR("\xBC\xD7\xB7\xBD\xD3\xD0\xC8\xA8\xBD\xE2\xB3\xFD\xBA\xCF\xCD"),
		      "offset 14");
	CHECK_REFUSED(str_cut(utf16(test, "甲方和乙方", false, true), 0, 9), "offset");
}

TEST(source_place_counts_every_line_ending_and_unit)
{
	static const struct {
		uint32_t offset;
		struct place want;
	} cases[] = {
		{0, {0, 1, 1, 1}},   {3, {3, 1, 2, 2}},	  {5, {5, 2, 1, 1}},
		{6, {6, 2, 2, 2}},   {7, {7, 3, 1, 1}},	  {11, {11, 3, 2, 3}},
		{12, {12, 4, 1, 1}}, {13, {13, 4, 2, 2}}, {99, {13, 4, 2, 2}},
	};
	struct error error;
	const struct source *source = read_bytes(test, STR("甲\r\na\r𠀀\nb"), &error);

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct place place = source_place(source, cases[i].offset);
		CHECK(memcmp(&place, &cases[i].want, sizeof place) == 0);
	}
}

TEST(source_place_is_right_on_one_long_line)
{
	enum { COUNT = 30000 };
	char *bytes = arena_alloc(test->arena, COUNT * 7);
	struct error error;
	const struct source *source;

	for (size_t i = 0; i < COUNT; i++)
		memcpy(bytes + i * 7, "甲𠀀", 7);
	source = read_bytes(test, (struct str){bytes, COUNT * 7}, &error);
	for (uint32_t i = 0; i < COUNT; i += 97) {
		struct place place = source_place(source, i * 7 + 3);
		CHECK_UINT(place.line, 1);
		CHECK_UINT(place.column, i * 2 + 2);
		CHECK_UINT(place.utf16, i * 3 + 2);
	}
}

TEST(source_tells_the_script)
{
	static const struct {
		const char *text, *script;
	} cases[] = {
		{"Only English, 2026.", "None"},
		{"双方应当遵守本合同。", "Hans"},
		{"雙方應當遵守本合約。", "Hant"},
		{"双方应当遵守，雙方應當遵守。", "Mixed"},
		/* 后, 里, 范, 于 and 并 stand in texts of both scripts. */
		{"范先生于后里并", "None"},
	};
	struct error error;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		CHECK_STR(str_from(script_name(
				  read_bytes(test, str_from(cases[i].text), &error)->script)),
			  cases[i].script);
}

TEST(width_follows_annex_11)
{
	CHECK_UINT(text_width(STR("合同 A1")), 7);
	CHECK_UINT(text_width(STR("（Ａ）")), 6);
	CHECK_UINT(text_width(STR("e\xCC\x81\xE2\x80\x8B")), 1);
	CHECK_UINT(cp_width(0x1F600), 2);
	CHECK_UINT(cp_width(0x2423), 1);
	CHECK_UINT(text_width(STR("…“”")), 3);
}

/* Refuses the allocation that left counts down to. */
static void *refusing_resize(void *context, void *block, size_t size)
{
	int *left = context;

	if (size == 0) {
		free(block);
		return NULL;
	}
	return (*left)-- == 0 ? NULL : realloc(block, size);
}

struct reading {
	struct arena *arena;
	struct str bytes;
	bool done;
};

static void read_and_normalise(void *context)
{
	struct reading *reading = context;
	struct error error;
	const struct source *source =
		source_read(reading->arena, STR("x"), reading->bytes, ENC_AUTO, &error);

	reading->done = source && normalise(reading->arena, source);
}

TEST(source_and_norm_survive_every_refused_allocation)
{
	enum { COUNT = 60000 };
	char *bytes = arena_alloc(test->arena, COUNT * 6);
	bool done = false;

	/* Big5, which must be found out first. */
	for (size_t i = 0; i < COUNT; i++)
		memcpy(bytes + i * 6, "\xA5\xD2\xD2\x41,.", 6);
	for (int refused = 0; !done && refused < 200; refused++) {
		int left = refused;
		struct allocator from = {refusing_resize, &left};
		struct reading reading = {arena_new(from, 0), {bytes, COUNT * 6}, false};
		if (!reading.arena)
			continue;
		done = arena_protect(reading.arena, read_and_normalise, &reading);
		arena_free(reading.arena);
	}
	CHECK(done);
}
