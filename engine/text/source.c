#include "text/decode.h"

#include <ctype.h>
#include <string.h>
#include "base/bytes.h"
#include "base/pairs.h"
#include "text/fold.h"

enum { STOP_BYTES = 512, SCRIPT_SAMPLE = 1024 * 1024 };

/* What is in front of an offset. One is kept for every multiple of STOP_BYTES; source_place walks
 * from there. */
struct stop {
	uint32_t lines;		/* how many have ended */
	uint32_t points, pairs; /* code points of the line the offset is in, and those that are two
				   units in UTF-16 */
};

struct source_index {
	struct stop *stops;
	bool pairs; /* whether the text has code points that are two units in UTF-16 */
};

static const struct {
	enum encoding encoding;
	const char *name;
	const char *key; /* of the name, in lower case and without hyphens */
} names[] = {
	{ENC_AUTO, "auto", "auto"},	      {ENC_UTF8, "UTF-8", "utf8"},
	{ENC_UTF16LE, "UTF-16LE", "utf16le"}, {ENC_UTF16BE, "UTF-16BE", "utf16be"},
	{ENC_GB18030, "GB18030", "gb18030"},  {ENC_BIG5, "Big5", "big5"},
	{ENC_UTF16, "UTF-16", "utf16"},	      {ENC_GB18030, "GB18030", "gbk"},
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
	const unsigned char *end = p + (text.n < SCRIPT_SAMPLE ? text.n : SCRIPT_SAMPLE);
	uint32_t hans = 0, hant = 0;

	while (end - p >= 3) {
		uint32_t triple;
		if (!fold_is_triple(*p)) {
			p++;
			continue;
		}
		/* Four bytes are loaded at once where there are four. */
		triple = end - p > 3 ? fold_three(pairs_load(p)) : fold_triple(p);
		hans += triple / TRIPLE_HANS & 1;
		hant += triple / TRIPLE_HANT & 1;
		p += 3;
	}
	if (hans + hant == 0)
		return SCRIPT_NONE;
	if (hans * 10 < hans + hant)
		return SCRIPT_HANT;
	return hant * 10 < hans + hant ? SCRIPT_HANS : SCRIPT_MIXED;
}

/* Is there the end of a line at at, where a line feed or a carriage return stands? */
static bool ends_line(struct str text, size_t at)
{
	return text.p[at] == '\n' || at + 1 == text.n || text.p[at + 1] != '\n';
}

/* Counts the lines that end between the two offsets; where the last of them ends, or from. */
static size_t pass_lines(struct str text, uint32_t *lines, size_t from, size_t to)
{
	size_t begin = from;

#if BYTES_BLOCK
	for (; to - from >= BYTES_BLOCK; from += BYTES_BLOCK) {
		bytes_block block = bytes_load(text.p + from);
		uint32_t ends = bytes_are(block, '\n') | bytes_are(block, '\r');
		for (; ends; ends &= ends - 1) {
			size_t at = from + bytes_first(ends);
			if (ends_line(text, at)) {
				++*lines;
				begin = at + 1;
			}
		}
	}
#endif
	for (; from < to; from++) {
		if ((text.p[from] == '\n' || text.p[from] == '\r') && ends_line(text, from)) {
			++*lines;
			begin = from + 1;
		}
	}
	return begin;
}

/* From what is in front of from to what is in front of to. */
static struct stop walk(const struct source *source, struct stop stop, size_t from, size_t to)
{
	struct str text = source->text;
	uint32_t lines = stop.lines;
	struct str line = str_cut(text, pass_lines(text, &stop.lines, from, to), to);

	if (stop.lines > lines)
		stop.points = stop.pairs = 0;
	stop.points += (uint32_t)utf8_count(line);
	if (source->index->pairs)
		stop.pairs += (uint32_t)utf8_pairs(line);
	return stop;
}

static void index_places(struct arena *arena, struct source_index *index,
			 const struct source *source)
{
	size_t count = source->text.n / STOP_BYTES + 1;

	index->pairs = utf8_pairs(source->text) > 0;
	index->stops = ARENA_ARRAY(arena, struct stop, count);
	for (size_t i = 1; i < count; i++)
		index->stops[i] =
			walk(source, index->stops[i - 1], (i - 1) * STOP_BYTES, i * STOP_BYTES);
}

static struct place place_at(const struct source *source, struct stop stop, uint32_t offset)
{
	return (struct place){
		.byte = source->lead + offset,
		.line = stop.lines + 1,
		.column = stop.points + 1,
		.utf16 = stop.points + stop.pairs + 1,
	};
}

struct place source_place(const struct source *source, uint32_t offset)
{
	return source_places(source, (struct span){offset, offset}).begin;
}

struct place_span source_places(const struct source *source, struct span src)
{
	struct str text = source->text;
	uint32_t end = src.end < text.n ? src.end : (uint32_t)text.n;
	uint32_t begin = src.begin < end ? src.begin : end;
	uint32_t before = begin / STOP_BYTES, last = end / STOP_BYTES;
	const struct stop *stops = source->index->stops;
	struct stop stop = walk(source, stops[before], before * STOP_BYTES, begin);
	struct place_span places = {.begin = place_at(source, stop, begin)};

	/* A short piece is passed from its beginning, a long one is not passed. */
	stop = last == before ? walk(source, stop, begin, end)
			      : walk(source, stops[last], last * STOP_BYTES, end);
	places.end = place_at(source, stop, end);
	return places;
}

static const char other_encodings[] =
	"Say which encoding it is with --encoding=utf-8, gb18030, big5 "
	"or utf-16, or save it again as UTF-8.";

static bool is_utf16(enum encoding encoding)
{
	return encoding == ENC_UTF16 || encoding == ENC_UTF16LE || encoding == ENC_UTF16BE;
}

/* Finds out the encoding and drops the mark; false with error when the bytes are of no use. What
 * turns out to be plain UTF-8 is the text at once. */
static bool find_encoding(struct source *source, struct str *bytes, struct error *error)
{
	size_t mark;
	enum encoding marked = encoding_marked(*bytes, &mark);

	if (source->encoding == ENC_AUTO && marked == ENC_AUTO) {
		if (utf8_valid_fast(*bytes) == bytes->n && !memchr(bytes->p, 0, bytes->n)) {
			source->encoding = ENC_UTF8;
			source->text = *bytes;
		} else {
			source->encoding = encoding_guess(*bytes);
			source->guessed = true;
		}
	} else if (marked != ENC_AUTO &&
		   (source->encoding == ENC_AUTO || marked == source->encoding ||
		    (is_utf16(source->encoding) && is_utf16(marked)))) {
		source->encoding = marked;
		source->lead = marked == ENC_UTF8 ? (uint32_t)mark : 0;
		*bytes = str_cut(*bytes, mark, bytes->n);
	} else if (source->encoding == ENC_UTF16) {
		source->encoding = encoding_order(*bytes);
		source->guessed = true;
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
	if (bytes.n > 0 && source->text.n == 0 && !decode_into(arena, source, bytes, error))
		return NULL;
	if (str_trim(source->text).n == 0) {
		error_set(error, STATUS_REFUSED, "The file is empty: there is nothing to check.");
		return NULL;
	}
	index_places(arena, index, source);
	source->script = find_script(source->text);
	return source;
}
