#include "text/decode.h"

#include <ctype.h>
#include <string.h>
#include "base/utf8.h"
#include "base/vec.h"
#include "text/fold.h"

/* The largest distance in bytes that source_place has to walk. */
enum { CHECKPOINT = 1024, SCRIPT_SAMPLE = 1024 * 1024 };

/* The start of a line, or a place CHECKPOINT bytes further in a long one. */
struct stop {
	uint32_t offset, line, column, utf16; /* counts from 0 */
};

struct source_index {
	VEC(struct stop) stops;
};

static const struct {
	enum encoding encoding;
	const char *name;
	const char *key; /* of the name, in lower case and without hyphens */
} names[] = {
	{ENC_AUTO, "auto", "auto"},	      {ENC_UTF8, "UTF-8", "utf8"},
	{ENC_UTF16LE, "UTF-16LE", "utf16le"}, {ENC_UTF16BE, "UTF-16BE", "utf16be"},
	{ENC_GB18030, "GB18030", "gb18030"},  {ENC_BIG5, "Big5", "big5"},
	{ENC_UTF16LE, "UTF-16LE", "utf16"},   {ENC_GB18030, "GB18030", "gbk"},
	{ENC_GB18030, "GB18030", "gb2312"},   {ENC_BIG5, "Big5", "big5hkscs"},
};

const char *encoding_name(enum encoding encoding)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (names[i].encoding == encoding)
			return names[i].name;
	return "?";
}

bool encoding_from_name(struct str name, enum encoding *encoding)
{
	char key[16];
	size_t n = 0;

	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '-' || name.p[i] == '_')
			continue;
		if (n == sizeof key)
			return false;
		key[n++] = (char)tolower((unsigned char)name.p[i]);
	}
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (str_equal((struct str){key, n}, str_from(names[i].key))) {
			*encoding = names[i].encoding;
			return true;
		}
	}
	return false;
}

const char *script_name(enum script script)
{
	static const char *const script_names[] = {"None", "Hans", "Hant", "Mixed"};

	return script_names[script];
}

/* A megabyte tells the script. A tenth of the other script's own characters make it mixed. */
static enum script find_script(struct str text)
{
	size_t at = 0, hans = 0, hant = 0;

	text.n = text.n < SCRIPT_SAMPLE ? text.n : SCRIPT_SAMPLE;
	for (uint32_t cp; (cp = utf8_next(text, &at)) != UTF8_NONE;) {
		uint32_t entry = fold_entry(cp);
		hans += (entry & FOLD_HANS) != 0;
		hant += (entry & FOLD_HANT) != 0;
	}
	if (hans + hant == 0)
		return SCRIPT_NONE;
	if (hans * 10 < hans + hant)
		return SCRIPT_HANT;
	return hant * 10 < hans + hant ? SCRIPT_HANS : SCRIPT_MIXED;
}

static bool line_ends_before(struct str text, size_t at)
{
	return at > 0 && (text.p[at - 1] == '\n' ||
			  (text.p[at - 1] == '\r' && (at == text.n || text.p[at] != '\n')));
}

/* One walk over the bytes: the start of every line, and of every kilobyte of a long one. */
static void index_lines(struct arena *arena, struct source_index *index, struct str text)
{
	struct stop now = {0};
	size_t last = 0;

	VEC_RESERVE(arena, &index->stops, 1 + (uint32_t)(text.n / CHECKPOINT));
	*VEC_PUSH(arena, &index->stops) = now;
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c <= '\r' && line_ends_before(text, i + 1)) {
			now.line++;
			now.column = now.utf16 = 0;
		} else {
			now.column += (c & 0xC0) != 0x80;
			now.utf16 += ((c & 0xC0) != 0x80) + (c >= 0xF0);
			if (i + 1 - last < CHECKPOINT || i + 1 == text.n ||
			    ((unsigned char)text.p[i + 1] & 0xC0) == 0x80)
				continue;
		}
		last = now.offset = (uint32_t)(i + 1);
		*VEC_PUSH(arena, &index->stops) = now;
	}
}

struct place source_place(const struct source *source, uint32_t offset)
{
	const struct stop *stops = source->index->stops.p;
	size_t low = 0, high = source->index->stops.n;
	struct str walked;

