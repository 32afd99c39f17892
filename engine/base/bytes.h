/* Sixteen bytes at a step, where the processor can.
 *
 * For scanners of long texts in any layer: each asks what it needs to know of a block and goes on byte
 * by byte where a block says no. SSE2 is part of every x86-64; elsewhere there are no blocks, and
 * BYTES_BLOCK is 0. */
#ifndef CLAUSELINT_BASE_BYTES_H
#define CLAUSELINT_BASE_BYTES_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __SSE2__

#include <emmintrin.h>

#define BYTES_BLOCK 16
typedef __m128i bytes_block;

static inline bytes_block bytes_load(const void *p)
{
	return _mm_loadu_si128(p);
}
static inline void bytes_store(void *p, bytes_block block)
{
	_mm_storeu_si128(p, block);
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
/* How many are from low to high; and how many are in one of four such ranges. */
static inline uint32_t bytes_count(bytes_block mask)
{
	__m128i sums = _mm_sad_epu8(_mm_and_si128(mask, _mm_set1_epi8(1)), _mm_setzero_si128());

	return (uint32_t)_mm_cvtsi128_si32(sums) +
	       (uint32_t)_mm_cvtsi128_si32(_mm_srli_si128(sums, 8));
}
static inline uint32_t bytes_count_between(bytes_block block, unsigned char low, unsigned char high)
{
	return bytes_count(bytes_in(block, low, high));
}
static inline uint32_t bytes_count4(bytes_block block, const unsigned char ranges[8])
{
	return bytes_count(
		_mm_or_si128(_mm_or_si128(bytes_in(block, ranges[0], ranges[1]),
					  bytes_in(block, ranges[2], ranges[3])),
			     _mm_or_si128(bytes_in(block, ranges[4], ranges[5]),
					  bytes_in(block, ranges[6], ranges[7]))));
}
static inline uint32_t bytes_high(bytes_block block)
{
	return (uint32_t)_mm_movemask_epi8(block);
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
