/* Bytes of any encoding that contracts come in, as UTF-8.
 *
 * For text/source.c. */
#ifndef CLAUSELINT_TEXT_DECODE_H
#define CLAUSELINT_TEXT_DECODE_H

#include "text/source.h"

/* The encoding that the byte order mark at the start of bytes stands for, and its size in *mark;
 * ENC_AUTO and 0 when there is none. */
enum encoding encoding_marked(struct str bytes, size_t *mark);
/* What bytes without a mark that are not UTF-8 look like; ENC_AUTO when they look like nothing. */
enum encoding encoding_guess(struct str bytes);
/* The byte order of UTF-16 without a mark: the one in which it looks more like a contract; little
 * endian when neither does. */
enum encoding encoding_order(struct str bytes);
/* bytes (without a mark) as UTF-8. False when some of them mean nothing in that encoding: *bad is the
 * offset of the first of these. */
bool decode(struct arena *arena, struct str bytes, enum encoding encoding, struct str *text,
	    size_t *bad);
/* As utf8_valid_prefix, at a speed for big files. */
size_t utf8_valid_fast(struct str bytes);

#endif
