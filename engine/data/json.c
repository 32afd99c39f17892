#include "data/json.h"
#include "base/bytes.h"
#include "base/utf8.h"

#include <math.h>
#include <stdio.h>

void json_begin(struct json *json, struct out *out, bool pretty)
{
	*json = (struct json){.out = out, .pretty = pretty};
}

/* Indentation is copied by this much at a time; what is too much is written over. */
enum { INDENT = 16, STRING_ROOM = 4096 };

static char *put_new_line(const struct json *json, char *p)
{
	size_t indent = 2u * json->depth;

	*p++ = '\n';
	if (indent <= INDENT)
		memset(p, ' ', INDENT);
	else
		memset(p, ' ', indent);
	return p + indent;
}

static void new_line(struct json *json)
{
	char *room;

	if (!json->pretty)
		return;
	room = out_room(json->out, 1 + 2u * json->depth + INDENT);
	out_take(json->out, (size_t)(put_new_line(json, room) - room));
}

/* What stands before a value or a key, and room for size bytes behind it. */
static char *separate(struct json *json, size_t size)
{
	char *room = out_room(json->out, 2 + 2u * json->depth + INDENT + size), *p = room;

	if (json->after_key) {
		json->after_key = false;
		return p;
	}
	if (json->depth == 0)
		return p;
	if (json->more[json->depth - 1])
		*p++ = ',';
	json->more[json->depth - 1] = true;
	if (json->pretty)
		p = put_new_line(json, p);
	out_take(json->out, (size_t)(p - room));
	return p;
}

static void begin_level(struct json *json, char bracket)
{
	*separate(json, 1) = bracket;
	out_take(json->out, 1);
	if (json->depth == sizeof json->more / sizeof json->more[0]) {
		json->out->failed = true;
		return;
	}
	json->more[json->depth++] = false;
}

static void end_level(struct json *json, char bracket)
{
	if (json->depth == 0) {
		json->out->failed = true;
		return;
	}
	json->depth--;
	if (json->more[json->depth])
		new_line(json);
	out_char(json->out, bracket);
}

void json_object(struct json *json)
{
	begin_level(json, '{');
}

void json_object_end(struct json *json)
{
	end_level(json, '}');
}

void json_array(struct json *json)
{
	begin_level(json, '[');
}

void json_array_end(struct json *json)
{
	end_level(json, ']');
}

/* How many bytes of a block go out as they are; fewer than fourteen when there is one that does
 * not, or a character that needs a look of its own. U+2028 and U+2029 are E2 80 A8 and A9. */
#if BYTES_BLOCK
static uint32_t plain_block(bytes_block block)
{
	uint32_t escaped = bytes_between(block, 0, 0x1F) | bytes_are(block, 0x7F) |
			   bytes_are(block, '"') | bytes_are(block, '\\');
	uint32_t lines = bytes_are(block, 0xE2) ? bytes_between(block, 0xA8, 0xA9) : 0;

	return escaped | lines ? 0 : bytes_whole(block);
}
#endif

/* Bytes that can go out as they are: everything but controls, quote, backslash, DEL and the lead
 * bytes, which need a look at the whole character. The three-byte characters of Han text are by far
 * the most; their lead bytes E4…E9 never begin anything special, so they pass too, with what
 * follows them, when it is well formed. */
static size_t plain_prefix(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0;

#if BYTES_BLOCK
	for (uint32_t n = BYTES_BLOCK; n >= 14 && s.n - i >= BYTES_BLOCK; i += n)
		n = plain_block(bytes_load(p + i));
#endif
	for (;;) {
		if (i < s.n && p[i] >= 0x20 && p[i] < 0x7F && p[i] != '"' && p[i] != '\\')
			i++;
		else if (i + 2 < s.n && p[i] >= 0xE3 && p[i] != 0xED && utf8_is_common(p + i))
			i += 3;
		else
			return i;
	}
}

