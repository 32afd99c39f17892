/* How an input is changed for the next try: as contracts differ, and not only byte by byte.
 *
 * For libFuzzer, linked to every target: clauses and lines are doubled, moved, joined and cut;
 * numbers, blanks and phrases are put in and replaced; the text changes its width, script and
 * encoding; the head (fuzz.h) changes. libFuzzer's own changes, with its dictionary, are one of
 * them. */
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include "fuzz.h"

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t room);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t room, unsigned seed);

enum { SCRATCH = 1 << 20 };

struct mutant {
	char *bytes;
	size_t size, room;
	unsigned random;
};

static const char *const phrases[] = {
#include "fuzz/phrases.inc"
};
static const char *const numbers[] = {
	"0",	       "1",	 "2.10",      "9999",	  "87654321", "99999999999999999999",
	"-1",	       "0.0001", "1,000,000", "一百零五", "十",	      "廿三",
	"壹拾贰",      "０５",	 "Ⅸ",	      "⑩",	  "㈠",	      "½",
	"1.1.1.1.1.1", "5%",	 "50％",      "万分之五", "三分之二"};
static const char *const blanks[] = {
	"____", "_",  "＿＿", "【】", "【 】", "[  ]",	   "（ ）",    "        ",     "□",
	"☑",	"XX", "＊＊", "……",   "{{x}}", "　　　　", "年 月 日", "\xE2\x80\x8B", "~~~~"};
#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static size_t pick(struct mutant *m, size_t count)
{
	m->random = m->random * 1664525u + 1013904223u;
	return count ? (m->random >> 8) % count : 0;
}