	if (offset > source->text.n)
		offset = (uint32_t)source->text.n;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (stops[middle].offset <= offset)
			low = middle;
		else
			high = middle;
	}
	walked = str_cut(source->text, stops[low].offset, offset);
	return (struct place){
		.byte = source->lead + offset,
		.line = stops[low].line + 1,
		.column = stops[low].column + (uint32_t)utf8_count(walked) + 1,
		.utf16 = stops[low].utf16 + (uint32_t)utf8_utf16_count(walked) + 1,
	};
}

static const char other_encodings[] =
	"Say which encoding it is with --encoding=utf-8, gb18030, big5 "
	"or utf-16, or save it again as UTF-8.";

/* Finds out the encoding and drops the mark; false with error when the bytes are of no use. */
static bool find_encoding(struct arena *arena, struct source *source, struct str *bytes,
			  struct error *error)
{
	size_t mark;
	enum encoding marked = encoding_marked(*bytes, &mark);

	if (source->encoding == ENC_AUTO && marked == ENC_AUTO) {
		if (utf8_valid_fast(*bytes) == bytes->n && !memchr(bytes->p, 0, bytes->n)) {
			source->encoding = ENC_UTF8;
		} else {
			source->encoding = encoding_guess(arena, *bytes);
			source->guessed = true;
		}
	} else if (marked != ENC_AUTO &&
		   (source->encoding == ENC_AUTO || marked == source->encoding ||
		    (source->encoding == ENC_UTF16LE && marked == ENC_UTF16BE))) {
		source->encoding = marked;
		source->lead = marked == ENC_UTF8 ? (uint32_t)mark : 0;
		*bytes = str_cut(*bytes, mark, bytes->n);
	}
	if (source->encoding == ENC_AUTO) {
		const char *nul = memchr(bytes->p, 0, bytes->n);
		if (nul)
			error_set(
				error, STATUS_REFUSED,
				"This is not a text file: it has a NUL byte at offset %zu. Export "
				"the contract as plain text first.",
				(size_t)(nul - bytes->p));
		else
			error_set(error, STATUS_REFUSED,
				  "The bytes are not text in UTF-8 (first bad byte at offset %zu), "
				  "GB18030, Big5 or UTF-16. %s",
				  utf8_valid_fast(*bytes), other_encodings);
		return false;
	}
	return true;
}

static bool decode_into(struct arena *arena, struct source *source, struct str bytes,
			struct error *error)
{
	const char *nul;
	size_t bad;

	if (!decode(arena, bytes, source->encoding, &source->text, &bad)) {
		error_set(error, STATUS_REFUSED,
			  "The byte at offset %zu cannot be decoded as %s. %s", source->lead + bad,
			  encoding_name(source->encoding), other_encodings);
		return false;
	}
	nul = memchr(source->text.p, 0, source->text.n);
	if (nul) {
		error_set(
			error, STATUS_REFUSED,
			"There is a NUL character at offset %zu of the text, so this is not a text "
			"file. Export the contract as plain text first.",
			source->lead + (size_t)(nul - source->text.p));
		return false;
	}
	return true;
}

const struct source *source_read(struct arena *arena, struct str name, struct str bytes,
				 enum encoding encoding, struct error *error)
{
	struct source *source = ARENA_NEW(arena, struct source);
	struct source_index *index = ARENA_NEW(arena, struct source_index);

	source->name = name;
	source->encoding = encoding;
	source->index = index;
	if (bytes.n >= UINT32_MAX / 2) {
		error_set(error, STATUS_REFUSED, "The file is larger than 2 GiB. Split it.");
		return NULL;
	}
	if (bytes.n > 0 && !find_encoding(arena, source, &bytes, error))
		return NULL;
	if (bytes.n > 0 && !decode_into(arena, source, bytes, error))
		return NULL;
	if (str_trim(source->text).n == 0) {
		error_set(error, STATUS_REFUSED, "The file is empty: there is nothing to check.");
		return NULL;
	}
	index_lines(arena, index, source->text);
	source->script = find_script(source->text);
	return source;
}
