/* The encodings of Chinese text in which most characters have two bytes, as tables that the build takes
 * from ICU (codepage_gen.c).
 *
 * For text/decode.c. ASCII stands for itself in all of them. */
#ifndef CLAUSELINT_TEXT_CODEPAGE_H
#define CLAUSELINT_TEXT_CODEPAGE_H

#include "base/str.h"

enum {
	CODEPAGE_LEAD = 0x81, CODEPAGE_LEADS = 126,  /* first bytes of two: 81 to FE */
	CODEPAGE_TRAIL = 0x40, CODEPAGE_TRAILS = 191, /* second bytes: 40 to FE */
	CODEPAGE_FAR = 0xD800, CODEPAGE_FAR_END = 0xE000, /* no characters, but numbers in far */
	CODEPAGE_NONE = 0xFFFF                       /* nothing at all */
};

/* Characters of four bytes follow each other: from this one on, up to the next row. */
struct codepage_row {
	uint32_t index; /* of the bytes: see codepage_index */
	uint32_t cp;    /* UINT32_MAX: none of these is a character */
};

struct codepage {
	uint16_t singles[128];  /* what bytes from 80 on are by themselves */
	const uint16_t *pairs;  /* CODEPAGE_TRAILS for each first byte */
	const uint32_t *far;    /* what pairs have no room for */
	const struct codepage_row *rows; /* for four bytes */
	uint32_t row_count;
};

extern const struct codepage codepage_gb18030, codepage_big5_hkscs, codepage_windows_950;

/* The release of ICU that was asked. */
extern const char codepage_icu[];

/* The Han characters in common use, level 1 of GB 2312: a bit for each from here on. */
enum { COMMON_FIRST = 0x4E00, COMMON_END = 0xA000, COMMON_BITS = 64 };
extern const uint64_t codepage_common[(COMMON_END - COMMON_FIRST) / COMMON_BITS];

static inline bool codepage_is_common(uint32_t cp)
{
	uint32_t i = cp - COMMON_FIRST;

	return cp >= COMMON_FIRST && cp < COMMON_END &&
	       (codepage_common[i / COMMON_BITS] >> i % COMMON_BITS & 1);
}

/* The number of four bytes 81–FE, 30–39, 81–FE, 30–39 in their order. */
static inline uint32_t codepage_index(const unsigned char *p)
{
	return ((p[0] - 0x81u) * 10 + (p[1] - 0x30u)) * 1260 + (p[2] - 0x81u) * 10 +
	       (p[3] - 0x30u);
}

#endif
