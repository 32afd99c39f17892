/* What the user sees: the contract as UTF-8, every place in it with byte, line and column.
 *
 * For every layer above. A source is immutable once read; its text is in the arena or in the bytes
 * that were given, which must outlive it. */
#ifndef CLAUSELINT_TEXT_SOURCE_H
#define CLAUSELINT_TEXT_SOURCE_H

#include "base/arena.h"
#include "base/error.h"

/* ENC_AUTO and ENC_UTF16 (its byte order not told) are only asked for; a source is in one of the others. */
enum encoding { ENC_AUTO, ENC_UTF8, ENC_UTF16LE, ENC_UTF16BE, ENC_GB18030, ENC_BIG5, ENC_UTF16 };

enum script { SCRIPT_NONE, SCRIPT_HANS, SCRIPT_HANT, SCRIPT_MIXED };

struct source {
	struct str name;        /* as the user gave it */
	struct str text;        /* valid UTF-8, no byte order mark, at most UINT32_MAX - 1 bytes */
	uint32_t lead;          /* bytes of the file before text: 3 for UTF-8 with a BOM, else 0 */
	enum encoding encoding; /* of the file; when it is not UTF-8, text is its conversion */
	bool guessed;           /* encoding was found by looking, and no BOM or option said so */
	enum script script;
	const struct source_index *index;
};

/* Where an offset is, for people and for other programs. byte counts from 0, in the file when it is
 * UTF-8 (so the BOM counts) and in its conversion otherwise; line and column count from 1; column
 * is in code points, utf16 in UTF-16 units. Lines end at LF, CR LF, or a CR alone. */
struct place {
	uint32_t byte, line, column, utf16;
};
struct place_span {
	struct place begin, end;
};

/* Decodes bytes. encoding ENC_AUTO: by BOM, else UTF-8 if the whole is valid, else what the bytes
 * look like (GB18030, Big5, UTF-16). ENC_UTF16: by BOM, else in the byte order that looks
 * right. NULL with STATUS_REFUSED when the file is empty, has NUL bytes
 * (outside UTF-16), cannot be decoded as a whole, or is too large; the message says what to do. */
const struct source *source_read(struct arena *arena, struct str name, struct str bytes,
				 enum encoding encoding, struct error *error);

/* offset is a byte offset in source->text. Fast whatever the length of its line. */
struct place source_place(const struct source *source, uint32_t offset);
/* The places of both ends of src, for little more than that of one. */
struct place_span source_places(const struct source *source, struct span src);

/* "UTF-8", "GB18030"… for reports; and the other way (any case, with or without the hyphen). */
const char *encoding_name(enum encoding encoding);
bool encoding_from_name(struct str name, enum encoding *encoding);
/* "Hans", "Hant", "Mixed", "None". */
const char *script_name(enum script script);

#endif
