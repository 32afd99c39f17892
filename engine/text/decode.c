#include "text/decode.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include "base/bytes.h"
#include "base/out.h"
#include "base/utf8.h"

enum { SAMPLE = 64 * 1024 };

static const struct {
	struct str mark;
	enum encoding encoding;
} marks[] = {
	{STR_INIT("\xEF\xBB\xBF"), ENC_UTF8},
	{STR_INIT("\xFF\xFE"), ENC_UTF16LE},
	{STR_INIT("\xFE\xFF"), ENC_UTF16BE},
	{STR_INIT("\x84\x31\x95\x33"), ENC_GB18030},
};

enum encoding encoding_marked(struct str bytes, size_t *mark)
{
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (str_starts(bytes, marks[i].mark)) {
			*mark = marks[i].mark.n;
			return marks[i].encoding;
		}
	}
	*mark = 0;
	return ENC_AUTO;
}

/* By blocks of ASCII and of characters of three bytes; what else there is goes through base/utf8.
 */
size_t utf8_valid_fast(struct str bytes)
{
	size_t at = 0;

	while (at < bytes.n) {
		size_t next;
#if BYTES_BLOCK
		while (bytes.n - at >= BYTES_BLOCK) {
			uint32_t whole = bytes_whole(bytes_load(bytes.p + at));
			if (!whole)
				break;
			at += whole;
		}
		if (at == bytes.n)
			break;
#endif
		next = at;
		if (utf8_next(bytes, &next) == UTF8_BAD && next == at + 1)
			return at;
		at = next;
	}
	return at;
}

struct likeness {
	double share; /* of the sample: what contracts are written with */
	bool certain; /* some of it is what ASCII taken by twos, which looks Han, cannot look like
		       */
};

static struct likeness utf16_likeness(struct str sample, int high)
{
	size_t good = 0, all = 0, sure = 0;

	for (size_t i = 0; i + 1 < sample.n; i += 2, all++) {
		unsigned unit = (unsigned)(unsigned char)sample.p[i + (size_t)high] << 8 |
				(unsigned char)sample.p[i + (size_t)!high];
		bool certain = (unit >= 0x20 && unit < 0x7F) || unit == '\n' || unit == '\r' ||
			       unit == '\t' || unit == 0x3001 || unit == 0x3002 ||
			       (unit >= 0xFF00 && unit < 0xFFF0);
		sure += certain;
		good += certain || (unit >= 0x4E00 && unit <= 0x9FFF) ||
			(unit >= 0x2000 && unit < 0x2800) || (unit >= 0x3000 && unit < 0x3400) ||
			(unit >= 0xD800 && unit < 0xE000);
	}
	return (struct likeness){all ? (double)good / (double)all : 0, sure * 100 > all};
}

static enum encoding guess_utf16(struct str sample)
{
	struct likeness one = utf16_likeness(sample, 1), other = utf16_likeness(sample, 0);
	double little = one.certain ? one.share : 0, big = other.certain ? other.share : 0;

	if ((little < 0.9 && big < 0.9) || little == big)
		return ENC_AUTO;
	return little > big ? ENC_UTF16LE : ENC_UTF16BE;
}

enum encoding encoding_order(struct str bytes)
{
	struct str sample = str_cut(bytes, 0, SAMPLE);
	enum encoding guess = guess_utf16(sample);
	bool big = utf16_likeness(sample, 0).share > utf16_likeness(sample, 1).share;

	return guess != ENC_AUTO ? guess : big ? ENC_UTF16BE : ENC_UTF16LE;
}

/* Where the common characters of a two-byte encoding are. */
struct zone {
	unsigned char first, last, trail;
};

/* The share of the sample's characters that are common ones, less what is malformed: level 1 of
 * GB 2312 (B0-D7, A1-FE) and its signs, or Big5's frequent characters (A4-C6) and its signs. */
static double zone_likeness(struct str sample, struct zone common, bool gb)
{
	size_t good = 0, bad = 0, all = 0;

	for (size_t i = 0; i + 1 < sample.n; i++) {
		unsigned char lead = (unsigned char)sample.p[i],
			      trail = (unsigned char)sample.p[i + 1];
		if (lead < 0x80)
			continue;
		all++;
		if (gb && trail >= '0' && trail <= '9' && i + 3 < sample.n) {
			i += 3;
			continue;
		}
		if (lead == 0x80 || lead == 0xFF || trail < 0x40 || trail == 0x7F ||
		    trail == 0xFF || (!gb && trail > 0x7F && trail < 0xA1)) {
			bad++;
			continue;
		}
		good += trail >= common.trail && ((lead >= common.first && lead <= common.last) ||
						  (lead >= 0xA1 && lead <= 0xA3));
		i++;
	}
	return all ? ((double)good - 2 * (double)bad) / (double)all : 0;
}