/* Between two characters, if the bytes are UTF-8. */
static size_t anywhere(struct mutant *m)
{
	size_t at = pick(m, m->size + 1);

	while (at < m->size && ((unsigned char)m->bytes[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static void replace(struct mutant *m, size_t at, size_t gone, const char *with, size_t size)
{
	if (m->size - gone + size > m->room)
		return;
	memmove(m->bytes + at + size, m->bytes + at + gone, m->size - at - gone);
	memcpy(m->bytes + at, with, size);
	m->size += size - gone;
}

static struct str copy_of(struct mutant *m, size_t begin, size_t end)
{
	static char copy[SCRATCH];

	if (end - begin > SCRATCH)
		end = begin + SCRATCH;
	memcpy(copy, m->bytes + begin, end - begin);
	return (struct str){copy, end - begin};
}

/* A line, with the line break at its end. */
static struct span some_line(struct mutant *m)
{
	size_t begin = pick(m, m->size), end = begin;

	while (begin && m->bytes[begin - 1] != '\n')
		begin--;
	while (end < m->size && m->bytes[end++] != '\n')
		;
	return (struct span){(uint32_t)begin, (uint32_t)end};
}

/* --- lines and clauses
 * ----------------------------------------------------------------------------- */

static void put_line(struct mutant *m, struct str line)
{
	replace(m, some_line(m).begin, 0, line.p, line.n);
}

static void double_line(struct mutant *m)
{
	struct span line = some_line(m);

	put_line(m, copy_of(m, line.begin, line.end));
}

static void move_line(struct mutant *m)
{
	struct span line = some_line(m);
	struct str copy = copy_of(m, line.begin, line.end);

	replace(m, line.begin, copy.n, "", 0);
	put_line(m, copy);
}

static void drop_line(struct mutant *m)
{
	struct span line = some_line(m);

	replace(m, line.begin, line.end - line.begin, "", 0);
}

static void join_lines(struct mutant *m)
{
	struct span line = some_line(m);

	if (line.end > line.begin && m->bytes[line.end - 1] == '\n')
		replace(m, line.end - 1, 1, "", 0);
}

static void break_line(struct mutant *m)
{
	replace(m, anywhere(m), 0, "\n\n", 1 + pick(m, 2));
}

static void repeat_piece(struct mutant *m)
{
	size_t begin = anywhere(m), end = begin + pick(m, 40), times = 1 + pick(m, 60);
	struct str piece;

	while (end < m->size && ((unsigned char)m->bytes[end] & 0xC0) == 0x80)
		end++;
	piece = copy_of(m, begin, end < m->size ? end : m->size);
	while (times--)
		replace(m, begin, 0, piece.p, piece.n);
}

static void cut_piece(struct mutant *m)
{
	size_t a = anywhere(m), b = anywhere(m);

	replace(m, a < b ? a : b, a < b ? b - a : a - b, "", 0);
}

/* --- words
 * ------------------------------------------------------------------------------------------ */

static void put_one(struct mutant *m, const char *const *list, size_t count)
{
	const char *word = list[pick(m, count)];

	replace(m, anywhere(m), 0, word, strlen(word));
}

static void put_phrase(struct mutant *m)
{
	put_one(m, phrases, COUNT(phrases));
}

static void put_blank(struct mutant *m)
{
	put_one(m, blanks, COUNT(blanks));
}

static void put_number(struct mutant *m)
{
	put_one(m, numbers, COUNT(numbers));
}

/* The next run of digits becomes another number. */
static void change_number(struct mutant *m)
{
	const char *number = numbers[pick(m, COUNT(numbers))];
	size_t begin = pick(m, m->size), end;

	while (begin < m->size && (m->bytes[begin] < '0' || m->bytes[begin] > '9'))
		begin++;
	for (end = begin; end < m->size && m->bytes[end] >= '0' && m->bytes[end] <= '9';)
		end++;
	replace(m, begin, end - begin, number, strlen(number));
}

/* --- width, script, encoding
 * ------------------------------------------------------------------------ */

static void widen(struct mutant *m)
{
	for (size_t at = anywhere(m), n = 1 + pick(m, 20); at < m->size && n; at++) {
		unsigned char c = (unsigned char)m->bytes[at];
		char wide[3] = {(char)0xEF, (char)(0xBC + (c >= 0x60)),
				(char)(0x80 + ((c - 0x20) & 0x3F))};
		if (c <= ' ' || c > '~')
			continue;
		replace(m, at, 1, wide, 3);
		at += 2;
		n--;
	}
}

static void space_out(struct mutant *m)
{
	for (size_t at = anywhere(m), n = 1 + pick(m, 30); at < m->size && n; at++)
		if (((unsigned char)m->bytes[at] & 0xC0) != 0x80) {
			replace(m, at++, 0, " ", 1);
			n--;
		}
}

static void change_script(struct mutant *m)
{
	static const UChar way[] = u"Hans-Hant", back[] = u"Hant-Hans";
	static UTransliterator *both[2];
	static UChar wide[SCRATCH];
	UErrorCode status = U_ZERO_ERROR;
	int32_t size, limit, which = (int32_t)pick(m, 2), out;

	if (!both[which])
		both[which] = utrans_openU(which ? back : way, -1, UTRANS_FORWARD, NULL, 0, NULL,
					   &status);
	u_strFromUTF8(wide, SCRATCH, &size, m->bytes, (int32_t)m->size, &status);
	limit = size;
	if (U_SUCCESS(status))
		utrans_transUChars(both[which], wide, &size, SCRATCH, 0, &limit, &status);
	u_strToUTF8(NULL, 0, &out, wide, size, &status);
	if ((U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR) && (size_t)out <= m->room) {
		status = U_ZERO_ERROR;
		u_strToUTF8(m->bytes, (int32_t)m->room, &out, wide, size, &status);
		m->size = (size_t)out;
	}
}

static void transcode(struct mutant *m)
{
	static const char *const names[] = {"GB18030", "Big5", "UTF-16LE", "UTF-16BE"};
	const char *name = names[pick(m, COUNT(names))], *utf8 = "UTF-8";
	bool back = pick(m, 3) == 0;
	static char out[SCRATCH];
	UErrorCode status = U_ZERO_ERROR;
	int32_t size = ucnv_convert(back ? utf8 : name, back ? name : utf8, out, SCRATCH, m->bytes,
				    (int32_t)m->size, &status);

	if (U_SUCCESS(status) && size > 0 && (size_t)size <= m->room)
		replace(m, 0, m->size, out, (size_t)size);
	if (!back && U_SUCCESS(status) && name[0] == 'U' && pick(m, 2))
		replace(m, 0, 0, name[6] == 'L' ? "\xFF\xFE" : "\xFE\xFF", 2);
}

static void change_bytes(struct mutant *m)
{
	m->size = LLVMFuzzerMutate((uint8_t *)m->bytes, m->size, m->room);
}

static void (*const changes[])(struct mutant *m) = {
	double_line,   move_line,     drop_line,   join_lines, break_line,    repeat_piece,
	cut_piece,     put_phrase,    put_phrase,  put_blank,  put_blank,     put_number,
	change_number, change_number, widen,	   space_out,  change_script, transcode,
	change_bytes,  change_bytes,  change_bytes};

/* --- all of it
 * -------------------------------------------------------------------------------------- */

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t room, unsigned seed)
{
	struct mutant m = {(char *)bytes, size, room, seed};
	size_t head;

	if (room < 2 * FUZZ_HEAD || room > SCRATCH)
		return LLVMFuzzerMutate(bytes, size, room);
	if (pick(&m, 4) && !(size >= FUZZ_HEAD && bytes[0] == FUZZ_MARK))
		replace(&m, 0, 0, "\1\0\0\0\0\0\0\0\0\0\0", FUZZ_HEAD);
	head = m.size >= FUZZ_HEAD && bytes[0] == FUZZ_MARK ? FUZZ_HEAD : 0;
	if (head && pick(&m, 4) == 0)
		bytes[1 + pick(&m, FUZZ_HEAD - 1)] = (uint8_t)pick(&m, 256);
	m = (struct mutant){m.bytes + head, m.size - head, room - head, m.random};
	for (size_t n = 1 + pick(&m, 4); n; n--)
		changes[pick(&m, COUNT(changes))](&m);
	return m.size + head ? m.size + head : 1;
}
