/* Writing JSON, in the order it is called, to a buffered writer.
 *
 * For reports. Commas and indentation are its business; escapes follow RFC 8259, text is UTF-8,
 * malformed bytes become U+FFFD. Control characters and U+2028/9 are escaped. */
#ifndef CLAUSELINT_DATA_JSON_H
#define CLAUSELINT_DATA_JSON_H

#include "base/out.h"

struct json {
	struct out *out;
	bool pretty;       /* one value a line, two spaces deep; else no white space at all */
	uint8_t depth;
	bool more[64];     /* whether the level has an entry already */
	bool after_key;
};

void json_begin(struct json *json, struct out *out, bool pretty);
void json_object(struct json *json);
void json_object_end(struct json *json);
void json_array(struct json *json);
void json_array_end(struct json *json);
void json_key(struct json *json, const char *key);
void json_str(struct json *json, struct str value);
void json_uint(struct json *json, uint64_t value);
void json_number(struct json *json, double value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);
/* A key and its value in one. The last two open theirs. */
void json_member(struct json *json, const char *key, struct str value);
void json_member_uint(struct json *json, const char *key, uint64_t value);
void json_member_texts(struct json *json, const char *key, const struct str *texts, uint32_t n);
void json_member_object(struct json *json, const char *key);
void json_member_array(struct json *json, const char *key);

#endif
