#include "text/decode.h"

#include <string.h>
#include "base/bytes.h"
#include "base/out.h"
#include "base/sorted.h"
#include "base/utf8.h"
#include "text/codepage.h"
#include "text/fold.h"

enum { SAMPLE = 64 * 1024, CHARACTER_MAX = 4 };
#define LIKELY	0.7 /* of the characters are what the encoding would have in a contract … */
#define CLEARLY 0.1 /* … and so many more than the other would have */

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

/* --- characters --- */

static size_t read_four(const struct codepage *page, const unsigned char *p, uint32_t *cp)
{
	const struct codepage_row *row;
	uint32_t index;

	if (page->row_count == 0 || p[1] < '0' || p[1] > '9' || p[2] < CODEPAGE_LEAD ||
	    p[2] == 0xFF || p[3] < '0' || p[3] > '9')
		return 0;
	index = codepage_index(p);
	row = &page->rows[SORTED_LAST(page->rows, page->row_count, index, index)];
	*cp = row->cp + (index - row->index);
	return row->cp == UINT32_MAX ? 0 : 4;
}

static size_t read_coded(const struct codepage *page, const unsigned char *p, size_t n,
			 uint32_t *cp)
{
	*cp = p[0];
	if (p[0] < 0x80)
		return 1;
	*cp = page->singles[p[0] - 0x80];
	if (*cp != CODEPAGE_NONE)
		return 1;
	if (n < 2 || p[0] < CODEPAGE_LEAD || p[0] == 0xFF)
		return 0;
	if (p[1] < CODEPAGE_TRAIL || p[1] == 0xFF)
		return n < 4 ? 0 : read_four(page, p, cp);
	*cp = page->pairs[(p[0] - CODEPAGE_LEAD) * CODEPAGE_TRAILS + p[1] - CODEPAGE_TRAIL];
	if (*cp == CODEPAGE_NONE)
		return 0;
	if (*cp >= CODEPAGE_FAR && *cp < CODEPAGE_FAR_END)
		*cp = page->far[*cp - CODEPAGE_FAR];
	return 2;
}

static size_t read_utf16(int high, const unsigned char *p, size_t n, uint32_t *cp)
{
	uint32_t second;

	if (n < 2)
		return 0;
	*cp = (uint32_t)p[high] << 8 | p[!high];
	if (*cp < 0xD800 || *cp > 0xDFFF)
		return 2;
	second = n < 4 ? 0 : (uint32_t)p[2 + high] << 8 | p[2 + !high];
	if (*cp > 0xDBFF || second < 0xDC00 || second > 0xDFFF)
		return 0;
	*cp = 0x10000 + ((*cp - 0xD800) << 10) + (second - 0xDC00);
	return 4;
}

/* The size of the character that bytes[at..) begin with; 0 when they mean nothing. page is NULL for
 * UTF-16, whose high byte is then byte `high` of two. */
static size_t read_one(const struct codepage *page, int high, struct str bytes, size_t at,
		       uint32_t *cp)
{
	const unsigned char *p = (const unsigned char *)bytes.p + at;

	return page ? read_coded(page, p, bytes.n - at, cp) : read_utf16(high, p, bytes.n - at, cp);
}

/* Punctuation, the lines of tables, full-width letters. */
static bool is_sign(uint32_t cp)
{
	return (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x2500 && cp <= 0x25FF) ||
	       (cp >= 0x3000 && cp <= 0x3020) || (cp >= 0xFF01 && cp <= 0xFF5E);
}

/* The share of what contracts are written with among the characters beyond ASCII, if the sample is
 * in this encoding, less what means nothing: signs, and the Han characters in common use. Taken for
 * another, text is full of rare ones. */
static double likeness(struct str sample, const struct codepage *page)
{
	size_t good = 0, bad = 0, all = 0, size;
	uint32_t cp;

	for (size_t at = 0; at < sample.n; at += size) {
		size = read_one(page, 0, sample, at, &cp);
		if (!size && sample.n - at < CHARACTER_MAX)
			break; /* the end may cut a character */
		all += !size || cp >= 0x80;
		bad += !size;
		good += size && (codepage_is_common(fold_cp(cp)) || is_sign(cp));
		size = size ? size : 1;
	}
	return all ? ((double)good - 2 * (double)bad) / (double)all : 0;
}

enum encoding encoding_guess(struct str bytes)
{
	struct str sample = str_cut(bytes, 0, SAMPLE);
	enum encoding utf16 = guess_utf16(sample);
	double gb, big5;

	if (utf16 != ENC_AUTO || memchr(bytes.p, 0, bytes.n))
		return utf16;
	gb = likeness(sample, &codepage_gb18030);
	big5 = likeness(sample, &codepage_big5_hkscs);
	if (gb > LIKELY && gb > big5 + CLEARLY)
		return ENC_GB18030;
	return big5 > LIKELY && big5 > gb + CLEARLY ? ENC_BIG5 : ENC_AUTO;
}

/* --- the whole --- */

static bool convert(struct arena *arena, struct str bytes, const struct codepage *page, int high,
		    struct str *text, size_t *bad)
{
	struct text out = {.arena = arena};
	char piece[4096];
	size_t at = 0, n = 0, size;
	uint32_t cp;

	for (; at < bytes.n; at += size) {
		size = read_one(page, high, bytes, at, &cp);
		if (!size) {
			*bad = at;
			return false;
		}
		n += utf8_put(piece + n, cp);
		if (n > sizeof piece - 4) {
			text_str(&out, (struct str){piece, n});
			n = 0;
		}
	}
	text_str(&out, (struct str){piece, n});
	*text = text_done(&out);
	return true;
}

bool decode(struct arena *arena, struct str bytes, enum encoding encoding, struct str *text,
	    size_t *bad)
{
	size_t other;

	switch (encoding) {
	case ENC_UTF16LE: return convert(arena, bytes, NULL, 1, text, bad);
	case ENC_UTF16BE: return convert(arena, bytes, NULL, 0, text, bad);
	case ENC_GB18030: return convert(arena, bytes, &codepage_gb18030, 0, text, bad);
	case ENC_BIG5:
		/* Taiwan's Windows has a few characters that the Hong Kong set has elsewhere or not
		 * at all. */
		return convert(arena, bytes, &codepage_big5_hkscs, 0, text, bad) ||
		       convert(arena, bytes, &codepage_windows_950, 0, text, &other);
	default: break;
	}
	*text = bytes;
	*bad = utf8_valid_fast(bytes);
	return *bad == bytes.n;
}
