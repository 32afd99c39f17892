/* Sixteen bytes at a step, where the processor can.
 *
 * For scanners of long texts in any layer: each asks what it needs to know of a block and goes on byte
 * by byte where a block says no. SSE2 is part of every x86-64; elsewhere there are no blocks, and
 * BYTES_BLOCK is 0. */
#ifndef CLAUSELINT_BASE_BYTES_H
#define CLAUSELINT_BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __SSE2__

#include <emmintrin.h>

#define BYTES_BLOCK 16
typedef __m128i bytes_block;

static inline bytes_block bytes_load(const void *p)
{
	return _mm_loadu_si128(p);
}
/* One bit a byte: those that are c; those from low to high. */
static inline uint32_t bytes_are(bytes_block block, unsigned char c)
{
	return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8((char)c)));
}
/* Those that are negative as signed numbers, too: 0x80 and more. */
static inline uint32_t bytes_below(bytes_block block, signed char c)
{
	return (uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(block, _mm_set1_epi8(c)));
}
/* Those that have any of these bits. */
static inline uint32_t bytes_with(bytes_block block, unsigned char bits)
{
	__m128i none = _mm_cmpeq_epi8(_mm_and_si128(block, _mm_set1_epi8((char)bits)),
				      _mm_setzero_si128());

	return (uint32_t)_mm_movemask_epi8(none) ^ 0xFFFF;
}
static inline bytes_block bytes_in(bytes_block block, unsigned char low, unsigned char high)
{
	__m128i moved = _mm_sub_epi8(block, _mm_set1_epi8((char)low));
	__m128i most = _mm_set1_epi8((char)(high - low));

	return _mm_cmpeq_epi8(_mm_min_epu8(moved, most), moved);
}
static inline uint32_t bytes_between(bytes_block block, unsigned char low, unsigned char high)
{
	return (uint32_t)_mm_movemask_epi8(bytes_in(block, low, high));
}
/* Byte by byte. */
static inline bytes_block bytes_all(unsigned char c)
{
	return _mm_set1_epi8((char)c);
}
static inline bytes_block bytes_plus(bytes_block a, bytes_block b)
{
	return _mm_add_epi8(a, b);
}
static inline bytes_block bytes_minus(bytes_block a, bytes_block b)
{
	return _mm_sub_epi8(a, b);
}
static inline bytes_block bytes_or(bytes_block a, bytes_block b)
{
	return _mm_or_si128(a, b);
}
/* a where mask is 0, else 0; and the first n bytes of it, else 0. */
static inline bytes_block bytes_unless(bytes_block a, bytes_block mask)
{
	return _mm_andnot_si128(mask, a);
}
static inline bytes_block bytes_before(bytes_block a, uint32_t n)
{
	__m128i places = _mm_set_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);

	return _mm_and_si128(a, _mm_cmplt_epi8(places, bytes_all((unsigned char)n)));
}
/* Of all bytes. */
static inline uint32_t bytes_sum(bytes_block block)
{
	__m128i sums = _mm_sad_epu8(block, _mm_setzero_si128());

	return (uint32_t)_mm_cvtsi128_si32(sums) +
	       (uint32_t)_mm_cvtsi128_si32(_mm_srli_si128(sums, 8));
}

/* How many of the n bytes at p, a multiple of BYTES_BLOCK, are from low to high. */
static inline size_t bytes_count_all(const char *p, size_t n, unsigned char low, unsigned char high)
{
	size_t count = 0;

	while (n) {
		/* More blocks could be more than a byte of a sum holds. */
		size_t step = n < 255 * BYTES_BLOCK ? n : 255 * BYTES_BLOCK;
		__m128i sums = _mm_setzero_si128();
		for (const char *end = p + step; p < end; p += BYTES_BLOCK)
			sums = _mm_sub_epi8(sums, bytes_in(bytes_load(p), low, high));
		count += bytes_sum(sums);
		n -= step;
	}
	return count;
}
static inline uint32_t bytes_high(bytes_block block)
{
	return (uint32_t)_mm_movemask_epi8(block);
}
/* The first byte whose bit is set; one is. */
static inline uint32_t bytes_first(uint32_t bits)
{
	return (uint32_t)__builtin_ctz(bits);
}

/* How many bytes at the block's beginning are whole characters of one byte or of three, if nothing else
 * begins in it; else 0. The block begins with a character. */
static inline uint32_t bytes_whole(bytes_block block)
{
	uint32_t high = bytes_high(block), leads, follow;

	if (high == 0)
		return 16;
	leads = bytes_between(block, 0xE1, 0xEF) & ~bytes_are(block, 0xED);
	follow = leads << 1 | leads << 2;
	if (bytes_below(block, -0x40) != (follow & 0xFFFF) ||
	    high != (leads | (follow & 0xFFFF)))
		return 0;
	return leads & 0x8000 ? 15 : leads & 0x4000 ? 14 : 16;
}

#else

#define BYTES_BLOCK 0

#endif

#endif