static void put_escape(struct out *out, uint32_t cp)
{
	static const char *const named[128] = {
		['"'] = "\\\"", ['\\'] = "\\\\", ['\n'] = "\\n", ['\r'] = "\\r",
		['\t'] = "\\t", ['\b'] = "\\b",	 ['\f'] = "\\f",
	};

	if (cp < 128 && named[cp])
		out_str(out, str_from(named[cp]));
	else
		out_format(out, "\\u%04x", (unsigned)cp);
}

static bool needs_escape(uint32_t cp)
{
	return cp < 0x20 || cp == '"' || cp == '\\' || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 ||
	       cp == 0x2029;
}

static void put_string(struct out *out, struct str s)
{
	out_char(out, '"');
	for (;;) {
		size_t plain = plain_prefix(s), size = 0;
		uint32_t cp;
		char bytes[4];
		out_str(out, str_cut(s, 0, plain));
		s = str_cut(s, plain, s.n);
		cp = utf8_next(s, &size);
		if (cp == UTF8_NONE)
			break;
		if (needs_escape(cp))
			put_escape(out, cp);
		else
			out_str(out, (struct str){bytes, utf8_put(bytes, cp)});
		s = str_cut(s, size, s.n);
	}
	out_char(out, '"');
}

/* The string at room, if all of it goes out as it is; 0 when it does not. It is looked at where it
 * was copied to, since there one may read and write behind its end. */
static size_t put_plain(char *room, struct str s)
{
#if BYTES_BLOCK
	size_t n = BYTES_BLOCK;

	room[0] = '"';
	memcpy(room + 1, s.p ? s.p : "", s.n);
	memset(room + 1 + s.n, 'a', BYTES_BLOCK);
	for (size_t i = 0; i < s.n && n >= 14; i += n)
		n = plain_block(bytes_load(room + 1 + i));
	room[1 + s.n] = '"';
	return n >= 14 ? s.n + 2 : 0;
#else
	(void)room;
	(void)s;
	return 0;
#endif
}

static void put_value(struct json *json, struct str s)
{
	size_t size = 0;

	if (s.n <= STRING_ROOM)
		size = put_plain(separate(json, s.n + 2 + BYTES_BLOCK), s);
	else
		separate(json, 0);
	if (size)
		out_take(json->out, size);
	else
		put_string(json->out, s);
}

void json_key(struct json *json, const char *key)
{
	put_value(json, str_from(key));
	out_char(json->out, ':');
	if (json->pretty)
		out_char(json->out, ' ');
	json->after_key = true;
}

void json_str(struct json *json, struct str value)
{
	put_value(json, value);
}

void json_uint(struct json *json, uint64_t value)
{
	separate(json, 0);
	out_uint(json->out, value);
}

/* The shortest form that reads back as the same number; JSON has no infinities. */
void json_number(struct json *json, double value)
{
	char text[40];

	separate(json, 0);
	if (!isfinite(value)) {
		out_str(json->out, STR("null"));
		return;
	}
	for (int digits = 15; digits <= 17; digits++) {
		double back;
		snprintf(text, sizeof text, "%.*g", digits, value);
		if (sscanf(text, "%lf", &back) == 1 && back == value)
			break;
	}
	out_str(json->out, str_from(text));
}

void json_bool(struct json *json, bool value)
{
	separate(json, 0);
	out_str(json->out, value ? STR("true") : STR("false"));
}

void json_null(struct json *json)
{
	separate(json, 0);
	out_str(json->out, STR("null"));
}

void json_member(struct json *json, const char *key, struct str value)
{
	json_key(json, key);
	json_str(json, value);
}

void json_member_uint(struct json *json, const char *key, uint64_t value)
{
	json_key(json, key);
	json_uint(json, value);
}

void json_member_texts(struct json *json, const char *key, const struct str *texts, uint32_t n)
{
	json_member_array(json, key);
	for (uint32_t i = 0; i < n; i++)
		json_str(json, texts[i]);
	json_array_end(json);
}

void json_member_object(struct json *json, const char *key)
{
	json_key(json, key);
	json_object(json);
}

void json_member_array(struct json *json, const char *key)
{
	json_key(json, key);
	json_array(json);
}
