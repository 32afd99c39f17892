#include "text/decode.h"

#include <ctype.h>
#include <string.h>
#include "base/utf8.h"
#include "text/fold.h"

enum { STOP_BYTES = 1024, SCRIPT_SAMPLE = 1024 * 1024 };

/* The first character at or behind every multiple of STOP_BYTES; source_place walks from there. */
struct stop {
	uint32_t offset, line, column, utf16; /* counts from 0 */
};

struct source_index {
	struct stop *stops;
	uint32_t count;
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
	const unsigned char *p = (const unsigned char *)text.p;
	size_t at = 0, hans = 0, hant = 0;

	text.n = text.n < SCRIPT_SAMPLE ? text.n : SCRIPT_SAMPLE;
	while (at < text.n) {
		uint32_t entry;
		if (p[at] < 0x80) {
			at++;
			continue;
		}
		/* It is well formed, but for the end of the sample. */
		if ((p[at] & 0xF0) == 0xE0 && text.n - at >= 3) {
			entry = fold_entry(utf8_common(p + at));
			at += 3;
		} else {
			entry = fold_entry(utf8_next(text, &at));
		}
		hans += (entry & FOLD_HANS) != 0;
		hant += (entry & FOLD_HANT) != 0;
	}
	if (hans + hant == 0)
		return SCRIPT_NONE;
	if (hans * 10 < hans + hant)
		return SCRIPT_HANT;
	return hant * 10 < hans + hant ? SCRIPT_HANS : SCRIPT_MIXED;
}

/* The place behind a stretch without carriage returns. */
static struct stop walk_lines(struct str stretch, struct stop at)
{
	const char *end;

	at.offset += (uint32_t)stretch.n;
	while (stretch.n && (end = memchr(stretch.p, '\n', stretch.n))) {
		at.line++;
		at.column = at.utf16 = 0;
		stretch = str_cut(stretch, (size_t)(end - stretch.p) + 1, stretch.n);
	}
	at.column += (uint32_t)utf8_count(stretch);
	at.utf16 += (uint32_t)utf8_utf16_count(stretch);
	return at;
}

/* The place of offset, counted from a place before it. */
static struct stop walk(struct str text, struct stop at, uint32_t offset)
{
	struct str stretch = str_cut(text, at.offset, offset);

	if (!stretch.n || !memchr(stretch.p, '\r', stretch.n))
		return walk_lines(stretch, at);
	for (; at.offset < offset; at.offset++) {
		unsigned char c = (unsigned char)text.p[at.offset];
		bool first = (c & 0xC0) != 0x80;
		at.column += first;
		at.utf16 += first + (c >= 0xF0);
		if (c == '\n' ||
		    (c == '\r' && (at.offset + 1 == text.n || text.p[at.offset + 1] != '\n'))) {
			at.line++;
			at.column = at.utf16 = 0;
		}
	}
	return at;
}

static void index_places(struct arena *arena, struct source_index *index, struct str text)
{
	struct stop now = {0};

	index->count = (uint32_t)(text.n / STOP_BYTES) + 1;
	index->stops = ARENA_ARRAY(arena, struct stop, index->count);
	for (uint32_t i = 1; i < index->count; i++) {
		uint32_t offset = i * STOP_BYTES;
		while (offset < text.n && ((unsigned char)text.p[offset] & 0xC0) == 0x80)
			offset++;
		index->stops[i] = now = walk(text, now, offset);
	}
}

struct place source_place(const struct source *source, uint32_t offset)
{
	const struct stop *stop;
	struct stop at;

	if (offset > source->text.n)
		offset = (uint32_t)source->text.n;
	stop = &source->index->stops[offset / STOP_BYTES];
	if (stop->offset > offset)
		stop--;
	at = walk(source->text, *stop, offset);
	return (struct place){
		.byte = source->lead + offset,
		.line = at.line + 1,
		.column = at.column + 1,
		.utf16 = at.utf16 + 1,
	};
}

static const char other_encodings[] =
	"Say which encoding it is with --encoding=utf-8, gb18030, big5 "
	"or utf-16, or save it again as UTF-8.";

/* Finds out the encoding and drops the mark; false with error when the bytes are of no use. */
static bool find_encoding(struct source *source, struct str *bytes, struct error *error)
{
	size_t mark;
	enum encoding marked = encoding_marked(*bytes, &mark);

	if (source->encoding == ENC_AUTO && marked == ENC_AUTO) {
		if (utf8_valid_fast(*bytes) == bytes->n && !memchr(bytes->p, 0, bytes->n)) {
			source->encoding = ENC_UTF8;
		} else {
			source->encoding = encoding_guess(*bytes);
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
	if (bytes.n > 0 && !find_encoding(source, &bytes, error))
		return NULL;
	if (bytes.n > 0 && !decode_into(arena, source, bytes, error))
		return NULL;
	if (str_trim(source->text).n == 0) {
		error_set(error, STATUS_REFUSED, "The file is empty: there is nothing to check.");
		return NULL;
	}
	index_places(arena, index, source->text);
	source->script = find_script(source->text);
	return source;
}