static void close_detector(void *detector)
{
	ucsdet_close(detector);
}

/* What ICU's detector says, if that is one of the two. */
static enum encoding ask_icu(struct arena *arena, struct str sample)
{
	UErrorCode status = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&status);
	const UCharsetMatch *match;
	const char *name;

	if (U_FAILURE(status))
		arena_fail(arena);
	arena_defer(arena, close_detector, detector);
	ucsdet_setText(detector, sample.p, (int32_t)sample.n, &status);
	match = ucsdet_detect(detector, &status);
	name = U_SUCCESS(status) && match ? ucsdet_getName(match, &status) : "";
	if (U_FAILURE(status) || !name)
		return ENC_AUTO;
	return strcmp(name, "GB18030") == 0 ? ENC_GB18030
	       : strcmp(name, "Big5") == 0  ? ENC_BIG5
					    : ENC_AUTO;
}

enum encoding encoding_guess(struct arena *arena, struct str bytes)
{
	static const struct zone gb_zone = {0xB0, 0xD7, 0xA1}, big5_zone = {0xA4, 0xC6, 0x40};
	struct str sample = str_cut(bytes, 0, SAMPLE);
	enum encoding utf16 = guess_utf16(sample);
	double gb = zone_likeness(sample, gb_zone, true);
	double big5 = zone_likeness(sample, big5_zone, false);

	if (utf16 != ENC_AUTO)
		return utf16;
	if (memchr(bytes.p, 0, bytes.n))
		return ENC_AUTO;
	if (gb > 0.85 && gb > big5 + 0.1)
		return ENC_GB18030;
	if (big5 > 0.85 && big5 > gb + 0.1)
		return ENC_BIG5;
	return ask_icu(arena, sample);
}

static void close_converter(void *converter)
{
	ucnv_close(converter);
}

/* Converts in pieces; a surrogate pair that a piece would tear apart waits for the next one. */
static bool convert(struct arena *arena, struct str bytes, const char *charset, struct str *text,
		    size_t *bad)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(charset, &status);
	struct text out = {.arena = arena};
	const char *from = bytes.p, *end = bytes.p + bytes.n;
	UChar units[2048];
	char utf8[sizeof units / sizeof units[0] * 3];
	int32_t held = 0;

	if (U_FAILURE(status))
		arena_fail(arena);
	arena_defer(arena, close_converter, converter);
	ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	do {
		UChar *to = units + held;
		int32_t n, size = 0;
		char wrong[16];
		int8_t wrong_n = sizeof wrong;
		UErrorCode converted = U_ZERO_ERROR;
		status = U_ZERO_ERROR;
		ucnv_toUnicode(converter, &to, units + sizeof units / sizeof units[0], &from, end,
			       NULL, true, &status);
		if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) {
			ucnv_getInvalidChars(converter, wrong, &wrong_n, &converted);
			*bad = (size_t)(from - bytes.p) - (size_t)wrong_n;
			return false;
		}
		n = (int32_t)(to - units);
		held = status == U_BUFFER_OVERFLOW_ERROR && n > 0 && U16_IS_LEAD(units[n - 1]);
		u_strToUTF8(utf8, sizeof utf8, &size, units, n - held, &converted);
		if (U_FAILURE(converted)) {
			*bad = (size_t)(from - bytes.p);
			return false;
		}
		text_str(&out, (struct str){utf8, (size_t)size});
		units[0] = units[n > 0 ? n - 1 : 0];
	} while (status == U_BUFFER_OVERFLOW_ERROR);
	*text = text_done(&out);
	return true;
}

bool decode(struct arena *arena, struct str bytes, enum encoding encoding, struct str *text,
	    size_t *bad)
{
	static const char *const charsets[] = {
		[ENC_UTF16LE] = "UTF-16LE",
		[ENC_UTF16BE] = "UTF-16BE",
		[ENC_GB18030] = "gb18030",
		[ENC_BIG5] = "Big5-HKSCS",
	};
	size_t other;

	if (encoding == ENC_UTF8) {
		*text = bytes;
		*bad = utf8_valid_fast(bytes);
		return *bad == bytes.n;
	}
	/* Taiwan's Windows has a few characters that the Hong Kong set has elsewhere or not at all.
	 */
	return convert(arena, bytes, charsets[encoding], text, bad) ||
	       (encoding == ENC_BIG5 && convert(arena, bytes, "windows-950", text, &other));
}
