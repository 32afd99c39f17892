/* Slices of text, by value.
 *
 * For every layer. A slice never owns its bytes and need not end in NUL; the bytes are UTF-8 unless
 * the name says otherwise, and may hold NUL. Offsets and lengths are bytes. All functions are pure
 * and may be called from any thread. */
#ifndef CLAUSELINT_BASE_STR_H
#define CLAUSELINT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

/* A place in one named text: bytes [begin, end). The field that holds it says which text. */
struct span {
	uint32_t begin, end;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_NONE     ((struct str){NULL, 0})
/* The same in the initialiser of a static table. */
#define STR_INIT(literal) {(literal), sizeof(literal) - 1}
/* For "%.*s" in printf formats. */
#define STR_ARG(s) (int)(s).n, (s).p

/* The slice of a NUL-terminated string; NULL gives the empty slice. */
static inline struct str str_from(const char *text)
{
	return text ? (struct str){text, strlen(text)} : STR_NONE;
}
/* The bytes [begin, end) of s, clipped to s. */
static inline struct str str_cut(struct str s, size_t begin, size_t end)
{
	if (end > s.n)
		end = s.n;
	if (begin > end)
		begin = end;
	return (struct str){s.p ? s.p + begin : NULL, end - begin};
}
static inline struct str str_at(struct str s, struct span at)
{
	return str_cut(s, at.begin, at.end);
}

static inline bool str_equal(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
/* Byte order, as memcmp; a prefix sorts first. */
int str_compare(struct str a, struct str b);
static inline bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}
static inline bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_equal(str_cut(s, s.n - suffix.n, s.n), suffix);
}
/* Which byte of the character that s begins with tells most: the last, since Han characters share
 * their first ones. s is not empty; the index may lie behind it. */
static inline size_t str_key(struct str s)
{
	unsigned char c = (unsigned char)s.p[0];

	return c < 0xC0 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
}
/* The offset of the first needle at or after from; SIZE_MAX when there is none. */
size_t str_find(struct str s, struct str needle, size_t from);
bool str_contains(struct str s, struct str needle);
/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);
/* 64-bit FNV-1a, for tables in memory; not for anything that is stored. */
uint64_t str_hash(struct str s);

static inline uint32_t span_size(struct span s)
{
	return s.end - s.begin;
}
static inline bool span_overlaps(struct span a, struct span b)
{
	return a.begin < b.end && b.begin < a.end;
}
static inline bool span_holds(struct span outer, struct span inner)
{
	return outer.begin <= inner.begin && inner.end <= outer.end;
}

#endif
