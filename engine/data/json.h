/* Writing JSON, in the order it is called, to a buffered writer.
 *
 * For reports. Commas and indentation are its business; escapes follow RFC 8259, text is UTF-8,
 * malformed bytes become U+FFFD. Control characters and U+2028/9 are escaped. */
#ifndef CLAUSELINT_DATA_JSON_H
#define CLAUSELINT_DATA_JSON_H

#include "base/bytes.h"
#include "base/out.h"

struct json {
	struct out *out;
	bool pretty; /* one value a line, two spaces deep; else no white space at all */
	uint8_t depth;
	uint8_t separator; /* how many bytes stand between two entries of the innermost level */
	bool more;	   /* whether the innermost level has an entry already */
	bool after_key;
};

void json_begin(struct json *json, struct out *out, bool pretty);
void json_object(struct json *json);
void json_object_end(struct json *json);
void json_array(struct json *json);
void json_array_end(struct json *json);
void json_str(struct json *json, struct str value);
void json_uint(struct json *json, uint64_t value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

/* A writer of members that will stand, by json_copy, among those of the object that json is in. */
struct json json_piece(const struct json *json, struct out *out);
void json_copy(struct json *json, struct str piece);

/* --- members --------------------------------------------------------------------------------- */

/* What a value is written into: room for what may stand before it, its key, and itself, asked for
 * at once. A string beyond JSON_STRING bytes asks for its own. Keys are ours, or a pack's words of
 * letters, so they need no escape, and are short; most are literals, and copied as constants. */
enum {
	JSON_LEVELS = 64,
	JSON_SEPARATOR = 2 + 2 * JSON_LEVELS + 16,
	JSON_KEY = 128,
	JSON_STRING = 4096
};

/* Room for size bytes behind what stands before a key or a value; what was written there, up to
 * end, is an entry then. */
char *json_begin_entry(struct json *json, size_t size);
static inline void json_end_entry(struct json *json, const char *end)
{
	out_take(json->out, (size_t)(end - json->out->buffer) - json->out->used);
}
/* A value at p, where there is room for it, as the end of an entry. */
void json_put_value(struct json *json, char *p, struct str value);
void json_put_uint(struct json *json, char *p, uint64_t value);
void json_begin_level(struct json *json, char *p, char bracket);
static inline size_t json_value_room(struct str value)
{
	return value.n <= JSON_STRING ? value.n + 2 + BYTES_BLOCK : 0;
}

/* The key of a new member, and room for size bytes of its value. */
static inline char *json_begin_member(struct json *json, const char *key, size_t size)
{
	size_t n = strlen(key);
	char *p;

	if (n > JSON_KEY) {
		json->out->failed = true;
		n = JSON_KEY;
	}
	p = json_begin_entry(json, n + 4 + size);
	*p++ = '"';
	memcpy(p, key, n);
	p += n;
	memcpy(p, "\": ", 3);
	return p + 2 + json->pretty;
}
static inline void json_key(struct json *json, const char *key)
{
	json_end_entry(json, json_begin_member(json, key, 0));
	json->after_key = true;
}
static inline void json_member(struct json *json, const char *key, struct str value)
{
	json_put_value(json, json_begin_member(json, key, json_value_room(value)), value);
}
static inline void json_member_uint(struct json *json, const char *key, uint64_t value)
{
	json_put_uint(json, json_begin_member(json, key, 20), value);
}
/* These open theirs. */
static inline void json_member_object(struct json *json, const char *key)
{
	json_begin_level(json, json_begin_member(json, key, 1), '{');
}
static inline void json_member_array(struct json *json, const char *key)
{
	json_begin_level(json, json_begin_member(json, key, 1), '[');
}
static inline void json_member_texts(struct json *json, const char *key, const struct str *texts,
				     uint32_t n)
{
	json_member_array(json, key);
	for (uint32_t i = 0; i < n; i++)
		json_str(json, texts[i]);
	json_array_end(json);
}

#endif
