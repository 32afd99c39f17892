#include "data/json.h"
#include "base/utf8.h"

/* What may stand between two entries, of which the first of a level needs no comma. It is copied by
 * pieces of a fixed size; what is too much is written over. */
static const char separators[1 + JSON_SEPARATOR] =
	",\n                                                                "
	"                                                                ";
enum { PIECE = 16, DIGITS = 20 };

static void set_depth(struct json *json, unsigned depth)
{
	json->depth = (uint8_t)depth;
	json->separator = (uint8_t)(depth == 0 ? 0 : json->pretty ? 2 + 2 * depth : 1);
}

void json_begin(struct json *json, struct out *out, bool pretty)
{
	*json = (struct json){.out = out, .pretty = pretty, .more = true};
}

static char *put_separator(char *p, const char *separator, size_t n)
{
	for (size_t i = 0; i < n; i += PIECE)
		memcpy(p + i, separator + i, PIECE);
	return p + n;
}

char *json_begin_entry(struct json *json, size_t size)
{
	char *p = out_room(json->out, JSON_SEPARATOR + size);

	if (json->after_key) {
		json->after_key = false;
		return p;
	}
	p = put_separator(p, separators + !json->more, json->separator - (size_t)!json->more);
	json->more = true;
	return p;
}

void json_begin_level(struct json *json, char *p, char bracket)
{
	*p++ = bracket;
	json_end_entry(json, p);
	if (json->depth == JSON_LEVELS)
		json->out->failed = true;
	else
		set_depth(json, json->depth + 1u);
	json->more = false;
}

/* A level is an entry of the one above it. The outermost ends at the beginning of a line. */
static void end_level(struct json *json, char bracket)
{
	char *p = out_room(json->out, JSON_SEPARATOR + 1);

	if (json->depth == 0) {
		json->out->failed = true;
		return;
	}
	set_depth(json, json->depth - 1u);
	if (json->more && json->pretty)
		p = put_separator(p, separators + 1, 1 + 2u * json->depth);
	*p++ = bracket;
	json_end_entry(json, p);
	json->more = true;
}

void json_object(struct json *json)
{
	json_begin_level(json, json_begin_entry(json, 1), '{');
}

void json_object_end(struct json *json)
{
	end_level(json, '}');
}

void json_array(struct json *json)
{
	json_begin_level(json, json_begin_entry(json, 1), '[');
}

void json_array_end(struct json *json)
{
	end_level(json, ']');
}

/* --- strings --------------------------------------------------------------------------------- */

/* How many bytes of a block go out as they are; fewer than fourteen when there is one that does
 * not, or a character that needs a look of its own. U+2028 and U+2029 are E2 80 A8 and A9. */
#if BYTES_BLOCK
static inline uint32_t plain_block(bytes_block block)
{
	uint32_t high = bytes_high(block);
	uint32_t escaped = (bytes_below(block, 0x20) & ~high) | bytes_are(block, 0x7F) |
			   bytes_are(block, '"') | bytes_are(block, '\\');

	if (escaped)
		return 0;
	if (!high)
		return BYTES_BLOCK;
	if (bytes_are(block, 0xE2) && bytes_between(block, 0xA8, 0xA9))
		return 0;
	return bytes_whole(block);
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

/* The string at p, if all of it goes out as it is; its end, or NULL when it does not. It is looked
 * at where it was copied to, since there one may read and write behind its end. */
static char *put_plain(char *p, struct str s)
{
#if BYTES_BLOCK
	size_t n = BYTES_BLOCK;

	*p++ = '"';
	if (s.n) {
		memcpy(p, s.p, s.n);
		memset(p + s.n, 'a', BYTES_BLOCK);
		for (size_t i = 0; i < s.n && n >= 14; i += n)
			n = plain_block(bytes_load(p + i));
	}
	p += s.n;
	*p++ = '"';
	return n >= 14 ? p : NULL;
#else
	(void)p;
	(void)s;
	return NULL;
#endif
}

void json_put_value(struct json *json, char *p, struct str s)
{
	char *end = s.n <= JSON_STRING ? put_plain(p, s) : NULL;

	json_end_entry(json, end ? end : p);
	if (!end)
		put_string(json->out, s);
}

void json_str(struct json *json, struct str value)
{
	json_put_value(json, json_begin_entry(json, json_value_room(value)), value);
}

/* --- pieces ---------------------------------------------------------------------------------- */

struct json json_piece(const struct json *json, struct out *out)
{
	struct json piece = *json;

	piece.out = out;
	piece.after_key = piece.more = true;
	return piece;
}

void json_copy(struct json *json, struct str piece)
{
	json_end_entry(json, json_begin_entry(json, 0));
	out_str(json->out, piece);
}

/* --- other values ---------------------------------------------------------------------------- */

void json_put_uint(struct json *json, char *p, uint64_t value)
{
	uint64_t limit = 10;
	size_t n = 1;

	for (; n < DIGITS && value >= limit; n++)
		limit *= 10;
	for (char *digit = p + n; digit > p; value /= 10)
		*--digit = (char)('0' + value % 10);
	json_end_entry(json, p + n);
}

void json_uint(struct json *json, uint64_t value)
{
	json_put_uint(json, json_begin_entry(json, DIGITS), value);
}

static void put_word(struct json *json, struct str word)
{
	char *p = json_begin_entry(json, word.n);

	memcpy(p, word.p, word.n);
	json_end_entry(json, p + word.n);
}

void json_bool(struct json *json, bool value)
{
	put_word(json, value ? STR("true") : STR("false"));
}

void json_null(struct json *json)
{
	put_word(json, STR("null"));
}
