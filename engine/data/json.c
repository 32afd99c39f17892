#include "data/json.h"
#include "base/utf8.h"

#include <math.h>
#include <stdio.h>

void json_begin(struct json *json, struct out *out, bool pretty)
{
	*json = (struct json){.out = out, .pretty = pretty};
}

static void new_line(struct json *json)
{
	if (!json->pretty)
		return;
	out_char(json->out, '\n');
	out_repeat(json->out, ' ', 2u * json->depth);
}

/* What stands before a value or a key. */
static void separate(struct json *json)
{
	if (json->after_key) {
		json->after_key = false;
		return;
	}
	if (json->depth == 0)
		return;
	if (json->more[json->depth - 1])
		out_char(json->out, ',');
	json->more[json->depth - 1] = true;
	new_line(json);
}

static void begin_level(struct json *json, char bracket)
{
	separate(json);
	out_char(json->out, bracket);
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

/* Bytes that can go out as they are: everything but controls, quote, backslash, DEL and the lead
 * bytes, which need a look at the whole character. The three-byte characters of Han text are by far
 * the most; their lead bytes E4…E9 never begin anything special, so they pass too, with what
 * follows them, when it is well formed. */
static size_t plain_prefix(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0;

	for (;;) {
		if (i < s.n && p[i] >= 0x20 && p[i] < 0x7F && p[i] != '"' && p[i] != '\\')
			i++;
		else if (i + 2 < s.n && p[i] >= 0xE3 && p[i] <= 0xE9 && (p[i + 1] & 0xC0) == 0x80 &&
			 (p[i + 2] & 0xC0) == 0x80)
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

void json_key(struct json *json, const char *key)
{
	separate(json);
	put_string(json->out, str_from(key));
	out_char(json->out, ':');
	if (json->pretty)
		out_char(json->out, ' ');
	json->after_key = true;
}

void json_str(struct json *json, struct str value)
{
	separate(json);
	put_string(json->out, value);
}

void json_uint(struct json *json, uint64_t value)
{
	separate(json);
	out_uint(json->out, value);
}

/* The shortest form that reads back as the same number; JSON has no infinities. */
void json_number(struct json *json, double value)
{
	char text[40];

	separate(json);
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
	separate(json);
	out_str(json->out, value ? STR("true") : STR("false"));
}

void json_null(struct json *json)
{
	separate(json);
	out_str(json->out, STR("null"));
}
